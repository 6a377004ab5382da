"""Which dates are the start and end of the project as a whole: by the words before them, and as the ends of a range."""

import re

from parser.understanding.dates import Date, dates
from parser.understanding.sentences import Sentence
from schema.record import Claim

PROJECT = re.compile(
    r"\bprojekt(?!ansök|ledar|medel|idé|grupp|bank)\w*|\b(?:det|arbetet|verksamheten|satsningen|insatsen|försöket|pilot\w*|period|löptid|tid(?:plan|speriod|en))\b|^\W*(?:start|slut|pågår|startar|period|tid|löptid)\w*",
    re.I,
)
PHASE = re.compile(
    r"\b(?:mobilisering\w*|analysfas\w*|förprojekter\w*|förberedelse\w*|genomförandefas\w*|genomförande|fas(?:en)?|etapp(?:en)?|förstudie\w*|kurs\w*|utbildning\w*|rekrytering\w*|konferens\w*"
    r"|ansök\w*|beslut\w*|tidigare|rapport\w*|redovis\w*|utvärdering\w*|möte\w*|praktik\w*|resa\w*|fabrik\w*|företaget|föregående|förra|mål(?:en)?|grupp(?:en)?|intagning\w*|kartläggning\w*|har \d+|hade)\b",
    re.I,
)
START = re.compile(
    r"\b(?:start\w*|påbörja\w*|inled(?:s|des|er|dde)\b|börja(?:r|de|s|des)?\b|invigs|drar i ?gång|drog i ?gång|drog igång|drar igång|sedan|fr\.?\s?o\.?\s?m\.?|från och med|från|mellan)",
    re.I,
)
END = re.compile(
    r"\b(?:avsluta(?:s|des|t|ts)|avslut\b|slut(?:ar|ade|datum)|upphör\w*|till och med|t\.?\s?o\.?\s?m\.?|klart?\b|färdigt?\b|fram till|till|upphörde|går i mål|är slut|tar slut|tog slut|vid utgången av|projektslut)",
    re.I,
)
RUNNING = re.compile(
    r"\b(?:pågå\w*|pågick|löp(?:er|te|a)|genomför\w*|driv(?:s|it|er|its|a)|drevs|bedriv\w*|projekt(?:tid\w*|period\w*|et)|period\w*|löptid\w*|start\w*|börja\w*|varar?|tidsperiod\w*|inled\w*|drar|ska vara|beräknas|sträcker)\b",
    re.I,
)
RANGE = re.compile(r"\s*(?:[-–—]|till och med|t\.?\s?o\.?\s?m\.?|till|och(?: avslutas| slutar)?|fram till)(?:\s+(?:den|i|med|år|slutet av|och))*\s*", re.I)
OWN_BREAK = re.compile(r"[;(]|,\s|\bmed en\b|\bsamt\b")


def date_claims(sentence: Sentence, text: str) -> list[Claim]:
    """The dates of a sentence as claims: start, end or other."""
    found = dates(text, sentence.start, sentence.end)
    kinds = _kinds(sentence, text, found)
    return [_claim(date, kind, text) for date, kind in zip(found, kinds, strict=True)]


def _claim(date: Date, kind: str, text: str) -> Claim:
    raw = text[date.start : date.end]
    return Claim(
        f"date.{kind}", date.value, None, None, None, raw, date.start, date.end,
        earliest=date.earliest, latest=date.latest,
    )  # fmt: skip


def _kinds(sentence: Sentence, text: str, found: list[Date]) -> list[str]:
    kinds: list[str] = []
    for index, date in enumerate(found):
        opened = found[index - 1].end if index else sentence.start
        last = kinds[-1] if kinds else None
        kinds.append(_kind(sentence, text[opened : date.start], text[sentence.start : date.start], last, _next(text, found, index)))
    return _with_starts(sentence, text, found, kinds)


def _next(text: str, found: list[Date], index: int) -> bool:
    """Whether the date opens a range: nothing but a dash, `till` or `och` stands before the next date."""
    return index + 1 < len(found) and RANGE.fullmatch(text, found[index].end, found[index + 1].start) is not None


def _kind(sentence: Sentence, before: str, all_before: str, last: str | None, opens: bool) -> str:
    if sentence.section == "bakgrund" or sentence.text.lstrip("-•– ").lower().startswith("mål"):
        return "other"
    if last and RANGE.fullmatch(before):
        return "end" if last == "start" else "other"
    if last == "end" and re.search(r"\b(?:rätt|rättare|ändrat|egentligen)\b", before):
        return "end"
    clause = OWN_BREAK.split(before)[-1]
    subject = before if last is None or PROJECT.search(before) else all_before
    if not PROJECT.search(subject) or PHASE.search(clause) or _far(before, sentence):
        return "other"
    return _by_cue(clause, before, opens)


def _far(before: str, sentence: Sentence) -> bool:
    """Whether the words before the date speak of what had happened by then: `Till och med 31 mars har 57 börjat`."""
    return not before.strip(" -•") or re.match(r"\W*(?:till och med|fram till|hittills|sedan)\W*(?:den\s*)?$", before, re.I) is not None


def _by_cue(clause: str, before: str, opens: bool) -> str:
    starts = [match.start() for match in START.finditer(clause)]
    ends = [match.start() for match in END.finditer(clause)]
    if opens and RUNNING.search(before):
        return "start"
    if starts and (not ends or starts[-1] > ends[-1]):
        return "start" if RUNNING.search(clause) or re.search(r"driv|drev|invig|sedan", clause) else "other"
    return "end" if ends and re.search(r"pågå|pågick|löp|avslut|slut|klar|driv|drevs|projekt|förläng|upphör|och|färdig", clause, re.I) else "other"


def _with_starts(sentence: Sentence, text: str, found: list[Date], kinds: list[str]) -> list[str]:
    """A date that something starts on, before the end of the project in the same sentence, is its start."""
    if "end" not in kinds or "start" in kinds:
        return kinds
    place = kinds.index("end")
    opened = found[place - 2].end if place > 1 else sentence.start
    if place and START.search(text, opened, found[place - 1].start) and not PHASE.search(text, opened, found[place - 1].start):
        kinds[place - 1] = "start"
    return kinds
