"""Quantities in Swedish text: a number or share, what it counts and what it is of."""

import re
from typing import Literal

import msgspec
from msgspec.structs import replace

from parser.understanding.readers import nouns
from parser.understanding.readers.numerals import ABOUT, LOWER, WORDS, Numeral, bound_before, numerals
from parser.understanding.readers.phrases import Phrase, counted, noun_phrase, of_phrase
from parser.understanding.sentences import BULLET

Sort = Literal["share", "person", "organisation", "time", "structure", "other", "bare"]
PERCENT = re.compile(r"\s*(?:%|procent(?:enheter|en)?\b)", re.I)
PARTS_OF_COUNT = {
    "tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "sjättedel": 6, "sjundedel": 7, "åttondel": 8, "niondel": 9,
    "tiondel": 10,
}  # fmt: skip
ORDINALS = {"annan": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "tionde": 10}
SHARE = re.compile(
    rf"(?P<share>\b(?:hälften|halva\s+(?=gruppen|antalet|deltag)"
    rf"|(?P<many>{'|'.join(list(WORDS)[:20])})\s+(?P<part>{'|'.join(PARTS_OF_COUNT)})(?:ar)?\b|(?P<last>fjärdedelen|tredjedelen)"
    rf"|(?<![\d/.,])(?P<over>[1-9])/(?P<under>[2-9]|10)(?=\s+av\s)"
    rf"|varannan\b(?=\s+[a-zåäö])|var(?:t)?\s+(?P<ordinal>{'|'.join(ORDINALS)})\b(?=\s+[a-zåäö])))",
    re.I,
)
SHARE_HINT = re.compile(r"hälf|halv|dela?r?|\bvar|/", re.I)
SUBJECT_ALONE = re.compile(
    r"\s+(?:ska|vara|ha|fått|gått|skall|skulle|har|kommer|får|bör|saknar|saknade|är|hade)\b", re.I
)
NUMBER_WORDS = (frozenset(WORDS) | frozenset(ABOUT) | frozenset(ORDINALS)) - {"en", "ett"}
BOTH_SEXES = re.compile(r"\s+(?:och|eller)\s+(?:kvinnor|män|flickor|pojkar|tjejer|killar)\b", re.I)
PART_WORDS = ("hälften", "halva", "delen", "delar", "del ", "tal ", "hundra", "tusen", "miljon")
TOKEN = re.compile(r"\w+")
SOM = re.compile(r",?\s+som\b")
OUT_OF = re.compile(r"\s+(?:av|utav|ut av)\s+(?P<det>(?:de|dessa|våra|sina|projektets|alla)\s+)?(?=\w)", re.I)
DEFINITE = re.compile(
    r"(?<!\bhar )(?<!\bhade )(?<!\bär )\b(?:de|dessa|våra|sina|deras|båda|projektets|nämnda)\s+(?:[a-zåäö]+[ae]\s+)?$",
    re.I,
)
OWNED = re.compile(r"(?<!alla )\b(?:våra|sina|deras)\s+$", re.I)
MASKED = re.compile(
    r"\b\d{1,2}(?:[:.]?[ae])?\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december)\b|(?:\+46|\b0\d{1,3})[\s/-]{0,3}\d[\d\s-]{4,12}\d|\b0\d{6,}\b|\b\d{6}-\d{4}\b"
    r"|\b\d{3}\s?\d{2}(?=\s+[A-ZÅÄÖ][a-zåäö]+(?:\s|,|$))(?<!\d)|(?<!\w)\d+\s?\+(?!\d)"
    r"|\b\d+\s?(?:[-–]|till|och|à)?\s?\d*\s*(?:-\s?)?(?:åring\w*|års?\s?ålder\w*|års-|-årig\w*|årig\w*)"
    r"|\b\d+\s?-?\s?(?:till|-|–|och)\s?\d+\s?-?\s?år(?:s|iga)?\b"
    r"|\b(?:över|under|mellan|fyllda|åldern|åldrarna|ålder|medelåldern? (?:är|på))\s+\d+\s?(?:(?:[-–]|och"
    r"|till)\s?\d+\s?)?(?:år\b|$|(?=[,.;)]))|(?<=[:;,] )\d{1,2}[.)](?=\s+[\wåäö])|§{1,2}\s*\d+|\b\d+\s*§{1,2}"
    r"|\b(?:artikel|art\.|programområde|insatsområde|prioritering|område|nr\.?|nummer|kap\.?|kapitel|punkt|punkterna"
    r"|sid\.?|sidan|steg|fas|etapp|delmål|bilaga|arbetspaket|magasin|rum|hus|väg|version|nivå|årskurs|åk|klass|omgång"
    r"|delrapport|dnr|paragraf|post|mål|grupp|modul|E|WCAG|ISO|PO|kod|linje|spår|sal|kl\.?|klockan|figur"
    r"|tabell)\s\s?\d+(?:[.,:]\d+)*(?:(?:[-–]|\s?,|och)\s?\d+(?:[.,:]\d+)*)?(?!\s?(?:%|procent|deltagare|personer))"
    r"|\b\d{1,2}[.:]\d\d(?=\s*[-–]|\s*\b(?:och|till)\b|\b)(?<=\b\d\d[.:]\d\d)(?!\d|\s?%)|\b\d+:\d+\b|\b\d{4}/\d+\b"
    r"|(?:https?://|www\.)\S+|\b\d+\s*(?:x|×)\s*\d+\b|\b\d\s?[dD]\b|\bnio till fem\b"
    r"|(?<!\S)\d+(?:[,.]\d+)?(?:\s+\d+(?:[,.]\d+)?){7,}(?!\S)",
    re.I,
)


