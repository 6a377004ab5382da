"""Amounts of money in Swedish text: digits or words, thousands and millions, kronor and euro, two currencies as one."""

import re

import msgspec

from parser.understanding.readers.numerals import DIGITS, WORD, openings, value_of

GAP = r"[ \u00a0\u2009\u202f\n]"
FACTORS = {"miljard": 1_000_000_000, "milj": 1_000_000, "m": 1_000_000, "t": 1000, "k": 1000}
"""By how the word begins."""
SCALE = r"(?:(?:miljoner|miljon|milj\.?|mn|tusen|miljarder|miljard)\b\.?)"
CURRENCY = r"(?:(?:svenska\s+)?kronor\b|kr\b|SEK\b|euro\b|eur\b|€|:-|,-)"
SHORT = r"(?:mkr|mnkr|msek|mdkr|tkr|tsek|kkr|meur|teur|keur)\b"
YEAR_TO = r"(?:19|20)\d\d\s(?:till|eller|mot|och)\s\d"
SHORTEST = 5
"""Characters of the shortest amount without a unit: `1 000`."""
BEFORE = re.compile(rf"(?:SEK|EUR|€){GAP}?\Z", re.I)
MONEY = re.compile(
    rf"(?:(?P<before>SEK|EUR|€){GAP}?)?"
    rf"(?P<between>(?<=mellan\s))?(?<![\w/:§])(?<!\d[.,])(?!{YEAR_TO})(?P<low>{DIGITS}|(?:{WORD}\s+och\s+)?en\s+halv(?=\s+miljon)"
    rf"|{WORD})(?:\s?(?:[-–]|till|eller|(?(between)och|(?!)))\s?(?P<high>{DIGITS}))?"
    rf"(?:(?:{GAP}*(?P<scale>{SCALE}))?{GAP}*(?P<currency>{CURRENCY})|{GAP}*(?P<short>{SHORT})"
    rf"|{GAP}*(?P<bare>(?:miljoner|miljon|milj\.?|miljarder)\b)(?!\s+(?:[a-zåäö]+are|invånare"
    rf"|människor|personer|arbetstillfällen|ton|barn|kvadrat\w+|kubik\w+|liter|timmar|år)\b)"
    rf"|(?<=[. ]\d{{3}})(?!\w|[.,]\d| \d|\s?%))",
    re.I,
)
JOINED = re.compile(
    rf"{GAP}*(?P<link>=|\(|eller|dvs\.?|d\.v\.s\.|alltså|/|,?{GAP}*(?:vilket )?(?:motsvarar|motsvarande)"
    rf"|vilket är|≈|~){GAP}*(?:=|ca\.?|cirka|omkring|drygt|knappt|ungefär)?{GAP}*",
    re.I,
)
PLAIN_MONEY = re.compile(
    r"kost|budget|bekost|stöd|anslag|summa|avgift|lön|pris|betal|finansier|investe|kronor|\bkr\b|belopp|ersättning",
    re.I,
)
MONEY_TALK = re.compile(
    r"kost|budget|stöd|anslag|summa|betal|finansier|investe|kron|belopp|bevilj|\bESF|fond|satsa|medel|bidra"
    r"|EU\b|pengar|omsätt"
    r"|rekvir|utbetal|notan|kalas|\bpris|hyra|omsatt|spar(?:ar|at)|utlys|\bram(?:en)?\b|\bpott|kassa|satsning"
    r"|invester|försälj|\bköp|\bvärd|tillskott|underskott|överskott|miljonbelopp"
    r"|\b(?:får|fick|fått|söker|sökt|ansöker|fördela|omslut)\w*",
    re.I,
)
STANDS_ALONE = re.compile(
    r"\s*(?:$|[.,;:)!?]|(?:i|på|för|från|om|och|till|per|under|över|som|kommer|ur|mer|mindre|extra|vardera"
    r"|netto|brutto|(?:19|20)\d\d)(?!\w))"
)
SPELLED = re.compile(r"\d\s?(?:kr\b|kronor|mkr|tkr)|\bkronor\b|\bkr\b|kost|budget|finansier|\bstöd\b|bidra", re.I)
MONEY_LABEL = re.compile(r"(?:budget|stöd|belopp|kostnad(?:er)?|finansiering|anslag|bidrag|medel)\s*:\s*\Z", re.I)
GIVEN_BY = re.compile(r"\s+från\s+(?=[A-ZÅÄÖ])")
NUMBERED_THING = re.compile(
    r"\s+(?!per\b|i\b|på\b|om\b|för\b|till\b|och\b|från\b|av\b|är\b|under\b|vilket\b|varav\b|därav\b|samt\b|inklusive\b"
    r"|respektive\b|medan\b|fördelat\b|årligen\b|vardera\b)[a-zåäö]{4,}",
    re.I,
)


