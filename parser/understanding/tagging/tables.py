"""The tables of this folder."""

import functools
import tomllib
from importlib.resources import files
from typing import Any


@functools.cache
def read_table(name: str) -> dict[str, Any]:
    """A table by its file's name; `{part}` in its patterns stands for the row of that name among its `parts`."""
    text = (files("parser.understanding.tagging") / name).read_text("utf-8")
    parts: dict[str, str] = tomllib.loads(text).get("parts", {})
    for part in reversed(parts):
        text = text.replace(f"{{{part}}}", parts[part])
    return tomllib.loads(text)