class Quantity(msgspec.Struct, frozen=True):
    """A number at `[start, end)` with its noun; `minst` stands at `bounded_start`, its `of` ends at `of_end`."""

    bounded_start: int
    start: int
    end: int
    low: int | float
    high: int | float | None
    bound: str
    sort: Sort
    unit: str
    of: str | None
    of_end: int
    definite: bool = False
    word: bool = False
    partitive: bool = False
    labelled: bool = False

    @property
    def lower(self) -> bool:
        """Whether the number is a floor: `minst`, `fler än`, `över`."""
        return LOWER.search(self.bound) is not None


def has_number(text: str) -> bool:
    """Whether a sentence can hold a number at all, in digits or words; cheap, since most hold none."""
    lowered = text.lower()
    if any(map(str.isdigit, lowered)) or any(part in lowered for part in PART_WORDS):
        return True
    return not NUMBER_WORDS.isdisjoint(TOKEN.findall(lowered))


def quantities(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Quantity]:
    """The quantities of a sentence, in order; none inside `taken` (its dates and amounts), nor inside an `of`."""
    digits = any(map(str.isdigit, text[start:end]))
    bullet = BULLET.match(text, start, end)
    masked = (
        taken
        + ([bullet.span()] if bullet else [])
        + ([match.span() for match in MASKED.finditer(text, start, end)] if digits else [])
    )
    hinted = SHARE_HINT.search(text, start, end) is not None
    found = [_share(text, match, start, end) for match in SHARE.finditer(text, start, end)] if hinted else []
    gaps = _gaps(masked, start, end)
    found += [_quantity(text, numeral, end) for gap in gaps for numeral in numerals(text, *gap)]
    kept: list[Quantity] = []
    for quantity in sorted((q for q in found if q is not None), key=lambda q: (q.start, -q.of_end)):
        outside = all(quantity.end <= a or quantity.start >= b for a, b in masked)
        if outside and (not kept or quantity.start >= max(kept[-1].end, kept[-1].of_end)):
            kept.append(quantity)
    return kept


