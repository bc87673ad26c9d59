"""Style sheets and scripts of the pages, and what lets a browser run no others."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from stylo.rendering.highlights import HIGHLIGHTS, REASONS


@cache
def _file(name: str) -> str:
    text = files("stylo.rendering").joinpath(name).read_text(encoding="utf-8")
    return "\n".join(line.lstrip() for line in text.splitlines()) + "\n"


@cache
def css(*more: str) -> str:
    """Return the style sheet of a report, with the looks of each highlight.

    Parameters
    ----------
    more : str
        Further sheets that the page needs, e.g. ``"drafts"``.
    """
    rules = []
    for h in reversed((*REASONS, *HIGHLIGHTS)):
        on = f".stylo:has(input[value={h.mark}]:checked) mark[class*={h.mark}]"
        ink = f"light-dark({h.ink},{h.dark_ink})"
        rules.append(
            f".{h.mark}{{--ink:{ink}}}\n"
            f"{on}{{background:light-dark({h.colour},{h.dark});border-bottom:{h.line} {ink};"
            "padding:.06em .05em 0}\n"
            f'{on}::after{{content:"{h.cue}";content:"{h.cue}" / " ({h.title or "reason"})";'
            f"color:{ink}}}"
        )
    sheets = "".join(_file(f"{name}.css") for name in ("report", *more))
    return sheets + "\n".join(rules) + "\n"


def script() -> str:
    """Return the script of a report."""
    return _file("report.js")


def list_script() -> str:
    """Return the script of a page about many articles."""
    return _file("listing.js")


def marking_script() -> str:
    """Return the script of a sheet to mark."""
    return _file("marking.js")


def policy(*scripts: str) -> str:
    """Return a content security policy: nothing is fetched, and only these scripts run."""
    hashes = [base64.b64encode(hashlib.sha256(s.encode("utf-8")).digest()) for s in scripts]
    sources = " ".join(f"'sha256-{digest.decode('ascii')}'" for digest in hashes) or "'none'"
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {sources}; "
        "base-uri 'none'; form-action 'none'"
    )
