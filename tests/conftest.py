"""What many tests share: the fixtures of the project by name, the real documents where they are, built archives.

Archives that are built once for a whole run, whatever processes it has, and only read (`made_once`):

- `archive`: every page and register of the fixtures;
- `fewer_words_archive`: the same with a tenth of its vocabulary, for tests that go through all rows of all tables;
- `archive_with_files`: that one, the files of /hamta beside it;
- `few_archive`: the six projects of `few_pages`; `prose_archive`: the annotated texts of fixtures/prose;
- `newest_bank_archive`: the pages of the newest bank, which registers are joined with.

A test that changes an archive takes a copy (`copied`), on which it may build: that is quicker than to build anew.
Of the site: `ask` and `get` without a network; for each file of tests, the running server at `address` and a browser.
"""

import asyncio
import functools
import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import datasette.app
import msgspec
import pytest
from filelock import FileLock
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, Page, sync_playwright
from sqlite_utils import Database

from archive.building.build import build
from archive.building.masking.contacts import private_path
from archive.building.parsing import parsing_pool, worker_processes
from archive.building.settling.derived_tables import count_rows
from archive.building.vocabulary import inflections
from archive.exporting.licence import CC0
from archive.exporting.written_file import digest_of
from archive.site.downloads.download_cache import DownloadMaker
from archive.site.downloads.download_version import DownloadVersion
from archive.site.serving.server import make_site
from benchmarks.fixtures import SHARED, fixture_inputs, fixture_pages, golden
from benchmarks.gold.authors import GOLD
from parser.understanding.page_prose import Frame
from schema.record import Project
from scraper.files import find_inputs
from scraper.input import Input
from tests.same_process import SameProcess
from tests.serving import Ask, Get, asked, served
from tests.visiting import Picture, keep_picture, launch

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "here"))


EACH_ORDER = pytest.mark.parametrize(
    "each", [pytest.param(1, id="all", marks=pytest.mark.crawl), pytest.param(2, id="half")]
)
"""For tests that build in several orders: in the crawl in all of them, every day in each second."""
SIX_FOLDERS = (
    "AVSPARK",
    "Aidinkieli---modersmalet-i-aldreomsorgen",
    "Arbete-pa-teckenavstand",
    "Arbetskooperativet-Tegelbruket",
    "Arbetsliv-utan-trosklar",
    "Ater-i-tjanst---rehabkedja-norrort",
)
"""Pages of six projects, for tests that need a few and do not mind which."""


@functools.cache
def _pages_by_folder() -> dict[str, Input]:
    return {page.path.parent.name: page for page in fixture_pages()}


def fixture_page(folder: str) -> Input:
    """The fixture page in the folder of this name: what a test reads does not depend on which fixtures sort first."""
    return _pages_by_folder()[folder]


def few_pages() -> list[Input]:
    """The pages of `SIX_FOLDERS`."""
    return [fixture_page(folder) for folder in SIX_FOLDERS]


def newest_bank_pages() -> list[Input]:
    """The pages of the bank whose projects the registers tell of, too."""
    return [page for page in fixture_pages() if page.path.parent.parent.name == "projektbank-dnr"]


