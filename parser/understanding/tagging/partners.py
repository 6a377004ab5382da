"""Organisations abroad by name: a foreign legal form, a foreign word for an institution, or a place beside them."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from parser.understanding.tagging.abroad import LIKELY, SURE
from parser.understanding.tagging.place_names import PlaceMention, is_word
from parser.understanding.tagging.segments import Segments
from parser.understanding.words import Words
from schema.prose_vocabulary import first_names, places

_UPPER = "A-ZÅÄÖÉØÆÁÀÓÚÍÜŁŠŽČŚ"
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
    form, institution, word, _ = _patterns()
    named = (match.span() for match in institution.finditer(text, start, end) if word.search(match[0]))
    likely = {span: LIKELY for span in named if _is_name(text[slice(*span)], span[0] == start)}
    return likely | {match.span(): SURE for match in form.finditer(text, start, end)}


def _before(text: str, start: int, end: int) -> dict[Span, float]:
    """A name right before a place abroad (`Nowa Droga i Lublin`), that does not open its sentence."""
    match = _patterns()[3].search(text, max(start, end - 120), end)
    return {match.span(1): LIKELY} if match and match.start(1) > start and _is_name(match[1], False) else {}


def _is_name(name: str, opens: bool) -> bool:
    """Whether a run of capitals is an organisation's abroad: no person, no place, not a sentence's first word."""
    parts = name.split()
    known = [place for part in parts if (place := places().get(part))]
    home = any(place.kind in ("municipality", "county") for place in known)
    plain = len(known) == len(parts) or name in places() or parts[0] in first_names() or "ESF" in parts
    return not (home or plain or is_word("swedish", name) or (opens and len(parts) == 1))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A name with a legal form; a run of capitals; a word for an institution; a name before a place."""
    data = tomllib.loads((files("parser.understanding.tagging") / "partner_names.toml").read_text("utf-8"))
    links, forms, institutions, no_names = (
        f"(?:{'|'.join(data[key])})" for key in ("links", "forms", "institutions", "no_names")
    )
    name = rf"(?<!\w)(?!{no_names}\b)[{_UPPER}][\w'’/-]*"
    run = rf"{name}(?: (?:{links} )?{name})"
    return (
        re.compile(rf"{run}{{0,5}} {forms}(?!\w)"),
        re.compile(rf"{name}(?: (?:{links} ){{0,2}}(?:{name}|kommune|fylkeskommune|säätiö|yhdistys|ry)\b){{0,6}}"),
        re.compile(rf"(?<!\w){institutions}\b"),
        re.compile(rf"({run}{{1,5}})(?: i| från| in|,| \() ?$"),
    )
