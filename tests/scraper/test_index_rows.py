"""Rows of an archive's index: of another width, with nulls, of odd media types; and pages of it that are wrong."""

import json
from collections.abc import Iterator

import pytest

from scraper.sources.common_crawl import CommonCrawl
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import Source, SourceError
from scraper.sources.wayback import Wayback
from scraper.sources.web_archives.cdx import read_cdx

HEAD = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]


def row(name: str, **changes: str | None) -> list[str | None]:
    """A row of the Internet Archive's listing."""
    fields = dict(
        zip(HEAD, (name, "20130101000000", f"http://a/{name}", "text/html", "200", f"D{name}", "9"), strict=True)
    )
    return list((fields | changes).values())


def followed(source: Source, content: bytes, query: str = "") -> tuple[list[str | None], str]:
    """The pages that a listing leads to, and what is wrong with it."""
    url = f"http://x/cdx?{query}"
    return gathered(source.follow(Reply(PageRequest(url, "listing", page_url="a"), url, 200, content)))


def gathered(requests: Iterator[PageRequest]) -> tuple[list[str | None], str]:
    pages: list[str | None] = []
    try:
        for wanted in requests:
            pages.append(wanted.page_url if wanted.role != "listing" else wanted.url)
    except SourceError as error:
        return pages, str(error)
    return pages, ""


def wayback(*rows: list[str | None], query: str = "", **options: str) -> tuple[list[str | None], str]:
    source = Wayback({}, {"prefix": ("a",)} | {name: (value,) for name, value in options.items()})
    return followed(source, json.dumps([HEAD, *rows]).encode(), query)


@pytest.mark.parametrize("torn", [row("2")[:-1], [*row("2"), "x"], [], row("2")[:1]])
def test_a_row_of_another_width_is_told_and_the_others_are_used(torn: list[str | None]) -> None:
    pages, fault = wayback(row("1"), torn, row("3"))
    assert pages == ["http://a/1", "http://a/3"]
    assert "torn rows: 1," in fault


def test_an_empty_row_without_a_key_behind_it_is_torn() -> None:
    assert wayback(row("1"), [])[0] == ["http://a/1"]
    assert "torn rows: 1," in wayback(row("1"), [])[1]
    assert read_cdx(json.dumps([HEAD, row("1"), [], ["key"]]).encode()).torn == 0


@pytest.mark.parametrize(
    "given",
    [None, "text/html; charset=utf-8", "TEXT/HTML", "Text/Html;Charset=UTF-8", "unk", "-", "", "application/xhtml+xml"],
)
def test_a_media_type_counts_without_case_and_parameters(given: str | None) -> None:
    assert wayback(row("1", mimetype=given)) == (["http://a/1"], "")


def test_nulls_are_none_given() -> None:
    listing = read_cdx(json.dumps([HEAD, row("1", mimetype=None, statuscode=None, digest=None)]).encode())
    assert [(one.mime, one.status, one.digest) for one in listing.rows] == [("", "", "")]
    line = json.dumps({"timestamp": "2013", "url": "http://a/", "mime": None, "status": 200, "digest": None})
    assert [(one.mime, one.status, one.digest) for one in read_cdx(line.encode()).rows] == [("", "200", "")]


def test_captures_whose_digest_is_null_are_all_different() -> None:
    rows = [row("1", timestamp=f"201{year}0101000000", digest=None) for year in range(4)]
    assert len(wayback(*rows, captures="all")[0]) == 4


def test_captures_that_are_not_asked_for_are_counted_in_one_line() -> None:
    source = Wayback({}, {"prefix": ("a",)})
    rows = [row("1"), row("2", mimetype="image/png"), row("3", mimetype="image/png"), row("4", statuscode="404")]
    assert source.remarks() == []
    assert followed(source, json.dumps([HEAD, *rows]).encode())[0] == ["http://a/1"]
    (line,) = source.remarks()
    assert "3 listed captures" in line
    assert "2 200 image/png, 1 404 text/html" in line


@pytest.mark.parametrize("content", [b"", b"[]", b"[[]]", json.dumps([HEAD]).encode(), b"\n"])
def test_a_listing_that_promised_more_and_is_empty_breaks_off(content: bytes) -> None:
    source = Wayback({}, {"prefix": ("a",)})
    first = json.dumps([HEAD, row("1"), row("2"), [], ["key"]]).encode()
    (following, capture), _ = followed(source, first)
    assert (str(following).rpartition("&")[2], capture) == ("resumeKey=key", "http://a/1")
    pages, fault = followed(source, content, "resumeKey=key")
    assert pages == ["http://a/2"], "what was held back is used"
    assert "breaks off here" in fault
    assert followed(Wayback({}, {"prefix": ("a",)}), content) == ([], "")


def record(name: str, **changes: object) -> dict[str, object]:
    """A row of Common Crawl's index."""
    fields = {"urlkey": name, "timestamp": "20190101000000", "url": f"http://a/{name}", "mime": "text/html"}
    fields |= {"status": "200", "digest": "D", "length": "9", "offset": "0", "filename": "crawl-data/x.warc.gz"}
    return fields | changes


def common_crawl(*rows: dict[str, object]) -> tuple[list[str | None], str]:
    content = "\n".join(map(json.dumps, rows)).encode()
    return followed(CommonCrawl({}, {"prefix": ("a",)}), content, "page=0")


@pytest.mark.parametrize(
    "given",
    [{"mime": "unk", "mime-detected": "text/html"}, {"mime": "unk"}, {"mime": "TEXT/html; charset=x"}, {"mime": None}],
)
def test_records_of_odd_media_types_are_asked_for(given: dict[str, object]) -> None:
    assert common_crawl(record("1", **given)) == (["http://a/1"], "")


def test_a_record_that_is_detected_to_be_none_is_counted() -> None:
    source = CommonCrawl({}, {"prefix": ("a",)})
    rows = [record("1"), record("2", **{"mime": "unk", "mime-detected": "application/pdf"})]
    assert followed(source, "\n".join(map(json.dumps, rows)).encode(), "page=0")[0] == ["http://a/1"]
    assert ["1 200 application/pdf" in line for line in source.remarks()] == [True]


@pytest.mark.parametrize(
    "lost", [{"offset": ""}, {"length": "0"}, {"filename": None}, {"offset": None}, {"length": "-4"}]
)
def test_a_row_that_does_not_say_where_its_record_is_costs_no_other(lost: dict[str, object]) -> None:
    pages, fault = common_crawl(record("1", **lost), record("2"))
    assert pages == ["http://a/2"]
    assert "torn rows: 1," in fault


@pytest.mark.parametrize("number", [2600, 51, -1, "2", 1.5, None])
def test_a_wrong_count_of_pages_is_told_and_requests_none(number: object) -> None:
    counted = json.dumps({"pages": number, "pageSize": 5, "blocks": 9}).encode()
    pages, fault = followed(CommonCrawl({}, {"prefix": ("a",)}), counted, "showNumPages=true")
    assert pages == []
    assert f"counts {number!r} pages" in fault


def test_as_many_pages_as_an_index_may_have_are_requested() -> None:
    counted = json.dumps({"pages": 50}).encode()
    assert len(followed(CommonCrawl({}, {"prefix": ("a",)}), counted, "showNumPages=true")[0]) == 50
