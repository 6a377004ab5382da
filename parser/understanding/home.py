"""Swedish municipalities and counties in prose."""

from parser.understanding.places import PlaceMention
from schema.record import Tag


def home_tags(text: str, mentions: list[PlaceMention]) -> list[Tag]:
    """A tag for every mention of a municipality, by its own name or a town's, and of a county."""
    return [_tag(mention, text) for mention in mentions if mention.place.kind in ("municipality", "county")]


def _tag(mention: PlaceMention, text: str) -> Tag:
    place, raw = mention.place, text[mention.start_char : mention.end_char]
    kind = "county" if place.kind == "county" else "municipality"
    return Tag(kind, place.name, place.code, raw, mention.start_char, mention.end_char)  # type: ignore[arg-type]
