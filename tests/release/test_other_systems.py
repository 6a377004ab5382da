"""Every module of the project can be imported where Unix's own modules are not."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.fixtures import ROOT

_OF_UNIX = ("fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog")
_AT_ONCE = re.compile(rf"^(?:import|from) (?:{'|'.join(_OF_UNIX)})\b", re.MULTILINE)
"""An import of one that is made as soon as its module is."""
_IMPORTS = """
import importlib, pkgutil, sys
import datasette.app, scrapy, scrapy.crawler, spacy, uvicorn, filelock, pyarrow, rdflib, hunspell
import twisted.internet.reactor
import scrapy.core.downloader.handlers.http11, scrapy.extensions.httpcache, scrapy.downloadermiddlewares.robotstxt
import asyncio, concurrent.futures.process, multiprocessing.connection, multiprocessing.popen_spawn_posix, ssl, tempfile

for name in sys.argv[1:]:
    sys.modules[name] = None
sys.platform = "win32"
ssl.enum_certificates = lambda store: []  # which Python has on Windows alone
number = 0
for package in ("schema", "scraper", "parser", "archive"):
    found = importlib.import_module(package)
    for module in pkgutil.walk_packages(found.__path__, f"{package}."):
        importlib.import_module(module.name)
        number += 1
print(number)
"""


def modules() -> list[Path]:
    return [path for package in ("schema", "scraper", "parser", "archive") for path in (ROOT / package).rglob("*.py")]


def test_no_module_imports_at_once_what_only_unix_has() -> None:
    assert len(modules()) > 300
    assert [str(path) for path in modules() if _AT_ONCE.search(path.read_text("utf-8"))] == []
    assert _AT_ONCE.search("import os\nfrom resource import getrusage")


@pytest.mark.crawl
def test_no_module_needs_what_only_unix_has() -> None:
    """Other libraries are imported first, as they are here: what they need elsewhere is their own affair."""
    run = subprocess.run([sys.executable, "-c", _IMPORTS, *_OF_UNIX], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 300
