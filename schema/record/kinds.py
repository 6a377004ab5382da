"""The closed lists of words that a record uses, typed so that a misspelt one is a type error."""

from typing import Literal

Layout = Literal["projektbank-2007", "projektbank-2014", "projektbank-dnr", "prose"]
Method = Literal["label", "heading", "inferred"]
SectionName = Literal[
    "sammanfattning",
    "bakgrund",
    "syfte",
    "malsattning",
    "tillganglighet",
    "jamstalldhet",
    "transnationellt_samarbete",
]
Role = Literal["medfinansiär", "samarbetspartner", "deltagande aktör"]
SpanKind = Literal[
    "boilerplate", "title", "label", "value", "heading", "section", "list-item", "separator", "remainder"
]
TagKind = Literal["target_group", "theme", "country", "city", "municipality", "county", "partner_abroad"]

FactField = Literal[
    "title",
    "dnr",
    "status",
    "programme_area",
    "programme_area_code",
    "specific_objective",
    "phase",
    "owner",
    "owner_org_number",
    "esf_support_sek",
    "total_budget_sek",
    "cofinancing_sek",
    "eu_cofinancing_rate",
    "period_start",
    "period_end",
    "region",
    "nuts2",
    "participants_planned",
    "fund",
    "cci",
    "intervention_type",
    "postal_code",
    "postal_town",
    "child_poverty_theme",
    "strategic_importance",
    "contact.name",
    "contact.email",
    "contact.phone",
]
"""The fields of a project that a page may fill, typed so that a misspelt name is a type error."""
