"""What visitors' SQL may take, asked in this process: bounds, permissions, and how processes are lent."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from multiprocessing import Pipe
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest

from archive.site.protection.limits import SiteLimits, chosen, switch
from archive.site.protection.refusal import Refusal, echoed
from archive.site.protection.sql import pool as pools
from archive.site.protection.sql.bound_values import bound_values
from archive.site.protection.sql.full_order import in_full_order, without_limit
from archive.site.protection.sql.in_process import file_making, process
from archive.site.protection.sql.in_process.answering import answer
from archive.site.protection.sql.in_process.printf import _widest, bounded
from archive.site.protection.sql.questions import LAST, MORE, PIECE, FileQuestion, Outcome, Question
from archive.site.protection.sql.visit import Visit
from benchmarks.fixtures import ROOT

ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c)"
LIMITS = chosen({"value_mb": 1})


@pytest.fixture(scope="module")
def connection(few_archive: Path) -> Iterator[sqlite3.Connection]:
    with closing(process.open_for_visitors(f"file:{few_archive}?immutable=1", LIMITS)) as connection:
        yield connection


def question(sql: str, **bounds: Any) -> Question:
    return Question(**({"sql": sql, "values": None, "seconds": 20, "rows": 0, "cells": 0} | bounds))


def said(connection: sqlite3.Connection, sql: str, most_bytes: int = 1000, **bounds: Any) -> Outcome:
    return msgspec.msgpack.decode(answer(connection, question(sql, **bounds), most_bytes), type=Outcome)


def numbers(count: int) -> str:
    return f"{ENDLESS} select x from c limit {count}"


def test_rows_are_as_many_as_asked_for_and_one_more_is_told_of(connection: sqlite3.Connection) -> None:
    for rows, number, is_cut in ((0, 5, False), (5, 5, False), (4, 4, True), (6, 5, False)):
        outcome = said(connection, numbers(5), rows=rows)
        assert ([row[0] for row in outcome.rows], outcome.truncated) == (list(range(1, number + 1)), is_cut)
        assert (outcome.columns, outcome.error) == (["x"], "")
    assert said(connection, "select 1 as a, 2 as a").columns == ["a", "a_2"]
    assert said(connection, "select :a + 1 as b", values={"a": 2}).rows == [(3,)]
    assert said(connection, "select ? + 1 as b", values=[2]).rows == [(3,)]


@pytest.mark.parametrize(("cells", "error"), [(0, ""), (6, ""), (5, "cells")])
def test_cells_are_rows_times_columns(connection: sqlite3.Connection, cells: int, error: str) -> None:
    assert said(connection, f"{ENDLESS} select x, x from c limit 3", cells=cells).error == error


@pytest.mark.parametrize(("most", "error"), [(10, ""), (9, "size")])
def test_bytes_are_those_of_all_rows(connection: sqlite3.Connection, most: int, error: str) -> None:
    assert said(connection, numbers(5), most).error == error


def test_what_takes_its_time_or_cannot_be_answered_is_told(connection: sqlite3.Connection) -> None:
    assert said(connection, f"{ENDLESS} select max(x) from c", seconds=0.01).error == "time"
    wrong = said(connection, "select nosuch")
    assert (wrong.error, wrong.message) == ("OperationalError", "no such column: nosuch")
    assert said(connection, "select 1; select 2").error in ("ProgrammingError", "OperationalError")
    assert said(connection, "select ?", values=[2**64]).error == "OperationalError"
    assert said(connection, numbers(1)).rows == [(1,)], "the time of a question is not that of the next"


RAISING = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Functions that SQLite calls may raise, of which Python tells where another test has it do so."""
REFUSED = {
    "delete from projects": "not authorized",
    "create table a (b)": "not authorized",
    "attach ':memory:' as other": "not authorized",
    "pragma database_list": "not authorized",
    "select load_extension('a')": "not authorized",
    "select sqlite_source_id()": "not authorized",
    "select * from pragma_database_list": "",
    f"select {'1+' * 600}1": "Expression tree is too large",
    "select 1" + " union select 1" * 200: "too many terms in compound SELECT",
    "select '" + "a" * 100_000 + "'": "",
    "select zeroblob(1000001)": "too big",
    "select printf('%1000001d', 1)": "too big",
    "select format('%*d', 1000001, 1)": "too big",
}


