"""The page store against damage, and web archives of others: torn, compressed in every way, or no archive at all."""

import gzip
import io
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.building.build import build
from archive.commands.main import main
from benchmarks.fixtures import FIXTURES, fixture_inputs
from scraper.engine.checks import Answer, flag_of
from scraper.engine.visible_text import visible_text
from scraper.files import Input, InputError, find_inputs
from scraper.sources.project_numbers import read_numbers
from scraper.sources.source import SourceError
from scraper.store.capture import captured
from scraper.store.coding import BodyError, unchunked
from scraper.store.index import Index, StoreError
from scraper.store.message import Message, read_message
from scraper.store.page_store import PageStore, now, open_store
from tests.archives import Archive, old_bank
from tests.fake_server import message
from tests.scraping import esfarkiv, held
from tests.test_scrape_bars import rows

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


def cuts(length: int) -> list[int]:
    chance = random.Random(3)
    return [0, 1, 17, length - 1, length, *chance.sample(range(2, length), 30)]


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
            kept = {capture.url for capture in store.index.all_captures()}
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
    captures = index.all_captures()
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
        kept = {capture.url for capture in store.index.all_captures()}
        assert len(kept) == len(PAGES) - 1
        assert ["passed over" in note for note in store.notes] == [True]
        fill(store, sorted(set(PAGES) - kept))
    found, troubles = read_all(tmp_path / "store")
    assert (found, len(troubles)) == (TEXTS, 1)


def read_all(path: Path) -> tuple[dict[str | None, bytes], list[str]]:
    """The pages of a folder or file that can be read, and what is said of the others."""
    good: dict[str | None, bytes] = {}
    troubles = []
    for page in find_inputs([str(path)]):
        try:
            good[page.url] = page.read()
        except InputError as error:
            troubles.append(str(error))
    return good, troubles


def test_damage_in_a_warc_of_others_takes_one_record_and_no_more(tmp_path: Path) -> None:
    pages = foreign(tmp_path / "a.warc.gz")
    damaged = bytearray((tmp_path / "a.warc.gz").read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / "a.warc.gz").write_bytes(damaged)
    found, troubles = read_all(tmp_path / "a.warc.gz")
    assert (len(found), len(troubles)) == (len(pages) - 1, 1)
    assert found.items() <= pages.items()


def test_a_record_is_on_the_disk_before_the_index_knows_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        fill(store, PAGES[:1])
        known: list[int] = []
        monkeypatch.setattr("os.fsync", lambda _: known.append(len(store.index.all_captures())))
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
        store.index._execute("pragma query_only = on")
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


# Web archives of others


def foreign(path: Path, gzipped: bool = True) -> dict[str, bytes]:
    """Writes the invented pages as a browser or another crawler would, and gives them by address."""
    pages = dict(list(old_bank().items())[:8])
    codings: list[tuple[str, Callable[[bytes], bytes]]] = [
        ("", bytes),
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("gzip", bytes),  # decompressed by the archive, with its header left as it was
    ]
    archive = Archive(path)
    archive._writer.gzip = gzipped
    for n, (url, content) in enumerate(pages.items()):
        coding, coded = codings[n % len(codings)]
        body = coded(content)
        if n >= len(codings):
            body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"
            archive.add(url, f"2014-01-0{n}T00:00:00Z", body, Content_Encoding=coding, Transfer_Encoding="chunked")
        else:
            archive.add(url, f"2014-01-0{n + 1}T00:00:00Z", body, Content_Encoding=coding)
    archive.add("https://www.esf.se/robots.txt", "2014-01-01T00:00:00Z", b"User-agent: *", Content_Type="text/plain")
    archive.add("https://www.esf.se/a.css", "2014-01-01T00:00:00Z", b"a {}", Content_Type="text/css")
    archive.add("https://www.esf.se/gone", "2014-01-01T00:00:00Z", b"gone", "404 Not Found")
    archive.close()
    return pages


