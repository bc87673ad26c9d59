"""Reports in JupyterLab: run beside a hostile style sheet, untrusted, and through nbconvert.

Skipped where Chromium, Playwright or JupyterLab is missing; with ``STYLO_REQUIRE_BROWSER=1`` they
fail instead.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import stylo
from stylo import display
from tests.conftest import no_browser
from tests.test_browser import CLEAR, HOSTILE_CSS

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"

#: A style sheet that a cell may bring along: it reaches every output of the notebook.
CELL_CSS = f".jp-OutputArea-output {{{HOSTILE_CSS}}}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Two notebooks: one to run, and one with its outputs that nobody has trusted."""
    for name in ("jupyterlab", "nbformat", "nbconvert", "ipykernel"):
        if find_spec(name) is None:
            no_browser(f"needs {name}: pip install 'stylo-rhetoric[dev,notebook]'")
    import nbformat
    from nbformat import v4

    place = tmp_path_factory.mktemp("notebooks")
    path = samples / "pages" / "opinion-with-boilerplate.txt"
    code = f"import stylo\nstylo.analyse(stylo.read({str(path)!r}))"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    style = v4.new_code_cell(f"%%html\n<style>{CELL_CSS}</style>")
    nbformat.write(
        v4.new_notebook(cells=[style, v4.new_code_cell(code)], metadata=kernel),
        place / "run.ipynb",
    )
    shown = v4.new_output(
        "display_data",
        data={"text/html": display.fragment(stylo.analyse(stylo.read(path)))},
    )
    nbformat.write(
        v4.new_notebook(
            cells=[v4.new_code_cell(code, outputs=[shown], execution_count=1)], metadata=kernel
        ),
        place / "shown.ipynb",
    )
    return place


@pytest.fixture(scope="module")
def lab(folder: Path, chromium: str) -> Iterator[str]:
    """The address of a JupyterLab that serves the notebooks."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    address = f"http://127.0.0.1:{port}"
    with (
        (folder / "lab.log").open("w") as log,
        subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *(f"--port={port}", f"--notebook-dir={folder}", "--IdentityProvider.token="),
                "--LabApp.expose_app_in_browser=True",
            ],
            env={**os.environ, **own, "PYTHONPATH": str(Path(stylo.__file__).parent.parent)},
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            for _ in range(120):
                assert server.poll() is None, (folder / "lab.log").read_text()
                try:
                    urllib.request.urlopen(f"{address}/api", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.5)
            yield address
        finally:
            server.terminate()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(90_000)
    yield context.new_page()
    context.close()


def run_all(lab: str, tab: Any, name: str) -> None:
    """Open a notebook and run its cells, as a reader would."""
    tab.goto(f"{lab}/lab/tree/{name}?reset")
    tab.wait_for_selector(".jp-Notebook .jp-CodeCell")
    kernel = "jupyterapp.shell.currentWidget?.context?.sessionContext?.session?.kernel"
    tab.wait_for_function(f"{kernel}?.status === 'idle'")
    tab.evaluate(
        "void jupyterapp.commands.execute('notebook:run-all-cells').then(() => window.ran = true)"
    )
    tab.wait_for_function("window.ran")


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda p: p.stem)
def test_our_notebooks_run(lab: str, tab: Any, folder: Path, path: Path) -> None:
    shutil.copy(path, folder)
    run_all(lab, tab, path.name)
    cells = tab.evaluate(
        "jupyterapp.shell.currentWidget.context.model.toJSON().cells"
        ".filter(c => c.cell_type === 'code')"
    )
    assert cells and all(cell["execution_count"] for cell in cells)
    assert not [o for cell in cells for o in cell["outputs"] if o["output_type"] == "error"]


def test_a_notebook_runs_beside_a_hostile_style_sheet(lab: str, tab: Any) -> None:
    run_all(lab, tab, "run.ipynb")
    host = tab.locator(".stylo-report")
    host.locator(".text p").first.wait_for(state="attached")
    host.scroll_into_view_if_needed()
    assert host.evaluate("h => h.shadowRoot !== null && h.childElementCount === 0")
    text = host.locator(".text")
    assert text.evaluate("t => getComputedStyle(t).textTransform") == "none"
    mark = host.locator(".text mark[class^=c]").first
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") != CLEAR
    mark.hover()
    assert "talk ·" in host.locator("[role=tooltip]").inner_text()
    host.locator("input[value=c]").uncheck()
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") == CLEAR


def test_an_untrusted_notebook_reads(lab: str, tab: Any, samples: Path) -> None:
    tab.goto(f"{lab}/lab/tree/shown.ipynb?reset")
    output = tab.locator(".jp-OutputArea-output")
    output.locator("mark").first.wait_for(state="attached")
    shown = output.inner_text()
    report = stylo.analyse(stylo.read(samples / "pages" / "opinion-with-boilerplate.txt"))
    assert display.verdict(report) in shown
    assert all(reason in shown for reason in display.reasons(report))
    assert "What these numbers do not say" in shown and "●" in shown
    assert "use strict" not in shown and "--paper" not in shown, "no script and no style as text"
    mark = output.locator("mark").last
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") not in {
        CLEAR,
        "rgb(255, 255, 0)",
    }
    assert mark.get_attribute("title") and mark.locator("sup").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_nbconvert_keeps_the_report(folder: Path, browser: Any, scripts: bool) -> None:
    from nbconvert import HTMLExporter

    page, _ = HTMLExporter().from_filename(str(folder / "shown.ipynb"))
    path = folder / "shown.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(offline=True, java_script_enabled=scripts)
    tab = context.new_page()
    tab.goto(path.as_uri(), wait_until="domcontentloaded")
    host = tab.locator(".stylo-report")
    if scripts:
        host.locator(".text p").first.wait_for()
        host.locator("input[value=c]").uncheck()
    else:
        assert "This reads as opinion" in host.inner_text()
        assert host.locator("mark sup").first.is_visible()
    context.close()
