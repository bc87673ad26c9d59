"""Model files: every one in the manifest, with its card; altered ones refused."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

import stylo.models
from stylo import weights
from stylo.document import InputError
from stylo.training import manifest

MODELS = Path(stylo.models.__path__[0])


def test_the_manifest_lists_every_file_and_each_has_a_card() -> None:
    listed = weights.manifest()
    there = {
        path.relative_to(MODELS).as_posix()
        for path in MODELS.rglob("*")
        if path.suffix in {".gz", ".json", ".npz", ".tsv", ".onnx"} and path.name != "MANIFEST.json"
    }
    assert set(listed) == there
    for name in listed:
        assert weights.available(name) and weights.read_bytes(name)
        card = MODELS / (name.split(".")[0] + ".md")
        text = card.read_text(encoding="utf-8").lower()
        assert "licence" in text and "train" in text, f"{card.name} says too little"


@pytest.fixture
def own_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(weights, "files", lambda package: tmp_path)
    monkeypatch.setattr(manifest, "MODELS", tmp_path)
    weights.manifest.cache_clear()
    yield tmp_path
    weights.manifest.cache_clear()


def test_save_writes_file_and_hash(own_models: Path) -> None:
    manifest.save("table.tsv.gz", b"a\tb\n")
    manifest.save("voice.json", b'{"a": 1}')
    assert weights.read_text("table.tsv.gz") == "a\tb\n"
    assert weights.read_json("voice.json") == {"a": 1}
    data = (own_models / "table.tsv.gz").read_bytes()
    assert gzip.decompress(data) == b"a\tb\n"
    assert weights.sha256("table.tsv.gz") == hashlib.sha256(data).hexdigest()
    assert set(json.loads((own_models / "MANIFEST.json").read_text())["sha256"]) == {
        "table.tsv.gz",
        "voice.json",
    }


def test_missing_cut_or_altered_files_are_refused(own_models: Path) -> None:
    path = manifest.save("voice.json", b'{"a": 1}')
    path.write_bytes(b'{"a": 2}')
    with pytest.raises(InputError, match="altered"):
        weights.read_json("voice.json")
    path.write_bytes(b'{"a')
    with pytest.raises(InputError, match="cut"):
        weights.read_json("voice.json")
    path.unlink()
    with pytest.raises(InputError, match="missing"):
        weights.read_json("voice.json")
    assert not weights.available("voice.json")
    with pytest.raises(InputError, match="missing"):
        weights.read_json("never-there.json")