def read(pages: list[Input]) -> dict[str | None, bytes]:
    return {page.url: page.read() for page in pages}


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_a_warc_of_others_is_read(tmp_path: Path, name: str) -> None:
    pages = foreign(tmp_path / name, name.endswith(".gz"))
    found = list(find_inputs([str(tmp_path / name)]))
    assert read(found) == pages
    assert found[0].captured_at == "2014-01-01T00:00:00Z"
    assert read(list(find_inputs([str(tmp_path)]))) == pages


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_is_read(tmp_path: Path, compression: int) -> None:
    pages = foreign(tmp_path / "data.warc.gz")
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w", compression) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.write(tmp_path / "data.warc.gz", "archive/data.warc.gz")
        archive.writestr("pages/pages.jsonl", "{}")
    assert read(list(find_inputs([str(tmp_path / "crawl.wacz")]))) == pages


def test_text_of_common_crawl_is_read(tmp_path: Path) -> None:
    texts = {page.url: page.read() for page in fixture_inputs() if page.path.suffix == ".txt"}
    with (tmp_path / "CC.warc.wet.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, content in texts.items():
            kind = {"warc_content_type": "text/plain"}
            writer.write_record(writer.create_warc_record(url, "conversion", io.BytesIO(content), len(content), **kind))
    assert read(list(find_inputs([str(tmp_path / "CC.warc.wet.gz")]))) == texts


def test_a_record_that_holds_no_http_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "dns.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        dns = {"warc_content_type": "text/dns"}
        writer.write_record(writer.create_warc_record("dns:esf.se", "response", io.BytesIO(b"x"), 1, **dns))
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = writer.create_warc_record("http://esf.se/a", "response", io.BytesIO(b"<p>a"), 4, http_headers=head)
        writer.write_record(page)
    assert read(list(find_inputs([str(tmp_path / "dns.warc.gz")]))) == {"http://esf.se/a": b"<p>a"}


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_a_torn_warc_is_read_up_to_the_tear_and_says_so(tmp_path: Path, name: str) -> None:
    pages = foreign(tmp_path / name, name.endswith(".gz"))
    whole = (tmp_path / name).read_bytes()
    for cut in cuts(len(whole))[2:]:
        if whole[cut:].startswith((b"\x1f\x8b\x08", b"WARC/")):
            continue  # between two records: such an archive is shorter, and nothing in it is torn
        (tmp_path / name).write_bytes(whole[:cut])
        good, troubles = {}, []
        for page in find_inputs([str(tmp_path / name)]):
            try:
                good[page.url] = page.read()
            except InputError as error:
                troubles.append(str(error))
        assert good.items() <= pages.items(), f"cut at {cut}: a torn page was taken for whole"
        assert troubles or len(good) == len(pages), f"cut at {cut}: no word of the tear"


NO_ARCHIVES = {
    "a.warc.gz": b"not gzip at all",
    "b.warc.gz": gzip.compress(b"WARC/1.0\r\nnonsense"),
    "c.warc": b"",
    "d.wacz": b"PK no zip",
    "e.warc.gz": gzip.compress(b"<html>"),
    "f.wet.gz": b"\x1f\x8b\x08",
}


@pytest.mark.parametrize("name", NO_ARCHIVES)
def test_what_is_no_archive_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(NO_ARCHIVES[name])
    with pytest.raises(InputError, match=name):
        [page.read() for page in find_inputs([str(tmp_path / name)])]


def test_a_build_goes_on_past_a_torn_archive(tmp_path: Path) -> None:
    foreign(tmp_path / "a.warc.gz")
    whole = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(whole[: len(whole) * 2 // 3])
    built = CliRunner().invoke(main, ["build", "--db", str(tmp_path / "a.db"), str(tmp_path / "a.warc.gz")])
    assert built.exit_code == 1
    assert "torn or damaged from here on" in built.stderr


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd_for_the_reader_of_messages(raw: bytes) -> None:
    for candidate in (raw, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + raw):
        try:
            read_message(candidate).content(1000)
        except BodyError:
            continue


@given(st.binary(max_size=200), st.integers(1, 50))
def test_chunks_are_joined_and_torn_ones_told(content: bytes, size: int) -> None:
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    coded = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    assert unchunked(coded + b"0\r\n\r\n") == content
    if parts:
        with pytest.raises(BodyError):
            unchunked(coded)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_no_body_grows_beyond_its_limit(coding: str) -> None:
    coded = {"gzip": gzip.compress, "br": brotli.compress, "deflate": __import__("zlib").compress}[coding]
    bomb = Message(200, [("Content-Encoding", coding)], coded(b"0" * 5_000_000), 0)
    with pytest.raises(BodyError, match="above 1000000 bytes"):
        bomb.content(1_000_000)
    assert len(bomb.content(5_000_000)) == 5_000_000


HTML = [("Content-Type", "text/html")]
PLAIN, PACKED = b"0123456789", gzip.compress(b"0123456789", mtime=0)
AS_SAID = {
    "whole": (PLAIN, "10", ""),
    "more than said": (PLAIN + b"HTTP/1.1 200 OK", "10", ""),
    "more than said, compressed": (PACKED + b"more", str(len(PACKED)), "gzip"),
    "decompressed by an archive": (PLAIN, "7", "gzip"),
    "decompressed by an archive, and smaller": (PLAIN, str(len(PACKED)), "gzip"),
    "brotli decompressed by an archive": (PLAIN, "4", "br"),
    "no length": (PLAIN, "", ""),
    "no number": (PLAIN, "²", ""),
}


@pytest.mark.parametrize("name", AS_SAID)
def test_a_body_is_as_long_as_its_head_says(name: str) -> None:
    body, length, coding = AS_SAID[name]
    headers = [*HTML, ("Content-Length", length), ("Content-Encoding", coding)]
    assert Message(200, headers, body, 0).content() == PLAIN


def test_an_answer_without_a_body_may_give_the_length_of_one() -> None:
    assert Message(304, [("Content-Length", "99")], b"", 0).content() == b""


@pytest.mark.parametrize("headers", [{}, {"Content_Encoding": "identity"}])
def test_a_body_that_is_shorter_than_its_head_says_is_torn(tmp_path: Path, headers: dict[str, str]) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    archive.add("http://a/x", "2014-01-01T00:00:00Z", b"<p>x", Content_Length="99", **headers)
    archive.close()
    with pytest.raises(InputError, match="4 of its 99 bytes are there"):
        read(list(find_inputs([str(tmp_path / "a.warc.gz")])))


def test_a_record_that_was_cut_short_by_its_archive_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", HTML, protocol="HTTP/1.1")
        fields = {"WARC-Truncated": "length"}
        writer.write_record(
            writer.create_warc_record(
                "http://a/x", "response", io.BytesIO(b"<p>x"), 4, http_headers=head, warc_headers_dict=fields
            )
        )
    with pytest.raises(InputError, match="cut short by who archived it"):
        read(list(find_inputs([str(tmp_path / "a.warc.gz")])))
    record = (tmp_path / "a.warc.gz").read_bytes()
    capture = captured("http://x/#0", now(), "record", Message(206, [], record, 0), record)
    assert flag_of(Answer(capture, record, ())) == "truncated"


# Suspicion


def test_no_page_of_the_bank_is_suspected() -> None:
    for found in find_inputs([str(FIXTURES)]):
        content = found.read()
        said = Message(200, [("Content-Type", "text/html")], content, 0)
        for title in (b"", b"<h1>22-404-S01 - 500 nya jobb</h1>", b"<h1>Logga ut ur utanf\xc3\xb6rskapet</h1>"):
            capture = captured("http://x/", now(), "page", said, title + content)
            assert flag_of(Answer(capture, title + content, ("text/html",))) is None, found.source


def judged(content: bytes) -> str | None:
    """What is said against a page that comes with nothing but HTML in its head."""
    capture = captured("http://x/", now(), "page", Message(200, [("Content-Type", "text/html")], content, 0), content)
    return flag_of(Answer(capture, content, ("text/html",)))


PROJECTS = (
    "Logga in på framtiden", "Login Sverige - digital delaktighet", "Samtycke och jämställdhet", "Sign in Syd",
    "Lost and not found", "500 nya jobb", "404 - en ny väg", "Felsökning", "Sidan om",
)  # fmt: skip
ERRORS = {
    "Sidan kunde inte hittas": "soft-404", "Sidan finns inte - Svenska ESF-rådet": "soft-404", "404": "soft-404",
    "404 - File or directory not found.": "soft-404", "Page not found | ESF": "soft-404", "HTTP 404": "soft-404",
    "Hoppsan! Sidan du söker finns inte längre": "soft-404", "500 Internal Server Error": "soft-404",
    "Ett fel har inträffat": "soft-404", "Logga in": "log-in", "Logga in - ESF-rådet": "log-in", "Login": "log-in",
    "Access denied": "log-in", "Innan du fortsätter": "consent", "Vi använder cookies": "consent",
}  # fmt: skip


def test_a_project_is_not_suspected_for_words_in_its_title() -> None:
    long, label = "<p>" + "ord " * 900, "<th>Projektägare</th><td>Norrvikens kommun</td>"
    for title in PROJECTS:
        assert judged(f"<title>{title}</title><h1>{title}</h1>{long}".encode()) is None, title
    for title in (*PROJECTS, *ERRORS):
        assert judged(f"<h1>{title}</h1>{label}".encode()) is None, title
    assert judged(f"<h1>Vi använder cookies</h1><h1>Ett projekt</h1>{long}".encode()) is None
    assert judged(b"<h1>Ett projekt</h1><input name=password_hint type=text>") is None
    assert judged("<h1>İ</h1><SCRIPT>x</Script><h1>Logga in</h1>".encode()) == "log-in"


def test_a_page_is_suspected_for_the_whole_of_its_title() -> None:
    for title, flag in ERRORS.items():
        assert judged(f"<html><head><title>{title}</title></head><body>{'ord ' * 200}".encode()) == flag, title
        assert judged(f"<h1 class=x><span>{title}</span></h1>{'ord ' * 200}".encode()) == flag, title


@pytest.mark.parametrize("piece", ["<script>", "<h1>", "<", "<!--", "<title>x", "accept ", "<h1", "</", "<loc> "])
def test_a_page_is_looked_at_once_however_odd(piece: str) -> None:
    """Counted, not timed: as many steps for each piece of a page as of one a hundred times as long."""
    assert [steps(piece * n) < 400 * n for n in (20, 2000)] == [True, True]
    judged(piece.encode() * 200_000)


def steps(page: str) -> int:
    """How many lines are gone through to see a page."""
    counted = 0

    def count(*_: object) -> object:
        nonlocal counted
        counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        visible_text(page)
    finally:
        sys.settrace(before)
    return counted


def test_a_body_of_many_small_members_is_read_piece_by_piece() -> None:
    member = gzip.compress(b"ab", mtime=0)
    body = Message(200, [("Content-Encoding", "gzip")], (member + b"\0" * 3) * 50_000, 0)
    assert body.content(1 << 20) == b"ab" * 50_000


# What is on disk


def test_files_on_disk_are_taken_over_once_and_give_the_same_rows(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    first = esfarkiv(tmp_path, "scrape", "files", "--store", store, "--from", str(FIXTURES), "--json")
    again = esfarkiv(tmp_path, "scrape", "files", "--store", store, "--from", str(FIXTURES), "--json")
    pages = list(find_inputs([str(FIXTURES)]))
    assert (first.code, first.report()["fetched"], again.report()["held"]) == (0, len(pages), len(pages))
    for name, source in (("folder", str(FIXTURES)), ("store", store)):
        build(tmp_path / f"{name}.db", find_inputs([source]))
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
