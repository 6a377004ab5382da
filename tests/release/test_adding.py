"""The documents on sources, registers, queries, comparisons and cues are walked in a copy of the project."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.walking import copy_project, run, walk

pytestmark = pytest.mark.crawl

BUILD = ["esfarkiv", "build", "--quiet", "--no-text", "--db", "esf.db", "fixtures/projektbank-2014"]
ASK = """
import sys
from pathlib import Path
from archive.site.serving.server import make_site
from tests.serving import asked
with asked(make_site(Path("esf.db"))) as ask:
    for address in sys.argv[1:]:
        answer = ask("GET", address)
        assert answer.status_code == 200, (address, answer.text)
        print(answer.text)
"""
PAGES = {
    "/robots.txt": ("text/plain", "User-agent: *\nAllow: /\n"),
    "/lista": ("text/html", '<a href="/projekt/ett">Ett</a> <a href="/projekt/tva">Två</a> <a href="/om">Om</a>'),
    "/projekt/ett": ("text/html", "<h1>Ett</h1><p>Ett påhittat projekt om snickeri i Backby.</p>"),
    "/projekt/tva": ("text/html", "<h1>Två</h1><p>Ett annat påhittat projekt, om odling i Norrviken.</p>"),
}


class Bank(BaseHTTPRequestHandler):
    """Answers as the invented bank of the document would."""

    def do_GET(self) -> None:
        kind, text = PAGES.get(self.path, ("text/html", ""))
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def bank() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Bank) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path)


def ask(project: Path, *addresses: str) -> str:
    """The answers of the site of the copy's archive."""
    return run(["python", "-c", ASK, *addresses], project)


def test_a_query_is_added_as_the_document_says(project: Path) -> None:
    run(BUILD, project)
    walk("adding-a-query.md", project)
    assert json.loads(ask(project, "/esf/projekt_per_startar.json?_shape=array&programperiod=2014-2020")) == [
        {"start_year": "2016", "projects": 2}
    ]
    shown = ask(project, "/esf", "/esf/projekt_per_startar", "/esf/projekt_per_startar?sprak=en")
    assert "Projekt per startår" in shown and "Projects by first year" in shown
    assert ask(project, "/esf/projekt_per_startar.csv").splitlines()[0] == "start_year,projects"


def test_a_comparison_is_added_as_the_document_says(project: Path) -> None:
    walk("adding-a-comparison.md", project)
    run(BUILD, project)
    with closing(sqlite3.connect(project / "esf.db")) as connection:
        rows = connection.execute(
            "select sum(projects), sum(value) from comparisons where measure = 'med_deltagarantal' and per = 'region'"
        ).fetchone()
        stating = connection.execute("select count(*), count(participants_planned) from projects").fetchone()
    assert rows == stating
    assert stating[1]
    shown = ask(project, "/jamfor?matt=med_deltagarantal", "/jamfor?matt=med_deltagarantal&sprak=en")
    assert "Projekt som anger antal deltagare" in shown and "Projects that state their participants" in shown


def test_a_cue_is_added_as_the_document_says(project: Path) -> None:
    walk("adding-a-cue.md", project)
    before, after = ((project / name).read_text("utf-8") for name in ("before.txt", "after.txt"))
    assert "'40 nya jobb'" in before and "goal word" not in before
    assert "goal word <" in after


def test_a_register_is_added_as_the_document_says(project: Path) -> None:
    walk("adding-a-register.md", project)
    with closing(sqlite3.connect(project / "esf.db")) as connection:
        found = connection.execute(
            "select project_id, kind, value from claims where source = 'exempel' order by kind"
        ).fetchall()
    assert [(kind, value) for _, kind, value in found] == [
        ("amount.total_budget", "SEK 8300000"),
        ("date.start", "2016-02-01"),
        ("text.owner", "Fjällnäringens Branschråd"),
        ("text.title", "Fjällets nya yrken"),
    ]
    shown = ask(project, f"/projekt/{found[0][0]}")
    assert "Exempelregistret" in shown and "8\u00a0300\u00a0000\u00a0kr" in shown


def test_a_source_is_added_as_the_document_says(project: Path) -> None:
    walk("adding-a-source.md", project)
    assert "The project pages of an invented bank." in run(["esfarkiv", "scrape", "exempel", "--help"], project)
    with bank() as address:
        told = ["--base", f"site={address}", "--contact", "test@example.org", "--pace", "0"]
        said = json.loads(run(["esfarkiv", "scrape", "exempel", "--store", "store", "--json", *told], project))
    assert said["fetched"] == 2
