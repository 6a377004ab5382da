"""Records that were continued in others, read as one where all segments are there; and what is said of tears."""

import gzip
import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.archives import read_all
from tests.scraper.test_web_archives import ARC, HTTP, PAGE, PLACE, SECOND, framed, warc_record
from tests.scraping import esfarkiv, records

pytestmark = pytest.mark.crawl

ID = "<urn:uuid:7b1f4c1e-0d05-4c8e-a5c6-5d2f3a1e9b00>"
OTHERS = {"http://www.esf.se/b": PAGE}


def cut(block: bytes, count: int = 3, url: str = PLACE, **last: str) -> list[bytes]:
    """A record in so many segments, each with its own digest, the last with the length of all."""
    step = -(-len(block) // count)
    parts = [block[at : at + step] for at in range(0, len(block), step)]
    made = []
    for number, part in enumerate(parts, 1):
        digest = f"sha1:{hashlib.sha1(part).hexdigest()}"
        first = {"WARC_Record_ID": ID} if number == 1 else {"WARC_Segment_Origin_ID": ID}
        end = {"WARC_Segment_Total_Length": str(len(block))} | last if number == len(parts) else {}
        kind = "response" if number == 1 else "continuation"
        fields = {"WARC_Segment_Number": str(number), "WARC_Block_Digest": digest} | first | end
        made.append(warc_record(part, url, kind=kind, **fields))
    return made


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1)])
def test_segments_are_one_page(tmp_path: Path, name: str, order: tuple[int, ...]) -> None:
    made = [*(cut(HTTP)[number] for number in order), SECOND]
    (tmp_path / name).write_bytes(b"".join(map(gzip.compress, made) if name.endswith("gz") else made))
    assert read_all(tmp_path / name) == ({PLACE: PAGE} | OTHERS, [])


def test_segments_may_be_in_the_next_files(tmp_path: Path) -> None:
    for number, record in enumerate(cut(HTTP)):
        (tmp_path / f"a-{number}.warc").write_bytes((SECOND if number == 1 else b"") + record)
    assert read_all(tmp_path) == ({PLACE: PAGE} | OTHERS, [])


def test_segments_are_kept_as_one_record(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(cut(HTTP)))
    outcome = esfarkiv(
        tmp_path, "scrape", "files", "--store", str(tmp_path / "store"), "--from", str(tmp_path / "a.warc")
    )
    assert outcome.code == 0, outcome.out
    assert [content for kind, url, _, content in records(tmp_path / "store") if url == PLACE] == [PAGE]


LOST: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "the first": lambda made: made[1:],
    "the second": lambda made: [made[0], made[2]],
    "the last": lambda made: made[:2],
    "none but one twice": lambda made: [*made, made[1]],
}


@pytest.mark.parametrize("name", LOST)
def test_segments_of_which_others_are_missing_are_told(tmp_path: Path, name: str) -> None:
    left = LOST[name](cut(HTTP))
    (tmp_path / "a.warc").write_bytes(b"".join(left) + SECOND)
    good, troubles = read_all(tmp_path)
    assert good == OTHERS
    assert [f"{len(left)} records split into segments" in trouble for trouble in troubles] == [True], troubles
    assert (PLACE in troubles[0]) == (name != "the first")


@pytest.mark.parametrize("total", ["1", "", "much"])
def test_segments_that_are_not_as_long_as_the_last_says_are_told(tmp_path: Path, total: str) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(cut(HTTP, WARC_Segment_Total_Length=total)) + SECOND)
    good, troubles = read_all(tmp_path)
    assert (good, len(troubles)) == (OTHERS, 1)


def test_a_segment_that_is_damaged_or_cut_short_makes_no_page(tmp_path: Path) -> None:
    made = cut(HTTP)
    made[1] = made[1][:-6] + b"#" + made[1][-5:]
    (tmp_path / "a.warc").write_bytes(b"".join(made) + SECOND)
    (tmp_path / "b.warc").write_bytes(b"".join(cut(HTTP, WARC_Truncated="length", url=f"{PLACE}?b")))
    for name in ("a.warc", "b.warc"):
        good, troubles = read_all(tmp_path / name)
        assert (good.keys() & {PLACE, f"{PLACE}?b"}, len(troubles)) == (set(), 1), troubles


def test_segments_of_what_is_no_page_are_no_trouble(tmp_path: Path) -> None:
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + b"\x89PNG" * 99
    (tmp_path / "a.warc").write_bytes(b"".join(cut(image, url="http://www.esf.se/a.png")) + SECOND)
    assert read_all(tmp_path) == (OTHERS, [])


# What is said of a tear

packed_whole = zstandard.ZstdCompressor().compress
NOTHING = {
    "one-frame.warc.zst": packed_whole(warc_record() + SECOND)[:-10],
    "beginning.warc.zst": packed_whole(warc_record())[:6],
    "dictionary.warc.zst": framed(warc_record(), dictionary=True)[:30],
    "one.warc.gz": gzip.compress(warc_record())[:-10],
    "a.warc": warc_record()[:90],
    "a.arc": ARC[:30],
    "a.wacz": b"PK\x03\x04 no more of it",
}


@pytest.mark.parametrize("name", NOTHING)
def test_of_a_tear_with_no_page_before_it_none_is_said_to_be_used(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(NOTHING[name])
    good, troubles = read_all(tmp_path / name)
    assert good == {}
    assert [("no page" in trouble, "used" in trouble) for trouble in troubles] == [(True, False)], troubles


def test_of_a_torn_zstandard_frame_the_blocks_before_the_tear_are_used(tmp_path: Path) -> None:
    many = {f"{PLACE}?{n}": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE * 3000 for n in range(9)}
    packed = packed_whole(b"".join(warc_record(block, url) for url, block in many.items()))
    (tmp_path / "a.warc.zst").write_bytes(packed[:-9])
    good, troubles = read_all(tmp_path)
    assert 5 <= len(good) <= 9
    assert ["are used" in trouble for trouble in troubles] == [True]


def test_of_a_torn_wacz_it_is_said_that_its_records_are_used(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
        archive.writestr("archive/a.warc", warc_record() + SECOND)
    content = (tmp_path / "a.wacz").read_bytes()
    (tmp_path / "a.wacz").write_bytes(content[: content.rindex(b"PK\x01\x02")])
    good, troubles = read_all(tmp_path)
    assert (len(good), ["are used" in trouble for trouble in troubles]) == (2, [True])
