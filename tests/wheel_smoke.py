"""Try an installed wheel, away from the checkout: ``python wheel_smoke.py ARTICLE``."""

import sys
from pathlib import Path

import stylo
import stylo.corpora
import stylo.features

home = Path(stylo.__file__).parent
assert "site-packages" in home.parts, f"not the wheel: {home}"
assert Path(stylo.features.__file__).parent == home / "features"
assert Path(stylo.corpora.__file__).parent == home / "corpora"
report = stylo.analyse(stylo.read(sys.argv[1]))
assert report.voice.label == "editorial", report.voice
assert len(report.evidence("colloquialism_density")) > 5
report.to_json("report.json")
again = stylo.load("report.json")
assert again.to_json() == report.to_json(), "the report changed on its way through JSON"
report.to_csv("report.csv")
report.to_parquet("report.parquet")
report.to_markdown("report.md")
report.to_html("report.html")
report.plot("map").figure.savefig("map.png")
print(f"{report!r}: the wheel works")
