"""Search that respects Swedish, and that nothing typed can break."""

import functools
import html
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote, unquote, urlsplit

import click
import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive.building.build import build
from archive.building.vocabulary.hunspell_dictionary import is_in_dictionary, listed_forms
from archive.building.vocabulary.search_index import index_projects
from archive.building.vocabulary.word_tables import fill_word_tables
from archive.commands.main import COMMANDS, main
from archive.commands.search import _print_hits
from archive.database import open_database
from archive.searching.match_expression import expression, of_clauses, word_itself
from archive.searching.missing_words import left_out
from archive.searching.query_syntax import parsed
from archive.searching.query_words import joined_numbers
from archive.searching.resolved_query import resolved
from archive.searching.search import Found, Hit, search
from archive.searching.synonyms import synonyms_of
from archive.searching.text_matches import SaidWords, TextMatches, snippet
from schema.prose_vocabulary import target_groups, themes
from scraper.input import Input
from tests.archive.test_archive import page_like, query
from tests.serving import Get


def find(path: Path, typed: str, limit: int = 50, offset: int = 0) -> list[Hit]:
    with closing(sqlite3.connect(path)) as connection:
        return search(connection, typed, limit, offset).hits


def ids(path: Path, typed: str) -> set[str]:
    return {hit.project_id for hit in find(path, typed, 999)}


