"""Datasette's pages in Swedish: every word, number and order; English for those who choose it."""

import ast
import asyncio
import hashlib
import html
import itertools
import re
import sqlite3
import sys
import tomllib
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import datasette
import jinja2
import lxml.html
import pytest
from datasette.app import Datasette
from jinja2 import nodes

from archive.site.asgi.language_choice import LanguageChoice, other_language_address
from archive.site.comparing.catalogue import groupings, measures
from archive.site.language.swedish_order import order_key
from archive.site.language.translations import english, language, translated
from archive.site.plugin import site_plugin as plugin
from archive.site.serving.server import make_site
from archive.site.sql.sql_functions import FUNCTIONS, register_filters
from benchmarks.fixtures import ROOT
from schema.dictionary import tables
from schema.places import reference_rows

SITE = ROOT / "archive" / "site"
TEMPLATES = SITE / "templates"
ENGLISH = """
row rows record records results next page previous page view views edit filter filters sort sorted ascending descending
facet facets search download table tables query queries column columns returning custom show hide apply remove where
true false license source suggested shape stream expand error found invalid link links from powered by
"""
ENGLISH_WORDS = re.compile(rf"\b({'|'.join(sorted(set(ENGLISH.split())))})\b|advanced export", re.IGNORECASE)
"""40 words and more that Datasette's own pages are written in; none of them is a Swedish word."""
RAW_NAMES = {name for table in tables().values() for name in table.columns} | set(tables())
DOCUMENTS_WORDS = """
alias by cci document dnr field fund latest least line men most new office old operation organisation organisations
per phase record region regions revision role scope start status text unit url year
"""
RAW_NAME = re.compile(rf"\b({'|'.join(sorted(RAW_NAMES - set(DOCUMENTS_WORDS.split())))})\b")
"""Raw names but for those that are Swedish words too, or words of the documents themselves."""
NO_PAGE = re.compile(r"\.(csv|json|jsonl|db|xlsx|parquet|zip|txt|atom|md)$|^/datasets/|^/avstamning$")
"""Addresses of files and of what programs read."""
HREF = re.compile(r'<a [^>]*?href="([^"#]+)')
NOT_READ = "//script | //style | //code | //pre | //textarea | //*[@lang='en'] | //*[contains(@class, 'source')]"
"""What is no text of ours: code, what a visitor types, the documents' own words in full."""


@pytest.fixture(scope="module")
def get(archive: Path) -> Any:
    """Asks the site for a path, without a network."""
    site = make_site(archive)
    return lambda path, **options: asyncio.run(site.client.get(path, **options))


def parsed(page: str) -> Any:
    return lxml.html.document_fromstring(page)


def visible(page: str) -> str:
    """The text of a page that people see or hear."""
    document = parsed(page)
    for element in document.xpath(NOT_READ):
        element.drop_tree()
    heard = [str(text) for text in document.xpath("//@aria-label | //@placeholder | //@data-label | //@alt")]
    return " ".join([*document.itertext(), *heard])


def table_cells(page: str, column: str) -> list[str]:
    return [cell.text_content() for cell in parsed(page).cssselect(f"td.col-{column}")]


OURS = [at for pages in plugin.PAGES for at, _ in pages.ROUTES]


def is_ours(path: str) -> bool:
    """Whether a page answers at this path."""
    return path == "/" or path.startswith("/esf") or any(re.match(at, path) for at in OURS)


def links(page: str, address: str) -> list[str]:
    found = [urlsplit(urljoin(f"http://localhost{address}", html.unescape(link))) for link in HREF.findall(page)]
    pages = [link for link in found if link.netloc == "localhost" and "sprak=" not in link.query]
    return [
        f"{link.path}?{link.query}".rstrip("?")
        for link in pages
        if is_ours(link.path) and not NO_PAGE.search(link.path)
    ]


def kind(address: str) -> tuple[object, ...]:
    """Pages of one kind differ in nothing but their values."""
    parts = urlsplit(address)
    return (*parts.path.split("/")[1:3], parts.path.count("/"), *sorted(key for key, _ in parse_qsl(parts.query)))


