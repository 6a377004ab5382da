"""Countries and cities abroad where the project has a partner, an exchange, a model or a journey."""

from collections.abc import Iterator

from parser.understanding.tagging.abroad_cues import (
    ABROAD_CUES,
    ASIDE_CUES,
    ORIGIN_COUNTRIES,
    ORIGIN_CUES,
    PARTNER_CUES,
    UNLISTED_BEFORE,
    UNLISTED_NOT,
)
from parser.understanding.tagging.partners import partner_tags
from parser.understanding.tagging.place_names import PlaceMention, place_tag
from parser.understanding.tagging.segments import Segments
from parser.understanding.tagging.tokens import Words
from schema.prose_vocabulary import Place, first_names
from schema.record import Tag


def abroad_tags(text: str, words: Words, segments: Segments, mentions: list[PlaceMention]) -> list[Tag]:
    """A tag for every country and city abroad that counts, and for every partner named there."""
    foreign = [mention for mention in mentions if mention.place.kind in ("country", "city")]
    foreign += list(_unlisted(words, mentions))
    counted = [mention for mention in foreign if _counts(mention, segments)]
    countries = {mention.place.country or mention.place.code for mention in counted}
    kept = [mention for mention in foreign if mention in counted or _follows(mention, countries, segments)]
    return [*(place_tag(mention, text) for mention in kept), *partner_tags(text, segments, kept)]


def _counts(mention: PlaceMention, segments: Segments) -> bool:
    """Whether the text around speaks of the project's own doings there; outside Bakgrund that is taken for granted."""
    segment = segments.at(mention.start_char)
    if segment is None or _of_origin(mention, segment.text):
        return False
    if segment.title or segment.section == "transnationellt_samarbete" or PARTNER_CUES.search(segment.text):
        return True
    if ASIDE_CUES.search(segment.text):
        return False
    return segment.section != "bakgrund" or bool(ABROAD_CUES.search(segments.around(segment, 1)))


def _of_origin(mention: PlaceMention, sentence: str) -> bool:
    if PARTNER_CUES.search(sentence):
        return False
    return bool(ORIGIN_CUES.search(sentence)) or bool(
        ORIGIN_COUNTRIES.fullmatch(mention.place.country or mention.place.code or "")
    )


def _follows(mention: PlaceMention, countries: set[str | None], segments: Segments) -> bool:
    """Whether a place of a country that counts is named elsewhere, not as a place people come from."""
    segment = segments.at(mention.start_char)
    if segment is None or (mention.place.country or mention.place.code) not in countries:
        return False
    return not _of_origin(mention, segment.text)


def _unlisted(words: Words, mentions: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Cities that no vocabulary has, as the grammar shows them: `i Maardu i Estland`, `i Maardu, Estland`."""
    taken = {at for mention in mentions for at in range(mention.first, mention.end)}
    for mention in mentions:
        for at in (mention.first - 2, mention.first - 3) if mention.place.kind == "country" else ():
            if at > 0 and taken.isdisjoint(range(at, mention.first)) and _shows_city(words, at, mention.first - 1):
                city = Place("city", " ".join(words.written[at : mention.first - 1]), None, mention.place.code)
                yield PlaceMention(city, at, mention.first - 1, words.starts[at], words.ends[mention.first - 2])


def _shows_city(words: Words, at: int, joint: int) -> bool:
    """Whether the words up to a joint are a name of one or two words after a preposition."""
    return (
        words.lower[joint] in ("i", ",", "(")
        and words.lower[at - 1] in UNLISTED_BEFORE
        and all(_looks_a_city(name) for name in words.written[at:joint])
    )


def _looks_a_city(name: str) -> bool:
    capital = name[:1].isupper() and name[1:].islower() and len(name) > 2
    return capital and name not in first_names() and not UNLISTED_NOT.search(name)
