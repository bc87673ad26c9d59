"""Many articles: every input, every output, killed and begun again, with one worker and several."""

from __future__ import annotations

import csv
import gc
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stylo
from benchmarks.resume import files, session, wait_until
from stylo import batch, batch_output, batch_work, reading
from stylo.batch_input import Inputs, Item
from stylo.batch_work import Settings
from stylo.cli import main
from stylo.document import InputError
from tests import batch_stub

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = batch_stub.SETTINGS


def made(
    inputs: Any, out: Path, workers: Any = None, settings: Settings = SETTINGS, **more: Any
) -> batch.Progress:
    """Run a batch with figures that need no model."""
    if not isinstance(inputs, Inputs):
        inputs = Inputs([str(name) for name in (inputs if isinstance(inputs, list) else [inputs])])
    workers = workers or batch.Here(settings, batch_stub.work)
    return batch.run(inputs, out, settings=settings, workers=workers, **{"part_rows": 4, **more})


def lines(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def texts(n: int) -> list[dict[str, str]]:
    return [{"id": f"a{i}", "text": f"Article {i} is about the bridge."} for i in range(n)]


def errors(out: Path) -> list[dict[str, Any]]:
    file = out / "_stylo" / "errors.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


# -- input ------------------------------------------------------------------------------------


def test_tables_of_every_kind_hold_the_same(tmp_path: Path) -> None:
    rows = [{"id": f"n{i}", "text": f"Line {i},\nwith “marks” and\ta tab."} for i in range(200)]
    frame = pd.DataFrame(rows)
    plain = lines(tmp_path / "a.jsonl", rows)
    with gzip.open(tmp_path / "b.jsonl.gz", "wb") as file:
        file.write(plain.read_bytes())
    halves = plain.read_bytes()[:999], plain.read_bytes()[999:]
    packed = [pa.compress(half, codec="zstd", asbytes=True) for half in halves]
    (tmp_path / "c.ndjson.zst").write_bytes(b"".join(packed))
    frame.to_csv(tmp_path / "d.csv", index=False)
    frame.to_csv(tmp_path / "e.tsv", index=False, sep="\t")
    frame.to_csv(tmp_path / "f.csv", index=False, sep=";", encoding="utf-8-sig")
    frame.to_parquet(tmp_path / "g.parquet", index=False)
    frame.to_csv(tmp_path / "h.csv.gz", index=False)
    expected = [(row["id"], row["text"], "") for row in rows]
    for path in sorted(tmp_path.iterdir()):
        items = list(Inputs([str(path)]))
        assert [item[:3] for item in items] == expected, path.name
        shares = [item.share for item in items]
        assert shares == sorted(shares) and shares[-1] == 1.0, path.name


def test_a_folder_is_walked_in_order_and_leaves_out_what_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "x.html").write_text("<p>One</p>")
    (tmp_path / "z.txt").write_text("Two")
    (tmp_path / "a.txt").write_text("Three")
    (tmp_path / ".hidden.txt").write_text("Four")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    lines(tmp_path / "b" / "t.jsonl", texts(2))
    inputs = Inputs([str(tmp_path)])
    names = [Path(item.id).name for item in inputs]
    assert names == ["a.txt", "z.txt", "a0", "a1", "x.html"]
    assert dict(inputs.left_out) == {".png": 1}
    globbed = [Path(item.id).name for item in Inputs([str(tmp_path / "**" / "*.txt")])]
    assert globbed == ["a.txt", "z.txt"]


