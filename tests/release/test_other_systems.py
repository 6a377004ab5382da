"""Every module of the project can be imported where Unix's own modules are not."""

import subprocess
import sys

_IMPORTS = """
import importlib, pkgutil, sys
import datasette.app, scrapy, scrapy.crawler, spacy, uvicorn, filelock, pyarrow, rdflib, hunspell
import twisted.internet.reactor
import scrapy.core.downloader.handlers.http11, scrapy.extensions.httpcache, scrapy.downloadermiddlewares.robotstxt
import asyncio, concurrent.futures.process, multiprocessing.connection, multiprocessing.popen_spawn_posix, ssl, tempfile

unix = ("fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog")
for name in unix:
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


def test_no_module_needs_what_only_unix_has() -> None:
    """Other libraries are imported first, as they are here: what they need elsewhere is their own affair."""
    run = subprocess.run([sys.executable, "-c", _IMPORTS], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 300
