"""What prose names: target groups, themes, places at home and abroad, partners abroad, each with its place."""

from spacy.tokens import Doc

from parser.understanding.frame import Frame
from parser.understanding.tagging.abroad import abroad_tags
from parser.understanding.tagging.groups import group_tags
from parser.understanding.tagging.home import home_tags
from parser.understanding.tagging.place_names import place_mentions
from parser.understanding.tagging.segments import Segments
from parser.understanding.tagging.themes import theme_tags
from parser.understanding.tagging.tokens import words_of
from schema.record import Tag


def find_tags(doc: Doc, frame: Frame) -> list[Tag]:
    """Every mention of what the project's prose names, in the order of the text; offsets are in `frame.text`.

    Which mentions count is in docs/annotation.md. Only the prose and the title of the frame are read, the whole text
    where it has no sections.
    """
    text = frame.text
    words, segments = words_of(doc), Segments(text, doc, frame)
    mentions = place_mentions(words, segments)
    tags = [
        *group_tags(text, words, segments),
        *theme_tags(text, words, segments),
        *home_tags(text, mentions),
        *abroad_tags(text, words, segments, mentions),
    ]
    return sorted(tags, key=lambda tag: (tag.start, tag.end, tag.kind, tag.name))
