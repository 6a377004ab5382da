"""Files that are not projects, and what kind of file they are."""

import re
from itertools import islice

from parser.text.calls import count_kinds, is_call, is_call_address, is_call_text, is_round_of_calls
from parser.text.decoding import utf16_kind
from parser.text.document import Document

_MAGIC = (
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_LOG_IN = "a log-in page"
"""Known by its headings and its `<title>`: the first line of any page may be the button that leads to one."""
_TITLES = (
    (r"^(404|403|410|500|503)\b|\b(404|not found|page not found|internal server error)\b", "an error page"),
    (
        r"sidan (kunde inte hittas|finns inte|hittades inte|du söker)|ett fel (har )?(inträffa|uppst)",
        "an error page",
    ),
    (r"^(logga in|inloggning|log in|sign in)\b", _LOG_IN),
    (
        r"^(sök|search)( (efter |bland |i )?(alla )?projekt.*)?$|^(sökresultat|sökträffar|search results?)\b",
        "a search page",
    ),
    (
        r"^(projektbanken|alla projekt|våra projekt|projekt|nyheter|kalender|webbkarta"
        r"|((aktuella|stängda|öppna|pågående|planerade|kommande|tidigare|avslutade|alla|våra|nya) )?utlysningar"
        r"( .{1,40})?)$",
        "an index page",
    ),
)
_ABOUT_THE_FUND = re.compile(
    r"ansökningsguide|så fungerar det|kom igång( med ditt projekt)?|(att )?driva projekt|(att )?(söka|sök) stöd.{0,20}"
    r"|så (an)?söker (du|ni)( (om )?(stöd|medel|pengar).{0,20})?|att ansöka|rapporter( och publikationer)?"
    r"|publikationer|socialfondsrapport.{0,120}|statistik|vanliga frågor.{0,40}|utlysnings(plan|kalender).{0,20}"
    r"|om (europeiska )?socialfonden( plus)?|våra fonder",
    re.IGNORECASE,
)
"""Headlines of pages on how the fund works."""
_BANNER = re.compile(
    r"information \(\d+\)|cookies|lär dig mer|stäng|hoppa till (innehållet|texten)|logotyp på utskrifter", re.IGNORECASE
)
_TO_APPLICANTS = tuple(
    (words, re.compile(pattern, re.IGNORECASE))
    for words, pattern in (
        (["ditt ", "ert "], r"\b(ditt|ert) (\w+-)?projekt"),
        (["din ansökan", "er ansökan"], r"\b(din|er) ansökan\b"),
        (["söka ", "söker "], r"\bsök(a|er) (stöd|pengar|medel)\b"),
        (["du ", "ni "], r"\b(du|ni) (ska|kan|behöver|har|får|söker)\b"),
        (["er ", "din "], r"\ber organisation|\b(din|er) (projekt)?idé|\bdin organisation"),
        (["utlysning"], r"\butlysning(en|ar|arna)?\b"),
    )
)
"""What a text says to people who may apply, with what stands in it, one or the other; each kind counts once."""
_ENOUGH = 3
_HEADLINES = 3
SEVERAL_PROJECTS = "a list of several projects that cannot be told apart"
_TITLE_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _TITLES)


def binary_kind(content: bytes) -> str | None:
    """The kind of a file that is empty or binary; None for text."""
    if not content.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        return "an empty file"
    known = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    sample = content[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample) if known is None and b"\x00" in sample else 0
    return known or ("binary data" if controls > len(sample) // 10 and not utf16_kind(content) else None)


def lookalike_kind(document: Document, url: str | None) -> str | None:
    """The kind of a page that only resembles a project page; None when nothing rules a project out."""
    if is_call(document):
        return "a call for proposals (Utlyst belopp)"
    if is_call_address(url) or is_call_text(document):
        return "a call for proposals"
    if is_round_of_calls(document):
        return "news on a round of calls"
    if _is_about_the_fund(document):
        return "a page about the fund"
    headlines = [document.lines[line] for line in sorted(document.headings)[:3]] + [document.page_title.strip()]
    found = [kind for line in headlines for pattern, kind in _TITLE_PATTERNS if pattern.search(line.strip())]
    first = next((line.strip() for line in document.lines[:6] if line.strip()), "")
    found += [kind for pattern, kind in _TITLE_PATTERNS if kind != _LOG_IN and pattern.search(first)]
    return next(iter(found), None)


def _is_about_the_fund(document: Document) -> bool:
    """Whether a page explains the fund or tells how to apply, and is on no project."""
    filled = (line.strip() for line in document.lines if line.strip())
    top = list(islice((line for line in filled if not _BANNER.match(line)), _HEADLINES))
    if any(map(_ABOUT_THE_FUND.fullmatch, top)):
        return True
    return count_kinds(document.text, _TO_APPLICANTS) >= _ENOUGH
