"""Corpora from folders, tables and rows, and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from stylo.document import InputError
from stylo.stylometry.corpus import Corpus, make_corpus, read_corpus, require

ROWS = [
    {"id": "a1", "author": "Ada Moss", "text": "The ferry left, late as ever.", "outlet": "Herald"},
    {
        "id": "a2",
        "author": "Ada Moss",
        "text": "Nobody on the quay complained.",
        "outlet": "Herald",
    },
    {"id": "b1", "author": "Ben Reed", "text": 'Quoth he: "Rain"\nand then, snow.', "outlet": None},
]


def check(corpus: Corpus) -> None:
    assert corpus.ids == ("a1", "a2", "b1")
    assert corpus.authors == ("Ada Moss", "Ada Moss", "Ben Reed")
    assert corpus.texts[2] == 'Quoth he: "Rain"\nand then, snow.'
    assert corpus.meta[0]["outlet"] == "Herald"
    assert corpus.warnings == ()


def test_lines_of_json(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(row) for row in ROWS) + "\n\n"
    (tmp_path / "c.jsonl").write_text(lines)
    (tmp_path / "c.ndjson.gz").write_bytes(gzip.compress(lines.encode()))
    check(read_corpus(tmp_path / "c.jsonl"))
    check(read_corpus(str(tmp_path / "c.ndjson.gz")))


def test_tables(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS)
    frame.to_csv(tmp_path / "c.csv", index=False)
    frame.to_csv(tmp_path / "c.tsv.gz", index=False, sep="\t")
    frame.to_parquet(tmp_path / "c.parquet")
    for name in ("c.csv", "c.tsv.gz", "c.parquet"):
        check(read_corpus(tmp_path / name))
    check(read_corpus(frame))
    check(read_corpus(ROWS))
    check(read_corpus(iter(ROWS)))


def test_clean_text_comes_first_and_other_columns_can_be_chosen() -> None:
    rows = [{"text": "raw one", "text_clean": "clean", "writer": "Moss", "n": 7}]
    assert read_corpus(rows).texts == ("clean",)
    assert read_corpus([{**rows[0], "text_clean": None}]).texts == ("raw one",)
    chosen = read_corpus(rows, text="text", author="writer", id="n")
    assert (chosen.texts, chosen.authors, chosen.ids) == (("raw one",), ("Moss",), ("7",))
    assert chosen.meta == ({"text_clean": "clean"},)


def test_a_missing_author_is_unknown() -> None:
    frame = pd.DataFrame({"text": ["one", "two"], "author": ["Moss", float("nan")]})
    assert read_corpus(frame).authors == ("Moss", "")
    assert read_corpus([{"text": "x", "author": "anon"}], unknown=["anon"]).authors == ("",)
    corpus = read_corpus(ROWS)
    assert read_corpus(corpus, unknown=["Ben Reed"]).authors == ("Ada Moss", "Ada Moss", "")


def test_a_folder_in_the_habit_of_r_stylo(tmp_path: Path) -> None:
    (tmp_path / "Moss_Ferry_1.txt").write_bytes("caf\xe9 by the quay".encode("cp1252"))
    (tmp_path / "Reed_Rain.txt").write_text("rain", encoding="utf-8-sig")
    (tmp_path / "disputed.md").write_text("who wrote this")
    (tmp_path / ".hidden_x.txt").write_text("no")
    (tmp_path / "notes.pdf").write_text("no")
    corpus = read_corpus(tmp_path)
    assert corpus.ids == ("Moss_Ferry_1", "Reed_Rain", "disputed")
    assert corpus.authors == ("Moss", "Reed", "")
    assert corpus.texts[:2] == ("café by the quay", "rain")
    assert "disputed.md" in corpus.warnings[0]


def test_a_folder_for_each_author(tmp_path: Path) -> None:
    for author in ("Ada Moss", "Ben_Reed"):
        (tmp_path / author).mkdir()
        (tmp_path / author / "one.txt").write_text(f"by {author}")
    (tmp_path / "empty").mkdir()
    (tmp_path / "stray.txt").write_text("stray")
    corpus = read_corpus(tmp_path)
    assert corpus.ids == ("Ada Moss/one", "Ben_Reed/one")
    assert corpus.authors == ("Ada Moss", "Ben_Reed")
    assert "stray.txt" in corpus.warnings[0]


def test_the_same_text_twice_is_a_warning() -> None:
    corpus = make_corpus(["One  text.", "another", "One\ntext."], ids=["x", "y", "z"])
    assert len(corpus.warnings) == 1
    assert "x and z" in corpus.warnings[0]
    many = make_corpus(["same"] * 9)
    assert "and 3 more" in many.warnings[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "no texts in the rows"),
        ([{"body": "x"}], "no column 'text_clean' or 'text': the rows has body"),
        ([{"id": "e", "text": " \n"}], "'e' is empty"),
        ([{"id": "e", "text": "x"}, {"id": "e", "text": "y"}], "two texts are named 'e'"),
        ([3], "mappings"),
    ],
)
def test_bad_rows(rows: list[object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_corpus(rows)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", b'{"text": "x"}\n{oops', "line 2: no JSON"),
        ("a.jsonl", b'["x"]', "line 1: an object"),
        ("a.csv", b"text,author\nx,y,z\n", "line 2: more fields"),
        ("a.csv.gz", b"no gzip", "cannot be read"),
        ("a.parquet", b"PAR1 no", "Parquet"),
        ("a.txt", b"one text", "is one text"),
        ("a.docx", b"x", "a corpus is a folder"),
        ("a.csv", b"\x89PNG\r\n", "image"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        read_corpus(path)


def test_bad_folders(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no files that end in"):
        read_corpus(tmp_path)
    (tmp_path / "one.txt").write_text("x")
    with pytest.raises(InputError, match="Author_Title"):
        read_corpus(tmp_path)
    with pytest.raises(InputError, match="no columns to choose"):
        read_corpus(tmp_path, text="body")
    with pytest.raises(InputError, match="no file or folder"):
        read_corpus(tmp_path / "absent")
    with pytest.raises(InputError, match="no corpus can be made of int"):
        read_corpus(3)


def test_what_is_needed_to_compare() -> None:
    corpus = read_corpus(ROWS)
    require(corpus)
    with pytest.raises(InputError, match="the corpus has one text: at least 2"):
        require(corpus.select([0]))
    with pytest.raises(InputError, match="one author, Ada Moss"):
        require(corpus.by("Ada Moss"))
    with pytest.raises(InputError, match="no author"):
        require(read_corpus(ROWS, unknown=["Ada Moss", "Ben Reed"]))


def test_names_that_are_not_there() -> None:
    corpus = read_corpus(ROWS)
    assert corpus.by(["Ben Reed"]).ids == ("b1",)
    assert corpus.rows(["b1", "a1"]) == [2, 0]
    with pytest.raises(InputError, match=r"no author 'Ada Mos' .* Ada Moss"):
        corpus.by(["Ada Mos"])
    with pytest.raises(InputError, match="no text 'a9'"):
        corpus.rows(["a9"])
    with pytest.raises(InputError, match="no author 'Nobody'"):
        read_corpus(ROWS, unknown=["Nobody"])
    with pytest.raises(InputError, match="no column 'writer': the rows has id, author"):
        read_corpus(ROWS, author="writer")


def test_columns_of_different_length() -> None:
    with pytest.raises(InputError, match="2 texts, 1 authors"):
        make_corpus(["a", "b"], ["Moss"])
    with pytest.raises(InputError, match="no texts"):
        make_corpus([])
