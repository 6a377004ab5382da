"""A comparison as a file, with how it was made."""

from archive.site.comparing import wording
from archive.site.comparing.comparison import Comparison
from archive.site.row_files import RowFile


def row_file(comparison: Comparison, address: str) -> RowFile:
    """The rows of the comparison, and notes on what they are; `address` is where the comparison stands."""
    choice = comparison.choice
    notes = [wording.title(choice), *wording.methods(comparison), wording.source(comparison), address]
    rows = [[row[column] for column in comparison.columns] for row in comparison.rows]
    return RowFile(f"jamfor-{choice.measure.name}-per-{choice.per.name}", comparison.columns, rows, notes)
