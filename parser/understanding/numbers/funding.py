"""What an amount is: its kind by the words around it, its status by what became of the project, and its scope.

Kinds and statuses are those of docs/annotation.md. Each amount has its own piece of the sentence: what stands since
the last amount's piece, and what follows up to the next comma, `varav` or the like.
"""

import functools
import re
from collections.abc import Sequence

import msgspec

from parser.understanding.numbers.amounts import Money
from parser.understanding.numbers.funding_cues import (
    APPLIED,
    APPLIED_FOR,
    APPLIED_HERE,
    BREAK,
    CONDITIONAL,
    COSTS,
    CUES,
    DIRECT,
    FOR_A_THING,
    FOR_ONE,
    FUND,
    GRANTED,
    GRANTED_BY_OTHERS,
    INCLUDING,
    INHERITS,
    INSTALMENT,
    LARGEST_GRANT_SEK,
    LISTED,
    MATCHING,
    NAMED_PAYER,
    NOT_FUNDING,
    OF_THE_PROJECT,
    OF_TOTAL,
    ONE_THING,
    OTHER,
    OTHER_FUNDER,
    OWN_COST,
    OWN_MEANS,
    OWN_PART,
    OWNER_ONLY,
    PAID,
    PART,
    PAYER_FIRST,
    PER_PERSON,
    RECEIVED_FROM_OTHERS,
    RUNNING_COST,
    SEVERAL,
    UNIT_PRICE,
    YEAR_OF,
)
from parser.understanding.numbers.sentences import Sentence
from schema.record import Claim

SMALLEST_GRANT_SEK = 10_000


@functools.lru_cache(maxsize=4)
def _is_granted(text: str) -> bool:
    """Whether a text speaks of a grant by the fund, without an if."""
    return GRANTED.search(GRANTED_BY_OTHERS.sub(" ", CONDITIONAL.sub(" ", text))) is not None


class Status(msgspec.Struct, frozen=True):
    """What the whole page says of the project: `beviljad`, `ansökt` or None."""

    page: str | None

    def of_block(self, text: str) -> str | None:
        """The status of the project that a paragraph tells of, where the page lists several."""
        if _is_granted(text):
            return "beviljad"
        if self.page == "ansökt":
            return "ansökt"
        return "ansökt" if APPLIED_HERE.search(text) else self.page


def project_status(text: str, known: str | None = None) -> Status:
    """Granted where the text says so without an if; else applied for where it speaks of applying, else as `known`."""
    if _is_granted(text):
        return Status("beviljad")
    return Status("ansökt" if APPLIED.search(text) else known)


class AmountContext(msgspec.Struct, frozen=True):
    """An amount with its piece of the sentence before it and after it."""

    money: Money
    before: str
    after: str
    alone: bool


def amount_claims(
    sentence: Sentence, text: str, found: Sequence[Money], status: str | None, earlier: Sequence[Claim]
) -> list[Claim]:
    """The amounts `found` in a sentence as claims; `status` of the project they are for, `earlier` in the paragraph."""
    claims = list(earlier)
    for place in _places(text, sentence, found):
        claims.append(_claim(place, sentence, status, claims, text))
    return claims[len(earlier) :]


def _places(text: str, sentence: Sentence, found: Sequence[Money]) -> list[AmountContext]:
    places, opened = [], sentence.start
    for index, money in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else sentence.end
        stop = BREAK.search(text, _apposition(text, money), following)
        closed = stop.start() if stop else following if index + 1 == len(found) else money.end
        before, after = (INCLUDING.sub(" ", text[a:b]) for a, b in ((opened, money.start), (money.end, closed)))
        places.append(AmountContext(money, before, after, len(found) == 1))
        opened = closed
    return places


def _apposition(text: str, money: Money) -> int:
    """Where to look for the end of an amount's piece: past the comma that closes `, 1,2 miljoner kr, kommer från`."""
    opened = re.search(
        r", (?:(?:värdera|beräkna|uppskatta|motsvara)\w+ (?:till )?|ca |cirka |totalt |sammanlagt )?$",
        text[max(0, money.start - 30) : money.start],
    )
    enclosed = opened is not None and text.startswith(",", money.end)
    return money.end + 2 if enclosed else money.end


