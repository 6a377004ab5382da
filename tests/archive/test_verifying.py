"""`esfarkiv verify`: an archive as it is built has no fault, and each kind of damage is found at its place."""

import functools
import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.building.build import build
from archive.building.masking.contacts import private_path
from archive.building.masking.masked_columns import is_free_text
from archive.building.row_digests import digested_tables
from archive.commands.main import main
from archive.database import DatabaseError
from archive.publishing.release import publish
from archive.verifying import verification
from archive.verifying.checks.unchanged_rows import check_unchanged
from archive.verifying.opened_archive import key_of, opened_archive
from archive.verifying.verification import verify
from benchmarks.fixtures import FIXTURES
from schema.dictionary import tables
from scraper.files import find_inputs
from scraper.input import Input
from tests.archive.test_archive import query
from tests.conftest import few_pages, made_once

_LESS_SURE = "confidence = 0.1"
_PHONE = "Ring 0480-12 34 56 om du vill veta mer."
_A_SECTION = "(project_id, position) = (select project_id, position from sections order by 1, 2 limit 1)"
DAMAGES = {
    "a sum of no table": (
        "update row_digests set digests = replace(digests, ']', ',7]') where part = 'claims'",
        r"row_digests, part=.*: expected a number for each table, found more",
    ),
    "an index that is gone": ("drop index idx_issues_code", r"issues, code: expected an index, found none"),
    "a trigger": (
        "create trigger gone after insert on claims begin delete from claims; end",
        r"claims, gone: expected no trigger, found one; no build made it",
    ),
    "a confidence beyond certainty": (
        "update tags set confidence = confidence + 1 where review is null",
        r"tags, .*, shown: expected a confidence from 0 to 1",
    ),
    "a kind that nothing is of": ("update tags set kind = 'x'", r"the check of shown: expected values that it can"),
    "bytes in the place of a text": (
        "update projects set title = x'ff'",
        r"projects, project_id=.*, title: expected \".*\", found b'\\xff'",
    ),
    "a text in the place of a share": (
        "update claims set confidence = 'x'",
        r"the check of .*: expected values that it can compare, found TypeError",
    ),
    "a place beyond its words": (
        "update provenance set start = start + 1 where field = 'owner'",
        r"provenance, project_id=.*, \d+-\d+: expected the page's words",
    ),
    "a place beyond the page": (
        "update claims set \"end\" = 10000000 where method = 'label'",
        r"claims, .*: expected a place within",
    ),
    "a section with other words": (
        f"update sections set text = 'Annat.' where {_A_SECTION}",
        r"sections, .*: expected",
    ),
    "an issue beyond the page": (
        "insert into issues (capture_id, position, code, message, start, end) "
        "select capture_id, 999, 'unclaimed-text', '', 5, 4 from captures where is_current and layout like 'projekt%'",
        r"issues, capture_id=.* position=999, 5-4: expected a place within",
    ),
    "a fact that its page does not state": (
        "update projects set esf_support_sek = esf_support_sek + 1",
        r"projects, project_id=.*, esf_support_sek: expected \d+, found \d+",
    ),
    "a total": (
        "update budget_per_region set esf_support_sek = esf_support_sek + 1",
        r"budget_per_region, .*: expected",
    ),
    "a total of places": (
        "update place_totals set projects = projects + 1",
        r"place_totals, place_kind=.*, projects: expected 1, found 2",
    ),
    "a share": ("update comparisons set value_1980_sek = value_1980_sek * 1.001", r"comparisons, .*, value_1980_sek: "),
    "a derived row too few": ("delete from project_sums where rowid = 1", r"project_sums, number of rows: expected"),
    "a derived row twice": (
        "insert into largest_owners select * from largest_owners",
        r"largest_owners, number of rows: expected \d+, found \d+",
    ),
    "a count": (
        "update table_counts set row_count = 7 where table_name = 'claims'",
        r"table_counts, table_name=claims, .*: expected \d+ rows, \d+ shown, found 7 rows",
    ),
    "a count of spellings": ("update organisations set spellings = 9", r"organisations, .*, spellings: expected 1"),
    "a rank": ("update claims set standing = 3 where standing = 1", r"claims, project_id=.*, standing: expected ranks"),
    "a rank of what is not shown": (
        "update claims set shown = 0 where standing = 1",
        r"claims, capture_id=.*, standing: expected no rank",
    ),
    "a claim shown that is not sure": (
        f"update claims set shown = 1, {_LESS_SURE} where method = 'inferred' and kind not like 'text.%'",
        r"claims, capture_id=.*, shown: expected 0 below the threshold of ",
    ),
    "a tag shown that is not sure": (
        f"update tags set shown = 1, {_LESS_SURE}",
        r"tags, .*, shown: expected 0 below the threshold of ",
    ),
    "a tag that is sure and not shown": (
        "update tags set shown = 0, confidence = 0.99",
        r"tags, .*, shown: expected 1 above the threshold",
    ),
    "a rejected line that is shown": (
        "update tags set shown = 1, review = 'avvisad'",
        r"tags, .*, shown: expected 0 for a line that is avvisad",
    ),
    "a telephone number in a text": (
        f"update organisations set name = name || ' {_PHONE}'",
        r"organisations, organisation_id=.*: expected no contact data, found 13 characters",
    ),
    "an address of mail in a derived table": (
        "update project_list set title = 'Skriv till ylva.provsson@exempel.example'",
        r"project_list, project_row=.*: expected no contact data",
    ),
    "a telephone number in the index": (
        f"update search set organisations = '{_PHONE}'",
        r"search: expected an index of the texts that it holds",
    ),
    "an index out of step with the tables": (
        "update search set title = 'Annat'",
        r"search: expected an index of the texts that it holds",
    ),
    "an index out of step with its texts": (
        "update sections set text = 'Annat'",
        r"search: expected an index of the texts that it holds",
    ),
    "a project that is not indexed": ("delete from search where rowid = 1", r"search, .*: expected a row of each"),
    "an index of no project": (
        "insert into search(rowid, title) values (9999, 'Annat')",
        r"search, rowid=9999: expected no row but of a project",
    ),
    "a word counted wrongly": ("update words set projects = 99 where word = 'och'", r"words, word=och, projects: "),
    "a missing column": ("alter table targets drop column women", r"targets, women: expected a column of type INTEGER"),
    "an undeclared column": ("alter table tags add column note text", r"tags, note: expected a declared column"),
    "an undeclared table": ("create table notes (note text)", r"notes: expected a declared table"),
    "a missing table": ("drop table largest_owners", r"largest_owners: expected a table, found none"),
    "text in a column of numbers": (
        "update projects set total_budget_sek = 'mycket'",
        r'projects, project_id=.*, total_budget_sek: expected a value of type integer, found "mycket"',
    ),
    "a date that is none": (
        "update projects set period_start = '2009'",
        r'projects, .*, period_start: expected a value of type date, found "2009"',
    ),
    "a reference table": (
        "update population set population = population + 1 where year = 2020",
        r"population, .*: expected no such row, found this row",
    ),
    "a broken reference": (
        "update provenance set capture_id = 'borta'",
        r"provenance, rowid=\d+: expected a row of captures that it refers to",
    ),
    "two current pages": (
        "update captures set is_current = 0 where project_id is not null",
        r"projects, project_id=.*, captures: expected 1 current page",
    ),
    "a page of another address": (
        "update captures set url = 'https://www.exempel.example/'",
        r"captures, capture_id=.*, digest, url, captured_at: expected",
    ),
}
PRIVATE_DAMAGES = {
    "another build's private file": ("update build set data_version = 'fe'", r"the private file, build: expected"),
    "a private file without build": ("drop table build", r"the private file, build: expected [0-9a-f]+, found none"),
    "contacts of other pages": (
        "insert into contacts select 'okand', 0, null, 'Ylva Provsson', null, null",
        r"the private file, capture_id=okand, contacts: expected a page of the archive",
    ),
    "a contact whom the archive names": (
        "insert into contacts select capture_id, 99, project_id, 'Ylva Nyordsqvist', null, null from contacts",
        r"sections, project_id=.*: expected no contact data, found 16 characters",
    ),
}


