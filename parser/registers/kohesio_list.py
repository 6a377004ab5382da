"""Kohesio: the EU's own list of operations, one CSV file per country from 2014 on, with amounts in euro.

The file covers every fund. Rows for Sweden are kept whose fund or programme (CCI) is the Social Fund's. The
operation's local id ends with the register number of ESF-rådet: `2021SE05SFPR001_22-002-S01`.
"""

import re
from collections.abc import Mapping

from parser.registers.cells import code, euro_amount, organisation_number, postal_code, share, text
from parser.registers.day_cells import date
from parser.registers.register import Register, RegisterColumn
from parser.text.identity import dnr_within
from schema.record_words import SWEDEN

_ESF_PROGRAMME = re.compile(r"\d{4}[A-Z]{2}05(?!FM)", re.IGNORECASE)
"""The Social Fund's programmes, 05, except the aid to the most deprived (FEAD)."""
_SOCIAL = re.compile(r"ESF(\+|PLUS)?|YEI|.*(EUROPEAN SOCIAL FUND|EUROPEISKA SOCIALFONDEN|YOUTH EMPLOYMENT).*")


def _left(row: Mapping[str, str]) -> str | None:
    programme = row.get("programmecode", "")
    countries = {row.get(column, "").casefold() for column in ("countrycode", "country")} - {""}
    if not (countries & SWEDEN or (not countries and programme[4:6].upper() == "SE")):
        return "of other countries"
    return None if _is_social(programme, row.get("fundcode", ""), row.get("fundname", "")) else "of other funds"


def _is_social(programme: str, code: str, name: str) -> bool:
    """Decided by the fund's code or name where there is one, of several by any, else by the programme's number."""
    named = [re.sub(r"[ _-]+", " ", fund.upper()).replace("ESF PLUS", "ESF+") for fund in (code, name) if fund]
    funds = [part.strip() for fund in named for part in re.split(r"[/;,|&]", fund)]
    return any(map(_SOCIAL.fullmatch, funds)) if funds else bool(_ESF_PROGRAMME.match(programme))


REGISTER = Register(
    name="kohesio",
    label="Kohesio",
    identifier=("Operation_Local_Identifier",),
    currency="EUR",
    currency_column="Total_Eligible_Expenditure_Currency",
    dnr=dnr_within,
    left=_left,
    deciding=("Fund_Code", "Fund_Name", "Programme_Code"),
    columns=(
        RegisterColumn(("Total_Eligible_Expenditure_amount",), "amount.total_budget", euro_amount, required=True),
        RegisterColumn(("Project_EU_Budget",), "amount.eu_contribution", euro_amount),
        RegisterColumn(("Cofinancing_Rate",), "rate.eu_cofinancing", share),
        RegisterColumn(("Operation_Start_Date",), "date.start", date),
        RegisterColumn(("Operation_End_Date",), "date.end", date),
        RegisterColumn(("Operation_Name_Programme_Language",), "text.title", text),
        RegisterColumn(("Beneficiary_Name",), "text.owner", text),
        RegisterColumn(("Beneficiary_Local_Identifier",), "code.owner_org_number", organisation_number),
        RegisterColumn(("Category_Of_Intervention",), "code.intervention", code),
        RegisterColumn(("Postal_Code",), "code.postal_code", postal_code),
    ),
    ignored=(
        "Operation_Unique_Identifier",
        "Operation_Name_English",
        "Country",
        "CountryCode",
        "Total_Eligible_Expenditure_Currency",
        "Beneficiary_Unique_Identifier",
        "Location_Indicator_latitude_longitude",
        "Category_Label",
        "Thematic_Objective_ID",
        "Thematic_Objective_Label",
        "Policy_Objective_ID",
        "Policy_Objective_Label",
        "Programme_Name",
        "Region",
        *(f"NUTS{level}_{part}" for level in (1, 2, 3) for part in ("Code", "Label")),
        "LAU_Labels",
        "Programming_Period",
        "Operation_Summary_English",
        "Operation_Summary_Programme_Language",
        "ManagingAuthority",
    ),
)
