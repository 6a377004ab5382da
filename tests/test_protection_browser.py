"""The pages in a real browser under the Content-Security-Policy: nothing that they need is refused."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.conftest import current_records
from tests.serving import served

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


@pytest.fixture(scope="module")
def page(archive: Path) -> Iterator[Page]:
    """A real Chromium that keeps what its console says in `page.said`."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        assert "CI" not in os.environ, "CI must have Chromium"
        pytest.skip("no Chromium on this machine: install it to run the browser tests")
    with served(archive) as server, sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        started = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield started.new_page(base_url=server.address)
        started.close()


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
