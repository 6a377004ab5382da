"""What the documents about a project state: kinds of claims that several documents state, and those they agree on."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from archive.database import Row


def stated_by_several(claims: Iterable[Row]) -> dict[str, list[Row]]:
    """Claims by kind, for the kinds that at least two documents state; the claim shown comes first.

    A document is a page at one address or a file: of each, only what is in force is taken (`_statements`). Two copies
    of one file are one source.
    """
    of_project = [row for row in claims if not row["kind"].endswith(".other")]
    kinds = ((kind, _statements(list(rows))) for kind, rows in groupby(of_project, key=lambda row: row["kind"]))
    return {kind: rows for kind, rows in kinds if len({row["digest"] for row in rows}) > 1}


def _statements(claims: list[Row]) -> list[Row]:
    """What each document states of one kind: what is compared, else what it applied for, was paid, or gives as a part.

    The prose of a page is left out where its own labels speak: it is no second source.
    """
    comparing = {row["capture_id"] for row in claims if row["compared"]}
    return [row for row in claims if row["compared"] or (row["in_force"] and row["capture_id"] not in comparing)]


def agreed(claims: Iterable[Row], disputed: set[str]) -> Iterator[tuple[str, list[Row]]]:
    """The kinds on which all documents agree, by label, with what each states; `disputed` kinds are left out.

    Amounts in two currencies agree only within the rates, and a document that states several values agrees by one of
    them: neither says the same, so both are left to be compared side by side.
    """
    for kind, rows in stated_by_several(claims).items():
        is_one = len(rows) == len({row["capture_id"] for row in rows}) and len({row["currency"] for row in rows}) == 1
        if kind not in disputed and is_one and all(row["compared"] for row in rows):
            yield rows[0]["label"], rows
