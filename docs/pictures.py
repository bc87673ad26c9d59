"""Make the pictures of the README: ``python docs/pictures.py [NAME...]``.

Each is a page that stylo makes of our own samples, photographed in Chromium; needs the extra
``dev`` and Chromium (``apt-get install chromium``, or its path in ``STYLO_CHROMIUM``).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "corpora" / "samples"
#: Colours of a picture: pages of few colours stay sharp and small.
COLOURS = 128


@dataclass(frozen=True)
class Picture:
    """What is photographed.

    Attributes
    ----------
    command : tuple of str
        What ``stylo`` is called with; ``{out}`` is a new folder.
    page : str
        The file in that folder.
    size : tuple of int
        Width and height in CSS pixels.
    look_at : str
        Selector of what stands at the top; ``""`` for the page's beginning.
    point_at : str
        Selector of what the pointer rests on; ``""`` for nothing.
    dark : bool
        Whether the reader prefers dark pages.
    """

    command: tuple[str, ...]
    page: str
    size: tuple[int, int]
    look_at: str = ""
    point_at: str = ""
    dark: bool = False


_COLUMN = ("analyse", str(SAMPLES / "opinion-clever-bin.txt"), "-o", "{out}/report.html")
_DRAFTS = tuple(str(SAMPLES / "drafts" / f"{name}.txt") for name in ("first", "second"))
PICTURES = {
    "report": Picture(_COLUMN, "report.html", (1180, 760)),
    "evidence": Picture(
        _COLUMN, "report.html", (1180, 700), ".reader", ".text mark[class^=c] >> nth=3"
    ),
    "dark": Picture(_COLUMN, "report.html", (400, 700), "", "", True),
    "drafts": Picture(
        ("diff", *_DRAFTS, "-o", "{out}/drafts.html"), "drafts.html", (1180, 720), ".reader"
    ),
    "sheet": Picture(
        ("sheet", str(SAMPLES / "authors"), "-o", "{out}", "--title", "Class 4b"),
        "index.html",
        (1180, 620),
    ),
}


def main() -> None:
    """Make the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(PICTURES)}")
    names = parser.parse_args().names or list(PICTURES)
    unknown = sorted(set(names) - set(PICTURES))
    if unknown:
        parser.error(f"no picture {unknown[0]!r}: choose from {', '.join(PICTURES)}")
    path = os.environ.get("STYLO_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name in names:
            target = HERE / f"{name}.png"
            photograph(browser, PICTURES[name]).save(target, optimize=True)
            print(f"{target.name}: {target.stat().st_size / 1024:.0f} KB")
        browser.close()


def photograph(browser: Any, picture: Picture) -> Image.Image:
    """Run the command and return a picture of its page."""
    width, height = picture.size
    with tempfile.TemporaryDirectory() as out:
        call = [part.format(out=out) for part in picture.command]
        subprocess.run([sys.executable, "-m", "stylo.cli", *call], check=True)
        page: Page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if picture.dark else "light",
            reduced_motion="reduce",
        )
        page.goto((Path(out) / picture.page).as_uri())
        page.add_style_tag(content="::-webkit-scrollbar{display:none}")
        if picture.look_at:
            page.evaluate(
                "s => scrollTo(0, document.querySelector(s).getBoundingClientRect().top - 14)",
                picture.look_at,
            )
        if picture.point_at:
            page.hover(picture.point_at)
        taken = page.screenshot()
        page.close()
    return Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
