"""The commands for research: concordance, validate, export."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from stylo.cli import main
from stylo.kwic import COLUMNS
from tests.test_validation import SUBJECTS, TEMPLATE


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    code = main([str(a) for a in args])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("corpus")
    for name in SUBJECTS[:4]:
        (place / f"{name}.txt").write_text(TEMPLATE.format(name), encoding="utf-8")
    return place


# -- concordance ------------------------------------------------------------------------------


def test_concordance_of_a_folder(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    code, out, err = run(capsys, "concordance", "hedge_density", folder)
    assert code == 0 and err == ""
    rows = out.splitlines()
    assert rows[-1].endswith(" in 4 texts") and any("may" in row for row in rows)
    assert len(rows) == int(rows[-1].split()[1]) + 1
    options = ("--sort", "right", "--width", 20, "--sample", 5, "--seed", 3)
    code, out, _ = run(capsys, "concordance", "hedge_density", folder, *options, "-f", "csv")
    table = pd.read_csv(io.StringIO(out), keep_default_na=False)
    assert code == 0 and list(table.columns) == list(COLUMNS) and len(table) == 5
    assert table["right"].str.len().max() <= 20
    for name in ("x.json", "x.html", "x.parquet", "x.csv", "x.txt"):
        args = ("concordance", "hedge_density", folder, *options, "-o", tmp_path / name)
        assert run(capsys, *args) == (0, "", "")
    assert len(json.loads((tmp_path / "x.json").read_text())["lines"]) == 5
    assert len(pd.read_parquet(tmp_path / "x.parquet")) == 5
    assert (tmp_path / "x.csv").read_text() == out
    assert "5 shown in 4 texts" in (tmp_path / "x.txt").read_text()
    assert "Hedges in context" in (tmp_path / "x.html").read_text()
    code, out, _ = run(capsys, "concordance", "hedge_density", folder, "--limit", 2, "-f", "json")
    assert len(json.loads(out)["lines"]) == 2


def test_concordance_of_a_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    rows = [{"key": "a", "body": TEMPLATE.format("mill")}, {"key": "b", "body": 3}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    code, out, err = run(
        capsys, "concordance", "hedge_density", path, "--text-column", "body",
        "--id-column", "key", "-f", "json",
    )  # fmt: skip
    assert code == 2 and "is no text but int" in err and err.count("\n") == 1
    assert {line["document"] for line in json.loads(out)["lines"]} == {"a"}


def test_what_cannot_be_read_stops_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "mixed"
    shutil.copytree(folder, place)
    (place / "empty.txt").write_text("")
    (place / "german.txt").write_text("Der Rat hat die Brücke am Montag geschlossen. " * 20)
    code, out, err = run(capsys, "concordance", "hedge_density", place)
    assert code == 2 and out.splitlines()[-1].endswith("in 4 texts")
    assert len(err.splitlines()) == 2 and "empty.txt" in err and "german.txt" in err
    code, _, err = run(capsys, "concordance", "hedge_density", place / "empty.txt")
    assert code == 2 and "none of the inputs" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["concordance", "hedge_densty", "{folder}"], "did you mean hedge_density"),
        (["concordance", "mtld", "{folder}"], "points at no words"),
        (["concordance", "hedge_density", "nowhere"], "no such file or folder"),
        (["concordance", "hedge_density", "{folder}", "-f", "parquet"], "parquet is no text"),
        (["concordance", "hedge_density", "{folder}", "-o", "x.md"], "no markdown here"),
        (["concordance", "hedge_density", "{folder}", "-o", "{folder}"], "is a directory"),
        (["concordance", "hedge_density", "{folder}", "-o", "{folder}/no/x.csv"], "no directory"),
        (["concordance", "hedge_density", "{folder}", "--width", "-2"], "the width is"),
        (["concordance", "hedge_density", "{folder}", "--sample", "0"], "sample is a number"),
        (["validate", "hedge_density"], "name the corpus to draw from with --corpus"),
        (["validate", "hedge_density", "--corpus", "{folder}", "--n", "1"], "n is a number"),
        (["validate", "hedge_density", "--corpus", "{folder}", "-f", "csv"], "leave --format out"),
        (["validate", "mtld", "--corpus", "{folder}"], "points at no words"),
        (["validate", "hedge_density", "--read", "nowhere.csv"], "cannot be read"),
        (["validate", "hedge_density", "--read", "a", "b", "c"], "one marked sheet, or the same"),
        (["export", "{folder}", "-f", "xmi"], "name a folder with --output"),
        (["export", "{folder}", "-f", "conllu", "-o", "{folder}"], "is a directory"),
        (["export", "{folder}", "-f", "conllu", "-m", "hedge"], "no measure 'hedge'"),
    ],
)
def test_a_bad_call_gets_one_line(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *(arg.replace("{folder}", str(folder)) for arg in args))
    assert code == 2 and out == "" and said in err and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


# -- validate ---------------------------------------------------------------------------------


def mark(path: Path, to: Path, wrong: int = 0, who: str = "") -> Path:
    """Mark a sheet: hits are right but for some, and nothing is missed."""
    table = list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))
    for row in table:
        hit = row["stratum"] == "hit"
        row["mark"] = ("n" if int(row["item"]) <= wrong else "y") if hit else "0"
        row["annotator"] = who
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return to


def test_from_the_draw_to_the_figures(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "validate", "hedge_density", "--corpus", folder, "--n", 10)
    assert (code, out) == (0, "") and "10 hits and 10 sentences of 4 texts: 10 of " in err
    assert f"--read SHEET --corpus {folder}" in err
    sheet = tmp_path / "hedge_density-sheet.csv"
    assert sheet.is_file() and (tmp_path / "hedge_density-sheet.html").is_file()
    code, _, err = run(capsys, "validate", "hedge_density", "--corpus", folder, "--n", 10)
    assert code == 2 and "is there, with marks perhaps" in err
    one = mark(sheet, tmp_path / "one.csv", wrong=2, who="Ada")
    two = mark(sheet, tmp_path / "two.csv", wrong=1, who="Bea")

    code, out, err = run(capsys, "validate", "hedge_density", "--read", one)
    assert code == 0 and "precision" in out and "0.80" in out and err == ""
    code, out, _ = run(capsys, "validate", "hedge_density", "--read", one, two, "-f", "json")
    data = json.loads(out)
    assert data["figures"][0]["value"] == pytest.approx(0.85)
    assert data["agreement"][0]["same"] == pytest.approx(0.9)
    read = ("validate", "hedge_density", "--corpus", folder, "--read", one)
    for name in ("v.csv", "v.md", "v.html", "v.json", "v.txt"):
        assert run(capsys, *read, "-o", tmp_path / name)[0] == 0
        assert "recall" in (tmp_path / name).read_text(encoding="utf-8")
    code, _, err = run(capsys, "validate", "booster_density", "--read", one)
    assert code == 2 and "is a sheet of hedge_density, not of booster_density" in err


def test_a_changed_text_is_refused(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "corpus"
    shutil.copytree(folder, place)
    args = ("validate", "hedge_density", "--corpus", place, "--n", 20, "-o", tmp_path / "s.csv")
    assert run(capsys, *args)[0] == 0
    marked = mark(tmp_path / "s.csv", tmp_path / "m.csv")
    changed = place / "ferry.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("red", "blue"), "utf-8")
    for corpus in ((), ("--corpus", place)):
        code, out, err = run(capsys, "validate", "hedge_density", "--read", marked, *corpus)
        assert (code, out) == (2, "") and err.count("\n") == 1
        assert f"{changed}: changed since the sheet was drawn" in err
    changed.unlink()
    code, _, err = run(capsys, "validate", "hedge_density", "--read", marked)
    assert code == 0 and "note: 1 text not looked at" in err
    code, _, err = run(capsys, "validate", "hedge_density", "--read", marked, "--corpus", place)
    assert code == 2 and f"{changed}: a text of the sheet is not in the corpus" in err


def test_a_name_that_is_no_file_is_not_looked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "t.jsonl"
    rows = [{"id": "x" * 5000, "body": TEMPLATE.format("mill")}, {"id": "b", "body": ""}]
    rows.append({"id": "c", "body": TEMPLATE.format("mill")})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    args = ("validate", "hedge_density", "--corpus", path, "--text-column", "body")
    args = (*args, "-o", tmp_path / "s")
    code, _, err = run(capsys, *args)
    assert code == 2 and "is empty" in err and "1 repeated ones left out" in err
    assert f"--corpus {path} --text-column body" in err
    marked = mark(tmp_path / "s.csv", tmp_path / "m.csv")
    code, _, err = run(capsys, "validate", "hedge_density", "--read", marked)
    assert code == 0 and "not looked at" in err


# -- export -----------------------------------------------------------------------------------


def test_export_conllu(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus.conllu"
    assert run(capsys, "export", folder, "-f", "conllu", "-o", out) == (0, "", "")
    text = out.read_text(encoding="utf-8")
    assert text.count("# newdoc id = ") == 4 and "hedge_density" in text
    assert "noun_density" not in text, "what a page does not mark is left out"
    name = folder / "ferry.txt"
    code, shown, _ = run(capsys, "export", name, "-f", "conllu", "-m", "noun_density")
    assert code == 0 and "noun_density" in shown and "hedge_density" not in shown
    code, shown, _ = run(capsys, "export", name, "-f", "conllu", "--all")
    assert "noun_density" in shown and "hedge_density" in shown


def test_export_xmi(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="needs cassis: pip install 'stylo-rhetoric[uima]'")
    (tmp_path / "empty.txt").write_text("")
    args = ("export", folder, tmp_path / "empty.txt", "-f", "xmi", "-o", tmp_path / "cas")
    code, out, err = run(capsys, *args)
    assert (code, out) == (2, "") and "empty.txt" in err
    names = sorted(path.name for path in (tmp_path / "cas").iterdir())
    assert names == ["TypeSystem.xml", *(f"{n}.xmi" for n in sorted(SUBJECTS[:4]))]
    code, _, err = run(capsys, "export", tmp_path / "empty.txt", "-f", "conllu")
    assert code == 2 and "none of the inputs" in err
