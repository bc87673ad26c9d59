"""Cluster trees, neighbour joining, consensus, Newick; components, scaling, t-SNE."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.document import InputError
from stylo.stylometry.distances import distances
from stylo.stylometry.projection import principal_components, scaling, tsne
from stylo.stylometry.trees import (
    Node,
    bootstrap_consensus,
    cluster_tree,
    consensus,
    linkage,
    neighbour_joining,
    newick,
    splits,
)

RANDOM = np.random.RandomState(2)
POINTS = np.concatenate([RANDOM.normal(0, 1, (4, 3)), RANDOM.normal(8, 1, (5, 3))])
MATRIX = np.sqrt(((POINTS[:, None] - POINTS) ** 2).sum(axis=2))
NAMES = list("abcdefghi")


def path_lengths(tree: Node) -> dict[frozenset[str], float]:
    """Return the distance of every two texts along the branches."""
    found: dict[frozenset[str], float] = {}

    def depths(node: Node) -> dict[str, float]:
        if not node.children:
            return {node.name: 0.0}
        parts = [{n: d + c.length for n, d in depths(c).items()} for c in node.children]
        for one, other in combinations(parts, 2):
            for a, da in one.items():
                for b, db in other.items():
                    found[frozenset([a, b])] = da + db
        return {n: d for part in parts for n, d in part.items()}

    depths(tree)
    return found


def shape(node: Node) -> object:
    return node.name or frozenset(shape(child) for child in node.children)


@pytest.mark.parametrize("method", ["ward", "average", "complete", "single"])
def test_texts_at_the_same_height_and_two_clusters_at_the_top(method: str) -> None:
    tree = cluster_tree(MATRIX, NAMES, method)
    sides = {frozenset(child.leaves) for child in tree.children}
    assert sides == {frozenset("abcd"), frozenset("efghi")}
    lengths = path_lengths(tree)
    top = linkage(MATRIX, method)[-1, 2]
    assert lengths[frozenset("ae")] == pytest.approx(top)


def test_ward_minimises_the_variance_within() -> None:
    merges = linkage(MATRIX, "ward")
    members = {k: [k] for k in range(9)}

    def within(rows: list[int]) -> float:
        return float(((POINTS[rows] - POINTS[rows].mean(axis=0)) ** 2).sum())

    for step, (a, b, height, _) in enumerate(merges):
        joined = members.pop(int(a)), members.pop(int(b))
        members[9 + step] = joined[0] + joined[1]
        grown = within(members[9 + step]) - within(joined[0]) - within(joined[1])
        assert height == pytest.approx(np.sqrt(2 * grown))


def test_ward_in_r_takes_distances_for_squares() -> None:
    squared = linkage(MATRIX**2, "ward", convention="r-stylo")
    plain = linkage(MATRIX, "ward")
    assert np.allclose(squared[:, [0, 1, 3]], plain[:, [0, 1, 3]])
    assert np.allclose(squared[:, 2], plain[:, 2] ** 2)


@given(st.integers(3, 9), st.integers(0, 10**6))
def test_neighbour_joining_recovers_any_tree(size: int, seed: int) -> None:
    random = np.random.RandomState(seed)
    nodes = [Node(name, length=random.uniform(0.1, 2)) for name in NAMES[:size]]
    while len(nodes) > 3:
        random.shuffle(nodes)  # type: ignore[arg-type]
        pair = (nodes.pop(), nodes.pop())
        nodes.append(Node(children=pair, length=random.uniform(0.1, 2)))
    tree = Node(children=tuple(nodes))
    lengths = path_lengths(tree)
    d = np.array(
        [[lengths.get(frozenset([a, b]), 0.0) for b in NAMES[:size]] for a in NAMES[:size]]
    )
    found = neighbour_joining(d, NAMES[:size])
    assert splits(found) == splits(tree)
    ours = path_lengths(found)
    assert all(ours[pair] == pytest.approx(lengths[pair]) for pair in lengths)


def test_two_texts() -> None:
    d = [[0.0, 3.0], [3.0, 0.0]]
    assert newick(neighbour_joining(d, ["a", "b"])) == "(a:1.5,b:1.5);"
    assert newick(cluster_tree(d, ["a", "b"])) == "(a:1.5,b:1.5);"


def test_newick_quotes_what_it_must() -> None:
    tree = Node(children=(Node("Ada's (1)"), Node(children=(Node("b"), Node("c")), support=0.8)))
    assert newick(tree) == "('Ada''s (1)',(b,c)0.8);"


def test_a_deep_tree_does_not_overflow() -> None:
    line = np.cumsum(np.arange(1, 1501, dtype=np.float64))
    tree = cluster_tree(np.abs(line[:, None] - line), [str(i) for i in range(1500)], "single")
    assert len(tree.leaves) == 1500
    assert newick(tree).count("(") == 1499


def tree_of(*groups: str, names: str = "abcdef") -> Node:
    """Return a tree with groups that nest or stand apart."""
    parts = {frozenset(name): Node(name) for name in names}
    for group in groups:
        inner = [side for side in parts if side <= set(group)]
        parts[frozenset(group)] = Node(children=tuple(parts.pop(side) for side in inner))
    return Node(children=tuple(parts.values()))


def test_consensus_keeps_what_more_than_half_have() -> None:
    trees = [tree_of("ab", "abc"), tree_of("ab", "de"), tree_of("bc", "abc"), tree_of("ab", "ef")]
    found = consensus(trees)
    assert [(sorted(side), n) for side, n in found.splits] == [(["a", "b"], 3)]
    assert splits(found.tree) == {frozenset("ab")}
    assert newick(found.tree) == "(c,d,e,f,(a,b)0.75);"
    assert consensus(trees, 0.75).splits == ()
    unanimous = consensus([trees[0]] * 2, 1.0)
    assert {side for side, _ in unanimous.splits} == splits(trees[0])


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_a_consensus_holds_its_own_splits_and_all_names(seeds: list[int]) -> None:
    trees = []
    for seed in seeds:
        points = np.random.RandomState(seed).normal(size=(8, 2)) + POINTS[:8, :2]
        d = np.sqrt(((points[:, None] - points) ** 2).sum(axis=2))
        trees.append(neighbour_joining(d, NAMES[:8]))
    found = consensus(trees)
    assert splits(found.tree) == {side for side, _ in found.splits}
    assert sorted(found.tree.leaves) == NAMES[:8]
    for side, number in found.splits:
        assert number == sum(side in splits(tree) for tree in trees)
        assert number > len(trees) / 2


def test_bootstrap_consensus_of_two_authors() -> None:
    rates = RANDOM.dirichlet(np.full(60, 2.0), 2)
    rows = [RANDOM.multinomial(3000, rates[k]) / 30 for k in (0, 0, 0, 1, 1, 1)]
    table = np.array(rows)
    order = np.argsort(-table.sum(axis=0))
    for method in ("ward", "nj"):
        found = bootstrap_consensus(
            table[:, order], list("abcdef"), "delta", numbers=(20, 40, 60), method=method
        )
        sides = dict(found.splits)
        assert sides[frozenset("abc")] == 3
    with pytest.raises(InputError, match="trees of 100 words: the table has 60"):
        bootstrap_consensus(table, list("abcdef"), numbers=(100,))


def test_bad_trees() -> None:
    with pytest.raises(InputError, match="no linkage 'median'"):
        linkage(MATRIX, "median")
    with pytest.raises(InputError, match="square table"):
        neighbour_joining(MATRIX[:, 1:], NAMES)
    with pytest.raises(InputError, match="not defined"):
        linkage(np.full((3, 3), np.nan))
    with pytest.raises(InputError, match=r"strength of 0\.5 to 1"):
        consensus([tree_of("ab")], 0.3)
    with pytest.raises(InputError, match="at least one tree"):
        consensus([])


def test_components_rebuild_the_table() -> None:
    table = np.column_stack([POINTS, np.full(9, 3.0)])
    found = principal_components(table)
    z = (POINTS - POINTS.mean(axis=0)) / POINTS.std(axis=0, ddof=1)
    assert np.allclose(found.scores @ found.loadings.T, np.column_stack([z, np.zeros(9)]))
    assert np.allclose(found.scores.std(axis=0, ddof=1), found.sd)
    assert found.explained.sum() == pytest.approx(1)
    assert (np.diff(found.sd) <= 0).all()
    assert (found.loadings[np.abs(found.loadings).argmax(axis=0), range(3)] > 0).all()
    plain = principal_components(table, 2, standardise=False)
    assert plain.scores.shape == (9, 2)
    values = np.linalg.eigvalsh(np.cov(POINTS.T))[::-1]
    assert np.allclose(plain.sd**2, values[:2])
    with pytest.raises(InputError, match="no word varies"):
        principal_components(np.ones((3, 2)))


def test_few_texts_have_fewer_components() -> None:
    found = principal_components(RANDOM.uniform(size=(4, 30)))
    assert (found.sd[:3] > 0).all()
    assert found.sd[3] == 0


def test_scaling_keeps_distances_of_points() -> None:
    points, share = scaling(MATRIX, 3)
    again = np.sqrt(((points[:, None] - points) ** 2).sum(axis=2))
    assert np.allclose(again, MATRIX)
    assert share.sum() == pytest.approx(1)
    with pytest.raises(InputError, match="square table"):
        scaling([[0.0]])


def test_tsne_keeps_groups_together() -> None:
    points = np.concatenate([POINTS, POINTS + 0.1])
    d = distances(np.abs(points), "euclidean")
    layout = tsne(d)
    assert layout.shape == (18, 2)
    assert np.array_equal(layout, tsne(d))
    near = np.sqrt(((layout[:, None] - layout) ** 2).sum(axis=2))
    np.fill_diagonal(near, np.inf)
    low = np.r_[0:4, 9:13]
    assert set(near[low].argmin(axis=1)) <= set(low.tolist())
    with pytest.raises(InputError, match="at least four"):
        tsne(d[:3, :3])
