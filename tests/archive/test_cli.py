"""The command line as people and scripts use it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from unittest.mock import patch

import httpx
import pytest
from click.testing import CliRunner, Result

from archive.archive_tables import dictionary_version
from archive.commands.export import _tell
from archive.commands.main import main
from archive.commands.output import json_line
from benchmarks.fixtures import DEMONSTRATION, ROOT, fixture_pages, golden
from scraper.store.responses.message import READ_LIMIT
from tests.archive.test_archive import page_like, query
from tests.conftest import few_pages, fixture_page
from tests.serving import served

PAGE = fixture_page("AVSPARK")
FOLDERS = [folder for folder in DEMONSTRATION if not folder.endswith("projektbank-2007")]
"""The pages of two banks and the registers: all kinds of inputs, but not the many pages of the oldest bank."""
IN_FOLDERS = [page for page in fixture_pages() if page.path.parent.parent.name != "projektbank-2007"]
TOTAL, PROJECTS = len(IN_FOLDERS), len({golden(page).project_id for page in IN_FOLDERS})


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def test_parse_prints_a_record_a_line_in_the_order_of_the_files() -> None:
    pages = few_pages()[:3]
    result = run("parse", *(page.source for page in pages))
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [record["source"] for record in records] == [page.source for page in pages]
    assert [record["title"] for record in records] == [golden(page).title for page in pages]
    assert {"project_id", "claims", "targets", "contact", "nuts2"} <= records[0].keys()


def test_parse_trace_covers_the_text() -> None:
    trace = json.loads(run("parse", "--trace", PAGE.source).stdout)
    assert "".join(trace["text"][span["start"] : span["end"]] for span in trace["spans"]) == trace["text"]


def test_parse_reads_standard_input_and_takes_an_address() -> None:
    result = run("parse", "-", "--url", golden(PAGE).url or "", stdin=PAGE.read())
    assert json.loads(result.stdout)["project_id"] == golden(PAGE).project_id


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://[::1", "file:///etc/passwd"])
def test_parse_takes_addresses_of_pages_alone(url: str) -> None:
    result = run("parse", PAGE.source, "--url", url)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("Error: --url expects the address of a page, such as https://www.esf.se/projekt\n")


@pytest.mark.parametrize("name", ["esf-export", "kohesio"])
def test_parse_takes_no_register_for_a_project(name: str) -> None:
    content = (ROOT / "fixtures" / "registers" / name / "register.csv").read_bytes()
    result = run("parse", "-", stdin=content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "-: a register, no page; read it with: esfarkiv build\n"
    trace = json.loads(run("parse", "--trace", "-", stdin=content).stdout)
    assert "".join(trace["text"][span["start"] : span["end"]] for span in trace["spans"]) == trace["text"]


def test_parse_goes_on_after_a_file_that_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("parse", tmp_path / "bild.png", tmp_path / "borta.txt", tmp_path, PAGE.source)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.splitlines() == [
        f"{tmp_path}/bild.png: an image (PNG)",
        f"{tmp_path}/borta.txt: no such file or folder; check the path",
        f"{tmp_path}: is a folder; name its files, or build an archive from it",
    ]


def test_parse_explains_its_choice() -> None:
    result = run("parse", "--explain", PAGE.source)
    first, best, *_ = result.stdout.splitlines()
    assert (result.exit_code, first) == (0, f"{PAGE.source}: {golden(PAGE).layout}")
    assert best.startswith(f"  {golden(PAGE).layout}, score 1.00: 10 of its 10 labels, as one block")
    assert "lacks" in result.stdout


def test_parse_explains_what_a_page_lacks(tmp_path: Path) -> None:
    (tmp_path / "halv.txt").write_text("Ek\n\nProjektnummer\n2015/00648\nUtlysning\n2015/00469\n")
    result = run("parse", "--explain", tmp_path / "halv.txt")
    assert result.exit_code == 1
    assert "not recognised as a project" in result.stdout
    assert "projektbank-2014, score 1.00: 2 of its 12 labels, but not as a block of this layout" in result.stdout


def test_parse_trace_of_an_unrecognised_page(tmp_path: Path) -> None:
    (tmp_path / "recept.txt").write_text("Vispa smeten.\n")
    result = run("parse", "--trace", tmp_path / "recept.txt")
    assert result.exit_code == 1
    assert [span["kind"] for span in json.loads(result.stdout)["spans"]] == ["remainder", "separator"]


def test_build_search_export(tmp_path: Path) -> None:
    database = tmp_path / "esf.db"
    built = run("build", "--db", database, "--processes", "1", *FOLDERS)
    others = (sorted(Path(folder).rglob("*.json")) for folder in FOLDERS)
    said = "passed over; no page, register or web archive by name or headings"
    passed_over = [f"{first} and {len(more)} more that end in .json: {said}" for first, *more in others]
    assert (built.exit_code, built.stderr.splitlines()) == (0, passed_over)
    assert f"{PROJECTS} projects; {TOTAL} pages read ({TOTAL} new, 0 unchanged), 0 not recognised" in built.stdout
    again = run("build", "--db", database, *FOLDERS)
    assert f"(0 new, {TOTAL} unchanged)" in again.stdout
    found = run("search", "--db", database, "arbete", "--json")
    assert json.loads(found.stdout)[0].keys() == {
        *("project_id", "title", "region", "programme_period", "owner", "esf_support_sek", "score", "snippet", "why")
    }
    exported = run("export", "--db", database, "--to", tmp_path / "csv")
    assert exported.exit_code == 0
    assert f"{tmp_path}/csv/projects.csv: {PROJECTS} rows" in exported.stdout


def test_search_for_people(archive: Path) -> None:
    result = run("search", "--db", archive, "vändkorset")
    assert result.exit_code == 0
    assert "Vändkorset" in result.stdout
    assert "<mark>" not in result.stdout
    (hit,) = json.loads(run("search", "--db", archive, "vändkorset", "--limit", "1", "--json").stdout)
    told = " ".join(result.stdout.split())
    assert all(hit[name] in told for name in ("region", "programme_period", "owner"))


def test_what_search_prints_into_a_pipe_has_three_lines_for_each_hit(archive: Path) -> None:
    result = run("search", "--db", archive, "vändkorset")
    hits = json.loads(run("search", "--db", archive, "vändkorset", "--json").stdout)
    lines = result.stdout.splitlines()
    assert len(lines) == 3 * len(hits)
    assert any(len(line) > 80 for line in lines)
    for first, snippet, hit in zip(lines[::3], lines[2::3], hits, strict=True):
        assert hit["project_id"] in first
        assert snippet == "  " + hit["snippet"].replace("<mark>", "").replace("</mark>", "")


def test_search_that_finds_nothing_is_no_error(archive: Path) -> None:
    result = run("search", "--db", archive, "finnsinte", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_build_says_what_it_skipped_and_exits_1(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").touch()
    result = run("build", "--db", tmp_path / "esf.db", PAGE.source, tmp_path / "tom.txt", tmp_path / "borta")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{tmp_path}/borta: no such file or folder; check the path",
        f"{tmp_path}/tom.txt: an empty file",
    ]
    assert "1 project;" in result.stdout


@pytest.mark.parametrize("name", ["borta/esf.db", "fil.txt/esf.db"])
def test_build_to_an_impossible_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "fil.txt").touch()
    result = run("build", "--db", tmp_path / name, PAGE.source)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "cannot be written" in result.stderr


def test_build_from_a_folder_without_pages(tmp_path: Path) -> None:
    result = run("build", "--db", tmp_path / "esf.db", tmp_path)
    assert result.exit_code == 2
    assert "no pages in this folder; expected files that end in .csv, .htm, .html, .txt, .xhtml" in result.stderr
    assert not (tmp_path / "esf.db").exists()


@pytest.mark.parametrize(
    "table",
    [b"fil;adress\nsida.txt;x\n", b"fil,adress\nsida.txt,x\n", b"file\nsida.txt\n"],
    ids=["other delimiter", "other columns", "no address"],
)
def test_build_with_an_unusable_address_table(tmp_path: Path, table: bytes) -> None:
    """The page is read without an address, and has it as soon as the table is mended."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "sida.txt").write_bytes(PAGE.read())
    (folder / "addresses.csv").write_bytes(table)
    result = run("build", "--quiet", "--no-text", "--db", tmp_path / "esf.db", folder)
    assert result.exit_code == 1
    assert f"{folder}/addresses.csv: expected a CSV table with the columns file and url" in result.stderr
    address = "https://www.esf.se/projekt"
    (folder / "addresses.csv").write_text(f"file,url\nsida.txt,{address}\n")
    result = run("build", "--quiet", "--no-text", "--db", tmp_path / "esf.db", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert query(tmp_path / "esf.db", "select url from captures where is_current") == [(address,)]


def test_parse_takes_no_more_from_standard_input_than_a_page_can_have() -> None:
    result = run("parse", "--no-text", "-", stdin=b"\0" * (READ_LIMIT + 1))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: -: above {READ_LIMIT} bytes, which no page is\n"


@pytest.mark.parametrize("command", [["search", "ord"], ["export", "--to", "csv"], ["serve"]])
def test_commands_without_an_archive_say_how_to_make_one(tmp_path: Path, command: list[str]) -> None:
    result = run(command[0], "--db", tmp_path / "esf.db", *command[1:])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {tmp_path}/esf.db: no such file; build it first with")


@pytest.mark.parametrize(
    "command", [["search", "ord"], ["export", "--to", "csv"], ["verify"], ["publish", "--to", "p"]]
)
def test_a_name_that_is_too_long_is_no_archive(command: list[str]) -> None:
    result = run(command[0], "--db", "n" * 5000, *command[1:])
    assert result.exit_code == 2
    assert "no such file; build it first" in result.stderr


def test_a_database_with_the_version_of_an_archive_and_without_its_tables_is_told(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "esf.db")) as other:
        other.execute(f"pragma user_version = {dictionary_version()}")
        for table, told in (("songs", "is no archive of this version"), ("captures", "is damaged (no such table: ")):
            other.execute(f"create table {table} (capture_id text)")
            result = run("search", "--db", tmp_path / "esf.db", "ord")
            assert result.exit_code == 2
            assert f"esf.db: {told}" in result.stderr


