"""What holds for every input: total cover, true offsets, no exception, whatever the bytes."""

import random
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from benchmarks import shapes
from benchmarks.fixtures import bank_2007_pages, golden
from parser import Page, read_page
from parser.text.composed_unicode import composed
from schema.record import Project

RECORDS = [golden(page) for page in bank_2007_pages()]
HAZARDS = [
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\t",
    "  ",
    "\x00",
    "\x0b",
    "\u2028",
    "\ufdd0",
    "<",
    "&",
    "</div>",
    "\r",
    "\n\n\n",
]
WORDS = [
    *shapes.FIELDS, "Sammanfattning", "Bakgrund", "Syfte", "Målsättning", "Medfinansiärer", "Kommun", "In English",
    "Programområde 2 Ökat arbetskraftsutbud", "saknas", "6 492 410 kr", "2010-11-01 till 2014-04-30", "Sydsverige",
    "arbete.Syfte", "• Kalmar", "Stäng", "ESF-projekt", "Utlyst belopp", "", " ", "En mening. Och en till.",
]  # fmt: skip

lines = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), max_size=40)
tags = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<li>", "<h2>", "<td>", "<tr>", "<br>", "<nav>", "</nav>", "<pre>"]
)
encodings = st.sampled_from(["utf-8", "utf-16", "cp1252", "latin-1"])


def assert_covered(page: Page) -> None:
    """The spans cover the canonical text exactly once, and every offset is true."""
    assert unicodedata.is_normalized("NFC", page.text)
    assert "\r" not in page.text
    assert "".join(page.text[span.start : span.end] for span in page.spans) == page.text
    ends = [0, *(span.end for span in page.spans)]
    assert [span.start for span in page.spans] == ends[:-1]
    assert all(span.start < span.end for span in page.spans)
    for project in page.projects:
        assert all(page.text[value.start : value.end] == value.raw for value in project.values)
        assert all(page.text[section.start : section.end] == section.text for section in project.sections)
        reported = [issue.start for issue in project.issues if issue.code == "unclaimed-text"]
        assert reported == [span.start for span in page.spans if span.kind == "remainder"]


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    assert_covered(read_page(content))


@given(lines, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), encodings)
def test_any_lines(texts: list[str], line_end: str, encoding: str) -> None:
    assert_covered(read_page(line_end.join(texts).encode(encoding, "replace")))


@given(st.lists(st.one_of(tags, st.sampled_from(WORDS), st.text(max_size=10)), max_size=60), encodings)
def test_any_markup(pieces: list[str], encoding: str) -> None:
    assert_covered(read_page(("<html><body>" + "".join(pieces)).encode(encoding, "replace")))


@given(
    st.sampled_from(RECORDS), st.sampled_from([*shapes.BLOCKS, "text", "next-line"]), st.randoms(use_true_random=False)
)
def test_mutated_layouts(record: Project, shape: str, chance: random.Random) -> None:
    page = (
        shapes.as_html(record, shape, chance.choice([*shapes.FRAMES]))
        if shape in shapes.BLOCKS
        else shapes.as_text(record, next_line=shape == "next-line")
    )
    for _ in range(chance.randrange(8)):
        start = chance.randrange(len(page))
        end = min(len(page), start + chance.choice([0, 0, 1, 5, 60, 800]))
        page = page[:start] + chance.choice([*HAZARDS, page[start:end] * 2, *WORDS]) + page[end:]
    assert_covered(read_page(page.encode("utf-8", "replace")))


@given(st.sampled_from(RECORDS), st.sampled_from([*shapes.BLOCKS]), st.sampled_from([*shapes.FRAMES]), st.data())
def test_facts_survive_hazards_in_labels(record: Project, block: str, frame: str, data: st.DataObject) -> None:
    label = data.draw(st.sampled_from([*shapes.FIELDS]))
    hazard = data.draw(st.sampled_from(["\u00ad", "\u200b", "\x00"]))
    place = data.draw(st.integers(1, len(label) - 1))
    smuggled = f">{label[:place]}{hazard}{label[place:]}"
    page = re.sub(rf">{label}(?=[<:])", smuggled, shapes.as_html(record, block, frame), count=1)
    read = read_page(page.encode(), record.url)
    assert_covered(read)
    assert shapes.facts(read.projects[0]) == shapes.facts(record)


@given(
    st.lists(st.sampled_from([*"aÅﬀǭ한語", "\u0301", "\u0323", "\u0344", "\u031b", "\u3099", "\u0327"]), max_size=120)
)
def test_the_composed_form_is_that_of_unicode(characters: list[str]) -> None:
    text = "".join(characters)
    heap = text + "語" * 1001
    assert (composed(text), composed(heap)) == (unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", heap))
