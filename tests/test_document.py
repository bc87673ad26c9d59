"""Tables and documents are immutable, comparable, picklable."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from stylo.annotate import annotate
from stylo.document import Document, Span, Table, cached


def test_a_table_has_columns_of_one_length_and_keeps_them() -> None:
    table = Table(start=np.array([0, 4]), text=["The", "cat"])
    assert len(table) == 2 and table.names == ("start", "text") and "text" in table
    with pytest.raises(ValueError, match="read-only"):
        table["start"][0] = 7
    with pytest.raises(ValueError, match="differ in length"):
        Table(start=np.array([0]), text=("a", "b"))
    more = table.with_columns(upos=("DET", "NOUN"))
    assert more.names == ("start", "text", "upos") and "upos" not in table
    assert list(more.frame()["upos"]) == ["DET", "NOUN"]


def test_tables_compare_by_content() -> None:
    assert Table(a=np.array([1, 2])) == Table(a=np.array([1, 2]))
    assert Table(a=np.array([1, 2])) != Table(a=np.array([1, 3]))
    assert Table(a=np.array([1])) != Table(b=np.array([1]))
    assert Table(a=("x",)) != "x"


def test_a_document_is_picklable_and_forgets_its_cache() -> None:
    calls = []

    @cached
    def length(doc: Document) -> int:
        calls.append(doc.id)
        return len(doc.text)

    doc = annotate("The ferry left at nine. Nobody was on it.", id="a")
    assert length(doc) == length(doc) == len(doc.text)
    assert calls == ["a"]
    again = pickle.loads(pickle.dumps(doc))
    assert again == doc and again._cache == {}
    assert doc[Span(4, 9)] == "ferry" and len(Span(4, 9)) == 5
    assert "9 words" in repr(doc)


def test_an_empty_document_is_whole() -> None:
    doc = Document("")
    assert doc.word_count == 0 and len(doc.tokens) == 0 and doc == annotate("")
