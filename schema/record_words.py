"""Closed vocabularies of the record, each with every alias seen on the real pages.

A value that is not in them is reported as an issue with its position, never guessed to be a known one.
"""

from schema.record import SectionName

SECTIONS: dict[SectionName, str] = {
    "sammanfattning": "Sammanfattning",
    "bakgrund": "Bakgrund",
    "syfte": "Syfte",
    "malsattning": "Målsättning",
    "tillganglighet": "Tillgänglighet för personer med funktionsnedsättning",
    "jamstalldhet": "Jämställdhetsintegrering",
    "transnationellt_samarbete": "Transnationellt samarbete",
}
"""The seven standard sections in their order on the page, with their headings."""

PHASES = ("Förprojektering", "Genomförande")

REGION_ALIASES: dict[str, str] = {
    "ESF Nationellt": "Nationellt",
    "ESF-Nationellt": "Nationellt",
    "Nationell": "Nationellt",
    "Hela landet": "Nationellt",
    "Småland & Öarna": "Småland och Öarna",
    "Småland med öarna": "Småland och Öarna",
}
"""Other spellings of the names in `reference/regions.csv`; compared without regard to case."""

SWEDEN = {"se", "swe", "sweden", "sverige"}
"""How registers write the country, in lower case."""

NO_VALUE = ("saknas", "-", "–")
"""Placeholders for a missing value of a label."""

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
"""The months by their Swedish names."""

LEGAL_FORMS: dict[str, tuple[str, ...]] = {
    "ab": ("AB", "A.B.", "Aktiebolag", "Aktiebolaget"),
    "hb": ("HB", "Handelsbolag", "Handelsbolaget"),
    "kb": ("KB", "Kommanditbolag", "Kommanditbolaget"),
    "ek. för.": ("ek. för.", "ek.för.", "ek för", "ekonomisk förening"),
    "ideell förening": ("ideell förening", "ideell för."),
}
"""Legal forms of organisations with their spellings, last in a name or first (`AB Volvo`)."""

ORGANISATION_ABBREVIATIONS: dict[str, str] = {
    "af": "arbetsförmedlingen",
    "fk": "försäkringskassan",
    "skl": "sveriges kommuner och landsting",
    "skr": "sveriges kommuner och regioner",
    "vgr": "västra götalandsregionen",
    "abf": "arbetarnas bildningsförbund",
}
"""Abbreviations, in lower case, that are expanded if they are the whole name."""