def faults(path: Path) -> list[str]:
    return list(map(str, verify(path, Counter())))


ONE = {
    "pages of the file": "page of the file",
    "search tables": "search table",
    "pages and registers": "page or register",
    "rules between rows": "rule between rows",
    "lines read from prose": "line read from prose",
    "texts without contact data": "text without contact data",
    "offsets": "offset",
    "sums of rows": "sum of rows",
}
"""What is checked, and how one of it is told."""


def run(path: Path) -> Result:
    return CliRunner().invoke(main, ["verify", "--db", str(path)])


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive of pages and registers; only to be read."""
    inputs = [*few_pages()[:3], *find_inputs([str(FIXTURES / "registers")])]
    return made_once(tmp_path_factory, "whole", lambda at: build(at / "esf.db", inputs)) / "esf.db"


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    shutil.copy(private_path(whole), tmp_path)
    return Path(shutil.copy(whole, tmp_path))


def test_the_demonstration_is_whole(archive: Path) -> None:
    before = archive.read_bytes(), archive.stat().st_mtime_ns
    result = run(archive)
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"{archive}: all is well; checked ")
    assert ", 1 search table, " in line and ", 1 private file, " in line
    counts = [int(number) for number in re.findall(r"(-?\d+) [a-z]", line)]
    assert len(counts) == 15
    assert min(counts) > 0
    assert (archive.read_bytes(), archive.stat().st_mtime_ns) == before


def test_what_was_checked_once_is_told_in_the_singular(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.commands.verify.verify", lambda _, checked: checked.update(list(ONE)) or [])
    told = run(archive).stdout.partition("checked ")[2]
    assert told == ", ".join(f"1 {one}" for one in ONE.values()) + "\n"


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found(copy: Path, damage: str) -> None:
    sql, line = DAMAGES[damage]
    change(copy, sql)
    found = faults(copy)
    assert [fault for fault in found if re.match(line, fault)], "\n".join(found)


@pytest.mark.parametrize("name", digested_tables())
def test_a_row_changed_by_hand_is_named(archive: Path, tmp_path: Path, name: str) -> None:
    """Any value of any table that no place, total or other rule holds: each column of some row in turn."""
    path, table = Path(shutil.copy(archive, tmp_path)), tables()[name]
    keys = ", ".join(table.primary_key)
    (last,) = query(path, f"select {keys} from {name} order by {keys} desc limit 1")
    key = dict(zip(table.primary_key, last, strict=True))
    where = " and ".join(f"{column} = {value!r}" for column, value in key.items())
    with opened_archive(path) as opened, closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert list(check_unchanged(opened)) == []
        for column in table.columns.keys() - {*table.primary_key, "project_id"}:
            (old,) = other.execute(f'select "{column}" from {name} where {where}').fetchone()
            other.execute(f'update {name} set "{column}" = ? where {where}', [f"{old or ''}7"])
            (found,) = check_unchanged(opened)
            assert (found.table, found.key.split(" or ")) == (name, [key_of(table, key)])
            other.execute(f'update {name} set "{column}" = ? where {where}', [old])


def test_rows_taken_out_or_of_another_project_are_found(archive: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(archive, tmp_path))
    for name, table in digested_tables().items():
        key = table.primary_key[0] if name.startswith("word") else "rowid"
        change(path, f"delete from {name} where {key} = (select max({key}) from {name})")
    change(path, "update tags set project_id = (select max(project_id) from tags), position = 999 where rowid = 1")
    with opened_archive(path) as opened:
        found = Counter(fault.table for fault in check_unchanged(opened))
    assert found == Counter([*digested_tables(), "tags", "tags"])


def test_another_build_does_not_make_a_change_by_hand_right(copy: Path) -> None:
    change(copy, "update provenance set method = 'inferred' where rowid = 1")
    build(copy, [*few_pages()[:4], *find_inputs([str(FIXTURES / "registers")])])
    (fault,) = [fault for fault in faults(copy) if "the rows that the build wrote" in fault]
    assert fault.startswith("provenance, project_id=")


@pytest.mark.parametrize("damage", PRIVATE_DAMAGES)
def test_damage_beside_it_is_found(copy: Path, damage: str) -> None:
    sql, line = PRIVATE_DAMAGES[damage]
    if "Nyordsqvist" in sql:
        change(copy, f"update sections set text = 'Ylva Nyordsqvist svarar.' where {_A_SECTION}")
    change(private_path(copy), sql)
    found = faults(copy)
    assert [fault for fault in found if re.match(line, fault)], "\n".join(found)


def test_faults_are_lines_without_contact_data_and_an_exit_code(copy: Path) -> None:
    change(copy, f"update sections set text = '{_PHONE}' where {_A_SECTION}")
    result = run(copy)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) > 1
    assert result.stderr == f"{copy}: {len(lines)} faults\n"
    assert all(re.match(r"[\w ]+(, .*)?: expected .*, found .*; \w+", line) for line in lines)
    assert "12 34 56" not in result.stdout


def test_without_the_private_file_the_rest_is_checked(copy: Path) -> None:
    private_path(copy).unlink()
    assert faults(copy) == []
    change(copy, f"update sections set text = '{_PHONE}' where {_A_SECTION}")
    assert [fault for fault in faults(copy) if "no contact data" in fault]


def test_a_register_that_lost_much_is_found_unless_a_person_accepted_it(tmp_path: Path) -> None:
    path, file = tmp_path / "esf.db", tmp_path / "register.csv"
    lines = (FIXTURES / "registers" / "kohesio" / "register.csv").read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines), "utf-8")
    build(path, [few_pages()[0], Input(str(file), file)])
    file.write_text("".join(lines[:2]), "utf-8")
    refused = build(path, [Input(str(file), file)])
    (word,) = re.findall(r"--accept (\w+)", "".join(refused.failures))
    build(path, [Input(str(file), file)], accepted_losses=[word])
    assert faults(path) == []
    change(path, "delete from issues where code = 'accepted-loss'")
    assert [fault for fault in faults(path) if f"--accept {word}" in fault]


def test_a_build_killed_between_its_two_files_is_finished(copy: Path, tmp_path: Path) -> None:
    """As a build leaves them that is killed when the archive has its place and the private file has not."""
    waiting = tmp_path / ".esf.private.db.999999999.building"
    shutil.copy(private_path(copy), waiting)
    change(private_path(copy), "update build set data_version = 'older'")
    assert faults(copy) == []
    assert not waiting.exists()


def test_what_cannot_be_verified_costs_a_line(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "lapp.db").write_text("Ingen databas.\n" * 100, "utf-8")
    change(tmp_path / "annan.db", "create table songs (title text)")
    content = copy.read_bytes()
    (tmp_path / "halv.db").write_bytes(content[: len(content) // 2])
    (tmp_path / "skadad.db").write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))
    for name in ("borta.db", "lapp.db", "annan.db", "halv.db", "skadad.db"):
        result = run(tmp_path / name)
        assert result.exit_code in (1, 2), name
        assert result.exception is None or isinstance(result.exception, SystemExit), name
        assert name in result.stderr, name
        assert "all is well" not in result.stdout, name


def test_a_damaged_private_file_is_found(copy: Path) -> None:
    """Also where no check reads the damaged page: the next build would."""
    content = private_path(copy).read_bytes()
    pages = len(content) // 4096
    for page in {1, pages // 2, pages - 1}:
        private_path(copy).write_bytes(content[: page * 4096] + b"\xa5" * 4096 + content[(page + 1) * 4096 :])
        result = run(copy)
        assert (result.exit_code, "Traceback" in result.stderr) in ((1, False), (2, False)), page
        assert result.exit_code == 2 or "the private file: expected a sound database, found " in result.stdout


@pytest.mark.parametrize("beside", [False, True])
def test_a_locked_archive_is_said_to_be_locked(copy: Path, beside: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, timeout=0))
    locked = private_path(copy) if beside else copy
    with closing(sqlite3.connect(locked, isolation_level=None)) as other:
        other.execute("begin exclusive")
        result = run(copy)
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {locked}: still locked by another program after 5 seconds; verify it when that is done\n"
    )


def test_no_room_for_temporary_files_is_no_fault_of_the_archive(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(verification, "CHECKS", (full,))
    result = run(copy)
    expected = f"Error: {copy}: cannot be verified (disk I/O error); make room for temporary files\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", expected)


def test_nothing_is_published_that_has_a_fault(copy: Path, tmp_path: Path) -> None:
    change(copy, "update words set projects = 99 where word = 'och'")
    with pytest.raises(DatabaseError, match=r"words, word=och, projects: expected .*esfarkiv verify --db"):
        publish(copy, tmp_path / "site")
    assert not (tmp_path / "site" / "esf.db").exists()


def test_identifiers_hold_no_free_text_though_their_digits_may_look_like_a_number() -> None:
    """A capture's id is a piece of a digest, in which ten digits in a row are no telephone number."""
    named = [(table, name) for table in tables().values() for name in table.columns if name.endswith("_id")]
    assert len(named) > 40
    assert [name for table, name in named if is_free_text(table, name)] == []


def test_the_name_of_a_file_is_no_text_with_contact_data_wherever_it_stands() -> None:
    """A register called `export-20240101.csv` has the digits of a telephone number in its name."""
    named = [(table, name) for table in tables().values() for name in table.columns if name.endswith("document")]
    assert {name for _, name in named} == {"document", "shown_document", "other_document"}
    assert not any(is_free_text(table, name) for table, name in named)


def test_an_id_in_the_words_of_an_issue_is_no_number_of_a_person(copy: Path) -> None:
    issue = (
        "insert into issues (capture_id, position, code, message, start, end) select capture_id, {}, 'x', '{}', 0, 0 "
    )
    with closing(sqlite3.connect(copy)) as connection, connection:
        for position, words in (
            (900, "som prosa/368a9112868967b6 och 2007-2013/368a9112868967b6"),
            (901, "0709112868"),
        ):
            connection.execute(issue.format(position, words) + "from captures limit 1")
    told = [line for line in run(copy).stdout.splitlines() if "no contact data" in line]
    assert [re.findall("position=9..", line) for line in told] == [["position=901"]]
