"""A batch on a real Dask scheduler and workers on loopback: the same table as one process."""

from __future__ import annotations

import functools
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from stylo import batch, batch_cluster
from stylo.batch_input import Inputs
from stylo.batch_work import Given
from stylo.document import InputError
from tests import batch_stub

pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parent.parent
WORKERS = int(os.environ.get("STYLO_DASK_WORKERS", "2"))


class Wire:
    """A connection to the scheduler that can be cut."""

    def __init__(self, port: int) -> None:
        self._to, self._open = port, list[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listener.accept()
            except OSError:
                return
            try:
                there = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                here.close()
                continue
            self._open += [here, there]
            for a, b in ((here, there), (there, here)):
                threading.Thread(target=self._pass, args=(a, b), daemon=True).start()

    @staticmethod
    def _pass(a: socket.socket, b: socket.socket) -> None:
        try:
            while data := a.recv(65536):
                b.sendall(data)
        except OSError:
            pass
        for end in (a, b):
            end.close()

    def cut(self) -> None:
        for end in self._open:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self._open.clear()

    def close(self) -> None:
        self._listener.close()
        self.cut()


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[int, list[subprocess.Popen[bytes]]]]:
    """The port of a scheduler, and its workers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}

    def begun(module: str, *args: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *args]
        return subprocess.Popen(command, env=env, cwd=ROOT, stderr=log)

    log = (tmp_path_factory.mktemp("dask") / "log").open("wb")
    scheduler = begun("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
    place = f"tcp://127.0.0.1:{port}"
    workers = [
        begun("dask_worker", place, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        for _ in range(WORKERS)
    ]
    yield port, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_worker_killed_and_the_connection_cut_change_nothing(
    cluster: tuple[int, list[subprocess.Popen[bytes]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "TASK_ARTICLES", 2)
    port, processes = cluster
    rows = [{"id": f"a{i}", "text": f"Article {i} " + "FAIL" * (i == 9)} for i in range(80)]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    asked = batch_stub.SETTINGS
    wire = Wire(port)
    slow = functools.partial(batch_stub.work, seconds=0.05)
    workers = batch_cluster.Cluster(f"tcp://127.0.0.1:{wire.port}", asked, slow)
    happened = []

    def disturb(found: batch.Progress) -> None:
        if found.articles >= 10 and not happened:
            processes[0].kill()
            happened.append("killed")
        elif found.articles >= 30 and len(happened) == 1:
            wire.cut()
            happened.append("cut")

    end = time.monotonic() + 120
    while workers.ahead < WORKERS * batch_cluster.AHEAD and time.monotonic() < end:
        time.sleep(0.2)
        workers._counted = float("-inf")
    assert workers.ahead == WORKERS * batch_cluster.AHEAD
    common: dict[str, Any] = {"settings": asked, "part_rows": 16}
    batch.run(Inputs([str(path)]), tmp_path / "c", workers=workers, progress=disturb, **common)
    wire.close()
    assert happened == ["killed", "cut"]
    alone = batch.Here(asked, batch_stub.work)
    batch.run(Inputs([str(path)]), tmp_path / "o", workers=alone, **common)
    for name in ("", "-evidence"):
        parts = sorted((tmp_path / f"o{name}").glob("part-*"))
        assert len(parts) == 5
        for part in parts:
            assert (tmp_path / f"c{name}" / part.name).read_bytes() == part.read_bytes()


def test_a_result_due_on_a_connection_made_anew_since_is_asked_for_again(
    cluster: tuple[int, Any],
) -> None:
    workers = batch_cluster.Cluster(
        f"tcp://127.0.0.1:{cluster[0]}", batch_stub.SETTINGS, batch_stub.work
    )
    given = [Given(0, "a", "An article.")]
    first = workers.submit(given)
    workers._client.close()
    second = workers.submit(given)
    assert [d.id for d in second.result()] == ["a"]
    assert [d.id for d in first.result()] == ["a"]
    workers.close()


def test_other_models_on_the_cluster_are_refused(
    cluster: tuple[int, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("An article.")
    monkeypatch.setattr(batch_cluster.batch_output.weights, "manifest", lambda: {"x": "0"})
    workers = batch_cluster.Cluster(f"tcp://127.0.0.1:{cluster[0]}", batch_stub.SETTINGS)
    with pytest.raises(InputError, match="a worker of the cluster has other models"):
        batch.run(
            Inputs([str(tmp_path / "a.txt")]),
            tmp_path / "out",
            settings=batch_stub.SETTINGS,
            workers=workers,
        )


def test_a_scheduler_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_cluster, "_FIRST", 0.0)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        batch_cluster.Cluster("tcp://127.0.0.1:9", batch_stub.SETTINGS)
