"""``stylo compare`` and ``stylo attribute`` on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from stylo.cli import main

FAST = ("--no-measures",)


@pytest.fixture(scope="module")
def folder(samples: Path) -> str:
    return str(samples / "authors")


@pytest.fixture(scope="module")
def rest(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The samples without Pike's column on the tram, as a table."""
    files = [p for p in sorted((samples / "authors").glob("*.txt")) if p.stem != "Pike_Tram"]
    table = pd.DataFrame(
        {"writer": [p.stem.split("_")[0] for p in files],
         "body": [p.read_text(encoding="utf-8") for p in files]}
    )  # fmt: skip
    path = tmp_path_factory.mktemp("corpus") / "rest.csv"
    table.to_csv(path, index=False)
    return str(path)


COLUMNS = ("--text-column", "body", "--author-column", "writer")


def test_compare_on_the_terminal(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", folder, "-m", "hedge_density", "-m", "question_density"]) == 0
    out = capsys.readouterr().out
    for said in ("24 texts compared by author", "Hedges", "Marlowe", "Words that tell"):
        assert said in out


def test_compare_to_files(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, more in (
        ("c.json", ()),
        ("c.csv", ("--table", "pairs")),
        ("c.parquet", ("--table", "distances")),
        ("c.md", ()),
        ("c.html", ()),
        ("c.png", ("--plot", "pca")),
        ("c.svg", ()),
        ("c.txt", ()),
    ):
        path = tmp_path / name
        assert main(["compare", folder, *FAST, "--mfw", "90", "-o", str(path), *more]) == 0
        assert path.stat().st_size > 200
    assert json.loads((tmp_path / "c.json").read_text())["settings"]["mfw"] == 90
    assert (tmp_path / "c.csv").read_text().startswith("group,other,distance")
    assert len(pd.read_parquet(tmp_path / "c.parquet")) == 276
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "c.svg").read_text()
    assert "24 texts compared by author" in (tmp_path / "c.txt").read_text()
    assert "stylo: note: nouns and names alone" in capsys.readouterr().err


def test_every_choice_reaches_the_comparison(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "words.txt"
    words.write_text("# a list\nthe\nof\n\nand\n", encoding="utf-8")
    choices = (
        *("--words", str(words), "--distance", "delta", "--culling", "10", "--no-pronouns"),
        *("--tokeniser", "stylo", "--keep-case", "--punctuation", "--own-words"),
        *("--mask", "names", "--sample", "150", "--convention", "r-stylo", "--draw", "text"),
        *("--within", "file", "--seed", "3"),
    )
    assert main(["compare", folder, *FAST, *choices, "-f", "json"]) == 0
    settings = json.loads(capsys.readouterr().out)["settings"]
    expected = {
        "mfw": ["the", "of", "and"], "distance": "delta", "culling": 10.0, "pronouns": False,
        "tokeniser": "stylo", "lowercase": False, "punctuation": True, "own_words": True,
        "mask": "names", "sampling": "slices of 150", "convention": "r-stylo", "draw": "text",
        "within": "file", "seed": 3, "unit": "word", "size": 1,
    }  # fmt: skip
    assert {name: settings[name] for name in expected} == expected


def test_attribute_on_the_terminal(
    samples: Path, rest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = str(samples / "authors" / "Pike_Tram.txt")
    assert main(["attribute", text, "-c", rest, *COLUMNS]) == 0
    out = capsys.readouterr().out
    assert "Who may have written it" in out and "Pike_Tram" in out and "Runs that tell" in out


def test_attribute_several_texts_one_of_which_is_missing(
    samples: Path, rest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = str(samples / "authors" / "Pike_Tram.txt")
    assert main(["attribute", "nowhere.txt", text, "-c", rest, *COLUMNS, "-f", "json"]) == 2
    out, err = capsys.readouterr()
    (answer,) = json.loads(out)["answers"]
    assert (answer["text"], answer["answer"]) == ("Pike_Tram", "Pike")
    assert err.startswith("stylo: no file or folder nowhere.txt\n")


def test_attribute_standard_input(
    samples: Path, rest: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (samples / "authors" / "Pike_Tram.txt").read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert main(["attribute", "-", "-c", rest, *COLUMNS, "-f", "csv", "--table", "answers"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert table["answer"].tolist() == ["Pike"] and table["text"].tolist() == ["'-"]


def test_attribute_texts_of_unknown_author(folder: str, tmp_path: Path) -> None:
    path = tmp_path / "strip.png"
    call = ["attribute", "-c", folder, "--unknown", "Pike", "-o", str(path)]
    assert main([*call, "--plot", "rolling", "--text", "Pike_Tram"]) == 0
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("method", ["delta", "centroid", "svm", "nsc", "naivebayes"])
def test_attribute_by_a_method_of_the_field(
    samples: Path, rest: str, method: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["attribute", str(samples / "authors" / "Pike_Tram.txt"), "-c", rest, *COLUMNS]
    choices = ("--mfw", "100", "--distance", "delta", "--no-pronouns", "--window", "200")
    assert main([*call, "--method", method, *choices, "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["answers"][0]["author"] == "Pike"
    assert {row["end"] - row["start"] for row in data["rolling"]} == {200}
    settings = data["settings"]
    assert (settings["method"], settings["mfw"], settings["overlap"]) == (method, 100, 100)
    assert settings["pronouns"] is False


def test_attribute_by_imposters_with_options(
    samples: Path, rest: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["attribute", str(samples / "authors" / "Pike_Tram.txt"), "-c", rest, *COLUMNS]
    call += ["--method", "imposters", "--mfw", "100", "--option", "iterations=40"]
    assert main(call) == 0
    out = capsys.readouterr().out
    assert "General Imposters" in out and "yes above" in out and "iterations 40" in out
    assert main([*call, "-o", str(tmp_path / "imposters.png")]) == 0
    assert (tmp_path / "imposters.png").read_bytes().startswith(b"\x89PNG")


def test_how_long_a_text_must_be(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["attribute", "-c", folder, "--sizes", "60", "240", "--method", "nsc", "--mfw", "80"]
    assert main([*call, "-f", "csv"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert table["words"].tolist() == [60, 240]
    assert table["accuracy"].iloc[0] < table["accuracy"].iloc[1]


def test_words_by_each_contrast(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = {}
    for kind in ("craig", "eder", "chisquare"):
        call = ["compare", folder, *FAST, "--sample", "100", "--zeta", kind, "-f", "csv"]
        assert main([*call, "--table", "words"]) == 0
        found[kind] = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert found["craig"]["zeta"].between(0, 2).all() and found["craig"]["zeta"].max() > 1.1
    assert found["eder"]["zeta"].between(-1, 1).all() and found["eder"]["zeta"].min() < -0.1
    assert found["chisquare"]["zeta"].min() > 3.8


def test_key_words_and_splits_as_tables(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["compare", folder, *FAST, "--mfw", "150", "-f", "csv", "--table"]
    assert main([*call, "keyness"]) == 0
    key = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert set(key["group"]) == {"Abara", "Marlowe", "Pike", "Tench"}
    for _, rows in key.groupby("group"):
        assert rows["log_likelihood"].is_monotonic_decreasing
    assert ((key["log_ratio"] > 0) | (key["count"] < key["count_against"])).all()
    assert main([*call, "consensus"]) == 0
    splits = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert splits["share"].between(0.5, 1).all() and len(splits) > 4
    path = tmp_path / "words.svg"
    drawn = ["--plot", "words", "--group", "Pike", "--against", "Tench", "-o", str(path)]
    assert main(["compare", folder, *FAST, *drawn]) == 0
    assert "Pike prefers" in path.read_text() or path.stat().st_size > 5_000


def test_a_table_on_standard_output_is_warned_of_too(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Pike_Baths", "Abara_Baths", "Abara_Tram"):
        text = (Path(folder) / f"{name}.txt").read_text(encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}_again.txt").write_text(text, encoding="utf-8")
    assert main(["compare", str(tmp_path), *FAST, "-f", "csv"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("group,other") and "note" not in said.out
    assert "stylo: note: the same text twice" in said.err


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (("attribute", "-c", "FOLDER", "--mfw", "100"), "--mfw needs a --method"),
        (("attribute", "-c", "FOLDER", "--window", "100"), "--window needs a --method"),
        (("attribute", "-c", "FOLDER", "--keep-case"), "--keep-case needs a --method"),
        (
            ("attribute", "-c", "FOLDER", "--method", "svm", "--overlap", "5"),
            "--overlap goes with --window",
        ),
        (
            ("attribute", "-c", "FOLDER", "--method", "svm", "--option", "cost"),
            "write NAME=VALUE",
        ),
        (
            (
                "attribute",
                "-c",
                "FOLDER",
                "--unknown",
                "Pike",
                "--method",
                "svm",
                "--option",
                "c=1",
            ),
            "svm has no option 'c'",
        ),
        (("attribute", "x.txt", "-c", "FOLDER", "--sizes", "50"), "no TEXT, no --window"),
        (("attribute", "-c", "FOLDER", "--sizes", "99999"), "no text has 99999 words"),
        (("compare", "FOLDER", "--group", "Pike", *FAST), "go with --plot words"),
        (
            ("compare", "FOLDER", "-o", "x.png", "--plot", "words", "--group", "Pyke", *FAST),
            "did you mean Pike",
        ),
        (("compare", "FOLDER", "--mfw", "99999", *FAST), "the 99,999 most frequent words"),
        (("compare", "FOLDER", "-o", "x.png", "--plot", "pie", *FAST), "no figure 'pie'"),
        (("compare", "FOLDER", "--plot", "pca"), "need a file: name it with --output"),
        (("compare", "FOLDER", "-o", "x.json", "--plot", "pca"), "--plot needs a file that ends"),
        (("compare", "FOLDER", "-f", "csv", "--table", "pear", *FAST), "no table 'pear'"),
        (("compare", "FOLDER", "-o", "no/such/x.json"), "no directory"),
        (("compare", "FOLDER", "--words", "no-list.txt"), "no-list.txt cannot be read"),
        (("compare", "FOLDER", "--text-column", "body"), "is a folder: it has no columns"),
        (("compare", "no-corpus"), "no file or folder no-corpus"),
        (("attribute", "-c", "FOLDER"), "no text of unknown author"),
        (("attribute", "no.txt", "-c", "FOLDER"), "no file or folder no.txt"),
        (("attribute", "-c", "FOLDER", "--unknown", "Pyke"), "did you mean Pike"),
        (("attribute", "-c", "FOLDER", "-f", "parquet"), "need a file"),
    ],
)
def test_one_clear_line(
    call: tuple[str, ...],
    line: str,
    folder: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([folder if word == "FOLDER" else word for word in call]) == 2
    err = capsys.readouterr().err
    assert line in err and err.startswith("stylo: ") and err.count("\n") == 1
