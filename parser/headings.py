"""Where sections and closing lists begin: which heading words are headings.

A heading is a word that stands alone on its line, or glued to the end (`...arbete.Syfte`) or to the start of a
paragraph. Applicants write the same words as subheadings of their own; the page's headings are told by their order,
which is fixed, and by looking like the page's other headings.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from parser.chains import Candidate, best_chain
from parser.document import Document, fold, unfold
from parser.layout import Layout
from schema.places import find_municipality

_MARKED_UP, _ALONE, _GLUED, _CAMEL, _SPACED = 8.0, 6.0, 4.0, 3.0, 2.0
_REPEATED = 1.0
_LONGEST = 80
"""Characters in a heading, at most."""
BULLET = re.compile(r"([^\w\s(\"'”“»&+/.,:;!?§%<>=@#-]+|[-–](?=\s*\w)|o(?=\s+[A-ZÅÄÖ0-9])|\d{1,2}[.)](?=\s))\s*")
"""What stands before an item: a bullet of any kind, a hyphen, a number."""
_SENTENCE_END = re.compile(r"[.!?…:;)”\"'»]")


def find_headings(document: Document, layout: Layout, first: int, last: int) -> list[Candidate]:
    """The headings of sections and lists in the lines from `first` to before `last`, in page order.

    Only where no heading stands as it should, headings in capitals or with a colon count.
    """
    found = list(_candidates(document, layout, first, last))
    if not any(candidate.name in layout.headings for candidate in found):
        found = sorted({c.line: c for c in (*_dressed(document, layout, first, last), *found)}.values(), key=_line)
    strict = _stands_apart(document, [c for c in found if c.weight >= _ALONE and c.name in layout.headings])
    fitting = [c for c in found if not strict or c.name in layout.lists or _blank(document, c.line + 1)]
    return best_chain(_unrepeated(document, _with_items(document, layout, fitting)))


def _stands_apart(document: Document, alone: list[Candidate]) -> bool:
    """Whether an empty line follows the page's headings, judged by those that stand there only once."""
    names = [candidate.name for candidate in alone]
    sure = [candidate for candidate in alone if names.count(candidate.name) == 1] or alone
    return 2 * sum(_blank(document, candidate.line + 1) for candidate in sure) >= len(sure) > 0


def _line(candidate: Candidate) -> int:
    return candidate.line


def _candidates(document: Document, layout: Layout, first: int, last: int) -> Iterable[Candidate]:
    names, known, initials = layout.heading_names, layout.heading_set, layout.heading_initials
    lines = document.lines
    likely = [
        line
        for line in range(first, last)
        if (text := lines[line])
        and (
            text.endswith(names)
            or (len(text) < _LONGEST and (text in known or not text.isprintable()))
            or text[-1] <= " "
            or (text[0] in initials and text.startswith(names))
        )
    ]
    for line in likely:
        key = fold(lines[line]) if len(lines[line]) < _LONGEST else lines[line].rstrip()
        if key in known:
            yield _alone(document, layout, line, key, len(key))
        elif key.endswith(names):
            yield from _glued_to_end(layout, line, lines[line].rstrip())
        elif key.startswith(names):
            yield from _glued_to_start(layout, line, lines[line])


def _dressed(document: Document, layout: Layout, first: int, last: int) -> Iterable[Candidate]:
    for line in range(first, last):
        key = fold(document.lines[line]) if len(document.lines[line]) <= _LONGEST else ""
        name = layout.heading_folds.get(key.rstrip(": ").casefold())
        if name:
            yield _alone(document, layout, line, name, len(key))


def _alone(document: Document, layout: Layout, line: int, name: str, length: int) -> Candidate:
    weight = _MARKED_UP if line in document.headings else _ALONE
    written = document.lines[line]
    start, end = (0, length) if written == name else (unfold(written, 0), unfold(written, length))
    return Candidate(layout.ranks[name], line, name, start, end, weight)


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


def _with_items(document: Document, layout: Layout, candidates: list[Candidate]) -> list[Candidate]:
    """Without the words of lists that no list follows, or whose list prose follows."""
    lists = [c for c in candidates if c.name in layout.lists and _opens_list(document, layout, c)]
    listed = [c for c in lists if _is_empty(document, layout, c) or is_listed(document, _next_filled(document, c.line))]
    listed = listed if any(not _is_empty(document, layout, c) for c in listed) else lists
    return [c for c in candidates if c.name not in layout.lists or c in listed]


def _opens_list(document: Document, layout: Layout, heading: Candidate) -> bool:
    following = _next_filled(document, heading.line)
    if following is None or _is_empty(document, layout, heading):
        return True
    if layout.lists[heading.name] is None and not is_listed(document, following):
        return find_municipality(document.lines[following]) is not None
    for line in range(following, len(document.lines)):
        text = document.lines[line]
        if line not in document.items and text.strip() and not is_item(document, line):
            return line != following and not is_prose(text)
        if text.strip() in layout.lists:
            return True
    return True


def _is_empty(document: Document, layout: Layout, heading: Candidate) -> bool:
    """Whether the heading of another list follows at once."""
    following = _next_filled(document, heading.line)
    return following is not None and fold(document.lines[following]) in layout.lists


def is_prose(text: str) -> bool:
    """Whether a line is a sentence and more."""
    return len(text) > 60 and text.rstrip()[-1] in ".!?:"


def is_listed(document: Document, line: int | None) -> bool:
    """Whether a line carries a bullet or is a list item of the markup."""
    return line is not None and (line in document.items or bool(BULLET.match(fold(document.lines[line]))))


def is_item(document: Document, line: int) -> bool:
    """Whether a line may be one of a closing list: bulleted, a list item of the markup, or at least no sentence.

    Names that end with an abbreviation (`Upplands Väsby äldreför.`) are no sentences.
    """
    text = document.lines[line].rstrip()
    sentence = text[-1] in "!?…:;" or (text[-1] == "." and len(text.split()) > 5)
    return is_listed(document, line) or (len(text) < 150 and not sentence)


def _next_filled(document: Document, line: int) -> int | None:
    following = range(line + 1, len(document.lines))
    return next((later for later in following if document.lines[later].strip()), None)


def _unrepeated(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """A heading repeated with nothing between is an applicant's echo of the first."""
    for earlier, later in pairwise(candidates):
        if earlier.name == later.name and _next_filled(document, earlier.line) == later.line:
            later.weight -= _REPEATED
    return candidates
