"""/hamta: every file whole, described, and made once for each version of the archive."""

import asyncio
import hashlib
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import frictionless
import pytest
import rdflib

from archive.building.build import build
from archive.exporting.downloads import Downloads, make_downloads, read_downloads
from archive.exporting.file_formats import FILE_FORMATS
from archive.exporting.licence import CC0, Licence, licence_at
from archive.exporting.written_file import digest_of
from archive.site.downloads import download_cache
from archive.site.downloads.download_cache import DownloadMaker, DownloadsFailed, make_version
from archive.site.downloads.download_version import DownloadVersion
from archive.site.downloads.publisher import Publisher, PublisherError, checked_publisher
from archive.site.serving.server import make_site
from schema.dictionary import tables
from tests.conftest import few_pages
from tests.serving import Ask, asked

HANG = 120.0
SHAPES = Path(__file__).with_name("dcat-ap-se.ttl")
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # pyshacl's use of rdflib
PUBLISHER = Publisher("Datakooperativet Exempel", "5560000001", "data@exempel.example")


def version_of(database: Path) -> DownloadVersion:
    """The files of a database as it is now."""
    return DownloadVersion(database, digest_of(database)[1], CC0)


@pytest.fixture(scope="module")
def ask(archive_with_files: Path) -> Iterator[Ask]:
    with asked(make_site(archive_with_files, publisher=PUBLISHER)) as ask:
        yield ask


@pytest.fixture(scope="module")
def listed(archive_with_files: Path) -> Downloads:
    downloads = read_downloads(version_of(archive_with_files).folder)
    assert downloads
    return downloads


def test_every_table_is_listed_in_every_format(ask: Ask, listed: Downloads) -> None:
    assert [(file.form, file.table) for file in listed.tables] == [(f, t) for f in FILE_FORMATS for t in tables()]
    page = ask("GET", "/hamta").text
    for file in listed.tables:
        assert f'href="/hamta/{file.path}"' in page
        assert file.sha256 in page
    assert listed.data.name in page and str(listed.data.newest) in page
    assert "creativecommons.org/publicdomain/zero/1.0/" in page and "Datakooperativet Exempel" in page
    assert ask("GET", "/hamta.json").json()["zip"]["sha256"] == listed.zip.sha256


def test_menus_of_every_page_lead_to_search_projects_comparison_files_and_the_archive(ask: Ask) -> None:
    for path in ("/", "/sok", "/hamta", "/om", "/andringar", "/esf/projects", "/projekt", "/finns/inte"):
        page = ask("GET", path).text
        menu = page[page.index("<nav") : page.index("</nav>")]
        assert re.findall(r'href="(/[a-z]*)"', menu)[:6] == [
            "/sok",
            "/projekt",
            "/jamfor",
            "/organisationer",
            "/esf",
            "/hamta",
        ]
        assert 'href="/om"' in menu


def test_files_are_what_the_list_says(ask: Ask, listed: Downloads) -> None:
    for file in [file for file in listed.tables if file.table in ("projects", "tags")] + [listed.zip]:
        answer = ask("GET", f"/hamta/{file.path}")
        assert (len(answer.content), hashlib.sha256(answer.content).hexdigest()) == (file.bytes, file.sha256)
    assert hashlib.sha256(ask("GET", "/esf.db").content).hexdigest() == listed.archive.sha256


def test_the_zip_has_every_file_and_the_dictionary(ask: Ask, listed: Downloads) -> None:
    with zipfile.ZipFile(io.BytesIO(ask("GET", "/hamta/esf-arkivet.zip").content)) as found:
        names = set(found.namelist())
        assert {file.path for file in listed.tables} | {"datapackage.json", "las-mig.txt"} <= names
        assert hashlib.sha256(found.read("csv/projects.csv")).hexdigest() == listed.tables[0].sha256


@pytest.mark.crawl
def test_the_data_package_is_valid(archive_with_files: Path) -> None:
    report = frictionless.Package(str(version_of(archive_with_files).folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "fieldName", "rowNumber", "message"])[:5]


@pytest.mark.parametrize("path", ["nosuch", "csv/nosuch.csv", "csv/projects", "csv/las-mig.csv", "pdf/projects.pdf"])
def test_what_is_no_file_is_not_found(ask: Ask, path: str) -> None:
    assert ask("GET", f"/hamta/{path}").status_code == 404


