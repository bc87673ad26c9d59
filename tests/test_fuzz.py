"""What random damage once broke stays mended; and a little more damage each time."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks import fuzz

FOUND = sorted(fuzz.FINDS.glob("*-*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_finds_stay_mended(path: Path) -> None:
    fuzz.attempt(path.name.split("-")[0], path.read_bytes())


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_a_little_damage_does_no_harm(target: str) -> None:
    for data in islice(fuzz.inputs(target, 1), 12):
        fuzz.attempt(target, data)


def test_the_same_seed_gives_the_same_inputs() -> None:
    assert list(islice(fuzz.inputs("any", 3), 5)) == list(islice(fuzz.inputs("any", 3), 5))


def test_faults_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(data: bytes) -> None:
        raise KeyError("gone")

    def endless(data: bytes) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, "TARGETS", {"fails": fails, "endless": endless})
    monkeypatch.setattr(fuzz, "SECONDS", 0.1)
    before = fuzz.signal.signal(fuzz.signal.SIGVTALRM, fuzz._late)
    try:
        assert fuzz._fault("fails", b"") == "KeyError: 'gone'"
        assert fuzz._fault("endless", b"") == "hang"
    finally:
        fuzz.signal.signal(fuzz.signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    "page",
    [
        "<p onclick='x()'>a</p>",
        "<iframe src='a'></iframe>",
        "<a href=' JavaScript:x()'>a</a>",
        "<script src='https://a'></script>",
    ],
)
def test_pages_that_run_something_are_told(page: str) -> None:
    with pytest.raises(AssertionError):
        fuzz._harmless(f"<html><body>{page}</body></html>")
