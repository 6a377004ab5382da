"""Organisations abroad by name: by a foreign legal form, a word for an institution, or the place beside them."""

import re
from collections.abc import Iterator

import simplemma

from parser.understanding.tagging.abroad_cues import ABROAD_CUES, UNLISTED_BEFORE, UNLISTED_NOT
from parser.understanding.tagging.place_names import PlaceMention
from parser.understanding.tagging.segments import Segments
from schema.prose_vocabulary import first_names, places
from schema.record import Tag

_UPPER = "A-ZÅÄÖÉØÆÁÀÓÚÍÜŁŠŽČŚ"
_NO_NAME = (
    r"(?:I|Med|Till|Från|Vid|Hos|Vår|Våra|En|Ett|Det|Den|De|Vi|För|På|Av|Under|Genom|Där|Här|Då|När|Som|Efter"
    r"|Kontakt\w*|Samarbet\w*|Projekt\w*|Deltagar\w*|Båda|Även|Också|Både|Workshop\w*|Seminari\w*|Besök\w*|Studie\w*"
    r"|Utbyte\w*|Transnation\w*)"
)
_NAME = rf"(?<!\w)(?!{_NO_NAME}\b)[{_UPPER}][\w'’/-]*"
_LINK = r"(?:of|for|de|del|della|der|des|di|da|do|du|la|le|the|and|&|für|und|van|voor|og|ja|et|im|am|zu|zur)"
_FORMS = (
    r"(?:gGmbH|GmbH|e\.\s?V\.|eG|AG|KG|AS|A/S|ApS|ASA|Oyj?|oy|ry|rf|r\.y\.|r\.f\.|vzw|VZW|asbl|ASBL|Ltd\.?|Limited|CIC|"
    r"plc|Inc\.?|Sp\. z o\.\s?o\.|SIA|UAB|OÜ|MTÜ|SA|BV|B\.V\.|NV|SARL|S\.r\.l\.|Srl|SpA|S\.p\.A\.|S\.L\.|S\.A\.|Lda|"
    r"Kft\.?|s\.r\.o\.|d\.o\.o\.|o\.p\.s\.|z\.s\.|n\.o\.|SCOP|Onlus|ONLUS|ehf\.?|hf\.?|VšĮ|VsI)"
)
_INSTITUTIONS = (
    r"(?:University|College|Council|School|Institute?|Centre|Trust|Foundation|Association|Stichting|Fundacja"
    r"|Fundaci[óo]n|Fondazione|Consorzio|Cooperativa|Associazione|Verein|Verband|Akademie|Volkshochschule|Bildung\w+"
    r"|\w*[Hh]ochschule|[Kk]ommune|[Ff]ylkeskommune|Jobcentre|Jobcenter|Chamber|Mairie|Ville|Ayuntamiento|\w*opisto"
    r"|Universit\w+|\w*keskus|Lycée|École|Szkoła|Urząd|Agency|Network|Partnership|Services|Werkstatt\w*|Zentrum"
    r"|\w+zentrum|\w+werk|Høgskole\w*|Produktionsskole\w*|\w+skolen?|\w+koulu|säätiö|Säätiö|Yhdistys|yhdistys|Gmina"
    r"|Maison|Mission|Academy|Enterprises?|Works|Forum)\b"
)
_RUN = rf"{_NAME}(?: (?:{_LINK} )?{_NAME}){{0,5}}"
_BY_FORM = re.compile(rf"{_RUN} {_FORMS}(?![\w])")
_WITH_INSTITUTION = re.compile(
    rf"{_NAME}(?: (?:{_LINK} ){{0,2}}(?:{_NAME}|kommune|fylkeskommune|säätiö|yhdistys|ry)\b){{0,6}}"
)
_IS_INSTITUTION = re.compile(rf"(?<!\w){_INSTITUTIONS}")
_NAMED = re.compile(
    r"\b[a-zåäöé]*(?:organisationen|stiftelsen|föreningen|skolan|kooperativet|företaget|bolaget|nätverket|myndigheten|"
    rf"universitetet|institutet|partnern?|partner är|centret|centrumet|förbundet|verkstaden) (?P<name>{_RUN})"
)
_LED_TO = re.compile(
    rf"\b(?:med|hos|av|från|och|till|genom|via|samt|är|heter|finns) (?P<name>{_NAME}(?: (?:{_LINK} )?{_NAME}){{1,5}})"
)
_FOREIGN = re.compile(r"\w(?:opisto|keskus|zentrum|hochschule|skole|koulu)\b")
_BEFORE_PLACE = re.compile(
    rf"(?<![\w,])(?P<before>[\w,]{{0,40}}) ?"
    rf"(?:(?P<name>{_RUN})(?: i| från| in| \()|(?P<listed>{_NAME}(?: {_NAME})+),) ?$"
)


