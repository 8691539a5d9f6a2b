import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError, MissingInputError
from geo.readers import Details, find, read, read_bytes, read_manifest

TEXT = "Un accident s'est produit à Fès, près de l'hôpital, où l'été fut très chaud."
ARABIC = "وقع حادث سير بمدينة فاس وأسفر عن إصابة شخصين بجروح خفيفة حسب مصدر محلي"


def test_utf8_is_read_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    assert (read(path).text, read(path).warnings) == (TEXT, ())


@pytest.mark.parametrize(("text", "encoding"), [(TEXT, "latin-1"), (TEXT, "cp1252"), (ARABIC, "cp1256")])
def test_a_guessed_encoding_is_told(text: str, encoding: str) -> None:
    article = read_bytes(text.encode(encoding), "a.txt")
    assert article.text == text
    assert len(article.warnings) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding), "a.txt").text == TEXT


def test_newlines_and_accents_are_normalised() -> None:
    assert read_bytes("Fe\u0300s\r\nTaza\rOujda".encode(), "a.txt").text == "Fès\nTaza\nOujda"


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\x7fELF\x00\x01\x02\x00\x00", bytes(range(256)) * 4, "\u200b \n".encode() * 0])
def test_what_is_no_text_is_refused_in_one_sentence(raw: bytes) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(raw, "a.bin")
    assert "a.bin" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(MissingInputError, match=r"nowhere\.txt"):
        read(Path("nowhere.txt"))


def test_a_folder_gives_its_texts_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.json"):
        (tmp_path / name).write_text("x")
    assert [each.name for each in find(tmp_path)] == ["a.txt", "b.txt"]


def test_a_manifest_says_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text(json.dumps({"path": "a.txt", "published": "2024-01-02", "outlet": "Le Journal"}) + "\n\n")
    assert list(read_manifest(path)) == [(tmp_path / "a.txt", Details(published="2024-01-02", outlet="Le Journal"))]


@pytest.mark.parametrize("line", ["{", "[]", '{"published": "2024-01-02"}'])
def test_a_bad_line_of_a_manifest_is_named_by_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"path": "a.txt"}\n' + line)
    with pytest.raises(InputError, match="line 2"):
        list(read_manifest(path))


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_bytes(b"text", "a.txt", Details(published="24/03/2023"))


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    try:
        article = read_bytes(raw, "a.txt")
    except InputError:
        return
    assert "\r" not in article.text