def test_a_locked_archive_is_told_as_that(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "esf.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        with patch("scraper.sqlite_file.sqlite3.connect", partial(sqlite3.connect, timeout=0)):
            result = run("export", "--db", tmp_path / "esf.db", "--to", tmp_path / "csv")
    assert result.exit_code == 2
    assert "esf.db: still locked by another program after 5 seconds" in result.stderr


@pytest.mark.parametrize("command", ["", "parse", "build", "serve", "search", "export"])
def test_help_has_examples(command: str) -> None:
    result = run(*([command] if command else []), "--help")
    assert result.exit_code == 0
    assert not command or "  Examples:\n    esfarkiv" in result.stdout


def test_build_of_nothing_but_failures_says_each_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("build", "--db", tmp_path / "esf.db", tmp_path / "bild.png")
    assert (result.exit_code, (tmp_path / "esf.db").exists()) == (2, False)
    assert result.stderr.splitlines() == [
        f"{tmp_path}/bild.png: an image (PNG)",
        f"Error: {tmp_path}/esf.db: no page tells of a project, so nothing was written",
    ]


def test_a_name_that_is_no_utf8_is_shown_as_far_as_it_is(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(name)).write_bytes(PAGE.read())
    result = run("parse", "--no-text", os.fsdecode(name))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"] == f"{tmp_path}/\N{REPLACEMENT CHARACTER}.txt"


def refused_in_the_shell(arguments: str) -> str:
    """The one line that the command says, with exit code 2, where a shell opens or closes its streams."""
    command = f"{sys.executable} -m archive.commands.main {arguments}"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    (line,) = result.stderr.splitlines()
    assert result.returncode == 2
    return line


def test_closed_standard_input_is_refused() -> None:
    said = "Error: -: standard input is closed; name a file, or send a page through a pipe"
    assert refused_in_the_shell("parse --no-text - <&-") == said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on this system")
def test_a_full_disk_where_the_output_goes_costs_a_line() -> None:
    said = "Error: standard output: No space left on device; make room, or send the output elsewhere"
    assert refused_in_the_shell(f"parse --no-text '{PAGE.source}' > /dev/full") == said
    assert refused_in_the_shell("--version > /dev/full") == said


def test_an_export_needs_no_standard_output(tmp_path: Path) -> None:
    with patch("sys.stdout", None):
        _tell(tmp_path, [])


@pytest.mark.crawl
def test_ctrl_c_ends_a_served_site_without_complaint(archive: Path) -> None:
    with served(archive) as server:
        assert httpx.get(f"{server.address}/halsa", timeout=60).status_code == 200
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 0
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""


def test_build_names_what_it_passes_over(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sida.txt").write_bytes(PAGE.read())
    (tmp_path / "in" / "bild.png").write_bytes(b"\x89PNG")
    (tmp_path / "in" / "slinga").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "rör")
    result = run("build", "--db", tmp_path / "esf.db", tmp_path / "in")
    assert result.exit_code == 0
    assert [line.partition(";")[0] for line in result.stderr.splitlines()] == [
        f"{tmp_path}/in/{name}: passed over" for name in ("rör", "slinga", "bild.png")
    ]


OBEYED = "\x1b[31m\x9b31m\u202e\u2066\x7f"
"""What a terminal would obey: escapes in two forms, marks of direction and a deletion."""


def test_no_command_prints_what_a_terminal_obeys(tmp_path: Path) -> None:
    page, database = page_like(tmp_path, f"{OBEYED}.txt", f"Röda{OBEYED} tråden"), tmp_path / "esf.db"
    page.write_text(page.read_text("utf-8").replace("Växa", f"Växa{OBEYED}"), "utf-8")
    register, corrections = tmp_path / f"{OBEYED}.csv", tmp_path / f"c{OBEYED}.csv"
    register.write_text(f"a{OBEYED},b\n1,2\n", "utf-8")
    corrections.write_text(f"capture,kind\n{OBEYED},x\n", "utf-8")
    runs = [
        run("build", "--db", database, page, register, f"{tmp_path / OBEYED}.absent"),
        run("build", "--db", database, "--corrections", corrections, page),
        run("parse", page, register),
        run("parse", "--trace", page),
        run("search", "--db", database, "röda"),
        run("search", "--db", database, "röda", "--json"),
        run("search", "--db", database, f"röda finnsinte{OBEYED}"),
        run("verify", "--db", database),
    ]
    assert [result.exit_code for result in runs] == [1, 2, 1, 0, 0, 0, 0, 0]
    for result in runs:
        assert result.output and not set(result.output) & set(OBEYED) - set("[31m"), result.output
    assert "\\u202e" in runs[2].stdout and "\\u202e" in runs[3].stdout
    (row,) = json.loads(runs[5].stdout)
    assert row["title"] == "Röda[31m31m tråden"


def test_json_is_the_same_however_it_is_shown() -> None:
    value = {"raw": f'{OBEYED} å \u2028 \U0001f600 \\ "'}
    assert json.loads(json_line(value)) == value
    assert json_line(value).decode().isprintable()
