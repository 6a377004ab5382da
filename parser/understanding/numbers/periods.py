"""Which dates are the start and end of the project as a whole: by the words around them, and as the ends of a range.

A date is one of the two when its clause has the project for a subject (`projektet`, its name, `arbetet`, a label such
as `Projekttid`), a verb of starting or ending, and no part of the project between the two (`mobiliseringsfasen`).
"""

import re
from functools import lru_cache

import msgspec

from parser.understanding.numbers.dates import Date
from parser.understanding.numbers.sentences import Sentence
from schema.record import Claim

PROJECT = re.compile(
    r"\b(?:(?:genomförande|för|pilot|huvud|ESF-)?projekt(?!ansök|ledar|medel|idé|grupp|bank|medarb"
    r"|ägar|deltag|bud)\w*|(?:det|arbetet|verksamheten|satsningen|insatsen|försöket|piloten|samarbetet"
    r"|löptiden?|genomförandetiden?)(?=\W))",
    re.I,
)
LABEL = re.compile(
    r"^\W*(?:(?:preliminär|planerad|beräknad|total)\w*\s+)?(?:projekt)?(?:start|slut|pågår|startar"
    r"|avslutas|period|tid|löptid|drivs|genomförs)\w*\b",
    re.I,
)
PHASE = re.compile(
    r"\b(?:mobilisering\w*|analysfas\w*|förprojekter\w*|förberedelse\w*|genomförandefas\w*|fas(?:en)?"
    r"|etapp(?:en)?|förstudie\w*|kurs(?:en|er|erna)?|utbildning(?:en|ar|arna)?|rekrytering\w*"
    r"|konferens\w*|mässa\w*|seminari\w*"
    r"|ansök\w*|beslut\w*|bevilja\w*|rapport\w*|redovis\w*|utvärdering\w*|möte\w*|sammanträd\w*"
    r"|praktik\w*|resa\w*|fabrik\w*|företag(?:et|en)|målen|grupp(?:en)?|intagning\w*|kartläggning\w*"
    r"|omgång\w*|kull\w*|anmäl\w*|lokal\w*|webb\w*|hemsid\w*|arbetslöshet\w*|antalet|resultat\w*)\b",
    re.I,
)
RANGE_PHASE = re.compile(
    r"\b(?:mobilisering|analysfas|förprojekter|förberedelse|förstudie|genomförandefas|fas(?:en)?\b"
    r"|etapp|kartläggning|omgång|rekrytering|kull|antalet|arbetslöshet)\w*",
    re.I,
)
STATISTIC = re.compile(
    r"\b(?:ökade|ökat|minskade|minskat|steg|sjönk|växte|försvann|slutade|hade|fanns|byggdes"
    r"|fördubblades|halverades|prövade|föregick|flyttade|lades|drabbades)\b",
    re.I,
)
BEFORE_IT = re.compile(
    r"\b(?:tidigare|förra|föregående|liknande|annat|andra|nästa|nytt)\s+(?:ESF-)?projekt\b"
    r"|\bett\s+(?:ESF-)?projekt\b(?!\s*,?\s+(?:som|vilket)\b)",
    re.I,
)
START = re.compile(
    r"\b(?:(?:projekt)?start(?!kapital|sida)\w*|påbörja\w*|inled(?:s|des|er|dde|as)\b|börja(?:r|de|s"
    r"|des|t)?\b|invigs|invigdes|öppna(?:r|de|s)|dra(?:r|s)? i ?gång|drog i ?gång|drog(?:s)? ?i ?gång"
    r"|sätter? i ?gång|sätts i ?gång|kör(?:s|de)? i ?gång|kom i ?gång|kommer i ?gång|tar vid|sedan\b"
    r"|fr\.?\s?o\.?\s?m\.?|från och med|från\b|mellan\b|med start)",
    re.I,
)
END = re.compile(
    r"\b(?:avsluta(?:s|des|t|ts|d)?\b|avslut\b|slut(?:ar|ade|datum|tid(?:en|punkt\w*)?|dag(?:en)?||et|fört"
    r"|fördes)\b|upphör\w*"
    r"|till och med|t\.?\s?o\.?\s?m\.?|klart?\b|färdigt?\b|fram till|till\b|går i mål|gick i mål"
    r"|stäng(?:er|de)\b|håller på\b|är slut|(?:tar|tog) slut|utgången av|projektslut\w*|slutet på|löper ut"
    r"|stäng(?:s|er|de|des)\b"
    r"|upphörde|läggs ned|lades ned)",
    re.I,
)
RUNNING = re.compile(
    r"\b(?:pågå\w*|pågick|pågått|löp(?:er|te|a|t)|genomför\w*|driv(?:s|it|er|its|a)|drevs?|bedriv\w*"
    r"|projekt(?:tid\w*|period\w*|et)|period\w*|löptid\w*|start\w*|börja\w*|varar?|varade"
    r"|tidsperiod\w*|inled\w*|drar|drog|ska vara|sträcker|sträckt\w*|omfattar|beviljats för"
    r"|var ett projekt|är ett projekt)\b",
    re.I,
)
ENDING = re.compile(
    r"pågå|pågick|löp|avslut|slut|klar|driv|drev|projekt|förläng|upphör|färdig|varar|håller på|höll på"
    r"|finns kvar|sträcker|i mål|stäng|period|tid\b|start|börja|genomför",
    re.I,
)
STARTING = re.compile(
    r"start|börja|inled|gång|driv|drev|invig|öppna|sedan|pågå|löp|vid|genomför|projekttid|period", re.I
)
RANGE = re.compile(
    r"[\s,]*(?:[-–—]{1,2}|till och med|t\.?\s?o\.?\s?m\.?|till|och|fram till|tom)(?:\s+(?:är|ska|vara"
    r"|är|klart?|avslutas|avslutades|slutar|slutade|pågår|pågick|löper|med|den|i|fram|till|år"
    r"|slutet av|och|det))*\s*",
    re.I,
)
AFTER = re.compile(
    r"\s*,?\s*(?:(?:ska|skall|kommer|har|då|när|som|är|var)\s+)?(?P<verb>starta(?:r|de|s|des)?"
    r"|börja(?:r|de)?|inled(?:s|des|er|de)|drar|drog|sätter|satte|avsluta(?:s|des)|slutar|slutade"
    r"|upphör|upphörde|tar|tog|är|var|blir|blev|går|gick|invigs|invigdes|ska)\b(?P<rest>[^.;]{0,60})",
    re.I,
)
START_VERB = re.compile(r"start|börja|inled|dra[rs]|drog|sätt|satte|invigs", re.I)
ENDINGS = re.compile(r"avslut|slut|upphör|\bklar|färdig|i mål", re.I)
LOOSE_SUBJECT = re.compile(
    r"[^.;]{6,30}?(?:,\s*)?\b(?:(?:ska|kommer|har|är|var|skulle)\s+projektet|ska|kommer|får|erbjuds"
    r"|utbildas|prövar|arbetar|deltar)\b"
)
FOR_PERIOD = re.compile(
    r"\b(?:(?:för|avser|gäller|under)\s+(?:hela\s+)?(?:projekt)?(?:perioden|tiden|åren)|avser|gäller)\W*(?:den\s+)?$",
    re.I,
)
APART = re.compile(r"[;(]|,\s|\bmed en\b|\bsamt\b")
SO_FAR = re.compile(
    r"^\W*(?:till och med|t\.o\.m\.|fram till|hittills|per|sedan|i|under|år)\W*(?:den\s*|början av\s*|slutet av\s*)?$",
    re.I,
)


