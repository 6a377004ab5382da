"""Short paragraphs that are not about a project: a place and date, a reference, the head of a memo, lines of labels."""

import re

from parser.sectioning.paragraphs import Paragraph

_FEW_WORDS = 14
_MEMO_WORDS = 32
"""A by-line has fewer words than the former, the head of a memo at most the latter."""
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


def is_byline(paragraph: Paragraph) -> bool:
    """Whether a paragraph holds no sentence of the text: too few words, the head of a memo, or labels with values."""
    words = len(paragraph.text.split())
    if _is_labelled(paragraph.text):
        return True
    if paragraph.is_list or words > _MEMO_WORDS:
        return False
    if _MEMO_HEAD.match(paragraph.text) and re.search(r"\d|:", paragraph.text):
        return True
    return words < 4 or (words < _FEW_WORDS and re.search(r"[.!?:]\W*\Z", paragraph.text) is None)


def _is_labelled(text: str) -> bool:
    """Whether each of several lines is a label and its value: `Plats: Kommunhuset`, none of them a section's."""
    labels = [_LABEL.match(line) for line in text.split("\n")]
    return len(labels) > 1 and all(label and not _SECTION_LABEL.match(label[0]) for label in labels)
