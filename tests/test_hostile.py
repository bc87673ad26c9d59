"""Inputs that mean harm: each is read as what it says, or refused in one line."""

from __future__ import annotations

import ast
import gzip
import io
import json
import socket
from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.growth import PROSE
from stylo import export, fetch, markup, reading
from stylo.batch_input import Inputs, Item
from stylo.document import InputError

ROOT = Path(__file__).resolve().parent.parent
BODY = "".join(f"<p>{number} {PROSE}</p>" for number in range(4))


def page(inside: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head>{head}</head><body><article>{BODY}{inside}</article></body>"
    ).encode()


def read(data: bytes) -> str:
    return reading.extract(data, kind="html", name="page").text


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "ul"])
def test_a_million_nested_tags_are_refused_at_once(tag: str) -> None:
    with pytest.raises(InputError, match="100,000 tags"):
        read(page(f"<{tag}>" * 1_000_000))


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "ul", "span", "font", "p"])
def test_the_article_before_forty_thousand_nested_tags_is_read(tag: str) -> None:
    assert "the bridge would stay shut" in read(page(f"<{tag}>" * 40_000 + "deep"))


def test_entities_are_not_unfolded_and_no_file_is_let_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the word is larkspur")
    ten = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE html [<!ENTITY e0 "ha">{ten}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    found = read(
        f'<?xml version="1.0"?>{declared}<html><body><article>{BODY}<p>It said &e9; and &f; to all '
        "who came by that day, and then no more.</p></article></body></html>".encode()
    )
    assert "larkspur" not in found
    assert len(found) < 3000


@pytest.mark.parametrize(
    "charset",
    "utf-16 utf-32 utf-7 hex rot13 base64 bz2 zip uu quopri unicode_escape raw_unicode_escape idna "
    "punycode undefined mbcs no-such-thing".split(),
)
def test_a_charset_that_lies_harms_nothing(charset: str) -> None:
    data = page("", f'<meta charset="{charset}">')
    assert "the bridge would stay shut" in read(data)
    odd = reading.extract(
        data.replace(b"nobody", b"caf\xe9 no\xff\xfebody"), kind="html", name="page"
    )
    assert len(odd.text) > 200


def rows(path: Path) -> list[Item]:
    return list(Inputs([str(path)]))


@pytest.mark.parametrize("head", [b'{"text": "', b"id,text\n1,"])
def test_a_gzip_bomb_is_held_to_the_longest_article(
    head: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tracemalloc

    monkeypatch.setattr(reading, "MAX_BYTES", 1_000_000)
    path = tmp_path / ("a.jsonl.gz" if head[:1] == b"{" else "a.csv.gz")
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(head)
        for _ in range(60):
            file.write(b"a" * 1_000_000)
    tracemalloc.start()
    found = rows(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found and all(item.cause for item in found)
    assert peak < 20_000_000


def test_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", "a" * 5_000_000)
    with pytest.raises(InputError, match="ZIP"):
        reading.extract(held.getvalue(), name="a.txt")


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "no JSON"),
        (b'{"text": 5}', "no text but int"),
        (b'{"text": null}', "no text but NoneType"),
        (b'{"body": "a"}', "no 'text' in this row"),
        (b'["text"]', "no JSON object"),
    ],
)
def test_rows_of_another_shape_are_named(line: bytes, cause: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b"\n" + json.dumps({"text": PROSE}).encode() + b"\n")
    bad, good = rows(path)
    assert cause in bad.cause
    assert good.content == PROSE


def test_a_column_of_numbers_is_no_text(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [1, 2]}), path)
    assert ["no text but int" in item.cause for item in rows(path)] == [True, True]
    pq.write_table(pa.table({"body": ["a"]}), path)
    assert "has no column 'text'" in rows(path)[0].cause


