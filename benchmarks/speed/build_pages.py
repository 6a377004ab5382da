"""Writes a WARC file of invented pages, as many as are asked for: what the speed of a build is measured on.

Each page is a record of the fixtures with a title, an owner, a contact and sums of its own, as HTML.
"""

import io
import random
from pathlib import Path

import msgspec
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks import shapes
from benchmarks.fixtures import bank_2007_pages, golden
from schema.record import Project

_ADDRESS = "https://www.esf.se/sv/Resultat/Projektbanken/Behallare-for-projekt/Sydsverige/{}/"
_GIVEN = ["Ylva", "Sven", "Karin", "Olle", "Fatima", "Gunilla", "Per-Erik", "Åsa", "Björn", "Lena", "Mohammed", "Tove"]
_BEGINNINGS = ["Berg", "Lind", "Ek", "Sjö", "Ny", "Hag", "Sund", "Öst", "Väst", "Björk", "Dal", "Fors", "Al", "Rönn"]
_ENDINGS = ["ström", "kvist", "man", "berg", "gren", "lund", "blad", "qvist", "fors", "stedt", "dahl", "hagen"]
_WORDS = ["arbete", "framtid", "språk", "hälsa", "kompetens", "omställning", "bygd", "steg", "vård", "lärande", "vägar"]
_KEPT = 700
"""Characters of each section of a small page."""
_MENU = "<li class='meny niva-{0}'><a href='/sv/resultat/sida-{0}/' title='Sida {0}'>Menyval {0}</a></li>\n"


def write_pages(path: Path, number: int, menu: int = 0, seed: int = 1) -> None:
    """Writes a WARC file of so many pages, each with so many entries in its menu."""
    _write_file(path, range(number), menu, seed, 2013)


def write_changed_pages(path: Path, number: int, menu: int = 0) -> None:
    """Writes every hundredth of so many pages as it is a year later: with another title, owner, contact and sum."""
    _write_file(path, range(0, number, 100), menu, 2, 2014)


def _write_file(path: Path, positions: range, menu: int, seed: int, year: int) -> None:
    random_, records = random.Random(seed), [golden(page) for page in bank_2007_pages()]
    entries = "".join(map(_MENU.format, range(menu)))
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for position in positions:
            page = _page(random_, records[position % len(records)], position)
            whole = page.replace("<ul>", f"<ul>{entries}", 1).replace("CHARSET", "utf-8")
            _write(writer, position, year, whole.encode())


def _page(random_: random.Random, record: Project, position: int) -> str:
    words = random_.sample(_WORDS, 2)
    owner = f"{random_.choice(_BEGINNINGS)}{random_.choice(_ENDINGS)}s kommun".capitalize()
    person = f"{random_.choice(_GIVEN)} {random_.choice(_BEGINNINGS)}{random_.choice(_ENDINGS)}".title()
    said = {
        "owner": owner,
        "contact.name": person,
        "contact.email": f"person{position % 1000}@example.se",
        "contact.phone": f"08-{random_.randrange(100, 999)} {random_.randrange(10, 99)} {random_.randrange(10, 99)}",
        "esf_support_sek": f"{random_.randrange(1, 30)} {random_.randrange(100, 999)} 000 kr",
    }
    values = [msgspec.structs.replace(value, raw=said.get(value.field, value.raw)) for value in record.values]
    sections = [msgspec.structs.replace(part, text=_shortened(part.text, person)) for part in record.sections]
    title = f"{words[0].capitalize()} och {words[1]} {position}"
    whole = msgspec.structs.replace(record, title=title, values=values, sections=sections)
    return shapes.as_html(whole, random_.choice(sorted(shapes.BLOCKS)), random_.choice(sorted(shapes.FRAMES)))


def _shortened(text: str, person: str) -> str:
    """The beginning of a text, up to a space; one in some names the contact, as real ones do."""
    short = text[:_KEPT].rsplit(" ", 1)[0]
    return f"{short} {person} svarar." if len(text) % 7 == 0 else short


def _write(writer: WARCWriter, position: int, year: int, content: bytes) -> None:
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        _ADDRESS.format(f"projekt-{position}"),
        "response",
        io.BytesIO(content),
        len(content),
        http_headers=head,
        warc_headers_dict={"WARC-Date": f"{year}-05-{1 + position % 28:02}T10:00:00Z"},
    )
    writer.write_record(record)
