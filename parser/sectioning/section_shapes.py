"""Signs in the shape of a paragraph, as evidence for sections: its place in the text, its tense, its numbers.

Each sign has a name, weights and a pattern or place to match. Weights are in the unit of the cues.
"""

import re

import msgspec

from parser.sectioning.judgement import Outline
from parser.sectioning.paragraphs import Paragraph
from parser.sectioning.section_weights import Weights, weights_of

_PROMISE = r"\b(?:ska|skall|skulle|kommer att|planeras|beräknas)\b"


class Sign(msgspec.Struct, frozen=True):
    """A pattern that counts at most `most` times; its weights are per match."""

    name: str
    pattern: re.Pattern[str]
    most: int = 1

    @property
    def weights(self) -> Weights:
        """The weight of each match for each section."""
        return weights_of(self.name)


_SHARE = r"(?:\d\s?%|procent)"
_SMALL = r"(?:\d{1,3}|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tjugo)"
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*"
_ITEM = r"(?:[-–•·*▪]|\(?(?:\d{1,2}|[a-zåäö])[.)])\s*"
_SIGNS: tuple[tuple[str, int, str], ...] = (
    ("speech", 1, r"\A\s*[–—-]\s(?!\d)[^\n]*\Z|\A[”\"»]|(?<=[,!?]) (?:säger|berättar|menar|tycker)\b"),
    (
        "a person says", 1,
        r"\b(?:säger|berättar|menar|tycker|förklarar|konstaterar|tillägger|framhåller|sade|sa)"
        r" (?:(?-i:[A-ZÅÄÖ]\w+ [A-ZÅÄÖ])|hon\b|han\b)",
    ),
    ("a greeting", 1, r"\A(?:Hej|Kära|Bästa|God (?:jul|sommar)|Välkomm?en till|Glad)\b"),
    (
        "a project in which", 1,
        r"\b(?:ett|en|projektet)\b[^.\n]{0,60}(?:projekt|satsning|samarbete|samverkan|verksamhet)\b[^.\n]{0,60}?"
        r"\b(?:där|i vilken|i vilket|genom vilket|för dig som|för den som)\b",
    ),
    (
        "amount of money", 3,
        r"\d[\d\s.,]{0,20}(?:kr\b|kronor|mkr|tkr|miljon|mnkr|euro|eur\b)",
    ),
    (
        "a number reached", 2,
        r"\d \w+ (?:deltog|togs|har (?:skrivits|tagits|deltagit|gått|fått|börjat)|fullföljde|avbröt|slutförde"
        r"|fick|gick)"
        r"|(?:blev|nådde|har)[^.\n]{0,20}\d[^.\n]{0,40}\b(?:skrivits in|tagits in|deltagit|anställts)\b",
    ),
    (
        "opens with the aim", 1,
        r"\A\W*(?:Syftet|Projektets syfte|Det övergripande syftet|Ändamålet|Avsikten|Tanken|Meningen)\b",
    ),
    (
        "opens with the goal", 1,
        r"\A\W*(?:Målet|Målen|Målsättningen|Projektmål\w*|Projektets (?:mål|målsättning)|Vårt mål|Våra mål)\b",
    ),
    ("full date", 2, rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}} {_MONTH}"),
    ("telephone or address", 1, r"\b0\d{1,3}[-–/ ]\d[\d ]{4,}|@|www\.|https?:"),
    (
        "a share", 3,
        rf"{_SHARE}|\b\w+ av (?:tio|fem|fyra|sju|10)\b|hälften|tredjedel|fjärdedel",
    ),
    (
        "a promised share", 1,
        rf"(?:{_PROMISE}|minst)[^.]{{0,160}}{_SHARE}|{_SHARE}[^.]{{0,160}}{_PROMISE}",
    ),
    ("a promised number", 2, rf"(?:{_PROMISE}|minst)[^.\n]{{0,120}}?\b{_SMALL} \w+"),
    ("only that something be", 1, r"\AAtt (?!\S*\d)"),
    ("a promise without a number", 1, rf"\A(?=.*{_PROMISE})[^\d%]*\Z"),
    (
        "counted by sex", 2,
        r"\d+ (?:av dem )?(?:kvinnor|män|flickor|pojkar)\b",
    ),
    (
        "a year gone by", 3,
        r"\b(?:sedan|hösten|våren|sommaren|vintern|år|under|i|mellan) (?:19[5-9]|20[01])\d\b",
    ),
    ("leads into a list", 1, r":\s*\Z|:\n"),
    (
        "list of goals", 3,
        rf"(?:\A|(?<=\n))\s*{_ITEM}(?:(?:minst|högst|ett|en|att|andelen|antalet)\s)?(?:\d|\w+ (?:ska|har)\b)",
    ),
)  # fmt: skip
SIGNS = tuple(Sign(name, re.compile(text, re.IGNORECASE), most) for name, most, text in _SIGNS)
"""Signs in the text of a paragraph."""


