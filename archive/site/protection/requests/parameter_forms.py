"""Parameters under the database's address that Datasette takes without a look."""

import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import msgspec

from archive.site.language.translations import translated
from archive.site.protection.refusal import echoed, wrong_parameter


class Parameter(msgspec.Struct, frozen=True):
    """What is said of a parameter of another form than its pattern; of one with few words, these are its pattern."""

    sv: str
    pattern: str = ""
    allowed: list[str] = []

    def fits(self, value: str) -> bool:
        """Whether a value has the form."""
        return re.fullmatch(self.pattern or "|".join(self.allowed), value, re.ASCII) is not None


FORMS = msgspec.convert(
    tomllib.loads(files("archive.site.protection.requests").joinpath("parameter_forms.toml").read_text("utf-8")),
    dict[str, Parameter],
)
"""By the parameter's name."""


def check_parameters(values: list[tuple[str, str]]) -> None:
    """Raises Refusal for a parameter without its form of `parameter_forms.toml`, or with no JSON where it should be."""
    for name, value in values:
        known = FORMS.get(name)
        if known and not known.fits(value):
            raise wrong_parameter(name, translated(known.sv).format(echoed(value)), known.allowed)
        fits = next((check for pattern, check in _JSON if re.fullmatch(pattern, name)), None)
        if fits and not fits(value):
            text = translated(
                "{name} är ingen JSON av det slag som behövs: ”{value}”.", name=echoed(name), value=echoed(value)
            )
            raise wrong_parameter(name, text)


def _is_list(value: str) -> bool:
    """A list of plain values, or a text that is no JSON list."""
    decoded = _decoded(value) if value.startswith("[") else []
    return isinstance(decoded, list) and not any(isinstance(one, list | dict) for one in decoded)


def _is_facet(value: str) -> bool:
    decoded = _decoded(value) if value.startswith("{") else {"simple": value or "-"}
    return isinstance(decoded, dict) and isinstance(decoded.get("column") or decoded.get("simple"), str)


def _is_through(value: str) -> bool:
    decoded = _decoded(value)
    return isinstance(decoded, dict) and all(isinstance(decoded.get(key), str) for key in ("table", "column", "value"))


def _decoded(value: str) -> Any:
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        return None


_JSON: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (".*__(in|notin)", _is_list),
    ("_facet|_facet_(array|date|column)", _is_facet),
    ("_through", _is_through),
)
"""Parameters that are JSON, by name, and whether a value fits."""