def crawled(get: Any, count: int) -> dict[str, str]:
    """Pages by address, from the front page on; those of a kind that has been seen least come first."""
    waiting, known, done = {kind("/"): ["/"]}, {"/"}, dict[str, str]()
    seen = Counter[tuple[object, ...]]()
    while waiting and len(done) < count:
        rarest = min(waiting, key=seen.__getitem__)
        address = waiting[rarest].pop(0)
        seen[rarest] += 1
        waiting = {one: left for one, left in waiting.items() if left}
        answer = get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        done[address] = answer.text
        for link in links(answer.text, address):
            if link not in known:
                known.add(link)
                waiting.setdefault(kind(link), []).append(link)
    return done


@pytest.mark.crawl
def test_300_pages_have_no_english_word_and_no_raw_name(get: Any) -> None:
    pages = crawled(get, 300)
    assert len(pages) == 300
    assert {"/sok", "/hamta", "/om", "/andringar"} <= set(pages)
    said = {address: visible(page) for address, page in pages.items()}
    english_found = {(match[0], address) for address, text in said.items() for match in ENGLISH_WORDS.finditer(text)}
    assert not english_found
    assert not {(match[0], address) for address, text in said.items() for match in RAW_NAME.finditer(text)}


def test_every_text_of_ours_has_its_english(get: Any) -> None:
    texts = texts_of_templates() | texts_of_modules()
    assert len(texts) > 300
    assert not texts - set(english()), "add these to archive/site/language/english/"
    assert not set(english()) - texts - texts_of_tables(), "remove these from archive/site/language/english/"


def test_a_text_has_one_english_and_the_same_values() -> None:
    files = [tomllib.loads(path.read_text("utf-8")) for path in (SITE / "language" / "english").glob("*.toml")]
    assert files
    assert not [text for text, count in Counter(text for file in files for text in file).items() if count > 1]
    values = re.compile(r"{\w+}")
    assert not [sv for sv, en in english().items() if sorted(values.findall(sv)) != sorted(values.findall(en))]


