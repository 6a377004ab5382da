"""The pages that speed is measured on: every layout, shape and encoding of the fixtures, and prose as text and HTML."""

import functools
import html
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks import shapes
from benchmarks.fixtures import SHARED, bank_2007_pages, fixture_pages, golden
from benchmarks.gold.authors import PROSE
from parser import read_page
from schema.record import Project

SIZE = 30_000
"""Bytes of a real page, menus included."""
_REAL, _SUFFIXES = ("seeds", "real-pages", "cases/pages"), (".txt", ".html")
_CODECS = {"utf-16": "utf-16", "latin-1-declared": "cp1252", "undeclared": "cp1252"}


class BenchPage(msgspec.Struct, frozen=True):
    """A page, the group that its figures are printed with, and its encoding; None where its markup tells.

    A text has no tree: `as_html` is the same page as HTML, in UTF-8, whose tree it is measured against.
    """

    group: str
    name: str
    content: bytes
    url: str | None = None
    encoding: str | None = "utf-8"
    as_html: bytes | None = None


def every_page() -> list[BenchPage]:
    """All pages, group by group."""
    return [*_fixtures(), *_shapes(), *_encodings(), *_prose()]


def real_pages() -> list[BenchPage]:
    """The labelled pages that are real, or made after real ones, where they are at hand."""
    paths = [path for folder in _REAL for path in sorted((SHARED / folder).glob("*")) if path.suffix in _SUFFIXES]
    return [page for page in map(_real_page, paths) if page]


def _real_page(path: Path) -> BenchPage | None:
    content = path.read_bytes()
    page = read_page(content)
    if not page.projects or page.projects[0].layout == "prose":
        return None
    tree = None if path.suffix == ".html" else _html_of(page.text)
    return BenchPage("real pages", path.name, content, None, None, tree)


def page_of_real_size() -> bytes:
    """A page with the invented record nearest in size to a real one, and menus that fill it up to `SIZE` bytes."""
    page = shapes.as_html(_record(), "divs", "semantic", banner="covid").replace("CHARSET", "utf-8")
    item = "<li class='meny niva-{0}'><a href='/sv/resultat/sida-{0}/' title='Sida {0}'>Menyval {0}</a></li>\n"
    missing = SIZE - len(page.encode())
    menu = "".join(item.format(number) for number in range(max(0, missing) // len(item)))
    return page.replace("<nav><ul>", f"<nav><ul>{menu}", 1).encode()


@functools.cache
def _record() -> Project:
    """The record with most text among those that fit into a page of real size."""
    fitting = (record for record in map(golden, bank_2007_pages()) if _length(record) < 17_000)
    return max(fitting, key=_length)


def _length(record: Project) -> int:
    return sum(len(section.text) for section in record.sections)


def _fixtures() -> Iterator[BenchPage]:
    for page in fixture_pages():
        folder, content = page.path.parent, page.path.read_bytes()
        tree = None if page.path.suffix == ".html" else _html_of(read_page(content).text)
        yield BenchPage(folder.parent.name, folder.name, content, page.url, None, tree)


def _shapes() -> Iterator[BenchPage]:
    for block in shapes.BLOCKS:
        for frame in shapes.FRAMES:
            page = shapes.as_html(_record(), block, frame).replace("CHARSET", "utf-8")
            yield BenchPage("shapes of HTML", f"{block} in {frame}", page.encode())
    for name, next_line in (("values beside labels", False), ("values below labels", True)):
        yield _text("shapes of text", name, shapes.as_text(_record(), next_line=next_line))


def _encodings() -> Iterator[BenchPage]:
    for name, encoded in shapes.ENCODINGS.items():
        page, codec = shapes.as_html(_record(), "divs", "semantic"), _CODECS.get(name, "utf-8")
        yield BenchPage("encodings of HTML", name, encoded(page), None, codec)
        text = shapes.as_text(_record())
        yield BenchPage("encodings of text", name, encoded(text), as_html=_html_of(text))


def _prose() -> Iterator[BenchPage]:
    texts = {path.parent: path.read_text("utf-8") for path in sorted(PROSE.rglob("page.txt"))}
    names = {folder: f"{folder.parent.name}/{folder.name}" for folder in texts}
    yield from (_text("prose as text", names[folder], text) for folder, text in texts.items())
    yield from (BenchPage("prose as HTML", names[folder], _html_of(text)) for folder, text in texts.items())


def _text(group: str, name: str, text: str) -> BenchPage:
    return BenchPage(group, name, text.encode(), as_html=_html_of(text))


def _html_of(text: str) -> bytes:
    """A text as a page with a menu and a footer: the first block its title, each other block a paragraph."""
    title, *blocks = [html.escape(block, quote=False) for block in text.strip().split("\n\n")]
    content = f"<h1>{title}</h1>\n" + "\n".join(f"<p>{block.replace(chr(10), '<br>')}</p>" for block in blocks)
    menu = "\n".join(f"<li><a href='/{item}'>{item}</a></li>" for item in shapes.MENU)
    body = shapes.FRAMES["semantic"].format(menu=menu, content=content, footer="<br>".join(shapes.FOOTER))
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    return f"<!DOCTYPE html>\n<html lang='sv'>{head}<body>{body}</body></html>".encode()
