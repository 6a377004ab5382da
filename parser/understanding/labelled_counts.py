"""Numbers behind a label that says what they count: `Antal deltagare: 310`, `Andel av deltagarna i arbete: 40 %`."""

import re

from msgspec.structs import replace

from parser.understanding.readers.patterns import patterns
from parser.understanding.readers.phrases import noun_phrase
from parser.understanding.readers.quantities import Quantity, sort_of

_LIKE = patterns("labelled_counts")

_SHARE = re.compile(r"\bandel(?:en)?\s[^.:;\n]{3,90}:[^\S\n]*\Z", re.I)
_SHARE_OF = re.compile(r"\bandel(?:en)?(?P<av>\s+av)\s[^.:;\n]{3,90}:[^\S\n]*(?:minst\s+|ca\s+)?\Z", re.I)
_PIECES = re.compile(r"[^\S\n]*(?:st|stycken)\b\.?")
_ENDS = re.compile(r"[^\S\n]*(?:(?:st|stycken)\b\.?[^\S\n]*)?(?:$|[\n,;.()]|(?:och|samt|varav|per)\b)")


def labelled(text: str, quantity: Quantity, floor: int, limit: int) -> Quantity:
    """The quantity with the noun of the label before it, where nothing but a label says what it counts."""
    before = text[floor : quantity.bounded_start]
    if quantity.sort == "share" and quantity.of is None:
        found = _SHARE_OF.search(before)
        phrase = noun_phrase(text, floor + found.end("av"), quantity.bounded_start) if found else None
        of = text[floor + found.end("av") + 1 : phrase.end] if found and phrase else None
        return replace(quantity, of=of, labelled=_SHARE.search(before) is not None)
    match = _LIKE["counted"].search(before) if _ENDS.match(text, quantity.end, limit) else None
    if match is None or quantity.sort != "bare":
        return quantity
    pieces = _PIECES.match(text, quantity.end, limit)
    end, unit = pieces.end() if pieces else quantity.end, match["noun"].lower()
    return replace(quantity, end=end, of_end=end, unit=unit, sort=sort_of(unit, {unit}), labelled=True)
