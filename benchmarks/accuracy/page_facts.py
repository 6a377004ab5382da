"""How much of what pages say is read right: per field, for sections and lists, against committed floors.

    python -m benchmarks.accuracy.page_facts            print the table, gains and losses; fail below a floor
    python -m benchmarks.accuracy.page_facts --raise    write what was measured as the new floors

The corpora are the golden fixtures and, where they are at hand, the real pages with known facts.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.fixtures import SHARED, fixture_pages, golden
from parser import parse_page
from schema.places import find_region
from schema.record import Project

FLOORS = Path(__file__).with_suffix(".json")
_SHAPED = {"source", "project_id", "url", "values", "claims", "targets", "tags", "issues"}
Shares = dict[str, dict[str, float]]


def measure() -> Shares:
    """Corpus to field to the share of pages on which the field is exactly right."""
    corpora = {"fixtures": _fixtures(), "real pages": _real_pages()}
    return {name: shares for name, pairs in corpora.items() if (shares := _shares(pairs))}


def losses(measured: Shares, floors: Shares) -> list[str]:
    """Lines for what is below its floor; a corpus that is not at hand is not judged."""
    return [
        f"{corpus}, {field}: {shares.get(field, 0.0):.3f}, floor {floor:.3f}"
        for corpus, shares in measured.items()
        for field, floor in floors.get(corpus, {}).items()
        if shares.get(field, 0.0) < floor
    ]


def raised(measured: Shares, floors: Shares) -> Shares:
    """New floors: they only move up; to lower one, edit the file and say why."""
    return {
        corpus: {field: max(share, floors.get(corpus, {}).get(field, 0.0)) for field, share in shares.items()}
        for corpus, shares in measured.items()
    }


def _shares(pairs: Iterator[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, float]:
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for expected, read in pairs:
        seen.update(list(expected))
        right.update(field for field, value in expected.items() if read.get(field) == value)
    return {field: round(right[field] / count, 4) for field, count in sorted(seen.items())}


def _fixtures() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for page in fixture_pages():
        yield _comparable(golden(page)), _read(page.path, page.url)


def _real_pages() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    table = SHARED / "real-pages" / "facts.jsonl"
    for line in table.read_text("utf-8").splitlines() if table.is_file() else []:
        facts = json.loads(line)
        expected = {field: value for field, value in facts.items() if field not in ("file", "url", "generation")}
        yield expected | {"region": find_region(facts["region"])}, _read(table.parent / facts["file"], facts["url"])


def _read(path: Path, url: str | None) -> dict[str, Any]:
    projects = parse_page(path.read_bytes(), url, text=False)  # claims, targets and tags have measures of their own
    return _comparable(projects[0]) if len(projects) == 1 else {}


def _comparable(project: Project) -> dict[str, Any]:
    said: dict[str, Any] = {k: v for k, v in msgspec.to_builtins(project).items() if k not in _SHAPED}
    said["sections"] = [(section.section, section.heading, section.text) for section in project.sections]
    return said


def _print(measured: Shares, floors: Shares) -> None:
    table = Table("corpus", "field", "right", "floor", "change", title="Share of pages read exactly right")
    for corpus, shares in measured.items():
        for field, share in shares.items():
            floor = floors.get(corpus, {}).get(field)
            change = "new" if floor is None else f"{share - floor:+.3f}" if share != floor else ""
            table.add_row(corpus, field, f"{share:.3f}", "" if floor is None else f"{floor:.3f}", change)
    Console().print(table)


def main() -> int:
    """Print the table; 1 when something is below its floor."""
    measured, floors = measure(), json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    _print(measured, floors)
    if "--raise" in sys.argv:
        FLOORS.write_text(json.dumps(floors | raised(measured, floors), indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    lost = losses(measured, floors)
    print("\n".join(lost) if lost else "nothing is below its floor")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