@pytest.mark.crawl
def test_pages_in_english_ask_for_no_text_that_has_none(get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of the site's own tables of data; names of places and labels of the dictionary stay Swedish."""
    missing, recorded = set[str](), dict(english())

    def asked(text: str, **values: object) -> str:
        missing.update({text} - set(recorded))
        return translated(text, **values)

    for module in [module for name, module in sys.modules.items() if name.startswith("archive.site.comparing")]:
        if hasattr(module, "translated"):
            monkeypatch.setattr(module, "translated", asked)
    for per, prices in itertools.product(groupings(), ("lopande", "fasta")):
        for measure in measures():
            address = f"/jamfor?per={per}&matt={measure}&priser={prices}&sprak=en"
            assert get(address).status_code == 200
    assert not missing


def texts_of_templates() -> set[str]:
    environment = jinja2.Environment(enable_async=True)
    pages = [environment.parse(path.read_text("utf-8")) for path in SITE.rglob("*.html")]
    calls = [call for page in pages for call in page.find_all(nodes.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and isinstance(call.args[0], nodes.Const)
    }


def texts_of_modules() -> set[str]:
    calls = [node for path in SITE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "translated"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def texts_of_tables() -> set[str]:
    """Texts that stand in tables of data: constants of the code, values of TOML files, labels of the dictionary."""
    code, data = ([*SITE.rglob(kind), *(ROOT / "schema").rglob(kind)] for kind in ("*.py", "*.toml"))
    trees = [ast.parse(path.read_text("utf-8")) for path in code]
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    data = [
        path for path in (*SITE.rglob("*.toml"), *(ROOT / "schema").rglob("*.toml")) if path.parent.name != "english"
    ]
    written = "\n".join(path.read_text("utf-8") for path in data)
    texts = {text for text in constants if isinstance(text, str)} | {t for t in english() if f'"{t}"' in written}
    texts |= {row["name"] for row in reference_rows("programme_areas")}
    texts |= {text for row in reference_rows("claim_sources") for text in (row["label"], row["description"])}
    return texts | {text.capitalize() for text in texts}


def test_english_in_one_click_and_back(get: Any) -> None:
    swedish = get("/esf/projects")
    assert '<html lang="sv">' in swedish.text
    assert "set-cookie" not in swedish.headers
    assert "Cookie" in swedish.headers["vary"]
    assert "Cookie" in get("/").headers["vary"]
    switch = parsed(swedish.text).xpath("//a[@hreflang='en']/@href")
    assert switch == ["/esf/projects?sprak=en"]
    chosen = get("/esf/projects?region=Stockholm&sprak=en")
    assert '<html lang="en">' in chosen.text
    assert "What the columns mean" in chosen.text
    assert tables()["projects"].en in html.unescape(chosen.text)
    assert "sprak=sv" in chosen.text
    assert chosen.headers["set-cookie"] == "sprak=en; Path=/; Max-Age=31536000; SameSite=Lax"
    assert "Next page" in get("/esf/projects", cookies={"sprak": "en"}).text
    assert "Nästa sida" in get("/esf/projects?sprak=sv", cookies={"sprak": "en"}).text
    assert "Nästa sida" in get("/esf/projects").text, "one visitor's choice is not the next one's"


def test_the_choice_of_language_is_no_filter_and_changes_no_data(get: Any) -> None:
    rows = get("/esf/projects.json?_shape=array&region=Stockholm").json()
    chosen = get("/esf/projects.json?_shape=array&sprak=en&region=Stockholm")
    assert chosen.json() == rows
    assert get("/esf/regions?sprak=en").text.count("sprak=") == 1, "in the link back, and nowhere else"


@pytest.mark.parametrize("value", ["de", "", "EN", "<script>", "en'"])
def test_an_unknown_language_is_refused_in_swedish(get: Any, value: str) -> None:
    answer = get(f"/esf/projects?sprak={quote(value)}")
    assert answer.status_code == 400
    assert "sprak ska vara sv eller en" in visible(answer.text)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("kept", ["de", '"', "en; sprak", "=", "\x7f"])
def test_a_cookie_that_names_no_language_is_none(get: Any, kept: str) -> None:
    answer = get("/esf/regions", headers={"cookie": f"sprak={kept}"})
    assert answer.status_code == 200


def test_a_text_is_translated_in_its_request_alone() -> None:
    token = language.set("en")
    assert translated("{n} rader", n=3) == "3 rows"
    language.reset(token)
    assert translated("{n} rader", n=3) == "3 rader"


def test_sql_of_visitors_has_the_semantics_of_sqlite(get: Any) -> None:
    sql = "select 'ÖKAD' like 'ök%' as a, lower('ÅÄÖ') as b, 'ABC' like 'abc' as c, upper('å') as d"
    rows = get(f"/esf.json?sql={quote(sql)}&_shape=array").json()
    assert rows == [{"a": 0, "b": "ÅÄÖ", "c": 1, "d": "å"}]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name__contains=ÖARNA", []),
        ("name__contains=Östergötland", ["Östergötlands län"]),
        ("name__contains=ÖSTERGÖTLAND", ["Östergötlands län"]),
        ("name__startswith=ös", ["Östergötlands län"]),
        ("name__endswith=GÖTLANDS LÄN", ["Västra Götalands län", "Östergötlands län"][1:]),
        ("name__contains=%", []),
        ("name__contains=_st", []),
        ("name__like=%Ötlands%", []),
        ("code__contains=2&name__startswith=h", []),
        ("code__contains=3&name__startswith=H", ["Hallands län"]),
    ],
)
def test_text_filters_handle_swedish_letters(get: Any, query: str, expected: list[str]) -> None:
    escaped = "&".join(quote(part, safe="=") for part in query.split("&"))
    rows = get(f"/esf/counties.json?_shape=array&{escaped}").json()
    assert [row["name"] for row in rows] == expected


def test_own_functions_take_what_sqlite_gives(get: Any) -> None:
    sql = "select swedish_contains(null, 'a') as a, swedish_contains(12, 2) as b, swedish_endswith('Å', 'å') as c"
    assert get(f"/esf.json?sql={quote(sql)}&_shape=array").json() == [{"a": None, "b": 1, "c": 1}]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_sqlite_may_keep_what_a_filter_gave(name: str) -> None:
    """It works out a filter of constants once, and lets only what always gives the same stand in an index."""
    with closing(sqlite3.connect(":memory:")) as connection:
        register_filters(connection)
        connection.execute("create table texts (text)")
        connection.execute(f"create index matching on texts ({name}(text, 'a'))")


def test_swedish_order() -> None:
    words = ["Örebro", "ale", "Åre", "Ängelholm", "Zebra", "Älmhult", "Ale", "Édith", "Eva", "Östra", "zoo", "Ärla"]
    expected = ["Ale", "ale", "Édith", "Eva", "Zebra", "zoo", "Åre", "Älmhult", "Ängelholm", "Ärla", "Örebro", "Östra"]
    assert sorted(words, key=order_key) == expected


def test_a_table_on_one_page_is_in_swedish_order(get: Any) -> None:
    names = table_cells(get("/esf/municipalities?_sort=name&_size=max").text, "name")
    assert len(names) == 290
    assert names == sorted(names, key=order_key)
    assert names[-1] == "Övertorneå"
    assert names.index("Åre") < names.index("Älmhult") < names.index("Öckerö")
    assert table_cells(get("/esf/municipalities?_sort_desc=name&_size=max").text, "name") == names[::-1]
    assert "teckenkod" not in get("/esf/municipalities?_sort=name&_size=max").text
    cut = get("/esf/municipalities?_sort=name").text
    assert len(table_cells(cut, "name")) == 100
    assert "_size=max" in parsed(cut).xpath("//a[contains(., 'i svensk ordning')]/@href")[0]


def test_a_longer_table_says_which_order_it_has(get: Any) -> None:
    assert "teckenkod" in get("/esf/organisations?_sort=name").text
    assert "teckenkod" not in get("/esf/organisations?_sort=spellings").text
    by_owner = get("/esf/projects?_sort_desc=owner").text
    assert "teckenkod" in by_owner
    assert 'href="/projekt?sortera=-owner"' in by_owner


def test_numbers_dates_and_codes_of_table_pages(get: Any) -> None:
    assert "18\u00a0872\u00a0640" in table_cells(get("/esf/project_amounts?_size=max").text, "total_budget_eur_in_sek")
    assert "1\u00a0204\u00a0512,40" in table_cells(get("/esf/project_amounts?_size=max").text, "total_budget_eur")
    assert "2024" in table_cells(get("/esf/exchange_rates").text, "year"), "a year is not grouped"
    assert "11,4325" in table_cells(get("/esf/exchange_rates").text, "eur_sek")
    for shown, said in (("1", "Ja"), ("0", "Nej")):
        assert set(table_cells(get(f"/esf/claims?shown={shown}").text, "shown")) == {said}
    assert "Total projektbudget amount.total_budget" in table_cells(
        get("/esf/claims?_size=500&_sort_desc=shown").text, "kind"
    )
    values = table_cells(get("/esf/claims?kind=amount.total_budget&source=kohesio").text, "value")
    assert "1\u00a0204\u00a0512,40\u00a0euro" in values
    assert "Projektbanken 2007–2013 projektbank-2007" in table_cells(get("/esf/projects").text, "layout")
    assert "Stockholms län 01" in table_cells(get("/esf/municipalities").text, "county_code")
    assert "Stockholm SE11" in table_cells(get("/esf/regions").text, "nuts2")
    assert "Slutdatum period_end" in table_cells(get("/esf/changes").text, "field")


def test_a_code_that_changed_its_meaning_is_named_by_the_period_of_its_row(get: Any) -> None:
    early = table_cells(
        get("/esf/projects?programme_period=2007-2013&programme_area_code=2").text, "programme_area_code"
    )
    late = table_cells(
        get("/esf/projects?programme_period=2014-2020&programme_area_code=2").text, "programme_area_code"
    )
    assert set(early) == {"Ökat arbetskraftsutbud 2"}
    assert set(late) == {"Ökade övergångar till arbete 2"}


def test_links_lead_to_the_pages_for_people(get: Any) -> None:
    page = get("/esf/project_municipalities").text
    assert 'href="/kommun/' in page
    assert 'href="/projekt/' in page
    assert 'href="/esf/projects/' not in page
    assert 'href="/region/Stockholm"' in get("/esf/budget_per_region").text


def test_counts_per_value_of_whole_texts_have_no_link_that_is_too_long(get: Any) -> None:
    page = parsed(get("/esf/captures?_facet=text&_size=1").text)
    (facet,) = [one for one in page.cssselect(".facet-info") if one.get("id") == "facet-text"]
    linked = [str(link.get("href")).removeprefix("http://localhost") for link in facet.cssselect("li a")]
    assert len(facet.cssselect("li .note")) > 0 < len(linked)
    assert {get(address).status_code for address in linked if "text=" in address} == {200}
    assert max(len(item.text_content()) for item in facet.cssselect("li")) < 400
    menu = page.xpath("//th[contains(@class, 'col-text')]")[0].text_content()
    assert "Stigande ordning" in menu
    assert "Antal per värde" not in menu


@pytest.mark.crawl
def test_no_page_has_scripts_or_styles_in_it(get: Any) -> None:
    paths = ["/", "/esf", "/esf/projects", "/esf/regions/Stockholm", "/esf?sql=select+1", "/sok?q=malmo"]
    for page in (get(path).text for path in paths):
        document = parsed(page)
        assert not document.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")


def test_a_column_menu_works_without_scripts(get: Any) -> None:
    menu = parsed(get("/esf/organisations?_facet=org_number").text).cssselect("details.column-menu")
    said = {link.text_content(): str(link.get("href")) for link in menu[-1].cssselect("a")}
    assert set(said) == {"Stigande ordning", "Fallande ordning", "Bara ifyllda", "Dölj kolumnen", "Antal per värde"}
    for address in said.values():
        assert get(address).status_code == 200
    assert not table_cells(get(said["Dölj kolumnen"]).text, "spellings")


def test_filters_and_sorting_of_the_form_are_kept(get: Any) -> None:
    sent = "/esf/counties?_filter_column=name&_filter_op=contains&_filter_value=norr&_sort=name&_sort_by_desc=on"
    answer = get(sent, follow_redirects=True)
    assert table_cells(answer.text, "name") == ["Västernorrlands län", "Norrbottens län"]
    chosen = parsed(answer.text).xpath("//option[@selected]")
    assert [option.text_content() for option in chosen] == ["Län", "innehåller", "är", "Län"]


def test_templates_follow_the_installed_datasette() -> None:
    document = (ROOT / "docs" / "datasette-templates.md").read_text("utf-8")
    assert f"Datasette {datasette.__version__} " in document
    followed = dict(re.findall(r"^\| `([\w.]+)` \| `([0-9a-f]{16})` \|", document, re.MULTILINE))
    theirs = {path.name: path for path in (Path(datasette.__file__).parent / "templates").glob("*.html")}
    ours = {path.name for path in TEMPLATES.rglob("*.html")}
    assert ours & set(theirs) <= set(followed), "name each template that replaces one of Datasette's"
    for name, digest in followed.items():
        assert hashlib.sha256(theirs[name].read_bytes()).hexdigest()[:16] == digest, f"Datasette has changed {name}"


def test_no_template_of_ours_extends_or_includes_one_of_datasettes() -> None:
    ours = {path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")}
    assert "base.html" in ours
    for name, text in ours.items():
        used = re.findall(r'{%-? *(?:extends|include|import|from) "([^"]+)"', text)
        assert set(used) <= set(ours), name


def test_the_download_of_a_later_page_is_the_whole_table(get: Any) -> None:
    second = (
        parsed(get("/esf/organisations?spellings=1").text)
        .xpath("//a[@rel='next']/@href")[0]
        .removeprefix("http://localhost")
    )
    later = parsed(get(second).text)
    for address in later.xpath("//p[@class='export-links']/a[text()='CSV']/@href"):
        rows = get(address).text.splitlines()[1:]
        assert len(rows) == len(get("/esf/organisations.json?spellings=1&_size=max&_shape=array").json()) > 50
    sent = {str(field.get("name")): str(field.get("value") or "on") for field in later.cssselect("#export input")}
    assert get("/esf/organisations.csv", params=sent).text.count("\n") > 50


def test_a_column_may_be_hidden_and_sorted_by(get: Any) -> None:
    page = get("/esf/counties?_sort=name&_nocol=name")
    assert page.status_code == 200
    assert len(table_cells(page.text, "nuts3")) == 21
    assert table_cells(page.text, "name") == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("123456789", "123\u00a0456\u00a0789"),
        ("2014", "2014"),
        ("1234.5", "1234,5"),
        ("-20000.0", "-20\u00a0000"),
        ("1e999", "inf"),
        ("'SEK 1250000'", "1\u00a0250\u00a0000\u00a0kr"),
        ("'SEK 1e9'", "SEK 1e9"),
        (f"'SEK {'9' * 400}'", f"SEK {'9' * 296}…"),
        ("x'00ff'", "<Binary:\u00a02\u00a0bytes>"),
        ("''", "\u00a0"),
    ],
)
def test_values_of_own_sql(get: Any, value: str, shown: str) -> None:
    page = get(f"/esf?sql={quote(f'select {value} as utfall')}").text
    assert table_cells(page, "utfall") == [shown]
    assert get(f"/esf?sql={quote(f'select {value} as quantity, {value} as shown, {value} as kind')}").status_code == 200


