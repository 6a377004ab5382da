"""Find the owner of a project in prose: only where the text says who owns, runs or has applied."""

import re

from parser.prose.owner_evidence import OwnerEvidence, weigh
from parser.prose.prose_words import judge, words_of
from schema.record import Value

OWNER_SHOWN = 0.6
"""The least probability of an owner: less sure, a text has none. Set for a precision of 0.95 on texts left out."""
_SHORT = re.compile(r" \([A-ZÅÄÖ][\w&/-]{1,9}\)")
_LED = re.compile(r"\b(?:leds|leddes|ledas) av \Z")


def find_owner(text: str, start: int = 0, end: int | None = None, title: str = "") -> Value | None:
    """The organisation that owns, runs, has applied for or is granted the project called `title`."""
    words = words_of(text, start, end)
    found = [one for one in weigh(words) if text[one.start : one.end] != title]
    best = max((one for one in found if one.says_so), key=probability_of, default=None)
    if best is None or probability_of(best) < OWNER_SHOWN:
        return None
    first, last = owner_in_full(words.text, best, found)
    return Value("owner", text[first:last], first, last, "inferred")


def probability_of(evidence: OwnerEvidence) -> float:
    """How likely an organisation is the owner."""
    return judge("owner_weights").probabilities(evidence.features)["right"]


def owner_in_full(text: str, best: OwnerEvidence, found: list[OwnerEvidence]) -> tuple[int, int]:
    """The place of the owner's name: the longest there, the full form of what is said in short, and a short form."""
    best = max((one for one in found if one.start == best.start and one.says_so), key=lambda one: one.end)
    name = text[best.start : best.end]
    longer = [one for one in found if text[one.start : one.end].startswith(f"{name} ")]
    if " " not in name and len(longer) == 1:
        best = longer[0]
    elif name.isupper() and (full := _spelled_out(text, name)):
        return full
    short = None if _LED.search(text, max(0, best.start - 20), best.start) else _SHORT.match(text, best.end)
    is_called_so = short and best.features & {"before owner", "before run", "after owns"}
    return best.start, short.end() if short and is_called_so else best.end


def _spelled_out(text: str, name: str) -> tuple[int, int] | None:
    """The place of the name that a short form is introduced for, at its first mention: `Byarnas Råd (BR)`."""
    first = text.index(name)
    full = re.search(r"[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+){1,5}(?= \(\Z)", text[max(0, first - 90) : first])
    return (max(0, first - 90) + full.start(), max(0, first - 90) + full.end()) if full else None
