"""Find where sections and closing lists begin: which occurrences of heading words are headings.

A heading is alone on its line, or glued to the end (`...arbete.Syfte`) or the start of a paragraph. Applicants use
the same words as subheadings of their own; the page's headings are recognised by their fixed order, and by looking
like the page's other headings.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from parser.bank.layout import Layout
from parser.bank.list_items import next_filled, with_items
from parser.bank.ordered_candidates import Candidate, best_chain
from parser.text.document import Document, fold, unfold

_MARKED_UP, _ALONE, _GLUED, _CAMEL, _SPACED = 8.0, 6.0, 4.0, 3.0, 2.0
_REPETITION = 1.0
"""Evidence that a word is a heading: its markup, alone on its line, glued to a sentence, to a word, after a space; and
the penalty for a repetition. Only their order and the distance between neighbours matter, found on the pages of
`fixtures/`."""
_LONGEST = 80
"""Maximum length of a heading, in characters."""
_SENTENCE_END = re.compile(r"[.!?…:;)”\"'»]")


def find_headings(document: Document, layout: Layout, first: int, last: int) -> list[Candidate]:
    """The headings of sections and lists in lines `first` to `last` (exclusive), in page order.

    Headings in capitals or with a colon count only where no section heading is written as declared.
    """
    if not layout.heading_set:
        return []
    found = list(_candidates(document, layout, first, last))
    if not any(candidate.name in layout.headings for candidate in found):
        found = sorted(
            {c.line: c for c in (*_in_capitals_or_with_colon(document, layout, first, last), *found)}.values(),
            key=_line,
        )
    strict = _followed_by_blank(document, [c for c in found if c.weight >= _ALONE and c.name in layout.headings])
    fitting = [c for c in found if not strict or _is_distinct(layout, c) or _blank(document, c.line + 1)]
    return best_chain(_penalise_repeats(document, with_items(document, layout, fitting)))


def _is_distinct(layout: Layout, heading: Candidate) -> bool:
    """Whether a heading needs no empty line below it: a list's, or one of several words glued to a sentence's end."""
    return heading.name in layout.lists or (heading.weight == _GLUED and " " in heading.name)


def _followed_by_blank(document: Document, alone: list[Candidate]) -> bool:
    """Whether an empty line follows the page's headings, judged by those that occur only once."""
    times = Counter(candidate.name for candidate in alone)
    unique = [candidate for candidate in alone if times[candidate.name] == 1] or alone
    return 2 * sum(_blank(document, candidate.line + 1) for candidate in unique) >= len(unique) > 0


def _line(candidate: Candidate) -> int:
    return candidate.line


def _candidates(document: Document, layout: Layout, first: int, last: int) -> Iterable[Candidate]:
    names, known = layout.heading_names, layout.heading_set
    for line in _likely_lines(document, layout, first, last):
        key = fold(document.lines[line])
        if (name := " ".join(key.split()) if "  " in key else key) in known:
            yield _alone(document, layout, line, name, len(key))
        elif key.endswith(names):
            yield from _as_written(document, _glued_to_end(layout, line, key))
        elif key.startswith(names):
            yield from _as_written(document, _glued_to_start(layout, line, key))


def _likely_lines(document: Document, layout: Layout, first: int, last: int) -> list[int]:
    """The lines that may have a heading at an end, by what costs least to ask."""
    names, initials, finals = layout.heading_names, layout.heading_initials, layout.heading_finals
    return [
        line
        for line, text in enumerate(document.lines[first:last], first)
        if text
        and (
            (text[-1] in finals and (text[-1] <= " " or text.endswith(names)))
            or (text[0] in initials and text.startswith(names))
            or not text[:_LONGEST].isprintable()
            or not text[-_LONGEST:].isprintable()
        )
        and line not in document.hidden
    ]


def _in_capitals_or_with_colon(document: Document, layout: Layout, first: int, last: int) -> Iterable[Candidate]:
    for line in range(first, last):
        short = len(document.lines[line]) <= _LONGEST and line not in document.hidden
        key = fold(document.lines[line]) if short else ""
        name = layout.heading_folds.get(key.rstrip(": ").casefold())
        if name:
            yield _alone(document, layout, line, name, len(key))


def _alone(document: Document, layout: Layout, line: int, name: str, length: int) -> Candidate:
    weight = _MARKED_UP if line in document.headings else _ALONE
    [found] = _as_written(document, [Candidate(layout.ranks[name], line, name, 0, length, weight)])
    return found


def _as_written(document: Document, found: Iterable[Candidate]) -> Iterable[Candidate]:
    """Headings of folded lines at their places in the lines as they are."""
    for one in found:
        start, end = (unfold(document.lines[one.line], at) for at in (one.start, one.end))
        yield msgspec.structs.replace(one, start=start, end=end)


def _glued_to_end(layout: Layout, line: int, text: str) -> Iterable[Candidate]:
    name = next((name for name in layout.heading_names if text.endswith(name)), "")
    before = text[: -len(name)] if name else ""
    if before:
        weight = (
            _GLUED if _SENTENCE_END.match(before[-1]) else
            _SPACED if before[-1].isspace() and _SENTENCE_END.match(before.rstrip()[-1:]) else
            0.0 if before[-1].isspace() or not (before[-1].islower() or before[-1].isdigit()) else
            _CAMEL
        )  # fmt: skip
        if weight:
            yield Candidate(layout.ranks[name], line, name, len(before), len(text), weight)


def _glued_to_start(layout: Layout, line: int, text: str) -> Iterable[Candidate]:
    name = next((name for name in layout.headings if text.startswith(name)), "")
    following = text[len(name) : len(name) + 1]
    if name and (following.isupper() or following.isdigit()):
        yield Candidate(layout.ranks[name], line, name, 0, len(name), _SPACED)


def _blank(document: Document, line: int) -> bool:
    return line >= len(document.lines) or not document.lines[line].strip()


def _penalise_repeats(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """Lower the weight of a heading repeated with nothing between: the applicant repeats the page's own."""
    repeated = {
        later
        for earlier, later in pairwise(candidates)
        if earlier.name == later.name and next_filled(document, earlier.line) == later.line
    }
    return [msgspec.structs.replace(c, weight=c.weight - _REPETITION) if c in repeated else c for c in candidates]
