"""Parse pages: bytes in, projects out. Pure functions: no network, no database, no clock, no files."""

from parser.page import Page, explain_page, read_page
from parser.recognition import Recognition
from parser.text.identity import content_id
from parser.understanding.fill_project import merge
from parser.understanding.page_prose import frame_of
from schema.record import Project

__all__ = [
    "Page", "Project", "Recognition", "content_id", "explain_page", "explain_text", "parse_page", "read_page",
    "understand_page",
]  # fmt: skip


def parse_page(content: bytes, url: str | None = None, *, text: bool = True) -> list[Project]:
    """Parse the projects on a page; empty when it is no project page; never raises, whatever the bytes.

    `url` is the address the page was seen at, from which the project's id is built. Without `text` the prose is not
    analysed, which is about ten times as fast: claims, targets and tags are then empty.
    """
    page = read_page(content, url)
    if text:
        understand_page(page)
    return page.projects


def understand_page(page: Page) -> None:
    """Add the facts stated in the prose of a page to its projects."""
    from parser.understanding.read_prose import understand  # noqa: PLC0415  (spaCy is slow to load)

    frames = [frame_of(project) for project in page.projects]
    for project, frame, facts in zip(page.projects, frames, understand(frames), strict=True):
        merge(project, frame, facts)


def explain_text(page: Page) -> list[str]:
    """Lines on every number in the prose of a page: what it was taken for, how sure, by which evidence."""
    from parser.understanding.explanation import explain_numbers  # noqa: PLC0415  (spaCy is slow to load)

    understand_page(page)
    return [line for project in page.projects for line in explain_numbers(project, frame_of(project))]
