"""Dates in Swedish text, each with the precision stated; the words and spans are those of docs/annotation.md."""

import re
from calendar import monthrange
from collections.abc import Callable

import msgspec


MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
SEASONS = {
    "vår": ("03", "03-01", "05-31"),
    "sommar": ("06", "06-01", "08-31"),
    "höst": ("09", "08-01", "11-30"),
}
PARTS = {
    "början": ("01-01", "04-30"),
    "inledningen": ("01-01", "04-30"),
    "tidigt": ("01-01", "04-30"),
    "mitten": ("05-01", "08-31"),
    "slutet": ("09-01", "12-31"),
    "sent": ("09-01", "12-31"),
    "första halvåret": ("01-01", "06-30"),
    "andra halvåret": ("07-01", "12-31"),
}
QUARTERS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4, "1": 1, "2": 2, "3": 3, "4": 4}
MONTH = rf"(?:{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
YEAR = r"(?:19|20)\d\d(?!\d)"
DAY = r"(?:0[1-9]|[12]\d|3[01])"
SHORT_DAY = r"[12]\d|3[01]|0?[1-9]"
DASH = r"\s?[-–—]\s?"
_TILL = rf"(?:{DASH}|\s+(?:till|och|t\.?o\.?m\.?|till och med)\s+(?:den\s+)?)"
PROGRAMME = (
    r"(?:1995\s?[-–]\s?1999|2000\s?[-–]\s?(?:20)?06|2007\s?[-–]\s?(?:20)?13|2014\s?[-–]\s?(?:20)?20"
    r"|2021\s?[-–]\s?(?:20)?27)(?!\d|-\d)"
)
NAMED = re.compile(r"(?<![.!?:;•–—-] )(?<![.!?:]\n)(?<!^)(?<!\n)\b[A-ZÅÄÖ][\wåäöé]+\s$")
IN_PLACE = re.compile(r"\b(?:i|på|vid|hos|från|för|av|till|sedan|med)\s(?:[A-ZÅÄÖ][a-zåäö]+\s)?$")
TITLES = re.compile(r"(?:Vision|Agenda|Europa|Strategi|Plan|Program|Horisont|Mål|Projekt|Tillväxt|Framtid)\w*\s", re.I)
NOT_NAMES = frozenset(
    """år sedan i under den mål från januari februari mars april maj juni juli augusti september oktober november
    december våren hösten sommaren vintern fakta start slut projekttid period pågår projektstart projektslut
    tid budget resultat
    genomförande avslut utfall prognos redan hittills senast före efter mellan fram omkring kring runt tidigt sent
    slutdatum startdatum löptid projektperiod genomförandetid vid per""".split()
)


class Date(msgspec.Struct, frozen=True):
    """A date at `text[start:end]`: ISO 8601 or None for a slip; the days it can mean where it is approximate."""

    start: int
    end: int
    value: str | None
    earliest: str | None = None
    latest: str | None = None


