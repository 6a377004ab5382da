"""What visitors' SQL may take, on the real server: no question of theirs keeps others waiting or fills the memory."""

import asyncio
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from archive.site.protection.refusal import Refusal
from archive.site.protection.sql.in_process.answering import error_of
from archive.site.responses import read
from archive.site.serving.server import make_site
from tests.serving import Ask, Served, served

pytestmark = pytest.mark.crawl

HANG = 60
"""Seconds after which a request that is never answered fails its test."""
GROWTH_MB = 150
ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c)"
FOR_EVER = f"/esf.json?sql={quote(f'{ENDLESS} select max(x) from c')}"
LONG = "hex(zeroblob(2400000))"

TOO_GREEDY = {
    "a long blob": ("select zeroblob(900000000)", "Ett värde blev för långt"),
    "a long printf": ("select printf('%.*c', 900000000, 'x')", "Ett värde blev för långt"),
    "a wide printf": ("select printf('%900000000d', 1)", "Ett värde blev för långt"),
    "a long format": (f"select format('%s%s', {LONG}, {LONG})", "Ett värde blev för långt"),
    "a long replace": (f"select replace({LONG}, '0', '00000')", "Ett värde blev för långt"),
    "many long blobs": (f"{ENDLESS} select zeroblob(4900000) from c limit 400", "Svaret är för stort"),
    "many long texts": (f"{ENDLESS} select {LONG} from c limit 400", "Svaret är för stort"),
    "a flood of text": ("select group_concat(a.text) from captures a, captures b, captures c", "Ett värde blev för"),
    "a flood of JSON": ("select json_group_array(a.text) from captures a, captures b, captures c", "minne"),
    "queries within queries": (
        "with a0 as (select 1 x union all select 2)"
        + "".join(f", a{n + 1} as (select * from a{n} union all select * from a{n})" for n in range(40))
        + " select count(*) from a40",
        "Frågan tog för",
    ),
    "a cross join": ("select count(*) from claims a, claims b, claims c", "Frågan tog för lång tid"),
    "an endless count": (f"{ENDLESS} select count(*) from c", "Frågan tog för lång tid"),
    "an endless union": (f"{ENDLESS.replace(' all', '')} select count(*) from c", "Frågan tog för lång tid"),
    "an endless sort": (f"{ENDLESS} select x from c order by random()", "Frågan tog för"),
    "a search for a long text": (f"select instr({LONG}, hex(zeroblob(1200000)) || '1')", "Frågan tog för lång tid"),
    "SQLite's LIKE": (f"select {LONG} like '%{'0' * 2000}1' escape 'x'", "Frågan tog för lång tid"),
    "long random blobs": (f"{ENDLESS} select max(randomblob(1000000)) from c", "Frågan tog för lång tid"),
}


@pytest.fixture(scope="module")
def greedy(archive: Path) -> Iterator[Served]:
    """A server whose visitors may take two seconds, its answers and pages as by default."""
    with served(archive, "--query-seconds", "2", "--request-seconds", "4") as server:
        yield server


def sql(server: Served, statement: str, form: str = ".json") -> httpx.Response:
    return httpx.get(f"{server.address}/esf{form}?sql={quote(statement)}", timeout=HANG)


@pytest.mark.parametrize("name", TOO_GREEDY)
def test_a_greedy_question_is_refused_and_takes_no_memory(greedy: Served, name: str) -> None:
    statement, said = TOO_GREEDY[name]
    httpx.get(greedy.address)
    before = greedy.memory_mb("VmRSS")
    answer = sql(greedy, statement)
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert greedy.memory_mb() < before + GROWTH_MB
    assert sql(greedy, "select 1 as one").json()["rows"] == [[1]]


def test_a_refused_question_is_a_swedish_page_with_the_question_to_mend(greedy: Served) -> None:
    page = sql(greedy, "select count(*) from claims a, claims b, claims c", "").text
    assert '<html lang="sv">' in page
    assert "<h1>Frågan tog för lång tid</h1>" in page
    assert "select count(*) from claims a, claims b, claims c</textarea>" in page