class Peer(socket.socket):
    """A connection that says where it leads."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def getpeername(self) -> tuple[str, int]:
        return self.place, 80


@pytest.mark.parametrize(
    ("place", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", True),
        ("93.184.216.34", False),
        ("2606:2800:220:1:248:1893:25c8:1946", False),
    ],
)
def test_private_addresses_are_known(place: str, private: bool) -> None:
    with Peer(place) as sock:
        assert fetch._is_private(sock) is private


def test_a_public_page_cannot_lead_into_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop counts as public; the second, to the same loopback, does not."""
    import threading

    answer = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for _ in range(2):
                connection, _ = server.accept()
                with connection:
                    connection.settimeout(5)
                    if connection.recv(1000):
                        connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        hops = iter([False, True])
        monkeypatch.setattr(fetch, "_is_private", lambda sock: next(hops))
        with pytest.raises(InputError, match="into a private network"):
            fetch.fetch(f"http://127.0.0.1:{server.getsockname()[1]}/a", timeout=10)
        thread.join(10)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("schema",), "1"),
        (("settings",), "own"),
        (("models",), [1]),
        (("document", "meta"), "x"),
        (("document", "id"), 5),
        (("document", "id"), "\ud800"),
        (("measures",), {"a": 1}),
        (("measures", 0, "value"), "high"),
        (("measures", 0, "value"), True),
        (("measures", 0, "evidence"), None),
        (("measures", 0, "evidence", 0, "start"), -1),
        (("measures", 0, "evidence", 0, "end"), 10**30),
        (("measures", 0, "evidence", 0, "weight"), None),
        (("measures", 0, "evidence", 0, "weight"), 10**400),
        (("voice", "sentences"), [[]]),
        (("voice", "contributions"), [1]),
        (("voice", "caveat"), 5),
        (("voice", "caveat"), None),
        (("voice", "model"), ["m"]),
        (("measures", 0, "percentile_opinion"), "50"),
        (("measures", 0, "percentile_opinion_interval"), [1, 2, 3]),
        (("measures", 0, "percentile_reporting_interval"), None),
        (("measures", 0, "band_opinion"), ["a"]),
        (("measures", 0, "band_opinion"), [1, 2, 3]),
        (("measures", 0, "band_reporting"), "abcd"),
        (("norms",), 5),
        (("norms", "name"), ["US press"]),
        (("norms", "notes"), "note"),
        (("norms", "notes"), [1]),
        (("norms", "itself"), "no"),
        (("norms", "articles"), [1]),
        (("norms", "articles", "opinion"), "many"),
        (("norms", "alike"), {}),
    ],
)
def test_a_report_of_another_shape_is_refused(
    place: tuple[str | int, ...], value: object, tmp_path: Path
) -> None:
    data = json.loads(fuzz._written())
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    path = tmp_path / "report.json"
    path.write_text(json.dumps(data))
    with fuzz._without_encoder(), pytest.raises(InputError, match="stylo report"):
        export.load(path)


@pytest.mark.parametrize("value", [5, ["a", {"b": 1}], {"a": None}, True, None, "<b>", "\u202e"])
def test_what_is_known_of_an_article_may_be_of_any_kind(value: object, tmp_path: Path) -> None:
    """Title, author and date come from the user's own tables: numbers, lists, nothing."""
    data = json.loads(fuzz._written())
    data["document"]["meta"] = dict.fromkeys(("title", "author", "date", "url"), value)
    data["settings"] = {"scope": value}
    path = tmp_path / "report.json"
    path.write_text(json.dumps(data))
    with fuzz._without_encoder():
        report = export.load(path)
    fuzz._harmless(report.to_html())
    assert report.to_markdown() and report._repr_html_() and report.table().size
    assert json.loads(report.to_json())["document"]["meta"] == data["document"]["meta"]


def test_a_report_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("[" * 100_000)
    with pytest.raises(InputError, match="no JSON file"):
        export.load(path)


def test_nothing_of_ours_unpickles_or_evaluates() -> None:
    """Neither by name nor through numpy, pandas, joblib or yaml."""
    banned = {
        "eval",
        "exec",
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "joblib",
        "yaml",
        "read_pickle",
    }
    for path in [*(ROOT / "stylo").glob("*.py"), *(ROOT / "features").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name.split(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [(node.module or "").split(".")[0]]
            elif isinstance(node, ast.Call):
                names = [getattr(node.func, "id", getattr(node.func, "attr", ""))]
                kept = {k.arg for k in node.keywords if getattr(k.value, "value", None) is True}
                assert not kept & {"allow_pickle", "shell"}, (path.name, node.lineno)
            assert not banned & set(names), (path.name, getattr(node, "lineno", 0), names)


def test_tags_within_reason_are_counted_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "TAGS", 30)
    with pytest.raises(InputError, match="more than 30 tags"):
        read(page("<b>a</b>" * 20))
    assert "the bridge" in read(page("<b>a</b>"))
