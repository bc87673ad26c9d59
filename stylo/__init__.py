"""stylo reads an opinion article and shows how it persuades.

>>> import stylo
>>> doc = stylo.read("article.html")            # doctest: +SKIP
>>> report = stylo.analyse(doc)                 # doctest: +SKIP
>>> report["hedge_density"].evidence            # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stylo.analysis import analyse as analyse
    from stylo.analysis import analyse_many as analyse_many
    from stylo.authors import attribute as attribute
    from stylo.authors import compare as compare
    from stylo.document import Document as Document
    from stylo.document import InputError as InputError
    from stylo.document import Span as Span
    from stylo.drafts import diff as diff
    from stylo.export import load as load
    from stylo.kwic import concordance as concordance
    from stylo.methods import classify as classify
    from stylo.methods import sample_sizes as sample_sizes
    from stylo.reading import read as read
    from stylo.report import Report as Report
    from stylo.stylometry.corpus import read_corpus as read_corpus

__version__ = "0.1.0"

#: Public names and the modules that hold them, imported on first use (PEP 562).
_HOMES = {
    "analyse": "stylo.analysis",
    "analyse_many": "stylo.analysis",
    "attribute": "stylo.authors",
    "classify": "stylo.methods",
    "compare": "stylo.authors",
    "concordance": "stylo.kwic",
    "diff": "stylo.drafts",
    "Document": "stylo.document",
    "InputError": "stylo.document",
    "Span": "stylo.document",
    "load": "stylo.export",
    "read": "stylo.reading",
    "read_corpus": "stylo.stylometry.corpus",
    "Report": "stylo.report",
    "sample_sizes": "stylo.methods",
}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'stylo' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
