"""The search and the site as targets of fuzzing: an archive of a few pages, what is asked of it, what must hold."""

import asyncio
import functools
import tomllib
import warnings
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote_from_bytes

from archive.building.build import build
from archive.database import open_archive
from archive.searching.missing_words import left_out
from archive.searching.resolved_query import resolved
from archive.searching.search import search
from archive.searching.text_matches import TextMatches
from archive.site.archive_site import ArchiveSite
from archive.site.serving.server import make_site
from benchmarks.fixtures import fixture_inputs
from benchmarks.robustness.fuzz_targets import Target, scratch_folder
from benchmarks.speed.site_speed import pairs_of

_QUERIES = Path(__file__).with_name("fuzz_queries.toml")
_ALLOWED = "!$'()*,/:;?@-._~&=+%"
"""Characters of an address's parameters that stay as they are."""
_HITS, _BROKEN = 3, 500


@functools.cache
def _archive() -> Path:
    path = scratch_folder() / "esf.db"
    build(path, fixture_inputs()[::9])
    return path


def _query(content: bytes) -> None:
    typed = content.decode("utf-8", "replace")
    with open_archive(_archive()) as connection:
        found = search(connection, typed, _HITS)
        assert len(found.hits) == min(_HITS, found.projects), found.projects
        for part in left_out(connection, typed) if not found.projects else ():
            assert part.typed, part
        matches = TextMatches(resolved(connection, typed))
        assert all(0 <= start < end <= len(typed) for start, end in matches.places(typed)), typed


def _queries() -> Iterable[bytes]:
    return (query.encode() for query in tomllib.loads(_QUERIES.read_text("utf-8"))["queries"])


@functools.cache
def _site() -> tuple[ArchiveSite, asyncio.AbstractEventLoop]:
    warnings.simplefilter("ignore", RuntimeWarning)  # Datasette awaits no facet of a page that it refuses midway
    return make_site(_archive()), asyncio.new_event_loop()


@functools.cache
def _addresses() -> list[tuple[str, str]]:
    """The address of each kind of page, and its parameters."""
    parted = (pair.own.partition("?") for pair in pairs_of(_archive()))
    return [(path, parameters) for path, _, parameters in parted if path != "/hamta"]


def _parameters(content: bytes) -> None:
    """The first byte chooses the address."""
    path, _ = _addresses()[content[0] % len(_addresses()) if content else 0]
    asked = f"{path}?{quote_from_bytes(content[1:], _ALLOWED)}"
    site, loop = _site()
    answer = loop.run_until_complete(site.client.get(asked))
    assert answer.status_code < _BROKEN, f"{answer.status_code} of {asked}"
    answer.content.decode("utf-8")


def _known_parameters() -> Iterable[bytes]:
    for number, (_, parameters) in enumerate(_addresses()):
        yield bytes([number]) + parameters.encode()


SITE_TARGETS = {
    "query": Target("a query of the search", _queries, _query),
    "site": Target("the parameters of a page of the site", _known_parameters, _parameters),
}
