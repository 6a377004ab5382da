"""/hamta: every file whole, described, and made once for each version of the archive."""

import asyncio
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import frictionless
import pyshacl
import pytest
import rdflib

from archive.exporting.downloads import Downloads, make_downloads, read_downloads
from archive.exporting.file_formats import FILE_FORMATS
from archive.site.downloads import download_cache
from archive.site.downloads.download_cache import DownloadMaker, version_folder
from archive.site.downloads.publisher import Publisher, PublisherError, checked_publisher
from archive.site.server import make_site
from schema.dictionary import tables
from tests.serving import Ask, asked

HANG = 120.0
SHAPES = Path(__file__).with_name("dcat-ap-se.ttl")
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # pyshacl's use of rdflib
PUBLISHER = Publisher("Datakooperativet Exempel", "5560000001", "data@exempel.example")


@pytest.fixture(scope="module")
def own(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the archive, whose files are made beside it."""
    copied = Path(shutil.copy(archive, tmp_path_factory.mktemp("downloads") / "esf.db"))
    asyncio.run(DownloadMaker().folder(copied, HANG))
    return copied


@pytest.fixture(scope="module")
def ask(own: Path) -> Iterator[Ask]:
    with asked(make_site(own, publisher=PUBLISHER)) as ask:
        yield ask


@pytest.fixture(scope="module")
def listed(own: Path) -> Downloads:
    downloads = read_downloads(version_folder(own))
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


def test_the_data_package_is_valid(own: Path) -> None:
    report = frictionless.Package(str(version_folder(own) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "fieldName", "rowNumber", "message"])[:5]


@pytest.mark.parametrize("path", ["nosuch", "csv/nosuch.csv", "csv/projects", "csv/las-mig.csv", "pdf/projects.pdf"])
def test_what_is_no_file_is_not_found(ask: Ask, path: str) -> None:
    assert ask("GET", f"/hamta/{path}").status_code == 404


def test_the_catalogue_conforms_to_dcat_ap_se(ask: Ask, listed: Downloads) -> None:
    answer = ask("GET", "/datasets/dcat")
    assert answer.headers["content-type"].startswith("application/rdf+xml")
    graph = rdflib.Graph().parse(data=answer.content, format="xml")
    conforms, _, said = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    assert conforms, said
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
    assert not pyshacl.validate(graph, shacl_graph=str(SHAPES))[0]


def test_identifiers_stay(ask: Ask) -> None:
    graph = rdflib.Graph().parse(data=ask("GET", "/datasets/dcat").content, format="xml")
    projects = rdflib.URIRef("http://localhost/hamta#projects")
    assert str(graph.value(projects, rdflib.DCTERMS.identifier)) == "ad1f06ff-e5ee-5f8c-8ff1-a5e0956d0430"


def test_two_requests_at_once_make_the_files_once(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path(shutil.copy(archive, tmp_path / "esf.db"))
    made = []

    async def make(found: Path, folder: Path) -> None:
        made.append(found)
        await asyncio.to_thread(make_downloads, found, folder)

    async def ask_twice() -> list[Path | None]:
        maker = DownloadMaker()
        return list(await asyncio.gather(maker.folder(database, HANG), maker.folder(database, HANG)))

    monkeypatch.setattr(download_cache, "_make", make)
    assert asyncio.run(ask_twice()) == [version_folder(database)] * 2
    assert made == [database]


def test_a_replaced_archive_has_files_of_its_own(own: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(own, tmp_path / "esf.db"))
    before = version_folder(database)
    Path(shutil.copy(own, tmp_path / "new.db")).replace(database)
    assert version_folder(database) != before
    assert read_downloads(version_folder(database)) is None


def test_an_archive_replaced_while_its_files_are_made_leaves_none(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path(shutil.copy(own, tmp_path / "esf.db"))
    folder = version_folder(database)

    def replaced(found: Path, working: Path) -> None:
        working.mkdir()
        Path(shutil.copy(own, tmp_path / "new.db")).replace(found)

    monkeypatch.setattr(download_cache, "make_downloads", replaced)
    download_cache.make_version(database, folder)
    assert [path.name for path in folder.parent.iterdir()] == [".lock"]


def test_files_that_cannot_be_made_are_told_of_and_leave_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "esf.db"
    broken.write_bytes(b"no archive")
    with pytest.raises(download_cache.DownloadsFailed, match="not an archive"):
        asyncio.run(DownloadMaker().folder(broken, HANG))
    assert not version_folder(broken).exists()


def test_the_same_archive_gives_the_same_files(own: Path, listed: Downloads, tmp_path: Path) -> None:
    again = make_downloads(own, tmp_path)
    assert json.dumps([file.sha256 for file in again.tables]) == json.dumps([file.sha256 for file in listed.tables])
    assert again.zip.sha256 == listed.zip.sha256


@pytest.mark.parametrize(
    "values",
    [{"orgnr": "12"}, {"contact": "nobody"}, {"licence": "CC0"}, {"contact": "a b@c"}, {"licence": "http://a b"}],
)
def test_a_publisher_of_a_wrong_form_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(PublisherError):
        checked_publisher(values)
