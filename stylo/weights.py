"""The only door to ``models/``: opens a file and checks its hash against the manifest.

No file here is a pickle: text, JSON, gzip of these, or ``.npz`` opened without pickle.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from stylo.document import InputError

MANIFEST = "MANIFEST.json"


@cache
def manifest() -> dict[str, str]:
    """Return the SHA-256 of every model file, by its path below ``models/``."""
    path = files("stylo.models").joinpath(MANIFEST)
    return dict(json.loads(path.read_text(encoding="utf-8"))["sha256"])


def available(name: str) -> bool:
    """Whether a model file is installed (those in ``research/`` may be left out)."""
    return name in manifest() and files("stylo.models").joinpath(name).is_file()


def read_bytes(name: str) -> bytes:
    """Return a model file's content, unpacked if its name ends in ``.gz``.

    Parameters
    ----------
    name : str
        Path below ``stylo/models``, e.g. ``"voice.json"``.

    Raises
    ------
    InputError
        If the file is missing, cut or altered.
    """
    path = files("stylo.models").joinpath(name)
    expected = manifest().get(name)
    if expected is None or not path.is_file():
        raise InputError(f"model file {name} is missing: reinstall stylo-rhetoric")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        raise InputError(
            f"model file {name} is cut or altered (its hash differs): reinstall stylo-rhetoric, "
            "or retrain it with 'stylo train'"
        )
    return gzip.decompress(data) if name.endswith(".gz") else data


def read_text(name: str) -> str:
    """Return a model file as text (UTF-8); see `read_bytes`."""
    return read_bytes(name).decode("utf-8")


def read_json(name: str) -> Any:
    """Return a model file as parsed JSON; see `read_bytes`."""
    return json.loads(read_bytes(name))


def sha256(name: str) -> str:
    """Return the manifest's hash of a model file."""
    return manifest()[name]
