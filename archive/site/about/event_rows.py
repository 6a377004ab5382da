"""What is new or changed: events of `project_events` by page, and as sentences."""

import sqlite3

import msgspec

from archive.database import Row
from archive.site.about.about_rows import fact_label
from archive.site.language.swedish import number, shown
from archive.site.language.translations import translated
from archive.site.parameters.address_reader import pages_of
from archive.site.sql.sql_rows import select
from schema.titles import ROLE_TITLES, SECTION_TITLES

EVENTS_ON_A_PAGE = 50
EVENTS = {"ny": "Nya projekt", "andrad": "Ändrade projekt", "belopp": "Belopp som ändrats mer än en tiondel"}
"""The kinds of events as the address names them, with their Swedish headings."""
_STORED = {"ny": "ny", "andrad": "ändrad", "belopp": "belopp"}
_COUNTED = "select count(*) as n from project_events where event = ? or ? = ''"
_ROWS = "select * from project_events where event = ? or ? = '' order by position limit ? offset ?"


class EventPage(msgspec.Struct):
    """Events of one page of the list, and how many pages there are."""

    rows: list[Row]
    pages: int


def read_events(connection: sqlite3.Connection, kind: str, page: int, size: int = EVENTS_ON_A_PAGE) -> EventPage:
    """The page, from 1, of the events of a kind of `EVENTS`, or of all for an empty one; no rows past the end."""
    stored = _STORED.get(kind, "")
    events = select(connection, _COUNTED, stored, stored)[0]["n"]
    rows = select(connection, _ROWS, stored, stored, size, size * (page - 1))
    return EventPage([row | {"said": said(row)} for row in rows], pages_of(events, size))


def said(event: Row) -> str:
    """What happened, as a sentence in the visitor's language."""
    if event["event"] == "ny":
        return translated("Sågs första gången.")
    doubt = " " + translated("Kan bero på att sidan lästs på nytt sätt.") if event["parser_changed"] else ""
    return (_moved(event) if event["event"] == "belopp" else _changed(event)) + doubt


def _changed(event: Row) -> str:
    names = [_name(field) for field in event["fields"].split(", ")]
    return translated("Ändrat: {names}.", names=", ".join(names))


def _name(field: str) -> str:
    roles = {str(role): title for role, title in ROLE_TITLES.items()}
    titles = SECTION_TITLES | roles | {"text": "text", "kommun": "Kommun"}
    return translated(titles.get(field) or fact_label(field))


def _moved(event: Row) -> str:
    values = {"label": translated(fact_label(event["field"]))}
    values |= {name: number(int(event[name])) for name in ("old", "new")}
    text = translated("{label}: från {old} till {new} kr", **values)
    share = event["change_share"]
    return f"{text} ({'+' if share > 0 else ''}{shown(share, 'float', 'share')})." if share is not None else f"{text}."
