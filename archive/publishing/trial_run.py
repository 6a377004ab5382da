"""A folder is started on the loopback, from its own files, and asked a list of addresses."""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

import msgspec

from archive.database import open_archive

_SECONDS = 60
_START = """
import os, sys, threading
def end():
    os.read(0, 1)
    os._exit(1)
threading.Thread(target=end, daemon=True).start()
sys.meta_path[:] = [finder for finder in sys.meta_path if "__editable__" not in getattr(finder, "__module__", "")]
from archive.commands.main import main
main()
"""
"""The command line of the wheel alone: a checkout that is installed for editing would stand in for what it lacks.

Its standard input is a pipe from the one who tries it: where that is killed the pipe ends, and the site with it.
"""
_PIPES: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
_ASK = build_opener(ProxyHandler({}))
"""Asks this machine itself, whatever proxy the environment names."""


class TrialError(Exception):
    """A folder that does not answer as it must; the message has a line for each address that failed."""


class TrialAddress(msgspec.Struct, frozen=True):
    """An address and what its answer must be."""

    path: str
    text: str
    status: int = 200
    type: str = "text/html"


def try_folder(folder: Path, switches: Sequence[str] = ()) -> int:
    """Starts the site of a folder with its own wheel and these switches; how many addresses answered as they must.

    The interpreter and the packages beside the wheel are those that run now. Raises TrialError, DatabaseError.
    """
    addresses = _addresses(folder / "esf.db")
    with _running(folder, switches) as site:
        problems = [problem for address in addresses if (problem := _problem(site, address))]
    if problems:
        raise TrialError("\n".join([*problems, f"{folder}: the site did not answer as it must; nothing was published"]))
    return len(addresses)


def _addresses(database: Path) -> list[TrialAddress]:
    text = files("archive.publishing").joinpath("trial_addresses.toml").read_text("utf-8")
    with open_archive(database) as connection:
        projects, first = connection.execute("select count(*), min(project_id) from projects").fetchone()
    told = {"{project}": quote(first), "{projects}": str(projects)}
    listed = msgspec.convert(tomllib.loads(text)["addresses"], list[TrialAddress])
    return [msgspec.structs.replace(one, path=_filled(one.path, told), text=_filled(one.text, told)) for one in listed]


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


@contextmanager
def _running(folder: Path, switches: Sequence[str]) -> Iterator[str]:
    """The address of the folder's site while it runs, without a slash at the end."""
    with tempfile.TemporaryDirectory() as unpacked:
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(unpacked)
        command = [sys.executable, "-c", _START, "serve", "--db", "esf.db", "--port", "0", *switches]
        environment = os.environ | {"PYTHONPATH": unpacked}
        with subprocess.Popen(command, cwd=folder, env=environment, **_PIPES) as process:
            try:
                yield _announced(process, folder)
            finally:
                process.terminate()
                process.wait(_SECONDS)


def _announced(process: "subprocess.Popen[str]", folder: Path) -> str:
    assert process.stdout is not None
    found = re.search(r"(http://\S+)/", process.stdout.readline())
    if not found:
        raise TrialError(f"{folder}: the site did not start (see above); nothing was published")
    return found[1]


def _problem(site: str, address: TrialAddress) -> str | None:
    """What is wrong with an answer; None if nothing is."""
    try:
        with _ASK.open(site + address.path, timeout=_SECONDS) as answer:
            found = answer.status, answer.headers["content-type"] or "", answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        found = error.code, error.headers["content-type"] or "", error.read().decode("utf-8", "replace")
    except (URLError, OSError) as error:
        return f"{address.path}: no answer ({error})"
    status, content_type, text = found
    if status != address.status:
        return f"{address.path}: status {status}, expected {address.status}"
    if not content_type.startswith(address.type):
        return f"{address.path}: {content_type}, expected {address.type}"
    return None if address.text in text else f"{address.path}: {address.text!r} is not in the answer"