@RAISING
@pytest.mark.parametrize("sql", REFUSED, ids=lambda sql: sql[:30])
def test_what_a_visitor_may_not_do_is_refused(connection: sqlite3.Connection, sql: str) -> None:
    outcome = said(connection, sql)
    assert outcome.error and REFUSED[sql] in outcome.message, outcome


@pytest.mark.parametrize(
    "sql",
    [
        f"select {'1+' * 400}1",
        "select 1" + " union select 1" * 150,
        "select length(zeroblob(1000000))",
        "select length(printf('%999999d', 1))",
        "select title from search where search match 'projekt' limit 1",
        "select value from json_each('[1]')",
        "pragma table_info(projects)",
    ],
    ids=lambda sql: sql[:30],
)
def test_what_a_visitor_may_do_is_answered(connection: sqlite3.Connection, sql: str) -> None:
    assert said(connection, sql, 10_000_000).error == ""


@pytest.mark.parametrize(
    ("values", "widest"),
    [
        ((), 0),
        (("%d", 99), 0),
        (("%7d %12.3f", 1), 12),
        (("%*d", -30, 4), 30),
        (("%5d%*d", 3, 4), 5),
        (("%*d", "40", None), 0),
        (("%*d", 1e19), 0),
        (("%*d", 2.9), 2),
        (("%123456789012345d", 1), 123456789012),
    ],
)
def test_the_widest_that_a_format_asks_for(values: tuple[Any, ...], widest: int) -> None:
    assert _widest(values) == widest


def test_a_text_may_be_as_long_as_it_is_bounded_and_no_longer() -> None:
    printf = bounded(11)
    assert printf("%10d", 1) == "         1" and printf(None) is None and printf() is None
    for values in (("%12d", 1), ("%s%s", "a" * 6, "b" * 6)):
        with pytest.raises((OverflowError, sqlite3.DataError), match="too big"):
            printf(*values)


def file_of(connection: sqlite3.Connection, sql: str, form: str = "csv", **asked: Any) -> tuple[Outcome, bytes]:
    told: dict[str, Any] = {
        "values": None,
        "seconds": 20,
        "form": form,
        "table": "",
        "name": "svar",
        "notes": [],
        "headed": True,
    }
    pieces: list[bytes] = []
    return file_making.send_file(connection, FileQuestion(sql=sql, **(told | asked)), pieces.append), b"".join(pieces)


def test_a_file_has_all_rows_and_names_of_its_own(connection: sqlite3.Connection) -> None:
    assert file_of(connection, "select 1 as a, 2 as a") == (Outcome(), b"a,a_2\r\n1,2\r\n")
    assert file_of(connection, "select 1 as a", headed=False) == (Outcome(), b"1\r\n")
    assert file_of(connection, "select ? as a", values=[4]) == (Outcome(), b"a\r\n4\r\n")
    outcome, _ = file_of(connection, "select nosuch")
    assert (outcome.error, outcome.message) == ("OperationalError", "no such column: nosuch")
    assert file_of(connection, f"{ENDLESS} select max(x) from c", seconds=0.01)[0].error == "time"
    assert file_of(connection, f"{ENDLESS} select x from c", seconds=0.01)[0].error == "time"