def _claim(place: AmountContext, sentence: Sentence, status: str | None, earlier: list[Claim], text: str) -> Claim:
    money = place.money
    near = place.before + " | " + place.after
    kind = kind_of(place, sentence, earlier)
    scope = _scope(kind, place, near, text)
    return Claim(
        f"amount.{kind}", money.value, money.currency, _status(kind, place, near, status), scope,
        text[money.start : money.end], money.start, money.end, value_max=money.value_max,
        other_value=money.other, other_currency=money.other_currency,
    )  # fmt: skip


def kind_of(place: AmountContext, sentence: Sentence, earlier: list[Claim]) -> str:
    """The kind that the words nearest the amount name: first those after it, then those before it, then its context."""
    kind = (
        _grant_of_others(place) or _direct_kind(place) or _named_kind(place) or _context_kind(place, sentence, earlier)
    )
    if kind == "total_budget" and PER_PERSON.search(place.before + place.after):
        return "esf_support" if re.search(FUND, place.before, re.I) else "other"
    if kind == "total_budget" and _is_journey(place, sentence):
        return "other"
    unnamed = kind == "esf_support" or (kind == "cofinancing" and not MATCHING.search(sentence.text))
    return "other" if unnamed and _is_before(sentence) else kind


def _is_journey(place: AmountContext, sentence: Sentence) -> bool:
    """Whether a cost told among the contacts abroad is that of a journey."""
    return sentence.section == "transnationellt_samarbete" and not OF_THE_PROJECT.search(place.before)


def _direct_kind(place: AmountContext) -> str | None:
    """The kind that the words right before the amount name, unless those after it speak of matching it."""
    return None if MATCHING.search(place.after) else next((k for k, cue in DIRECT if cue.search(place.before)), None)


def _is_before(sentence: Sentence) -> bool:
    """Whether a sentence on the background speaks of other support than the project's."""
    return sentence.section == "bakgrund" and not OF_THE_PROJECT.search(sentence.text)


def _named_kind(place: AmountContext) -> str | None:
    """The kind named in the amount's own piece of the sentence; None where nothing is."""
    if place.money.value >= LARGEST_GRANT_SEK or NOT_FUNDING.search(f"{place.before} {place.after}"):
        return "other"
    several = SEVERAL.search(place.before) is not None and not FOR_ONE.search(place.after)
    if several or RUNNING_COST.search(place.before) or FOR_A_THING.match(place.after):
        return "other"
    if (OWN_COST.search(place.before) and OWN_MEANS.search(place.after)) or re.search(
        r"självkostnad\w*\W+$", place.before
    ):
        return "other"
    near = f"{place.before} {place.after}"
    if OTHER_FUNDER.search(near) and not re.search(rf"{FUND}|\bEU\b", near, re.I):
        return "cofinancing"
    for words, last in ((place.after, False), (place.before, True)):
        found = [(match.start(), kind) for kind, cue in CUES for match in cue.finditer(words)]
        if found and not (last and OTHER.search(words) and not _is_fund(found)):
            best = _best(found, last, words)
            return "other" if best == "total_budget" and PER_PERSON.search(words) else best
    return "other" if OTHER.search(place.before) else None


def _grant_of_others(place: AmountContext) -> str | None:
    """`other` for what another authority than the fund grants, unless as co-financing."""
    near = f"{place.before} {place.after}"
    of_the_fund = re.search(rf"{FUND}|\bEU\b", near, re.I) or MATCHING.search(near)
    granted = GRANTED_BY_OTHERS.search(near) or RECEIVED_FROM_OTHERS.search(near)
    return "other" if granted and not of_the_fund else None