def test_the_front_page_leads_to_comparisons_regions_and_data(get: Any) -> None:
    page = parsed(get("/").text)
    found = {str(link) for link in page.xpath("//main//a/@href")}
    compared = {link for link in found if link.startswith("/jamfor?")}
    assert {dict(parse_qsl(urlsplit(link).query))["per"] for link in compared} == {"region", "ar", "kommun"}
    assert len({link for link in found if link.startswith("/region/")}) == 9
    assert {"/esf", "/hamta", "/om"} <= found
    assert re.search(r"Nyaste sidan sedd 2025-11-03\. Version \d", page.text_content())


def test_lists_of_tables_have_each_table_once_under_its_group(archive_with_files: Path) -> None:
    site = make_site(archive_with_files)
    for address, linked in (("/esf", "tr th a"), ("/hamta", "#tabeller ~ .scroll tr th a")):
        page = parsed(asyncio.run(site.client.get(address)).text)
        links = [str(link.get("href")).partition("?")[0] for link in page.cssselect(linked)]
        assert sorted(links) == sorted(f"/esf/{name}" for name in tables())
        groups = [group.text_content() for group in page.cssselect("tr.group th")]
        assert groups == ["Läst ur källorna", "Härlett ur det lästa", "Uppslag"]


def test_raw_names_in_descriptions_are_code_in_both_languages(get: Any) -> None:
    table = tables()["claims"]
    for query, text in (("", table.sv), ("?sprak=en", table.en)):
        page = get(f"/esf/claims{query}").text
        assert "<code>project_amounts</code>" in page
        assert parsed(page).cssselect("p.lead")[0].text_content() == text
    assert "<code>projects</code>" not in get("/?sprak=en").text, "a word of English"


