"""The pages in a real browser under the Content-Security-Policy: nothing that they need is refused."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.conftest import current_records

pytestmark = pytest.mark.crawl

PAGES = (
    "/",
    "/esf",
    "/esf/projects",
    "/esf/projects?_facet=region",
    f"/projekt/{quote(current_records()[0].project_id)}",
    "/esf/budget_per_region_och_period",
    "/esf?sql=select+1+as+one",
)


def test_no_page_needs_what_the_policy_refuses(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        page.goto(path)
        assert not said, path


def test_a_strange_script_does_not_run(page: Page) -> None:
    page.goto("/")
    added = "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"
    assert page.evaluate(f"() => {{ {added}; return window.ran === undefined }}")
