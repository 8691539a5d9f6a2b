"""Keep what the processes have read, in batches, and tell of each input once it is on the disk: `ingest`, `Ingestion`."""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Literal, Self

from geo.errors import RecordError
from geo.ingestion.reading import Begun, Item, Known, Mended, Parsed, Part, Refused, Skipped, Worker, source_of
from geo.ingestion.workers import Loss, Told, Workers
from geo.store import Kept, Quarantined, Record, Store

State = Literal["kept", "known", "failed", "quarantined"]
Done = Known | Parsed | Skipped | Refused | Quarantined | Mended

PATIENCE = 120.0  # seconds for one article: the longest of the tests takes three
BATCH = 50  # records in one transaction
WAIT = 0.5  # seconds that a record waits for others at most

LOST: dict[Loss, str] = {
    "crash": "{source} ended the process that parsed it; it is left out until it changes (--again tries it again).",
    "timeout": "{source} took more than {patience:g} seconds; it is left out until it changes (--again tries it again).",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Say what became of an input, once that is on the disk.

    `kept`: parsed and kept, as `new` text or not, in place of `previous`; `known`: kept before; `failed`: now in quarantine;
    `quarantined`: failed before and not tried again. `reason` is one sentence; `warnings` tells what the reader guessed.
    """

    source: str
    state: State
    article_id: str | None = None
    new: bool = False
    previous: str | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Say how to ingest.

    `processes` work at once (as many as there are cores); reasons are told in the language `interface`; with `again` everything
    is parsed anew, whatever is known; an article may take `patience` seconds; `columns` names those of tables ('text=Body').
    """

    processes: int | None = None
    interface: str = "fr"
    again: bool = False
    patience: float = PATIENCE
    columns: str | None = None


USUAL = Manner()


def ingest(given: Iterable[Item], store: Store, manner: Manner = USUAL) -> Iterator[Outcome]:
    """Read, parse and keep articles, and tell of each in the order given: files with details, articles, failures of a reader.

    The work is done in processes of its own, one of which may die without taking more than its article along. What is known
    from the same source is not parsed again, so that the same call goes on where an earlier one was stopped. A script that
    calls this needs `if __name__ == "__main__":`.

    Raises:
        StoreError: the database cannot be written; what was told of is kept.
        WorkerError: no process can be brought to work.
    """
    with Ingestion(store, manner) as running:
        yield from running.run(given)


class Ingestion:
    """Hold the processes of an ingestion, so that many calls share them."""

    def __init__(self, store: Store, manner: Manner = USUAL) -> None:
        """Say where to keep articles, and how to read them."""
        self._store, self._patience = store, manner.patience
        make = partial(Worker, store.url, manner.interface, again=manner.again, columns=manner.columns)
        self._workers: Workers[Item, Part] = Workers(make, number=manner.processes or os.cpu_count() or 1, patience=manner.patience)

    def __enter__(self) -> Self:
        """Begin."""
        self._workers.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes."""
        self._workers.__exit__(kind, error, trace)

    def run(self, given: Iterable[Item]) -> Iterator[Outcome]:
        """Read, parse and keep articles, and tell of each, in the order given."""
        batch, begun = _Batch(), Begun(source="", mark=None)
        for told in self._workers.run(given):
            if told is not None and isinstance(told.part, Begun):
                begun = told.part
            elif told is not None:
                batch.take(told, begun, self._patience)
                begun = begun if told.part is not None else Begun(source="", mark=None)
            if batch.is_due():
                yield from batch.keep(self._store)
        yield from batch.keep(self._store)


@dataclass(slots=True)
class _Batch:
    """Gather parts until they are kept together."""

    parts: list[Done] = field(default_factory=list)
    since: float = 0.0

    def take(self, told: Told[Item, Part], begun: Begun, patience: float) -> None:
        """Add a part, or the loss of the article begun last."""
        part = told.part
        if part is None and told.loss is not None:
            source = begun.source or source_of(told.task)
            reason = LOST[told.loss].format(source=source, patience=patience)
            part = Quarantined(source=source, kind=told.loss, reason=reason, mark=begun.mark)
        if part is None or isinstance(part, Begun):
            return
        self.since = self.since if self.parts else time.monotonic()
        self.parts.append(part)

    def is_due(self) -> bool:
        """Tell whether it is time to keep what was gathered."""
        return len(self.parts) >= BATCH or (bool(self.parts) and time.monotonic() - self.since > WAIT)

    def keep(self, store: Store) -> Iterator[Outcome]:
        """Keep all of it, then tell of it."""
        parts, self.parts = self.parts, []
        records = [each.record for each in parts if isinstance(each, Parsed)]
        failed = [each for each in parts if isinstance(each, Quarantined)]
        kept = iter(_kept(store, records, failed))
        for each in parts:
            if isinstance(each, Mended):
                store.release(each.source)
            elif isinstance(each, Parsed):
                yield _of_record(each, next(kept))
            else:
                yield _unkept(each)


def _kept(store: Store, records: list[Record], failed: list[Quarantined]) -> list[Kept | Quarantined]:
    """Keep the records; where one of them contradicts what is kept, find out which."""
    if not records and not failed:
        return []
    try:
        return [*store.save_all(records, failed)]
    except RecordError as error:
        if len(records) > 1:
            singly = [_kept(store, [each], []) for each in records]
            store.save_all([], failed)
            return [each for one in singly for each in one]
        refused = Quarantined(source=records[0].name, kind="parse", reason=str(error), mark=records[0].article_id)
        store.save_all([], [*failed, refused])
        return [refused]


def _of_record(parsed: Parsed, kept: Kept | Quarantined) -> Outcome:
    if isinstance(kept, Quarantined):
        return _unkept(kept)
    return Outcome(
        source=parsed.record.name,
        state="kept",
        article_id=kept.article_id,
        new=kept.new,
        previous=kept.previous,
        warnings=parsed.warnings,
    )


def _unkept(part: Known | Skipped | Refused | Quarantined) -> Outcome:
    if isinstance(part, Known):
        return Outcome(source=part.source, state="known", article_id=part.article_id)
    state: State = "quarantined" if isinstance(part, Skipped) else "failed"
    return Outcome(source=part.source, state=state, reason=part.reason)
