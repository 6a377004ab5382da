"""Numbers whose noun stands elsewhere: in a label before them (`Antal deltagare: 310`), or in what was just named.

`Av dessa ska 40 vara i arbete` and `20 av dem` are of the persons that were named last.
"""

import re

from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import WORDS, Quantity
from parser.understanding.readers.phrases import noun_phrase
from parser.understanding.readers.quantities import sort_of
from parser.understanding.readers.reader_tables import patterns

PRONOUNS = frozenset(("dem", "dessa", "de", "dom"))
_LIKE = patterns("absent_nouns")
_BACK = 200
"""Characters in which the noun is looked for."""


def add_noun(text: str, quantity: Quantity, floor: int, limit: int) -> None:
    """Gives a quantity of `text[floor:limit]` the noun that it leaves out, if it does."""
    if quantity.partitive and quantity.unit in PRONOUNS:
        quantity.unit, quantity.sort = last_person(text, quantity.start), "person"
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


def last_person(text: str, place: int) -> str:
    """The noun for persons that was counted last before `place`, else named last, without article; else `personer`."""
    pairs = _LIKE["word_and_noun"].findall(text[max(0, place - _BACK) : place].lower())
    counted = [noun for word, noun in reversed(pairs) if (word in WORDS or word.isdigit()) and _is_named(noun)]
    if len(counted) > 1 and all("sex" in kinds(noun) for noun in counted[:2]):  # `41 män och 22 kvinnor`
        counted = [noun for noun in counted if "sex" not in kinds(noun)]
    named = (noun for noun in (_indefinite(noun) for _, noun in reversed(pairs)) if "sex" not in kinds(noun))
    return next(iter((*counted, *filter(_is_named, named))), "personer")


def _is_named(noun: str) -> bool:
    """Whether a noun names people that are counted: not staff, not a whole generation."""
    return "person" in kinds(noun) and "staff" not in kinds(noun) and noun not in {"unga", "barn"}


def _indefinite(noun: str) -> str:
    if noun.endswith("arna") and "person" in kinds(noun.removesuffix("arna") + "are"):
        return noun.removesuffix("arna") + "are"
    return noun.removesuffix("na") if noun.endswith("rna") else noun


def lead_of(lead: str) -> str | None:
    """What a list's shares are of, where the line that leads into it says so: `Av deltagarna ska`."""
    for match in _LIKE["lead_of"].finditer(lead):
        phrase = noun_phrase(lead, match.end(), len(lead))
        if phrase and lead[match.end() + 1].isalpha() and _LIKE["leads_on"].match(lead[phrase.end :]):
            return lead[match.end() + 1 : phrase.end].strip()
    return None
