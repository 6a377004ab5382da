"""Find the name of the project in a prose text: what the text sets apart as its name, or its headline."""

import re

from parser.prose.headline import find_headline
from parser.prose.prose_words import DASHES, TextWords, judge, words_of
from parser.prose.title_evidence import TitleEvidence, weigh
from schema.record import Value

TITLE_SHOWN = 0.6
"""The least probability of a title: less sure, a text has none. Set for a precision of 0.95 on texts left out."""
_NEVER = frozenset(("no name", "place"))
_INTRODUCED = frozenset(("before project", "before a project", "before effort", "before project called"))
_SET_APART = frozenset(("before project, ends at verb", "before project, ends at quote"))
"""`projektet X` up to its true end: half of the probability will do."""
_LONGEST = 150
"""Characters; what is longer is text whose lines were lost."""
_SPELLED_OUT = re.compile(r"[^\S\n]\((?P<form>[A-ZÅÄÖÉ][^()\n\d]*\s[^()\n\d]+)\)")
"""The form in full after a short name: `SIV (Stegen in i vården)`."""


def find_project_title(text: str, start: int, end: int) -> Value | None:
    """The project's name in a text whose first line is `text[start:end]`, without subtitle; else the headline.

    None where neither is likely enough. The value has its probability.
    """
    words = words_of(text, start)
    weighed = weigh(words, find_headline(words.text, start, end))
    found = [(probability_of(one), one) for one in weighed if not one.features & _NEVER]
    called = [(likely, one) for likely, one in found if _is_called(one)]
    if not found:
        return None
    best = max(called or found, key=lambda pair: pair[0])[1]
    best = next((one for _, one in found if _goes_on(words, best, one) or _is_without_place(words, best, one)), best)
    first, last = _labelled(words, weighed[0], best) or _in_full(words, best)
    alike = sum(other for other, one in found if one.name[0] == best.name[0] or one is best)
    least = 0.5 if best.features & _SET_APART else TITLE_SHOWN
    if (alike < least and not called) or last - first > _LONGEST:
        return None
    return Value("title", text[first:last], first, last, "inferred")


def _goes_on(words: TextWords, name: TitleEvidence, longer: TitleEvidence) -> bool:
    """Whether a name that the text introduces goes on after a dash: `Kust – Inland`, but not `KI – Kust och inland`."""
    (first, last), (other, end) = name.name, longer.name
    is_introduced = first == other and {"longer as often"} < name.features & {"longer as often", *_INTRODUCED}
    is_short = last - first == 1 and words.written(first, last).isupper()
    return is_introduced and last < end and words.word(last) in DASHES and words.is_capital(last + 1) and not is_short


def _is_without_place(words: TextWords, name: TitleEvidence, shorter: TitleEvidence) -> bool:
    """Whether a name is said oftener without the place after it: `Bryggan i Ragunda`."""
    (first, last), (other, end) = name.name, shorter.name
    is_oftener = "shorter oftener" in name.features and "headline whole" not in name.features
    return (
        is_oftener
        and other <= first
        and words.lower[other:end] == words.lower[first : first + end - other]
        and (end - other < last - first and words.word(first + end - other) in {"i", "på"})
    )


def _is_called(evidence: TitleEvidence) -> bool:
    """Whether the text says in so many words that this is the project's name: `heter`, a form's field, a label."""
    says = evidence.features
    if "holds a mark" in says:
        return False
    ended = any(f"before project called, ends at {ending}" in says for ending in ("mark", "quote", "verb", "line"))
    is_short = {"before project called", "capitals"} <= says
    return ended or is_short or "after names" in says or {"before line, ends at line", "headline within"} <= says


def probability_of(evidence: TitleEvidence) -> float:
    """How likely a name is the title."""
    return judge("title_weights").probabilities(evidence.features)["right"]


def _labelled(words: TextWords, headline: TitleEvidence, best: TitleEvidence) -> tuple[int, int] | None:
    """The place of a headline that is the name with `Projektet` before it: it stays as it is written."""
    (first, last), (name, end) = headline.name, best.name
    is_labelled = (
        words.word(first) in {"projekt", "projektet"} and words.lower[first + 1 : last] == words.lower[name:end]
    )
    return (words.starts[first], words.ends[last - 1]) if is_labelled else None


def _in_full(words: TextWords, best: TitleEvidence) -> tuple[int, int]:
    """The place of a name, with the form in full that the text gives a short one in brackets."""
    first, last = words.starts[best.name[0]], words.ends[best.name[1] - 1]
    name = words.text[first:last]
    if " " in name or sum(map(str.isupper, name)) < 2:
        return first, last
    for mention in re.finditer(rf"\b{re.escape(name)}(?= \()", words.text[first:]):
        full = _SPELLED_OUT.match(words.text, first + mention.end())
        if full and full["form"][0] == name[0] and not full["form"].isupper():
            return first + mention.start(), full.end()
    return first, last
