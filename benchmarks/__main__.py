"""``python -m benchmarks NAME FILE...``: the shipped models on any file of a known format.

The last line is JSON: ``{"benchmark", "n", "figures": {name: [value, low, high]}, "version",
"seconds"}``. A file that is not found is looked for below ``$STYLO_DATA``, else
``../shared/data``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

import stylo

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    "authors",
    "bias",
    "costs",
    "evaluation",
    "extraction",
    "flesch",
    "formality",
    "hedging",
    "idioms",
    "marks",
    "metaphor",
    "pages",
    "questions",
    "quotations",
    "readability",
    "resembles",
    "readings",
    "resume",
    "same",
    "speed",
    "speed_authors",
    "subjectivity",
    "tagging",
)
#: Benchmarks whose files are pooled; for the others each file has figures of its own.
POOLED = ("figures", "golden", "halves", "length", "norms", "outside", "robustness", "voice")
#: Benchmarks that read no files: names of their own take the place.
WITHOUT_FILES = ("fuzz", "growth", "many")


def data_folder() -> Path:
    """Return where the annotated corpora lie."""
    return Path(os.environ.get("STYLO_DATA", ROOT.parent / "shared" / "data"))


def find(name: str) -> Path:
    """Return an existing file or folder of this name, here or among the corpora."""
    for path in (Path(name), data_folder() / name):
        if path.exists():
            return path
    raise SystemExit(f"benchmarks: no file {name}, neither here nor in {data_folder()}")


def main() -> int:
    """Run one benchmark and print its figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=sorted((*NAMES, *POOLED, *WITHOUT_FILES)))
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--folds", action="store_true", help="retrain on grouped folds of the file")
    parser.add_argument("--words", type=int, metavar="N", help="voice: score excerpts of N words")
    args = parser.parse_args()
    module = import_module(f"benchmarks.{args.name}")
    paths = args.files if args.name in WITHOUT_FILES else [find(name) for name in args.files]
    options = {"folds": True} if args.folds else {}
    if args.words:
        options["words"] = args.words
    for source in [paths] if args.name in (*POOLED, *WITHOUT_FILES) else paths:
        begun = time.perf_counter()
        found = module.run(source, **options)
        for name, (value, low, high) in found["figures"].items():
            print(f"{name:32s} {value:10.4f}   [{low:.4f}, {high:.4f}]")
        line = {
            "benchmark": args.name,
            "n": found["n"],
            "figures": found["figures"],
            "version": stylo.__version__,
            "seconds": round(time.perf_counter() - begun, 1),
        }
        print(json.dumps(line), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
