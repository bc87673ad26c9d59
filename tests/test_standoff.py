"""Evidence for other tools: read back by them, it points at the same words."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stylo
from stylo import standoff
from stylo.annotate import annotate, segmented
from stylo.document import InputError, Span
from stylo.feature import Evidence, Measurement
from stylo.report import Report, Voice

conllu = pytest.importorskip("conllu", reason="needs conllu: pip install 'stylo-rhetoric[test]'")
cassis = pytest.importorskip("cassis", reason="needs cassis: pip install 'stylo-rhetoric[uima]'")

MEASURES = ["hedge_density", "booster_density", "attribution_density", "question_density"]
TEXT = (
    "A bridge too many\n\n"
    "Perhaps the 𝔠ouncil — it's said — may close it.  Who'd mind? “I might,” said the mayor: "
    "“perhaps.”\n\nCertainly nobody else would, as far as I know, and the river doesn't care.\n"
)


@pytest.fixture(scope="module")
def report() -> Report:
    return stylo.analyse(annotate(TEXT, id="bridge.txt"), measures=MEASURES)


def made(text: str, *spans: tuple[int, int, str], id: str = "x") -> Report:
    """A report of any text with evidence anywhere."""
    evidence = tuple(Evidence(Span(a, b), label) for a, b, label in spans)
    measured = Measurement("hedge_density", 1.0, "per 100 words", evidence)
    doc = segmented(text, id=id)
    words = doc.tokens["text"]
    tokens = doc.tokens.with_columns(lemma=[w.lower() for w in words], upos=["X"] * len(words))
    return Report(replace(doc, tokens=tokens), (measured,), Voice("mixed", float("nan")))


def evidence_of(report: Report) -> list[tuple[int, int, str, str]]:
    return sorted((e.span.start, e.span.end, m.name, e.label) for m in report for e in m.evidence)


# -- CoNLL-U ----------------------------------------------------------------------------------


def test_conllu_says_the_same_words(report: Report) -> None:
    doc = report.document
    sentences = conllu.parse(standoff.conllu(report))
    assert len(sentences) == len(doc.sentences) and len(evidence_of(report)) >= 5
    seen: dict[str, list[str]] = {}
    tokens = [token for sentence in sentences for token in sentence]
    assert [t["form"] for t in tokens] == list(doc.tokens["text"])
    assert [t["lemma"] for t in tokens] == list(doc.tokens["lemma"])
    assert [t["upos"] for t in tokens] == list(doc.tokens["upos"])
    for n, token in enumerate(tokens):
        misc = token["misc"]
        start, end = map(int, misc["TokenRange"].split(":"))
        assert doc.text[start:end] == token["form"]
        assert (misc.get("Quoted") == "Yes") == doc.tokens["quoted"][n]
        for named in misc.get("Evidence", "").split(","):
            if named:
                seen.setdefault(named, []).append(token["form"])
    told = {}
    line = r"^# evidence = (\d+) (\d+):(\d+) 1 (\S+) (.*)$"
    for number, start, end, *named in re.findall(line, standoff.conllu(report), re.MULTILINE):
        told[f"{number}:{':'.join(named)}"] = (int(start), int(end))
    assert sorted((*told[n], *n.split(":")[1:]) for n in told) == evidence_of(report)
    assert set(seen) == {n.replace(" ", "\\s") for n in told}
    for named, (start, end) in told.items():
        words = doc.text[start:end].split()
        assert "".join(seen[named.replace(" ", "\\s")]) == "".join(words)


UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


def valid(text: str) -> None:
    """The rules of https://universaldependencies.org/format.html that concern these columns."""
    assert text.endswith("\n\n") and "\r" not in text and "\n\n\n" not in text
    names = set()
    for block in text.removesuffix("\n\n").split("\n\n"):
        lines = block.split("\n")
        above = [line for line in lines if line.startswith("#")]
        words = lines[len(above) :]
        assert words and not any(line.startswith("# ") and "\t" in line for line in above)
        kept = dict(line[2:].split(" = ", 1) for line in above if " = " in line)
        assert kept["sent_id"] not in names and re.fullmatch(r"[^\s/]+", kept["sent_id"])
        names.add(kept["sent_id"])
        joined = ""
        for n, line in enumerate(words, start=1):
            columns = line.split("\t")
            assert len(columns) == 10 and all(columns) and columns[0] == str(n)
            assert not any(re.search(r"\s", c) for c in columns), line
            assert columns[3] in UPOS and columns[4:9] == ["_"] * 5
            pairs = [pair.split("=", 1) for pair in columns[9].split("|")]
            assert all(len(pair) == 2 and all(pair) for pair in pairs)
            keys = [key for key, _ in pairs]
            assert keys == sorted(keys) and len(keys) == len(set(keys))
            last = n == len(words) or "SpaceAfter=No" in columns[9].split("|")
            joined += columns[1] + ("" if last else " ")
        assert kept["text"] == joined


def test_conllu_keeps_to_the_rules(report: Report) -> None:
    text = standoff.conllu(report)
    valid(text)
    assert text.startswith("# newdoc id = bridge.txt\n# source = bridge.txt\n# sha256 = ")
    assert text.count("# newpar\n") == 3 == len(report.document.paragraphs)
    assert "SpacesAfter=\\s\\s|" in text and "SpacesAfter=\\n\\n|" in text


def unescaped(text: str) -> str:
    kept = re.sub(r"\\u([0-9a-f]{4,6})(?![0-9a-f])", lambda m: chr(int(m[1], 16)), text)
    named = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}
    return re.sub(r"\\([strnp\\])", lambda m: named[m[1]], kept)


