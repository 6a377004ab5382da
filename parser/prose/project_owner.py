"""Find the owner of a project in prose: only where the text says who owns, runs or has applied."""

from operator import attrgetter

from parser.judging.thresholds import is_shown
from parser.prose.owner_evidence import OwnerEvidence, weigh_owners
from parser.prose.prose_tables import pattern
from parser.prose.prose_words import read_words
from schema.record import Value


def find_owner(text: str, start: int = 0, end: int | None = None, title: str = "") -> Value | None:
    """The organisation that owns, runs, has applied for or is granted the project called `title`."""
    words = read_words(text, start, end)
    found = [one for one in weigh_owners(words) if text[one.start : one.end] != title]
    best = max((one for one in found if one.says_so), key=attrgetter("probability"), default=None)
    if best is None or not is_shown("owner", best.probability):
        return None
    first, last = _in_full(words.text, best, found)
    return Value("owner", text[first:last], first, last, "inferred")


def _in_full(text: str, best: OwnerEvidence, found: list[OwnerEvidence]) -> tuple[int, int]:
    """The place of the owner's name: the longest there, the full form of what is said in short, and a short form."""
    best = max((one for one in found if one.start == best.start and one.says_so), key=attrgetter("end"))
    name = text[best.start : best.end]
    longer = [one for one in found if text[one.start : one.end].startswith(f"{name} ")]
    if " " not in name and len(longer) == 1:
        best = longer[0]
    elif name.isupper() and (full := _spelled_out(text, name)):
        return full
    is_led = pattern("led_by").search(text, max(0, best.start - 20), best.start)
    is_called_so = not is_led and best.features & {"before owner", "before run", "after owns"}
    short = pattern("short_form").match(text, best.end) if is_called_so else None
    return best.start, short.end() if short else best.end


def _spelled_out(text: str, name: str) -> tuple[int, int] | None:
    """The place of the name that a short form is introduced for, at its first mention: `Byarnas Råd (BR)`."""
    first = text.index(name)
    full = pattern("short_form_of").search(text, max(0, first - 90), first)
    return full.span() if full else None
