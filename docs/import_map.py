"""Draws the imports between folders as a diagram, which `make docs` writes into docs/architecture.md."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import grimp

PACKAGES = ("archive", "parser", "scraper", "schema")
PAGE = Path(__file__).parent / "architecture.md"
_OPEN, _CLOSE = "<!-- imports -->\n", "<!-- end of imports -->"


def import_map() -> str:
    """A Mermaid flowchart: a box per folder or top-level module, arrows with the number of imports."""
    graph = grimp.build_graph(*PACKAGES)
    counts: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            counts[_folder(module), _folder(other)] += 1
    drawn = ((a, b, number) for (a, b), number in sorted(counts.items()) if a != b and _is_drawn(a, b))
    arrows = [f"  {a} -->|{number}| {b}" for a, b, number in drawn]
    boxes = _boxes({folder for pair in counts for folder in pair if pair[0] != pair[1]})
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *arrows, "```"])


def _folder(module: str) -> str:
    """The folder of a module, or the module itself at the top of a package; `schema` counts as one folder."""
    parts = module.split(".")
    return ".".join(parts[: 1 if parts[0] == "schema" else 2])


def _is_drawn(importer: str, imported: str) -> bool:
    """Every package imports `schema`, so its arrows are left out."""
    return imported != "schema" and importer != "schema"


def _boxes(folders: set[str]) -> Iterator[str]:
    for package in PACKAGES:
        yield f'  subgraph {package}_package["{package}/"]'
        yield from (f"    {folder}" for folder in sorted(folders) if folder.split(".")[0] == package)
        yield "  end"


def with_map(page: str) -> str:
    """The page with its diagram updated."""
    before, _, rest = page.partition(_OPEN)
    _, _, after = rest.partition(_CLOSE)
    return f"{before}{_OPEN}{import_map()}\n{_CLOSE}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_map(PAGE.read_text("utf-8")), "utf-8")
