"""The samples: present, described, as long as they say, and all the newcomer needs."""

from __future__ import annotations

import tomllib
from pathlib import Path

import stylo
from stylo import corpora


def test_the_samples_are_described() -> None:
    said = {entry["file"]: entry for entry in corpora.sources()["sample"]}
    for name, path in corpora.samples().items():
        entry = said[path.name]
        words = len(path.read_text(encoding="utf-8").split())
        assert entry["words"] == words and 400 <= words <= 900, name
        assert entry["kind"] == ("opinion" if name.startswith("opinion") else "reporting")
    kinds = [entry["kind"] for entry in said.values()]
    assert kinds.count("opinion") >= 4 and kinds.count("reporting") >= 4


def test_the_page_and_the_pasted_text_give_the_article_back(samples: Path) -> None:
    for page, source in (
        ("opinion-page.html", "opinion-broadband.txt"),
        ("opinion-with-boilerplate.txt", "opinion-clever-bin.txt"),
    ):
        doc = stylo.read(samples / "pages" / page)
        text = (samples / source).read_text(encoding="utf-8")
        got = " ".join(doc.text.split())
        missing = [p for p in text.split("\n\n")[1:] if " ".join(p.split()) not in got]
        assert not missing, missing
        extra = len(doc.text.split()) - len(text.split())
        assert extra <= 30, f"{page}: {extra} words more than the article"


def test_four_columnists_write_six_columns_each() -> None:
    corpus = stylo.read_corpus(corpora.columnists())
    named = tomllib.loads((corpora.columnists() / "SOURCES.toml").read_text(encoding="utf-8"))
    assert sorted(set(corpus.authors)) == sorted(named["columnist"])
    matters = {name.split("_")[1] for name in corpus.ids}
    assert set(corpus.ids) == {f"{a}_{m}" for a in named["columnist"] for m in matters}
    assert len(matters) == 6 and named["licence"] == "MIT"
    assert all(400 <= len(text.split()) <= 520 for text in corpus.texts)
