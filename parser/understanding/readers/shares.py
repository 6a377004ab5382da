"""Shares in words: `hälften`, `två tredjedelar`, `var femte deltagare`, `3/4 av`."""

import re

import msgspec

from parser.understanding.readers.numerals import WORDS

_PARTS = {
    "tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "sjättedel": 6, "sjundedel": 7, "åttondel": 8, "niondel": 9,
    "tiondel": 10,
}  # fmt: skip
_ORDINALS = {
    "annan": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "tionde": 10,
}  # fmt: skip
_HALF = 50
_SHARE = re.compile(
    rf"\b(?:hälften|halva\s+(?=gruppen|antalet|deltag)"
    rf"|(?P<many>{'|'.join(list(WORDS)[:20])})\s+(?P<part>{'|'.join(_PARTS)})(?:ar)?\b"
    rf"|(?P<last>fjärdedel|tredjedel)en"
    rf"|(?<![\d/.,])(?P<over>[1-9])/(?P<under>[2-9]|10)(?=\s+av\s)"
    rf"|varannan\b(?=\s+[a-zåäö])(?!\s+(?:dag|vecka|månad|gång|termin|timme)\b)|vart?\s+(?P<ordinal>{'|'.join(_ORDINALS)})\b(?=\s+[a-zåäö]))",
    re.I,
)
_HINT = re.compile(
    r"^hälften$|^halva$|(?:je|de|te|on)del(?:ar|en)?$|^varannan$|^(?:tred|fjär|fem|sjät|sjun|åtton|nion|tion)(?:je|de|te)$|\d/\d"
)


class Share(msgspec.Struct, frozen=True):
    """A share at `text[start:end]` in per cent; whether a noun follows it, as after `var tredje`."""

    start: int
    end: int
    percent: int | float
    each: bool


def hints_at_share(word: str) -> bool:
    """Whether a word in lower case can be part of a share in words."""
    return _HINT.search(word) is not None


def shares(text: str, start: int, end: int) -> list[Share]:
    """The shares in words in `text[start:end]`."""
    return [
        Share(*match.span(), _percent_of(match), match["ordinal"] is not None)
        for match in _SHARE.finditer(text, start, end)
    ]


def _percent_of(match: re.Match[str]) -> int | float:
    if match["over"]:
        return percent(int(match["over"]), int(match["under"]))
    if match["ordinal"]:
        return percent(1, _ORDINALS[match["ordinal"].lower()])
    part = match["part"] or match["last"]
    return percent(WORDS[match["many"].lower()] if match["many"] else 1, _PARTS[part.lower()]) if part else _HALF


def percent(part: int | float, whole: int | float) -> int | float:
    """How many per cent a part is, with one decimal."""
    share = round(100 * part / whole, 1) if whole else 0
    return int(share) if float(share).is_integer() else share