SINCE = re.compile(r"\b(?:sedan|från(?: och med)?|fr\.?\s?o\.?\s?m\.?|med start)\s+(?:i\s+|den\s+)?$", re.I)
RUNS_AFTER = re.compile(
    r"[^.;]{0,30}?\b(?:pågår|pågick|driv[se]r?|drevs|drev|bedrivs|bedriver|löper|genomförs|har)\s+(?:vi\s+"
    r"|\w+\s+)?(?:ESF-)?projektet\b",
    re.I,
)
WE_AFTER = re.compile(
    r"\s+(?P<verb>startar|startade|börjar|började|drar|drog|kör|körde|sätter|satte|avslutar|avslutade|slutar"
    r"|slutade|stänger|stängde)\s+vi\b"
    r"(?P<rest>(?:\s+(?:i ?gång|projektet|verksamheten|arbetet|på riktigt|äntligen|igång))*\s*(?:[.,;!?]|och\b"
    r"|med\b|$))",
    re.I,
)
ENDED_AFTER = re.compile(
    r"\s+(?:är|tar|tog|var|blir)\s+(?:det|projektet|allt|det hela)\s+(?:slut|över|färdigt|klart)\b"
    r"|\s+(?:avslutas|upphör|slutar|stänger)\s+(?:projektet|vi)\b",
    re.I,
)
THING = re.compile(
    r"^\W*(?:(?:den|en|vår|första|andra|nästa|sista|alla)\s+)*\w*(?:kurs(?:en|erna)?|utbildning(?:en|ar|arna)"
    r"|mässa?n|utställning(?:en|ar)?|resa[n]?"
    r"|praktik(?:en|perioden)|läg(?:er|ret)|termin(?:en|er)|konferens(?:en)?|vecka[n]?|besök(?:et)?"
    r"|festival(?:en)?|kampanj(?:en)?"
    r"|ansökningstid(?:en)?|anmälan|utlysning(?:en)?|kontoret|butiken|föreställning(?:en|ar))\b",
    re.I,
)
WE_START = re.compile(
    r"\b(?:vi|vår verksamhet|allt|det hela|det)\s+(?:ska\s+|skall\s+|kommer att\s+|har\s+"
    r"|räknar med att\s+)?(?:starta(?:r|de|t)?"
    r"|börja(?:r|de|t)?|(?:drar|drog|dra|kör|körde|köra|kommer|kom|är) i ?gång|avsluta(?:r|de|t|s|des)?"
    r"|sluta(?:r|de|t)?"
    r"|stänger|stängde|håller på|höll på|är klara|är färdiga|var klara|tar slut|tog slut|upphör)(?:\s+(?:i|den"
    r"|på|till|t\.?o\.?m\.?|och|med|fram|redan|först|sista|slutet av))*\s*$"
    r"|\b(?:projekt)?(?:start|avslut|slut)(?:datum|tid|dag|en|et)?\b\W*(?:(?:i|den|är|var|blir|sker"
    r"|beräknas(?: till)?|planeras(?: till)?"
    r"|satt till|senast|om)\s+)*$",
    re.I,
)


