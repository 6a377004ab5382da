"""The amounts of a project that count, each with a sentence to quote and the place where it stands."""

from collections.abc import Iterable

import msgspec

from archive.database import Row
from archive.site.language.swedish import stated
from archive.site.language.translations import translated

KINDS_OF_AMOUNTS = ("amount.esf_support", "amount.total_budget", "amount.eu_contribution", "amount.cofinancing")
_SOURCES = {"projektbank": "ESF-rådets projektbank"}
"""Names of sources in a quotation, where they are not those of `claim_sources`."""


class StatedAmount(msgspec.Struct):
    """An amount: the claim that states it, and the sentence that quotes it with its source and its day."""

    claim: Row
    quotation: str

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"belopp-{self.claim['kind'].removeprefix('amount.')}-{self.claim['currency']}"


def stated_amounts(claims: Iterable[Row]) -> list[StatedAmount]:
    """Of each kind and currency, the claim that ranks first: the amounts of `project_amounts`."""
    first: dict[tuple[str, str], Row] = {}
    ranked = (claim for claim in claims if claim["standing"] is not None and claim["currency"])
    for claim in sorted(ranked, key=lambda claim: claim["standing"]):
        first.setdefault((claim["kind"], claim["currency"]), claim)
    order = ((kind, currency) for kind in KINDS_OF_AMOUNTS for currency in ("SEK", "EUR"))
    return [StatedAmount(first[key], quotation(first[key])) for key in order if key in first]


def quotation(claim: Row) -> str:
    """`11 240 600 kr, Beviljat ESF-stöd, ESF-rådets projektbank, sidan sedd 2014-03-02`."""
    source = _SOURCES.get(claim["source"]) or str(claim["source_label"])
    return ", ".join([stated(claim), claim["label"], source, _seen(claim)])


def _seen(claim: Row) -> str:
    day = (claim["captured_at"] or "")[:10]
    if claim["line"]:
        row = translated("rad {line}", line=claim["line"])
        return translated("{row} i filen, sedd {day}", row=row, day=day) if day else row
    return translated("sidan sedd {day}", day=day) if day else translated("sidan utan känd dag")
