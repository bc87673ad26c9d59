"""Whether a batch that is killed again and again ends as if nobody had disturbed it.

``python -m benchmarks resume FILE`` runs ``stylo batch`` with two workers, evidence and percentiles
over `ARTICLES` short articles made of the file's (`benchmarks.perturbed`), some of which cannot be
read and some of which come twice. It is then run again into another folder, killed with signal 9
at `KILLS` moments drawn by chance, and begun anew each time with the same call.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.perturbed import perturbed
from benchmarks.speed import read_texts

#: Articles, words of each, rows of a part, and how often the run is killed.
ARTICLES, WORDS, PART_ROWS, KILLS = 300, 120, 16, 5
SEED = 9
#: Seconds for which anything is waited for.
PATIENCE = 600.0


def files(out: Path) -> dict[str, bytes]:
    """Return all files of a data set and of its evidence, by name: equal if the runs were."""
    folders = [out, out.with_name(out.name + "-evidence")]
    return {
        f"{folder.name[len(out.name) :]}/{place.relative_to(folder)}": place.read_bytes()
        for folder in folders
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }


def session(leader: int) -> list[int]:
    """Return the processes that a command began and that are still there."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, belongs = place.read_text().rsplit(")", 1)[1].split()[:4]
        except OSError:
            continue
        if int(belongs) == leader and state != "Z":
            found.append(int(place.parent.name))
    return found


def wait_until(holds: Callable[..., object], *of: Any, seconds: float = PATIENCE) -> None:
    """Wait until something holds, asking a hundred times a second."""
    end = time.monotonic() + seconds
    while not holds(*of):
        if time.monotonic() > end:
            raise TimeoutError("waited too long")
        time.sleep(0.01)


def archive(texts: list[str], path: Path) -> int:
    """Write articles, each tenth a repeat of an earlier one or a row that fails.

    Returns
    -------
    int
        How many fail.
    """
    failing = 0
    earlier: list[str] = []
    with path.open("w", encoding="utf-8") as file:
        for n, text in enumerate(perturbed(texts, ARTICLES, WORDS, SEED)):
            if n % 10 == 3:
                text = earlier[n // 2]
            elif n % 30 == 9:
                text = " "
            failing += not text.strip()
            earlier.append(text)
            file.write(json.dumps({"id": f"a{n}", "text": text}) + "\n")
        file.write('{"id": "cut", "text": \n')
    return failing + 1


def command(given: Path, out: Path) -> list[str]:
    """Return the call of a batch."""
    call = [
        sys.executable,
        "-m",
        "stylo.cli",
        "batch",
        str(given),
        "-o",
        str(out),
        "--workers",
        "2",
    ]
    return [*call, "--evidence", "--percentiles", "--quiet", "--part-rows", str(PART_ROWS)]


def undisturbed(given: Path, out: Path) -> float:
    """Run a batch to its end, and return the seconds that it took."""
    begun = time.monotonic()
    done = subprocess.run(command(given, out), capture_output=True, check=False, timeout=PATIENCE)
    if done.returncode != 2:  # some rows fail
        raise RuntimeError(done.stderr.decode()[-2000:])
    return time.monotonic() - begun


def disturbed(given: Path, out: Path, seconds: float) -> list[tuple[float, int, int]]:
    """Run a batch, killed at random moments, and once more to its end.

    Parameters
    ----------
    seconds : float
        What it takes undisturbed.

    Returns
    -------
    list of tuple
        Of each kill the seconds since its start, and the parts before its start and at its end.
    """
    chance, whole = random.Random(SEED), -(-(ARTICLES + 1) // PART_ROWS)
    kills: list[tuple[float, int, int]] = []
    for reached in sorted(chance.sample(range(whole), KILLS)):
        before, begun = parts(out), time.monotonic()
        running = subprocess.Popen(command(given, out), start_new_session=True)
        wait_until(lambda run, n: run.poll() is not None or parts(out) >= n, running, reached)
        time.sleep(chance.uniform(0, seconds / whole))
        running.kill()
        if running.wait(PATIENCE) != -signal.SIGKILL:
            raise RuntimeError(f"it ended before it was killed: {running.returncode}")
        wait_until(lambda leader: not session(leader), running.pid)
        kills.append((time.monotonic() - begun, before, parts(out)))
    undisturbed(given, out)
    return kills


def parts(out: Path) -> int:
    """Return how many parts are recorded."""
    return len(list((out / "_stylo" / "parts").glob("part-*.json")))


def run(path: Path) -> dict[str, Any]:
    """Kill, go on, and hold against the undisturbed run.

    Returns
    -------
    dict
        ``figures``: ``kills``; ``seconds`` of the undisturbed run; ``rows`` and ``evidence`` of
        the disturbed one; ``missing`` and ``double`` rows of it, failed ones counted by their
        records; ``differing`` files, the tables, the errors and the records of parts among them;
        no process outlives a kill, or the command does not end.
    """
    import pandas as pd

    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    with tempfile.TemporaryDirectory() as folder:
        given, whole, killed = (Path(folder) / name for name in ("in.jsonl", "whole", "killed"))
        failing = archive(read_texts(path), given)
        seconds = undisturbed(given, whole)
        kills = disturbed(given, killed, seconds)
        for at, before, after in kills:
            print(f"killed after {at:5.1f} s; {before} parts stood before, {after} after")
        frame = pd.read_parquet(killed)
        evidence = pd.read_parquet(killed.with_name("killed-evidence"))
        lines = (killed / "_stylo" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [*frame["row"], *(json.loads(line)["row"] for line in lines)]
        ours, theirs = files(killed), files(whole)
        differing = [name for name in ours.keys() | theirs if ours.get(name) != theirs.get(name)]
        print(f"files that differ: {', '.join(sorted(differing)) or 'none'} of {len(theirs)}")
    figures = {
        "kills": len(kills),
        "seconds": seconds,
        "rows": len(frame),
        "evidence": len(evidence),
        "failed": len(lines),
        "failed.expected": failing,
        "missing": len(set(range(ARTICLES + 1)) - set(rows)),
        "double": len(rows) - len(set(rows)),
        "differing": len(differing),
    }
    return {"n": ARTICLES + 1, "figures": {name: (v, v, v) for name, v in figures.items()}}
