"""Imports go one way; what is heavy is imported late; every family has its examples."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import stylo
from stylo.features import all_features, families

ROOT = Path(__file__).resolve().parent.parent

#: Each module may import those before it.
ORDER = (
    "document",
    "weights",
    "segment",
    "lemmas",
    "encoder",
    "heads",
    "paragraphs",
    "attribution",
    "marks",
    "quotations",
    "annotate",
    "fetch",
    "decoding",
    "language",
    "boilerplate_rules",
    "boilerplate",
    "markup",
    "reading",
    "textstat_compat",
    "feature",
    "tokens",
    "drivers",
    "cola",
    "alliteration",
    "questions",
    "lexicon",
    "finders",
    "repetition",
    "similes",
    "domains",
    "words",
    "vocabulary",
    "diversity",
    "grammar",
    "biber",
    "features",
    "catalogue",
    "report",
    "kwic",
    "agreement",
    "validation",
    "standoff",
    "genres",
    "voice",
    "outside",
    "norms",
    "stylometry",
    "validated",
    "authors",
    "methods",
    "passages",
    "drafts",
    "rendering",
    "display",
    "plots",
    "export",
    "marksheet",
    "analysis",
    "newsroom",
    "commands_authors",
    "batch_work",
    "batch_input",
    "commands_research",
    "batch_output",
    "batch_cluster",
    "batch",
    "batch_command",
    "cli",
)
#: The only upward imports: conveniences of results, inside the function body.
UPWARD = {
    ("report", "export"),
    ("report", "display"),
    ("report", "plots"),
    ("report", "kwic"),
    ("kwic", "display"),
    ("kwic", "export"),
    ("drafts", "display"),
    ("drafts", "export"),
    ("stylometry", "display"),
    ("stylometry", "export"),
}
#: Packages that nothing on the path of `analyse` may import before they are needed.
LATE = ("sklearn", "matplotlib", "textstat", "pandas", "scipy", "nltk", "trafilatura", "rich")


def imports(path: Path) -> set[tuple[str, bool]]:
    """Modules of ours that a file imports, and whether at its top level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    found = set()
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
            if node.module == "stylo":
                names = [f"stylo.{alias.name}" for alias in node.names]
        for name in names:
            if name.startswith("stylo."):
                found.add((name.split(".")[1], id(node) in top))
            elif name.split(".")[0] in {"features", "corpora"}:
                found.add((name, id(node) in top))
    return found


def modules() -> list[Path]:
    found = [*(ROOT / "stylo").glob("*.py"), *(ROOT / "stylo" / "stylometry").glob("*.py")]
    return [p for p in sorted(found) if p.stem != "__init__"]


def place(path: Path) -> str:
    """The module's name in `ORDER`: its own, or that of its folder."""
    return path.stem if path.parent.name == "stylo" else path.parent.name


def test_every_module_has_its_place() -> None:
    assert {place(p) for p in modules()} == set(ORDER) - {"features", "rendering"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.stem)
def test_imports_go_one_way(path: Path) -> None:
    for name, _ in imports(path):
        if name in {"__version__", "models", "corpora"}:
            continue
        if path.stem == "cli" and name == "training":
            continue
        own = place(path)
        assert name in ORDER, f"{path.stem} imports {name}"
        if (own, name) not in UPWARD and name != own:
            assert ORDER.index(name) < ORDER.index(own), f"{path.stem} imports {name}"


@pytest.mark.parametrize("pair", sorted(UPWARD))
def test_the_upward_imports_exist_and_are_late(pair: tuple[str, str]) -> None:
    seen = set().union(*(imports(path) for path in modules() if place(path) == pair[0]))
    assert (pair[1], False) in seen
    assert (pair[1], True) not in seen


@pytest.mark.parametrize("path", sorted((ROOT / "features").glob("*.py")), ids=lambda p: p.stem)
def test_families_see_no_sibling(path: Path) -> None:
    if path.stem == "__init__":
        return
    seen = {name for name, _ in imports(path)}
    finders = {"tokens", "lexicon", "finders", "similes", "domains", "words"}
    finders |= {"encoder", "heads", "drivers", "vocabulary", "diversity", "grammar", "biber"}
    rhetoric = {"alliteration", "questions", "repetition"}
    assert seen <= {"document", "weights", "feature", *finders, *rhetoric}


def test_the_help_of_the_command_line_loads_no_arrays() -> None:
    code = (
        "import sys; from stylo.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print([m for m in ('numpy', 'stylo.document') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_importing_and_analysing_is_lean() -> None:
    code = (
        "import sys, stylo; from stylo.annotate import annotate;"
        "stylo.analyse(annotate('Perhaps the council will vote on the bridge next week. ' * 9));"
        f"print([m for m in {LATE!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_measures_are_declared_once_and_whole() -> None:
    names = [f.name for f in all_features()]
    assert len(names) == len(set(names))
    for f in all_features():
        assert f.unit and f.summary and f.reference and f.revision >= 1, f.name
        assert f.summary.endswith("."), f"{f.name}: the summary is a sentence"


def test_the_four_families_come_first() -> None:
    assert list(families())[:4] == ["readability", "hedging", "colloquialism", "metaphor"]


@pytest.mark.parametrize("family", list(families()))
def test_every_family_has_examples(family: str) -> None:
    examples = import_module(f"tests.examples.{family}")
    assert examples.FLAG and examples.PASS
    known = {f.name for f in families()[family]}
    assert set(examples.FLAG) <= known
    assert set(examples.PASS) <= known


def test_public_names_resolve() -> None:
    for name in stylo.__all__:
        assert getattr(stylo, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        _ = stylo.nothing_of_the_kind
