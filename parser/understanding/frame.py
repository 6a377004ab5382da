"""What is known of a page before its prose is understood."""

import msgspec

from schema.record import Section


class Frame(msgspec.Struct, frozen=True):
    """The prose of a page and where it stands in the canonical text.

    `sections` are the page's prose in page order, with offsets in `text`; text outside them is labels, lists and
    furniture, which the labelled layouts read. `title` is the project's name where it is known, `status` what
    the whole page says became of it.
    """

    text: str
    sections: list[Section]
    title: str | None = None
    status: str | None = None