def _day(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    return _real(int(match["y"]), int(match["m"]), int(match["d"])), None, None


def _six(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    year = int(match["y"])
    return _real(year + (1900 if year > 90 else 2000), int(match["m"]), int(match["d"])), None, None


def _named_day(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    return _real(int(match["y"]), _month(match["m"]), int(match["d"])), None, None


def _two_months(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    first, second, year = _month(match["m"]), _month(match["n"]), int(match["y"])
    last = f"{year}-{second:02}-{monthrange(year, second)[1]:02}"
    return f"{year}-{first:02}", f"{year}-{first:02}-01", last


def _named_month(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    return f"{match['y']}-{_month(match['m']):02}", None, None


def _iso_month(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    return f"{match['y']}-{match['m']}", None, None


def _season(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    month, first, last = SEASONS[match["s"].lower()]
    return f"{match['y']}-{month}", f"{match['y']}-{first}", f"{match['y']}-{last}"


def _winter(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    year = int(match["y"])
    last = f"{year + 1}-02-{monthrange(year + 1, 2)[1]}"
    return f"{year}-12", f"{year}-12-01", last


def _turn(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    year = int(match["y"])
    return f"{year}-12", f"{year}-12-01", f"{year + 1}-01-31"


def _part(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    first, last = PARTS[re.sub(r"\s+", " ", match["p"].lower())]
    return match["y"], f"{match['y']}-{first}", f"{match['y']}-{last}"


def _month_part(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    month = f"{match['y']}-{_month(match['m']):02}"
    end = monthrange(int(match["y"]), _month(match["m"]))[1]
    days = {"början": (1, 10), "mitten": (11, 20), "slutet": (21, end)}[match["p"].lower()]
    return month, f"{month}-{days[0]:02}", f"{month}-{days[1]:02}"


def _quarter(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    year, first = int(match["y"]), QUARTERS[(match["q"] or match["k"]).lower()] * 3 - 2
    last = monthrange(year, first + 2)[1]
    return f"{year}-{first:02}", f"{year}-{first:02}-01", f"{year}-{first + 2:02}-{last}"


def _year(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    return match["y"], None, None


def _slip(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    return None, None, None


DateReader = Callable[[re.Match[str]], tuple[str | None, str | None, str | None]]
FORMS: list[tuple[str, DateReader]] = [
    (r"(?<!\d)(?<!\d[.-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])[-/.](?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _day),
    (r"(?<=\d-)(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _day),
    (r"(?<![\d-])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])", _day),
    (
        r"(?<![\d.,/-])(?<!\d )(?P<y>[09]\d|1\d|2\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d"
        r"|3[01])(?![\d-]\d)(?!\d|[.,]\d| ?(?:kr|SEK|EUR|euro| \d{3}))",
        _six,
    ),
    (rf"(?<![\d.,/-])(?P<y>[019]\d|2\d)(?P<m>0[1-9]|1[0-2])(?P<d>{DAY})(?=(?:{DASH}|\s+till\s+)\d{{6}}(?!\d))", _six),
    (
        rf"(?:(?<=\d{{6}}-)|(?<=\d{{6}}–)|(?<=\d{{6}} - )|(?<=\d{{6}} – ))(?P<y>[019]\d|2\d)(?P<m>0[1-9]"
        rf"|1[0-2])(?P<d>{DAY})(?!\d)",
        _six,
    ),
    (rf"\b(?P<d>{SHORT_DAY})(?:[:.]?[ae])?\.?\s+(?P<m>{MONTH}),?\s+(?:år\s+)?(?P<y>{YEAR})", _named_day),
    (
        rf"\b(?P<d>{SHORT_DAY})(?:[:.]?[ae])?\.?\s+(?P<m>{MONTH})"
        rf"(?={_TILL}\d{{1,2}}(?:[:.]?[ae])?\.?\s+{MONTH}\s+(?P<y>{YEAR}))",
        _named_day,
    ),
    (rf"\b(?P<d>[12]\d|3[01]|0?[1-9])/(?P<m>1[0-2]|0?[1-9])[\s-]+(?P<y>{YEAR})", _day),
    (rf"(?<![\d-])(?P<d>[12]\d|3[01]|0?[1-9])[./](?P<m>1[0-2]|0?[1-9])[./](?P<y>{YEAR})", _day),
    (rf"\b(?P<p>början|mitten|slutet)\s+(?:av|på)\s+(?P<m>{MONTH})\s+(?P<y>{YEAR})", _month_part),
    (rf"\b(?P<m>{MONTH})\s?[/]\s?(?P<n>{MONTH})\s+(?:år\s+)?(?P<y>{YEAR})", _two_months),
    (rf"\b(?P<m>{MONTH})(?={_TILL}{MONTH}\s+(?P<y>{YEAR}))", _named_month),
    (rf"\b(?:{MONTH}|våren|sommaren|hösten|årsskiftet)\s+20\d{{3}}\b", _slip),
    (rf"\b(?P<m>{MONTH})\s+(?:månad\s+)?(?:år\s+)?(?P<y>{YEAR})", _named_month),
    (rf"\b(?P<s>vår|sommar|höst)(?:en|terminen)?\s+(?:år\s+)?(?P<y>{YEAR})", _season),
    (rf"\bvinter(?:n)?\s+(?P<y>{YEAR})(?:\s?[/–-]\s?(?:20)?\d\d(?!\d))?", _winter),
    (rf"\bårsskiftet\s+(?P<y>{YEAR})(?:\s?[/–-]\s?(?:20)?\d\d(?!\d))?", _turn),
    (
        rf"\b(?P<p>början|inledningen|mitten|slutet|tidigt|sent|första\s+halvåret|andra\s+halvåret)(?:\s+av"
        rf"|\s+på|\s+under)?\s+(?:år\s+)?(?P<y>{YEAR})",
        _part,
    ),
    (
        rf"\b(?:(?P<q>första|andra|tredje|fjärde|sista|[1-4])\s+kvartalet|kvartal\s+(?P<k>[1-4]))(?:\s+av"
        rf"|\s+år|,)?\s+(?P<y>{YEAR})",
        _quarter,
    ),
    (r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d])(?!-\d)", _iso_month),
    (rf"(?<=\d[-–])(?P<y>{YEAR})(?![\w/:]|[-–]\d|[.,]\d|-tal)", _year),
    (rf"(?<![\w/:§+-])(?<!\d[.,–])(?<!\d )(?P<y>{YEAR})(?!-?tal|[/:]\d|-\d\d?\b(?!-)|[.,]\d|\w|\s?%)", _year),
]
PATTERNS = [(re.compile(pattern, re.I), read) for pattern, read in FORMS]
SKIPPED = re.compile(
    rf"{PROGRAMME}|\b(?:SFS|prop\.?|SOU|dnr|diarienummer|Agenda|Vision|Europa|Horisont|Horizon"
    rf"|EU)\s*:?\s*{YEAR}[:/\d-]*"
    rf"|(?<!årsskiftet )(?<!vintern )\b{YEAR}[:/]\d+|(?<!årsskiftet )(?<!vintern )\b\d+[:/]{YEAR}\b|{YEAR}-talet",
    re.I,
)
REACH = 60
"""Characters before a year within which its date begins."""
HAS_YEAR = re.compile(r"(?:19|20)\d\d|\b[0129]\d[01]\d[0-3]\d\b")


def hints_at_date(word: str) -> bool:
    """Whether a word holds a year, or the six digits of a day."""
    return HAS_YEAR.search(word) is not None


def dates(text: str, start: int, end: int) -> list[Date]:
    """The dates in `text[start:end]`, in order; where two forms fit, the one named first in `FORMS`."""
    years = [match.span() for match in HAS_YEAR.finditer(text, start, end)]
    if not years:
        return []
    start, end = max(start, years[0][0] - REACH), min(end, years[-1][1] + REACH)
    taken = [match.span() for match in SKIPPED.finditer(text, start, end)]
    found: list[Date] = []
    for pattern, read in PATTERNS:
        for match in pattern.finditer(text, start, end):
            if not any(match.start() < b and a < match.end() for a, b in taken) and _is_date(text, match, read):
                taken.append(match.span())
                found.append(Date(match.start(), match.end(), *read(match)))
    return sorted(found, key=lambda date: date.start)


def _is_date(text: str, match: re.Match[str], read: DateReader) -> bool:
    if read is _slip:
        return True
    if read is _year:
        return not _in_a_name(text, match.start()) and not _counts(text, match.end())
    return read(match)[0] is not None


def _in_a_name(text: str, place: int) -> bool:
    """Whether a capitalised word in running text stands right before the year: `Vision 2020`."""
    before = text[max(0, place - 30) : place]
    named = NAMED.search(before)
    if named and IN_PLACE.search(before[: named.start()]) and not TITLES.match(named[0]):
        return False
    return named is not None and named[0].strip().lower() not in NOT_NAMES


def _counts(text: str, place: int) -> bool:
    return bool(
        re.match(
            r"\s+(?:kr\b|kronor|euro|EUR|SEK|personer|individer|deltagare|anställda|ungdomar|kvinnor|män\b|st\b"
            r"|elever|arbetslösa|medarbetare|företag\b|timmar|invånare|varslade|nyanlända|unga\b|människor)",
            text[place : place + 14],
        )
    )


def _month(name: str) -> int:
    return MONTH_NUMBERS[name.lower().rstrip(".")]


def _real(year: int, month: int, day: int) -> str | None:
    """The date in ISO 8601; None for a day that no calendar has."""
    possible = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return f"{year}-{month:02}-{day:02}" if possible else None
