"""The gold corpus holds what the measure of prose needs, and every annotation stands on its page."""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.gold import GOLD, HELD_BACK, OTHERS, PROSE, SECOND, GoldDocument, GoldError, gold_documents, vocabulary
from parser import read_page
from schema.places import find_municipality, reference_rows

DOCUMENTS = gold_documents()
each_document = pytest.mark.parametrize(
    "document",
    [*DOCUMENTS, *(document for folder in (SECOND, *OTHERS, *HELD_BACK) for document in gold_documents(folder))],
    ids=lambda document: document.slug,
)


def test_the_corpus_is_large_enough() -> None:
    headed = sum(document.has_headings for document in DOCUMENTS)
    assert (len(DOCUMENTS) >= 40, headed >= 20, len(DOCUMENTS) - headed >= 20) == (True, True, True)
    assert sum(len(document.projects) > 1 for document in DOCUMENTS) >= 3
    assert sum(all(p.status == "ansökt" for p in document.projects) for document in DOCUMENTS) >= 3


def test_every_folder_is_a_page_and_its_gold() -> None:
    folders = {path for path in PROSE.glob("*/*") if path.is_dir()}
    assert {path.parent for path in folders} == {GOLD, SECOND, *OTHERS, *HELD_BACK}
    assert (
        folders
        == {path.parent for path in PROSE.glob("*/*/page.txt")}
        == {path.parent for path in PROSE.glob("*/*/gold.json")}
    )


@each_document
def test_strings_stand_where_they_are_said_to(document: GoldDocument) -> None:
    places = [(t.raw, t.start, t.end) for t in document.targets] + [(c.raw, c.start, c.end) for c in document.claims]
    assert [document.text[start:end] for _, start, end in places] == [raw for raw, _, _ in places]
    assert len({(t.start, t.end) for t in document.targets}) == len(document.targets)
    assert len({(c.kind, c.start, c.end) for c in document.claims}) == len(document.claims)


@each_document
def test_every_paragraph_is_annotated(document: GoldDocument) -> None:
    covered = [place for part in document.sections for place in range(part.start, part.end)]
    assert not "".join(c for place, c in enumerate(document.text) if place not in set(covered)).strip()
    assert len(covered) == len(set(covered))


@each_document
def test_tags_are_known_and_named_once(document: GoldDocument) -> None:
    assert set(document.tags["target_groups"]) <= vocabulary()
    assert {find_municipality(name) is not None for name in document.tags["municipalities"]} <= {True}
    assert set(document.tags["counties"]) <= {row["name"] for row in reference_rows("counties")}
    assert all(len(set(names)) == len(names) for names in document.tags.values())


@each_document
def test_partners_and_projects_are_named_on_the_page(document: GoldDocument) -> None:
    text = " ".join(document.text.split()).casefold()
    for name in [*document.tags["cities"], *document.tags["partners_abroad"], *(p.title for p in document.projects)]:
        assert name.casefold() in text, name


@each_document
def test_the_page_is_recognised_as_prose(document: GoldDocument) -> None:
    read = read_page(document.text.encode())
    assert {project.layout for project in read.projects} == {"prose"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.slug)
def test_every_project_of_the_page_is_found(document: GoldDocument) -> None:
    assert len(read_page(document.text.encode()).projects) == len(document.projects)


@each_document
def test_a_target_has_a_sensible_quantity(document: GoldDocument) -> None:
    for target in document.targets:
        assert target.quantity > 0
        assert target.quantity_max is None or target.quantity_max > target.quantity
        assert target.unit != "procent" or target.quantity <= 100


def changed_copy(folder: Path, **changes: object) -> Path:
    shutil.copytree(GOLD / DOCUMENTS[0].slug, folder / "one")
    path = folder / "one" / "gold.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    return folder


def target(raw: str, **more: object) -> dict[str, object]:
    nothing = {"quantity_max": None, "of": None, "lower_bound": False, "by": None, "women": None, "men": None}
    return {"raw": raw, "quantity": 1, "unit": "procent"} | nothing | more


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"targets": [target("finns inte här")]}, "'finns inte här' is not on the page"),
        ({"targets": [target("e")]}, "say which with occurrence"),
        ({"targets": [target("e", occurrence=10_000)]}, "has no occurrence 10000"),
        ({"sections": []}, "0 paragraphs annotated"),
        ({"project": None}, "expected project or projects"),
        ({"claims": [{"kind": "amount.unknown"}]}, "Invalid enum value"),
    ],
)
def test_an_annotation_that_does_not_fit_is_an_error(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    with pytest.raises(GoldError, match=message) as raised:
        gold_documents(changed_copy(tmp_path, **changes))
    assert "gold.json" in str(raised.value)
