"""textstat's own figures, for comparison with work that was published with it.

textstat counts in its own way (every full stop ends a sentence, ``well-known`` becomes
``wellknown``, an empty text has 0.0), so its figures differ from ours; see
`stylo.features.readability` for which are right. It is not changed here: it asks NLTK for the CMU
Pronouncing Dictionary, and finds on NLTK's path the counts that we ship, without a download.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from stylo import weights

#: The measures that textstat has too, by our name, and the name of its function.
FUNCTIONS: Mapping[str, str] = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid_grade": "flesch_kincaid_grade",
    "gunning_fog": "gunning_fog",
    "smog_index": "smog_index",
    "automated_readability_index": "automated_readability_index",
    "coleman_liau_index": "coleman_liau_index",
    "dale_chall": "dale_chall_readability_score",
    "spache": "spache_readability",
    "lix": "lix",
    "rix": "rix",
    "linsear_write": "linsear_write_formula",
}


@contextmanager
def _dictionary_on_path() -> Iterator[None]:
    """Let NLTK find a CMU dictionary with our syllable counts, as long as the context lasts."""
    import nltk
    from nltk.corpus.util import LazyCorpusLoader

    loaded_before = not isinstance(nltk.corpus.cmudict, LazyCorpusLoader)
    with TemporaryDirectory(prefix="stylo-") as name:
        folder = Path(name).resolve()
        file = folder / "corpora" / "cmudict" / "cmudict"
        file.parent.mkdir(parents=True)
        with file.open("w", encoding="utf-8") as out:
            for count, words in weights.read_json("syllables.json.gz")["table"].items():
                sounds = " ".join(["AH0"] * int(count) or ["M"])  # only the vowels are counted
                out.writelines(f"{word.upper()} 1 {sounds}\n" for word in words.split())
        nltk.data.path.insert(0, str(folder))
        try:
            yield
        finally:
            nltk.data.path.remove(str(folder))
            if not loaded_before:
                nltk.corpus.cmudict._unload()


@cache
def _textstat() -> Any:
    """Return a textstat of our own, in English, that has read its dictionary."""
    from textstat.textstat import textstatistics

    own = textstatistics()
    with _dictionary_on_path():
        own.syllable_count("word")
    return own


def figures(text: str) -> dict[str, float]:
    """Return what textstat itself gives for a text, offline.

    Syllables are the CMU dictionary's first pronunciation where it has the word, as in textstat
    with NLTK's copy of it (whose version may differ in a few words), and pyphen's hyphenation
    points elsewhere. Linsear Write is on the first 100 words, as textstat's default is.

    Parameters
    ----------
    text : str
        Any text; for an empty one textstat's answer is 0.0 throughout.

    Returns
    -------
    dict
        textstat's figure under the name of our measure (`FUNCTIONS`).
    """
    textstat = _textstat()
    return {name: float(getattr(textstat, function)(text)) for name, function in FUNCTIONS.items()}
