"""Lines read from prose: what is shown is above the threshold of its kind, and what is not shown is below it."""

from collections.abc import Iterator

import msgspec

from archive.verifying.finding import Finding
from archive.verifying.opened_archive import OpenedArchive
from parser.judging.thresholds import is_shown

_BESIDE_LABELS = {"date.start", "date.end", "count.participants"}
"""Kinds of prose that are hidden where a label of the page says otherwise, however sure they are."""
_ROUNDED = 0.0005
"""Half of the last decimal of a confidence as it is kept."""


class _Lines(msgspec.Struct, frozen=True):
    """A table of lines: its key, the kind that its threshold goes by, and the lines that were judged."""

    key: str
    kind: str
    judged: str
    labelled: str = "0"


_LABELLED = (
    "exists (select 1 from claims o where o.capture_id = claims.capture_id and o.kind = claims.kind "
    "and o.method <> 'inferred')"
)
_LINES = {
    "claims": _Lines(
        "'capture_id=' || capture_id || ' position=' || position",
        "kind || iif(kind = 'count.participants' and scope = 'del', '.del', '')",
        "method = 'inferred' and line is null and kind not like 'text.%'",
        _LABELLED,
    ),
    "targets": _Lines("'project_id=' || project_id || ' position=' || position", "'targets'", "true"),
    "tags": _Lines("'project_id=' || project_id || ' position=' || position", "kind", "true"),
    "sections": _Lines(
        "'project_id=' || project_id || ' position=' || position",
        "'section'",
        "section is not null and method <> 'heading'",
    ),
}


def check_shown(archive: OpenedArchive) -> Iterator[Finding]:
    """Every line of every table of lines; a person's verdict goes before the threshold."""
    for table, lines in _LINES.items():
        columns = f"{lines.key}, {lines.kind}, confidence, shown, review, {lines.labelled}"
        sql = f"select {columns} from {table} where {lines.judged}"
        for key, kind, confidence, shown, review, labelled in archive.rows(sql):
            archive.checked["lines read from prose"] += 1
            if expected := _expected(kind, confidence, bool(shown), review, bool(labelled)):
                yield Finding(table, key, "shown", expected, f"{shown}, confidence {confidence}")


def _expected(kind: str, confidence: float | None, shown: bool, review: str | None, labelled: bool) -> str | None:
    """What `shown` should be; None where it is so."""
    if review:
        right = review == "granskad"
        return None if shown == right else f"{int(right)} for a line that is {review}"
    if confidence is None:
        return "a confidence"
    if not 0 <= confidence <= 1:
        return "a confidence from 0 to 1"
    if shown and not is_shown(kind, confidence + _ROUNDED):
        return f"0 below the threshold of {kind}"
    hidden = labelled and kind.removesuffix(".del") in _BESIDE_LABELS
    if not shown and is_shown(kind, confidence - _ROUNDED) and not hidden:
        return f"1 above the threshold of {kind}"
    return None
