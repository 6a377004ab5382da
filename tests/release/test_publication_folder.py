"""The folder that is published into: nothing in it is replaced or removed but what a publication made."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands.main import main
from archive.database import DatabaseError
from archive.publishing.publication_folder import (
    check_folder,
    put_in_place,
    remove_made_beside,
    served_version,
)
from archive.publishing.release import publish
from archive.publishing.unfinished import begin_moving
from tests.killing import put_in_place_until

FIRST, SECOND, THIRD = "0123456789ab", "123456789abc", "23456789abcd"


def made(at: Path, version: str, text: str = "a whole database") -> Path:
    """What is made beside a folder to be put in place in it."""
    new = at / f"new-{version}"
    files = new / "versions" / version / "esf.db.hamta" / "one"
    files.mkdir(parents=True)
    (files / "filer.json").write_text("{}", "utf-8")
    (files.parent.parent / "esf.db").write_text(text, "utf-8")
    (new / "README.md").write_text(version, "utf-8")
    (new / "esf.db").symlink_to(Path("versions", version, "esf.db"))
    return new


def put(at: Path, *versions: str) -> Path:
    """A folder that these versions were published into, one after the other."""
    folder = at / "site"
    folder.mkdir()
    for version in versions:
        assert put_in_place(made(at, version), folder, version) == []
    return folder


def test_a_folder_with_files_of_ones_own_is_refused_and_stays(few_archive: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    for name in ("README.md", "metadata.json", "esf.db", "versions/2024/important.txt"):
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text(f"my own {name}", "utf-8")
    before = {path: path.lstat().st_mtime_ns for path in [mine, *mine.rglob("*")]}
    done = CliRunner().invoke(main, ["publish", "--db", str(few_archive), "--to", str(mine)])
    assert done.exit_code == 2
    assert f"{mine}: is no published folder, and not empty (README.md)" in done.output
    assert {path: path.lstat().st_mtime_ns for path in [mine, *mine.rglob("*")]} == before


def test_the_archives_own_folder_is_refused(few_archive: Path, tmp_path: Path) -> None:
    own = Path(shutil.copy(few_archive, tmp_path / "esf.db"))
    with pytest.raises(DatabaseError, match=r"esf\.db in it is the archive to be published"):
        publish(own, tmp_path)
    assert not own.is_symlink() and list(tmp_path.iterdir()) == [own]
    linked = tmp_path / "site"
    linked.mkdir()
    os.link(own, linked / "esf.db")
    with pytest.raises(DatabaseError, match=r"esf\.db in it is the archive to be published"):
        publish(own, linked)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
@pytest.mark.parametrize("name", [b"\xe5", b"en\nrad"])
def test_a_folder_that_systemd_could_not_be_told_of_is_refused(
    name: bytes, few_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / os.fsdecode(name)
    named.mkdir()
    monkeypatch.chdir(named)
    for folder in (named, Path("site")):
        done = CliRunner().invoke(main, ["publish", "--db", str(few_archive), "--to", str(folder)])
        assert (done.exit_code, list(named.iterdir())) == (2, [])
        assert "its path has characters that no systemd unit can have" in done.output


def test_a_folder_that_cannot_be_written_is_named(few_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("en fil", "utf-8")
    done = CliRunner().invoke(main, ["publish", "--db", str(few_archive), "--to", str(tmp_path / "fil" / "site")])
    assert done.exit_code == 2
    assert done.output == (
        f"Error: {tmp_path / 'fil' / 'site'}: cannot be published into (Not a directory); "
        "choose one with room that you may write to\n"
    )


@pytest.mark.parametrize("command", ["publish", "export"])
def test_an_empty_name_is_no_folder(
    command: str, few_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [command, "--db", str(few_archive), "--to", ""])
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "an empty name is no folder" in done.output


def test_a_new_an_empty_and_a_published_folder_are_taken(few_archive: Path, tmp_path: Path) -> None:
    check_folder(tmp_path / "none yet", few_archive)
    (tmp_path / ".publishing-left").mkdir()
    check_folder(tmp_path, few_archive)
    folder = put(tmp_path, FIRST)
    (folder / "my notes.txt").write_text("stay", "utf-8")
    check_folder(folder, few_archive)
    assert served_version(folder) == FIRST
    (folder / "esf.db").unlink()
    with pytest.raises(DatabaseError, match="is no published folder"):
        check_folder(folder, few_archive)


def test_only_versions_that_were_published_are_removed(tmp_path: Path) -> None:
    folder = put(tmp_path, FIRST)
    own = folder / "versions"
    for name in ("2024/important.txt", f"{'f' * 12}/important.txt", "a plain file"):
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text("mine", "utf-8")
    for version in (SECOND, THIRD):
        assert put_in_place(made(tmp_path, version), folder, version) == []
    assert {one.name for one in own.iterdir()} == {SECOND, THIRD, "2024", "f" * 12, "a plain file"}
    assert (own / "2024" / "important.txt").read_text("utf-8") == "mine"
    assert served_version(folder) == THIRD


def test_a_damaged_version_is_replaced_by_the_one_that_was_tried(tmp_path: Path) -> None:
    folder = put(tmp_path, FIRST)
    shutil.rmtree(tmp_path / f"new-{FIRST}")
    database = folder / "versions" / FIRST / "esf.db"
    database.write_text("a w", "utf-8")
    listing = next(folder.rglob("filer.json"))
    listing.unlink()
    put_in_place(made(tmp_path, FIRST), folder, FIRST)
    assert (database.read_text("utf-8"), listing.read_text("utf-8")) == ("a whole database", "{}")


def test_a_version_that_is_whole_stays_the_same_files(tmp_path: Path) -> None:
    folder = put(tmp_path, FIRST)
    shutil.rmtree(tmp_path / f"new-{FIRST}")
    before = (folder / "esf.db").stat().st_ino
    put_in_place(made(tmp_path, FIRST), folder, FIRST)
    assert (folder / "esf.db").stat().st_ino == before


def test_a_folder_where_a_file_is_to_be_stops_it_before_anything_is_changed(tmp_path: Path) -> None:
    folder = put(tmp_path, FIRST)
    (folder / "README.md").unlink()
    (folder / "README.md").mkdir()
    with pytest.raises(DatabaseError, match=r"README\.md: is a folder"):
        put_in_place(made(tmp_path, SECOND), folder, SECOND)
    assert (served_version(folder), len(list((folder / "versions").iterdir()))) == (FIRST, 1)


@pytest.mark.crawl
def test_a_first_publication_killed_anywhere_is_taken_up_by_the_next(few_archive: Path, tmp_path: Path) -> None:
    refused, operation = 0, 0
    while True:
        operation += 1
        at = tmp_path / str(operation)
        folder = at / "site"
        folder.mkdir(parents=True)
        killed = put_in_place_until(made(at, FIRST), folder, FIRST, operation)
        if killed == 0:
            break
        check_folder(folder, few_archive)
        foreign = folder / "my notes.txt"
        foreign.write_text("mine", "utf-8")
        if served_version(folder) is None:
            with pytest.raises(DatabaseError, match=r"not empty \(my notes\.txt\)"):
                check_folder(folder, few_archive)
            refused += 1
        foreign.unlink()
        put_in_place(made(at, SECOND), folder, SECOND)
        assert served_version(folder) == SECOND
        left = {one.name for one in folder.iterdir()} | {one.name for one in (folder / "versions").iterdir()}
        assert left - {FIRST} == {"README.md", "esf.db", "versions", SECOND}
        assert (folder / "README.md").read_text("utf-8") == SECOND
    assert refused > 5


def test_a_file_that_was_changed_after_the_kill_is_ones_own(few_archive: Path, tmp_path: Path) -> None:
    folder = put(tmp_path, FIRST)
    begin_moving(made(tmp_path, SECOND), folder)
    (folder / "esf.db").unlink()
    with pytest.raises(DatabaseError, match=r"not empty \(README\.md\)"):
        check_folder(folder, few_archive)
    (folder / "README.md").write_text(SECOND, "utf-8")
    check_folder(folder, few_archive)
    (folder / "versions" / "2024").mkdir()
    with pytest.raises(DatabaseError, match=r"not empty \(versions\)"):
        check_folder(folder, few_archive)


def test_what_killed_publications_were_making_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".publishing-left" / "versions").mkdir(parents=True)
    (tmp_path / ".my own").mkdir()
    remove_made_beside(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [".my own"]


def test_an_old_version_that_stays_is_told_and_the_new_one_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path, FIRST, SECOND)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    assert put_in_place(made(tmp_path, THIRD), folder, THIRD) == [folder / "versions" / FIRST]
    assert served_version(folder) == THIRD
