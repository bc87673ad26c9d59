"""The command line, as its users meet it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from stylo.cli import main
from stylo.features import all_features

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
GERMAN = (
    "Der Gemeinderat hat am Dienstag beschlossen, die alte Brücke über den Fluss zu sperren. "
    "Die Bürger sind darüber nicht glücklich, denn der Umweg kostet sie jeden Tag eine halbe "
    "Stunde. Der Bürgermeister sagte, man habe keine andere Wahl gehabt."
)


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    code = main([str(a) for a in args])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_page_shows_verdict_tables_evidence_and_what_was_removed(
    capsys: pytest.CaptureFixture[str], samples: Path
) -> None:
    path = samples / "pages" / "opinion-with-boilerplate.txt"
    code, out, err = run(capsys, "analyse", path)
    assert (code, err) == (0, "")
    assert "P(editorial)" in out and "Removed" in out and "Hedging" in out
    assert "\x1b[" not in out, "no colour where the output is no terminal"
    assert max(map(len, out.splitlines())) <= 80


def test_colour_only_where_it_can_be_seen(samples: Path) -> None:
    command = [sys.executable, "-m", "stylo.cli", "analyse", str(samples / "opinion-broadband.txt")]
    env = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    colour = {**env, "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "120"}
    seen = subprocess.run(command, env=colour, capture_output=True, text=True, check=True).stdout
    assert "\x1b[" in seen and max(map(len, seen.splitlines())) > 100
    quiet = {**colour, "NO_COLOR": "1"}
    seen = subprocess.run(command, env=quiet, capture_output=True, text=True, check=True).stdout
    assert "\x1b[3" not in seen and "]c" in seen, "a second cue takes the place of colour"


@pytest.mark.parametrize("ending", ["json", "csv", "parquet", "md", "html", "txt"])
def test_the_output_tells_the_format(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"out.{ending}"
    code, out, err = run(capsys, "analyse", samples / "opinion-port-bond.txt", "-o", target)
    assert (code, out, err) == (0, "", "")
    assert target.stat().st_size > 500


def test_one_article_gives_measures_and_several_give_articles(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    one, two = samples / "opinion-port-bond.txt", samples / "report-ferry-storm.txt"
    _, out, _ = run(capsys, "analyse", one, "-f", "csv")
    assert list(pd.read_csv(io.StringIO(out))["name"]) == [f.name for f in all_features()]
    _, out, _ = run(capsys, "analyse", one, two, "-f", "csv")
    assert list(pd.read_csv(io.StringIO(out))["voice"]) == ["editorial", "reporting"]
    _, out, _ = run(capsys, "analyse", one, two, "-f", "json")
    assert [json.loads(line)["voice"]["label"] for line in out.splitlines()] == [
        "editorial",
        "reporting",
    ]
    code, out, err = run(capsys, "analyse", one, two, "-f", "html")
    assert code == 2 and not out and "one article" in err


def test_standard_input(samples: Path) -> None:
    text = (samples / "opinion-clever-bin.txt").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "stylo.cli", "analyse", "-", "-f", "json"],
        input=text,
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["voice"]["label"] == "editorial"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("white.txt", b" \n\t\n \r\n"),
        ("binary.bin", bytes(range(256)) * 20),
        ("image.png", PNG),
        ("nothing.html", b"<html><head><title>x</title></head><body><nav>Home</nav></body></html>"),
        ("german.txt", GERMAN.encode()),
        ("refused.txt", "http://127.0.0.1:9/article"),
    ],
)
def test_bad_input_is_one_line_and_the_rest_is_done(
    capsys: pytest.CaptureFixture[str],
    samples: Path,
    tmp_path: Path,
    name: str,
    content: bytes | str | None,
) -> None:
    source: object = tmp_path / name
    if isinstance(content, str):
        source = content
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = run(capsys, "analyse", source)
    assert code == 2 and out == ""
    assert err.startswith("stylo: ") and len(err.splitlines()) == 1
    good = samples / "report-ferry-storm.txt"
    code, out, err = run(capsys, "analyse", source, good, "-f", "json")
    assert code == 2 and len(err.splitlines()) == 1
    assert json.loads(out)["document"]["id"].endswith("report-ferry-storm.txt")


def test_a_directory_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "analyse", tmp_path)
    assert code == 2 and not out and len(err.splitlines()) == 1 and "directory" in err


ODD = {
    "one-word": "Perhaps",
    "poem": "the river knows\nits own slow way\nthe heron stands\nas still as clay\n\n"
    "and I who came\nto ask it why\nam given only\nwater and sky",
    "capitals": "THE COUNCIL HAS DECIDED. NOBODY WAS ASKED. WE MUST ALL PAY FOR IT NOW. " * 12,
    "nested": "He said “" * 5000,
    "surrogates-nul": "The mayor\x00 spoke for an hour about the new bridge. " * 5,
    "ten-megabytes": "The river ran on and the town slept by it, perhaps. " * 20,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_read_with_caveats(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(ODD[name].encode("utf-8"))
    code, out, err = run(capsys, "analyse", path, "-f", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert all(m["value"] is not None or m["caveat"] for m in data["measures"])


def test_wrong_calls_are_explained(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    article = samples / "opinion-broadband.txt"
    for args, says in (
        (("analyse", article, "-m", "hedge_densty"), "hedge_density"),
        (("analyse", article, "-f", "parquet"), "--output"),
        (("analyse", article, "-o", tmp_path), "directory"),
        (("analyse", article, "-o", tmp_path / "no" / "x.json"), "make it first"),
        (("train", "voice", "--data", tmp_path / "none"), "--data"),
    ):
        code, out, err = run(capsys, *args)
        assert code == 2 and not out and says in err and len(err.splitlines()) == 1
    with pytest.raises(SystemExit) as exit_:
        main(["analyse"])
    assert exit_.value.code == 2


def test_features_lists_every_measure(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "features", "-f", "json")
    assert code == 0
    assert [row["name"] for row in json.loads(out)] == [f.name for f in all_features()]
    assert run(capsys, "features")[0] == 0
    assert run(capsys, "features", "-f", "csv")[1].startswith("family,name")


def test_textstats_own_figures(capsys: pytest.CaptureFixture[str], samples: Path) -> None:
    code, out, _ = run(capsys, "textstat", samples / "report-ferry-storm.txt", "-f", "json")
    assert code == 0
    figures = {row["measure"]: row["textstat"] for row in json.loads(out)}
    assert 0 < figures["flesch_reading_ease"] < 100