def conforms(graph: rdflib.Graph) -> tuple[bool, str]:
    """Whether a catalogue has the shapes of DCAT-AP-SE, and what is said of it."""
    import pyshacl  # noqa: PLC0415  it takes a second, and two tests of all use it

    holds, _, said = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    return bool(holds), str(said)


def test_the_catalogue_conforms_to_dcat_ap_se(ask: Ask, listed: Downloads) -> None:
    answer = ask("GET", "/datasets/dcat")
    assert answer.headers["content-type"].startswith("application/rdf+xml")
    graph = rdflib.Graph().parse(data=answer.content, format="xml")
    holds, said = conforms(graph)
    assert holds, said
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]
    publishers = set(graph.objects(None, rdflib.DCTERMS.publisher))
    assert publishers == {rdflib.URIRef("http://dataportal.se/organisation/SE5560000001")}
    sizes = sorted(int(str(size)) for size in graph.objects(None, rdflib.DCAT.byteSize))
    described = {name for name, table in tables().items() if not table.derived and not table.reference}
    files = [listed.zip, listed.archive, *(file for file in listed.tables if file.table in described)]
    assert sizes == sorted(file.bytes for file in files)


def test_the_shapes_refuse_a_catalogue_without_a_licence(ask: Ask) -> None:
    graph = rdflib.Graph().parse(data=ask("GET", "/datasets/dcat").content, format="xml")
    graph.remove((None, rdflib.DCTERMS.license, None))
    assert not conforms(graph)[0]


def test_identifiers_stay(ask: Ask) -> None:
    graph = rdflib.Graph().parse(data=ask("GET", "/datasets/dcat").content, format="xml")
    projects = rdflib.URIRef("http://localhost/hamta#projects")
    assert str(graph.value(projects, rdflib.DCTERMS.identifier)) == "ad1f06ff-e5ee-5f8c-8ff1-a5e0956d0430"