@pytest.mark.parametrize(("name", "also"), [("out", 0), ("out.jsonl", 2)])
def test_output_in_the_input_folder_is_not_read_again(tmp_path: Path, name: str, also: int) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("One article.")
    for _ in range(2):
        assert made(folder, folder / name).articles == 1
    assert made(folder, tmp_path / "other").articles == 1 + also, "nor is a data set of another"


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b'{"text": "Ay"}\n', None), (b"id,text\nx,Ay\n", None), (b"text\nAy\n", "csv")],
)
def test_standard_input(data: bytes, kind: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (item,) = Inputs(["-"], kind)
    assert item.content == "Ay" and item.id == ("x" if b"x," in data else "-:1")


def test_bad_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = b'{"id": 7, "text": "Good"}\n'
    bad = (b'{"text": \n', b"[1]\n", b'{"body": "x"}\n', b'{"text": null}\n', b"\xff\xfe\n")
    path.write_bytes(b"".join(row + good for row in bad) + b"[" * 100_000 + b"\n" + good)
    items = list(Inputs([str(path)]))
    assert [bool(item.cause) for item in items] == [True, False] * 6
    assert [item.id for item in items if not item.cause] == ["7"] * 6
    for number, item in enumerate(items, 1):
        assert not item.cause or item.cause.startswith(f"{path}:{number}: ")
    table = tmp_path / "rows.csv"
    table.write_bytes(b'id,text\n1,a,b\n2,\xe9t\xe9\n3,"fine, yes"\n4\n\n5,last\n')
    found = [(item.content, item.cause.split(": ")[-1]) for item in Inputs([str(table)])]
    assert [content for content, _ in found] == [b"", b"", "fine, yes", b"", "last"]
    assert found[0][1] == "quote the text" and "iconv" in found[1][1]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.csv", "no.parquet"])
def test_a_cut_or_wrong_table_is_one_failure_and_the_next_is_read(
    tmp_path: Path, name: str
) -> None:
    rows = lines(
        tmp_path / "plain", [{"text": f"{random.Random(i).random()}"} for i in range(5000)]
    )
    data = rows.read_bytes()
    if name.endswith("gz"):
        data = gzip.compress(data)[:-2000]
    elif name.endswith("zst"):
        data = pa.compress(data, codec="zstd", asbytes=True)[:-2000]
    elif name == "a.parquet":
        pd.DataFrame({"text": ["x"] * 9}).to_parquet(tmp_path / "p")
        data = (tmp_path / "p").read_bytes()[:-7]
    elif name == "a.csv":
        data = b"title;body\n1;2\n"
    else:
        pd.DataFrame({"body": ["x"] * 9}).to_parquet(tmp_path / "p")
        data = (tmp_path / "p").read_bytes()
    (tmp_path / name).write_bytes(data)
    after = lines(tmp_path / "z.jsonl", texts(1))
    *before, last, good = list(Inputs([str(tmp_path / name), str(after)]))
    assert all(not item.cause for item in before)
    assert last.cause.startswith(f"{tmp_path / name}: ") and "\n" not in last.cause
    assert good.id == "a0"


@pytest.mark.parametrize("name", ["none.jsonl", "*.nothing", "https://a.example/x"])
def test_inputs_that_are_not_there_are_refused_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r": .*: "):
        Inputs([name if "://" in name else str(tmp_path / name)])


