"""What a record holds of its prose: claims, targets and tags, each with its place and how sure it is."""

import msgspec

from schema.record.kinds import TagKind


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
