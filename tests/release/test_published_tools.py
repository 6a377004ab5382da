"""The published folder's files for systemd and Caddy, read by these programs themselves.

`.ci/run` installs both; where one is absent elsewhere, the test is skipped and says what to install.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from archive.publishing.release import publish
from tests.serving import served

pytestmark = pytest.mark.crawl
_PACKAGES = {"systemd-analyze": "systemd", "caddy": "caddy"}
_HOST, _SITE = "arkiv.example.org", "127.0.0.1:8001"
_SECONDS = 60


def program(name: str) -> str:
    """The path of a program; fails in CI where it is absent, and skips elsewhere."""
    found = shutil.which(name)
    if found is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"{name} is not installed, so its file was not tried: apt-get install {_PACKAGES[name]}")
    return found


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, published into a folder whose name has a space and a percent sign."""
    at = tmp_path_factory.mktemp("tools") / "in 100% order"
    publish(archive, at)
    return at


def test_systemd_accepts_the_unit(folder: Path) -> None:
    done = subprocess.run(
        [program("systemd-analyze"), "verify", str(folder / "esfarkiv.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_caddy_accepts_its_file_as_it_is(folder: Path, tmp_path: Path) -> None:
    command = [program("caddy"), "validate", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    done = subprocess.run(command, env=at_home(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "not formatted" not in done.stderr


def test_through_caddy_addresses_are_those_that_the_visitor_asked(folder: Path, tmp_path: Path) -> None:
    with served(folder / "esf.db") as site, proxied(folder, site.address, tmp_path) as address:
        shown = httpx.get(f"{address}/sok.json", params={"q": "kurs", "limit": 1})
        assert shown.status_code == 200
        assert shown.links["next"]["url"].startswith(f"{address}/sok.json?")
        assert httpx.get(f"{address}/esf/sok?q=kurs").headers["location"] == "/sok?q=kurs"
        direct = httpx.get(f"{site.address}/")
        for name in ("content-security-policy", "cache-control", "etag", "x-content-type-options"):
            assert httpx.get(f"{address}/").headers[name] == direct.headers[name]


@contextmanager
def proxied(folder: Path, site: str, home: Path) -> Iterator[str]:
    """The address of the folder's Caddyfile in front of a site, for this machine alone and without TLS."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    written = (folder / "Caddyfile").read_text("utf-8")
    assert _HOST in written
    assert _SITE in written
    config = home / "Caddyfile"
    own = "{\n\tadmin off\n}\n"
    config.write_text(own + written.replace(_HOST, address).replace(_SITE, site.removeprefix("http://")), "utf-8")
    command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)]
    with subprocess.Popen(command, env=at_home(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            wait_for(address, process)
            yield address
        finally:
            process.terminate()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Returns when a server answers; fails when its process has ended, or after a minute."""
    last = time.monotonic() + _SECONDS
    while True:
        try:
            httpx.get(address)
            return
        except httpx.TransportError:
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() < last, "caddy does not answer"


def at_home(home: Path) -> dict[str, str]:
    """The environment of a program that keeps what it writes in a folder."""
    return os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
