"""Programme 2007-2013: `https://www.esf.se[/sv]/Resultat/Projektbanken/Behallare-for-projekt/<Region>/<Slug>/`.

Ten labels in a fixed order, their values glued to them or in the next line or cell; seven sections and four closing
lists, any of which may be absent. The title is the last line above the labels, whatever banners precede it.
"""

from parser.bank.label_readers import amount, period, phase, programme_area, region, text
from parser.bank.layout import Layout
from schema.record_words import SECTIONS
from schema.titles import ROLE_TITLES

LAYOUT = Layout(
    name="projektbank-2007",
    programme_period="2007-2013",
    labels={
        "Programområde": programme_area,
        "Projektfas": phase,
        "Projektägare": text("owner"),
        "Kontaktperson": text("contact.name"),
        "E-post": text("contact.email"),
        "Telefonnummer": text("contact.phone"),
        "Beviljat ESF-stöd": amount("esf_support_sek"),
        "Total projektbudget": amount("total_budget_sek"),
        "Projektperiod": period,
        "Region": region,
    },
    signature=frozenset({"Projektfas"}),
    headings={heading: name for name, heading in SECTIONS.items()},
    lists={heading: role for role, heading in ROLE_TITLES.items()} | {"Kommun": None},
)
