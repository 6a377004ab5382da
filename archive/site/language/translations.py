"""The language of a page: Swedish, or English for the texts that we write ourselves (`?sprak=en`, kept in a cookie).

A text stands in Swedish where it is used, as `_("Alla projekt")`; its English stands in `english/*.toml`.
"""

import functools
import tomllib
from contextvars import ContextVar
from importlib.resources import files
from typing import Literal

Language = Literal["sv", "en"]
language: ContextVar[Language] = ContextVar("language", default="sv")
"""The language of the request being answered."""
LANGUAGE_PARAMETER = "sprak"
"""The parameter of every address that chooses it, and the cookie that keeps the choice."""


def translated(text: str, **values: object) -> str:
    """The text in the visitor's language, with `{name}` replaced by its value; raises KeyError if one is missing."""
    chosen = english().get(text, text) if language.get() == "en" else text
    return chosen.format(**values) if values else chosen


@functools.cache
def english() -> dict[str, str]:
    """The English of every Swedish text, from all files of `english/`."""
    folder = files("archive.site.language").joinpath("english")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {sv: en for file in found for sv, en in tomllib.loads(file.read_text("utf-8")).items()}
