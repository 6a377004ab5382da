"""`datasette esf.db`: the site where esfarkiv is installed, the tables where it is not, and nothing for other files."""

import json
import logging
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from click.testing import CliRunner
from datasette.app import Datasette

from archive.commands.main import main
from archive.site.archive_site import ArchiveSite
from archive.site.serving.server import STATIC, make_site
from schema.dictionary import tables
from tests.installed import bare_environment, datasette, installed
from tests.serving import asked, opened

OTHER = "create table persons (name text, town text); insert into persons values ('Åsa', 'Örebro'), ('åke', 'Malmö')"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A database that is no archive, with a table and a search of its own."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OTHER)
        connection.execute('create virtual table persons_fts using fts5(name, town, content="persons")')
        connection.execute("insert into persons_fts(persons_fts) values ('rebuild')")
        connection.commit()
    return path


def named(archive: Path, folder: Path, name: str = "esf.db") -> Path:
    """A copy of an archive under a name, without its private file."""
    return Path(shutil.copy(archive, folder / name))


def test_an_archive_alone_is_the_site_whatever_its_file_is_called(
    few_archive: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = opened(named(few_archive, tmp_path, "arkivet 2024.db"))
    assert "arkivet 2024.db: shown at /esf" in caplog.text
    with asked(site) as ask:
        assert '<html lang="sv">' in ask("GET", "/").text
        assert '<html lang="en">' in ask("GET", "/?sprak=en").text
        assert "<title>Projekt – ESF-arkivet</title>" in ask("GET", "/esf/projects").text
        assert ask("GET", f"/{STATIC[0]}/esf.css").status_code == 200
        assert "content-security-policy" in ask("GET", "/").headers
        assert ask("GET", "/esf/projects?_search=nosuchwordanywhere").status_code == 200


@pytest.mark.parametrize("folder", ["a#b", "a?b", "a%41b"])
def test_a_path_may_have_the_signs_of_an_address(few_archive: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    path = Path(shutil.copy(few_archive, tmp_path / folder / "esf.db"))
    with asked(make_site(path)) as ask:
        for address in ("/projekt", "/esf/projects", "/esf/projects.csv?_stream=on", "/halsa"):
            assert ask("GET", address).status_code == 200, address
    assert [one.name for one in tmp_path.iterdir()] == [folder]


def test_what_its_operator_chose_stays(few_archive: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "index.html").write_text("a front page of one's own")
    chosen: dict[str, Any] = {"metadata": {"title": "Vårt arkiv"}, "template_dir": str(templates)}
    site = opened(named(few_archive, tmp_path), **chosen, settings={"default_page_size": 7})
    assert site.metadata("title") == "Vårt arkiv"
    assert site.page_size == 7
    assert site.setting("suggest_facets") is False
    with asked(site) as ask:
        assert ask("GET", "/").text == "a front page of one's own"
        assert len(ask("GET", "/esf/municipalities.json?_shape=array").json()) == 100


def test_a_build_under_it_does_not_mix_two_archives(few_archive: Path, archive: Path, tmp_path: Path) -> None:
    path = named(few_archive, tmp_path)
    with asked(opened(path)) as ask:
        os.replace(named(archive, tmp_path, "new.db"), path)
        assert ask("GET", "/halsa").json()["projekt"] == 6
        assert ask("GET", "/esf.json?sql=select+count(*)+as+n+from+projects").json()["rows"] == [[6]]


def test_a_datasette_of_other_databases_stays_as_it_is(other: Path, few_archive: Path, tmp_path: Path) -> None:
    opened(named(few_archive, tmp_path))  # the plugin is loaded in this process
    site = opened(other)
    assert type(site) is Datasette
    assert site.metadata() == {}
    with asked(site) as ask:
        assert "Powered by" in ask("GET", "/").text
        assert ask("GET", "/projekt").status_code == 404
        assert ask("GET", "/-/databases.json").json()[0]["name"] == "other"
        assert ask("GET", "/other/persons?_nosuch=1").status_code == 200
        found = ask("GET", f"/other/persons.json?_shape=array&_search={quote('åsa')}").json()
        assert [row["name"] for row in found] == ["Åsa"]
        assert len(ask("GET", f"/other/persons.json?_shape=array&name__contains={quote('å')}").json()) == 2
        assert "traceback" not in ask("GET", "/other/nosuch").text.lower()


def test_among_other_databases_an_archive_has_its_labels_alone(
    other: Path, few_archive: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = opened(named(few_archive, tmp_path, "arkiv.db"), other)
    assert "arkiv.db: the site is shown where an archive is served alone" in caplog.text
    with asked(site) as ask:
        assert "Powered by" in ask("GET", "/").text
        assert tables()["projects"].sv in ask("GET", "/arkiv/projects").text
        assert ask("GET", "/other/persons.json?_shape=array").status_code == 200
        for query in site.metadata("databases")["arkiv"]["queries"]:
            assert ask("GET", f"/arkiv/{query}.json?_shape=array").status_code == 200, query


def test_an_archive_of_another_version_is_left_as_it_is(
    few_archive: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = named(few_archive, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 7")
    site = opened(path)
    assert not isinstance(site, ArchiveSite)
    assert "is no archive of this version; build it anew" in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    with asked(site) as ask:
        assert ask("GET", "/esf/projects.json?_shape=array&_size=2").status_code == 200


def test_the_printed_metadata_is_that_of_a_datasette_without_the_plugin() -> None:
    printed = json.loads(CliRunner().invoke(main, ["metadata", "--name", "arkiv"]).stdout)
    described = printed["databases"]["arkiv"]
    assert {name: table["title"] for name, table in described["tables"].items()} == {
        name: table.label for name, table in tables().items()
    }
    sql = " ".join(query["sql"] for query in described["queries"].values())
    assert "swedish_contains" not in sql and "search_projects" not in sql
    assert "oenigheter" in described["queries"]


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("select lower('ÅÄÖ')", "ÅÄÖ"),
        ("select 'å' like 'Å'", 0),
        ("select 'a' like 'A'", 1),
        ("select 'ab' like 'a_'", 1),
        ("select upper('å')", "å"),
        ("select 'b' < 'Ä' collate nocase", 1),
        ("select instr('Å', 'å')", 0),
        ("select swedish_contains('Skåne', 'SKÅ')", 1),
    ],
)
def test_the_sql_of_visitors_is_sqlites(get: Any, asks: str, answer: object) -> None:
    assert get(f"/esf.json?sql={quote(asks)}").json()["rows"] == [[answer]]
    if "swedish" not in asks:
        with closing(sqlite3.connect(":memory:")) as plain:
            assert plain.execute(asks).fetchone() == (answer,)


@pytest.mark.crawl
def test_datasette_alone_where_esfarkiv_is_installed(
    archive: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    named(archive, tmp_path)
    program = installed(tmp_path_factory) / "datasette"
    with datasette(program, tmp_path, "esf.db") as address, httpx.Client(base_url=address) as client:
        assert '<html lang="sv">' in client.get("/").text
        assert client.get("/sok.json?q=kurser").json()
        searched = client.get("/esf/projects.json?_shape=array&_search=kurser").json()
        assert 0 < len(searched) < client.get("/halsa").json()["projekt"]
        assert client.get(f"/projekt/{searched[0]['project_id']}").status_code == 200
        assert tables()["projects"].sv in client.get("/esf/projects").text
        assert client.get(f"/{STATIC[0]}/esf.css").status_code == 200
        assert client.get("/esf.json?sql=select+lower('%C3%85')").json()["rows"] == [["Å"]]
        assert len(list(tmp_path.iterdir())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["esf.db"]


@pytest.mark.crawl
def test_datasette_without_esfarkiv_reads_every_table(archive: Path, tmp_path: Path) -> None:
    named(archive, tmp_path)
    programs = bare_environment(tmp_path / "bare")
    (tmp_path / "metadata.json").write_text(CliRunner().invoke(main, ["metadata"]).stdout, "utf-8")
    for arguments in (["esf.db"], ["esf.db", "--metadata", "metadata.json"]):
        with (
            datasette(programs / "datasette", tmp_path, *arguments) as address,
            httpx.Client(base_url=address) as client,
        ):
            assert client.get("/projekt").status_code == 404
            for name in tables():
                for ending in ("", ".json", ".csv?_size=5"):
                    assert client.get(f"/esf/{name}{ending}").status_code == 200, (name, ending)