@pytest.fixture(scope="module")
def connection(archive: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(archive)) as opened:
        yield opened


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one project for each sentence of `TOLD`, the sentence in its text, its key the title."""
    folder = tmp_path_factory.mktemp("told")
    pages = {name: page_like(folder, name, name.capitalize()) for name in TOLD}
    for name, page in pages.items():
        page.write_text(page.read_text("utf-8").replace("Växa.", TOLD[name]), "utf-8")
    build(folder / "esf.db", [Input(name, page) for name, page in pages.items()])
    return folder / "esf.db"


TOLD = {
    "asken": "Deltagarna fick 7 392 410 kronor till grundskolan och lönebidraget.",
    "boken": "Lönsamma bilder ungefär 392 410 gånger, bildade av utbildare.",
    "cedern": "De långtidsarbetslösa kom till e-lärandet den 2012-03-01 i lär\u00adcentrum.",
    "druvan": "Ungdomsarbetslösheten sjunker när bilarna lagas på skolor.",
    "enen": "Utlandsfödda kvinnor får it-utbildning av läraren.",
    "fikonet": "Åkaren och ängen låg vid ån, och alen blev ål.",
}


def titles(path: Path, typed: str) -> set[str]:
    return {str(hit.title).lower() for hit in find(path, typed, 999)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("skola", {"asken", "druvan"}),
        ("grundskolor", {"asken"}),
        ("lön", {"asken"}),
        ("bil", {"druvan"}),
        ("bild", {"boken"}),
        ("ung", set()),
        ("ungdom", {"druvan"}),
        ("arbetslös", {"cedern", "druvan"}),
        ("arbetslöshet", {"druvan"}),
        ("ungdomsarbetslöshet", {"druvan"}),
        ("lärare", {"enen"}),
        ("lärcentrum", {"cedern"}),
        ("e-lärande", {"cedern"}),
        ("it-utbildningar", {"enen"}),
        ("7 392 410", {"asken"}),
        ("7392410", {"asken"}),
        ("392 410", {"boken"}),
        ("2012-03-01", {"cedern"}),
        ("utrikes födda", {"enen"}),
        ("utrikes fodda", {"enen"}),
        ("född utomlands", {"enen"}),
        ("ål", {"fikonet"}),
        ("ål -ån", set()),
        ("skola OR kvinna", {"asken", "druvan", "enen"}),
        ("skola ELLER kvinna", {"asken", "druvan", "enen"}),
        ("skola -bil", {"asken"}),
        ('"bilarna lagas"', {"druvan"}),
        ('"lagas bilarna"', set()),
        ('"bilarna lag"*', {"druvan"}),
        ('"bilarna lag"', set()),
        ('"bilarna lag*"', set()),
        ("skolor,bilar", {"druvan"}),
        ("lärcentrum,2012-03-01", {"cedern"}),
        ("8,6", set()),
        ("skolor;bilar+ungdom", {"druvan"}),
        ("-skolor,kvinnor arbetslös", {"cedern"}),
        ("lär&centrum", set()),
        ("lär-centrum", {"cedern"}),
        ("392 410 kr", {"boken"}),
        ('"bilar"', set()),
        ("”bilarna lagas”", {"druvan"}),
        ("lång*", {"cedern"}),
        ("lang*", {"cedern"}),
        ("läng*", set()),
        ("lararna", {"enen"}),
        ("langtidsarbetslos", {"cedern"}),
        ("utbildning av kvinnor", {"enen"}),
        ("skolor i grundskolan", {"asken"}),
        ('"skolor i"', set()),
        ("skolor OR i", {"druvan", "asken", "cedern"}),
        ("i på", set()),
        ("i och", set()),
        ("till", {"asken", "cedern"}),
        ("till -grundskolan", {"cedern"}),
    ],
)
def test_what_is_found(told: Path, typed: str, found: set[str]) -> None:
    assert titles(told, typed) == found


def test_a_phrase_is_not_found_among_words_that_only_the_index_has_side_by_side(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        for (numbers,) in connection.execute("select numbers from search where numbers like '% %' limit 9").fetchall():
            first, second, *_ = numbers.split()
            assert f"{first} {second}" not in connection.execute("select group_concat(text) from search").fetchone()[0]
            assert search(connection, f'"{first} {second}"', 1).projects == 0


def test_diacritics_typed_are_exact_and_left_out_match_both(archive: Path) -> None:
    assert ids(archive, "malmö")
    assert ids(archive, "malmö") == ids(archive, "MALMO") == ids(archive, "Malmö")
    assert ids(archive, "mälmö") == set()
    assert ids(archive, "mal*") >= ids(archive, "mål*")


def test_a_word_of_the_language_does_not_find_another_that_is_it_without_dots(tmp_path: Path) -> None:
    database = open_database(tmp_path / "esf.db")
    texts = {
        "ett": "En bänk i Malmö.",
        "två": "En bank vid ett torg där många går förbi.",
        "tre": "Skriv till kansliet@malmo.example.",
    }
    database.table("projects").insert_all({"project_id": name, "layout": "prose"} for name in texts)
    rows = ({"project_id": name, "position": 1, "text": text} for name, text in texts.items())
    database.table("sections").insert_all(rows)
    index_projects(database)
    fill_word_tables(database, anew=False)
    assert [hit.project_id for hit in search(database.conn, "bank", 9).hits] == ["två"]
    assert {hit.project_id for hit in search(database.conn, "malmo", 9).hits} == {"ett", "tre"}
    database.close()


def test_a_beginning_of_one_letter_finds_all_best_first(connection: sqlite3.Connection) -> None:
    found = search(connection, "ö*", 1000)
    (expected,) = connection.execute("select count(*) from search where search match '\"ö\" *'").fetchone()
    assert found.projects == len(found.hits) == expected > 1
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


def test_decomposed_letters_are_the_same_letters(archive: Path) -> None:
    assert ids(archive, "malmo\u0308") == ids(archive, "malmö")


def test_every_word_must_occur(archive: Path) -> None:
    assert ids(archive, "ungdom") >= ids(archive, '"ungdomar"') != set()
    assert ids(archive, "ungdom malmö") == ids(archive, "ungdom") & ids(archive, "malmö")
    assert ids(archive, "ungdom OR malmö") == ids(archive, "ungdom") | ids(archive, "malmö")
    assert ids(archive, "ungdom -malmö") == ids(archive, "ungdom") - ids(archive, "malmö")


def test_numbers_of_projects_find_them(archive: Path) -> None:
    for name in ("dnr", "owner_org_number", "project_id"):
        for (number,) in query(archive, f"select distinct {name} from projects where {name} is not null limit 20"):
            wanted = {one for (one,) in query(archive, f"select project_id from projects where {name} = '{number}'")}
            assert ids(archive, str(number)) >= wanted, number


def test_title_comes_first(archive: Path) -> None:
    hits = find(archive, "vändkorset")
    assert (hits[0].title, hits[0].why, hits[0].forms[0]) == ("Vändkorset", "titel, text", "vändkorset")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "<mark>Vändkorset</mark>" in hits[0].snippet


def test_a_title_outweighs_an_owner_and_an_owner_the_text(tmp_path: Path) -> None:
    pages = {name: page_like(tmp_path, name, title) for name, title in RANKED.items()}
    for name, (old, new) in MENTIONS.items():
        pages[name].write_text(pages[name].read_text("utf-8").replace(old, new), "utf-8")
    build(tmp_path / "esf.db", [Input(name, page) for name, page in pages.items()])
    assert [hit.title for hit in find(tmp_path / "esf.db", "vändkorset")] == ["Vändkorset", "Asken", "Linden"]


RANKED = {"a": "Linden", "b": "Asken", "c": "Vändkorset", "d": "Eken", "e": "Boken", "f": "Tallen"}
MENTIONS = {"a": ("Växa.", "Vändkorset öppnas. Vändkorset växer."), "b": ("Ekbackens kommun", "Vändkorset AB")}


def test_pages_of_hits_follow_each_other(archive: Path) -> None:
    whole = find(archive, "och", 999)
    assert [hit for start in range(0, len(whole), 30) for hit in find(archive, "och", 30, start)] == whole
    assert len({hit.project_id for hit in whole}) == len(whole) > 60
    assert find(archive, "och", 30, len(whole)) == []


@pytest.mark.parametrize(
    "typed",
    ["", '"', "*", "(", "-", "'", "😀", "x" * 10_000, "a" * 70_000, "å" * 70_000, "\0", "-och", "-och -i", "OR", '""'],
)
def test_a_query_without_a_word_that_is_there_finds_nothing(archive: Path, typed: str) -> None:
    assert find(archive, typed) == []


@pytest.mark.parametrize("typed", ["({})", "^{}", "{}:", '{}"', "{}\0", "+{}", "{{{}}}", "OR {}", "{} OR"])
def test_signs_of_the_search_engine_are_passed_over(archive: Path, typed: str) -> None:
    assert ids(archive, typed.format("vägar")) == ids(archive, "vägar") != set()


@pytest.mark.parametrize("word", ["AND", "NOT", "NEAR"])
def test_other_operators_of_the_search_engine_are_words_like_others(archive: Path, word: str) -> None:
    assert ids(archive, f"och {word} kommun") == ids(archive, "och") & ids(archive, word) & ids(archive, "kommun")


PIECES = st.sampled_from(
    ["skola", "malmo", "-", '"', "*", "OR", "ELLER", " ", "unga", "2015/00731", "6 492 410", "\0", "e-", "å"]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_query_is_valid_for_fts5(connection: sqlite3.Connection, typed: str) -> None:
    clauses = resolved(connection, typed)
    for one in (of_clauses(clauses), of_clauses(clauses, word_itself), expression(connection, typed)):
        connection.execute("select * from search where search match ?", (one,)).fetchone()
    found = search(connection, typed, 3)
    assert len(found.hits) == min(3, found.projects)


said_words = functools.cache(SaidWords.of)
"""The words of a text, divided once for all queries."""


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_a_query_is_met_by_the_texts_that_the_index_finds(connection: sqlite3.Connection, typed: str) -> None:
    """Over the column of texts alone, whose words the index divides as we do; numbers have a column of their own."""
    clauses = resolved(connection, typed.replace("6 492 410", "").replace("2015/00731", ""))
    sql = "select rowid from search where text match ?"
    found = {row for (row,) in connection.execute(sql, (of_clauses(clauses),))}
    matches = TextMatches(clauses)
    texts = connection.execute("select rowid, text from search").fetchall()
    with patch.object(SaidWords, "of", said_words):
        assert found == {row for row, text in texts if matches.met_by(text)}


def test_command_site_json_table_and_list_find_the_same(archive: Path, get: Get) -> None:
    for typed in (
        "arbetslös",
        "malmo",
        '"och det"',
        "ung* -kvinnor",
        "utrikes födda",
        "skola OR praktik",
        "2015/00731",
    ):
        said = (
            CliRunner().invoke(main, ["search", "--db", str(archive), "--json", "--limit", "999", "--", typed]).stdout
        )
        hits = msgspec.json.decode(said)
        words = quote(typed)
        assert get(f"/sok.json?q={words}").json() == hits
        whole = [hit["project_id"] for hit in hits]
        assert [one for page in walked(get, words) for one in page] == whole
        ready = get(f"/esf/sok.json?q={words}&limit=999&_shape=array").json()
        assert [row["project_id"] for row in ready] == whole
        found = get(f"/esf/projects.json?_search={words}&_size=max&_shape=array").json()
        assert {row["project_id"] for row in found} == set(whole)
        listed = get(f"/projekt.json?q={words}").json()
        assert {row["project_id"] for row in listed} == set(whole)


def walked(get: Get, words: str) -> Iterator[list[str]]:
    """The projects on each page of hits, from the first by its links to the last."""
    address: str | None = f"/sok?q={words}"
    while address:
        text = get(address).text
        yield [unquote(found) for found in re.findall(r'class="hit-title" href="/projekt/([^"]+)"', text)]
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = html.unescape(following[1]) if following else None


def test_a_search_of_one_column(archive: Path, get: Get) -> None:
    found = get("/esf/projects.json?_search_title=kvinna&_size=max&_shape=array").json()
    titled = {row["project_id"] for row in found}
    assert titled == {hit.project_id for hit in find(archive, "kvinna", 999) if "titel" in hit.why} != set()


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/sok", 200, "Så söker du"),
        ("/sok?q=-och", 200, "Skriv minst ett ord"),
        ("/sok?q=*", 200, "Skriv minst ett ord"),
        ("/sok?q=%22och", 200, "projekt"),
        ("/sok?q=finnsinte+kommun", 200, "”finnsinte” finns inte i arkivet."),
        ("/sok?q=%22kommun+skola%22", 200, 'Orden var för sig: <a href="/sok?q=kommun%20skola">kommun skola</a>'),
        ("/sok?q=folkh%C3%B6gskola&sprak=en", 200, "Found in owner"),
        ("/sok?q=skola+-skola", 200, "”-skola” utesluter det som resten hittar."),
        ("/sok?q=" + "och+" * 500, 400, "får ha högst 1000"),
        ("/sok?q=och&sida=0", 400, "0 är inget sidnummer"),
        ("/sok?q=och&sida=999999", 404, "Listan har ingen sida 999999"),
        ("/sok?q=och&ort=x", 400, "Parametern ort finns inte"),
        ("/sok.json?q=och&limit=0", 400, "limit kan inte vara 0"),
    ],
)
def test_what_the_page_says(get: Get, address: str, status: int, told: str) -> None:
    answer = get(address)
    assert (answer.status_code, told in answer.text) == (status, True)


def test_the_earlier_address_leads_to_the_page(get: Get) -> None:
    answer = get("/esf/sok?q=malm%C3%B6")
    assert (answer.status_code, answer.headers["location"]) == (301, "/sok?q=malm%C3%B6")


def test_json_names_the_next_page(archive: Path, get: Get) -> None:
    first = get("/sok.json?q=och&limit=5")
    following = re.fullmatch(r'<([^>]+)>; rel="next"', first.headers["link"])
    assert following
    address = urlsplit(following[1])
    second = get(f"{address.path}?{address.query}")
    assert second.json() == [hit.printed() for hit in find(archive, "och", 5, 5)]


def test_a_search_loads_no_dictionary_and_no_server() -> None:
    said = "import sys; from archive.commands.search import search_command; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout
    assert not {"hunspell", "spacy", "datasette", "numpy", "rich"} & set(re.findall(r"'(\w+)'", loaded))


def test_help_says_of_each_command_what_the_command_says() -> None:
    for name, told in COMMANDS.items():
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.get_short_help_str(66) == told, name


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        (["-skola"], 2, "Put -- before a word that must not occur"),
        (["--", "-skola"], 0, "write at least one word that must occur"),
        (["skola", "--", "-skola"], 0, "-skola excludes what the rest finds"),
        (['"kommun skola"'], 0, "its words apart are: kommun skola"),
        (["finnsinte", "kommun"], 0, "finnsinte is not in the archive; without it"),
    ],
)
def test_what_the_command_says_where_nothing_is_found(archive: Path, typed: list[str], status: int, said: str) -> None:
    done = CliRunner().invoke(main, ["search", "--db", str(archive), *typed])
    assert (done.exit_code, said in done.output) == (status, True), done.output


def test_hostile_texts_are_harmless_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    told = "a\x1b[31m\x9b2J\u202e [/bold] [red] </mark> :smile: \\[b]"
    hit = Hit(told, told, 1.0, f"{told} <mark>x</mark>", "text", [told], owner=told)
    _print_hits(Found(1, [hit]))
    shown = capsys.readouterr().out
    assert not set("\x1b\x9b\u202e") & set(shown)
    assert " ".join(shown.split()).count("[/bold] [red] </mark> :smile: \\[b]") == 5


def test_very_long_queries(archive: Path) -> None:
    assert find(archive, "och " * 3000)
    assert find(archive, " ".join(f"finnsinte{n}" for n in range(3000))) == []
    assert find(archive, " OR ".join(["och"] * 3000))


def test_nothing_found_says_which_word_is_missing(connection: sqlite3.Connection) -> None:
    told = left_out(connection, "ungdommar malmö")
    assert [(part.typed, part.is_missing, part.rest) for part in told] == [("ungdommar", True, "malmö")]
    assert "ungdomar" in told[0].suggested
    assert told[0].projects == search(connection, "malmö", 1).projects > 0


def test_nothing_found_says_where_the_words_of_a_phrase_stand_apart(connection: sqlite3.Connection) -> None:
    (told,) = left_out(connection, '"kommun skola"')
    assert (told.is_missing, told.apart) == (True, "kommun skola")
    for typed in ('"kommun finnsinte"', "2014/99999", '"kommun skola" OR finnsinte'):
        assert [part.apart for part in left_out(connection, typed)] == [""]


def test_what_must_not_occur_is_told_as_that_and_without_a_word_nothing_is(connection: sqlite3.Connection) -> None:
    told = [(part.typed, part.is_negative, part.projects > 0) for part in left_out(connection, "skola -skola")]
    assert told == [("skola", False, False), ("-skola", True, True)]
    assert left_out(connection, "-skola -kommun") == []


def test_a_long_query_that_finds_nothing_tells_of_its_first_words(connection: sqlite3.Connection) -> None:
    told = left_out(connection, " ".join(f"finnsinte{n}" for n in range(3000)))
    assert [part.typed for part in told] == [f"finnsinte{n}" for n in range(10)]


def test_words_that_never_meet_are_all_named(connection: sqlite3.Connection) -> None:
    told = left_out(connection, '"vändkorset" "bageri" -och')
    assert [part.typed for part in told] == ['"vändkorset"', '"bageri"', "-och"]
    assert not any(part.is_missing for part in told)


def test_snippet_marks_every_hit_it_shows(connection: sqlite3.Connection) -> None:
    text = "Många ord före. " * 20 + "Här är Malmö, och Malmö. " + "Och ord efter. " * 20
    shown = snippet(text, TextMatches(resolved(connection, "malmo")).places(text))
    assert "<mark>Malmö</mark>, och <mark>Malmö</mark>" in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert snippet("", []) == ""


@pytest.mark.parametrize(
    ("text", "places", "shown"),
    [
        ("a" * 150, [], "a" * 150),
        ("a" * 181, [], "a" * 180 + " …"),
        ("ab " * 60, [], "ab " * 59 + "ab"),
        ("ab " * 60 + "cd", [], "ab " * 59 + "ab …"),
        ("b" * 90 + "a" * 190, [(90, 93)], "b" * 90 + "<mark>aaa</mark>" + "a" * 177 + " …"),
        ("b" * 91 + "a" * 180, [(91, 94)], "… " + "b" * 90 + "<mark>aaa</mark>" + "a" * 177),
        ("b " * 46 + "a" * 180, [(92, 95)], "… " + "b " * 44 + "<mark>aaa</mark>" + "a" * 177),
        ("ab ab ab", [(0, 2), (1, 4), (6, 8)], "<mark>ab</mark> ab <mark>ab</mark>"),
        ("ab " + "c" * 180, [(0, 2), (3, 183)], "<mark>ab</mark> …"),
    ],
)
def test_a_snippet_is_of_whole_words_around_the_first_hit(text: str, places: list[tuple[int, int]], shown: str) -> None:
    assert snippet(text, places) == shown


def test_numbers_in_several_parts() -> None:
    text = "Dnr 2014/00042, 23-079-S04, 2009-3070020. 556036-0793 fick 6 492 410 kr, 12.500 eller 1 000 år 2012."
    assert joined_numbers(text) == [
        "201400042", "23079s04", "20093070020", "5560360793", "6492410", "12500", "1000",
    ]  # fmt: skip


def test_what_a_query_asks_for() -> None:
    said = [(group.typed, [term.kind for term in group.terms]) for group in parsed('skola "a b" ord* x OR y -z e-post')]
    assert said == [
        ("skola", ["word"]), ('"a b"', ["phrase"]), ("ord*", ["beginning"]), ("x OR y", ["word", "word"]),
        ("-z", ["word"]), ("e-post", ["joined"]),
    ]  # fmt: skip


def test_synonyms_are_words_of_the_vocabulary_and_mean_each_other() -> None:
    known = {alias for group in target_groups().values() for alias in (*group.aliases, *group.weak)}
    known |= {alias for aliases in themes().values() for alias in aliases}
    for phrase in (("utrikes", "födda"), ("sfi",), ("hemlösa",)):
        others = synonyms_of(phrase)
        assert others and any(" ".join(other) in known for other in others)
        assert all(phrase in synonyms_of(other) for other in others)


@pytest.mark.parametrize(
    "typed", ["kurs", "p*", "a* k*", '"på väg"', "it-utbildning", "unga OR kvinnor", "projekt -malmö", "malmo", "kr"]
)
def test_more_projects_than_are_ranked_are_the_same_with_titles_first(
    archive: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        ranked = search(connection, typed, 1_000)
        monkeypatch.setattr("archive.searching.search._MOST_RANKED", 0)
        found = search(connection, typed, 1_000)
        pages = [hit.project_id for at in range(0, found.projects, 7) for hit in search(connection, typed, 7, at).hits]
    assert {hit.project_id for hit in found.hits} == {hit.project_id for hit in ranked.hits}
    assert pages == [hit.project_id for hit in found.hits]
    titled = ["titel" in hit.why for hit in found.hits]
    assert " " in typed or titled == sorted(titled, reverse=True)


@pytest.mark.parametrize(
    "typed", ["unga", "p*", "arbete", "unga OR kvinnor", "kurs projekt", "malmo", "2014*", "tänder"]
)
def test_the_quick_way_to_the_places_of_words_finds_those_of_the_slow_one(archive: Path, typed: str) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        matches = TextMatches(resolved(connection, typed))
        texts = [text for row in connection.execute("select title, text from search") for text in row]
    for text in (*texts, *map(str.upper, texts), "", "ÜNGA unga-UNGA_unga  İunga", "ungaunga pa p"):
        assert list(matches._places_of_words(text)) == list(matches._places_of_phrases(text))


def test_the_word_tables_hold_the_words_of_the_index_alone(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute("create virtual table temp.v using fts5vocab(main, search, 'row')")
        indexed = dict(connection.execute("select term, doc from v where term not glob '*[0-9]*'"))
    assert dict(query(archive, "select word, projects from words")) == indexed
    assert {word for (word,) in query(archive, "select word from word_forms")} <= set(indexed)


def test_the_inflections_are_those_of_the_words_that_are_there(tmp_path: Path) -> None:
    page = page_like(tmp_path, "a", "Linden")
    before = page.read_text("utf-8")
    build(tmp_path / "esf.db", [Input("a", page)])
    whole = query(tmp_path / "esf.db", "select * from word_inflections order by 1, 2")
    page.write_text(before.replace("Växa.", "Växa med en lärobok."), "utf-8")
    build(tmp_path / "esf.db", [Input("a", page, captured_at="2030-01-01")])
    assert {("böcker", "bok"), ("växte", "växa")} <= set(query(tmp_path / "esf.db", "select * from word_inflections"))
    assert found_ids(tmp_path / "esf.db", "läroböcker") == found_ids(tmp_path / "esf.db", "böckerna") != []
    page.write_text(before, "utf-8")
    build(tmp_path / "esf.db", [Input("a", page, captured_at="2031-01-01")])
    assert query(tmp_path / "esf.db", "select * from word_inflections order by 1, 2") == whole


def found_ids(archive: Path, typed: str) -> list[str]:
    with closing(sqlite3.connect(archive)) as connection:
        return [hit.project_id for hit in search(connection, typed, 10).hits]


def test_words_of_masked_texts_are_in_no_table(tmp_path: Path) -> None:
    page = page_like(tmp_path, "a", "Linden")
    secret = "Kontakta Ambjörn Zäckmarker, ambjorn.zackmarker@example.org, 0701234567."
    page.write_text(page.read_text("utf-8").replace("Växa.", f"Växa. {secret}"), "utf-8")
    build(tmp_path / "esf.db", [Input("a", page)])
    with closing(sqlite3.connect(tmp_path / "esf.db")) as connection:
        published = "\n".join(connection.iterdump()).lower()
    assert "växa" in published
    for word in ("zäckmarker", "zackmarker", "0701234567"):
        assert word not in published


def test_a_word_that_no_page_has_any_more_leaves_the_tables(tmp_path: Path) -> None:
    page = page_like(tmp_path, "a", "Linden")
    before = page.read_text("utf-8")
    page.write_text(before.replace("Växa.", "Blomsterträdgårdarna."), "utf-8")
    build(tmp_path / "esf.db", [Input("a", page)])
    assert query(tmp_path / "esf.db", "select basic_forms, projects from words where word = 'blomsterträdgårdarna'")
    page.write_text(before, "utf-8")
    build(tmp_path / "esf.db", [Input("a", page, captured_at="2030-01-01")])
    kept = query(tmp_path / "esf.db", "select word from words where word = 'blomsterträdgårdarna'")
    assert kept == [] == query(tmp_path / "esf.db", "select * from word_forms where word = 'blomsterträdgårdarna'")


@pytest.mark.parametrize("word", ["endshus", "dväxt", "landskrona", "", "x" * 300])
def test_a_word_that_the_dictionary_lacks_has_no_listed_form(word: str) -> None:
    """Hunspell ends the process when it is asked how some such words are made."""
    assert listed_forms(word) == ()


@given(st.text(max_size=40))
def test_no_text_is_too_odd_for_the_dictionary(text: str) -> None:
    for word in (text, text.lower()):
        assert all(listed_forms(word)) and is_in_dictionary(word) in (True, False)
