"""A new archive put in the place of the old one, under a server that goes on answering."""

import asyncio
import io
import os
import re
import shutil
import signal
import sqlite3
import sys
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from archive.commands.main import main
from archive.database import DatabaseError
from archive.exporting.written_file import digest_of
from archive.site.serving.server import make_site
from archive.site.swap.current_site import CurrentSite
from archive.site.swap.edition import Edition
from archive.site.swap.pinned_file import PinnedFile, identity_of, pin
from tests.serving import Served, asked, served

pytestmark = pytest.mark.crawl

PATHS = (
    "/",
    "/projekt?sida=1",
    "/projekt.csv",
    "/projekt.xlsx",
    "/jamfor.csv",
    "/om",
    "/esf/projects.csv?_stream=on",
    "/esf/sections.csv?_stream=on",
    "/esf/claims?_size=20&_facet=kind",
    "/esf.json?_shape=array&sql=select+count(*),+max(project_id)+from+projects",
    "/esf.db",
)
"""Pages and files that take one statement or many, in the server and in the processes of visitors' SQL."""
_HANG = 60


@pytest.fixture
def path(archive: Path, tmp_path: Path) -> Path:
    """Where a copy of the large archive is served from."""
    return Path(shutil.copy(archive, tmp_path / "esf.db"))


@pytest.fixture
def server(path: Path) -> Iterator[Served]:
    """A real server of it."""
    with served(path) as running:
        yield running


def put(new: Path, path: Path) -> None:
    """As a build does it: a complete file takes the place of the other at once."""
    beside = path.with_name("beside")
    shutil.copy(new, beside)
    os.replace(beside, path)


def answers_of(file: Path) -> dict[str, bytes]:
    """What a site of this file alone answers."""
    with asked(make_site(file)) as ask:
        return {name: _comparable(name, ask("GET", name).content) for name in PATHS}


def _comparable(name: str, body: bytes) -> bytes:
    """Pages name the address they were asked at; a workbook holds the time of its making, its sheet does not."""
    if not name.endswith(".xlsx"):
        return re.sub(rb"http://(?:127\.0\.0\.1:\d+|localhost)", b"", body)
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return book.read("xl/worksheets/sheet1.xml")


def test_200_requests_across_a_swap_are_answered_each_from_one_file(
    server: Served, archive: Path, few_archive: Path, path: Path
) -> None:
    old, new = answers_of(archive), answers_of(few_archive)
    assert all(old[name] != new[name] for name in PATHS)
    client = httpx.Client(base_url=server.address, timeout=_HANG)
    with client, ThreadPoolExecutor(8) as visitors:
        first = [visitors.submit(client.get, PATHS[number % len(PATHS)]) for number in range(100)]
        first[20].result()
        put(few_archive, path)
        later = [visitors.submit(client.get, PATHS[number % len(PATHS)]) for number in range(100)]
        seen = [_edition_of(asked_for, old, new) for asked_for in first]
        assert seen[:8] == ["old"] * 8
        assert [_edition_of(asked_for, old, new) for asked_for in later] == ["new"] * 100


def test_files_to_download_are_those_of_the_new_archive(few_archive: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(few_archive, tmp_path / "esf.db"))
    changed = Path(shutil.copy(few_archive, tmp_path / "changed.db"))
    with closing(sqlite3.connect(changed)) as connection, connection:
        connection.execute("update projects set title = 'Ett nytt namn'")
    with served(path) as server, httpx.Client(base_url=server.address, timeout=_HANG) as client:
        before = client.get("/hamta/csv/projects.csv")
        kept = before.headers["etag"]
        assert client.get("/hamta/csv/projects.csv", headers={"if-none-match": kept}).status_code == 304
        put(changed, path)
        after = client.get("/hamta/csv/projects.csv", headers={"if-none-match": kept})
        listed = client.get("/hamta.json").json()
    assert (after.status_code, after.headers["etag"] != kept) == (200, True)
    assert ("Ett nytt namn" in before.text, "Ett nytt namn" in after.text) == (False, True)
    assert listed["archive"]["sha256"] == digest_of(changed)[1]
    assert len(list((tmp_path / "esf.db.hamta").glob("*/filer.json"))) == 1


def _edition_of(asked_for: "Future[httpx.Response]", old: dict[str, bytes], new: dict[str, bytes]) -> str:
    answer = asked_for.result()
    name = answer.request.url.raw_path.decode()
    assert answer.status_code == 200, name
    body = _comparable(name, answer.content)
    return "old" if body == old[name] else "new" if body == new[name] else f"mixed: {name}"


def test_versions_change_with_the_file_and_what_was_kept_is_asked_for_anew(
    server: Served, few_archive: Path, path: Path
) -> None:
    with httpx.Client(base_url=server.address, timeout=_HANG) as client:
        for name in ("/", "/esf.db", "/projekt"):
            kept = client.get(name).headers["etag"]
            assert client.get(name, headers={"if-none-match": kept}).status_code == 304
            before = path.stat().st_ino
            put(few_archive if path.stat().st_size > few_archive.stat().st_size else path, path)
            assert path.stat().st_ino != before
            answer = client.get(name, headers={"if-none-match": kept})
            if name == "/":
                assert (answer.status_code, answer.headers["etag"] != kept) == (200, True)
            else:
                assert answer.status_code == 304, "the same data in another file is the same version"


