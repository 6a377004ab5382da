"""The limits of the server, each with its default and its description in `limits.toml`."""

import tomllib
from importlib.resources import files
from typing import Any

import msgspec


class SiteLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What `limits.toml` describes, in the units named there."""

    query_seconds: int
    request_seconds: int
    answer_mb: int
    answer_rows: int
    page_rows: int
    page_cells: int
    value_mb: int
    process_mb: int
    disk_mb: int
    processes: int
    file_processes: int
    file_seconds: int
    waiting: int
    address_bytes: int
    cache_seconds: int
    stop_seconds: int


class LimitRow(msgspec.Struct, frozen=True):
    """One row of `limits.toml`."""

    default: int
    unit: str
    en: str


DESCRIBED = msgspec.convert(
    tomllib.loads(files("archive.site.protection").joinpath("limits.toml").read_text("utf-8")), dict[str, LimitRow]
)
"""By name, in the order of the documentation."""


def chosen(values: dict[str, Any] | None = None) -> SiteLimits:
    """The limits with these values, whole numbers above 0, in place of the defaults.

    Raises msgspec.ValidationError for another name, type or value.
    """
    given = msgspec.convert(values or {}, dict[str, int])
    if wrong := [name for name, value in given.items() if name not in DESCRIBED or value < 1]:
        raise msgspec.ValidationError(f"no such limit, or not above 0: {', '.join(wrong)}")
    return msgspec.convert({name: row.default for name, row in DESCRIBED.items()} | given, SiteLimits)


def switch(name: str) -> str:
    """The command's switch for a limit."""
    return "--" + name.replace("_", "-")


def documented() -> str:
    """The table of `docs/running.md`: run this module to print it."""
    rows = (f"| `{switch(name)}` | {row.default} {row.unit} | {row.en} |\n" for name, row in DESCRIBED.items())
    return "| switch | default | what it bounds |\n|---|---|---|\n" + "".join(rows)


if __name__ == "__main__":
    print(documented(), end="")
