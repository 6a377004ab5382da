"""The form of a `gold.json`: what is annotated in a document, as docs/annotation.md says."""

from typing import Literal

import msgspec

from schema.record import SectionName

Kind = Literal[
    "amount.total_budget",
    "amount.esf_support",
    "amount.eu_contribution",
    "amount.cofinancing",
    "amount.other",
    "date.start",
    "date.end",
    "date.other",
    "count.participants",
    "count.other",
]
Status = Literal["beviljad", "ansökt", "utbetald"]


class GoldSection(msgspec.Struct, forbid_unknown_fields=True):
    """A paragraph (a block between blank lines): its section or none; `heading` for a heading standing alone."""

    text_starts: str
    section: SectionName | None
    heading: bool = False
    start: int = -1
    end: int = -1


class GoldTarget(msgspec.Struct, forbid_unknown_fields=True):
    """A quantified promise; `by` is a date in ISO 8601 with the precision stated."""

    raw: str
    quantity: int | float
    quantity_max: int | float | None
    unit: str
    of: str | None
    lower_bound: bool
    by: str | None
    women: int | None
    men: int | None
    occurrence: int | None = None
    start: int = -1
    end: int = -1


class GoldMoney(msgspec.Struct, forbid_unknown_fields=True):
    """The other currency's value of an amount stated in two."""

    value: int | float
    currency: Literal["EUR"]


class GoldClaim(msgspec.Struct, forbid_unknown_fields=True):
    """What the text states: an amount, a date (`earliest` and `latest` when it is approximate) or a count."""

    kind: Kind
    value: int | float | str | None
    currency: Literal["SEK", "EUR"] | None
    status: Status | None
    scope: Literal["per deltagare", "del"] | None
    raw: str
    other: GoldMoney | None = None
    value_max: int | None = None
    earliest: str | None = None
    latest: str | None = None
    occurrence: int | None = None
    start: int = -1
    end: int = -1


class GoldProject(msgspec.Struct, forbid_unknown_fields=True):
    """A project the page tells of."""

    title: str
    owner: str | None
    status: Status | None


class GoldFile(msgspec.Struct, forbid_unknown_fields=True):
    """All that is annotated in one document; `projects` where it tells of several."""

    sections: list[GoldSection]
    targets: list[GoldTarget]
    claims: list[GoldClaim]
    target_groups: list[str]
    countries: list[str]
    cities: list[str]
    municipalities: list[str]
    counties: list[str]
    partners_abroad: list[str]
    project: GoldProject | None = None
    projects: list[GoldProject] = []
