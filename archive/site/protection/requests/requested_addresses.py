"""Which addresses are refused before anything is asked of the database, and what a request may take."""

import re
import tomllib
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, unquote, unquote_to_bytes, urlencode

import msgspec

from archive.exporting.file_formats import FILE_FORMATS
from archive.site.language.translations import translated
from archive.site.protection.limits import SiteLimits
from archive.site.protection.refusal import Refusal, wrong_parameter
from archive.site.protection.requests.asked_rows import check_key, is_query
from archive.site.protection.requests.known_parameters import check_names
from archive.site.protection.requests.parameter_forms import check_parameters
from archive.site.protection.sql.visit import ENDLESS, Visit

Scope = dict[str, Any]

_BROKEN_PERCENT = re.compile(rb"%(?![0-9a-fA-F]{2})")
_FILES = {known.ending for known in FILE_FORMATS.values()}
"""Endings of files that hold all rows."""
_FORMS = {"html", "json", "blob", "db", *_FILES}
"""Endings that a page of data has."""
_OF_A_ROW = {"html", "json", "blob"}
"""Endings that the address of a row has."""
_OF_SQL_ALONE = {"blob", *_FILES}
"""Endings that the address of the database has only for a query."""
_CUT_IN_SILENCE = {"array", "arrayfirst"}
"""JSON shapes that have no place to say that rows are missing."""


class _Table(msgspec.Struct, frozen=True):
    closed: list[str]
    methods: list[str]
    posted: str


_TABLE = msgspec.convert(
    tomllib.loads(files("archive.site.protection.requests").joinpath("addresses.toml").read_text("utf-8")), _Table
)
METHODS = ", ".join(_TABLE.methods)
"""The methods that every address answers to, as a header lists them."""
_CLOSED = re.compile("|".join(f"(?:{pattern})" for pattern in _TABLE.closed))


def raw_path(scope: Scope) -> bytes:
    """The path as it was sent, percent-encoded, without parameters."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0]


def check(scope: Scope, address: str, limits: SiteLimits) -> None:
    """Raises Refusal for another method than reading, and for an address that is too long, broken or closed."""
    if scope["method"] not in _TABLE.methods and (scope["method"], address) != ("POST", _TABLE.posted):
        raise Refusal("method", ascii(scope["method"])[1:-1][:20])
    path, query = raw_path(scope), scope.get("query_string") or b""
    if len(path) + len(query) > limits.address_bytes:
        raise Refusal("long", limits.address_bytes)
    _check_letters(path, query)
    if _CLOSED.fullmatch(unquote(address)):
        raise Refusal("missing")


def _check_letters(path: bytes, query: bytes) -> None:
    decoded = unquote_to_bytes(path)
    if _BROKEN_PERCENT.search(path):
        text = translated("Ett procenttecken i adressen ska följas av två hexadecimala siffror (0-9, a-f).")
        raise Refusal("wrong", text)
    if b"\0" in decoded or b"%00" in query or b"\0" in query:
        raise Refusal("wrong", translated("Adressen innehåller tecknet NUL."))
    if not path.isascii() or not query.isascii() or b"\\" in path or any(byte < 32 for byte in path + query):
        raise Refusal("wrong", translated("Adressen innehåller tecken som ska skrivas med procent, som %C3%B6 för ö."))
    try:
        (decoded + unquote_to_bytes(query)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("wrong", translated("Adressens tecken är inte UTF-8.")) from error


def visit_for(scope: Scope, limits: SiteLimits, most_rows: int) -> tuple[Visit, Scope]:
    """What a request under the database's address may take, and the request with its page size bounded.

    `most_rows` is Datasette's own bound.
    Raises Refusal for a parameter that cannot be one.
    """
    values = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    path = raw_path(scope).decode("latin-1")
    check_names(path, [name for name, _value in values])
    check_parameters(values)
    given = dict(reversed(values))
    form = _form(path, "sql" in given)
    if form == "json" and given.get("_shape") == "object":
        check_key(path, "sql" in given)
    if form in _FILES:
        return Visit(form, ENDLESS, most_rows, whole=True), scope
    most = min(most_rows, limits.page_rows if form == "html" else limits.answer_rows)
    whole = form != "html" and (given.get("_shape") in _CUT_IN_SILENCE or is_query(path, "sql" in given))
    cells = limits.page_cells if form == "html" else 0
    return Visit(form, limits.request_seconds, most, cells, whole), _with_size(scope, values, most)


def _form(path: str, has_sql: bool) -> str:
    """The ending of an address, `html` if it has none; raises Refusal for one that a database's page does not have."""
    form = path.rpartition("/")[2].rpartition(".")[2] if "." in path.rpartition("/")[2] else "html"
    if form not in (_OF_A_ROW if path.count("/") > 2 else _FORMS) or (
        form in _OF_SQL_ALONE and not has_sql and path.count("/") == 1
    ):
        raise Refusal("missing")
    return form


def _with_size(scope: Scope, values: list[tuple[str, str]], most: int) -> Scope:
    """The request with `_size=max` as the number that it means; raises Refusal for one above it."""
    sizes = {value for name, value in values if name == "_size"}
    if any(value != "max" and int(value) > most for value in sizes):
        text = translated("_size får vara högst {most} här; hela tabellen finns som CSV.", most=most)
        raise wrong_parameter("_size", text, [f"1–{most}", "max"])
    return _sized(scope, values, most) if "max" in sizes else scope


def _sized(scope: Scope, values: list[tuple[str, str]], rows: int) -> Scope:
    others = [(name, value) for name, value in values if name != "_size"]
    return {**scope, "query_string": urlencode([*others, ("_size", str(rows))]).encode("ascii")}
