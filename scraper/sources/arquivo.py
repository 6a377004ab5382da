"""Arquivo.pt, the Portuguese web archive, which has pages of other countries too: asked as the Wayback Machine is."""

import msgspec

from scraper.sources.declaration import Floor
from scraper.sources.wayback import Wayback

_PAGE_SIZE = "page-size"


class Arquivo(Wayback):
    """The captures that Arquivo.pt lists below each prefix, each fetched as archived (`id_`)."""

    declaration = msgspec.structs.replace(
        Wayback.declaration,
        name="arquivo",
        swedish="De två äldre projektbankerna i Arquivo.pt, Portugals webbarkiv.",
        english="The two older project banks in Arquivo.pt, the Portuguese web archive.",
        examples=(
            "esfarkiv scrape arquivo --store store --contact you@your-domain --dry-run\n"
            "esfarkiv scrape arquivo --store store --contact you@your-domain --captures all"
        ),
        pace=1.0,
        floor=Floor(pages=1, share=0.95),
        bases={"cdx": "https://arquivo.pt/wayback/cdx", "replay": "https://arquivo.pt/noFrame/replay"},
        hosts=("arquivo.pt",),
        options=tuple(
            msgspec.structs.replace(option, default="0") if option.name == _PAGE_SIZE else option
            for option in Wayback.declaration.options
        ),
    )
