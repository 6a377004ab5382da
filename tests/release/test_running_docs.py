"""The page about running the site says what the program does."""

import re
from pathlib import Path

from click.testing import CliRunner

from archive.commands.serve import serve_command
from archive.site.protection.answers import monitor
from archive.site.protection.limits import DESCRIBED, SiteLimits, chosen, documented

PAGE = Path(__file__).parents[2] / "docs" / "running.md"


def test_the_table_of_limits_is_that_of_the_program() -> None:
    found = re.search(r"<!-- limits -->\n(.*)<!-- /limits -->", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    assert found[1] == documented()


def test_every_limit_has_its_switch() -> None:
    text = CliRunner().invoke(serve_command, ["--help"]).output
    text = " ".join(text.split())
    for name, row in DESCRIBED.items():
        assert re.search(rf"--{name.replace('_', '-')} .*?\[default: {row.default};", text, re.DOTALL), name
    assert list(DESCRIBED) == list(SiteLimits.__struct_fields__)
    assert chosen({"processes": 2}).processes == 2


def test_addresses_named_are_answered() -> None:
    text = PAGE.read_text("utf-8")
    assert "/halsa" in monitor.ANSWERS
    for name in re.findall(r"`(archive/[\w/.]+)`", text):
        assert (PAGE.parents[1] / name).exists(), name
