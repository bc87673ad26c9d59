"""Random damage to texts, pages, tables and reports: what breaks, hangs, or says what is not so.

``python -m benchmarks fuzz SECONDS [TARGET...]`` mutates seeds (our own samples, the hard patterns
of `benchmarks.growth`, and earlier finds) and hands them to `TARGETS`. Nothing but `InputError` may
come out of one, after at most 5 seconds of processor time and with at most 1 GB of memory more; and
what comes out must be so: offsets lie within the text, tokens are the text at their place, the same
input gives the same result, and what is written reads back the same. A find is written to
``tests/fuzz``, where a test tries it ever after.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import multiprocessing
import random
import resource
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks import growth
from stylo.document import Document, InputError

ROOT = Path(__file__).resolve().parent.parent
FINDS = ROOT / "tests" / "fuzz"
#: Seconds of processor time, and MB of memory beyond what is loaded, that an input may take.
SECONDS, MEGABYTES = 5, 1000
#: Longest input, in bytes, but for those of finds.
LONGEST = 6000
#: How many inputs go to one process.
ROUND = 2000

_PIECES = (
    *("“ ” ‘ ’ \" ' « » `` '' ( ) [ ] { } < > & ; : — – - … . .. ! ? * _ # ~ | / \\ @ $ %".split()),
    *("\n", "\n\n", "\t", "\r", "\x00", "\x0b", "\x1c", "\x85", "\u2028", "\u200b", "\u202e"),
    *("\ufeff", "\u0301", "\U0001f600", "\ufffd", "ﬀ", "İ", "ß", "ǅ", "Ⅷ", "٣", "今", "\ud800"),
    *("<p>", "</p>", "<div>", "<table>", "<!--", "-->", "<![CDATA[", "<br>", "&amp;", "&#x0;"),
    *("<?xml version='1.0'?>", "<!DOCTYPE html>", "<!ENTITY a 'b'>", "<script>", "</html>"),
    *("By Jane Doe", "Comments", "Share", "Photo: AP", "© 2020", "he said", "Mr.", "U.S.", "n't"),
    *("---\n", "```", "> ", "- ", "1. ", "# ", "[a](b)", "![", "|-|", '{"text": ', "null", "1e999"),
    *(
        "NaN",
        "-1",
        "\x1f\x8b",
        "PAR1",
        "%PDF",
        "\xff\xfe",
        "well-known",
        "e.g.",
        "'90s",
        "@x = a|b",
    ),
)


# -- what must hold ---------------------------------------------------------------------------


def hold(doc: Document) -> None:
    """Check what is true of every document."""
    text, size = doc.text, len(doc.text)
    for table in (doc.paragraphs, doc.sentences, doc.tokens, doc.quotations):
        for start, end in zip(table["start"].tolist(), table["end"].tolist(), strict=True):
            assert 0 <= start < end <= size, ("a span lies outside the text", start, end, size)
    places = zip(doc.tokens["start"].tolist(), doc.tokens["end"].tolist(), strict=True)
    for (start, end), token in zip(places, doc.tokens["text"], strict=True):
        assert text[start:end] == token, ("a token is not the text there", start, end, token)
    starts, ends = doc.tokens["start"], doc.tokens["end"]
    assert (starts[1:] >= ends[:-1]).all(), "tokens overlap"
    covered = sum(len(token) for token in doc.tokens["text"])
    assert covered == sum(not c.isspace() for c in text), "a sign belongs to no token"
    rows = zip(doc.sentences["first"].tolist(), doc.sentences["last"].tolist(), strict=True)
    assert sum(last - first for first, last in rows) == len(doc.tokens), "a token has no sentence"


def _text(data: bytes, kind: str | None) -> None:
    """Read bytes as an article, twice alike; measure it, and write it out."""
    from stylo import annotate, reading

    article = reading.extract(data, kind=kind)
    assert reading.extract(data, kind=kind) == article, "the same bytes read otherwise"
    note = partial(
        annotate.annotate,
        id="fuzz",
        meta=article.meta,
        removed=article.removed,
        read=growth.stand_in,
    )
    doc = note(article.text)
    hold(doc)
    assert note(doc.text).text == doc.text, "the text changes when it is read again"
    if int.from_bytes(hashlib.sha256(data).digest()[:1]) % 4 == 0:
        _report(doc)


def _report(doc: Document) -> None:
    """Measure a document, check the evidence, write a report and read it back."""
    import stylo
    from stylo import export
    from stylo.features import all_features
    from stylo.report import Report
    from stylo.voice import judge

    found = {f.name: f.measure(doc, "own") for f in all_features()}
    for m in found.values():
        assert m.value == m.value or m.caveat, ("no value, and no word why", m.name)
        for e in m.evidence:
            assert 0 <= e.span.start < e.span.end <= len(doc.text), ("evidence outside", m.name, e)
            assert e.label and e.weight == e.weight, ("evidence without a label", m.name, e)
    report = Report(
        document=doc,
        measurements=tuple(found.values()),
        voice=judge(doc, found),
        settings={"scope": "own", "version": stylo.__version__},
    )
    written = report.to_json()
    with tempfile.TemporaryDirectory() as folder, _without_encoder():
        path = Path(folder) / "report.json"
        path.write_text(written, encoding="utf-8", newline="")
        again = export.load(path)
    assert again.to_json() == written, "a report changes on its way through its file"
    report.to_csv()
    report.to_markdown()
    _harmless(report.to_html())


def _harmless(page: str) -> None:
    """Check that a page runs nothing but our own script."""
    from lxml.html import document_fromstring

    root = document_fromstring(page)
    ours = ("text/css", "application/json", "")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("iframe", "object", "embed", "base", "form"), element.tag
        if element.tag == "script":
            source = element.text or ""
            assert element.get("src") is None and element.get("type", "") in ours, (
                "a foreign script"
            )
            assert "</" not in source, "a script that ends early"
        for name, value in element.items():
            assert not name.startswith("on"), ("an attribute that runs", name)
            assert not value.strip().lower().startswith("javascript:"), (
                "an address that runs",
                value,
            )


def _lexicon(data: bytes) -> None:
    """Read bytes as a table of patterns, and match it."""
    from stylo import lexicon

    made = lexicon.parse(data.decode("utf-8", "replace"), "fuzz")
    doc = _sample()
    for found in made.evidence(doc):
        assert 0 <= found.span.start < found.span.end <= len(doc.text)


@cache
def _sample() -> Document:
    from stylo.annotate import annotate

    return annotate(growth.PROSE * 3, read=growth.stand_in)


def _load(data: bytes) -> None:
    """Read bytes as a report; what can be read can be written and read again."""
    from stylo import export

    with tempfile.TemporaryDirectory() as folder, _without_encoder():
        path = Path(folder) / "report.json"
        path.write_bytes(data)
        report = export.load(path)
        written = report.to_json(path)
        assert export.load(path).to_json() == written, "a report changes"
        report.table()
        report.to_markdown()
        _harmless(report.to_html())


@contextmanager
def _without_encoder() -> Iterator[None]:
    """Let reports be read with the stand-in of the encoder."""
    from stylo import annotate, export

    vars(export)["annotate"] = partial(annotate.annotate, read=growth.stand_in)
    try:
        yield
    finally:
        vars(export)["annotate"] = annotate.annotate


def _rows(data: bytes, name: str) -> None:
    """Read bytes as the input of a batch, twice alike."""
    from stylo.batch_input import Inputs

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        found = list(Inputs([str(path)]))
        assert [i.key for i in Inputs([str(path)])] == [i.key for i in found], "rows differ"
    for item in found:
        assert item.cause or item.content != b"" or not data, "a row with nothing in it"
        item.id.encode("utf-8")
        assert "\n" not in item.cause


#: What bytes are handed to, by name.
TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "text": partial(_text, kind="text"),
    "any": partial(_text, kind=None),
    "html": partial(_text, kind="html"),
    "markdown": partial(_text, kind="markdown"),
    "lexicon": _lexicon,
    "load": _load,
    "jsonl": partial(_rows, name="a.jsonl"),
    "csv": partial(_rows, name="a.csv"),
    "gzip": partial(_rows, name="a.jsonl.gz"),
    "parquet": partial(_rows, name="a.parquet"),
}


def attempt(target: str, data: bytes) -> None:
    """Hand bytes to a target; `InputError` is an answer, anything else is a fault."""
    try:
        TARGETS[target](data)
    except InputError as error:
        assert 5 < len(str(error)) < 3000, "an answer that says nothing"


# -- inputs -----------------------------------------------------------------------------------


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """Return whole inputs to begin with."""
    finds = [p.read_bytes() for p in sorted(FINDS.glob(f"{target}-*")) if p.stat().st_size < 50_000]
    return (*finds, *_first(target))


def _first(target: str) -> list[bytes]:
    samples = sorted((ROOT / "corpora" / "samples").rglob("*"))
    texts = [p.read_bytes()[:LONGEST] for p in samples if p.suffix in (".txt", ".md", ".html")]
    hard = [growth.make(name, 300).encode("utf-8", "surrogatepass") for name in growth.TEXTS]
    if target in ("text", "any", "html", "markdown"):
        other = {"html": growth.PAGES, "markdown": growth.MARKDOWN}.get(target, {})
        return [*texts, *hard, *(growth.make(name, 600).encode() for name in other)]
    if target == "lexicon":
        tables = sorted((ROOT / "features" / "lexicons").glob("*.tsv"))
        return [b"\n".join(p.read_bytes().splitlines()[-40:]) for p in tables] + [
            b"@a = b|c\npattern\tlabel\tweight\tafter\nthe <cat>/NOUN dog? *\tpet\t2\t^ of|<be>\n"
            b"@a x\ty\t\t"
        ]
    if target == "load":
        return [_written()]
    lines = "".join(
        json.dumps({"id": i, "text": growth.PROSE, "author": "Ada"}) + "\n" for i in range(4)
    ).encode()
    if target == "jsonl":
        return [lines, b'{"text": [1], "id": {}}\n[]\n1e999\n{"text": null, "id": NaN}\n']
    if target == "gzip":
        return [gzip.compress(lines, mtime=0)]
    if target == "csv":
        return [b'id,text\n1,"It rained, she said"\n2,"a ""b"" c\nd"\n', b"text;id\na b;1\n"]
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": [growth.PROSE, None]}), file)
    return [file.getvalue()]


@cache
def _written() -> bytes:
    from stylo import norms
    from stylo.features import all_features
    from stylo.report import Report
    from stylo.voice import judge

    meta = {"title": "The bridge", "author": "Ada Moss", "date": "2019-05-01"}
    doc = replace(_sample(), meta=meta)
    found = {f.name: f.measure(doc, "own") for f in all_features()}
    some = {name: m for name, m in found.items() if m.evidence}
    kept = dict(list(some.items())[:4])
    standings, reference = norms.place(doc, kept, norms.shipped())
    report = Report(
        document=doc,
        measurements=tuple(kept.values()),
        voice=replace(judge(doc, found), caveat="A short text."),
        standings=standings,
        settings={"scope": "own"},
        reference=reference,
    )
    return report.to_json().encode()


def mutated(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """Return an input with some of its bytes changed, moved, doubled, taken from another."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8, 16))):
        at, end = sorted((rng.randrange(len(out) + 1), rng.randrange(len(out) + 1)))
        end = min(end, at + rng.choice((1, 4, 40, 400)))
        kind = rng.randrange(9)
        if kind < 3:
            piece = rng.choice(_PIECES).encode("utf-8", "surrogatepass")
            out[at:at] = piece * rng.choice((1, 1, 1, 2, 3, 30, 300))
        elif kind == 3:
            del out[at:end]
        elif kind == 4 and out:
            out[at % len(out)] = rng.randrange(256)
        elif kind == 5:
            out[at:at] = out[at:end] * rng.choice((1, 2, 20))
        elif kind == 6:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            out[at:end] = other[start : start + rng.choice((4, 40, 400))]
        elif kind == 7 and out:
            out[at % len(out)] ^= 1 << rng.randrange(8)
        else:
            out[at:end] = out[at:end][::-1] if rng.random() < 0.3 else out[at:end].swapcase()
    return bytes(out[: 2 * LONGEST])