TABLE_UNIT = re.compile(
    r"\(\s*(?:(?:belopp|alla belopp|summor|siffror)?\s*i\s+)?(?P<a>kronor|kr|SEK|tkr|kkr|tsek|mkr|msek|mnkr"
    r"|tusental kronor|tusen kronor|miljoner kronor|euro|EUR)\s*\)"
    r"|\b(?:belopp|summor|siffror|allt)(?:en|na)?\s+(?:\w+\s+)?i\s+(?P<b>kronor|kr\b|SEK|tkr|kkr|tsek|mkr|msek|mnkr"
    r"|tusental kronor|tusen kronor|miljoner kronor|euro|EUR)",
    re.I,
)
TABLE_NUMBER = re.compile(
    rf"(?<![\w/:.,§-])(?<!\d{GAP})(?P<low>\d{{1,3}}(?:[ .]\d{{3}})+|\d+(?:,\d+)?)(?!\w|[.,/:-]\d|{GAP}\d)"
    rf"(?!\s*(?:%|procent|kr\b|kronor|[tkm]kr\b|SEK|st\b|[a-zåäö]{{4,}}))",
    re.I,
)
MONEY_HINT = re.compile(
    r"[km]r\b|kron|miljon|milj\b|miljard|sek\b|eur|€|mn\b|:-|,-|mkr|tkr|\b[mk]n?kr|\d[. \u00a0\u2009\u202f]\d{3}", re.I
)
"""What a word of every amount holds, or how it begins; the pattern of amounts is a large one."""
UNITS = frozenset(("kronor", "kr", "sek", "tkr", "kkr", "tsek", "mkr", "msek", "mnkr", "euro", "eur"))
"""The words of a table's heading that say what its numbers are counted in."""


class Money(msgspec.Struct, frozen=True):
    """An amount at `text[start:end]` in whole units of `currency`; `other` is the same amount in the other one."""

    start: int
    end: int
    value: int | float
    currency: str
    value_max: int | float | None = None
    other: int | float | None = None
    other_currency: str | None = None


def hints_at_money(word: str) -> bool:
    """Whether a word can be part of an amount."""
    return MONEY_HINT.search(word) is not None


def amounts(text: str, start: int, end: int, heading: str = "", places: list[int] | None = None) -> list[Money]:
    """The amounts of money in `text[start:end]`, in order; a `heading` above can say the unit: `Budget (tkr)`.

    `places` are where its numbers start, where that is known.
    """
    found, reached = list[Money](), start
    for place in openings(text, start, end) if places is None else places:
        before = BEFORE.search(text, max(start, place - 4), place)
        match = MONEY.match(text, before.start() if before else place, end) if place >= reached else None
        if match and (money := _money(match, text, start, end)):
            found.append(money)
            reached = match.end()
    unit = TABLE_UNIT.search(heading) if heading else None
    if unit:
        found += _of_table((unit["a"] or unit["b"]).lower(), text, start, end, found)
        found.sort(key=lambda money: money.start)
    return _joined(text, found) if len(found) > 1 else found