def _gaps(masked: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """What is left of a sentence outside what is masked: `Mål 2 - 60 ombud` is no range."""
    gaps, place = [], start
    for first, last in sorted(masked):
        if place < first:
            gaps.append((place, first))
        place = max(place, last)
    return [*gaps, (place, end)] if place < end else gaps


def _share(text: str, match: re.Match[str], floor: int, limit: int) -> Quantity | None:
    """`hälften`, `två tredjedelar`, `var femte deltagare` as percentages."""
    end, of = match.end("share"), of_phrase(text, match.end("share"), limit)
    unit_of, of_end = (text[_av_end(text, end) : of.end], of.end) if of else (None, end)
    if match["ordinal"]:
        noun = counted(text, end, limit)
        if noun is None and SUBJECT_ALONE.match(text, end, limit):
            opened, bound = bound_before(text, match.start(), floor)
            low = _share_value(match)
            return Quantity(opened, match.start(), end, low, None, bound, "share", "procent", None, end, word=True)
        if noun is None or nouns.TIME.search(noun.head.lower()) or nouns.TIME.search(_word_after(text, end)):
            return None
        unit_of, end, of_end = None, noun.end, noun.end
    value = _share_value(match)
    opened, bound = bound_before(text, match.start(), floor)
    return Quantity(opened, match.start(), end, value, None, bound, "share", "procent", unit_of, of_end, word=True)


def _word_after(text: str, place: int) -> str:
    found = re.compile(r"\s+(\w+)").match(text, place)
    return found[1].lower() if found else ""


def _share_value(match: re.Match[str]) -> int | float:
    if match["over"]:
        return _percent(int(match["over"]), int(match["under"]))
    if match["ordinal"]:
        return _percent(1, ORDINALS[match["ordinal"].lower()])
    if match["last"]:
        return _percent(1, PARTS_OF_COUNT[match["last"].lower().removesuffix("en")])
    if match["part"]:
        return _percent(WORDS[match["many"].lower()], PARTS_OF_COUNT[match["part"].lower()])
    return 50


def _percent(part: int | float, whole: int | float) -> int | float:
    share = round(100 * part / whole, 1) if whole else 0
    return int(share) if float(share).is_integer() else share


def _av_end(text: str, place: int) -> int:
    match = re.compile(r"\s+av\s+", re.I).match(text, place)
    return match.end() if match else place


def _quantity(text: str, number: Numeral, limit: int) -> Quantity | None:
    percent = PERCENT.match(text, number.end, limit)
    if percent:
        unit = "procentenheter" if percent[0].lower().endswith("enheter") else "procent"
        return _of_share(text, replace(_bare(number), end=percent.end(), sort="share", unit=unit), limit)
    out_of = OUT_OF.match(text, number.end, limit)
    if out_of:
        return _out_of(text, number, out_of, limit)
    noun = counted(text, number.end, limit)
    if noun is None:
        return None if number.word else _bare(number)
    unit, definite = noun.head.lower(), _is_definite(text, number, noun, limit)
    sort = _sort(text, number, noun)
    both = BOTH_SEXES.match(text, noun.end, limit) if nouns.SEX.search(unit) else None
    if both:
        noun, unit = Phrase(both.end(), noun.head), f"{unit} {' '.join(both[0].lower().split())}"
    return replace(_bare(number), end=noun.end, of_end=noun.end, sort=sort, unit=unit, definite=definite)


def _bare(number: Numeral) -> Quantity:
    """The number alone, before its noun is known."""
    high = None if number.high is None else _whole(number.high)
    return Quantity(
        number.bounded_start, number.start, number.end, _whole(number.low), high, number.bound, "bare", "", None,
        number.end, word=number.word,
    )  # fmt: skip


def _of_share(text: str, quantity: Quantity, limit: int) -> Quantity:
    """The share with what it is of, where `av` follows."""
    of = of_phrase(text, quantity.end, limit)
    if of is None:
        return replace(quantity, of_end=quantity.end)
    return replace(quantity, of=text[_av_end(text, quantity.end) : of.end], of_end=of.end)


def _is_definite(text: str, number: Numeral, noun: Phrase, limit: int) -> bool:
    """Whether the text speaks of people already named: `de fyra kommunerna`, but not `de 45 elever som`."""
    named = DEFINITE.search(text, max(0, number.bounded_start - 30), number.bounded_start) is not None
    owned = OWNED.search(text, max(0, number.bounded_start - 12), number.bounded_start) is not None
    ending = owned or noun.head.lower().endswith(("a", "e", "en", "et"))
    return named and ending and not SOM.match(text, noun.end, limit)


def _sort(text: str, number: Numeral, noun: Phrase) -> Sort:
    unit = noun.head.lower()
    first = re.match(r"\s*(\w+)", text[number.end : noun.end])
    return sort_of(unit, {unit, first[1].lower() if first else unit})


def sort_of(unit: str, heads: set[str]) -> Sort:
    """What a noun counts; `heads` are it and the first word before it, which may tell of a time."""
    if any(nouns.TIME.search(head) for head in heads):
        return "time" if not nouns.EVENT.search(unit) or nouns.TIME.search(unit) else "other"
    if nouns.STRUCTURE.search(unit):
        return "structure"
    if nouns.PLACE_OR_THING.search(unit):
        return "other"
    return "organisation" if nouns.ORGANISATION.search(unit) else "person" if _is_person(unit) else "other"


def _is_person(unit: str) -> bool:
    return nouns.PERSON.search(unit) is not None or nouns.STAFF.search(unit) is not None


def _whole(value: int | float) -> int | float:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _out_of(text: str, number: Numeral, match: re.Match[str], limit: int) -> Quantity | None:
    """`8 av 10 deltagare` is a share, `18 av de 24 vägvisarna` and `22 av platserna` are counts of the noun."""
    total = next(iter(numerals(text, match.end(), min(limit, match.end() + 20))), None)
    if total and total.start == match.end() and not match["det"]:
        return _share_of(text, number, total, limit)
    phrase = noun_phrase(text, (match.start("det") if match["det"] else match.end()) - 1, limit)
    if phrase is None:
        return None
    of = text[_av_end(text, number.end) : phrase.end]
    sort: Sort = "person" if _is_person(re.sub(r"na$|a$", "", phrase.head.lower())) else "other"
    whole = replace(_bare(number), end=phrase.end, of_end=phrase.end, sort=sort)
    return replace(whole, unit=phrase.head.lower(), of=of, partitive=True)


def _share_of(text: str, number: Numeral, total: Numeral, limit: int) -> Quantity | None:
    noun = counted(text, total.end, limit)
    noun = None if noun and nouns.is_verb(noun.head.lower()) else noun
    share = replace(_bare(number), low=_percent(number.low, total.low), sort="share", unit="procent")
    if noun is None:
        return replace(share, end=total.end, of_end=total.end) if number.low < total.low else None
    return replace(share, end=noun.end, of=text[total.end : noun.end].strip(), of_end=noun.end)
