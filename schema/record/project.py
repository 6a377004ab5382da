"""The record of one project on one page."""

import msgspec

from schema.record.kinds import Layout
from schema.record.page_parts import Contact, Issue, Municipality, Organisation, Section, Value
from schema.record.prose_parts import Claim, Tag, Target


class Project(msgspec.Struct):
    """One project as described by one page."""

    source: str | None
    project_id: str
    layout: Layout
    programme_period: str | None = None
    url: str | None = None
    title: str | None = None
    dnr: str | None = None
    status: str | None = None
    programme_area: str | None = None
    programme_area_code: str | None = None
    specific_objective: str | None = None
    phase: str | None = None
    owner: str | None = None
    owner_org_number: str | None = None
    esf_support_sek: int | None = None
    total_budget_sek: int | None = None
    cofinancing_sek: int | None = None
    eu_cofinancing_rate: float | None = None
    period_start: str | None = None
    period_end: str | None = None
    region: str | None = None
    nuts2: str | None = None
    participants_planned: int | None = None
    fund: str | None = None
    cci: str | None = None
    intervention_type: str | None = None
    postal_code: str | None = None
    postal_town: str | None = None
    child_poverty_theme: bool | None = None
    strategic_importance: bool | None = None
    contact: Contact = msgspec.field(default_factory=Contact)
    sections: list[Section] = []
    organisations: list[Organisation] = []
    municipalities: list[Municipality] = []
    values: list[Value] = []
    claims: list[Claim] = []
    targets: list[Target] = []
    tags: list[Tag] = []
    issues: list[Issue] = []
