"""The record: the facts of one project on one page, as `esfarkiv parse` prints it and `archive` stores it.

Every key is always present; null (or an empty list) means that the page does not state it. Offsets are characters in
the page's canonical text. Amounts are whole Swedish kronor (SEK), dates ISO 8601.
"""

from typing import Literal

import msgspec

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


class Contact(msgspec.Struct):
    """The contact person: personal data, kept out of everything that is published."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


class Section(msgspec.Struct):
    """Prose under a heading; `section` is null for prose that belongs to none of the seven."""

    section: SectionName | None
    heading: str | None
    text: str
    method: Method
    start: int
    end: int
    confidence: float | None = None
    """Between 0 and 1 for an inferred section; None under a heading."""
    rule: str | None = None
    """The strongest evidence for an inferred section; None under a heading."""
    shown: bool = True
    """Whether an inferred section is sure enough to be shown; one that is not stays as text of no section."""


class Organisation(msgspec.Struct):
    """A partner as written in one of the closing lists."""

    name: str
    role: Role


class Municipality(msgspec.Struct, frozen=True):
    """A municipality in SCB's spelling; `code` (four digits) is null when the name is not in SCB's list."""

    name: str
    code: str | None


class Value(msgspec.Struct):
    """Provenance of one fact: `canonical_text[start:end] == raw`."""

    field: FactField
    raw: str
    start: int
    end: int
    method: Method


class Claim(msgspec.Struct):
    """A typed statement in prose; amounts in whole units of `currency`, dates with the precision stated.

    `scope` is `per deltagare`, or `del` for a part of the whole; `value_max` ends a range. An approximate date has the
    `earliest` and `latest` possible day; an amount stated in two currencies has `other_value` in `other_currency`.
    `confidence` is between 0 and 1; what is `shown` is above the threshold of its kind.
    """

    kind: str
    value: int | float | str | None
    currency: str | None
    status: str | None
    scope: str | None
    raw: str
    start: int
    end: int
    value_max: int | float | None = None
    earliest: str | None = None
    latest: str | None = None
    other_value: int | float | None = None
    other_currency: str | None = None
    confidence: float = 1.0
    shown: bool = True


class Target(msgspec.Struct):
    """A quantified promise, such as 70 `procent` of `deltagarna`.

    `quantity_max` ends a range; `lower_bound` is true for `minst`; `by` is the deadline, with the precision stated;
    `women` and `men` split it; `sentence_start` and `sentence_end` delimit its sentence; `confidence` and `shown` are
    those of a claim.
    """

    quantity: int | float
    unit: str
    of: str | None
    raw: str
    start: int
    end: int
    quantity_max: int | float | None = None
    lower_bound: bool = False
    by: str | None = None
    women: int | None = None
    men: int | None = None
    sentence_start: int | None = None
    sentence_end: int | None = None
    confidence: float = 1.0
    shown: bool = True


TagKind = Literal["target_group", "theme", "country", "city", "municipality", "county", "partner_abroad"]


class Tag(msgspec.Struct):
    """Something that the prose mentions, in canonical form; `code` is SCB's or a country's ISO 3166 code, if any.

    `confidence` and `shown` are those of a claim.
    """

    kind: TagKind
    name: str
    code: str | None
    raw: str
    start: int
    end: int
    confidence: float = 1.0
    shown: bool = True


class Issue(msgspec.Struct):
    """Something on the page that could not be parsed, with its position."""

    code: str
    message: str
    start: int
    end: int


class Span(msgspec.Struct):
    """A piece of canonical text and what it is; `field` names the fact, section or list it belongs to."""

    kind: SpanKind
    start: int
    end: int
    field: str | None = None


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
