"""Answers kept in memory: the same as those that are read, never more than may be kept, none of a file that changes."""

from pathlib import Path

import pytest
from datasette.database import Database

from archive.site.answer_cache import AnswerCache, answer_cache
from archive.site.comparing import comparison_pages
from archive.site.listing import list_pages, list_view
from archive.site.metadata import DATABASE
from archive.site.serving.server import make_site
from tests.serving import Ask, asked


def test_an_answer_is_read_once() -> None:
    kept, read = AnswerCache(), iter(range(9))
    assert [kept.answer("one", lambda: next(read)) for _ in range(3)] == [0, 0, 0]
    assert kept.answer("two", lambda: next(read)) == 1


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept, read = AnswerCache(2_000), iter(range(9))

    def ask(name: str) -> int:
        return kept.answer(name, lambda: next(read), lambda _: 900)

    assert [ask("a"), ask("b"), ask("a")] == [0, 1, 0]
    assert ask("c") == 2, "b had to go for it"
    assert [ask("a"), ask("c"), ask("b")] == [0, 2, 3]


def test_an_answer_larger_than_all_that_may_be_kept_is_not() -> None:
    kept, read = AnswerCache(1_000), iter(range(9))
    assert [kept.answer("x", lambda: next(read), lambda _: 5_000) for _ in range(2)] == [0, 1]
    assert [kept.answer("y" * 2_000, lambda: next(read), lambda _: 1) for _ in range(2)] == [2, 3]


def test_an_error_is_not_kept() -> None:
    kept = AnswerCache()
    with pytest.raises(ZeroDivisionError):
        kept.answer("x", lambda: 1 // 0)
    assert kept.answer("x", lambda: 2) == 2


def test_nothing_is_kept_of_a_file_that_may_change(archive: Path) -> None:
    site = make_site(archive)
    kept, read = answer_cache(site), iter(range(9))
    assert kept is answer_cache(site)
    assert [kept.answer("x", lambda: next(read)) for _ in range(2)] == [0, 0]
    site.remove_database(DATABASE)
    site.add_database(Database(site, path=str(archive), is_mutable=True), name=DATABASE)
    assert [answer_cache(site).answer("x", lambda: next(read)) for _ in range(2)] == [1, 2]


ASKED = [
    "/projekt",
    "/projekt?sida=2",
    "/projekt?sortera=-title",
    "/projekt?region=Stockholm",
    "/projekt?region=Sydsverige",
    "/projekt?region=Sydsverige&region=Stockholm",
    "/projekt?q=projekt",
    "/projekt?q=projekt&avsnitt=syfte",
    "/projekt?q=projekt&avsnitt=resultat",
    "/projekt?avsnitt=syfte",
    "/projekt?minst=1000000",
    "/projekt?hogst=1000000",
    "/projekt?q=finnsinte&region=Stockholm",
    "/projekt?region=Stockholm&sprak=en",
    "/projekt?region=Stockholm&sprak=sv",
]


def test_the_list_says_the_same_from_memory(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [ask("GET", address).text for address in ASKED]
    with monkeypatch.context() as patched:
        patched.delattr(list_view, "read_page")
        patched.delattr(list_view, "read_sums")
        assert [ask("GET", address).text for address in ASKED] == first, "nothing was read"
    monkeypatch.setattr(list_pages, "answer_cache", lambda _: AnswerCache(0))
    for address, text in zip(ASKED, first, strict=True):
        assert ask("GET", address).text == text, address


def test_a_comparison_from_memory_is_that_of_its_address_its_host_and_its_language(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = [
        ("/jamfor?per=kommun", "a.example"),
        ("/jamfor?per=kommun", "b.example"),
        ("/jamfor?per=lan", "a.example"),
        ("/jamfor?per=kommun&sprak=en", "a.example"),
        ("/jamfor?per=kommun&sprak=sv", "a.example"),
    ]
    with asked(make_site(archive)) as ask:
        first = [ask("GET", address, host=host).text for address, host in compared]
        with monkeypatch.context() as patched:
            patched.delattr(comparison_pages, "compare")
            assert [ask("GET", address, host=host).text for address, host in compared] == first, "nothing was read"
        assert ask("GET", "/jamfor?per=finnsinte", host="a.example").status_code == 400
    assert len(set(first)) == 4, "the last is the first"
    for (_, host), text in zip(compared, first, strict=True):
        assert f"http://{host}/jamfor/diagram.svg" in text
        assert text.count("http://a.example") == 0 or host == "a.example"