def test_a_request_keeps_the_file_that_it_began_with(path: Path, few_archive: Path) -> None:
    whole = answers_of(path)["/esf/sections.csv?_stream=on"]

    async def swapped_on_the_way() -> tuple[bytes, bool]:
        site = CurrentSite(path, make_site)
        await site.start()
        begun, swapped, body = asyncio.Event(), asyncio.Event(), bytearray()

        async def send(message: dict[str, Any]) -> None:
            body.extend(message.get("body", b""))
            begun.set()
            await swapped.wait()

        old = await site._newest()
        asked_for = asyncio.create_task(site(scope_of("/esf/sections.csv", b"_stream=on"), asyncio.Event().wait, send))
        await begun.wait()
        put(few_archive, path)
        assert await site._newest() is not old
        held = old.file.path.exists()
        swapped.set()
        await asked_for
        site.release()
        return bytes(body), held and not old.file.path.exists()

    assert asyncio.run(swapped_on_the_way()) == (whole, True)


def scope_of(path: str, query: bytes) -> dict[str, Any]:
    """The ASGI scope of a GET."""
    named = {"type": "http", "method": "GET", "scheme": "http", "http_version": "1.1", "query_string": query}
    return named | {"path": path, "raw_path": path.encode(), "headers": [(b"host", b"localhost")]}


def test_a_file_that_is_no_archive_is_not_shown_and_told_of_once(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def asked_after_a_bad_file() -> list[int]:
        site = CurrentSite(path, make_site)
        await site.start()
        transport = httpx.ASGITransport(app=site)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            bad = path.with_name("bad.db")
            bad.write_bytes(b"half an archive")
            put(bad, path)
            statuses = [(await client.get("/projekt")).status_code for _ in range(3)]
            path.unlink()
            statuses.append((await client.get("/om")).status_code)
        site.release()
        return statuses

    assert asyncio.run(asked_after_a_bad_file()) == [200, 200, 200, 200]
    assert [record.levelname for record in caplog.records if "not shown" in record.message] == ["ERROR"]


def test_a_site_replaced_leaves_nothing_behind(path: Path, few_archive: Path) -> None:
    async def swapped(times: int) -> None:
        site = CurrentSite(path, make_site)
        await site.start()
        for _ in range(times):
            put(few_archive, path)
            await site._newest()
        await site._editions[-1].replace()
        site.release()

    before = set(threading.enumerate())
    asyncio.run(swapped(4))
    for thread in set(threading.enumerate()) - before:
        thread.join(_HANG)
    assert set(threading.enumerate()) <= before, "threads of sites that were replaced go on"
    assert sorted(file.name for file in path.parent.iterdir()) == ["esf.db"]


def test_a_server_that_showed_a_new_archive_ends_in_order(server: Served, path: Path, few_archive: Path) -> None:
    for new in (few_archive, path, few_archive):
        put(new, path)
        assert httpx.get(f"{server.address}/om", timeout=_HANG).status_code == 200
    server.process.terminate()
    _, told = server.process.communicate(timeout=_HANG)
    assert (server.process.returncode, told) == (-signal.SIGTERM, "")
    assert not list(path.parent.glob(".esf.db.*.serving"))


def test_the_names_of_a_server_that_was_killed_are_removed_by_the_next(server: Served, path: Path) -> None:
    (killed,) = path.parent.glob(".esf.db.*.serving")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait(_HANG)
    with served(path) as following:
        assert httpx.get(f"{following.address}/om", timeout=_HANG).status_code == 200
        (left,) = path.parent.glob(".esf.db.*.serving")
        assert left != killed
    assert not list(path.parent.glob(".esf.db.*.serving"))


def test_where_no_second_name_can_be_made_the_file_is_copied(
    path: Path, few_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError("not yours")

    monkeypatch.setattr(os, "link", refuse)
    file = pin(path)
    content = path.read_bytes()
    put(few_archive, path)
    assert file.path.read_bytes() == content
    assert file.path.parent.parent != path.parent
    file.release()
    assert not file.path.exists()


def test_what_a_symbolic_link_leads_to_is_opened_by_its_own_name(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path.name)
    assert pin(link) == PinnedFile(path.resolve(), identity_of(path) or (0, 0, 0, 0))


def test_a_replaced_site_is_closed_once_its_last_request_is_answered(few_archive: Path, tmp_path: Path) -> None:
    async def replaced_meanwhile() -> list[bool]:
        edition = Edition(pin(Path(shutil.copy(few_archive, tmp_path / "esf.db"))), make_site)
        arrived, leave, closed = asyncio.Event(), asyncio.Event(), [edition.closed]

        async def waiting(*_: object) -> None:
            arrived.set()
            await leave.wait()

        edition._app = waiting
        answering = asyncio.create_task(edition.answer({}, None, None))
        await arrived.wait()
        await edition.replace()
        closed.append(edition.closed)
        leave.set()
        await answering
        return [*closed, edition.closed]

    assert asyncio.run(replaced_meanwhile()) == [False, False, True]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_path_that_is_no_utf_8_is_refused_in_one_line(few_archive: Path, tmp_path: Path) -> None:
    named = Path(shutil.copy(few_archive, tmp_path / os.fsdecode(b"\xe5.db")))
    done = CliRunner().invoke(main, ["serve", "--db", str(named), "--port", "0"])
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "its path is no UTF-8, which Datasette cannot serve; move the file" in done.stderr


def test_a_server_of_no_archive_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="no such file"):
        CurrentSite(tmp_path / "none.db", partial(make_site, notice=""))
    assert list(tmp_path.iterdir()) == []
