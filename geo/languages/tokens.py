"""Cut folded text into tokens and names into the keys under which a gazetteer holds them."""

import re
from typing import Final

from geo.languages.folding import fold

TOKEN: Final = re.compile(r"[^\W_]+")


def key_of(folded: str) -> str:
    """Bring a folded name to the form it is looked up by: its tokens, one blank between."""
    return " ".join(TOKEN.findall(folded))


def keys_of(name: str) -> set[str]:
    """Give every key of a name as a gazetteer writes it: as it stands, and with an inner apostrophe closed up."""
    folded = fold(name)
    keys = {key_of(folded), key_of(folded.replace("'", ""))}
    return {each for each in keys if each}
