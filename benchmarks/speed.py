"""Words per second, memory and start-up, ours and those of the peers that are installed.

Each tool runs in a process of its own, on one thread, over the same texts; it is warmed up on the
first text, which is timed apart as its start-up.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

RUNS = 3
#: Tool to the module that must be installed for it.
TOOLS = {
    "stylo": "stylo",
    "segment": "stylo",
    "textstat": "textstat",
    "textdescriptives": "textdescriptives",
    "lftk": "lftk",
    "pybiber": "pybiber",
    "proselint": "proselint",
    "lexicalrichness": "lexicalrichness",
}
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def read_texts(path: Path, most: int = 400) -> list[str]:
    """Return the first texts of a JSONL file."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in data.decode("utf-8").splitlines()[:most]]
    return [row.get("text_clean") or row["text"] for row in rows]


def _analysis() -> Callable[[str], Any]:
    from stylo.analysis import analyse
    from stylo.annotate import annotate

    return lambda text: analyse(annotate(text))


def _segment() -> Callable[[str], Any]:
    from stylo.annotate import segmented

    return segmented


def _textstat() -> Callable[[str], Any]:
    from stylo.textstat_compat import figures

    return figures


def _textdescriptives() -> Callable[[str], Any]:
    import spacy
    import textdescriptives  # noqa: F401

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("textdescriptives/all")

    def run(text: str) -> Any:
        return nlp(text)

    return run


def _lftk() -> Callable[[str], Any]:
    import lftk
    import spacy

    nlp = spacy.load("en_core_web_sm")
    return lambda text: lftk.Extractor(docs=nlp(text)).extract()


def _pybiber() -> Callable[[str], Any]:
    import polars
    import pybiber
    import spacy

    nlp = spacy.load("en_core_web_sm", disable=["ner"])
    processor = pybiber.CorpusProcessor()

    def run(text: str) -> Any:
        frame = polars.DataFrame({"doc_id": ["a"], "text": [text]})
        return pybiber.biber(processor.process_corpus(frame, nlp_model=nlp))

    return run


def _proselint() -> Callable[[str], Any]:
    from proselint.tools import LintFile

    return lambda text: LintFile(source="-", content=text).lint()


def _lexicalrichness() -> Callable[[str], Any]:
    from lexicalrichness import LexicalRichness

    def run(text: str) -> Any:
        lex = LexicalRichness(text)
        return lex.mtld(threshold=0.72), lex.mattr(window_size=50)

    return run


def work(tool: str, path: Path) -> dict[str, float]:
    """Run one tool over the texts, in this process."""
    texts = read_texts(path)
    words = sum(len(text.split()) for text in texts[1:])
    begun = time.perf_counter()
    run: Callable[[str], Any] = globals()[f"_{'analysis' if tool == 'stylo' else tool}"]()
    run(texts[0])
    startup = time.perf_counter() - begun
    begun = time.perf_counter()
    for text in texts[1:]:
        run(text)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words_per_second": words / seconds, "peak_mb": peak, "startup_s": startup}


def run(path: Path) -> dict[str, Any]:
    """Time every installed tool in turn, several times; medians with the range.

    Returns
    -------
    dict
        ``words_per_second``, ``peak_mb``, ``startup_s`` (import and first text) of the whole
        analysis; the same with ``.segment`` for words, sentences and quotations alone, and with
        ``.PEER``. Words are counted at white space.
    """
    tools = [tool for tool, module in TOOLS.items() if find_spec(module)]
    rows: dict[str, list[dict[str, float]]] = {tool: [] for tool in tools}
    for _ in range(RUNS):
        for tool in tools:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.speed", tool, str(path)],
                env={**os.environ, **_ONE_THREAD},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                print(f"{tool}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            else:
                rows[tool].append(json.loads(done.stdout.splitlines()[-1]))
    figures: dict[str, tuple[float, float, float]] = {}
    for tool, runs in rows.items():
        for name in runs[0] if runs else ():
            values = sorted(r[name] for r in runs)
            key = name if tool == "stylo" else f"{name}.{tool}"
            figures[key] = (values[len(values) // 2], values[0], values[-1])
    ours = figures.get("words_per_second", (math.nan,) * 3)[0]
    for tool in tools:
        theirs = figures.get(f"words_per_second.{tool}")
        if theirs and TOOLS[tool] != "stylo":
            figures[f"ratio.{tool}"] = (ours / theirs[0],) * 3
    return {"n": len(read_texts(path)), "figures": figures}


if __name__ == "__main__":
    print(json.dumps(work(sys.argv[1], Path(sys.argv[2]))))
