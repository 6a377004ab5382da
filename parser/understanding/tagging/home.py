"""Swedish municipalities and counties in prose."""

from parser.understanding.tagging.place_names import PlaceMention, place_tag
from schema.record import Tag


def home_tags(text: str, mentions: list[PlaceMention]) -> list[Tag]:
    """A tag for every mention of a municipality, by its own name or a town's, and of a county."""
    return [place_tag(mention, text) for mention in mentions if mention.place.kind in ("municipality", "county")]