def partner_tags(text: str, segments: Segments, abroad: list[PlaceMention]) -> list[Tag]:
    """A tag for every organisation that a sentence on places abroad names as partner."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(
        {
            *_by_form(text, segments),
            *_by_institution(text, segments),
            *_by_place(text, segments, abroad),
            *_by_kind(text, segments, abroad),
            *_by_sound(text, segments, abroad),
        },
        key=lambda span: (span[0], -span[1]),
    ):
        if spans and start < spans[-1][1]:
            continue
        spans.append((start, end))
    return [Tag("partner_abroad", " ".join(text[s:e].split()), None, text[s:e], s, e) for s, e in spans]


def _by_form(text: str, segments: Segments) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _BY_FORM.finditer(text) if segments.at(match.start()))


def _by_institution(text: str, segments: Segments) -> Iterator[tuple[int, int]]:
    for segment in segments.all:
        if segment and (segment.section == "transnationellt_samarbete" or ABROAD_CUES.search(segment.text)):
            found = _WITH_INSTITUTION.finditer(text, segment.start, segment.end)
            yield from (
                match.span()
                for match in found
                if _IS_INSTITUTION.search(match[0]) and _is_name(match[0], not _FOREIGN.search(match[0]))
            )


def _by_kind(text: str, segments: Segments, abroad: list[PlaceMention]) -> Iterator[tuple[int, int]]:
    """A name after the word for what it is (`stiftelsen Nowa Droga`), where partners abroad are spoken of."""
    near = {segment.paragraph for mention in abroad if (segment := segments.at(mention.start_char))}
    for segment in segments.all:
        if segment and (segment.paragraph in near or segment.section == "transnationellt_samarbete"):
            found = _NAMED.finditer(text, segment.start, segment.end)
            yield from (match.span("name") for match in found if _is_name(match["name"], False))


def _by_sound(text: str, segments: Segments, abroad: list[PlaceMention]) -> Iterator[tuple[int, int]]:
    """A name of several words, not all of them Swedish, where `med` or its like leads to a partner."""
    near = {segment.paragraph for mention in abroad if (segment := segments.at(mention.start_char))}
    for segment in segments.all:
        if segment and segment.paragraph in near:
            for match in _LED_TO.finditer(text, segment.start, segment.end):
                parts = match["name"].split()
                swedish = all(simplemma.is_known(part.lower(), "sv") for part in parts)
                if not swedish and parts[0] not in places() and _is_name(match["name"], False):
                    yield match.span("name")


def _by_place(text: str, segments: Segments, abroad: list[PlaceMention]) -> Iterator[tuple[int, int]]:
    """A name right before a place abroad, that does not open its sentence."""
    for mention in abroad:
        segment = segments.at(mention.start_char)
        if segment and (match := _BEFORE_PLACE.search(text, segment.start, mention.start_char)):
            kind = "name" if match["name"] else "listed"
            opens = not text[segment.start : match.start(kind)].strip(" –-•*\n")
            if match["before"].lower() not in UNLISTED_BEFORE - {"från", "och", ","} and _is_name(match[kind], opens):
                yield match.span(kind)


def _is_name(name: str, opens: bool) -> bool:
    """Whether a run of capitals is an organisation's abroad: no person, no place, not a sentence's first word."""
    parts = name.split()
    known = [place for part in parts if (place := places().get(part))]
    home = any(place.kind in ("municipality", "county") for place in known)
    plain = len(known) == len(parts) or name in places() or parts[0] in first_names() or "ESF" in parts
    return not (home or plain or UNLISTED_NOT.search(name) or (opens and len(parts) == 1))
