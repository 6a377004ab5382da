"""Which dates are the start and end of the project as a whole: by the words around them, and as the ends of a range.

A date is one of the two when its clause has the project for a subject (`projektet`, its name, `arbetet`, a label such
as `Projekttid`), a verb of starting or ending, and no part of the project between the two (`mobiliseringsfasen`).
"""

import re
from functools import lru_cache

import msgspec

from parser.understanding.numbers.dates import Date
from parser.understanding.numbers.period_cues import (
    AFTER,
    APART,
    AT_THE_END,
    BEFORE_IT,
    BEGINS,
    DRIVES,
    END,
    ENDED_AFTER,
    ENDING,
    ENDINGS,
    FOR_PERIOD,
    LABEL,
    LOOSE_SUBJECT,
    PHASE,
    PROJECT,
    RAN,
    RANGE,
    RANGE_PHASE,
    RUNNING,
    RUNS_AFTER,
    SINCE,
    SO_FAR,
    START,
    START_VERB,
    STARTING,
    STATISTIC,
    THING,
    TOLD_HERE,
    UNTIL,
    WE_AFTER,
    WE_START,
)
from parser.understanding.numbers.sentences import Sentence
from schema.record import Claim


class _View(msgspec.Struct, frozen=True):
    """A date in its sentence: the words `before` it since the date before, and whether it opens a range."""

    sentence: Sentence
    text: str
    date: Date
    before: str
    opens: bool
    subject: re.Pattern[str]

    @property
    def whole(self) -> str:
        """Everything in the sentence before the date."""
        return self.text[self.sentence.start : self.date.start]


def date_claims(sentence: Sentence, text: str, found: list[Date], title: str | None = None) -> list[Claim]:
    """The dates `found` in a sentence as claims: start, end or other; the project's `title` counts as naming it."""
    if not found:
        return []
    kinds = _kinds(sentence, text, found, _subject(title))
    return [_claim(date, kind, text) for date, kind in zip(found, kinds, strict=True)]


@lru_cache(maxsize=64)
def _subject(title: str | None) -> re.Pattern[str]:
    first = re.match(r"\w{4,}", title or "")
    return re.compile(f"{PROJECT.pattern}|(?-i:\\b{re.escape(first[0])}\\b)", re.I) if first else PROJECT


def _claim(date: Date, kind: str, text: str) -> Claim:
    raw = text[date.start : date.end]
    return Claim(
        f"date.{kind}", date.value, None, None, None, raw, date.start, date.end,
        earliest=date.earliest, latest=date.latest,
    )  # fmt: skip


def _kinds(sentence: Sentence, text: str, found: list[Date], subject: re.Pattern[str]) -> list[str]:
    before = sentence.section == "bakgrund" and not TOLD_HERE.search(sentence.text)
    if before or re.match(r"[\s•–-]*mål", sentence.text, re.I):
        return ["end" if AT_THE_END.search(text[sentence.start : date.start]) else "other" for date in found]
    kinds: list[str] = []
    for index, date in enumerate(found):
        opened = found[index - 1].end if index else sentence.start
        opens = index + 1 < len(found) and RANGE.fullmatch(text, date.end, found[index + 1].start) is not None
        view = _View(sentence, text, date, text[opened : date.start], opens, subject)
        kinds.append(_kind(view, kinds[-1] if kinds else None))
    return _with_starts(sentence, text, found, kinds)


def _kind(view: _View, last: str | None) -> str:
    """The kind of one date; `last` is that of the date before it in the sentence."""
    if last and RANGE.fullmatch(view.before):
        return "end" if last == "start" else "other"
    if last and re.fullmatch(r"[\s,(]*(?:alternativt|eller|alt\.)(?:\s+\w+)?\s*", view.before):
        return last
    if BEGINS.fullmatch(view.whole):
        return "start"
    if last == "start" and _goes_on(view.before):
        return "end"
    if last == "end" and re.search(r"\b(?:rätt|rättare|ändrat|egentligen)\b", view.before):
        return "end"
    return _by_words(view) if view.opens or not SO_FAR.search(view.before) else _by_after(view)


def _goes_on(before: str) -> bool:
    """Whether the words since the start of the project lead to its end: `och håller på till`."""
    ends = [match.start() for match in END.finditer(before)]
    starts = [match.start() for match in START.finditer(before)]
    if (
        len(before) < 40
        and re.search(r"\b(?:till|t\.?o\.?m\.?)\s+(?:den\s+|i\s+)?$", before)
        and not PHASE.search(before)
    ):
        return True
    return (
        bool(ends)
        and (not starts or starts[-1] < ends[-1])
        and not PHASE.search(before)
        and ENDING.search(before) is not None
    )


def _by_words(view: _View) -> str:
    """The kind by the words before the date; where they do not name the project, by those after it."""
    whole, label = view.whole, LABEL.match(view.whole)
    if ENDED_AFTER.match(view.text, view.date.end, view.sentence.end) and not view.opens:
        return "end"
    named = [match for match in view.subject.finditer(whole) if view.opens or not _is_object(whole, match)]
    if BEFORE_IT.search(whole) or not (named or label or WE_START.search(view.before)):
        return _loose_range(view) if view.opens else _by_after(view)
    if view.opens and FOR_PERIOD.search(whole):
        return "start"
    clause = view.before if view.opens else _clause(view.before)
    since = max(named[-1].end() - len(whole) + len(clause), 0) if named else 0
    if _of_a_phase(clause, since, named=bool(named), opens=view.opens):
        return "other"
    if view.opens:
        return "start" if named or label or RUNNING.search(whole) or len(clause.strip()) < 4 else "other"
    return _by_cue(clause, label is not None) or _by_after(view)


