"""Claims of pages and registers as rows: what each states, in a form that can be compared."""

import re
from collections.abc import Iterator

from archive.building.claim_kinds import fact_kinds
from archive.building.claims.precision import possible_amounts, possible_days
from archive.building.organisations.organisation_names import key_of
from archive.building.rows.record_rows import MaskedRecord
from archive.database import Row


def page_claims(record: MaskedRecord) -> Iterator[Row]:
    """What a page states, as rows of `claims` without project, capture and position."""
    source = "prosa" if record.project.layout == "prose" else "projektbank"
    places = {row["field"]: row for row in reversed(record.provenance)}
    for field, value in (record.row | record.rejected()).items():
        if field in fact_kinds() and field in places and value is not None and not _is_claim(places[field], record):
            kind, currency = fact_kinds()[field], "SEK" if field.endswith("_sek") else None
            written = f"SEK {value}" if currency else str(value)
            row = _row(source, kind, written, currency, record.project.status)
            review = record.review(kind, places[field])
            yield _measured(row | _place(places[field], record) | review | {"shown": review["review"] != "avvisad"})
    for claim in record.claims():
        row = _row("prosa", claim["kind"], _written(claim, "value", "currency"), claim["currency"], claim["status"])
        extra = {name: claim[name] for name in ("scope", "earliest", "latest", "confidence", "shown", "review")}
        extra["value_max"] = None if claim["value_max"] is None else str(claim["value_max"])
        extra["other_value"] = _written(claim, "other_value", "other_currency") if claim["other_currency"] else None
        yield _measured(row | _place(claim | {"method": "inferred"}, record) | extra)


def _is_claim(place: Row, record: MaskedRecord) -> bool:
    """Whether a fact was filled from one of the record's own claims, which already states it."""
    return any((claim.start, claim.end) == (place["start"], place["end"]) for claim in record.project.claims)


def _written(claim: Row, value: str, currency: str) -> str:
    number = claim[value]
    plain = int(number) if isinstance(number, float) and number.is_integer() else number
    return f"{claim[currency]} {plain}" if claim[currency] else "" if plain is None else str(plain)


def _place(row: Row, record: MaskedRecord) -> Row:
    sentence = record.sentence_at(row["start"]) if row["method"] == "inferred" else None
    return {name: row[name] for name in ("raw", "start", "end", "method")} | {"sentence": sentence}


def _row(source: str, kind: str, value: str, currency: str | None, status: str | None) -> Row:
    stated = {"source": source, "kind": kind, "value": value, "currency": currency, "scope": None}
    empty = dict.fromkeys(("value_max", "other_value", "earliest", "latest", "least", "most", "sentence", "review"))
    sure = {"confidence": 1.0, "shown": True}
    derived = {"status": status if currency else None, "comparable": comparable(kind, value), "in_force": 1}
    return stated | derived | empty | sure


def _measured(row: Row) -> Row:
    """The row with the days or the sums that its value can mean; what a page's words mean (`hösten 2012`) is kept."""
    if row["kind"].startswith("date.") and row["value"] and not row["earliest"]:
        return row | dict(zip(("earliest", "latest"), possible_days(row["value"]), strict=True))
    if row["currency"]:
        return row | dict(zip(("least", "most"), possible_amounts(row["value"], row["raw"]), strict=True))
    return row


def register_row(source: str, kind: str, value: str, raw: str) -> Row:
    """The row of `claims` for one statement of a register, without project, capture and position."""
    currency = value[:3] if kind.startswith("amount.") else None
    return _measured(_row(source, kind, value, currency, "beviljad") | {"raw": raw})


def comparable(kind: str, value: str) -> str:
    """A value normalised for comparison: texts without spaces and punctuation, owners by `key_of`, no case.

    The Commission's programme numbers end with a version, which the project bank leaves out.
    """
    if kind.startswith("text."):
        text = key_of(value) if kind == "text.owner" else value
        return re.sub(r"[\W_]+", "", text.replace("&", " och ")).casefold()
    value = re.sub(r"(?<=[A-Z]{2})\d{3}$", "", value) if kind == "code.cci" else value
    return value.casefold() if kind.startswith("code.") else value
