"""A batch on a cluster: the same work, done by the workers of a Dask scheduler.

Dask gives what a lost worker was at to another. When the connection to the scheduler is cut, what
was under way is forgotten there, and given to it again as soon as it answers.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import suppress
from typing import Any

from stylo import batch_output, batch_work
from stylo.batch_work import Done, Given, Settings, Work
from stylo.document import InputError

#: Seconds for which a scheduler that does not answer is tried again.
PATIENCE = 300.0
#: Tasks that wait for each thread of the cluster.
AHEAD = 3
#: Seconds for which a scheduler is waited for at first.
_FIRST = 10.0
#: Seconds after which the threads are counted again.
_COUNT_AGAIN = 5.0


class Cluster:
    """The workers of a Dask scheduler.

    Parameters
    ----------
    address : str
        Of the scheduler, e.g. ``tcp://10.0.0.5:8786``.
    settings : Settings
        What the run is asked for.

    Raises
    ------
    InputError
        If Dask is not installed, or no scheduler answers.
    """

    def __init__(self, address: str, settings: Settings, work: Work = batch_work.work) -> None:
        self.address, self._settings, self._work = address, settings, work
        self._terms = batch_output.terms(settings)
        self._client = self._connected(_FIRST)
        self._threads, self._counted = 1, -math.inf

    @property
    def ahead(self) -> int:
        """Tasks that are under way at once: some for each thread of the cluster."""
        if time.monotonic() > self._counted + _COUNT_AGAIN:
            self._counted = time.monotonic()
            # A cut connection is mended where the results are waited for.
            with suppress(OSError, RuntimeError, CancelledError):
                self._threads = max(1, sum(self._client.nthreads().values()))
        return AHEAD * self._threads

    def submit(self, given: Sequence[Given]) -> _Task:
        """Begin a task."""
        return _Task(self, list(given))

    def again(self) -> None:
        """Do nothing: Dask has begun other processes, or its operator must."""

    def close(self) -> None:
        """Leave the cluster to others."""
        self._client.close()

    def send(self, given: list[Given]) -> Any:
        """Give a task to the scheduler, connected anew if need be; return Dask's future."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                if self._client.status != "running":
                    self._client.close()
                    self._client = self._connected(end - time.monotonic())
                return self._client.submit(
                    _agreed, self._work, given, self._settings, self._terms, pure=False
                )
            except (OSError, RuntimeError, CancelledError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def _connected(self, seconds: float) -> Any:
        try:
            import distributed
        except ImportError:
            raise InputError(
                "a cluster needs Dask: pip install 'stylo-rhetoric[dask]', here and there"
            ) from None
        connect: Any = distributed.Client
        end = time.monotonic() + seconds
        while True:
            try:
                return connect(self.address, timeout=5, set_as_default=False)
            except (OSError, ValueError) as error:
                if time.monotonic() > end or isinstance(error, ValueError):
                    raise InputError(
                        f"no Dask scheduler answers at {self.address}: start one with 'dask "
                        "scheduler', or check the address; the same call then goes on"
                    ) from None


class _Task:
    """A task on the cluster, given to it again when the connection was cut."""

    def __init__(self, cluster: Cluster, given: list[Given]) -> None:
        self._cluster, self._given = cluster, given
        self._future = cluster.send(given)

    def result(self) -> list[Done]:
        """Return what became of the articles.

        Raises
        ------
        BrokenExecutor
            If several workers died of it.
        """
        from distributed import KilledWorker

        while True:
            try:
                found: list[Done] = self._future.result()
                return found
            except KilledWorker as error:
                raise BrokenExecutor(str(error)) from error
            except (OSError, CancelledError):
                self._future = self._cluster.send(self._given)
            except RuntimeError:
                # Another task had the connection made anew: the one that this was due on is closed.
                if self._future.client.status == "running":
                    raise
                self._future = self._cluster.send(self._given)


def _agreed(
    work: Work, given: Sequence[Given], settings: Settings, terms: dict[str, Any]
) -> list[Done]:
    """Do the work on the cluster, where measures and models are the same as here."""
    here = batch_output.terms(settings)
    for name, value in terms.items():
        if here[name] != value:
            raise InputError(
                f"a worker of the cluster has {batch_output.differs(name, here[name], value)}: "
                "install the same stylo-rhetoric there"
            )
    return work(given, settings)