def test_the_text_can_be_put_together_again(report: Report) -> None:
    text = ""
    for sentence in conllu.parse(standoff.conllu(report)):
        for token in sentence:
            misc = token["misc"]
            text += token["form"]
            if "SpacesAfter" in misc:
                text += unescaped(misc["SpacesAfter"])
            elif misc.get("SpaceAfter") != "No":
                text += " "
    assert text == report.document.text


hostile = st.text(
    st.one_of(
        st.sampled_from("ab. \n\t|=#_\\\u2028\u0085\x0b\x1f\u200b\u202e<&\"'?!,’“”𝔠"),
        st.characters(codec="utf-8"),
    ),
    min_size=1,
    max_size=120,
)


@settings(deadline=None)
@given(hostile, st.data())
def test_any_text_and_evidence_come_back(text: str, data: st.DataObject) -> None:
    text = segmented(text).text
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    label = data.draw(st.sampled_from(["modal", "as ... as", "a|b=c", "x\ny"]))
    report = made(text, (start, end, label), id=data.draw(st.sampled_from(["a b", "x\n# y", ""])))
    if not len(report.document.tokens):
        return
    out = standoff.conllu(report)
    valid(out)
    parsed = conllu.parse(out)
    assert sum(len(s) for s in parsed) == len(report.document.tokens)
    assert f"# evidence = 1 {start}:{end} 1 hedge_density" in out
    cas = standoff.xmi(report)
    again = cassis.load_cas_from_xmi(cas.to_xmi(), typesystem=cas.typesystem)
    (found,) = again.select(standoff.EVIDENCE_TYPE)
    assert (found.begin, found.end, found.measure) == (start, end, "hedge_density")
    shown = again.sofa_string
    assert len(shown) == len(text)
    assert all(a == b or a == "\ufffd" for a, b in zip(shown, text, strict=True))


def test_a_text_without_evidence() -> None:
    bare = made("It rains. It pours. ")
    assert standoff.pieces(bare) == [] and "evidence" not in standoff.conllu(bare).lower()
    valid(standoff.conllu(bare))
    assert standoff.conllu(made("")) == ""


def test_documents_of_one_name_get_names_of_their_own(tmp_path: Path) -> None:
    twins = [made("It may rain. ", (3, 6, "modal"), id="a b.txt") for _ in range(3)]
    path = tmp_path / "twins.conllu"
    assert standoff.write_conllu(twins, path) == 3
    text = path.read_text(encoding="utf-8")
    valid(text)
    assert re.findall("# newdoc id = (.*)", text) == ["a-b.txt", "a-b.txt-2", "a-b.txt-3"]
    assert text.count("# source = a b.txt\n") == 3
    shown = io.StringIO()
    assert standoff.write_conllu(twins, shown) == 3 and shown.getvalue() == text
    with pytest.raises(InputError, match="cannot write"):
        standoff.write_conllu(twins, tmp_path / "no" / "x.conllu")


# -- UIMA CAS ---------------------------------------------------------------------------------


def test_xmi_points_at_the_same_words(report: Report, tmp_path: Path) -> None:
    assert standoff.write_xmi([report, replace(report)], tmp_path / "cas") == 2
    files = sorted(path.name for path in (tmp_path / "cas").iterdir())
    assert files == ["TypeSystem.xml", "bridge-2.xmi", "bridge.xmi"]
    with (tmp_path / "cas" / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with (tmp_path / "cas" / "bridge.xmi").open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
    doc = report.document
    assert cas.sofa_string == doc.text
    found = [(e.begin, e.end, e.measure, e.label) for e in cas.select(standoff.EVIDENCE_TYPE)]
    assert sorted(found) == evidence_of(report)
    layer = types.get_type(standoff.EVIDENCE_TYPE)
    assert layer.supertype.name == "uima.tcas.Annotation"
    assert {f.name for f in layer.features} == {"measure", "label", "weight"}
    for e in cas.select(standoff.EVIDENCE_TYPE):
        assert e.get_covered_text() == doc.text[e.begin : e.end] and e.weight == 1.0
    words = cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    assert [w.get_covered_text() for w in words] == list(doc.tokens["text"])
    assert [w.pos.PosValue for w in words] == list(doc.tokens["upos"])
    assert [w.lemma.value for w in words] == list(doc.tokens["lemma"])
    sentences = cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")
    assert [s.begin for s in sentences] == doc.sentences["start"].tolist()


def test_offsets_in_the_file_are_utf_16(report: Report) -> None:
    """UIMA counts the two halves of a character beyond the first plane."""
    text, e = report.document.text, report["hedge_density"].evidence[-1]
    assert "𝔠" in text[: e.span.start]
    units = len(text[: e.span.start].encode("utf-16-le")) // 2
    assert units == e.span.start + 1
    assert re.search(rf'<custom:Evidence [^>]*begin="{units}"', standoff.xmi(report).to_xmi())


def test_names_of_files(tmp_path: Path) -> None:
    ids = ["a/b/c.txt", "c.html", "???", "..", "C.txt", "x" * 300]
    texts = [made("It may rain. ", (3, 6, "modal"), id=name) for name in ids]
    standoff.write_xmi(texts, tmp_path)
    files = {path.name for path in tmp_path.iterdir()} - {"TypeSystem.xml"}
    assert files == {
        "c.xmi", "c-2.xmi", "C-3.xmi", "article.xmi", "article-2.xmi", "x" * 80 + ".xmi",
    }  # fmt: skip


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot write"):
        standoff.write_xmi([], tmp_path / "file" / "cas")


def test_without_the_package_one_line_says_what_to_install(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(
        InputError, match=r"needs dkpro-cassis: pip install 'stylo-rhetoric\[uima\]'"
    ):
        standoff.xmi(report)
    assert standoff.conllu(report)