def test_an_answer_is_whole_or_refused_where_nothing_could_tell_that_it_is_cut(greedy: Served) -> None:
    rows = f"{ENDLESS} select x from c limit 30000"
    for shape in ("", "&_shape=array"):
        refused = httpx.get(f"{greedy.address}/esf.json?sql={quote(rows)}{shape}", timeout=HANG)
        assert refused.status_code == 400
        assert "20000" in refused.text
    assert sql(greedy, rows, ".csv").text == "\r\n".join(["x", *map(str, range(1, 30_001)), ""])
    page = sql(greedy, rows, "")
    assert page.status_code == 200
    assert page.text.count("<tr>") < 1_010


def test_a_page_of_very_many_cells_is_refused(greedy: Served) -> None:
    wide = f"select {', '.join(['c.*'] * 8)} from claims c"
    assert "Svaret är för stort för en sida" in sql(greedy, wide, "").text
    assert sql(greedy, wide, ".csv").status_code == 200


def test_the_front_page_answers_while_all_processes_are_taken(archive: Path) -> None:
    with served(archive, "--query-seconds", "60", "--request-seconds", "60") as server:
        asyncio.run(_front_page_meanwhile(server))


async def _front_page_meanwhile(server: Served) -> None:
    endless = f"{server.address}/esf.json?sql={quote(TOO_GREEDY['an endless union'][0])}"
    async with httpx.AsyncClient(timeout=HANG) as client:
        greedy = [asyncio.create_task(client.get(endless)) for _ in range(6)]
        while len(server.children()) < 3:
            assert (await client.get(server.address)).status_code == 200
        for _ in range(5):
            assert (await client.get(server.address)).status_code == 200
        assert not any(one.done() for one in greedy), "the front page waited for them"
        for one in greedy:
            one.cancel()
        await asyncio.gather(*greedy, return_exceptions=True)


def test_a_question_ends_when_its_visitor_leaves(archive: Path) -> None:
    with served(archive, "--query-seconds", "600", "--request-seconds", "600", "--processes", "1") as server:
        asyncio.run(_leave(server))
        assert sql(server, "select 1 as one").json()["rows"] == [[1]], "the only process is free again"


async def _leave(server: Served) -> None:
    async with httpx.AsyncClient(timeout=HANG) as client:
        question = asyncio.create_task(client.get(f"{server.address}{FOR_EVER}"))
        while not server.children():
            await client.get(server.address)
        question.cancel()
        await asyncio.gather(question, return_exceptions=True)


def test_the_server_stops_amid_a_question_and_leaves_no_process_behind(archive: Path) -> None:
    with served(archive, "--query-seconds", "600", "--request-seconds", "600") as server:
        children = asyncio.run(_stop(server))
        assert server.process.wait(HANG) == -signal.SIGTERM
        assert not [child for child in children if child.exists()]


async def _stop(server: Served) -> list[Path]:
    """Stops the server while a question runs; it is answered 503."""
    async with httpx.AsyncClient(timeout=HANG) as client:
        question = asyncio.create_task(client.get(f"{server.address}{FOR_EVER}"))
        while not server.children():
            await client.get(server.address)
        children = server.children()
        server.process.terminate()
        assert (await question).status_code == 503
        return children


def test_too_many_waiting_questions_are_told_to_come_back(archive: Path) -> None:
    with served(archive, "--processes", "1", "--waiting", "1", "--query-seconds", "1") as server:
        answers = asyncio.run(_many(server, 8))
        assert {answer.status_code for answer in answers} == {400, 503}
        assert {answer.headers.get("retry-after") for answer in answers if answer.status_code == 503} == {"5"}


async def _many(server: Served, number: int) -> list[httpx.Response]:
    async with httpx.AsyncClient(timeout=HANG) as client:
        return list(await asyncio.gather(*(client.get(f"{server.address}{FOR_EVER}") for _ in range(number))))


TELLS_OF_THE_MACHINE = [
    "select * from pragma_database_list",
    "select * from pragma_compile_options",
    "select load_extension('x')",
    "select fts3_tokenizer('simple')",
    "select sqlite_source_id()",
    "select * from sqlite_dbpage",
    "select * from dbstat",
    "select readfile('/etc/passwd')",
    "select writefile('/tmp/x', 'y')",
    "with a as (select 1) delete from projects",
]