def current_records() -> list[Project]:
    """The record of each project, that of its newest page."""
    pages = sorted(fixture_pages(), key=lambda page: page.captured_at or "")
    return list({record.project_id: record for record in map(golden, pages)}.values())


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """The folder of real documents beside the project; they are not part of it, so on most machines it is absent."""
    if not SHARED.is_dir():
        assert "CI" not in os.environ, f"{SHARED} is absent, and CI must have it"
        pytest.skip(f"the real documents are not at {SHARED}; tests on invented pages cover the same rules")
    return SHARED


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` filled, made once for all processes that the tests run on; it is only to be read."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "made").exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            (folder / "made").touch()
    return folder


def remembering(understand: Callable[[list[Frame]], list[bytes]]) -> Callable[[list[Frame]], list[bytes]]:
    """What `understand` says of frames, asked once for each."""
    kept: dict[bytes, bytes] = {}

    def remembered(frames: list[Frame]) -> list[bytes]:
        keys = [msgspec.msgpack.encode(frame) for frame in frames]
        new = {key: frame for key, frame in zip(keys, frames, strict=True) if key not in kept}
        kept.update(zip(new, understand([*new.values()]), strict=True))
        return [kept[key] for key in keys]

    return remembered


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every site finds the templates that an earlier one compiled: they take most of the time that a new site takes."""
    folder = made_once(tmp_path_factory, "templates", lambda _: None)
    cached = functools.partial(datasette.app.Environment, bytecode_cache=FileSystemBytecodeCache(str(folder)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(datasette.app, "Environment", cached)
        yield


@pytest.fixture(scope="session", autouse=True)
def understood_once() -> Iterator[None]:
    """The builds of a process work out once what a text says and which forms a word has: most have the same pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inflections, "inflections", functools.cache(inflections.inflections))
        patch.setattr(worker_processes, "_understand_all", remembering(worker_processes._understand_all))
        yield


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive built from all fixtures."""
    return made_once(tmp_path_factory, "archive", lambda at: build(at / "demo.db", fixture_inputs())) / "demo.db"


@pytest.fixture(scope="session")
def fewer_words_archive(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`archive` with few rows in the tables of words, which have three in four of its rows: what ends with d or n."""

    def make(at: Path) -> None:
        with closing(sqlite3.connect(copied(archive, at / "esf.db"))) as connection:
            for table, key in (("words", "word"), ("word_forms", "word"), ("word_inflections", "inflected_form")):
                connection.execute(f"delete from {table} where unicode(substr({key}, -1)) % 10")
            count_rows(Database(connection))
            connection.commit()
            connection.execute("vacuum")

    return made_once(tmp_path_factory, "fewer-words", make) / "esf.db"


@pytest.fixture(scope="session")
def archive_with_files(fewer_words_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`fewer_words_archive`, with the files of /hamta beside it, made in a process of their own as a site does it."""
    version = DownloadVersion(fewer_words_archive, digest_of(fewer_words_archive)[1], CC0)

    def make(_at: Path) -> None:
        assert asyncio.run(DownloadMaker().files(version, 900)), "not made in a quarter of an hour"

    made_once(tmp_path_factory, "files", make)
    return fewer_words_archive


@pytest.fixture(scope="session")
def few_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the six projects of `few_pages`."""
    return made_once(tmp_path_factory, "few", lambda at: build(at / "few.db", few_pages())) / "few.db"


@pytest.fixture(scope="session")
def newest_bank_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the pages of the newest bank."""
    return made_once(tmp_path_factory, "newest", lambda at: build(at / "esf.db", newest_bank_pages())) / "esf.db"


@pytest.fixture(scope="session")
def prose_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the annotated texts of fixtures/prose."""
    texts = list(find_inputs([str(GOLD)]))
    return made_once(tmp_path_factory, "prose", lambda at: build(at / "esf.db", texts)) / "esf.db"


@pytest.fixture(params=[pytest.param("others", marks=pytest.mark.crawl), "this one"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes that a build starts: others in the crawl, every day this one, since to start one takes a second."""
    if request.param == "this one":
        monkeypatch.setattr(parsing_pool, "ProcessPoolExecutor", SameProcess)


def copied(archive: Path, to: Path) -> Path:
    """A copy of an archive with its private file, for a test that builds on it."""
    shutil.copy(private_path(archive), private_path(to))
    return Path(shutil.copy(archive, to))


@pytest.fixture(scope="session")
def ask(archive: Path) -> Iterator[Ask]:
    """Asks the site of `archive`, without a network: one for all tests of a process, since a new one starts slowly."""
    with asked(make_site(archive)) as ask:
        yield ask


@pytest.fixture(scope="session")
def get(ask: Ask) -> Get:
    """Asks that site for a path, with headers."""
    return lambda path, **headers: ask("GET", path, **headers)


@pytest.fixture(scope="module")
def address(archive: Path) -> Iterator[str]:
    """The address of a real server of the archive, in a process of its own, without a slash at the end."""
    with served(archive) as server:
        yield server.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium; not for a whole run, for nothing else runs an event loop while it is open."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        assert "CI" not in os.environ, "CI must have Chromium"
        pytest.skip("no Chromium on this machine: install it to run the browser tests")
    with sync_playwright() as playwright:
        started = launch(playwright, chromium)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """An empty page of a wide screen, whose addresses are the server's."""
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives a browser belongs to the crawl: starting one takes as long as a hundred other tests."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.crawl)


def pytest_collection_finish() -> None:
    """What is imported stays for the whole run: the collector need not look through it, nor often at what is new."""
    gc.freeze()
    gc.set_threshold(20_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that keeps what the journeys see."""
    parser.addoption("--pictures", type=Path, help="folder that the journeys write the README's pictures to")


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Picture:
    """Keeps a picture of a page where `--pictures` names a folder, else nothing."""
    folder: Path | None = request.config.getoption("--pictures")
    if folder is None:
        return lambda page, name: None
    return lambda page, name: keep_picture(page, folder / f"{name}.png")
