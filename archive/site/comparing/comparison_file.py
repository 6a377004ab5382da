"""A comparison as a file, with how it was made."""

from archive.site.comparing import wording
from archive.site.comparing.comparison import Comparison
from archive.site.comparing.method_sentences import methods
from archive.site.files.row_files import RowFile
from archive.site.language.translations import translated

_HEADINGS = {
    "kod": "Kod",
    "period": "Programperiod",
    "projekt": "Projekt",
    "utan_uppgift": "Projekt utan uppgift",
    "invanare": "Invånare i medeltal",
    "lag": "Lägst: projekt bara här",
    "hog": "Högst: alla projekt här",
    "projekt_bara_har": "Antal projekt bara här",
    "omraknat_fran_euro": "Varav omräknat från euro",
    "efter_sista_index": "Varav efter sista indexåret",
}
_VALUES = ("lag", "hog", "omraknat_fran_euro", "efter_sista_index")


def row_file(comparison: Comparison, address: str) -> RowFile:
    """The rows of the comparison, and notes on what they are; `address` is where the comparison stands."""
    choice = comparison.choice
    notes = [wording.title(choice), *methods(comparison), wording.source(comparison), address]
    rows = [[row[column] for column in comparison.columns] for row in comparison.rows]
    return RowFile(
        f"jamfor-{choice.measure.name}-per-{choice.per.name}", comparison.columns, rows, notes, headings(comparison)
    )


def headings(comparison: Comparison) -> dict[str, str]:
    """The heading of each column in a workbook, in the visitor's language; amounts are in kronor."""
    words = {name: translated(text) for name, text in _HEADINGS.items()}
    kronor = " (kr)" if comparison.choice.measure.unit == "kr" else ""
    amounts = {name: f"{words[name]}{kronor}" for name in _VALUES}
    own = {"grupp": translated(comparison.choice.per.heading), "varde": wording.file_heading(comparison.choice)}
    return {name: ({**words, **amounts, **own})[name] for name in comparison.columns}
