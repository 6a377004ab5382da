"""What a page says: bytes in, projects out. Pure functions: no network, no database, no clock, no files."""

from parser.identity import content_id
from parser.page import Page, explain_page, read_page
from parser.recognition import Recognition
from schema.record import Project

__all__ = ["Page", "Project", "Recognition", "content_id", "explain_page", "parse_page", "read_page"]


def parse_page(content: bytes, url: str | None = None) -> list[Project]:
    """The projects that a page tells of, empty when it is no project page; never raises, whatever the bytes.

    `url` is the address the page was seen at, from which the project's id is made.
    """
    return read_page(content, url).projects
