"""Words per second, memory and start-up, ours and those of the peers that are installed.

Each tool runs in a process of its own, on one thread, over the same texts; it is warmed up on the
first text, which is timed apart as its start-up. The tools take turns, so that each round holds
ours to theirs at about the same moment: the ratio is that within a round. Rates are per second of
processor time of one core; ``.two`` is of two processes at once, each with half of the texts, so
that they share memory and cache as the workers of a batch do. Where en_core_web_sm is not
installed, the peers that need it run on `benchmarks.spacy_stand_in`, which costs the same.
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
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

#: Rounds in which each tool has its turn.
RUNS = 3
#: The model of spaCy that peers need.
MODEL = "en_core_web_sm"
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


def _spacy() -> Any:
    """Return en_core_web_sm, or a pipeline of its shape."""
    import spacy

    if find_spec(MODEL):
        return spacy.load(MODEL)
    from benchmarks import spacy_stand_in

    return spacy_stand_in.pipeline()


def _textdescriptives() -> Callable[[str], Any]:
    import textdescriptives  # noqa: F401

    nlp = _spacy()
    nlp.add_pipe("textdescriptives/all")

    def run(text: str) -> Any:
        return nlp(text)

    return run


def _lftk() -> Callable[[str], Any]:
    import lftk

    nlp = _spacy()
    return lambda text: lftk.Extractor(docs=nlp(text)).extract()


def _pybiber() -> Callable[[str], Any]:
    import polars
    import pybiber

    nlp = _spacy()
    nlp.disable_pipe("ner")
    processor = pybiber.CorpusProcessor()

    def run(text: str) -> Any:
        frame = polars.DataFrame({"doc_id": ["a"], "text": [text]})
        return pybiber.biber(processor.process_corpus(frame, nlp_model=nlp))

    return run


def _proselint() -> Callable[[str], Any]:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    return lambda text: LintFile(source="-", content=text).lint()


def _lexicalrichness() -> Callable[[str], Any]:
    from lexicalrichness import LexicalRichness

    def run(text: str) -> Any:
        lex = LexicalRichness(text)
        return lex.mtld(threshold=0.72), lex.mattr(window_size=50)

    return run


def work(tool: str, path: Path, half: str = "") -> dict[str, float]:
    """Run one tool over the texts (or the ``first`` or ``second`` half), in this process."""
    texts = read_texts(path)
    warm, texts = texts[0], texts[1:]
    if half:
        texts = texts[half == "second" :: 2]
    words = sum(len(text.split()) for text in texts)
    begun = time.process_time()
    run: Callable[[str], Any] = globals()[f"_{'analysis' if tool == 'stylo' else tool}"]()
    run(warm)
    startup = time.process_time() - begun
    begun = time.process_time()
    for text in texts:
        run(text)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words_per_second": words / seconds, "peak_mb": peak, "startup_s": startup}


def _round(tool: str, path: Path) -> dict[str, float]:
    """Give a tool its turn, alone and then twice at once; empty if it fails."""
    alone = _results([[tool, str(path)]])
    both = _results([[tool, str(path), "first"], [tool, str(path), "second"]])
    if not alone or not both:
        return {}
    two = sum(found["words_per_second"] for found in both) / 2
    return {**alone[0], "words_per_second.two": two}


def _results(calls: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Run `work` in processes at once; nothing if one fails."""
    env = {**os.environ, **_ONE_THREAD}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.speed", *call],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for call in calls
    ]
    said = [process.communicate() for process in running]
    for process, (_, wrong) in zip(running, said, strict=True):
        if process.returncode:
            print(f"{calls[0][0]}: {wrong.strip().splitlines()[-1:]}", file=sys.stderr)
            return []
    return [json.loads(out.splitlines()[-1]) for out, _ in said]


def run(path: Path) -> dict[str, Any]:
    """Time every installed tool in turn, several times; medians with the range.

    Returns
    -------
    dict
        ``words_per_second``, ``words_per_second.two``, ``peak_mb``, ``startup_s`` (import and first
        text) of the whole analysis; the same with ``.segment`` for words, sentences and quotations
        alone, and with ``.PEER``; ``ratio.PEER``, our words per second over theirs in the same
        round, and ``ratio.two.PEER``. Words are counted at white space.
    """
    tools = [tool for tool, module in TOOLS.items() if find_spec(module)]
    if not find_spec(MODEL):
        print(f"no {MODEL}: a pipeline of its shape stands in", file=sys.stderr)
    rows: dict[str, list[dict[str, float]]] = {tool: [] for tool in tools}
    for number in range(RUNS):
        for tool in [*tools[number % len(tools) :], *tools[: number % len(tools)]]:
            rows[tool].append(_round(tool, path))
            rate = rows[tool][-1].get("words_per_second", math.nan)
            print(f"round {number + 1}: {tool} {rate:,.0f} words/s", file=sys.stderr, flush=True)
    figures: dict[str, tuple[float, float, float]] = {}
    for tool, runs in rows.items():
        peer = "" if tool == "stylo" else f".{tool}"
        done = [found for found in runs if found]
        for name in done[0] if done else ():
            figures[f"{name}{peer}"] = _middle([found[name] for found in done])
        if TOOLS[tool] == "stylo":
            continue
        for name in ("words_per_second", "words_per_second.two"):
            pairs = [a[name] / b[name] for a, b in zip(rows["stylo"], runs, strict=True) if a and b]
            if pairs:
                short = name.replace("words_per_second", "ratio")
                figures[f"{short}{peer}"] = _middle(pairs)
    return {"n": len(read_texts(path)), "figures": figures}


def _middle(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the median of values, the smallest and the largest."""
    return median(values), min(values), max(values)


if __name__ == "__main__":
    print(json.dumps(work(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])))