#: What takes the place of a value of a report.
_VALUES = (None, True, -1, 0, 10**30, 1e308, 0.5, "", "x", "\ud800", "<script>alert(1)</script>")


def _revalued(data: bytes, rng: random.Random) -> bytes:
    """Return JSON some of whose values or keys are others."""
    root = json.loads(data)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        place: Any = root
        while True:
            key: Any = rng.choice(list(place) if isinstance(place, dict) else range(len(place)))
            inner = place[key]
            if not isinstance(inner, dict | list) or not inner or rng.random() < 0.1:
                break
            place = inner
        kind = rng.randrange(8)
        if kind == 0:
            del place[key]
        elif kind == 1:
            place[key] = [inner]
        elif kind == 2:
            place[key] = {"a": inner}
        elif kind == 3 and isinstance(place, list):
            place.append(inner)
        else:
            place[key] = rng.choice(_VALUES)
        if not root:
            break
    return json.dumps(root).encode()


def inputs(target: str, seed: int) -> Iterator[bytes]:
    """Yield inputs for a target, the same for the same seed."""
    rng = random.Random(f"{target} {seed}")
    known = seeds(target)
    while True:
        if target == "load" and rng.random() < 0.8:
            yield _revalued(_written(), rng)
        else:
            yield mutated(rng.choice(known), known, rng)