DRIVES = re.compile(
    r"\b(?:driv(?:er|it|s|its)|drev|drevs|bedriver|bedrev|genomför|genomförde|start(?:ar|ade|ades|as)|pågår"
    r"|pågick|inled\w*|deltar i"
    r"|avsluta\w*|(?:drar|drog|sätter) i ?gång|påbörja\w*)\b[^,.;]{0,12}"
    r"\b(?:sedan|från(?: och med)?|fr\.?\s?o\.?\s?m\.?|i|den|till)\s*$",
    re.I,
)


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
    before = sentence.section == "bakgrund" and not re.search(r"\bprojektet\b", sentence.text, re.I)
    if before or re.match(r"[\s•–-]*mål", sentence.text, re.I):
        return ["other"] * len(found)
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
    if THING.search(whole) and not FOR_PERIOD.search(whole):
        return "other"
    named = LOOSE_SUBJECT.match(after) is not None
    alone = not whole.strip(" \n•–-(") or FOR_PERIOD.search(whole) is not None
    if alone or (named and re.match(r"\W*(?:från|mellan|under)\b[^,.]{0,30}$", whole, re.I)):
        return "other" if BEFORE_IT.search(whole + after) else "start"
    running = re.search(r"\b(?:drivs|driver|drev|pågår|pågick|löper|genomförs|bedrivs)\b", whole) or named
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
    ends = re.search(r"\b(?:slut|avslut|upphör|stäng|är klar|tar slut|till och med)\w*", words[end:], re.I)
    return bool(begins and ends) and not PHASE.search(words)
