"""Race `geo.pipeline.parse` against the pipeline one would write without Marsad, on the same articles in the same run.

`python -m tools.bench [FOLDER]`, in the environment of requirements-bench.lock; FOLDER holds the compiled wheel, unpacked, which then
runs beside the source. The rival is spaCy's French entity recogniser and, for each
name, the most populous place of GeoNames, Morocco first. Both are warm, each in a process of its own, and neither meets the same
text twice. The race that counts is over articles of the length of the seed article; the short ones, denser in incidents than news
is, come after it.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from unicodedata import normalize

from tools.naive import naive_resolver

SEEDS = Path(__file__).parent.parent / "seeds"
MODEL = "fr_core_news_md"
UNUSED = ["tagger", "parser", "morphologizer", "lemmatizer", "attribute_ruler"]
ROUNDS = 300  # articles a race
TURN = 60  # articles that one reads before the other has its turn: what disturbs the machine disturbs both
READER: list["Read"] = []  # the one reader of a process

Read = Callable[[str], object]


def main() -> None:
    """Print articles a second for all, and the ratios: all of it, then places alone; on long articles, then on short ones."""
    long, short = articles()
    homes = {"compiled": sys.argv[1], "source": ""} if sys.argv[1:] else {"source": ""}
    with ExitStack() as stack:
        ours, places = ({home: stack.enter_context(runner(name, homes[home])) for home in homes} for name in ("marsad", "places"))
        naive = stack.enter_context(runner("naive"))
        for size, texts in (("seed-size", [long]), ("short", short)):
            turns = list(turned(texts, rounds=ROUNDS // len(texts)))
            race(f"{size}, places and incidents", turns, ours | {"naive": naive}, goal=40)
            race(f"{size}, places", turns, places | {"naive": naive}, goal=75)


def race(name: str, texts: list[str], runners: dict[str, Executor], *, goal: int) -> None:
    """Time all on the same texts, turn by turn, and print the figures; a ratio is the median of the turns'."""
    turns = [texts[at : at + TURN] for at in range(0, len(texts), TURN)]
    times = [{told: each.submit(seconds, turn).result() for told, each in runners.items()} for turn in turns]
    print(f"{name}: {len(texts)} French articles, mean {mean_length(texts):.0f} characters (goal: {goal} times naive or more)")
    for told in runners:
        ratio = median(each["naive"] / each[told] for each in times)
        print(f"  {told:9}{len(texts) / sum(each[told] for each in times):8.1f} articles a second, {ratio:5.1f} times naive")


def runner(name: str, home: str = "") -> Executor:
    """Start a process for one reader: none pays for the memory, or for the garbage collector's walks through what the others hold.

    `home` is the folder that Marsad is taken from, if not the checkout.
    """
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=prepare, initargs=(name, home))


def prepare(name: str, home: str) -> None:
    """Load what a reader needs, and let it read an article, in the process that it is timed in."""
    if home:
        sys.path.insert(0, home)
    read = naive_reader() if name == "naive" else marsad_reader(incidents=name == "marsad")
    READER.append(read)
    read(articles()[0])
    gc.collect()
    gc.freeze()


def seconds(texts: list[str]) -> float:
    """Measure how long the texts take."""
    read = READER[0]
    start = time.perf_counter()
    for text in texts:
        read(text)
    return time.perf_counter() - start


def articles() -> tuple[str, list[str]]:
    """Read the French articles of seeds/, as `Article.text`: the seed article, and the short ones."""
    rows = [json.loads(line) for line in (SEEDS / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [normalize("NFC", (SEEDS / row["path"]).read_text(encoding="utf-8")) for row in rows if row["language"] == "fr"]
    long = max(texts, key=len)
    return long, [each for each in texts if each is not long]


def turned(texts: Iterable[str], *, rounds: int) -> Iterator[str]:
    """Give each text `rounds` times, its paragraphs turned by one each time, so that no cache of texts can help."""
    for number in range(rounds):
        for text in texts:
            head, *body = text.split("\n\n")
            cut = number % len(body)
            yield "\n\n".join((head, *body[cut:], *body[:cut], f"({number})"))


def mean_length(texts: list[str]) -> float:
    """Give the mean length in characters."""
    return sum(map(len, texts)) / len(texts)


def marsad_reader(*, incidents: bool) -> Read:
    """Read an article as `marsad parse` does, its language unknown, without writing it; or find and resolve its places alone."""
    from geo.models import Article  # noqa: PLC0415  # from the folder that the process was told
    from geo.pipeline import parse  # noqa: PLC0415

    return lambda text: parse(Article(text=text, source="bench"), incidents=incidents)


def naive_reader() -> Read:
    """Build the rival: entities of spaCy, looked up by folded name."""
    import spacy  # noqa: PLC0415  # only the rival's process bears it

    nlp = spacy.load(MODEL, exclude=UNUSED)
    place_of = naive_resolver("fr")

    def read(text: str) -> object:
        entities = nlp(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).ents
        return [(each.start_char, each.end_char, place_of(each.text)) for each in entities if each.label_ == "LOC"]

    return read


if __name__ == "__main__":
    main()
