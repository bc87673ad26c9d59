"""What the README shows and says is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from stylo import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_pictures_are_there_and_small() -> None:
    shown = [ROOT / name for name in re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)]
    assert len(shown) >= 4 and all(path.read_bytes().startswith(b"\x89PNG") for path in shown)
    sizes = [path.stat().st_size for path in shown]
    assert max(sizes) <= 100_000 and sum(sizes) <= 400_000


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert link.startswith("http") or (page.parent / link).exists(), f"{page.name}: {link}"


COMMANDS = re.findall(r"^(?:\.venv/bin/|[^#\n]*\| )?stylo (.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_readme_are_understood(command: str) -> None:
    words = shlex.split(command, comments=True)
    assert callable(cli._parser().parse_args(words).run)
