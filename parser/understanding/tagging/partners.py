"""Organisations abroad by name: a foreign legal form, a foreign word for an institution, or a place beside them."""

import functools
import re
from collections.abc import Iterator, Mapping

from parser.understanding.tagging.abroad import LIKELY, SURE
from parser.understanding.tagging.place_names import PlaceMention, is_word
from parser.understanding.tagging.segments import Segments
from parser.understanding.tagging.tables import read_table
from parser.understanding.words import Words
from schema.prose_vocabulary import first_names, places

Span = tuple[int, int]


def partner_names(
    text: str, words: Words, segments: Segments, abroad: Mapping[PlaceMention, float]
) -> Iterator[tuple[Span, float]]:
    """The places of organisations' names beside places abroad that count, each with how sure it is that it is one."""
    counted = {one: at for one, sure in abroad.items() if sure >= LIKELY and (at := segments.at(one.first))}
    found: dict[Span, float] = {}
    for sentence in {*counted.values(), *segments.of("transnationellt_samarbete")}:
        found |= _in_sentence(text, words.starts[sentence.first], words.ends[sentence.end - 1])
    for one, sentence in counted.items():
        found |= _before(text, words.starts[sentence.first], words.starts[one.first])
    reach = 0
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if span[0] >= reach:
            reach = span[1]
            yield span, found[span]


def _in_sentence(text: str, start: int, end: int) -> dict[Span, float]:
    """Names with a foreign legal form, or a foreign word for an institution."""
    institution = _pattern("institution")
    named = (hit.span() for hit in _pattern("capitals").finditer(text, start, end) if institution.search(hit[0]))
    likely = {span: LIKELY for span in named if _is_name(text[slice(*span)], span[0] == start)}
    return likely | {hit.span(): SURE for hit in _pattern("form").finditer(text, start, end)}


def _before(text: str, start: int, end: int) -> dict[Span, float]:
    """A name right before a place abroad (`Nowa Droga i Lublin`), that does not open its sentence."""
    hit = _pattern("before").search(text, max(start, end - 120), end)
    return {hit.span(1): LIKELY} if hit and hit.start(1) > start and _is_name(hit[1], False) else {}


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(read_table("partner_names.toml")[name])


def _is_name(name: str, opens: bool) -> bool:
    """Whether a run of capitals is an organisation's abroad: no person, no place, not a sentence's first word."""
    parts = name.split()
    known = [place for part in parts if (place := places().get(part))]
    home = any(place.kind in ("municipality", "county") for place in known)
    plain = len(known) == len(parts) or name in places() or parts[0] in first_names() or "ESF" in parts
    return not (home or plain or is_word("swedish", name) or (opens and len(parts) == 1))
