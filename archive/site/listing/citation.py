"""A reference to cite: what was asked, where, from which data and which version of the archive, and when."""

from datetime import date

from archive.exporting.data_version import DataVersion, program_version
from archive.site.language.swedish import column_label
from archive.site.language.translations import translated
from archive.site.listing.filters import FILTERS_OF_LIST
from archive.site.listing.list_columns import DEFAULT_ORDER
from archive.site.listing.selection import Selection


def in_words(selection: Selection) -> str:
    """A selection in words: `Region: Stockholm eller Sydsverige; Startår: 2012; sorterat efter Titel, stigande`."""
    either = translated(" eller ")
    said = [
        f"{translated(FILTERS_OF_LIST[name].label)}: {either.join(choice.label for choice in choices)}"
        for name, choices in selection.chosen.items()
    ]
    if selection.order != DEFAULT_ORDER:
        way = translated("fallande") if selection.order.startswith("-") else translated("stigande")
        label = column_label(selection.order.removeprefix("-"))
        said.append(translated("sorterat efter {label}, {way}", label=label, way=way))
    return "; ".join(said) or translated("alla projekt")


def citation(selection: Selection, address: str, data: DataVersion, projects: int) -> str:
    """The reference to a selection seen at an address today."""
    return translated(
        "ESF-arkivet, projektlistan: {query} ({n} projekt). {address}. Data till och med {newest}; "
        "esfarkiv {version}, databas {digest}. Hämtat {today}.",
        query=in_words(selection),
        n=projects,
        address=address,
        newest=data.newest or translated("okänd dag"),
        version=program_version(),
        digest=data.digest[:12],
        today=date.today().isoformat(),
    )
