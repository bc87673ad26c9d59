"""Trees of texts: clusters, neighbour joining and the bootstrap consensus tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

from stylo.document import InputError
from stylo.stylometry.convention import Convention, as_in_r
from stylo.stylometry.distances import Floats, distances

Linkage = Literal["ward", "average", "complete", "single", "nj"]
Split = frozenset[str]
_PLAIN_NAME = re.compile(r"[^\s()\[\]{}/\\,;:=*'\"`+<>]+")


@dataclass(frozen=True)
class Node:
    """A text (no children) or a group of texts.

    Attributes
    ----------
    name : str
        Of a text, or ``""``.
    children : tuple of Node
        The parts of a group.
    length : float
        Of the branch above, NaN where it has none.
    support : float
        Share of the trees that have the group, NaN where it does not apply.
    """

    name: str = ""
    children: tuple[Node, ...] = ()
    length: float = float("nan")
    support: float = float("nan")

    @property
    def leaves(self) -> tuple[str, ...]:
        """The names of the texts below, in order."""
        found = []
        stack = [self]
        while stack:
            node = stack.pop()
            if node.children:
                stack += reversed(node.children)
            else:
                found.append(node.name)
        return tuple(found)


def newick(tree: Node) -> str:
    """Write a tree in Newick's format, names quoted where they must be.

    Examples
    --------
    >>> newick(Node(children=(Node("a b", length=1.0), Node("c", length=0.5))))
    "('a b':1.0,c:0.5);"
    """
    written = []
    stack: list[Node | str] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            written.append(item)
            continue
        length = "" if item.length != item.length else f":{item.length!r}"
        if not item.children:
            written.append(_quoted(item.name) + length)
            continue
        support = "" if item.support != item.support else f"{item.support:g}"
        written.append("(")
        stack.append(f"){support}{length}")
        for child in reversed(item.children[1:]):
            stack += [child, ","]
        stack.append(item.children[0])
    return "".join(written) + ";"


def _quoted(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def linkage(
    matrix: ArrayLike, method: str = "ward", *, convention: Convention = "published"
) -> Floats:
    """Cluster texts from the bottom up.

    Parameters
    ----------
    matrix : array, texts × texts
        Distances.
    method : str
        ``ward``, ``average``, ``complete`` or ``single``.
    convention : str
        ``published``: Ward's criterion (1963) on the distances, R's ``ward.D2``; ``r-stylo``: R's
        ``ward.D``, which takes the distances for squared ones (Murtagh & Legendre 2014,
        doi:10.1007/s00357-014-9161-z).

    Returns
    -------
    array
        As `scipy.cluster.hierarchy.linkage` gives it.
    """
    d = _square(matrix)
    if method not in get_args(Linkage) or method == "nj":
        raise InputError(f"no linkage {method!r}: choose ward, average, complete or single")
    if method == "ward" and as_in_r(convention):
        found = hierarchy.linkage(squareform(np.sqrt(d), checks=False), "ward")
        found[:, 2] **= 2
    else:
        found = hierarchy.linkage(squareform(d, checks=False), method)
    return np.asarray(found, dtype=np.float64)


def _square(matrix: ArrayLike) -> Floats:
    d = np.asarray(matrix, dtype=np.float64)
    if d.ndim != 2 or d.shape[0] != d.shape[1] or len(d) < 2:
        raise InputError("a square table of distances between at least two texts is needed")
    if not np.isfinite(d).all():
        raise InputError("some distances are not defined: a text has none of the words")
    return d


def cluster_tree(
    matrix: ArrayLike,
    names: Sequence[str],
    method: str = "ward",
    *,
    convention: Convention = "published",
) -> Node:
    """Return clusters as a tree whose tips all lie at height 0, groups at half their distance.

    Parameters
    ----------
    matrix : array, texts × texts
        Distances.
    names : sequence of str
        Of the texts.
    method, convention
        See `linkage`; ``nj`` gives `neighbour_joining`.
    """
    if method == "nj":
        return neighbour_joining(matrix, names)
    found = linkage(matrix, method, convention=convention)
    nodes = [Node(name) for name in names]
    heights = [0.0] * len(nodes)
    for left, right, distance, _ in found.tolist():
        height = distance / 2
        parts = tuple(
            Node(n.name, n.children, height - heights[at])
            for at in (int(left), int(right))
            for n in (nodes[at],)
        )
        nodes.append(Node(children=parts))
        heights.append(height)
    return nodes[-1]


def neighbour_joining(matrix: ArrayLike, names: Sequence[str]) -> Node:
    """Return the unrooted tree of Saitou & Nei (1987) in the form of Studier & Keppler (1988).

    Parameters
    ----------
    matrix, names
        See `cluster_tree`.

    Returns
    -------
    Node
        Three parts meet at the top (two, if there are two texts); branches may be negative.

    Examples
    --------
    >>> d = [[0, 5, 9, 9], [5, 0, 10, 10], [9, 10, 0, 8], [9, 10, 8, 0]]
    >>> newick(neighbour_joining(d, list("abcd")))
    '(c:4.0,d:4.0,(a:2.0,b:3.0):3.0);'
    """
    d = _square(matrix).copy()
    nodes = [Node(name) for name in names]
    while len(nodes) > 3:
        n = len(nodes)
        total = d.sum(axis=0)
        q = (n - 2) * d - total - total[:, None]
        np.fill_diagonal(q, np.inf)
        i, j = sorted(divmod(int(np.argmin(q)), n))
        half = (total[i] - total[j]) / (n - 2)
        near, far = float((d[i, j] + half) / 2), float((d[i, j] - half) / 2)
        joined = Node(
            children=(
                Node(nodes[i].name, nodes[i].children, near),
                Node(nodes[j].name, nodes[j].children, far),
            )
        )
        rest = [at for at in range(n) if at not in (i, j)]
        to_new = (d[i, rest] + d[j, rest] - d[i, j]) / 2
        smaller = np.zeros((n - 1, n - 1))
        smaller[:-1, :-1] = d[np.ix_(rest, rest)]
        smaller[-1, :-1] = smaller[:-1, -1] = to_new
        d = smaller
        nodes = [*(nodes[at] for at in rest), joined]
    if len(nodes) == 2:
        halves = [float(d[0, 1]) / 2] * 2
    else:
        halves = [
            float(d[i, j] + d[i, k] - d[j, k]) / 2 for i, j, k in ((0, 1, 2), (1, 0, 2), (2, 0, 1))
        ]
    return Node(
        children=tuple(
            Node(node.name, node.children, length)
            for node, length in zip(nodes, halves, strict=True)
        )
    )


def splits(tree: Node) -> set[Split]:
    """Return how the inner branches part the texts: the smaller side of each.

    Of two sides of equal size, the one whose sorted names come first.

    Examples
    --------
    >>> pair = Node(children=(Node("a"), Node("b")))
    >>> sorted(map(sorted, splits(Node(children=(pair, Node("c"), Node("d"), Node("e"))))))
    [['a', 'b']]
    """
    everything = frozenset(tree.leaves)
    found: set[Split] = set()
    stack = [tree]
    while stack:
        node = stack.pop()
        stack += node.children
        side = frozenset(node.leaves)
        other = everything - side
        if len(side) > 1 and len(other) > 1:
            found.add(min(side, other, key=lambda s: (len(s), sorted(s))))
    return found


@dataclass(frozen=True)
class Consensus:
    """What several trees of the same texts agree on.

    Attributes
    ----------
    tree : Node
        Drawn around the texts that are on the larger side of all splits.
    splits : tuple of (frozenset of str, int)
        The smaller side of each split, and the number of trees that have it; by size, then names.
    trees : int
        How many there were.
    """

    tree: Node
    splits: tuple[tuple[Split, int], ...]
    trees: int


def consensus(trees: Iterable[Node], strength: float = 0.5) -> Consensus:
    """Return the splits that more than a share of the trees have (Margush & McMorris 1981).

    Parameters
    ----------
    trees : iterable of Node
        Of the same texts.
    strength : float
        0.5 (majority) to 1; a split must be in *more* than this share, or in all trees for 1.

    Raises
    ------
    InputError
        If there is no tree or the strength lies below 0.5, where splits may contradict each other.
    """
    trees = list(trees)
    if not trees or not 0.5 <= strength <= 1:
        raise InputError("a consensus needs at least one tree and a strength of 0.5 to 1")
    counted = Counter(split for tree in trees for split in splits(tree))
    least = strength * len(trees)
    kept = {
        split: number for split, number in counted.items() if number > least or number == len(trees)
    }
    names = sorted(trees[0].leaves)
    ordered = sorted(kept.items(), key=lambda item: (len(item[0]), sorted(item[0])))
    return Consensus(_nested(names, dict(ordered), len(trees)), tuple(ordered), len(trees))


def _nested(names: Sequence[str], kept: dict[Split, int], trees: int) -> Node:
    """Nest splits as groups, all seen from the first name that lies in none of them, if any."""
    inside = Counter(name for split in kept for name in split)
    root = min(names, key=lambda name: (inside[name], name))
    everything = frozenset(names)
    groups = {
        (everything - split if root in split else split): number / trees
        for split, number in kept.items()
    }
    parts = {frozenset([name]): Node(name) for name in names}
    for group in sorted(groups, key=lambda g: (len(g), sorted(g))):
        inner = [side for side in parts if side <= group]
        children = tuple(
            parts.pop(side) for side in sorted(inner, key=lambda s: (len(s), sorted(s)))
        )
        parts[group] = Node(children=children, support=groups[group])
    ends = sorted(parts, key=lambda s: (len(s), sorted(s)))
    return Node(children=tuple(parts[side] for side in ends))


def bootstrap_consensus(
    frequencies: ArrayLike,
    names: Sequence[str],
    measure: str = "wurzburg",
    *,
    numbers: Sequence[int] = tuple(range(100, 1001, 100)),
    method: str = "ward",
    strength: float = 0.5,
    convention: Convention = "published",
) -> Consensus:
    """Return the consensus of trees from growing numbers of words.

    Eder 2013, doi:10.1093/llc/fqs036.

    Parameters
    ----------
    frequencies : array, texts × words
        In percent, the most frequent word first; at least as many words as the last of `numbers`.
    names : sequence of str
        Of the texts.
    measure : str
        See `stylo.stylometry.distances.MEASURES`.
    numbers : sequence of int
        How many of the most frequent words each tree is made from.
    method, convention
        See `cluster_tree` and `stylo.stylometry.distances.distances`.
    strength : float
        See `consensus`.

    Raises
    ------
    InputError
        If there are fewer words than asked for.
    """
    x = np.asarray(frequencies, dtype=np.float64)
    if not numbers or max(numbers) > x.shape[1]:
        raise InputError(f"trees of {max(numbers, default=0)} words: the table has {x.shape[1]}")
    trees = [
        cluster_tree(
            distances(x[:, :number], measure, convention=convention),
            names,
            method,
            convention=convention,
        )
        for number in numbers
    ]
    return consensus(trees, strength)
