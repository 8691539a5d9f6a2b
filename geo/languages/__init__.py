"""Know the four languages: folding with exact offsets, tables per language, the interface's texts."""
