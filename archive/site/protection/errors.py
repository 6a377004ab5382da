"""What a visitor is told of an exception: a kind of `errors.toml` with its status and text, and what else is known."""

import re
import sqlite3
import tomllib
import traceback
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import datasette
import msgspec
from datasette.database import QueryInterrupted
from datasette.utils import InvalidSql
from datasette.utils.asgi import Base400, Forbidden, NotFound
from datasette.views.base import DatasetteError

from archive.site.language.translations import language, translated
from archive.site.protection.refusal import AddressProblem, CorrectionForm, Link, Refusal


class Kind(msgspec.Struct, frozen=True):
    """One kind of `errors.toml`."""

    status: int
    title: str
    text: str
    advice: str


class _Table(msgspec.Struct, frozen=True):
    kinds: dict[str, Kind]
    messages: dict[str, str]


_TABLE = msgspec.convert(
    tomllib.loads(files("archive.site.protection").joinpath("errors.toml").read_text("utf-8")), _Table
)
REFUSAL_KINDS = _TABLE.kinds
_MESSAGES = [(re.compile(pattern, re.DOTALL), swedish) for pattern, swedish in _TABLE.messages.items()]
_BY_SQLITE = (("not authorized", "not_allowed"), ("prohibited", "not_allowed"), ("too big", "too_long"))
_OURS = Path(str(files("archive")))
_DATASETTE = Path(str(files(datasette)))
_READS_PARAMETERS = ("filters.py", "facets.py", "renderer.py", "blob_renderer.py", "table.py", "database.py", "row.py")
"""Files of Datasette where a value of a wrong kind comes from the address: `_next=abc`, `_through=x`."""
_WRONG_VALUE = "En parameter har ett värde som inte går att läsa."
_BY_CLASS: tuple[tuple[type[Exception], str], ...] = (
    (QueryInterrupted, "time"),
    (NotFound, "missing"),
    (Forbidden, "forbidden"),
    (InvalidSql, "parameter"),
    (Base400, "parameter"),
)


class Told(msgspec.Struct, frozen=True):
    """What a visitor is told, in the visitor's language."""

    kind: str
    status: int
    title: str
    text: str
    advice: str
    problems: Sequence[AddressProblem] = ()
    links: Sequence[Link] = ()
    form: CorrectionForm | None = None

    @property
    def sentence(self) -> str:
        """What was wrong and what is allowed, on one line."""
        allowed = [", ".join(problem.allowed) for problem in self.problems if problem.allowed]
        said = [f"{translated('Tillåtet är:')} {values}." for values in allowed]
        return " ".join([f"{self.title}. {self.text}", *said])


def told(exception: Exception, asked: bool) -> Told:
    """What to tell of an exception; `asked`: the visitor chose the SQL or its parameters."""
    refusal = exception if isinstance(exception, Refusal) else Refusal(*_kind(exception, asked))
    row = REFUSAL_KINDS[refusal.kind]
    text = translated(row.text).format(refusal.detail)
    title = refusal.title or translated(row.title)
    advice = translated(row.advice)
    return Told(refusal.kind, row.status, title, text, advice, refusal.problems, refusal.links, refusal.form)


def _kind(exception: Exception, asked: bool) -> tuple[str, str]:
    if isinstance(exception, DatasetteError):
        return _datasette_kind(exception)
    if isinstance(exception, sqlite3.Error):
        return (sqlite_kind(str(exception)), str(exception)) if asked else ("unreadable", "")
    for kind_of, kind in _BY_CLASS:
        if isinstance(exception, kind_of):
            return kind, spoken(str(exception))
    if asked and isinstance(exception, ValueError | LookupError | TypeError) and _from_parameters(exception):
        return "parameter", translated(_WRONG_VALUE)
    return "server", ""


def _from_parameters(exception: Exception) -> bool:
    """Whether Datasette failed where it reads the address; what it calls in other packages counts as its own."""
    frames = [Path(frame.filename) for frame in traceback.extract_tb(exception.__traceback__)]
    of_datasette = [path.name for path in frames if path.is_relative_to(_DATASETTE)]
    ours = any(path.is_relative_to(_OURS) for path in frames[-1:])
    return not ours and of_datasette[-1:] != [] and of_datasette[-1] in _READS_PARAMETERS


def _datasette_kind(exception: DatasetteError) -> tuple[str, str]:
    message = str(exception.message)
    if exception.title == "SQL Interrupted":
        return "time", ""
    if exception.status == 404:
        return "missing", ""
    return ("parameter", spoken(message)) if _swedish(message) else (sqlite_kind(message), message)


def sqlite_kind(message: str) -> str:
    """The kind for a message of SQLite."""
    return next((kind for words, kind in _BY_SQLITE if words in message), "sql")


def spoken(message: str) -> str:
    """Datasette's message in the visitor's language; the message itself if it is none that is known."""
    return message if language.get() == "en" else _swedish(message) or message


def _swedish(message: str) -> str | None:
    found = ((pattern.fullmatch(message), swedish) for pattern, swedish in _MESSAGES)
    return next((match.expand(swedish) for match, swedish in found if match), None)


def as_json(said: Told) -> dict[str, Any]:
    """The error for programs, in the form that Datasette gives, with the parameter and what it allows where known."""
    known: dict[str, Any] = {"ok": False, "error": said.sentence, "status": said.status, "title": said.title}
    about = [problem for problem in said.problems if problem.parameter]
    known |= {"parameter": about[0].parameter, "allowed": list(about[0].allowed)} if about else {}
    links = [{"name": link.name, "address": link.address} for link in said.links]
    return known | ({"links": links} if links else {})
