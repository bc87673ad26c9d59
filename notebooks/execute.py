"""Execute the notebooks: ``python notebooks/execute.py [--check] [NAME...]``.

Without ``--check`` the outputs are written into the notebooks; with it they are only run, and an
error in a cell ends the run.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent

#: What is taken out of the outputs: where this copy of the repository lies.
CHECKOUT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Execute each notebook in its own folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="default: all")
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    paths = [HERE / name for name in args.names] or sorted(HERE.glob("*.ipynb"))
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook,
            timeout=1200,
            kernel_name="python3",
            resources={"metadata": {"path": str(HERE)}},
        )
        client.execute()
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
        if not args.check:
            text = nbformat.writes(notebook).replace(f"{CHECKOUT}/", "")
            path.write_text(text + "\n", encoding="utf-8")
        print(f"{path.name}: {sum(c.cell_type == 'code' for c in notebook.cells)} cells run")


if __name__ == "__main__":
    main()
