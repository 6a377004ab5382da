"""The site's Swedish names of sections, roles, kinds of tags and query fields.

Labels of tables and columns are in `dictionary/`; headings that pages write are in `record_words.py`.
"""

from schema.record import Role

SECTION_TITLES: dict[str, str] = {
    "sammanfattning": "Sammanfattning",
    "bakgrund": "Bakgrund",
    "syfte": "Syfte",
    "malsattning": "Målsättning",
    "tillganglighet": "Tillgänglighet",
    "jamstalldhet": "Jämställdhet",
    "transnationellt_samarbete": "Transnationellt samarbete",
}
"""For two of them, shorter than the heading on the page."""

ROLE_TITLES: dict[Role, str] = {
    "medfinansiär": "Medfinansiärer",
    "samarbetspartner": "Samarbetspartners",
    "deltagande aktör": "Deltagande aktörer",
}
"""In the order of the closing lists, whose headings they are."""

TAG_TITLES: dict[str, str] = {
    "target_group": "Målgrupper",
    "theme": "Teman",
    "municipality": "Kommuner i texten",
    "county": "Län i texten",
    "country": "Länder",
    "city": "Städer utomlands",
    "partner_abroad": "Partners utomlands",
}

QUERY_FIELDS: dict[str, str] = {
    "q": "Sökord",
    "programperiod": "Programperiod, t.ex. 2007-2013",
    "namn": "Del av namnet",
    "programomrade": "Programområde, t.ex. 2",
    "slag": "Slag, t.ex. Slutdatum",
    "falt": "Fält, t.ex. period_end",
    "markord": "Slag av märkord, t.ex. country",
    "enhet": "Enhet, t.ex. procent",
}
"""Form labels of the canned queries' parameters."""
