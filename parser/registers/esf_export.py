"""ESF-rådet's own CSV export of the project bank 2021-2027: semicolons, Swedish numbers, bilingual headings.

The headings drift, so either half of `Swedish / English` is enough, whatever its case, spaces and punctuation.
"""

from parser.registers.cells import cci, code, organisation_number, share, swedish_amount, text
from parser.registers.day_cells import date
from parser.registers.register import Register, RegisterColumn
from parser.text.identity import dnr_within

REGISTER = Register(
    name="esf-export",
    label="ESF-rådets export",
    identifier=("Diarienummer", "Operation ID"),
    bilingual=True,
    dnr=dnr_within,
    columns=(
        RegisterColumn(("Total projektbudget", "Total budget"), "amount.total_budget", swedish_amount, required=True),
        RegisterColumn(("EU-stöd", "EU contribution", "EU support"), "amount.eu_contribution", swedish_amount),
        RegisterColumn(
            ("Unionens medfinansieringsgrad", "Union co-financing rate", "EU co-financing rate"),
            "rate.eu_cofinancing",
            share,
        ),
        RegisterColumn(("Startdatum", "Start date"), "date.start", date),
        RegisterColumn(("Slutdatum", "End date"), "date.end", date),
        RegisterColumn(("Namn på insatsen", "Operation name"), "text.title", text),
        RegisterColumn(("Stödmottagare", "Beneficiary"), "text.owner", text),
        RegisterColumn(
            ("Projektägare organisationsnummer", "Beneficiary ID", "Organisationsnummer"),
            "code.owner_org_number",
            organisation_number,
        ),
        RegisterColumn(("Projektägare ort", "Beneficiary city"), "text.postal_town", text),
        RegisterColumn(("Programområde", "Priority"), "code.programme_area", code),
        RegisterColumn(
            ("Specifikt mål", "Specific objective concerned", "Specific objective"),
            "code.specific_objective",
            code,
        ),
        RegisterColumn(("Interventionsområde", "Intervention field", "Interventionstyp"), "code.intervention", code),
        RegisterColumn(("Program CCI",), "code.cci", cci),
    ),
    ignored=(
        "Stödmottagarens land",
        "Beneficiary country",
        "Sammanfattning",
        "Summary",
        "Sammanfattning engelsk",
        "Summary in English",
        "EU-fond",
        "EU fund",
    ),
)
