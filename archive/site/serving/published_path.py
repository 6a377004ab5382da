"""The path that the site is published under, as a person writes it."""

import re

from archive.site.metadata import DATABASE
from archive.site.plugin.site_plugin import PAGES

_STARTS = (re.match(r"\^/([\w-]+)", pattern) for page in PAGES for pattern, _answer in page.ROUTES)
_OWN = {start[1] for start in _STARTS if start} | {DATABASE, f"{DATABASE}-static", "-", "halsa", "robots.txt"}
"""What the site's own addresses begin with."""


class PublishedPathError(ValueError):
    """A path that the site cannot be published under."""


def checked_base_url(path: str) -> str:
    """A path to publish the site under, as `/esf-arkivet/`, with the slashes that were left out.

    Raises PublishedPathError for what is no path of letters, digits, `-`, `_` and `.`, and for one that is an address
    of the site's own, which could not be told from it.
    """
    parts = [part for part in path.split("/") if part]
    if not all(re.fullmatch(r"[\w-][\w.-]*", part, re.ASCII) for part in parts):
        raise PublishedPathError(f"{path}: give a path such as /esf-arkivet/")
    if parts and parts[0] in _OWN:
        raise PublishedPathError(f"{path}: the site has an address that begins so; choose another path")
    return "".join(["/", *(f"{part}/" for part in parts)])
