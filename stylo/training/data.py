"""Read the annotated corpora that the models are learned from."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def folder() -> Path:
    """Return where the corpora lie: ``$STYLO_DATA``, else ``../shared/data``."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(os.environ.get("STYLO_DATA", beside))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a JSON-lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def treebank(name: str, part: str) -> list[dict[str, Any]]:
    """Return sentences of an English treebank: ``ewt`` or ``gum``; ``train``, ``dev`` or ``test``."""
    return list(rows(folder() / "ud-english" / f"{name}-{part}.jsonl.gz"))
