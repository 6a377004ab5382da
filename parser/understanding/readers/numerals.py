"""Numbers in Swedish text: digits with every separator, number words, ranges, and the words that bound them."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

import msgspec
from msgspec.structs import replace

from parser.judging.kept import Kept

SPACE = "[ \u00a0\u2007\u2009\u202f]"
GROUPED = (
    rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d{{1,3}}(?:[.]\d{{3}})+(?!\d)(?:,\d+)?|\d{{1,3}}(?:,000)+(?!\d)"
)
DIGITS = rf"(?:{GROUPED}|\d+(?:[.,]\d+)?)"
UNITS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
}  # fmt: skip
TEENS = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "nitton": 19,
}  # fmt: skip
TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
ABOUT = {
    "femtontal": 15, "tiotal": 10, "tjugotal": 20, "trettiotal": 30, "fyrtiotal": 40, "femtiotal": 50,
    "sextiotal": 60, "sjuttiotal": 70, "åttiotal": 80, "nittiotal": 90, "hundratal": 100, "tusental": 1000,
    "femtal": 5, "tolvtal": 12, "tjugofemtal": 25, "dussin": 12, "tjog": 20, "sjutal": 7, "åttatal": 8,
}  # fmt: skip
SCALES = {"miljoner": 1_000_000, "miljon": 1_000_000, "tusen": 1000, "miljarder": 1_000_000_000}
BOUNDS = (
    r"minst|åtminstone|lägst|mer än|mera än|fler än|flera än|över|högst|maximalt|max|som mest|upp till|uppemot|upp emot"
    r"|närmare|nästan|drygt|knappt|cirka|ca\.?|c:a|omkring|ungefär|runt|kring|uppskattningsvis|mellan"
    r"|inte mindre än|mindre än|färre än"
)
BOUND_BEFORE = re.compile(rf"\b(?:(?:{BOUNDS})\s+)+$", re.I)
_ENDS_BOUND = frozenset(
    ("minst", "åtminstone", "lägst", "än", "över", "högst", "maximalt", "max", "mest", "till", "uppemot", "emot",
     "närmare", "nästan", "drygt", "knappt", "cirka", "ca", "ca.", "c:a", "omkring", "ungefär", "runt", "kring",
     "uppskattningsvis", "mellan")
)  # fmt: skip
"""The last words of `BOUNDS`."""
FROM = re.compile(r"\bfrån $", re.I)
LOWER = re.compile(r"\b(?:minst|åtminstone|lägst|mera? än|flera? än|över|inte mindre än)\b", re.I)


def _below_hundred() -> dict[str, int]:
    compounds = {ten + one: TENS[ten] + UNITS[one] for ten, one in product(TENS, UNITS)}
    return {**UNITS, **TEENS, **TENS, **compounds, "tjugi": 20, "aderton": 18}


def _words() -> dict[str, int]:
    small = _below_hundred()
    hundreds = {f"{one}hundra": value * 100 for one, value in [("", 1), *UNITS.items(), *TEENS.items()]}
    larger = {f"{name}{rest}": value + small[rest] for name, value in hundreds.items() for rest in small}
    thousands = {f"{one}tusen": value * 1000 for one, value in [("", 1), *small.items()]}
    return {**small, **hundreds, **larger, **thousands}


WORDS = _words()
_PARTS = sorted({*UNITS, *TEENS, *TENS, "hundra", "tusen", "aderton", "tjugi"}, key=len, reverse=True)
WORD = rf"(?:{'|'.join(_PARTS)})+(?![\w])"
ABOUT_WORD = rf"(?:ett?\s+)?(?:par\s+)?(?:{'|'.join(ABOUT)})\b"
_GLUED = r"\d{1,5}(?=(?:personer|deltagare|ungdomar|unga|elever|kvinnor|män|företag|anställda|procent)\b)"
"""A number that has lost the space before its noun: `85personer`."""
_ONE = (
    rf"(?:(?<![\w§/:–-])(?<!\d[.,])(?:{_GLUED}|(?:{DIGITS})(?![\w/]|[.,:]\d|[-–](?!\s)[a-zåäö]))"
    rf"|\b{ABOUT_WORD}|\b{WORD})"
)
_SECOND = rf"(?:(?:{DIGITS})(?![\w/]|[.,:]\d|-[a-zåäö])|{WORD})"
NUMBER = re.compile(
    rf"(?P<first>{_ONE})"
    rf"(?:(?P<link>\s?[-–—]\s?|\s+till\s+|\s+eller\s+|(?<=\w)\s+och\s+)(?P<second>{_SECOND}))?"
    rf"(?:\s+(?P<scale>miljoner|miljon|miljarder|tusen)\b(?!\s+(?:kr|eur|sek)))?",
    re.I,
)

_PLAIN = re.compile(
    r"(?<![\w/:§–+.,-])(?:\d{1,4}|[^\W\d_]+)(?= (?!(?:till|eller|och|miljo|miljar|tusen)|[-–—])[^\W\d_])", re.I
)
"""A number alone before a word, as most are: quicker than `NUMBER`, which would find the same."""
_ARTICLES = frozenset(("en", "ett"))
_WORD = re.compile(r"\w+")
_OPENINGS = (*"0123456789", *_PARTS, *ABOUT)
opens_number: Kept[str, bool] = Kept(lambda word: word.startswith(_OPENINGS), 50_000)
"""Whether a word in lower case begins like a number."""

BULLET = re.compile(r"[^\S\n]*(?:[•·*▪●✓✔➢►–—-](?=\s|\d|[A-ZÅÄÖ])|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s|[a-z]\.\s)")
"""What opens an item of a list; its number is none of the text."""


class Numeral(msgspec.Struct, frozen=True):
    """A number in a text: `bound` is the word before it in lower case, `start` leaves that word out."""

    bounded_start: int
    start: int
    end: int
    low: int | float
    high: int | float | None
    bound: str
    word: bool


def value_of(raw: str) -> int | float | None:
    """The number that digits or a number word stand for; None for a word that is no number."""
    word = re.sub(r"\s+", " ", raw.lower()).removeprefix("ett ").removeprefix("en ")
    if word in ABOUT:
        return ABOUT[word]
    if raw.lower() in WORDS:
        return WORDS[raw.lower()]
    if not raw[:1].isdigit():
        return None
    return _digits(raw)


def _digits(raw: str) -> int | float | None:
    bare = re.sub(SPACE, "", raw)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,000)+", bare):
        bare = bare.replace(".", "") if "." in bare else bare.replace(",", "")
    try:
        number = float(bare.replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() and number < 1e15 else number


_ROUND = frozenset(("hundra", "tusen", "tio"))
_SEVERAL = re.compile(r"\b(?:flera|några|många|par)\s+$", re.I)


def numerals(text: str, start: int, end: int, places: Iterable[int] | None = None) -> list[Numeral]:
    """The numbers in `text[start:end]`; `mellan 5 och 8`, `10-15` and `en till två` are one each.

    They are looked for at `places` alone, where those are known: the pattern is a large one.
    """
    found, reached = list[Numeral](), start
    for place in openings(text, start, end) if places is None else places:
        if place >= reached:
            plain = _PLAIN.match(text, place, end)
            low = _value_of_plain(plain[0]) if plain else None
            if plain and low is not None and _is_several(text, place, plain[0]):
                reached = plain.end()
            elif plain and low is not None:
                bounded, bound = bound_before(text, place, start)
                reached = plain.end()
                found.append(Numeral(bounded, place, reached, low, None, bound, not plain[0][0].isdigit()))
            elif match := NUMBER.match(text, place, end):
                found += _numerals(match, start)
                reached = match.end()
    return found


def _is_several(text: str, place: int, written: str) -> bool:
    """Whether a round number is none: `flera hundra`."""
    return written.lower() in _ROUND and _SEVERAL.search(text[max(0, place - 12) : place]) is not None


def _value_of_plain(written: str) -> int | None:
    """The value of short digits or a number word; None for `en` and what is no number."""
    lower = written.lower()
    return int(lower) if lower.isdigit() else None if lower in _ARTICLES else WORDS.get(lower)


def openings(text: str, start: int, end: int) -> Iterator[int]:
    """Where words begin like a number."""
    return (word.start() for word in _WORD.finditer(text, start, end) if opens_number[word[0].lower()])


def bound_before(text: str, place: int, floor: int) -> tuple[int, str]:
    """The words right before a number that bound or round it: where they start, and themselves in lower case."""
    before = text[max(floor, place - 36) : place]
    last = before.split()[-1:]
    if not last or last[0].lstrip("(").lower() not in _ENDS_BOUND:
        return place, ""
    found = BOUND_BEFORE.search(before)
    return (place - len(before) + found.start(), " ".join(found[0].lower().split())) if found else (place, "")


def _numerals(match: re.Match[str], floor: int) -> list[Numeral]:
    low, high = value_of(match["first"]), value_of(match["second"]) if match["second"] else None
    if _is_several(match.string, match.start(), match["first"]):
        return []
    bound = bound_before(match.string, match.start(), floor)
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1
    if match["second"] and match["link"].strip() == "till" and FROM.search(match.string[: match.start()][-6:]):
        return _second_alone(match, high, scale)
    if low is None or _is_article(match["first"], match["second"]):
        return _second_alone(match, high, scale)
    if high is None or not _is_range(match["link"].strip(), bound[1], low, high):
        end = match.end("first") if match["second"] else match.end()
        alone = [] if match["second"] is None else _second_alone(match, high, scale)
        return [_first(match, bound, end, low * (1 if alone else scale)), *alone]
    return [replace(_first(match, bound, match.end(), low * scale), high=high * scale)]


def _second_alone(match: re.Match[str], value: int | float | None, scale: int) -> list[Numeral]:
    if value is None or _is_article(match["second"], None):
        return []
    start = match.start("second")
    return [Numeral(start, start, match.end(), value * scale, None, "", not match["second"][0].isdigit())]


def _first(match: re.Match[str], bound: tuple[int, str], end: int, low: int | float) -> Numeral:
    return Numeral(bound[0], match.start("first"), end, low, None, bound[1], not match["first"][0].isdigit())


def _is_article(first: str, second: str | None) -> bool:
    return first.lower() in _ARTICLES and second is None


def _is_range(link: str, bound: str, low: int | float, high: int | float) -> bool:
    return low < high and (link != "och" or bound.endswith("mellan"))
