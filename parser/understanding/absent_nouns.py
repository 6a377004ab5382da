"""Numbers whose noun stands elsewhere: in a label before them (`Antal deltagare: 310`), or in what was just named.

`Av dessa ska 40 vara i arbete` and `20 av dem` are of the persons that were named last.
"""

import re

from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import Quantity, value_of
from parser.understanding.readers.phrases import counted, joined_nouns, noun_phrase
from parser.understanding.readers.quantities import sort_of
from parser.understanding.readers.reader_tables import patterns

PRONOUNS = frozenset(("dem", "dessa", "de", "dom"))
_LIKE = patterns("absent_nouns")
_BACK = 200
"""Characters in which the noun is looked for."""
_NAMES_ALL = frozenset(("unga", "barn", "person"))
"""Nouns that name a whole generation, or one of many, unless they are counted."""


def add_noun(text: str, quantity: Quantity, floor: int, limit: int) -> None:
    """Gives a quantity of `text[floor:limit]` the noun that it leaves out, if it does."""
    if quantity.partitive and quantity.unit in PRONOUNS:
        quantity.unit = last_counted(text, quantity.start, quantity.low, 0)
        quantity.sort = "organisation" if "organisation" in kinds(quantity.unit) else "person"
    elif quantity.sort == "share" and quantity.of is None:
        label = _LIKE["share"].search(text[floor : quantity.bounded_start])
        if label:
            opened, quantity.labelled = floor + label.end("av"), True
            phrase = noun_phrase(text, opened, quantity.bounded_start) if label["av"] else None
            quantity.of = text[opened + 1 : phrase.end] if phrase else None
    elif quantity.sort == "bare" and (end := _LIKE["ends"].match(text, quantity.end, limit)):
        label = _label(text[floor : quantity.bounded_start])
        if label:
            quantity.end, quantity.unit = max(quantity.end, end.end("pieces")), label["noun"].lower()
            quantity.sort, quantity.labelled = sort_of(quantity.unit), True


def _label(before: str) -> re.Match[str] | None:
    """The label of a number right behind it: `Antal nya mentorer:`, or people or organisations alone on their line."""
    line = _LIKE["line"].search(before)
    is_counted = line is not None and not kinds(line["noun"].lower()).isdisjoint(("person", "organisation"))
    return line if is_counted else _LIKE["counted"].search(before)


def last_counted(text: str, place: int, least: float, floor: int) -> str:
    """The noun for persons that was counted last before `place`, else named last; else `personer`.

    Of those counted, it is one of which there are at least so many, and may be one for organisations from `floor` on.
    """
    begin = max(0, place - _BACK)
    places = _LIKE["count"].finditer(text, begin, place)
    nouns = [noun for one in places if (noun := _counted(one, place, least)) and _is_named(noun, one.start() >= floor)]
    last = nouns[::-1]
    if len(last) > 1 and all("sex" in kinds(noun) for noun in last[:2]):  # `41 män och 22 kvinnor`
        last = [noun for noun in last if "sex" not in kinds(noun)]
    words = reversed(_LIKE["noun"].findall(text[begin:place].lower()))
    named = (noun for noun in words if "sex" not in kinds(noun) and noun not in _NAMES_ALL)
    return next(iter((*last, *filter(_is_named, named))), "personer")


def _counted(match: re.Match[str], limit: int, least: float) -> str:
    """What a text counts behind a number, where there are at least so many."""
    noun = counted(match.string, match.end(), limit) if (value_of(match[0]) or 0) >= least else None
    return joined_nouns(match.string, match.start(), noun, limit).head.lower() if noun else ""


def _is_named(noun: str, or_organisation: bool = False) -> bool:
    """Whether a noun names people that are counted, and no staff; or organisations, where they may be counted."""
    found = kinds(noun)
    return ("person" in found and "staff" not in found) or (or_organisation and "organisation" in found)


def lead_of(lead: str) -> str | None:
    """What a list's shares are of, where the line that leads into it says so: `Av deltagarna ska`."""
    for match in _LIKE["lead_of"].finditer(lead):
        phrase = noun_phrase(lead, match.end(), len(lead))
        if phrase and _LIKE["leads_on"].match(lead[phrase.end :]):
            return lead[match.end() + 1 : phrase.end].strip()
    return None
