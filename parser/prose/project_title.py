"""Find the name of the project in a prose text: what the text sets apart as its name, or its headline."""

import re
from operator import attrgetter

from parser.judging.thresholds import is_shown
from parser.prose.headline import LONGEST_HEADLINE, find_headline
from parser.prose.prose_tables import pattern
from parser.prose.prose_words import DASHES, Name, TextWords, read_words
from parser.prose.title_evidence import TitleEvidence, weigh_titles
from schema.record import Value

_INTRODUCED = frozenset(("before project", "before a project", "before effort", "before project called"))
_NAMED = _INTRODUCED | {"before line", "quoted, short", "after names", "after apposition", "after defined"}
"""What sets a name apart: less will do for it than for a headline."""
_CALLED = (
    *({f"before project called, ends at {ending}"} for ending in ("mark", "quote", "verb", "line")),
    {"before project called", "capitals"}, {"after names"}, {"quoted, short", "after apposition"},
    {"before line, ends at line", "headline within"},
)  # fmt: skip
"""What says in so many words that this is the project's name: `heter`, a form's field, a label, `”X”, ett projekt`."""


def find_project_title(text: str, start: int, end: int) -> Value | None:
    """The project's name in a text whose first line is `text[start:end]`, without subtitle; else the headline.

    None where neither is likely enough.
    """
    words = read_words(text, start, None)
    weighed = weigh_titles(words, find_headline(words.text, start, end))
    found = [one for one in weighed if _begins_as_name(words, one)]
    called = [one for one in found if "holds a mark" not in one.features and _has_one_of(_CALLED, one)]
    if not found:
        return None
    best = max(called or found, key=attrgetter("probability"))
    best = next((one for one in found if _goes_on(words, best, one) or _is_without_place(words, best, one)), best)
    first, last = _labelled(words, weighed[0].name, best.name) or _in_full(words, best.name)
    is_sure = called or _is_sure(best, [one for one in found if one.name[0] == best.name[0]])
    is_title = (
        is_sure and last - first <= LONGEST_HEADLINE and (called or not _is_letterhead(words.text[first:last], best))
    )
    return Value("title", text[first:last], first, last, "inferred") if is_title else None


def _is_letterhead(written: str, best: TitleEvidence) -> bool:
    """Whether a headline is the name of an authority or a company alone: `Nyköpings Industripark AB`."""
    return "headline whole" in best.features and pattern("letterhead").search(written) is not None


def _begins_as_name(words: TextWords, name: TitleEvidence) -> bool:
    """Whether a name has a capital or a digit first, or is called the project's name in small letters."""
    return words.is_capital(name.name[0]) or _has_one_of(_CALLED, name)


def _has_one_of(signs: tuple[set[str], ...], name: TitleEvidence) -> bool:
    return any(sign <= name.features for sign in signs)


def _is_sure(best: TitleEvidence, alike: list[TitleEvidence]) -> bool:
    """Whether the names that begin where the best does are likely enough together."""
    likely = sum(one.probability for one in alike)
    is_named = "before former" not in best.features and not best.features.isdisjoint(_NAMED)
    return is_shown("title.named" if is_named else "title", likely)


def _goes_on(words: TextWords, name: TitleEvidence, longer: TitleEvidence) -> bool:
    """Whether a name that the text introduces goes on after a dash: `Kust – Inland`."""
    (first, last), (other, end) = name.name, longer.name
    if first != other or last >= end or words.lower[last] not in DASHES or not words.is_capital(last + 1):
        return False
    return longer.mentions == name.mentions and not name.features.isdisjoint(_INTRODUCED)


def _is_without_place(words: TextWords, name: TitleEvidence, shorter: TitleEvidence) -> bool:
    """Whether a name is said oftener without the place after it: `Bryggan i Ragunda`."""
    (first, last), (other, end) = name.name, shorter.name
    cut = first + end - other
    if shorter.mentions <= name.mentions or "headline whole" in name.features or other > first or cut >= last:
        return False
    return words.lower[cut] in {"i", "på"} and words.lower[other:end] == words.lower[first:cut]


def _labelled(words: TextWords, headline: Name, name: Name) -> tuple[int, int] | None:
    """The place of a headline that is the name with `Projektet` before it: it stays as it is written."""
    first, last = headline
    is_labelled = words.lower[first] in {"projekt", "projektet"}
    is_labelled = is_labelled and words.lower[first + 1 : last] == words.lower[slice(*name)]
    return (words.starts[first], words.ends[last - 1]) if is_labelled else None


def _as_elsewhere(words: TextWords, name: Name) -> Name:
    """The first mention of a name that is not all in capitals, where there is one: `LYRA` is Lyra."""
    first, last = name
    if not words.written(first, last).isupper():
        return name
    lower, size = words.lower[first:last], last - first
    others = (at for at in range(len(words) - size + 1) if words.lower[at : at + size] == lower)
    small = (at for at in others if words.is_capital(at) and not words.written(at, at + size).isupper())
    return next(((at, at + size) for at in small), name)


def _in_full(words: TextWords, best: Name) -> tuple[int, int]:
    """The place of a name, with the form in full that the text gives a short one in brackets."""
    best = _as_elsewhere(words, best)
    first, last = words.starts[best[0]], words.ends[best[1] - 1]
    name = words.text[first:last]
    if " " in name or sum(map(str.isupper, name)) < 2:
        return first, last
    for mention in re.finditer(rf"\b{re.escape(name)}(?= \()", words.text[first:]):
        full = pattern("long_form").match(words.text, first + mention.end())
        if full and full["form"][0] == name[0] and not full["form"].isupper():
            return first + mention.start(), full.end()
    return first, last
