"""Countries and cities abroad where the project has a partner, an exchange, a model or a journey."""

from collections.abc import Iterator

from parser.understanding.cues import ABROAD_CUES, ORIGIN_CUES, PARTNER_CUES, UNLISTED_BEFORE, UNLISTED_NOT
from parser.understanding.partners import partner_tags
from parser.understanding.places import PlaceMention
from parser.understanding.segments import Segments
from parser.understanding.words import Words
from schema.lexicon import Place, first_names
from schema.record import Tag


def abroad_tags(text: str, words: Words, segments: Segments, mentions: list[PlaceMention]) -> list[Tag]:
    """A tag for every country and city abroad that counts, and for every partner named there."""
    foreign = [mention for mention in mentions if mention.place.kind in ("country", "city")]
    foreign += list(_unlisted(words, mentions))
    counted = [mention for mention in foreign if _counts(mention, segments)]
    countries = {mention.place.country or mention.place.code for mention in counted}
    kept = [mention for mention in foreign if mention in counted or _follows(mention, countries, segments)]
    return [*(_tag(mention, text) for mention in kept), *partner_tags(text, segments, kept)]


def _counts(mention: PlaceMention, segments: Segments) -> bool:
    segment = segments.at(mention.start_char)
    if segment is None:
        return False
    if ORIGIN_CUES.search(segment.text) and not PARTNER_CUES.search(segment.text):
        return False
    if segment.title or segment.section == "transnationellt_samarbete":
        return True
    return bool(ABROAD_CUES.search(segments.around(segment, 1)))


def _follows(mention: PlaceMention, countries: set[str | None], segments: Segments) -> bool:
    """Whether a place of a country that counts is named elsewhere, not as a place people come from."""
    segment = segments.at(mention.start_char)
    if segment is None or (mention.place.country or mention.place.code) not in countries:
        return False
    return not ORIGIN_CUES.search(segment.text)


def _unlisted(words: Words, mentions: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Cities that no vocabulary has, as the grammar shows them: `i Maardu i Estland`, `i Maardu, Estland`."""
    taken = {at for mention in mentions for at in range(mention.first, mention.end)}
    for mention in mentions:
        at = mention.first - 2
        if mention.place.kind == "country" and at > 0 and at not in taken and _shows_city(words, at):
            city = Place("city", words.written[at], None, mention.place.code)
            yield PlaceMention(city, at, at + 1, words.starts[at], words.ends[at])


def _shows_city(words: Words, at: int) -> bool:
    name, joint = words.written[at], words.lower[at + 1]
    looks = name[:1].isupper() and name[1:].islower() and len(name) > 2 and name not in first_names()
    return looks and joint in ("i", ",", "(") and words.lower[at - 1] in UNLISTED_BEFORE and not UNLISTED_NOT.search(name)


def _tag(mention: PlaceMention, text: str) -> Tag:
    place, raw = mention.place, text[mention.start_char : mention.end_char]
    kind = "country" if place.kind == "country" else "city"
    return Tag(kind, place.name, place.code, raw, mention.start_char, mention.end_char)  # type: ignore[arg-type]
