"""Do work in processes of their own, in order, and lose one task when one of them dies: `Workers`."""

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from math import ceil
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Generic, Literal, Self, TypeVar

from geo.errors import GeoError, WorkerError

Task = TypeVar("Task")
Part = TypeVar("Part")
Work = Callable[[Task], Iterable[Part]]
Loss = Literal["crash", "timeout"]

AHEAD = 16  # tasks that may be done or under way before the first of them, for each process; fewer are not worth another process
SLOW = 2.0  # seconds after which a task is a long one, and those behind it are worth another process
MAX_WAITING = 64  # parts of a task that wait for those before it; then its process waits
TICK = 0.2  # seconds
MAX_STILLBORN = 3  # processes in a row that die before they can work

READY, UNFIT, PART, END = "ready", "unfit", "part", "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[Task, Part]):
    """Be a part of what came of a task; where `part` is None the task is over, and `loss` says whether its process was lost."""

    task: Task
    part: Part | None = None
    loss: Loss | None = None


@dataclass(slots=True, kw_only=True)
class _Slot(Generic[Task, Part]):
    """Be a task given out, with what came of it so far; `begun` and `heard` tell when."""

    task: Task
    parts: deque[Part] = field(default_factory=deque)
    over: bool = False
    loss: Loss | None = None
    begun: float = field(default_factory=time.monotonic)
    heard: float = field(default_factory=time.monotonic)


@dataclass(slots=True, kw_only=True, eq=False)
class _Worker(Generic[Task, Part]):
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    slot: _Slot[Task, Part] | None = None


class Workers(Generic[Task, Part]):
    """Let `number` processes work; each calls `make` once, and what that gives with one task after the other.

    `make`, tasks and parts have to be picklable. A task of which nothing is heard for `patience` seconds is lost as one whose
    process died. What tasks yield comes out in the order of the tasks.
    """

    def __init__(self, make: Callable[[], Work[Task, Part]], *, number: int, patience: float) -> None:
        """Say how to work; the processes begin with the first task."""
        self._make, self._number, self._patience = make, max(1, number), patience
        self._context = get_context("spawn")
        self._workers: list[_Worker[Task, Part]] = []
        self._slots: deque[_Slot[Task, Part]] = deque()
        self._stillborn = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End all processes."""
        for each in self._workers:
            self._end(each)
        self._workers.clear()
        self._slots.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[Told[Task, Part] | None]:
        """Give out the tasks, and yield what comes of them; None where nothing came for a moment.

        Raises:
            WorkerError: no process can be brought to work, or one raised a `GeoError`, whose sentence it then says.
        """
        source, waiting = iter(tasks), deque[Task]()
        while True:
            waiting.extend(islice(source, self._number * AHEAD - len(self._slots) - len(waiting)))
            self._give_out(waiting)
            if not self._slots and not waiting:
                return
            self._listen()
            told = list(self._emit())
            yield from told or (None,)

    def _give_out(self, waiting: deque[Task]) -> None:
        """Give each idle process a task, and start as many as there is work for."""
        idle = [each for each in self._workers if each.ready and each.slot is None]
        for each in idle[: len(waiting)]:
            each.slot = _Slot(task=waiting.popleft())
            self._slots.append(each.slot)
            try:
                each.pipe.send(each.slot.task)
            except OSError:
                self._lose(each, "crash")
        for _ in range(self._lacking(len(waiting))):
            self._workers.append(self._start())

    def _lacking(self, waiting: int) -> int:
        """Say how many processes more it takes for the tasks that wait."""
        starting = sum(not each.ready for each in self._workers)
        busy = [each.slot for each in self._workers if each.slot is not None]
        slow = any(time.monotonic() - each.begun > SLOW for each in busy)
        wanted = waiting if slow else ceil(waiting / AHEAD) - len(busy)
        return min(self._number - len(self._workers), wanted - starting)

    def _start(self) -> _Worker[Task, Part]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._make), daemon=True)
        with _undisturbed():
            process.start()
        theirs.close()
        return _Worker(process=process, pipe=ours)

    def _listen(self) -> None:
        """Take in what the processes say, and lose those of which nothing was heard for too long."""
        first = self._slots[0] if self._slots else None
        heard = [each for each in self._workers if each.slot is None or each.slot is first or len(each.slot.parts) < MAX_WAITING]
        ready = connection.wait([each.pipe for each in heard], timeout=TICK)
        for each in heard:
            if each.pipe in ready:
                self._take(each)
            elif each.slot is not None and time.monotonic() - each.slot.heard > self._patience:
                self._lose(each, "timeout")
        for each in self._workers:
            if each.slot is not None and each not in heard:
                each.slot.heard = time.monotonic()  # it waits for us

    def _take(self, worker: _Worker[Task, Part]) -> None:
        try:
            word, part = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker, "crash")
            return
        if word == UNFIT:
            raise WorkerError(part)
        if word == READY:
            worker.ready, self._stillborn = True, 0
        elif worker.slot is not None:
            worker.slot.heard = time.monotonic()
            if word == PART:
                worker.slot.parts.append(part)
            else:
                worker.slot.over, worker.slot = True, None

    def _lose(self, worker: _Worker[Task, Part], loss: Loss) -> None:
        """End a process with the task it held; another takes its place when there is work for it."""
        self._end(worker)
        self._workers.remove(worker)
        if worker.slot is not None:
            worker.slot.over, worker.slot.loss = True, loss
        elif not worker.ready:
            self._stillborn += 1
            if self._stillborn >= MAX_STILLBORN:
                raise WorkerError("The processes that parse articles end before they can begin; make memory free, or use fewer of them.")

    def _emit(self) -> Iterator[Told[Task, Part]]:
        """Give what has come of the first task, and of those after it once it is over."""
        while self._slots:
            slot = self._slots[0]
            while slot.parts:
                yield Told(task=slot.task, part=slot.parts.popleft())
            if not slot.over:
                return
            self._slots.popleft()
            yield Told(task=slot.task, loss=slot.loss)

    @staticmethod
    def _end(worker: _Worker[Task, Part]) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start a process that Ctrl+C does not reach, not even while it starts: a terminal tells all, and whoever started it ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: "Connection[Any, Any]", make: Callable[[], Work[Any, Any]]) -> None:
    """Work until the other end goes away: the life of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            work = make()
            pipe.send((READY, None))
            while True:
                for part in work(pipe.recv()):
                    pipe.send((PART, part))
                pipe.send((END, None))
        except GeoError as error:
            pipe.send((UNFIT, str(error)))