class PlaceSign(msgspec.Struct, frozen=True):
    """A place in the text, as evidence for sections."""

    name: str

    @property
    def weights(self) -> Weights:
        """The weight of the place for each section."""
        return weights_of(self.name)


OPENING: tuple[PlaceSign, ...] = (
    PlaceSign("first paragraph"),
    PlaceSign("second paragraph"),
)
"""The first paragraphs of running text, by-lines not counted."""
EARLY = PlaceSign("early in the text")
"""The first two fifths, without the first paragraph."""
LATE = PlaceSign("late in the text")
"""The last third."""
LAST = PlaceSign("last paragraph")
BYLINE = PlaceSign("no sentence")
"""Before or after all sentences of the text."""
FRAGMENT = PlaceSign("no sentence among sentences")
_NEW_HEADING, _CONTINUES, _NEXT_ITEM = -0.3, 1.6, 0.8
"""The scores for sharing the section of the paragraph before. Tuned on the gold corpus."""
_BULLET = re.compile(r"[-–•·*▪◦]\s|\d{1,2}[.)]\s|[a-z]\)\s")
ALONE = PlaceSign("nothing in particular")
"""Evidence for none of the seven sections, which decides where there is no other."""
_FEW_WORDS = 14
_MEMO_WORDS = 32
"""A by-line has fewer words than the former, the head of a memo at most the latter: the longest in the corpus."""
_LABEL = re.compile(r"\s*[A-ZÅÄÖ][\w/&-]*(?: [\w/&-]+){0,3}:\s+\S[^\n]{0,90}\Z")
_SECTION_LABEL = re.compile(
    r"\s*\w*(?:syfte|mål\b|målen|målsättning|bakgrund|sammanfattning|problem|behov|jämställd|tillgänglig|transnation)",
    re.IGNORECASE,
)
_MEMO_HEAD = re.compile(
    r"(?:(?i:PM|Minnesanteckning\w*|Pressmeddelande|Notis|Tjänsteskrivelse|Tjänsteutlåtande|Protokoll\w*|Promemoria"
    r"|Upprättad|Datum|Dnr|Diarienummer|Publicerad|Närvarande|Handläggare|Foto|Text:)"
    r"|(?:Sökande|Inlämnad|Inkommen|Tid|Plats|Ärende|Projektägare|Utlysning|Ort|Redaktör|Författare|Avsändare):"
    r"|Av:?(?= [A-ZÅÄÖ]\w+ [A-ZÅÄÖ])|Till [\w-]*(?:nämnden|styrelsen|utskottet))(?!\w)"
)


OPENS_WITH = re.compile(r"\W{0,2}[A-ZÅÄÖ][\w-]*(?:(?: [\w-]+)?\.|(?: [\w-]+){0,4}:|(?: [\w-]+){0,4}\?)(?=\s\S)")
"""A label or question that opens a paragraph, followed by text on the same line or below."""


def is_byline(paragraph: Paragraph) -> bool:
    """Whether a short paragraph is not about a project: a place and date, a reference, the head of a memo."""
    words = len(paragraph.text.split())
    if is_labelled(paragraph.text):
        return True
    if paragraph.is_list or words > _MEMO_WORDS:
        return False
    if _MEMO_HEAD.match(paragraph.text) and re.search(r"\d|:", paragraph.text):
        return True
    return words < 4 or (words < _FEW_WORDS and re.search(r"[.!?:]\W*\Z", paragraph.text) is None)


def is_labelled(text: str) -> bool:
    """Whether each of several lines is a label and its value: `Plats: Kommunhuset`, none of them a section's."""
    labels = [_LABEL.match(line) for line in text.split("\n")]
    return len(labels) > 1 and all(label and not _SECTION_LABEL.match(label[0]) for label in labels)


def continues_list(text: str) -> bool:
    """Whether a paragraph is an item of the list before it: with a bullet or number, or starting in lower case."""
    return text[:1].islower() or _BULLET.match(text) is not None


def bonds(outline: Outline) -> list[float]:
    """The score for each paragraph for sharing the section of the one before it."""
    pairs = zip(outline.paragraphs, outline.paragraphs[1:], outline.breaks[1:], strict=False)
    return [0.0, *(_NEW_HEADING if new_heading else _bond(before, after) for before, after, new_heading in pairs)][
        : len(outline.paragraphs)
    ]


def _bond(before: Paragraph, after: Paragraph) -> float:
    if after.text[:1].islower() or before.text.endswith(":"):
        return _CONTINUES
    bullets = _BULLET.match(before.text), _BULLET.match(after.text)
    return _NEXT_ITEM if bullets[0] and bullets[1] else 0.0
