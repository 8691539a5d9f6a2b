from pathlib import Path

from tests.reader_samples import MAKERS, TITLE, sample
from tests.test_cli import lines, run


def test_parse_reads_every_format_of_a_folder(tmp_path: Path) -> None:
    for name in MAKERS:
        (tmp_path / name).write_bytes(sample(name))
    done = run("parse", tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    sources = {str(each["source"]).removeprefix(f"{tmp_path}/").partition("#")[0].partition("!")[0] for each in lines(done)}
    assert set(MAKERS) - sources == {"a.atom"}  # its one article bears its own address


def test_parse_tells_which_columns_it_took_and_takes_those_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(sample("a.csv"))
    assert b"columns guessed: text=Corps" in run("parse", path).stderr
    assert [each["text"] for each in lines(run("parse", "--columns", "text=Titre", path))] == [TITLE, "Second"]
    done = run("parse", "--columns", "text=Nowhere", path)
    assert done.returncode == 1
    assert b"'Nowhere'" in done.stderr


def test_parse_reads_a_page_from_standard_input() -> None:
    (article,) = lines(run("parse", "-", stdin=sample("a.html")))
    assert (article["title"], article["source"]) == (TITLE, "-")


def test_parse_fetches_nothing_from_ones_own_network() -> None:
    done = run("parse", "http://127.0.0.1:9/a")
    assert done.returncode == 1
    assert b"network of one's own" in done.stderr