@pytest.mark.parametrize("statement", TELLS_OF_THE_MACHINE)
def test_sql_that_tells_of_the_machine_is_refused(ask: Ask, archive: Path, statement: str) -> None:
    answer = ask("GET", f"/esf.json?sql={quote(statement)}")
    assert answer.status_code in (400, 403)
    assert str(archive) not in answer.text


def test_sql_for_the_archive_is_answered_as_ever(ask: Ask) -> None:
    answers = {
        "select count(*) from search where search match 'kurs'": None,
        "select value from json_each('[1, 2]')": [[1], [2]],
        "select name from pragma_table_info('counties') limit 1": None,
        f"select {LONG} glob replace(hex(zeroblob(10000)), '0', '*0') || '1' as very_many_stars": [[0]],
        "select x'00ff' as b": [[{"$base64": True, "encoded": "AP8="}]],
        "select 1 as a, 2 as a, 9223372036854775807 as b, null as c, 0.5 as d": [[1, 2, 2**63 - 1, None, 0.5]],
        "select printf('%05.1f|%s|%,d|%%', 3.14159, 'å', 1234567) as text": [["003.1|å|1,234,567|%"]],
        "select format('%s') as text, printf(null) as none": [["", None]],
    }
    for statement, rows in answers.items():
        answer = ask("GET", f"/esf.json?sql={quote(statement)}").json()
        assert answer["ok"], answer
        assert answer["rows"] == rows or (rows is None and answer["rows"])


def test_a_streamed_csv_that_fails_at_once_is_refused(ask: Ask) -> None:
    answer = ask("GET", "/esf/projects.csv?_stream=on&_where=nosuch=1")
    assert answer.status_code == 400
    assert "nosuch" in answer.text


def test_a_streamed_csv_that_fails_later_is_cut(greedy: Served) -> None:
    fails = f"{ENDLESS} select abs(case x when 200000 then -9223372036854775808 else x end) from c limit 300000"
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
        sql(greedy, fails, ".csv")


def test_a_file_that_fails_before_much_of_it_is_sent_is_an_error(ask: Ask) -> None:
    fails = "abs(case when project_id > '2014' then -9223372036854775808 else 1 end) > 0"
    for ending in ("csv", "xlsx"):
        answer = ask("GET", f"/esf/tags.{ending}?_where={quote(fails)}")
        assert (answer.status_code, "integer overflow" in answer.text) == (400, True)


def test_an_endless_file_ends_when_its_time_is_up(archive: Path) -> None:
    with served(archive, "--file-seconds", "1") as server:
        late = sql(server, f"{ENDLESS} select max(x) from c", ".xlsx")
        assert (late.status_code, "högst 1 s" in late.text) == (400, True)
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            sql(server, f"{ENDLESS} select x from c", ".csv")
        assert sql(server, "select 1 as one", ".csv").text == "one\r\n1\r\n"


def test_a_visitor_who_hangs_up_is_no_line_in_the_log(archive: Path) -> None:
    with served(archive) as server:
        address = f"{server.address}/esf.csv?sql={quote(f'{ENDLESS} select x from c')}"
        with httpx.stream("GET", address, timeout=HANG) as answer:
            assert next(answer.iter_raw())
        assert sql(server, "select 1 as one", ".csv").text == "one\r\n1\r\n"
        server.process.terminate()
        _out, log = server.process.communicate(timeout=HANG)
    assert log == ""


def test_pages_of_ours_end_when_their_time_is_up(archive: Path) -> None:
    site = make_site(archive)

    async def endless() -> int:
        return await read(
            site, lambda connection: int(connection.execute(f"{ENDLESS} select max(x) from c").fetchone()[0])
        )

    site._settings["sql_time_limit_ms"] = 50
    with pytest.raises(Refusal, match="time"):
        asyncio.run(endless())


@pytest.mark.parametrize(
    ("message", "is_late", "error"), [("interrupted", False, "time"), ("no such table: x", True, "time")]
)
def test_a_statement_that_was_interrupted_or_is_late_has_had_its_time(message: str, is_late: bool, error: str) -> None:
    assert error_of(sqlite3.OperationalError(message), is_late=is_late).error == error
    assert error_of(sqlite3.OperationalError("no such table: x"), is_late=False).error == "OperationalError"
