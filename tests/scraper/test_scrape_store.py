"""The page store against damage, and what is on disk already: read from files, taken over into a store."""

from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.parsing.parsing_options import ParsingOptions
from benchmarks.fixtures import DEMONSTRATION
from benchmarks.gold.authors import SECOND
from scraper.files import find_inputs
from scraper.input import InputError
from scraper.sources.project_numbers import read_numbers
from scraper.sources.source import SourceError
from scraper.store.capture import captured
from scraper.store.current_time import now
from scraper.store.index import Index
from scraper.store.index_file import StoreError
from scraper.store.opening import open_store
from scraper.store.page_store import PageStore
from scraper.store.responses.message import read_message
from tests.archives import cuts, foreign, read, read_all
from tests.fake_server import message
from tests.scraper.test_scrape_bars import rows
from tests.scraping import all_captures, esfarkiv, held

pytestmark = pytest.mark.crawl

PAGES = [f"http://127.0.0.1/{n}" for n in range(12)]
TEXTS = {url: f"<p>sida {url} {'ord ' * n * 40}".encode() for n, url in enumerate(PAGES)}


def fill(store: PageStore, urls: list[str]) -> None:
    """Adds a page for each address that the run lacks, as a run does."""
    store.begin("esf-live", "test")
    for url in urls:
        if not store.held(url):
            raw = message("200 OK", TEXTS[url])
            store.add(captured(url, now(), "page", read_message(raw), TEXTS[url]), raw)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The WARC file and the index of a store with every page."""
    folder = tmp_path_factory.mktemp("whole")
    with open_store(folder) as store:
        fill(store, PAGES)
    return next(folder.glob("*.warc.gz")).read_bytes(), (folder / "index.sqlite").read_bytes()


@pytest.mark.parametrize("index", ["ahead", "behind", "lost"])
def test_a_torn_end_is_cut_and_the_rest_kept(whole: tuple[bytes, bytes], tmp_path: Path, index: str) -> None:
    """Cut anywhere, with the index ahead of the file, behind it or lost: every page is there once in the end."""
    for cut in cuts(len(whole[0])):
        folder = tmp_path / str(cut)
        name = laid_out(folder, whole, {"ahead": len(PAGES), "behind": 2, "lost": 0}[index])
        (folder / name).write_bytes(whole[0][:cut])
        with open_store(folder) as store:
            size = (folder / name).stat().st_size
            beside = folder / f"{name}.torn"
            assert whole[0][:cut] == (folder / name).read_bytes() + (beside.read_bytes() if beside.exists() else b"")
            assert any("cut a torn record" in note for note in store.notes) == (size < cut), store.notes
            kept = {capture.url for capture in all_captures(store.index)}
            assert kept == set(PAGES[: len(kept)])
            lost = max(0, {"ahead": len(PAGES), "behind": 2, "lost": 0}[index] - len(kept))
            assert any(f"{lost} responses that the index knew are gone" in n for n in store.notes) == bool(lost)
            fill(store, [url for url in PAGES if url not in kept])
        assert held(folder) == {url: [content] for url, content in TEXTS.items()}, f"cut at {cut}"


def laid_out(folder: Path, whole: tuple[bytes, bytes], known: int) -> str:
    """A folder with an index that knows the first `known` pages, or without; gives the name of its WARC file."""
    folder.mkdir()
    (folder / "index.sqlite").write_bytes(whole[1])
    index = Index(folder / "index.sqlite")
    captures = all_captures(index)
    for capture in captures[known:]:
        index.drop(capture)
    index.close()
    if not known:
        (folder / "index.sqlite").unlink()
    return captures[0].file


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_damage_in_the_middle_takes_one_record_and_no_more(
    whole: tuple[bytes, bytes], tmp_path: Path, place: float
) -> None:
    name = laid_out(tmp_path / "store", whole, 0)
    file = tmp_path / "store" / name
    damaged = bytearray(whole[0])
    damaged[int(len(damaged) * place)] ^= 0xFF
    file.write_bytes(damaged)
    with open_store(tmp_path / "store") as store:
        assert file.read_bytes() == damaged, "nothing is cut"
        kept = {capture.url for capture in all_captures(store.index)}
        assert len(kept) == len(PAGES) - 1
        assert ["passed over" in note for note in store.notes] == [True]
        fill(store, sorted(set(PAGES) - kept))
    found, troubles = read_all(tmp_path / "store")
    assert (found, len(troubles)) == (TEXTS, 1)


def test_a_record_is_on_the_disk_before_the_index_knows_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        fill(store, PAGES[:1])
        known: list[int] = []
        monkeypatch.setattr("os.fsync", lambda _: known.append(len(all_captures(store.index))))
        fill(store, PAGES[:2])
        assert known == [1]


def test_what_cannot_be_used_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreError, match="made anew from the WARC files"), open_store(tmp_path):
        pass
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"), open_store(tmp_path / "file" / "store"):
        pass
    with open_store(tmp_path / "store") as store:
        store.index.execute("pragma query_only = on")
        with pytest.raises(StoreError, match="readonly"):
            store.begin("esf-live", "test")


def test_an_index_behind_its_file_is_brought_up(whole: tuple[bytes, bytes], tmp_path: Path) -> None:
    """As after a kill between the record and its note in the index: the record is not fetched again."""
    with open_store(tmp_path) as store:
        fill(store, PAGES[:4])
    index = (tmp_path / "index.sqlite").read_bytes()
    with open_store(tmp_path) as store:
        fill(store, PAGES[:6])
    (tmp_path / "index.sqlite").write_bytes(index)
    with open_store(tmp_path) as store:
        assert store.begin("esf-live", "test"), "the run is taken up"
        assert [bool(store.held(url)) for url in PAGES[:7]] == [True] * 6 + [False]
        assert store.notes == []


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        fill(store, PAGES[:1])
        (tmp_path / store.run.file).unlink()
        (tmp_path / store.run.file).symlink_to("/dev/full")
        with pytest.raises(StoreError, match="No space left on device"):
            fill(store, PAGES[1:2])
        assert store.held(PAGES[1]) is None, "nothing is noted that is not kept"


def test_a_file_that_others_put_into_a_store_is_left_as_it_is(tmp_path: Path) -> None:
    pages = foreign(tmp_path / "theirs.warc.gz")
    torn = (tmp_path / "theirs.warc.gz").read_bytes()[:-20]
    (tmp_path / "torn.warc.gz").write_bytes(torn)
    with open_store(tmp_path) as store:
        fill(store, PAGES[:2])
        assert store.notes == []
    assert (tmp_path / "torn.warc.gz").read_bytes() == torn
    (tmp_path / "torn.warc.gz").unlink()
    assert read(list(find_inputs([str(tmp_path)]))) == pages | {url: TEXTS[url] for url in PAGES[:2]}


def test_our_own_file_is_known_by_its_name_when_its_first_record_is_torn(
    whole: tuple[bytes, bytes], tmp_path: Path
) -> None:
    """As after a crash within the first record, the index lost: the file is ours to mend, that of others is not."""
    ours = tmp_path / "store" / laid_out(tmp_path / "store", whole, 0)
    theirs = ours.with_name("theirs.warc.gz")
    for file in (ours, theirs):
        file.write_bytes(whole[0][:17])
    with open_store(tmp_path / "store") as store:
        assert ["cut a torn record of 17 bytes" in note for note in store.notes] == [True]
    assert (ours.read_bytes(), theirs.read_bytes()) == (b"", whole[0][:17])
    assert ours.with_name(f"{ours.name}.torn").read_bytes() == whole[0][:17]


def test_a_store_is_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir(0o755)
    with open_store(tmp_path / "store"):
        assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700


def test_two_runs_cannot_use_one_store(tmp_path: Path) -> None:
    with open_store(tmp_path), pytest.raises(StoreError, match="another run is using this store"), open_store(tmp_path):
        pass


def test_a_store_that_was_changed_by_others_says_so(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        fill(store, PAGES[:2])
        capture = store.held(PAGES[1])
        assert capture
        file = tmp_path / capture.file
        damaged = bytearray(file.read_bytes())
        damaged[capture.offset + capture.length // 2] ^= 0xFF
        file.write_bytes(damaged)
        with pytest.raises(StoreError, match="cannot be read"):
            store.message(capture)
    with pytest.raises(InputError, match="damaged"):
        [page.read() for page in find_inputs([str(tmp_path)])]


# What is on disk


def test_files_on_disk_are_taken_over_once_and_give_the_same_rows(tmp_path: Path) -> None:
    """Pages of the bank, registers and prose; what prose says is not read here, since it is the same text."""
    folders = [*DEMONSTRATION, str(SECOND)]
    named = ("--store", str(tmp_path / "store"), *(word for folder in folders for word in ("--from", folder)))
    first, again = (esfarkiv(tmp_path, "scrape", "files", *named, "--json") for _ in range(2))
    pages = list(find_inputs(folders))
    assert (first.code, first.report()["fetched"], again.report()["held"]) == (0, len(pages), len(pages))
    for name, found in (("folder", pages), ("store", find_inputs([str(tmp_path / "store")]))):
        build(tmp_path / f"{name}.db", found, options=ParsingOptions(text=False))
    assert rows(tmp_path / "store.db") == rows(tmp_path / "folder.db")


def test_a_list_of_numbers_comes_from_a_text_a_register_or_an_archive(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "a.txt").write_text("2015/00665\n23-079-S04, se även 2015/00665 och 2015/006651\n")
    (tmp_path / "k.csv").write_text("Operation_Local_Identifier,x\n2021SE05SFPR001_22-002-S01,1\n")
    (tmp_path / "e.csv").write_text("﻿Diarienummer / Operation ID;x\n22-003-S01;1\n", "utf-8")
    (tmp_path / "o.csv").write_text("a,b\n1,2\n")
    assert read_numbers(tmp_path / "a.txt") == ["2015/00665", "23-079-S04"]
    assert read_numbers(tmp_path / "k.csv") == ["22-002-S01"]
    assert read_numbers(tmp_path / "e.csv") == ["22-003-S01"]
    assert "23-091-S02" in read_numbers(archive)
    for name, said in (("o.csv", "expected a column"), ("none.txt", "cannot be read")):
        with pytest.raises(SourceError, match=said):
            read_numbers(tmp_path / name)
