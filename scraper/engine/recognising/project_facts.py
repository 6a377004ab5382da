"""Tells a project's page that states facts from one that only has the bank's labels, as in a menu or a search form."""

import re
from itertools import pairwise

from schema.register_numbers import HYPHENS
from scraper.engine.recognising.absence import says_absent
from scraper.engine.recognising.bank_pages import LABELS, has_labels, is_project_address, number_in_address
from scraper.engine.recognising.barrier_pages import SHORT_TEXT, barrier_of, form_flag, title_flag
from scraper.engine.recognising.visible_text import VisibleText

_OF_DIGITS = ("Projektperiod", "Beviljat ESF", "Unionens medfinansiering")
"""Labels whose value has a digit."""

_CHOICE = re.compile(r"(alla|samtliga|välj|all|any)\b.{0,30}|(2007-2013|2014-2020|2021-2027)", re.IGNORECASE)
"""What a search form has as a value: no choice yet, or a whole programme period."""

_CHOSEN = "chosen"

_REPEATED = "Diarienummer"
"""The label whose value may only be what was asked for."""

_LEAST_FACTS = 2
"""Facts that a page at the address of a register number must have, if it says also that something is not there."""

_MARKS = " \t:–-"


def barrier_among_labels(page: str, visible: VisibleText, urls: tuple[str, ...]) -> str | None:
    """The flag of a page that is an error or a form by its headlines and its form, whatever labels it has.

    `page` is its HTML, `urls` are its address and the one that was asked for.
    """
    if not states_facts(visible, urls):
        return form_flag(visible) if has_labels(visible) else barrier_of(page, visible)
    number = _number(urls)
    named = number is None or any(number in line.upper() for line in visible.headlines)
    return None if named else title_flag(visible)


def is_absent(visible: VisibleText, urls: tuple[str, ...]) -> bool:
    """Whether a page states no facts, but that it or its project is not there.

    In a short page, or at the address of a register number, any such sentence counts; in a long one only what it says
    of itself, and only if it is a project's.
    """
    is_all = len(visible.text) <= SHORT_TEXT or _number(urls) is not None
    is_projects = has_labels(visible) or any(map(is_project_address, urls))
    return (is_all or is_projects) and not states_facts(visible, urls) and says_absent(visible, is_all)


def states_facts(visible: VisibleText, urls: tuple[str, ...]) -> bool:
    """Whether a page has labels with values, several if it is at the address of a register number."""
    return _facts(visible) >= (_LEAST_FACTS if _number(urls) else 1)


def is_without_facts(visible: VisibleText, urls: tuple[str, ...]) -> bool:
    """Whether a page at the address of a register number has only what a search form chose, and states no fact."""
    return _number(urls) is not None and _stated(visible) == {_CHOSEN}


def _number(urls: tuple[str, ...]) -> str | None:
    return next(filter(None, map(number_in_address, urls)), None)


def _facts(visible: VisibleText) -> int:
    """How many labels have a value beside or below them."""
    return len(_stated(visible) - {_CHOSEN})


def _stated(visible: VisibleText) -> set[str]:
    """The labels that have a value; `_CHOSEN` in place of those whose value is the choice of a search form."""
    lines = [(" ".join(line.split()), block.control) for block in visible.blocks for line in block.text.splitlines()]
    lines = [(line, control) for line, control in lines if line]
    following = pairwise([*lines, ("", True)])
    stated = (_fact(line, *below) for (line, control), below in following if not control)
    return set(filter(None, stated))


def _fact(line: str, below: str, is_control: bool) -> str | None:
    """The label that a line begins with, if it has a value; `below` is the next line."""
    label = next((label for label in LABELS if line.startswith(label) and label != _REPEATED), None)
    if label is None:
        return None
    beside = line.removeprefix(label).strip(_MARKS)
    if _CHOICE.fullmatch((beside or below).translate(HYPHENS)):
        return _CHOSEN
    if label in _OF_DIGITS:
        return label if re.search(r"\d", beside) or (re.search(r"\d", below) and not is_control) else None
    value = beside or ("" if is_control else below)
    return label if value and not value.startswith(LABELS) else None