def _of_a_phase(clause: str, since: int, *, named: bool, opens: bool) -> bool:
    """Whether something less than the project stands between its name and the verb: `projektets mobiliseringsfas`."""
    apart = RANGE_PHASE if opens else PHASE
    between = clause[since : _last_cue(clause)]
    return apart.search(between) is not None or (not named and apart.search(clause) is not None)


def _is_object(whole: str, match: re.Match[str]) -> bool:
    """Whether the project is only something that another thing is of, in or with: `avtal med projektet`."""
    after = re.match(r",?\s+som\b|\s*:", whole[match.end() :])
    return (
        after is None
        and re.search(r"\b(?:med|av|inom|i|på|för|om|från|till|genom)\s+$", whole[: match.start()]) is not None
    )


def _clause(before: str) -> str:
    """The words since the last comma, and the clause before it too where they are but a preposition: `, den 1 maj`."""
    parts = APART.split(before)
    return (
        parts[-1]
        if len(parts) < 2 or len(parts[-1].strip()) > 6 or _last_cue(parts[-1]) is not None
        else " ".join(parts[-2:])
    )


def _loose_range(view: _View) -> str:
    """A range in a sentence that does not name the project: its period where it stands alone or runs."""
    whole, after = view.whole, view.text[view.date.end :][:80]
    if RAN.match(after):
        return "start"
    if THING.search(whole) and not FOR_PERIOD.search(whole):
        return "other"
    named = LOOSE_SUBJECT.match(after) is not None
    alone = not whole.strip(" \n•–-(") or FOR_PERIOD.search(whole) is not None
    if alone or (named and re.match(r"\W*(?:från|mellan|under)\b[^,.]{0,30}$", whole, re.I)):
        return "other" if BEFORE_IT.search(whole + after) else "start"
    running = re.search(r"\b(?:drivs|driver|drev|pågår|pågick|löper|genomför|genomförs|bedrivs)\b", whole) or named
    summary = view.sentence.section in {"sammanfattning", None} and not STATISTIC.search(view.sentence.text)
    apart = RANGE_PHASE if running or summary else PHASE
    ours = not (apart.search(whole) or BEFORE_IT.search(whole + after))
    return "start" if (running or summary) and ours else "other"


def _last_cue(clause: str) -> int | None:
    places = [match.start() for cue in (START, END) for match in cue.finditer(clause)]
    return max(places, default=None)


def _by_cue(clause: str, label: bool) -> str | None:
    starts = [match.start() for match in START.finditer(clause)]
    ends = [match.start() for match in END.finditer(clause)]
    if starts and (not ends or starts[-1] > ends[-1]):
        return "start" if STARTING.search(clause) else "other"
    if ends:
        return "end" if ENDING.search(clause) or label else "other"
    return None


def _by_after(view: _View) -> str:
    """`I augusti 2010 drog projektet i gång`: the verb and the project stand after the date."""
    with_us = _runs_after(view)
    if with_us:
        return with_us
    after = AFTER.match(view.text, view.date.end, view.sentence.end)
    subject = view.subject
    named = subject.search(after["rest"]) if after else None
    if (
        after is None
        or named is None
        or BEFORE_IT.search(after["rest"])
        or PHASE.search(after["rest"][: named.start()])
    ):
        return "other"
    words = after["verb"] + " " + re.split(r",|\boch\b", after["rest"])[0]
    if ENDINGS.search(words):
        return "end"
    return "start" if START_VERB.match(words) or START.search(words) else "other"


def _runs_after(view: _View) -> str | None:
    """`Sedan maj 2010 pågår projektet`, `driver sedan maj 2010 projektet X`, `I maj 2010 drar vi i gång`."""
    if DRIVES.search(view.before) and view.subject.match(view.text[view.date.end :].lstrip(" ,")):
        return "end" if re.search(r"\b(?:till|avslut\w*)\b", view.before) else "start"
    if UNTIL.search(view.before) and RUNS_AFTER.match(view.text, view.date.end, view.sentence.end):
        return "end"
    if SINCE.search(view.before) and RUNS_AFTER.match(view.text, view.date.end, view.sentence.end):
        return "start"
    ours = WE_AFTER.match(view.text, view.date.end, view.sentence.end)
    if ours is None or PHASE.search(ours["rest"]):
        return None
    return "start" if START_VERB.match(ours["verb"]) else "end"


def _with_starts(sentence: Sentence, text: str, found: list[Date], kinds: list[str]) -> list[str]:
    """A date that something starts on, before the end of the project in the same sentence, is its start."""
    if (
        len(found) == 2
        and kinds == ["other", "other"]
        and _start_to_end(
            text[sentence.start : found[1].start], found[0].start - sentence.start, found[0].end - sentence.start
        )
    ):
        return ["start", "end"]
    if "end" not in kinds or "start" in kinds:
        return kinds
    place = kinds.index("end")
    opened = found[place - 2].end if place > 1 else sentence.start
    words = text[opened : found[place - 1].start] if place else ""
    if START.search(words) and not PHASE.search(words):
        kinds[place - 1] = "start"
    return kinds


def _start_to_end(words: str, start: int, end: int) -> bool:
    """Whether something begins on the first date and ends on the second: `börjar X och slutar Y`."""
    begins = re.search(r"\b(?:start|börja|inled|drar|drog|öppna)\w*[^,;]{0,25}$", words[:start], re.I)
    ends = re.search(
        r"\b(?:slut|avslut|upphör|stäng|är klar|tar slut|till och med|håller på|pågår)\w*", words[end:], re.I
    )
    return bool(begins and ends) and not PHASE.search(words)
