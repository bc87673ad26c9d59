"""The golden benchmark: equal to R stylo, and it notices what is not."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from benchmarks.golden import Tally, branches, read_newick, run
from stylo.stylometry.trees import newick


@pytest.fixture(scope="module")
def figures(shared_data: Path) -> Path:
    folder = shared_data.parent / "golden" / "r-stylo" / "federalist"
    if not folder.is_dir():
        pytest.skip(f"needs the figures of R stylo, and {folder} is not there")
    return folder


@pytest.mark.shared
def test_every_figure_is_that_of_r(figures: Path, shared_data: Path) -> None:
    found = run([figures, shared_data / "federalist" / "all.jsonl.gz"])["figures"]
    assert found["max_relative_difference"][0] <= 1e-9
    assert found["svm_difference"][0] <= 1e-6
    assert found["mismatches"][0] == 0
    assert found["skipped"][0] == 0
    assert found["compared"][0] > 500_000


@pytest.mark.shared
def test_a_changed_figure_is_noticed_and_a_missing_file_named(
    figures: Path, shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("documents", "mfw.english", "relfreq.english", "loo_1nn"):
        shutil.copy(figures / f"{name}.tsv.gz", tmp_path)
    path = tmp_path / "relfreq.english.tsv.gz"
    lines = gzip.decompress(path.read_bytes()).decode().split("\n")
    cells = lines[1].split("\t")
    cells[1] = repr(float(cells[1]) * 1.001)
    lines[1] = "\t".join(cells)
    path.unlink()
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    path = tmp_path / "loo_1nn.tsv.gz"
    changed = gzip.decompress(path.read_bytes()).decode().replace("Madison", "Jay", 1)
    path.unlink()
    path.write_bytes(gzip.compress(changed.encode()))
    found = run([tmp_path, shared_data / "federalist" / "all.jsonl.gz"])["figures"]
    assert found["max_relative_difference"][0] == pytest.approx(0.001, rel=0.01)
    assert found["mismatches"][0] == 1
    said = capsys.readouterr().err
    assert "skipped, as it is not there: oppose.tsv.gz" in said
    assert "relfreq the" in said


def test_differences_are_relative_but_not_of_what_is_next_to_nothing() -> None:
    tally = Tally()
    tally.numbers("column", [100.0, 2.0, 1e-12], [100.0, 2.000002, 3e-12])
    assert tally.largest == pytest.approx(1e-6, rel=1e-5)
    assert (tally.compared, tally.mismatches) == (3, 0)
    tally.numbers("gap", [float("nan")], [1.0])
    assert tally.largest == float("inf")
    tally.numbers("short", [1.0], [1.0, 2.0])
    tally.answers("words", ["a", "b"], ["a", "c", "d"])
    assert tally.mismatches == 3


def test_trees_are_read_back() -> None:
    text = "(((a:1.0,b:1.0)0.8:2.0,c:3.0)0.6,(d:0.5,e:0.25):0.125);"
    tree = read_newick(text)
    assert newick(tree) == text
    assert branches(tree)["a", "b"] == 2.0
    assert branches(tree)[("d",)] == 0.5
