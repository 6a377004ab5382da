"""docs/site.md against the code: every address and parameter that the site has is there."""

import re

from archive.site.comparing.catalogue import groupings, measures
from archive.site.listing.filters import FILTERS_OF_LIST
from archive.site.plugin.site_plugin import PAGES
from benchmarks.fixtures import ROOT

DOCUMENT = (ROOT / "docs" / "site.md").read_text("utf-8")


def test_every_parameter_and_value_is_documented() -> None:
    named = {*FILTERS_OF_LIST, *measures(), *groupings(), "matt", "per", "priser", "basar", "per_invanare", "rader"}
    assert not {name for name in named if f"`{name}`" not in DOCUMENT}


def test_every_page_has_its_line() -> None:
    starts = {re.match(r"\^/(\w*)", pattern)[1] for page in PAGES for pattern, _ in page.ROUTES}  # type: ignore[index]
    assert len(starts) > 6
    assert not {start for start in starts if f"`/{start}" not in DOCUMENT}