def _context_kind(place: AmountContext, sentence: Sentence, earlier: list[Claim]) -> str:
    """The kind of an amount that says nothing itself: that of the payers it is listed with, or of the sum it is of."""
    here = earlier and (earlier[-1].start >= sentence.start or not place.alone)
    listed = here and earlier[-1].kind == "amount.cofinancing" and NAMED_PAYER.match(place.before)
    payer = LISTED.search(place.before) or PAYER_FIRST.match(place.before)
    if listed or (payer and _is_funding(sentence, earlier)):
        return "cofinancing"
    if (INHERITS.search(place.before) or YEAR_OF.match(place.before)) and earlier:
        return earlier[-1].kind.removeprefix("amount.")
    lead = [kind for kind, cue in CUES if sentence.lead and cue.search(sentence.lead)]
    if len(lead) == 1 and len(place.before) < 50:
        return lead[0]
    costs = COSTS.search(place.before) and not (ONE_THING.search(place.before) or UNIT_PRICE.match(place.after))
    return "total_budget" if costs else "esf_support" if _is_grant(place) else "other"


def _is_funding(sentence: Sentence, earlier: list[Claim]) -> bool:
    """Whether payers are being listed: after `Medfinansiering`, or after an amount of the project's money."""
    context = (sentence.lead or "") + sentence.text
    named = re.search(rf"med\s?finansi|finansiering|{FUND}", context, re.I) is not None
    return named or any(claim.kind != "amount.other" for claim in earlier)


def _is_fund(found: list[tuple[int, str]]) -> bool:
    return any(kind in {"esf_support", "eu_contribution", "cofinancing"} for _, kind in found)


def _best(found: list[tuple[int, str]], last: bool, words: str) -> str:
    kinds = {kind for _, kind in found}
    if not last:
        return min(found)[1]
    if "eu_contribution" in kinds and kinds <= {"eu_contribution", "esf_support"}:
        return "eu_contribution"
    direct = [one for one in found if one[1] != "total_budget" or not OF_TOTAL.search(words[: one[0]])]
    return max(direct or found)[1]


def _is_grant(place: AmountContext) -> bool:
    """An owner and a sum with nothing else, as lists of granted projects have it: `Krokoms kommun, 1 980 000 kr`."""
    paid_out = PAID.search(place.before) is not None and "ut" in place.after.split()[:2]
    if paid_out or INSTALMENT.search(place.before):
        return True
    if place.money.value < SMALLEST_GRANT_SEK:
        return False
    if re.match(r"\W*(?:varje|alla|deltag\w+|den som|de som|en|ett)\b", place.before, re.I):
        return False
    if re.search(r"\b(?:får|fick|fått|sök(?:er|te|s)|ansök\w+)\b(?! dela)[^,;]{0,25}$", place.before) or PAID.search(
        place.after
    ):
        return True
    if OWNER_ONLY.match(place.before):
        return True
    owner = re.search(
        r"\b(?:kommun|stad|landsting\w*|AB|förening\w*|region|HB|stiftelse\w*|förbund\w*)\b", place.before, re.I
    )
    return owner is not None and len(place.before) < 60


def mark_payers(claims: Sequence[Claim]) -> None:
    """Mark the shares of several who co-finance in one paragraph as parts; what they add up to is the whole."""
    shares = [claim for claim in claims if claim.kind == "amount.cofinancing" and claim.scope is None]
    values = [claim.value for claim in shares if isinstance(claim.value, int | float)]
    for claim in shares if len(shares) > 1 else []:
        whole = isinstance(claim.value, int | float) and 2 * claim.value >= sum(values) and len(values) > 2
        claim.scope = None if whole else "del"


def _scope(kind: str, place: AmountContext, near: str, text: str) -> str | None:
    if PER_PERSON.search(near):
        return "per deltagare"
    inherited = INHERITS.search(place.before) and not any(cue.search(near) for _, cue in CUES)
    own_part = " del av " in text and OWN_PART.search(text, 0, place.money.start)
    return "del" if kind != "other" and (inherited or own_part or PART.search(near)) else None


def _status(kind: str, place: AmountContext, near: str, status: str | None) -> str | None:
    if kind not in {"total_budget", "cofinancing"} and PAID.search(near):
        return "utbetald"
    if status == "ansökt":
        return None if kind == "other" else status
    if kind == "cofinancing" and APPLIED_FOR.search(place.before):
        return "ansökt"
    return status if kind in {"esf_support", "eu_contribution"} else None
