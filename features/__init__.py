"""The families of measures: one module each, with its measures in a tuple ``FEATURES``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from stylo.document import InputError

if TYPE_CHECKING:
    from stylo.feature import Feature

#: Families in the order in which a report shows them; any other module follows by name.
ORDER = ("readability", "hedging", "colloquialism", "metaphor")


@cache
def families() -> dict[str, tuple[Feature, ...]]:
    """Return the measures of each family.

    Returns
    -------
    dict
        Module name to its ``FEATURES``, the mission's four families first.
    """
    names = [m.name for m in iter_modules(__path__) if not m.ispkg]
    names.sort(key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n))
    return {n: tuple(import_module(f"stylo.features.{n}").FEATURES) for n in names}


@cache
def all_features() -> tuple[Feature, ...]:
    """Return every measure, in the order of `families`."""
    return tuple(f for features in families().values() for f in features)


@cache
def family_of(name: str) -> str:
    """Return the family of a measure, ``""`` if there is no such measure."""
    for family, features in families().items():
        if any(f.name == name for f in features):
            return family
    return ""


def chosen(measures: Sequence[str] | None) -> tuple[Feature, ...]:
    """Return the measures of these names (all of them for None), in their usual order.

    Raises
    ------
    InputError
        If a name is unknown.
    """
    known = all_features()
    if measures is None:
        return known
    unknown = sorted(set(measures) - {f.name for f in known})
    if unknown:
        import difflib

        near = difflib.get_close_matches(unknown[0], [f.name for f in known], 3)
        hint = f"did you mean {' or '.join(near)}?" if near else "see 'stylo features'"
        raise InputError(f"no measure {unknown[0]!r}: {hint}")
    return tuple(f for f in known if f.name in measures)