def _of_table(unit: str, text: str, start: int, end: int, found: list[Money]) -> list[Money]:
    """The numbers of a table line whose heading says what they are counted in; years and short numbers are none."""
    thousand, million = unit.startswith(("t", "kkr")), unit.startswith("m")
    factor, currency = 1_000_000 if million else 1000 if thousand else 1, "EUR" if unit.startswith("eu") else "SEK"
    table: list[Money] = []
    for match in TABLE_NUMBER.finditer(text, start, end):
        low, taken = value_of(match["low"]), any(m.start < match.end() and match.start() < m.end for m in found)
        short = len(match["low"]) < (2 if million else 3 if thousand else 4)
        if low is not None and not (taken or short or re.fullmatch(r"(?:19|20)\d\d", match["low"])):
            table.append(Money(match.start(), match.end(), _whole(low * factor), currency))
    return table


def _money(match: re.Match[str], text: str, start: int, end: int) -> Money | None:
    low, high = _low(match["low"]), value_of(match["high"]) if match["high"] else None
    bare = not (match["currency"] or match["short"] or match["bare"] or match["before"])
    if low is None or (bare and (len(match["low"]) < SHORTEST or not _is_plain_money(match, text, start, end))):
        return None
    if match["bare"] and not (MONEY_TALK.search(text, start, end) or STANDS_ALONE.match(text, match.end(), end)):
        return None
    factor = _factor(match, high)
    ceiling = None if high is None else _whole(high * factor)
    own = high is not None and low > high  # `mellan 500 000 och 2 miljoner`
    return Money(match.start(), match.end(), _whole(low if own else low * factor), _currency(match), ceiling)


def _low(raw: str) -> int | float | None:
    """A number, or `en halv` and `två och en halv` before millions."""
    if not raw.endswith("halv"):
        return value_of(raw)
    whole = re.match(r"(\w+)\s+och\s", raw)
    return 0.5 + ((value_of(whole[1]) or 0) if whole else 0)


def _is_plain_money(match: re.Match[str], text: str, start: int, end: int) -> bool:
    """`45.000` alone is money only beside a word of money, and never before a noun; `Budget: 1 450 000` always."""
    if MONEY_LABEL.search(text, max(start, match.start() - 60), match.start()):
        return not NUMBERED_THING.match(text, match.end(), end)
    if GIVEN_BY.match(text, match.end(), end) and SPELLED.search(text, start, end):
        return True
    if text.rfind(".", match.start(), match.end()) < 0 and not SPELLED.search(text, start, end):
        return False
    return bool(PLAIN_MONEY.search(text, start, end)) and not NUMBERED_THING.match(text, match.end(), end)


def _factor(match: re.Match[str], high: int | float | None) -> int:
    short = (match["short"] or "").lower()
    if short:
        return 1_000_000_000 if short.startswith("md") else 1_000_000 if short.startswith("m") else 1000
    scale = (match["scale"] or match["bare"] or "").lower().rstrip(".")
    return next((factor for name, factor in FACTORS.items() if scale and scale.startswith(name)), 1)


def _currency(match: re.Match[str]) -> str:
    written = ((match["currency"] or "") + (match["short"] or "") + (match["before"] or "")).lower()
    return "EUR" if "eu" in written or "€" in written else "SEK"


def _whole(value: int | float) -> int | float:
    rounded = round(value, 2)
    return int(rounded) if float(rounded).is_integer() and abs(rounded) < 1e15 else rounded


def _joined(text: str, found: list[Money]) -> list[Money]:
    joined: list[Money] = []
    for money in found:
        last = joined[-1] if joined else None
        link = JOINED.fullmatch(text, last.end, money.start) if last else None
        if last and link and last.other is None and last.currency != money.currency:
            joined[-1] = _pair(text, last, money, link["link"] == "(")
        else:
            joined.append(money)
    return joined


def _pair(text: str, first: Money, second: Money, bracketed: bool) -> Money:
    end = second.end + (1 if bracketed and text[second.end : second.end + 1] == ")" else 0)
    kronor, euro = (first, second) if first.currency == "SEK" else (second, first)
    return Money(first.start, end, kronor.value, "SEK", kronor.value_max, euro.value, "EUR")