# -- the work ---------------------------------------------------------------------------------


class Hang(BaseException):
    """An input took too long."""


def _late(*_: object) -> None:
    raise Hang


def _round(targets: Sequence[str], seed: int, until: float, current: Path, said: Path) -> None:
    """Try inputs in this process, and tell the faults; the input at work lies in a file."""
    signal.signal(signal.SIGVTALRM, _late)
    for target in targets:
        current.write_bytes(target.encode() + b"\n" + seeds(target)[-1])
        _fault(target, seeds(target)[-1])
    before = _memory()
    tried: Counter[str] = Counter()
    faults: list[tuple[str, str, str]] = []
    given = {target: inputs(target, seed) for target in targets}
    while sum(tried.values()) < ROUND and time.monotonic() < until:
        target = targets[sum(tried.values()) % len(targets)]
        data = next(given[target])
        current.write_bytes(target.encode() + b"\n" + data)
        fault = _fault(target, data)
        tried[target] += 1
        if not fault and _memory() - before > MEGABYTES:
            fault, before = "memory", _memory()
        if fault:
            faults.append((target, fault, data.hex()))
    said.write_text(json.dumps([tried, faults]))


def _fault(target: str, data: bytes) -> str:
    """Return what is wrong with what a target makes of an input; "" for nothing."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        attempt(target, data)
    except Hang:
        return "hang"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(names: Sequence[str]) -> dict[str, Any]:
    """Fuzz for so many seconds (the first of the names), the targets in turn.

    Returns
    -------
    dict
        ``figures``: ``inputs``, ``crashes`` (faults of every kind, those below included),
        ``hangs``, ``memory``, and ``inputs.TARGET``.
    """
    seconds = float(names[0])
    chosen = list(names[1:]) or list(TARGETS)
    until = time.monotonic() + seconds
    tried: Counter[str] = Counter()
    faults: dict[str, str] = {}
    seed = int(time.time())
    spawn = multiprocessing.get_context("spawn")
    while time.monotonic() < until:
        seed += 1
        with tempfile.TemporaryDirectory() as folder:
            current, said = Path(folder) / "input", Path(folder) / "said"
            worker = spawn.Process(target=_round, args=(chosen, seed, until, current, said))
            worker.start()
            worker.join()
            if worker.exitcode or not said.exists():
                name, _, data = current.read_bytes().partition(b"\n")
                number = Counter({name.decode(): 1})
                found = [(name.decode(), f"died with {worker.exitcode}", data.hex())]
            else:
                number, found = json.loads(said.read_text())
                number = Counter(number)
        tried += number
        for target, fault, sent in found:
            kind = f"{target}: {fault[:80]}"
            if kind not in faults:
                faults[kind] = _kept(target, bytes.fromhex(sent))
                print(f"{target}: {fault} ({faults[kind]})", flush=True)
        print(f"{sum(tried.values())} inputs, {len(faults)} faults", flush=True)
    kinds = [fault.split(": ", 1)[1] for fault in faults]
    figures = {
        "inputs": sum(tried.values()),
        "crashes": len(kinds),
        "hangs": kinds.count("hang"),
        "memory": kinds.count("memory"),
        **{f"inputs.{name}": tried[name] for name in chosen},
    }
    return {"n": sum(tried.values()), "figures": {k: (v, v, v) for k, v in figures.items()}}


def _kept(target: str, data: bytes) -> str:
    """Write a find to the tests, and return its name."""
    FINDS.mkdir(exist_ok=True)
    path = FINDS / f"{target}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path.name
