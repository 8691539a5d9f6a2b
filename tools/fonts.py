"""Cut the fonts of printed maps to the scripts they write, so that they can ship: `write_fonts`."""

import io
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tools.packages import npm_file

LATIN = (
    (0x20, 0x17F),  # with Latin-1 and Extended-A
    (0x18F, 0x233),
    (0x250, 0x2DD),  # transliterations, and their accents
    (0x300, 0x331),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2044),
    (0x2070, 0x209C),
    (0x20A0, 0x20BF),
    (0x2100, 0x2122),
    (0x2190, 0x2199),
    (0x2212, 0x2265),
    (0x25CC, 0x25CC),
)
OTHERS = ((0x370, 0x3FF), (0x400, 0x45F))  # Greek and Cyrillic, in the text face only
ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x200B, 0x200F), (0x2066, 0x2069), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
TIFINAGH = ((0x2D30, 0x2D7F),)

Ranges = tuple[tuple[int, int], ...]

# Vazirmatn draws each Arabic letter as one glyph, so that the text of a PDF can be copied and searched; Noto Sans Arabic, of
# letters and dots apart, gives letters twice. Package, version, path in it, what is kept, name of the file that ships.
FACES: tuple[tuple[str, str, str, Ranges, str], ...] = (
    ("noto-sans", "0.4.2", "400Regular/NotoSans_400Regular.ttf", LATIN + OTHERS, "NotoSans-Regular.ttf"),
    ("noto-sans", "0.4.2", "600SemiBold/NotoSans_600SemiBold.ttf", LATIN, "NotoSans-SemiBold.ttf"),
    ("vazirmatn", "0.4.1", "400Regular/Vazirmatn_400Regular.ttf", LATIN + ARABIC, "Vazirmatn-Regular.ttf"),
    ("vazirmatn", "0.4.1", "600SemiBold/Vazirmatn_600SemiBold.ttf", LATIN + ARABIC, "Vazirmatn-SemiBold.ttf"),
    ("noto-sans-tifinagh", "0.4.1", "400Regular/NotoSansTifinagh_400Regular.ttf", TIFINAGH, "NotoSansTifinagh-Regular.ttf"),
)
LICENCE = "OFL.txt"


def write_fonts(folder: Path) -> None:
    """Write each face with the characters that are kept, hints left out, and the licence of them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for package, version, path, ranges, name in FACES:
        (folder / name).write_bytes(_subset(npm_file(f"@expo-google-fonts/{package}", version, path), ranges))
    (folder / LICENCE).write_text("".join(_licences()), encoding="utf-8")


def _subset(face: bytes, ranges: Ranges) -> bytes:
    font = TTFont(io.BytesIO(face), recalcTimestamp=False)
    options = Options(layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=["*"])
    options.harfbuzz_repacker = False  # which packs otherwise wherever HarfBuzz happens to be installed
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _licences() -> Iterable[str]:
    """Give the copyright line of each family, then the licence they share."""
    texts = [npm_file(f"@expo-google-fonts/{package}", version, "LICENSE_FONT").decode("utf-8") for package, version in _packages()]
    yield from dict.fromkeys(text.partition("\n")[0] + "\n" for text in texts)
    yield texts[0].partition("\n")[2]


def _packages() -> list[tuple[str, str]]:
    return list(dict.fromkeys((package, version) for package, version, *_ in FACES))