@pytest.mark.crawl
def test_two_requests_at_once_make_the_files_once(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path(shutil.copy(archive, tmp_path / "esf.db"))
    made = []

    async def make(version: DownloadVersion) -> None:
        made.append(version)
        await asyncio.to_thread(make_version, version)

    async def ask_twice() -> list[tuple[Path, Downloads] | None]:
        maker = DownloadMaker()
        return list(await asyncio.gather(*(maker.files(version_of(database), HANG) for _ in range(2))))

    monkeypatch.setattr(download_cache, "_make", make)
    first, second = asyncio.run(ask_twice())
    assert first and first == second
    assert first[0] == version_of(database).folder
    assert made == [version_of(database)]


@pytest.mark.crawl
def test_a_changed_archive_has_files_of_its_own_and_a_copy_has_the_same(
    archive_with_files: Path, tmp_path: Path
) -> None:
    database = Path(shutil.copy(archive_with_files, tmp_path / "esf.db"))
    before = version_of(database)
    assert before.folder.name == version_of(archive_with_files).folder.name
    rename(database)
    assert version_of(database).folder != before.folder
    assert DownloadVersion(database, before.digest, licence_at("https://example.org/villkor")).folder != before.folder


def rename(database: Path) -> None:
    """Changes what an archive says."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update projects set title = 'Ett annat namn'")


@pytest.mark.crawl
def test_an_archive_replaced_while_its_files_are_made_leaves_none(
    archive_with_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path(shutil.copy(archive_with_files, tmp_path / "esf.db"))
    version = version_of(database)

    def replaced(found: Path, working: Path, licence: Licence) -> Downloads:
        rename(found)
        return make_downloads(found, working, licence)

    monkeypatch.setattr(download_cache, "make_downloads", replaced)
    with pytest.raises(DownloadsFailed, match="was replaced"):
        make_version(version)
    assert [path.name for path in version.folder.parent.iterdir()] == [".lock"]


def test_files_that_cannot_be_made_are_told_of_and_leave_nothing(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "esf.db"
    broken.write_bytes(b"no archive")
    version = version_of(broken)
    with pytest.raises(DownloadsFailed, match="not an archive"):
        asyncio.run(DownloadMaker().files(version, HANG))
    assert not version.folder.exists()

    async def fail(_version: DownloadVersion) -> None:
        raise DownloadsFailed("no space left")

    monkeypatch.setattr(download_cache, "_make", fail)
    with asked(make_site(Path(shutil.copy(archive, tmp_path / "whole.db")))) as ask:
        page, said, file = (ask("GET", f"/hamta{rest}") for rest in ("", ".json", "/parquet/projects.parquet"))
    assert [answer.status_code for answer in (page, said, file)] == [503] * 3
    assert "Filerna kan inte göras" in page.text and said.json()["title"] == "Filerna kan inte göras"
    assert file.headers["content-type"].startswith("text/plain")
    assert "no space left" not in page.text + said.text + file.text


def test_a_visitor_who_comes_while_files_are_made_is_told_so(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_version: DownloadVersion) -> None:
        return None

    monkeypatch.setattr(download_cache, "_make", never)
    database = Path(shutil.copy(archive, tmp_path / "new.db"))
    written = version_of(database).folder.parent / ".making" / ".export-1" / "files" / "csv"
    written.mkdir(parents=True)
    for name in ("projects.csv", "claims.csv", "targets.csv.part", "datapackage.json"):
        (written / name).touch()
    with asked(make_site(database)) as ask:
        page, file = ask("GET", "/hamta"), ask("GET", "/hamta/csv/projects.csv")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert f"Filerna görs just nu, för databasen är ny: 2 av {5 * len(tables())} är klara." in page.text
    assert "CSV 2 · CSV för svensk Excel 0 · XLSX 0 · Parquet 0 · JSON Lines 0" in page.text
    assert (file.status_code, file.headers["retry-after"]) == (503, "5")
    assert file.text.startswith("Filerna görs just nu")


@pytest.mark.crawl
def test_one_licence_is_named_on_every_page_and_in_every_file(tmp_path: Path) -> None:
    database = tmp_path / "esf.db"
    build(database, few_pages())
    licence = licence_at("https://creativecommons.org/licenses/by/4.0/")
    make_version(DownloadVersion(database, digest_of(database)[1], licence))
    with asked(make_site(database, publisher=Publisher(licence=licence.address))) as ask:
        for path in ("/hamta", "/om", "/datasets/dcat", "/hamta.json", "/hamta/datapackage.json", "/hamta/las-mig.txt"):
            text = ask("GET", path).text
            assert licence.address in text, path
            assert CC0.address not in text, path


def test_files_are_kept_by_browsers_until_the_archive_changes(ask: Ask) -> None:
    for path in ("/hamta", "/hamta.json", "/hamta/csv/projects.csv", "/hamta/esf-arkivet.zip", "/datasets/dcat"):
        answer = ask("GET", path)
        assert answer.headers["cache-control"].startswith("public"), path
        assert ask("GET", path, **{"if-none-match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/hamta", "/hamta.json", "/hamta/csv/projects.csv", "/datasets/dcat"])
def test_unknown_parameters_are_refused(ask: Ask, path: str) -> None:
    assert ask("GET", f"{path}?format=pdf").status_code == 400


@pytest.mark.crawl
def test_the_same_archive_gives_the_same_files(archive_with_files: Path, listed: Downloads, tmp_path: Path) -> None:
    again = make_downloads(archive_with_files, tmp_path)
    assert json.dumps([file.sha256 for file in again.tables]) == json.dumps([file.sha256 for file in listed.tables])
    assert again.zip.sha256 == listed.zip.sha256


@pytest.mark.parametrize(
    "values",
    [{"orgnr": "12"}, {"contact": "nobody"}, {"licence": "CC0"}, {"contact": "a b@c"}, {"licence": "http://a b"}],
)
def test_a_publisher_of_a_wrong_form_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(PublisherError):
        checked_publisher(values)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("5560000002", "after 556000000 the check digit is 1, not 2"),
        ("811218-9876", "third digit is at least 2"),
        ("5-560000001", "give ten digits"),
        ("556000000１", "give ten digits"),
    ],
)
def test_a_wrong_number_of_a_publisher_tells_what_was_expected(number: str, expected: str) -> None:
    with pytest.raises(PublisherError, match=expected):
        checked_publisher({"orgnr": number})


def test_a_number_of_a_publisher_with_its_hyphen_is_kept_as_ten_digits() -> None:
    assert checked_publisher({"orgnr": "556000-0001"}).orgnr == "5560000001"
