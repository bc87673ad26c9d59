"""For the newsroom and the classroom: commands that write pages about drafts and folders."""

from __future__ import annotations

import io
import json
import math
import shutil
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

import stylo
from stylo import display, newsroom
from stylo.cli import main
from stylo.feature import Measurement
from stylo.features import all_features
from stylo.rendering.entries import Entry, Unread
from stylo.rendering.listing import listed, stand_out
from stylo.report import Voice
from tests.test_display import read


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    code = main([str(a) for a in args])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five articles, one of them in a folder of its own, and files that are none."""
    place = tmp_path_factory.mktemp("articles")
    for name in ("opinion-broadband", "opinion-clever-bin", "report-ferry-storm"):
        shutil.copy(samples / f"{name}.txt", place)
    (place / "deeper").mkdir()
    shutil.copy(samples / "report-council-vote.txt", place / "deeper" / "opinion-broadband.txt")
    (place / "a b'<&?#.txt").write_bytes((samples / "opinion-port-bond.txt").read_bytes())
    (place / "notes.docx").write_bytes(b"PK")
    (place / ".hidden.txt").write_text("No article.")
    return place


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages")
    assert main(["index", str(folder), "-o", str(place / "index"), "--title", "The <week>"]) == 0
    assert main(["sheet", str(folder), "-o", str(place / "sheet")]) == 0
    return place


@pytest.mark.parametrize("kind", ["index", "sheet"])
def test_each_article_has_a_row_that_leads_to_its_report(made: Path, kind: str) -> None:
    page = (made / kind / "index.html").read_text(encoding="utf-8")
    seen = read(page)
    links = [link for link in seen.links if not link.startswith("#")]
    assert len(links) == 5 and len(set(links)) == 5, "equal names do not meet"
    for link in links:
        report = made / kind / unquote(link)
        assert "P(editorial)" in report.read_text(encoding="utf-8")
    assert seen.tags.count("tr") == 5 + 1 + (kind == "sheet")
    assert seen.tags.count("script") == 1 and not seen.handlers
    assert "default-src 'none'" in page and "http" not in page.split("<body>")[1]
    frame = pd.read_csv(made / kind / "index.csv")
    assert list(frame["voice"]).count("editorial") == 3 and "hedge_density" in frame


def test_the_index_tells_the_verdicts_and_the_title(made: Path) -> None:
    page = (made / "index" / "index.html").read_text(encoding="utf-8")
    assert "<h1>The &lt;week&gt;</h1>" in page
    assert "3 read as opinion · 2 read as reporting" in page


def test_what_cannot_be_read_is_said_and_the_rest_is_done(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    shutil.copy(samples / "opinion-broadband.txt", tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run(capsys, "index", tmp_path, "-o", tmp_path / "out")
    assert code == 2 and not out
    assert len(err.splitlines()) == 2 and "empty.txt" in err
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Not read" in page and "empty.txt" in page


def test_wrong_calls_are_explained(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    article = samples / "opinion-broadband.txt"
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "none").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    for args, says in (
        (("index", tmp_path / "none"), "no article"),
        (("index", article, "-o", tmp_path / "file"), "cannot make"),
        (("index", tmp_path / "empty.txt", "-o", tmp_path / "x"), "none of the inputs"),
        (("diff", article, tmp_path / "missing.txt"), "missing.txt"),
        (("diff", "-", "-"), "one draft"),
        (("diff", article, article, "--open"), "--output"),
        (("diff", article, article, "-o", tmp_path / "no" / "x.html"), "cannot write"),
        (("diff", article, article, "-o", tmp_path / "x.csv"), "no csv here"),
        (("analyse", article, "--open"), "--output"),
        (("paragraphs", article, "-o", tmp_path / "x.html"), "no html here"),
    ):
        code, out, err = run(capsys, *args)
        assert code == 2 and not out and says in err.splitlines()[-1], args


@pytest.mark.parametrize("ending", ["html", "md", "json", "txt"])
def test_two_drafts_in_every_format(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path, ending: str
) -> None:
    old, new = samples / "opinion-broadband.txt", tmp_path / "new.txt"
    new.write_text(old.read_text(encoding="utf-8").replace("Well,", "Perhaps,"), encoding="utf-8")
    target = tmp_path / f"out.{ending}"
    assert run(capsys, "diff", old, new, "-o", target) == (0, "", "")
    text = target.read_text(encoding="utf-8")
    assert "Perhaps" in text
    if ending == "json":
        assert json.loads(text)["words"]["added"] == 1
    code, out, _ = run(capsys, "diff", old, new)
    assert code == 0 and "[-Well-] {+Perhaps+}" in out and "\x1b" not in out


def test_paragraphs_in_every_format(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    path = samples / "opinion-clever-bin.txt"
    count = len(stylo.read(path).paragraphs)
    _, out, _ = run(capsys, "paragraphs", path, "-f", "csv")
    assert len(pd.read_csv(io.StringIO(out))) == count
    _, out, _ = run(capsys, "paragraphs", path, "-f", "json")
    rows = json.loads(out)
    assert len(rows) == count and rows[1]["hedge_density"] >= 0
    _, out, _ = run(capsys, "paragraphs", path, "-f", "markdown")
    assert sum(line.startswith("| ") for line in out.splitlines()) == count + 1
    target = tmp_path / "out.txt"
    assert run(capsys, "paragraphs", path, "-o", target)[0] == 0
    assert "Have you downloaded" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [30, 44, 80, 140])
def test_the_table_of_paragraphs_keeps_to_the_width(samples: Path, width: int) -> None:
    report = stylo.analyse(stylo.read(samples / "opinion-broadband.txt"))
    file = io.StringIO()
    display.paragraphs_terminal(report, Console(file=file, width=width))
    lines = file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    if width > 30:
        head = next(line for line in lines if "¶" in line).split()
        assert {"s", "i", "c", "h", "b", "v"} <= set(head), "no kind of evidence is left out"


def test_a_page_opens_in_the_browser(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    samples: Path,
    tmp_path: Path,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    article, target = samples / "opinion-broadband.txt", tmp_path / "report.html"
    assert run(capsys, "analyse", article, "-o", target, "--open")[0] == 0
    assert run(capsys, "index", article, "-o", tmp_path / "i", "--open")[0] == 0
    assert opened == [target.as_uri(), (tmp_path / "i" / "index.html").as_uri()]
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    code, _, err = run(capsys, "analyse", article, "-o", target, "--open")
    assert code == 2 and "by hand" in err


# -- a class ----------------------------------------------------------------------------------


def essay(value: float, low: float = math.nan, high: float = math.nan) -> Entry:
    m = Measurement("hedge_density", value, "per 100 words", (), low, high)
    voice = Voice("mixed", math.nan)
    return Entry("x.txt", "x.txt", "", "", "reports/x.html", 100, voice, {m.name: m}, {})


def test_an_essay_stands_out_when_its_interval_leaves_the_class() -> None:
    usual = [essay(v, v - 0.2, v + 0.2) for v in (1.0, 1.1, 1.2, 1.3, 1.4)]
    names = ["hedge_density"]
    assert stand_out(usual, names) == [[]] * 5
    assert stand_out([*usual, essay(3.0, 2.0, 4.0)], names)[-1] == ["hedges ↑ 3.00 (class 1.25)"]
    assert stand_out([*usual, essay(3.0, 0.0, 6.0)], names)[-1] == [], "too uncertain"
    assert stand_out([*usual[:3], essay(9.0, 8.0, 9.5)], names)[-1] == [], "no class"
    assert stand_out([essay(1.0)] * 6, names) == [[]] * 6
    assert stand_out([*usual, essay(math.nan)], names)[-1] == []


def test_columns_are_those_that_every_report_marks() -> None:
    columns = listed([f.name for f in all_features()])
    assert 5 <= len(columns) <= 12 and columns[0] == "flesch_reading_ease"
    assert listed(["a_density", "b_density", "c_density"]) == ["a_density", "b_density"]


def test_odd_entries_still_make_a_page() -> None:
    entries = [
        essay(math.nan),
        essay(2.0),
        Entry("", "", "", "", "r.html", 0, Voice("mixed", 0.5), {}, {}),
    ]
    unread = [Unread("<script>.txt\u202e", "no <b>article</b>")]
    for page in (display.index_page, display.sheet_page):
        seen = read(page("T</title><script>", entries, unread))
        assert seen.tags.count("script") == 1 and "b" in seen.tags
        assert len(seen.links) == 3
    frame = newsroom.table(entries)
    assert list(frame["words"]) == [100, 100, 0] and np.isnan(frame["hedge_density"].iloc[0])
