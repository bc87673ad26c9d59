"""Many articles: streamed in, analysed by several processes, a row of figures each written out.

The run can be killed at any moment and begun again with the same call: parts that are written
stand, and the rest follows. Figures depend on neither the number of workers nor the order of the
input.
"""

from __future__ import annotations

import hashlib
import math
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from stylo import batch_work, norms, voice
from stylo.analysis import chosen
from stylo.batch_input import Inputs, Item
from stylo.batch_output import Output, Part
from stylo.batch_work import Done, Given, Settings, Work, table
from stylo.document import InputError
from stylo.feature import SCOPES

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows of the input in a part: what a killed run does again at most.
PART_ROWS = 500
#: What a worker is given at once: articles, and characters (or bytes) unless one has more.
TASK_ARTICLES, TASK_CHARACTERS = 16, 500_000
#: Tasks that wait for each worker.
TASKS_AHEAD = 3
#: How libraries are told to use one thread.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS")


@dataclass
class Progress:
    """How far a run is.

    Attributes
    ----------
    articles, duplicates, failed : int
        Rows of the table, those among them that repeat an earlier input, and inputs without one.
    words : int
        Words analysed, in this run only.
    kept : int
        Rows of the input that an earlier run had done.
    share : float
        How much of the input is done, 0 to 1; NaN where that is unknown.
    seconds : float
        Since the first article was given to a worker.
    left : float
        Seconds left at the rate so far; NaN where that is unknown.
    errors : Path
        The file of failures.
    """

    articles: int = 0
    duplicates: int = 0
    failed: int = 0
    words: int = 0
    kept: int = 0
    share: float = math.nan
    seconds: float = 0.0
    left: float = math.nan
    errors: Path | None = None


class Task(Protocol):
    """A task that was begun."""

    def result(self) -> list[Done]:
        """Wait for what became of the articles; BrokenExecutor if a process died of it."""


class Workers(Protocol):
    """Whoever does the work: this process, several, or a cluster."""

    @property
    def ahead(self) -> int:
        """Tasks that are under way at once."""

    def submit(self, given: Sequence[Given]) -> Task:
        """Begin a task."""

    def again(self) -> None:
        """Begin anew after a process has died."""

    def close(self) -> None:
        """End."""


class Here:
    """The work done in this very process, one task at a time."""

    ahead = 1

    def __init__(self, settings: Settings, work: Work = batch_work.work) -> None:
        self._settings, self._work = settings, work

    def submit(self, given: Sequence[Given]) -> Future[list[Done]]:
        """Do a task."""
        done: Future[list[Done]] = Future()
        done.set_result(self._work(given, self._settings))
        return done

    def again(self) -> None:
        """Do nothing: if this process dies, so does the run."""

    def close(self) -> None:
        """Do nothing."""