@pytest.mark.parametrize("path", ["//example.org/x", "/\\example.org", "///example.org"])
def test_the_other_language_is_on_this_server(path: str) -> None:
    said = []

    async def page(*asked: Any) -> None:
        said.append(other_language_address())

    scope = {"type": "http", "path": path, "raw_path": path.encode(), "query_string": b"a=1&sprak=en", "headers": []}
    asyncio.run(LanguageChoice(Datasette([]), page)(scope, None, page))
    assert said == [f"/{path.lstrip('/').removeprefix(chr(92))}?a=1&sprak=sv"]


def test_long_values_are_cut_in_tables_and_whole_on_row_pages(get: Any) -> None:
    longest = max(get("/esf/captures.json?_shape=array&_size=max").json(), key=lambda row: len(row["record"] or ""))
    in_table = table_cells(get("/esf/captures?_size=max").text, "record")
    assert max(map(len, in_table)) == 301
    assert table_cells(get(f"/esf/captures/{longest['capture_id']}").text, "record") == [longest["record"]]


def test_the_query_is_hidden_and_shown_without_scripts(get: Any) -> None:
    page = parsed(get("/esf?sql=select+7+as+tal").text)
    assert page.cssselect("#sql-editor")[0].text_content() == "select 7 as tal"
    hidden = parsed(get(page.xpath("//a[text()='Dölj frågan']/@href")[0]).text)
    assert not hidden.cssselect("#sql-editor")
    assert hidden.cssselect("td.col-tal.num")[0].text_content() == "7"
    assert parsed(get(hidden.xpath("//a[text()='Visa frågan']/@href")[0]).text).cssselect("#sql-editor")


def test_numbers_stand_to_the_right(get: Any) -> None:
    page = parsed(get("/esf/project_amounts").text)
    assert page.cssselect("td.col-total_budget_sek.num")
    assert page.cssselect("th.col-total_budget_sek.num")
    assert not page.cssselect("td.col-title.num")
