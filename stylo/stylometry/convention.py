"""Whose definition of a method is followed: the publication's or R stylo's."""

from __future__ import annotations

from typing import Literal, get_args

from stylo.document import InputError

#: ``published`` follows the publication; ``r-stylo`` repeats the R package stylo 0.7.7.
Convention = Literal["published", "r-stylo"]


def as_in_r(convention: str) -> bool:
    """Whether to repeat R stylo.

    Raises
    ------
    InputError
        If the convention is unknown.
    """
    if convention not in get_args(Convention):
        raise InputError(
            f"no convention {convention!r}: choose from {', '.join(get_args(Convention))}"
        )
    return convention == "r-stylo"
