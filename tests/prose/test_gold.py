"""The gold corpus holds what the measure of prose needs, and every annotation stands on its page."""

import functools
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.gold.authors import AFTER_REAL_FORMS, GOLD, HELD_BACK, PROSE, TO_FIT, vocabulary
from benchmarks.gold.documents import GoldDocument, GoldError, gold_documents
from parser import Page, read_page
from schema.places import find_municipality, reference_rows

DOCUMENTS = gold_documents()
AUTHORS = (*TO_FIT, *HELD_BACK)


def test_the_corpus_is_large_enough() -> None:
    headed = sum(document.has_headings for document in DOCUMENTS)
    assert (len(DOCUMENTS) >= 40, headed >= 20, len(DOCUMENTS) - headed >= 20) == (True, True, True)
    assert sum(len(document.projects) > 1 for document in DOCUMENTS) >= 3
    assert sum(all(p.status == "ansökt" for p in document.projects) for document in DOCUMENTS) >= 3


def test_every_folder_is_a_page_and_its_gold() -> None:
    folders = {path for path in PROSE.glob("*/*/*") if path.is_dir()}
    assert {path.parent for path in folders} == set(AUTHORS)
    assert (
        folders
        == {path.parent for path in PROSE.glob("*/*/*/page.txt")}
        == {path.parent for path in PROSE.glob("*/*/*/gold.json")}
    )


Rule = Callable[[GoldDocument], Iterator[object]]
"""Gives what is wrong with a document."""


def assert_no_document_has(rule: Rule, authors: Sequence[Path] = AUTHORS) -> None:
    """Fails with what is wrong by a rule with the documents of some authors, each with the document it is in."""
    documents = ((author.name, document) for author in authors for document in _documents(author))
    faults = [f"{author}/{document.slug}: {fault}" for author, document in documents for fault in rule(document)]
    assert not faults, "\n".join(faults)


@functools.cache
def _documents(author: Path) -> list[GoldDocument]:
    return DOCUMENTS if author == GOLD else gold_documents(author)


def misplaced(document: GoldDocument) -> Iterator[object]:
    yield from (target for target in document.targets if document.text[target.start : target.end] != target.raw)
    yield from (claim for claim in document.claims if document.text[claim.start : claim.end] != claim.raw)


def test_strings_stand_where_they_are_said_to() -> None:
    assert_no_document_has(misplaced)


def annotated_twice(document: GoldDocument) -> Iterator[object]:
    places = Counter([("target", t.start, t.end) for t in document.targets])
    places.update((claim.kind, claim.start, claim.end) for claim in document.claims)
    yield from (place for place, times in places.items() if times > 1)


def test_nothing_is_annotated_twice() -> None:
    assert_no_document_has(annotated_twice)


def left_out(document: GoldDocument) -> Iterator[object]:
    covered = Counter(place for part in document.sections for place in range(part.start, part.end))
    rest = "".join(character for place, character in enumerate(document.text) if place not in covered).strip()
    yield from [rest] if rest else []
    yield from (f"two paragraphs at {place}" for place, times in covered.items() if times > 1)


def test_every_paragraph_is_annotated_once() -> None:
    assert_no_document_has(left_out)


def odd_tags(document: GoldDocument) -> Iterator[object]:
    counties = {row["name"] for row in reference_rows("counties")}
    yield from set(document.tags["target_groups"]) - vocabulary()
    yield from (name for name in document.tags["municipalities"] if find_municipality(name) is None)
    yield from set(document.tags["counties"]) - counties
    yield from (f"{kind}: named twice" for kind, names in document.tags.items() if len(set(names)) != len(names))


def test_tags_are_known_and_named_once() -> None:
    assert_no_document_has(odd_tags)


def unnamed(document: GoldDocument) -> Iterator[object]:
    text = " ".join(document.text.split()).casefold()
    names = [*document.tags["cities"], *document.tags["partners_abroad"], *(p.title for p in document.projects)]
    yield from (name for name in names if name.casefold() not in text)


def test_partners_and_projects_are_named_on_the_page() -> None:
    assert_no_document_has(unnamed)


@functools.cache
def parsed(text: str) -> Page:
    return read_page(text.encode())


def not_canonical(document: GoldDocument) -> Iterator[object]:
    yield from ["offsets count characters of another text"] if parsed(document.text).text != document.text else []


def test_offsets_are_those_of_the_parser() -> None:
    assert_no_document_has(not_canonical)


def taken_for_another_page(document: GoldDocument) -> Iterator[object]:
    layouts = {project.layout for project in parsed(document.text).projects}
    yield from [layouts] if layouts != {"prose"} else []


def test_every_page_is_recognised_as_prose() -> None:
    assert_no_document_has(taken_for_another_page, [one for one in AUTHORS if one not in AFTER_REAL_FORMS])


def not_a_project(document: GoldDocument) -> Iterator[object]:
    yield from ["no project"] if not parsed(document.text).projects else []


def test_every_page_after_a_real_one_is_recognised() -> None:
    assert_no_document_has(not_a_project, AFTER_REAL_FORMS)


def outside_prose(document: GoldDocument) -> Iterator[object]:
    projects = parsed(document.text).projects
    prose = [(part.start, part.end) for project in projects for part in project.sections]
    claims = [] if {project.layout for project in projects} == {"prose"} else document.claims
    yield from (claim.raw for claim in claims if not any(a <= claim.start and claim.end <= b for a, b in prose))


def test_the_labels_of_the_project_bank_are_not_annotated() -> None:
    assert_no_document_has(outside_prose, AFTER_REAL_FORMS)


def projects_lost(document: GoldDocument) -> Iterator[object]:
    found = len(parsed(document.text).projects)
    yield from [f"{found} of {len(document.projects)} projects"] if found != len(document.projects) else []


def test_every_project_of_the_page_is_found() -> None:
    assert_no_document_has(projects_lost, [GOLD])


def senseless(document: GoldDocument) -> Iterator[object]:
    for target in document.targets:
        ordered = target.quantity_max is None or target.quantity_max > target.quantity
        if target.quantity <= 0 or not ordered or (target.unit == "procent" and target.quantity > 100):
            yield target


def test_a_target_has_a_sensible_quantity() -> None:
    assert_no_document_has(senseless)


def changed_copy(folder: Path, **changes: object) -> Path:
    shutil.copytree(GOLD / "agarsida-kompetensbron", folder / "one")
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
