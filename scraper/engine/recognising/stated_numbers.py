"""The register numbers that a page states: as its own at a label or in a headline, or anywhere in its text."""

import re
from itertools import pairwise

from schema.register_numbers import ANY_FORM, HYPHENS, NOT_BEFORE, REGISTER_NUMBER
from scraper.engine.recognising.visible_text import VisibleText

_AT_LABEL = re.compile(
    rf"(?:diarienummer|dnr|projektnummer|projekt-?id|ärendenummer|operation id)[\s:.–-]*({ANY_FORM}){NOT_BEFORE}",
    re.IGNORECASE,
)
"""A line that begins with the label of a register number and its value, beside or below it."""

_ASKED_BEFORE = re.compile(
    r"\b(sökning(en)?|sökresultat(et)?|sökte|träffar|search|results?) (på|efter|för|for)\W{1,3}$"
    r"|\b(inget|inga) (projekt|träff(ar)?|resultat)( med| för| på)?( (projekt|diarie)?nummer| dnr)?\W{1,3}$",
    re.IGNORECASE,
)
_ASKED_BEHIND = re.compile(r"\W{1,3}(gav|ger|finns inte|hittades inte|kunde inte|kan inte)\b", re.IGNORECASE)
"""What stands directly before or behind a number that was asked for in vain, and not stated."""

_BEFORE = 60
"""Characters before a number that are looked at for that."""


def own_numbers(visible: VisibleText) -> set[str]:
    """The register numbers that a page states as those of its own project; none if it states them only in its text.

    Those at a label, or else those in its titles and main headings: a title may repeat what was asked for.
    """
    return _labelled_numbers(visible) or _numbers_in("\n".join(visible.headlines))


def stated_numbers(visible: VisibleText) -> set[str]:
    """The register numbers in the text of a page, but those of an address or of what was asked for in vain."""
    return _numbers_in("\n".join((*visible.headlines, visible.text)))


def _labelled_numbers(visible: VisibleText) -> set[str]:
    """The register numbers at their labels, but those in menus, links and choices."""
    blocks = (block.text.translate(HYPHENS).upper() for block in visible.blocks if not block.control)
    lines = [" ".join(line.split()) for block in blocks for line in block.splitlines() if line.strip()]
    pairs = (f"{line} {below}" for line, below in pairwise([*lines, ""]))
    return {found[1] for pair in pairs if (found := _AT_LABEL.match(pair)) and not _is_echo(pair, *found.span(1))}


def _numbers_in(text: str) -> set[str]:
    text = text.translate(HYPHENS).upper()
    return {match[0] for match in REGISTER_NUMBER.finditer(text) if not _is_echo(text, *match.span())}


def _is_echo(text: str, start: int, end: int) -> bool:
    """Whether the number at a place in a text is part of an address, or what was asked for."""
    before = text[max(0, start - _BEFORE) : start]
    return before.endswith("=") or bool(_ASKED_BEFORE.search(before) or _ASKED_BEHIND.match(text, end))
