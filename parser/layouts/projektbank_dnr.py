"""Programmes 2014-2020 and 2021-2027: `https://www.esf.se/resultat/projektbanken/projekt/?dnr=<dnr>`.

A heading `<dnr> - <name>`, then labels with a colon in varying order, any value of which may be empty, then prose
without headings. The later programme has no amounts.
"""

from parser.bank.label_readers import (
    amount,
    date,
    digits,
    kept,
    number,
    period,
    programme_area,
    region,
    share,
    text,
    yes_or_no,
)
from parser.bank.layout import Layout

LAYOUT = Layout(
    name="projektbank-dnr",
    programme_period=None,
    labels={
        "Diarienummer": text("dnr"),
        "Projektnummer": text("dnr"),
        "Namn": text("title"),
        "Startdatum": date("period_start"),
        "Slutdatum": date("period_end"),
        "Projektperiod": period,
        "Land som berörs": kept,
        "Berörd fond": text("fund"),
        "Fond": text("fund"),
        "Program CCI": text("cci"),
        "Projektägare organisationsnummer": digits("owner_org_number", 10),
        "Projektägare org.nr.": digits("owner_org_number", 10),
        "Projektägare": text("owner"),
        "Region": region,
        "NUTS-2 kod": text("nuts2"),
        "Planerat antal deltagare": number("participants_planned"),
        "Antal deltagare": number("participants_planned"),
        "Total projektbudget": amount("total_budget_sek"),
        "Beviljat ESF-stöd": amount("esf_support_sek"),
        "Kontaktperson": text("contact.name"),
        "E-post": text("contact.email"),
        "Telefonnummer": text("contact.phone"),
        "Stödmottagare postnr": digits("postal_code", 5),
        "Stödmottagarens postnummer": digits("postal_code", 5),
        "Stödmottagare ort": text("postal_town"),
        "Stödmottagarens ort": text("postal_town"),
        "Stödmottagarens land": kept,
        "Programperiod": kept,
        "Total Kostnader": kept,
        "Stödmottagarens address": kept,
        "Programområde": programme_area,
        "Specifikt mål": text("specific_objective"),
        "Unionens medfinansieringsgrad": share("eu_cofinancing_rate"),
        "Interventionstyp": text("intervention_type"),
        "Sekundärtema - Motverka barnfattigdom": yes_or_no("child_poverty_theme"),
        "Insats av strategisk betydelse": yes_or_no("strategic_importance"),
    },
    signature=frozenset({"Diarienummer", "Namn", "Specifikt mål", "Unionens medfinansieringsgrad", "Interventionstyp"}),
    headings={},
    lists={},
    fixed_order=False,
)
