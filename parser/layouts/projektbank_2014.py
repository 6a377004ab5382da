"""Programme 2014-2020, first site: `https://www.esf.se/sv/Resultat/Projektbanken-2014-2020/Alla-Projekt/<Slug>/`.

Label and value on separate lines, without a colon; one heading, Sammanfattning.
"""

from parser.bank.label_readers import amount, kept, number, period, programme_area, region, text
from parser.bank.layout import Layout

LAYOUT = Layout(
    name="projektbank-2014",
    programme_period="2014-2020",
    labels={
        "Programområde": programme_area,
        "Region": region,
        "Utlysning": kept,
        "Projektägare": text("owner"),
        "Projektnummer": text("dnr"),
        "Planerat antal deltagare": number("participants_planned"),
        "Projektperiod": period,
        "Total projektbudget": amount("total_budget_sek"),
        "Beviljat ESF-stöd": amount("esf_support_sek"),
        "Kontaktperson": text("contact.name"),
        "E-post": text("contact.email"),
        "Telefonnummer": text("contact.phone"),
    },
    signature=frozenset({"Utlysning", "Projektnummer", "Planerat antal deltagare"}),
    headings={"Sammanfattning": "sammanfattning"},
    lists={},
    fixed_order=False,
)
