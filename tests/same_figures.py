"""Whether another Python or other versions of libraries measure alike.

``python tests/same_figures.py FILE`` analyses our own samples and writes the figures to FILE, or,
where it is there, holds them against it: the same evidence, and values that agree to five digits
(releases of onnxruntime differ in the seventh).
"""

import importlib.metadata
import json
import math
import platform
import sys
from pathlib import Path

import stylo
from stylo import reading

ROOT = Path(__file__).resolve().parent.parent
#: Relative difference that is allowed.
CLOSE = 1e-5


def figures() -> dict[str, dict[str, object]]:
    """Return the measures of each sample: value, interval, places of the evidence."""
    found = {}
    samples = ROOT / "corpora" / "samples"
    for path in (*sorted(samples.glob("*.txt")), *sorted((samples / "pages").iterdir())):
        if path.suffix not in reading.SUFFIXES:
            continue
        try:
            report = stylo.analyse(stylo.read(path))
        except stylo.InputError as error:
            found[path.name] = {"error": str(error).replace(str(path), path.name)}
            continue
        found[path.name] = {
            "probability": report.voice.probability,
            **{m.name: [m.value, m.low, m.high] for m in report},
            "evidence": {
                m.name: [[e.span.start, e.span.end, e.label] for e in m.evidence] for m in report
            },
        }
    return found


def differences(one: object, other: object, place: str = "") -> list[str]:
    """Return where two results differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [d for key in one for d in differences(one[key], other[key], f"{place}/{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [d for i, (a, b) in pairs for d in differences(a, b, f"{place}/{i}")]
    if isinstance(one, int | float) and isinstance(other, int | float):
        if math.isnan(one) and math.isnan(other):
            return []
        if math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE):
            return []
    return [] if one == other else [f"{place}: {one!r:.80} and {other!r:.80}"]


def main(path: Path) -> int:
    """Write the figures, or compare them."""
    now = figures()
    names = ("numpy", "pandas", "onnxruntime", "trafilatura", "tokenizers")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    print(f"Python {platform.python_version()}, {versions}: {len(now)} samples")
    if not path.exists():
        path.write_text(json.dumps(now))
        return 0
    found = differences(json.loads(path.read_text()), now)
    print("\n".join(found[:20] or ["the same figures"]))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
