"""Evidence as annotation for other tools: CoNLL-U, and UIMA CAS XMI for INCEpTION.

CoNLL-U (https://universaldependencies.org/format.html) has the words, lemmas and parts of speech;
heads and relations are unspecified, as nothing here parses. Evidence stands in two places: each
sentence has a comment for every piece that begins in it, with the exact offsets, and each of its
words names the piece in MISC. ``TokenRange`` and ``SpacesAfter`` are those of UDPipe, so that the
text can be put together again to the letter.

UIMA CAS XMI is written by dkpro-cassis (extra ``uima``), with DKPro Core's types for sentences and
words and a layer of our own for evidence.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np

import stylo
from stylo.document import Document, InputError, Span
from stylo.feature import Evidence, token_at
from stylo.report import Report

#: The layer of evidence; INCEpTION knows layers of its users by this prefix.
EVIDENCE_TYPE = "webanno.custom.Evidence"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
#: What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Escapes of white space in MISC, as UDPipe has them.
_ESCAPES = {"\\": "\\\\", " ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p"}


class Piece(NamedTuple):
    """A piece of evidence with its number in the document, from 1, and its tokens."""

    number: int
    measure: str
    evidence: Evidence
    first: int
    last: int


def pieces(report: Report) -> list[Piece]:
    """Return all evidence of a report in the order of the text."""
    doc = report.document
    found = [(e, m.name) for m in report.measurements for e in m.evidence]
    found.sort(key=lambda f: (f[0].span.start, f[0].span.end, f[1], f[0].label))
    if not found:
        return []
    first = token_at(doc, [e.span.start for e, _ in found])
    ends = [e.span.end for e, _ in found]
    last = np.maximum(np.searchsorted(doc.tokens["start"], ends, side="left"), first + 1)
    return [
        Piece(number, name, e, int(a), int(b))
        for number, ((e, name), a, b) in enumerate(zip(found, first, last, strict=True), start=1)
    ]


# -- CoNLL-U ----------------------------------------------------------------------------------


def write_conllu(reports: Iterable[Report], out: str | Path | IO[str]) -> int:
    """Write reports as one CoNLL-U file, one after the other, and return how many.

    Parameters
    ----------
    out : path or text file

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    if isinstance(out, str | Path):
        try:
            with Path(out).open("w", encoding="utf-8", newline="\n") as file:
                return write_conllu(reports, file)
        except OSError as error:
            raise InputError(f"cannot write {out}: {error.strerror}") from error
    taken: set[str] = set()
    number = 0
    for report in reports:
        number += 1
        out.write(conllu(report, _free(_name(report.document.id), taken)))
    return number


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free


def conllu(report: Report, name: str = "") -> str:
    """Return a report's words and evidence as CoNLL-U.

    Parameters
    ----------
    name : str
        Of the document, by default its id less white space and slashes, which names of sentences
        may not have; no two in one file may have the same.
    """
    doc = report.document
    name = name or _name(doc.id)
    digest = hashlib.sha256(doc.text.encode("utf-8")).hexdigest()
    inside: list[list[Piece]] = [[] for _ in range(len(doc.tokens))]
    begins: dict[int, list[Piece]] = {}
    for piece in pieces(report):
        begins.setdefault(int(doc.tokens["sentence"][piece.first]), []).append(piece)
        for token in range(piece.first, piece.last):
            inside[token].append(piece)
    lines: list[str] = []
    paragraph = -1
    for row in range(len(doc.sentences)):
        first, last = int(doc.sentences["first"][row]), int(doc.sentences["last"][row])
        if paragraph < 0:
            lines.append(f"# newdoc id = {name}")
            lines.append(f"# source = {_line(doc.id)}".rstrip())
            lines.append(f"# sha256 = {digest}")
            lines.append(f"# generator = stylo {stylo.__version__}")
        if int(doc.sentences["paragraph"][row]) != paragraph:
            paragraph = int(doc.sentences["paragraph"][row])
            lines.append("# newpar")
        lines.append(f"# sent_id = {name}-s{row + 1}")
        lines.append(f"# text = {_text(doc, first, last)}")
        lines += [_comment(piece) for piece in begins.get(row, ())]
        lines += [_word(doc, t, t - first + 1, inside[t]) for t in range(first, last)]
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _name(id: str) -> str:
    return re.sub(r"[\s/\\]+", "-", _line(id)).strip("-") or "document"


