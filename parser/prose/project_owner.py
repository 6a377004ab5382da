"""Find the owner of a project in prose, by weighted phrases before and after the names of organisations.

Nothing but the text is used: with too little evidence for any organisation there is no owner.
"""

import msgspec

from parser.prose.named_organisations import SHORT_FORM, Named, called_owners, organisations
from parser.prose.owner_cues import (
    AFTER_OWNER,
    BEFORE_OWNER,
    GRANTED_BEFORE,
    GRANTS_AFTER,
    NUMBERED,
    OWN_PROJECT,
    OWNED_BEFORE,
    OWNS_AFTER,
)
from parser.sectioning.line_wraps import joined
from schema.record import Value

_MIN_WEIGHT, _WEAKEST, _CALLED_OWNER, _SENDER = 1.2, 1.2, 3.0, 1.2
_FIRST_NAMED, _REPEATED, _IN_OPENING = 0.6, 0.4, 0.6
"""The minimum weight of an owner, of a phrase for it and of one that calls it the owner; the weight of standing first;
what is added for being named first, again and in the opening. Tuned on the gold corpus; no other reason is known."""
_OPENING, _SEARCHED = 400, 30_000
"""Characters in the opening of a text, where its owner is likely to be named, and characters searched in all."""


class _Evidence(msgspec.Struct):
    """What the text says of one organisation: its first full mention, its score, its strongest phrase."""

    named: Named
    score: float
    strongest: float = 0.0
    grants: bool = False

    def add(self, named: Named, weight: float, *, grants: bool) -> None:
        """Add a mention, with the weight of the words around it."""
        self.score, self.strongest = self.score + weight, max(self.strongest, weight)
        self.grants = self.grants or grants
        if named.name.endswith(")") and not self.named.name.endswith(")"):
            self.named = named

    @property
    def may_own(self) -> bool:
        """Whether words say that it is the owner; an authority that grants must be called so."""
        return self.score >= _MIN_WEIGHT and self.strongest >= (_CALLED_OWNER if self.grants else _WEAKEST)


def find_owner(text: str, start: int = 0, end: int | None = None, title: str = "") -> Value | None:
    """The organisation that owns, runs, applies for or is granted the project called `title`, according to the text."""
    end = min(start + _SEARCHED, len(text) if end is None else end)
    flat = joined(text[:end])
    found = _evidence(flat, start, end)
    found.pop(title.casefold(), None)
    best = max((one for one in found.values() if one.may_own), key=lambda one: one.score, default=None)
    if best is None:
        return None
    first, last = best.named.start, best.named.end
    return Value("owner", text[first:last], first, last, "inferred")


def _evidence(text: str, start: int, end: int) -> dict[str, _Evidence]:
    """What the words around each organisation say, by its name without unit and short form."""
    found: dict[str, _Evidence] = {}
    for named in _mentions(text, start, end):
        key, weight = named.name.casefold().split(",")[0].split(" (")[0], _weight(text, named)
        is_sender = not any(map(str.isalnum, text[start : named.start]))
        if key in found:
            found[key].score += _REPEATED
        else:
            opens = _IN_OPENING if named.start < start + _OPENING else 0.0
            found[key] = _Evidence(named, _FIRST_NAMED / (1 + len(found)) + opens)
        found[key].add(named, max(weight, _SENDER if is_sender else 0.0), grants=_grants(text, named))
    return found


def _mentions(text: str, start: int, end: int) -> list[Named]:
    """The organisations named and what else the text calls the owner, the longest name where two overlap."""
    named = [_with_short_form(text, _without_genitive(text, one)) for one in organisations(text, start, end)]
    named = [one for one in named if not NUMBERED.match(one.name)]
    kept: list[Named] = []
    for one in sorted([*named, *called_owners(text, start, end)], key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept


def _with_short_form(text: str, named: Named) -> Named:
    """The owner with the short form in brackets after it, where the text says just there that it owns the project."""
    short = SHORT_FORM.match(text, named.end)
    if short is None or not (
        OWNED_BEFORE.search(text[max(0, named.start - 60) : named.start]) or OWNS_AFTER.match(text, short.end())
    ):
        return named
    return Named(named.name + short[0], named.start, short.end())


def _grants(text: str, named: Named) -> bool:
    before, after = text[max(0, named.start - 60) : named.start], text[named.end : named.end + 90]
    return GRANTS_AFTER.match(after) is not None or GRANTED_BEFORE.search(before) is not None


def _without_genitive(text: str, named: Named) -> Named:
    """`Region Blekinges ESF-projekt` is a project of `Region Blekinge`."""
    owns = named.name.endswith("s") and OWN_PROJECT.match(text, named.end)
    return Named(named.name[:-1], named.start, named.end - 1) if owns else named


def _weight(text: str, named: Named) -> float:
    before, after = text[max(0, named.start - 60) : named.start], text[named.end : named.end + 90]
    does = max((weight for weight, pattern in AFTER_OWNER if pattern.match(after)), default=0.0)
    return does + max((weight for weight, pattern in BEFORE_OWNER if pattern.search(before)), default=0.0)
