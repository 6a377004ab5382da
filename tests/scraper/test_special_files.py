"""What is named as a page and is no plain file: a line each, and nobody waits for one."""

import os
import socket
from pathlib import Path

import pytest

from scraper.files import find_inputs, page_file
from scraper.input import InputError
from scraper.store.responses.message import READ_LIMIT


@pytest.mark.parametrize("name", ["page.txt", "archive.warc.gz", "archive.wacz", "register.csv"])
def test_pipes_sockets_and_devices_are_refused_by_name(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / f"pipe-{name}")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        os.rename(tmp_path / "socket", tmp_path / f"socket-{name}")
        (tmp_path / f"device-{name}").symlink_to(os.devnull)
        for path in tmp_path.iterdir():
            with pytest.raises(InputError, match="no plain file; name a file"):
                list(find_inputs([str(path)]))
            with pytest.raises(InputError, match="no plain file; name a file"):
                list(page_file(str(path)))


@pytest.mark.parametrize("name", ["n" * 300, "/".join(["n" * 200] * 40), "n" * 300 + ".warc"])
def test_a_name_that_is_too_long_is_no_file(name: str) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        list(find_inputs([name]))


def test_an_empty_name_is_no_folder() -> None:
    with pytest.raises(InputError, match="an empty name is no file or folder"):
        list(find_inputs([""]))


def test_web_archives_and_other_files_whose_names_are_no_utf8_are_told_of_in_it(tmp_path: Path) -> None:
    for name in (b"/\xff.warc", b"/\xfe.bin", b"/a.\xfd\n", b"/b.\xfd\n"):
        Path(os.fsdecode(os.fsencode(tmp_path) + name)).write_bytes(b"x")
    told: list[str] = []
    sources = [one.source for one in find_inputs([str(tmp_path)], told.append)]
    assert sources == [f"{tmp_path}/\N{REPLACEMENT CHARACTER}.warc#0"]
    assert len(told) == 2
    assert all(line.isprintable() and line.encode() for line in told)


def test_a_page_that_is_too_large_to_be_read_is_refused_and_a_register_is_not(tmp_path: Path) -> None:
    """Files with a hole, which take no room on the disk."""
    for name in ("page.html", "text.txt", "other.csv", "register.csv"):
        with (tmp_path / name).open("wb") as file:
            file.write(b"Operation_Local_Identifier\n" if name == "register.csv" else b"")
            file.truncate(READ_LIMIT + 1)
        (page,) = find_inputs([str(tmp_path / name)])
        with pytest.raises(InputError, match=f"{name}: above {READ_LIMIT} bytes, which no page is"):
            page.read()
        if name == "register.csv":
            assert len(next(page.blocks())) > 0
            continue
        with pytest.raises(InputError, match="above"):
            page.digest()
