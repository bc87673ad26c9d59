"""Write model files and keep their hashes in ``MANIFEST.json``."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import stylo.models
from stylo import weights

MODELS = Path(stylo.models.__path__[0])


def save(name: str, data: bytes) -> Path:
    """Write one model file (gzip if the name ends in ``.gz``) and its hash.

    Returns
    -------
    pathlib.Path
        The file written.
    """
    path = MODELS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".gz"):
        data = gzip.compress(data, 9, mtime=0)
    path.write_bytes(data)
    file = MODELS / weights.MANIFEST
    known = json.loads(file.read_text(encoding="utf-8"))["sha256"] if file.is_file() else {}
    known[name] = hashlib.sha256(data).hexdigest()
    known = {n: h for n, h in sorted(known.items()) if (MODELS / n).is_file()}
    file.write_text(json.dumps({"sha256": known}, indent=1) + "\n", encoding="utf-8")
    weights.manifest.cache_clear()
    return path