def test_one_endless_line_is_one_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10_000)
    path = tmp_path / "a.jsonl.gz"  # a bomb: 30 kB that unpack to 30 MB without a line end
    with gzip.open(path, "wb") as file:
        for _ in range(300):
            file.write(b" " * 100_000)
        file.write(b"\n" + json.dumps(texts(1)[0]).encode())
    tracemalloc.start()
    items = list(Inputs([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ["longer" in item.cause for item in items] == [True, False]
    assert peak < 5_000_000
    (tmp_path / "b.csv").write_text('text\n"' + "x" * 50_000 + "\nmore\n")
    assert [bool(item.cause) for item in Inputs([str(tmp_path / "b.csv")])] == [True, False]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300), st.sampled_from([".jsonl", ".csv", ".parquet", ".jsonl.gz", ".zst"])
)
def test_no_bytes_break_the_reading(data: bytes, ending: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = (
            Path(folder) / f"x.jsonl{ending}" if ending == ".zst" else Path(folder) / f"x{ending}"
        )
        path.write_bytes(data if ending != ".csv" else b"id,text\n" + data)
        for item in Inputs([str(path)]):
            item.id.encode()
            item.cause.encode()
            assert item.key


# -- output -----------------------------------------------------------------------------------


def test_columns_are_as_declared_and_open_in_pandas(tmp_path: Path) -> None:
    made(lines(tmp_path / "in.jsonl", texts(10)), tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out")
    assert list(frame) == list(SETTINGS.columns())
    schema = pq.read_schema(tmp_path / "out" / "part-000000.parquet")
    assert {f.name: str(f.type) for f in schema} == SETTINGS.columns()
    assert schema.field("hedge_density").metadata[b"unit"] == b"per 100 words"
    assert list(frame["row"]) == list(range(10)) and list(frame["id"])[3] == "a3"
    evidence = pd.read_parquet(tmp_path / "out-evidence")
    assert list(evidence) == list(batch_work.EVIDENCE) and len(evidence) == 30


def test_csv_and_json_lines_say_the_same_and_carry_no_formula(tmp_path: Path) -> None:
    rows = [{"id": "=HYPERLINK(A1)", "text": "@SUM(A1) +x One"}, {"id": "-2", "text": "Two, “ü”"}]
    path = lines(tmp_path / "in.jsonl", rows)
    for name in ("out", "out.csv", "out.jsonl"):
        made(path, tmp_path / name)
    frame = pd.read_parquet(tmp_path / "out")
    said = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert said == [
        {k: None if v != v else v for k, v in row.items()} for row in frame.to_dict("records")
    ]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["id"] for row in table] == ["'=HYPERLINK(A1)", "'-2"]
    assert [float(row["formality"]) for row in table] == list(frame["formality"])
    assert [row["duplicate_of"] for row in table] == ["", ""]
    with (tmp_path / "out-evidence.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)][:2] == ["'@SUM(A1)", "'+x"]


def test_the_same_text_twice_is_read_once_and_gets_two_rows(tmp_path: Path) -> None:
    counted: list[int] = []

    def work(some: Any, asked: Settings) -> Any:
        counted.extend(one.row for one in some)
        return batch_stub.work(some, asked)

    rows = [{"id": f"x{i}", "text": f"Text {i % 3}" + " FAIL" * (i % 3 == 2)} for i in range(20)]
    out = tmp_path / "out"
    found = made(lines(tmp_path / "in.jsonl", rows), out, batch.Here(SETTINGS, work))
    assert counted == [0, 1, 2]
    assert (found.articles, found.duplicates, found.failed) == (14, 12, 6)
    frame = pd.read_parquet(out)
    assert list(frame["id"]) == [f"x{i}" for i in range(20) if i % 3 != 2]
    assert all(frame["duplicate_of"].isna() == (frame["row"] < 2))
    assert all(frame["duplicate_of"].fillna(frame["row"]) == frame["row"] % 3)
    assert len(set(frame["formality"])) == 2
    assert [e["row"] for e in errors(out)] == [2, 5, 8, 11, 14, 17]
    assert {e["cause"] for e in errors(out)} == {"x2: fails"}
    evidence = pd.read_parquet(tmp_path / "out-evidence")
    assert list(evidence.groupby("row").size()) == [2] * 14
    assert list(evidence[evidence["row"] == 18]["text"]) == ["Text", "0"]


def test_a_file_and_a_row_are_not_taken_for_each_other(tmp_path: Path) -> None:
    assert Item("a.html", b"x").key != Item("a.txt", b"x").key != Item("a.txt", "x").key
    assert Item("a.txt", b"x").key == Item("b.TXT", b"x").key


def test_strict_stops_at_the_first_failure_and_the_run_goes_on_without_it(tmp_path: Path) -> None:
    rows = texts(10)
    rows[6]["text"] = "FAIL"
    path = lines(tmp_path / "in.jsonl", rows)
    with pytest.raises(InputError, match="a6: fails"):
        made(path, tmp_path / "out", strict=True)
    assert len(pd.read_parquet(tmp_path / "out")) == 4, "the first part stands"
    found = made(path, tmp_path / "out")
    assert (found.kept, found.articles, found.failed) == (4, 9, 1)
    with pytest.raises(InputError, match="a6: fails"):
        made(path, tmp_path / "out", strict=True)


def test_other_terms_are_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = lines(tmp_path / "in.jsonl", texts(6)), tmp_path / "out"
    made(path, out)
    before = files(out)

    def refused(says: str, **more: Any) -> None:
        with pytest.raises(InputError, match=says) as caught:
            made(more.pop("inputs", path), out, **more)
        assert "--output" in str(caught.value) and "\n" not in str(caught.value)

    refused("scope own, now all", settings=Settings("all", SETTINGS.measures, evidence=True))
    refused("the measures hedge_density, formality, now all", settings=Settings(evidence=True))
    refused("evidence on, now off", settings=Settings(measures=SETTINGS.measures))
    refused("more rows than the 3", inputs=lines(tmp_path / "few.jsonl", texts(3)))
    other = [*texts(5), {"id": "a5", "text": "Another."}]
    refused("rows 5 to 6", inputs=lines(tmp_path / "other.jsonl", other))
    monkeypatch.setattr(batch_output.weights, "manifest", lambda: {"voice.json": "0"})
    refused("other models")
    monkeypatch.undo()
    assert files(out) == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    for place, says in (("mine", "other files"), ("in.jsonl", "is a"), ("no/out", "make it first")):
        with pytest.raises(InputError, match=says):
            made(path, tmp_path / place, form="parquet")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_two_runs_on_one_output_are_not_let_in(tmp_path: Path) -> None:
    held = batch_output.Output(tmp_path / "out", None, SETTINGS)
    with pytest.raises(InputError, match="another run"):
        made(lines(tmp_path / "in.jsonl", texts(2)), tmp_path / "out")
    held.close()
    assert made(tmp_path / "in.jsonl", tmp_path / "out").articles == 2


# -- exact ------------------------------------------------------------------------------------


def corpus(path: Path) -> Path:
    rows = texts(60)
    for i in (7, 20, 33, 59):
        rows[i]["text"] = rows[i // 3]["text"]
    rows[11]["text"] = rows[30]["text"] = "FAIL"
    lines(path, rows)
    with path.open("a") as file:
        file.write("{broken\n")
    return path


def test_damaged_and_stray_parts_are_made_again(tmp_path: Path) -> None:
    path, out = corpus(tmp_path / "in.jsonl"), tmp_path / "out"
    made(path, out)
    whole = files(out)
    (out / "part-000003.parquet").write_bytes(b"cut")
    (tmp_path / "out-evidence" / "part-000009.parquet").unlink()
    (out / "_stylo" / "errors.jsonl").write_text("")
    found = made(path, out)
    assert files(out) == whole and found.kept == 12
    assert made(path, out).kept == 61 and files(out) == whole


def test_files_that_are_no_parts_stand_and_stop_nothing(tmp_path: Path) -> None:
    path, out = corpus(tmp_path / "in.jsonl"), tmp_path / "out"
    made(path, out)
    whole = files(out)
    names = ("part-abc", "part-", "part-7.bak", "part-000003 copy.parquet", "part-²")
    for name in names:
        for folder in (out, out / "_stylo" / "parts"):
            (folder / name).write_text("mine")
    (out / "part-000099.parquet").write_bytes(b"stray")
    assert made(path, out).kept == 61
    for name in names:
        for folder in (out, out / "_stylo" / "parts"):
            assert (folder / name).read_text() == "mine"
            (folder / name).unlink()
    assert files(out) == whole


def test_more_rows_are_added_to_those_done(tmp_path: Path) -> None:
    path, out = lines(tmp_path / "in.jsonl", texts(6)), tmp_path / "out"
    made(path, out)
    lines(path, texts(11))
    assert made(path, out).kept == 6
    made(path, tmp_path / "at-once")
    pd.testing.assert_frame_equal(
        pd.read_parquet(out), pd.read_parquet(tmp_path / "at-once"), check_exact=True
    )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    path = corpus(folder / "in.jsonl")
    made(path, folder / "out", part_rows=8)
    return path, files(folder / "out")


def test_one_worker_and_several_write_the_same(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    path, whole = undisturbed
    several = batch.Processes(3, SETTINGS, batch_stub.work)
    made(path, tmp_path / "out", several, part_rows=8)
    assert files(tmp_path / "out") == whole


def test_killed_at_random_moments_a_run_ends_as_if_undisturbed(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    path, whole = undisturbed
    out, chance, killed = tmp_path / "out", random.Random(5), 0
    command = [sys.executable, "-m", "tests.batch_stub", str(path), str(out), "1", "0.02"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    code = -1
    while code != 0:
        running = subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True)
        if killed < 5:
            at = parts(out)
            wait_until(lambda run, at: run.poll() == 0 or parts(out) > at, running, at)
            time.sleep(chance.random() * 0.1)
            running.kill()
        code = running.wait(60)
        killed += code == -signal.SIGKILL
        wait_until(lambda leader: not session(leader), running.pid)
        assert code in (0, -signal.SIGKILL)
    assert killed >= 3
    assert files(out) == whole


def parts(out: Path) -> int:
    return len(list(out.glob("part-*")))


def test_an_article_that_kills_its_process_is_named_and_stops_nothing(tmp_path: Path) -> None:
    rows = texts(12)
    rows[5]["text"] = "DIE"
    workers = batch.Processes(2, SETTINGS, batch_stub.work)
    found = made(lines(tmp_path / "in.jsonl", rows), tmp_path / "out", workers)
    assert (found.articles, found.failed) == (11, 1)
    (error,) = errors(tmp_path / "out")
    assert error["row"] == 5 and "died" in error["cause"]


class Endless(Inputs):
    """Articles that would not fit if they were gathered."""

    def __iter__(self) -> Iterator[Item]:
        for i in range(600):
            yield Item(str(i), f"{i} " + "x" * 100_000, "", i / 600)


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    tracemalloc.start()
    found = made(Endless([]), tmp_path / "out", part_rows=100)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.articles == 600
    assert peak < 15_000_000, "60 MB went through"


# -- with the models --------------------------------------------------------------------------


def test_rows_are_what_analyse_says_in_any_order(samples: Path, tmp_path: Path) -> None:
    names = ["report-ferry-storm.txt", "opinion-clever-bin.txt"]
    names = [str(samples / name) for name in names]
    asked = Settings(percentiles=True, evidence=True)
    frames = []
    for number, order in enumerate((names, names[::-1])):
        inputs = Inputs(order)
        batch.run(inputs, tmp_path / str(number), settings=asked, workers=number)
        frames.append(pd.read_parquet(tmp_path / str(number)).set_index("id").drop(columns="row"))
    pd.testing.assert_frame_equal(frames[0], frames[1].loc[frames[0].index], check_exact=True)
    evidence = pd.read_parquet(tmp_path / "0-evidence")
    for name in names:
        report = stylo.analyse(stylo.read(name))
        row = frames[0].loc[name]
        assert row["probability"] == report.voice.probability
        for m in report:
            assert row[m.name] == m.value or (pd.isna(row[m.name]) and m.value != m.value)
            own = evidence[(evidence["id"] == name) & (evidence["measure"] == m.name)]
            expected = report.evidence(m.name)
            assert own[list(expected)].to_dict("list") == expected.to_dict("list")
        standing = report.standings["hedge_density"]
        assert row["hedge_density_percentile_opinion"] == standing.opinion


def test_the_command_says_what_failed_and_goes_on(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    good = (samples / "report-ferry-storm.txt").read_text(encoding="utf-8")
    rows = [{"id": "good", "text": good}, {"id": "empty", "text": " "}, {"id": "x", "text": 5}]
    path, out = lines(tmp_path / "in.jsonl", rows), tmp_path / "out.csv"
    call = ["batch", str(path), "-o", str(out), "-m", "hedge_density", "-w", "0"]
    assert main(call) == 2
    said = capsys.readouterr()
    assert said.out == "" and "\x1b" not in said.err
    summary, *failures = said.err.splitlines()
    assert summary.startswith(f"stylo: 1 article in {out}; 2 failed; ")
    assert [line.split(":")[1].strip() for line in failures] == ["empty", str(path)]
    assert list(pd.read_csv(out)["voice"]) == ["reporting"]
    assert main([*call, "--strict"]) == 2
    assert main([*call, "--scope", "all"]) == 2
    assert "was begun with scope own, now all" in capsys.readouterr().err.splitlines()[-1]


def test_the_command_line_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    before = gc.get_threshold()
    assert main(["batch", str(tmp_path / "none"), "-o", str(tmp_path / "out")]) == 2
    assert gc.get_threshold() == before


def test_wrong_calls_are_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", texts(1))
    for more, says in (
        (["-m", "hedge_densty"], "hedge_density"),
        (["--part-rows", "-1"], "at least one row"),
        (["-w", "-1"], "fewer than none"),
        (["-f", "csv", "-o", str(tmp_path)], "is a folder"),
    ):
        assert main(["batch", str(path), "-o", str(tmp_path / "out"), *more]) == 2
        said = capsys.readouterr().err
        assert says in said and len(said.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_read_together_differs_in_rounding_only_and_a_fault_stays_with_its_article(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = (samples / "report-ferry-storm.txt").read_text(encoding="utf-8")[:1500]
    some = [
        batch_work.Given(0, "a", good),
        batch_work.Given(1, "b", " "),
        batch_work.Given(2, "c", good),
    ]
    asked = Settings(measures=("formality",))
    alone = batch_work.work(some, asked)
    together = Settings(measures=asked.measures, together=True)
    for one, other in zip(alone, batch_work.work(some, together), strict=True):
        assert one.cause == other.cause and (one.figures is None) == (one.row == 1)
        if one.figures and other.figures:
            assert one.figures["formality"] == pytest.approx(other.figures["formality"], rel=1e-5)

    def broken(doc: Any, **_: Any) -> Any:
        raise IndexError("out of range") if doc.id == "a" else InputError("never")

    monkeypatch.setattr(batch_work, "analyse", broken)
    causes = [one.cause for one in batch_work.work(some, together)]
    assert causes[0] == "a: a fault of stylo (IndexError: out of range)" and causes[2] == "never"