@pytest.fixture
def unconfined(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process is not held to the bounds of one of visitors' SQL, and does not end with a server."""
    monkeypatch.setattr(process, "_confine_process", lambda _: None)
    monkeypatch.setattr(process, "_leave_with_server", lambda _: None)


def asked_in_turn(few_archive: Path, *questions: Question | FileQuestion) -> list[bytes]:
    """All that a process sends that is asked these questions, each when the one before is answered."""
    ours, theirs = Pipe()
    thread = threading.Thread(target=process.run, args=(theirs, f"file:{few_archive}?immutable=1", LIMITS))
    thread.start()
    sent = list[bytes]()
    for one in questions:
        ours.send_bytes(msgspec.msgpack.encode(one))
        sent.append(ours.recv_bytes())
        while sent[-1].startswith(PIECE):
            sent.append(ours.recv_bytes())
    ours.close()
    thread.join()
    return sent


@pytest.mark.usefixtures("unconfined")
def test_a_process_answers_until_it_has_grown_or_its_server_is_gone(
    few_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_most_memory_kb", lambda: 128 * 1024)
    sent = asked_in_turn(few_archive, question("select 1"), question("select 2"))
    assert [one[:1] for one in sent] == [MORE, MORE]
    assert [msgspec.msgpack.decode(one[1:], type=Outcome).rows for one in sent] == [[(1,)], [(2,)]]
    wanted = FileQuestion(
        sql="select 1 as a", values=None, seconds=9, form="csv", table="", name="svar", notes=[], headed=True
    )
    assert [one[:1] for one in asked_in_turn(few_archive, wanted)] == [PIECE, MORE]
    monkeypatch.setattr(process, "_most_memory_kb", lambda: 128 * 1024 + 1)
    assert [one[:1] for one in asked_in_turn(few_archive, question("select 1"))] == [LAST]

    def full(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(process, "_answered", full)
    (sent_last,) = asked_in_turn(few_archive, question("select 1"))
    assert (sent_last[:1], msgspec.msgpack.decode(sent_last[1:], type=Outcome).error) == (LAST, "memory")


class Process:
    """Stands in for a process of visitors' SQL: it answers when it is let."""

    made: ClassVar[list["Process"]] = []
    began: ClassVar[threading.Semaphore]

    def __init__(self, *_: object) -> None:
        self.ended, self.killed, self.let, self.asked = False, False, threading.Event(), list[Question]()
        Process.made.append(self)

    def ask(self, asked: Question) -> Outcome:
        self.asked.append(asked)
        Process.began.release()
        assert self.let.wait(60)
        return Outcome(error="memory") if self.killed else Outcome(rows=[(1,)])

    def kill(self) -> None:
        self.killed = True
        self.let.set()

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    monkeypatch.setattr(pools, "SqlProcess", Process)
    monkeypatch.setattr(Process, "made", [])
    monkeypatch.setattr(Process, "began", threading.Semaphore(0), raising=False)
    return Process.made


def pool_of(processes: int, waiting: int) -> pools.SqlPool:
    return pools.SqlPool("file:a", msgspec.structs.replace(LIMITS, processes=processes, waiting=waiting))


def started(count: int) -> None:
    """Waits until so many more statements have begun."""
    for _ in range(count):
        assert Process.began.acquire(timeout=60)


def outcome(future: "Future[Outcome]") -> str:
    return future.result(60).error


def test_a_process_is_lent_again_and_another_made_where_all_are_lent(made: list[Process]) -> None:
    pool = pool_of(2, 1)
    running = [pool.submit(Visit("json"), question("select 1")) for _ in range(2)]
    started(2)
    waiting = pool.submit(Visit("json"), question("select 3"))
    with pytest.raises(pools.Busy):
        pool.submit(Visit("json"), question("select 4"))
    assert len(made) == 2
    for one in made:
        one.let.set()
    assert [outcome(one) for one in (*running, waiting)] == ["", "", ""]
    assert len(made) == 2 and sum(len(one.asked) for one in made) == 3
    for one in made:
        one.ended = True
    again = pool.submit(Visit("json"), question("select 5"))
    started(2)
    made[2].let.set()
    assert outcome(again) == "" and len(made) == 3
    pool.close()
    assert made[2].ended
    with pytest.raises(pools.Busy):
        pool.submit(Visit("json"), question("select 6"))


def test_what_runs_for_a_visitor_who_left_is_ended_and_nothing_more_begins_for_them(made: list[Process]) -> None:
    pool, gone, stays = pool_of(2, 1), Visit("json"), Visit("json")
    running = [pool.submit(visit, question("select 1")) for visit in (gone, stays)]
    started(2)
    pool.stop(gone)
    assert sorted(one.killed for one in made) == [False, True]
    assert outcome(running[0]) == "memory"
    assert outcome(pool.submit(gone, question("select 2"))) == "time"
    pool.close()
    assert outcome(running[1]) == "busy"
    assert outcome(pool_of(1, 1).submit(Visit("json", seconds=0), question("select 3"))) == "time"


def test_a_statement_ends_when_the_request_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    visit = Visit("json", seconds=7, rows=3, cells=4, whole=True)
    assert (visit.form, visit.rows, visit.cells, visit.whole, visit.deadline) == ("json", 3, 4, True, 107.0)
    assert (visit.left, visit.keys, visit.only_columns, visit.failure) == (False, "", False, None)
    for now, seconds in ((100.0, 5.0), (103.0, 4.0), (107.0, 0.0), (110.0, 0.0)):
        monkeypatch.setattr(time, "monotonic", lambda now=now: now)
        assert visit.shortened(question("select 1", seconds=5)).seconds == seconds
    assert Visit("json").shortened(question("select 1", seconds=5)).seconds == 5


@pytest.mark.parametrize(
    ("sql", "ordered"),
    [
        ("select a from t order by b limit 3", "select a from t order by b, k limit 3"),
        ("select a from t order by k limit 3", "select a from t order by k limit 3"),
        ("select a from t order by b, k limit 3", "select a from t order by b, k limit 3"),
        ("select a from t limit 3", "select a from t limit 3"),
        ("select a from t order by b", "select a from t order by b"),
        ("select ' limit ' from t order by b limit 3", "select ' limit ' from t order by b, k limit 3"),
    ],
)
def test_the_key_orders_what_is_equal(sql: str, ordered: str) -> None:
    assert in_full_order(sql, "k") == ordered
    assert without_limit("select ' limit ' from t limit 3") == "select ' limit ' from t"
    assert without_limit("select a") == "select a"


def test_numbers_of_parameters_are_those_that_sqlite_holds() -> None:
    for value in (2**63 - 1, -(2**63)):
        assert bound_values("select :a", {"a": value}) == {"a": value}
        assert bound_values("select ?", (value,)) == [value]
    for value in (2**63, -(2**63) - 1):
        with pytest.raises(Refusal, match="för stort"):
            bound_values("select :a", {"a": value})
    assert bound_values("select 1", None) is None and bound_values("select 1", ()) is None


def test_limits_are_whole_numbers_above_nothing() -> None:
    assert chosen({"waiting": 1}).waiting == 1
    for wrong in ({"waiting": 0}, {"nosuch": 1}, {"waiting": 1.5}):
        with pytest.raises(msgspec.ValidationError):
            chosen(wrong)
    assert switch("page_rows") == "--page-rows"
    expected = dict(query_seconds=5, request_seconds=7, answer_mb=10, answer_rows=20000, page_rows=1000, processes=3)
    assert {name: getattr(chosen(), name) for name in expected} == expected
    assert isinstance(chosen(), SiteLimits)


def test_what_a_visitor_wrote_is_repeated_to_its_sixtieth_character() -> None:
    assert echoed("a" * 60) == "a" * 60
    assert echoed("a" * 61) == "a" * 60 + "…"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds nothing")
def test_bounds_that_are_lower_already_stay() -> None:
    """A process may not raise what whoever started it has bounded: it would end before its first answer."""
    lower = (
        "import resource as r; from archive.site.protection.sql.in_process.process_limits import set_limits;"
        "r.setrlimit(r.RLIMIT_FSIZE, (5000, 5000)); set_limits(1 << 40, 1 << 41, 9000);"
        "print(r.getrlimit(r.RLIMIT_FSIZE), r.getrlimit(r.RLIMIT_AS)[0] <= 1 << 40)"
    )
    done = subprocess.run([sys.executable, "-c", lower], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("(5000, 5000) True\n", "")