def _line(text: str) -> str:
    """Return a text that fits into a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _form(text: str) -> str:
    """Return a word that fits into a column: no white space, no control, never empty."""
    return "".join(c if c.isprintable() and not c.isspace() else "\ufffd" for c in text) or "\ufffd"


def _gap(doc: Document, token: int) -> str:
    """Return what stands between a token and the next one, or the end of the text."""
    start = int(doc.tokens["end"][token])
    following = token + 1
    end = int(doc.tokens["start"][following]) if following < len(doc.tokens) else len(doc.text)
    return doc[Span(start, max(start, end))]


def _text(doc: Document, first: int, last: int) -> str:
    parts = []
    for token in range(first, last):
        parts.append(_form(doc.tokens["text"][token]))
        if token + 1 < last and _gap(doc, token):
            parts.append(" ")
    return "".join(parts)


def _comment(piece: Piece) -> str:
    e = piece.evidence
    return (
        f"# evidence = {piece.number} {e.span.start}:{e.span.end} {e.weight:g} {piece.measure} "
        f"{_line(e.label)}"
    ).rstrip()


def _word(doc: Document, token: int, number: int, found: list[Piece]) -> str:
    tokens = doc.tokens
    gap = _gap(doc, token)
    misc = []
    if found:
        named = (f"{p.number}:{p.measure}:{_escaped(p.evidence.label)}" for p in found)
        misc.append(f"Evidence={','.join(named)}")
    if tokens["quoted"][token]:
        misc.append("Quoted=Yes")
    if not gap:
        misc.append("SpaceAfter=No")
    elif gap != " ":
        misc.append(f"SpacesAfter={_escaped(gap)}")
    misc.append(f"TokenRange={tokens['start'][token]}:{tokens['end'][token]}")
    columns = [
        str(number),
        _form(tokens["text"][token]),
        _form(tokens["lemma"][token]) if tokens["lemma"][token] else "_",
        tokens["upos"][token] or "_",
        *("_",) * 5,
        "|".join(misc),
    ]
    return "\t".join(columns)


def _escaped(text: str) -> str:
    kept = "".join(_ESCAPES.get(c, c) for c in text)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in kept)


# -- UIMA CAS ---------------------------------------------------------------------------------


def cassis() -> Any:
    """Return the package that writes UIMA CAS.

    Raises
    ------
    InputError
        If it is not installed.
    """
    try:
        import cassis as package
    except ImportError as error:
        raise InputError(
            "UIMA CAS needs dkpro-cassis: pip install 'stylo-rhetoric[uima]'"
        ) from error
    return package


def type_system() -> Any:
    """Return DKPro Core's types, the metadata of a document, and the layer of evidence."""
    types = cassis().load_dkpro_core_typesystem()
    about = types.create_type(
        f"{_DKPRO}.metadata.type.DocumentMetaData", "uima.tcas.DocumentAnnotation"
    )
    for feature in ("documentTitle", "documentId"):
        types.create_feature(about, feature, "uima.cas.String")
    layer = types.create_type(
        EVIDENCE_TYPE, "uima.tcas.Annotation", "Words that a measure of stylo counted"
    )
    types.create_feature(layer, "measure", "uima.cas.String", description="Which measure")
    types.create_feature(layer, "label", "uima.cas.String", description="Type in it")
    types.create_feature(layer, "weight", "uima.cas.Float", description="What it adds")
    return types


def xmi(report: Report, types: Any = None) -> Any:
    """Return a report as a CAS of dkpro-cassis: sentences, words, lemmas, tags, evidence.

    A character that XML cannot hold becomes U+FFFD, so that offsets stay; they count UTF-16 units
    in the file, as UIMA has them, and code points in the CAS.

    Parameters
    ----------
    types : cassis.TypeSystem, optional
        What `type_system` returned.

    Raises
    ------
    InputError
        If dkpro-cassis is not installed.
    """
    package = cassis()
    types = types or type_system()
    doc, tokens = report.document, report.document.tokens
    cas = package.Cas(typesystem=types)
    cas.sofa_string = _NO_XML.sub("\ufffd", doc.text)
    cas.sofa_mime = "text/plain"
    name = _NO_XML.sub("\ufffd", doc.id)
    about = types.get_type(f"{_DKPRO}.metadata.type.DocumentMetaData")
    cas.add(about(begin=0, end=len(doc.text), language="en", documentId=name, documentTitle=name))
    sentence = types.get_type(f"{_DKPRO}.segmentation.type.Sentence")
    for start, end in zip(doc.sentences["start"], doc.sentences["end"], strict=True):
        cas.add(sentence(begin=int(start), end=int(end)))
    word, lemma, tag = (
        types.get_type(f"{_DKPRO}.{kind}")
        for kind in ("segmentation.type.Token", "segmentation.type.Lemma", "lexmorph.type.pos.POS")
    )
    for row in range(len(tokens)):
        place = {"begin": int(tokens["start"][row]), "end": int(tokens["end"][row])}
        upos = tokens["upos"][row]
        pos = tag(**place, PosValue=upos, coarseValue=upos)
        base = lemma(**place, value=_NO_XML.sub("\ufffd", tokens["lemma"][row]))
        cas.add_all([pos, base, word(**place, pos=pos, lemma=base)])
    layer = types.get_type(EVIDENCE_TYPE)
    for piece in pieces(report):
        e = piece.evidence
        cas.add(
            layer(
                begin=e.span.start,
                end=e.span.end,
                measure=piece.measure,
                label=e.label,
                weight=float(e.weight),
            )
        )
    return cas


def write_xmi(reports: Iterable[Report], folder: str | Path) -> int:
    """Write reports as UIMA CAS XMI, a file each, and ``TypeSystem.xml``; return how many.

    Raises
    ------
    InputError
        If dkpro-cassis is not installed, or the folder cannot be written to.
    """
    types = type_system()
    place = Path(folder)
    taken: set[str] = set()
    number = 0
    try:
        place.mkdir(parents=True, exist_ok=True)
        types.to_xml(place / "TypeSystem.xml")
        for report in reports:
            number += 1
            xmi(report, types).to_xmi(place / _file_name(report.document.id, taken))
    except OSError as error:
        raise InputError(f"cannot write {place}: {error.strerror}") from error
    return number


def _file_name(id: str, taken: set[str]) -> str:
    stem = re.sub(r"[^\w.-]+", "-", Path(id).stem).strip(".-")[:80] or "article"
    free = _free(stem.lower(), taken)
    return f"{stem}{free.removeprefix(stem.lower())}.xmi"