class Processes:
    """Processes of this machine: spawned, never forked, each with one thread."""

    def __init__(self, number: int, settings: Settings, work: Work = batch_work.work) -> None:
        self.ahead = number * TASKS_AHEAD
        self._number, self._settings, self._work = number, settings, work
        self._pool = self._made()

    def _made(self) -> ProcessPoolExecutor:
        from multiprocessing import get_context

        return ProcessPoolExecutor(self._number, get_context("spawn"), _at_start)

    def submit(self, given: Sequence[Given]) -> Future[list[Done]]:
        """Begin a task."""
        with _one_thread():
            return self._pool.submit(self._work, given, self._settings)

    def again(self) -> None:
        """Put others in the place of all processes, as one of them has died."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._made()

    def close(self) -> None:
        """End the processes, after what they are at."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _at_start() -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent, and ends when that is gone."""
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let the processes that are begun meanwhile use one thread each."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def run(
    inputs: Inputs,
    output: str | Path,
    *,
    form: str | None = None,
    settings: Settings | None = None,
    workers: int | Workers = 1,
    strict: bool = False,
    part_rows: int = PART_ROWS,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Analyse many articles, and write one row for each.

    Parameters
    ----------
    inputs : Inputs
        Where the articles come from.
    output : path
        A folder of Parquet files, or a file (``.csv``, ``.jsonl``). What fails stands in
        ``_stylo/errors.jsonl`` in that folder, or in ``NAME.parts`` beside that file.
    form : {"parquet", "csv", "jsonl"}, optional
        By default told from the output's name.
    settings : Settings, optional
        Scope, measures, and what else is written.
    workers : int or Workers
        Processes to be spawned; 0 to work in this process. A script that spawns needs
        ``if __name__ == "__main__":``.
    strict : bool
        Whether the first failure ends the run.
    part_rows : int
        Rows of the input in a part.
    progress : callable
        Called with how far the run is, after each task.

    Returns
    -------
    Progress
        What became of all inputs, those of earlier runs included.

    Raises
    ------
    InputError
        If the output was begun with other settings, models or inputs; on the first failure if
        ``strict``.
    """
    settings = settings or Settings()
    if settings.scope not in SCOPES:
        raise InputError(f"scope must be 'own' or 'all', not {settings.scope!r}")
    if settings.norms is not None and settings.scope == "all":
        raise InputError("norms are of the writer's own words: leave out scope 'all'")
    if part_rows < 1 or (isinstance(workers, int) and workers < 0):
        raise InputError("parts need at least one row, and workers cannot be fewer than none")
    chosen(settings.measures)
    if isinstance(workers, int):
        voice.model()  # that these fit is seen here, and not once for each article
        if settings.scope == "own":
            norms.chosen(settings.norms)
    out = Output(Path(output), form, settings)
    try:
        inputs.leave_out = frozenset(out.places)
        if isinstance(workers, int):
            workers = Processes(workers, settings) if workers else Here(settings)
        try:
            found = _Run(inputs, out, workers, strict, part_rows, progress).run()
        finally:
            workers.close()
        out.finish()
        return found
    finally:
        out.close()


@dataclass
class _Waiting:
    """A task that was begun."""

    given: list[Given]
    share: float
    done: Task


@dataclass
class _Pending:
    """The part that is being put together."""

    first: int
    rows: int = 0
    inputs: Any = field(default_factory=hashlib.sha256)
    tasks: deque[_Waiting] = field(default_factory=deque)
    done: dict[int, Done] = field(default_factory=dict)
    failures: dict[int, dict[str, Any]] = field(default_factory=dict)
    #: Row and id of each repeat, and the row that it repeats.
    repeats: list[tuple[int, str, int]] = field(default_factory=list)
    share: float = math.nan


class _Run:
    """One pass over the input."""

    def __init__(
        self,
        inputs: Inputs,
        out: Output,
        workers: Workers,
        strict: bool,
        part_rows: int,
        progress: Callable[[Progress], None],
    ) -> None:
        self.inputs, self.out, self.workers = inputs, out, workers
        self.strict, self.part_rows, self.report = strict, part_rows, progress
        self.seen: dict[bytes, int] = {}
        self.state = Progress(errors=out.errors)
        self.begun = time.monotonic()
        self.share_at_start = math.nan

    def run(self) -> Progress:
        """Take note of what is done, do the rest."""
        items = enumerate(self.inputs)
        self._replay(items)
        self.begun = time.monotonic()
        #: Parts in the making, the oldest first; tasks of the next are begun before it is whole.
        making: deque[_Pending] = deque()
        given: list[Given] = []
        part = _Pending(self.state.kept)
        making.append(part)
        for row, item in items:
            if part.rows == self.part_rows:
                self._begin(part, given)
                given = []
                part = _Pending(row)
                making.append(part)
            self._take(part, row, item, given)
            if len(given) >= TASK_ARTICLES or _size(given) >= TASK_CHARACTERS:
                self._begin(part, given)
                given = []
            self._collect(making, self.workers.ahead)
        self._begin(part, given)
        self._collect(making, 0)
        if making[0].rows:
            self._finish(making[0])
        return self.state

    # -- what an earlier run did ----------------------------------------------------------

    def _replay(self, items: Iterator[tuple[int, Item]]) -> None:
        """Go over the rows that are done, and see that they are the same ones."""
        for part in list(self.out.parts):
            if self.strict and part.failures:
                raise InputError(str(part.failures[0]["cause"]))
            check = hashlib.sha256()
            for row in range(part.first, part.first + part.rows):
                found = next(items, None)
                if found is None:
                    raise InputError(
                        f"{self.out.path} was begun with more rows than the {row} of this input: "
                        "give the same input, or name another --output"
                    )
                item = found[1]
                key = _noted(check, item)
                if not item.cause:
                    self.seen.setdefault(key, row)
                self.share_at_start = item.share
            if check.hexdigest() != part.inputs:
                raise InputError(
                    f"the input is not what it was when {self.out.path} was begun (rows "
                    f"{part.first + 1} to {part.first + part.rows}): give the same input, or name "
                    "another --output"
                )
            self.state.articles += part.articles
            self.state.duplicates += part.duplicates
            self.state.failed += len(part.failures)
            self.state.kept += part.rows
        self.state.share = self.share_at_start
        if self.out.parts:
            self.report(self.state)

    # -- what is to be done ---------------------------------------------------------------

    def _take(self, part: _Pending, row: int, item: Item, given: list[Given]) -> None:
        """Note an item: to be given to a worker, a repeat, or a failure."""
        part.rows += 1
        part.share = item.share
        key = _noted(part.inputs, item)
        if item.cause:
            self._fail(part, row, item.id, item.cause)
        elif key in self.seen:
            part.repeats.append((row, item.id, self.seen[key]))
        else:
            self.seen[key] = row
            given.append(Given(row, item.id, item.content))

    def _begin(self, part: _Pending, given: list[Given]) -> None:
        if given:
            part.tasks.append(_Waiting(given, part.share, self._submitted(given)))

    def _submitted(self, given: Sequence[Given]) -> Task:
        try:
            return self.workers.submit(given)
        except BrokenExecutor as error:
            failed: Future[list[Done]] = Future()
            failed.set_exception(error)
            return failed

    def _fail(self, part: _Pending, row: int, id: str, cause: str) -> None:
        if self.strict:
            raise InputError(cause)
        self.state.failed += 1
        part.failures[row] = {"row": row, "id": id, "cause": cause}

    # -- what was done --------------------------------------------------------------------

    def _collect(self, making: deque[_Pending], ahead: int) -> None:
        """Wait for the oldest tasks until no more than so many are under way."""
        while sum(len(part.tasks) for part in making) > ahead or (
            len(making) > 1 and not making[0].tasks
        ):
            part = making[0]
            if not part.tasks:
                self._finish(making.popleft())
                continue
            task = part.tasks.popleft()
            for one in self._results(task):
                if one.figures is None:
                    self._fail(part, one.row, one.id, one.cause)
                else:
                    part.done[one.row] = one
                    self.state.articles += 1
                    self.state.words += one.figures["words"]
            self._tell(task.share)

    def _results(self, task: _Waiting) -> Iterable[Done]:
        try:
            return task.done.result()
        except BrokenExecutor:
            return self._one_by_one(task.given)

    def _one_by_one(self, given: Sequence[Given]) -> list[Done]:
        """Do a task in which a process died, so that the article to blame is found."""
        self.workers.again()
        found: list[Done] = []
        for one in given:
            try:
                found += self._submitted([one]).result()
            except BrokenExecutor:
                self.workers.again()
                why = f"{one.id}: the process that read it died, perhaps for want of memory"
                found.append(Done(one.row, one.id, None, None, why))
        if len(given) > 1 and all(one.figures is None and "died" in one.cause for one in found):
            raise InputError("the worker processes die: give fewer --workers, or more memory")
        return found

    def _tell(self, share: float) -> None:
        state = self.state
        state.share, state.seconds = share, time.monotonic() - self.begun
        start = 0.0 if math.isnan(self.share_at_start) else self.share_at_start
        done = share - start
        state.left = state.seconds * (1 - share) / done if done > 0 else math.nan
        self.report(state)

    def _finish(self, part: _Pending) -> None:
        """Write a part whose tasks are all done."""
        rows = {row: one.figures for row, one in part.done.items() if one.figures is not None}
        words = sum(figures["words"] for figures in rows.values())
        elsewhere = {first for _, _, first in part.repeats if first < part.first}
        known = rows | {r["row"]: r for r in self.out.find("articles", elsewhere).to_pylist()}
        repeats: list[tuple[int, str, int]] = []
        for row, id, first in part.repeats:
            if first in known:
                rows[row] = {**known[first], "row": row, "id": id, "duplicate_of": first}
                repeats.append((row, id, first))
            else:
                failed = part.failures.get(first)
                self._fail(part, row, id, failed["cause"] if failed else self.out.cause(first))
        ordered = [rows[row] for row in sorted(rows)]
        of = self.out.schema("articles")
        tables = {"articles": table({f.name: [row[f.name] for row in ordered] for f in of}, of)}
        if "evidence" in self.out.folders:
            tables["evidence"] = self._evidence(part, repeats, elsewhere)
        written = Part(
            part.first,
            part.rows,
            part.inputs.hexdigest(),
            len(rows),
            len(repeats),
            words,
            tuple(part.failures[row] for row in sorted(part.failures)),
        )
        self.out.add(written, tables)
        self.state.articles += len(repeats)
        self.state.duplicates += len(repeats)
        self._tell(part.share)

    def _evidence(
        self, part: _Pending, repeats: Sequence[tuple[int, str, int]], elsewhere: set[int]
    ) -> pa.Table:
        """Return the evidence of a part in the order of its rows, that of repeats repeated."""
        import pyarrow as pa
        import pyarrow.compute as pc

        found = {row: one.evidence for row, one in part.done.items() if one.evidence is not None}
        earlier = self.out.find("evidence", elsewhere)
        for row, id, first in repeats:
            own = found.get(first)
            if own is None:
                own = earlier.filter(pc.field("row") == first)
            said = {"row": [row] * own.num_rows, "id": [id] * own.num_rows}
            kept = {name: own[name] for name in own.column_names[len(said) :]}
            found[row] = pa.table({**said, **kept}, schema=own.schema)
        empty = self.out.schema("evidence").empty_table()
        return pa.concat_tables([empty, *(found[row] for row in sorted(found))])


def _size(given: Sequence[Given]) -> int:
    return sum(len(one.content) for one in given)


def _noted(check: Any, item: Item) -> bytes:
    """Enter an item into the hash of a part, and return its own key, shortened."""
    key = item.key
    check.update(key + hashlib.sha256(item.id.encode()).digest())
    return key[:16]
