"""What the catalogue says, and the vocabularies that it points to, from `dcat_texts.toml`."""

import tomllib
from importlib.resources import files

import msgspec


class _Declared(msgspec.Struct, frozen=True):
    available: str
    vocabularies: dict[str, str]
    texts: dict[str, tuple[str, str]]


_DECLARED = msgspec.convert(
    tomllib.loads(files("archive.site.downloads").joinpath("dcat_texts.toml").read_text("utf-8")), _Declared
)
AVAILABLE = _DECLARED.available
VOCABULARIES = _DECLARED.vocabularies
TEXTS = _DECLARED.texts
"""Swedish and English, by name."""
