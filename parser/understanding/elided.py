"""Numbers whose noun is left out, because the text has just named it: `Av dessa ska 40 vara i arbete`, `20 av dem`."""

import re

from msgspec.structs import replace

from parser.understanding.readers.nouns import kinds
from parser.understanding.readers.numerals import numerals
from parser.understanding.readers.phrases import counted, noun_phrase
from parser.understanding.readers.quantities import Quantity

PRONOUNS = frozenset(("dem", "dessa", "de", "dom"))
_BACK = 200
"""Characters in which the noun is looked for."""
_WORD, _NOUN = re.compile(r"[^\W\d_][\w-]*"), re.compile(r"[a-zåäö]{3,}")
_PERSONS = "personer"
_TOO_WIDE = frozenset(("unga", "barn"))
_LEAD_OF = re.compile(r"\bav(?=\s)", re.I)
_LEADS_ON = re.compile(r"\W*$|\s*(?:som\b[^.:]*)?\s*(?:ska|skall|skulle|kommer|har|beräknas|förväntas|väntas)\b", re.I)


def last_person(text: str, place: int) -> str:
    """The noun for persons that was named last before `place`, without its article; else `personer`."""
    before = text[max(0, place - _BACK) : place].lower()
    counted_last = _counted(text, place) if any(map(_is_person, _WORD.findall(before))) else None
    if counted_last:
        return counted_last
    nouns = map(_indefinite, reversed(_NOUN.findall(before)))
    named = (noun for noun in nouns if _is_person(noun) and "sex" not in kinds(noun) and noun not in _TOO_WIDE)
    return next(named, _PERSONS)


def _counted(text: str, place: int) -> str | None:
    """The persons counted last, not those a number is split into by sex."""
    numbers = numerals(text, max(0, place - _BACK), place)
    phrases = (counted(text, number.end, place) for number in reversed(numbers))
    heads = [phrase.head.lower() for phrase in phrases if phrase and _is_person(phrase.head.lower())]
    sexes = {head for head in heads[:2] if "sex" in kinds(head)}
    return next((head for head in heads if len(sexes) < 2 or "sex" not in kinds(head)), None)


def _is_person(noun: str) -> bool:
    return "person" in kinds(noun) and "staff" not in kinds(noun)


def _indefinite(noun: str) -> str:
    if noun.endswith("arna") and "person" in kinds(noun.removesuffix("arna") + "are"):
        return noun.removesuffix("arna") + "are"
    return noun.removesuffix("na") if noun.endswith("rna") else noun


def named(text: str, quantity: Quantity) -> Quantity:
    """A part of people that a pronoun stands for, in the noun for them: `200 av dem`."""
    if quantity.partitive and quantity.unit in PRONOUNS:
        return replace(quantity, unit=last_person(text, quantity.start), sort="person")
    return quantity


def lead_of(lead: str) -> str | None:
    """What a list's shares are of, where the line that leads into it says so: `Av deltagarna ska`."""
    for match in _LEAD_OF.finditer(lead):
        phrase = noun_phrase(lead, match.end(), len(lead))
        if phrase and lead[match.end() + 1].isalpha() and _LEADS_ON.match(lead[phrase.end :]):
            return lead[match.end() + 1 : phrase.end].strip()
    return None
