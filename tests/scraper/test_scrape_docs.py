"""What is said of the sources agrees with their declarations, and the examples are commands that exist."""

import shlex

import click
import pytest

from archive.commands.scrape import scrape_command
from benchmarks.fixtures import ROOT
from scraper.engine.checking.flags import BARRING, NO_LINKS, REPEATED, SHRUNK
from scraper.engine.checking.mementos import UNDATED
from scraper.sources import SOURCES
from scraper.sources.source import Source

TEXT = (ROOT / "docs" / "sources.md").read_text("utf-8")
FLAGS = {
    *BARRING, "truncated", "undecodable", "empty", "wrong-type", "soft-404", "consent", "other-page", "no-project",
    REPEATED, SHRUNK, UNDATED, NO_LINKS,
}  # fmt: skip
"""The flags of suspicious responses."""


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_document_says_what_a_source_declares(source: type[Source]) -> None:
    declared = source.declaration
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{declared.name}` |"))
    assert f"| {declared.pace:g} s |" in row or not declared.bases
    assert all(f"`{host}`" in row for host in declared.hosts)
    assert f"`{declared.name}` {declared.floor.share:.0%}".replace("%", " %") in " ".join(TEXT.split())
    section = TEXT.split(f"\n## {declared.name}\n")[1].split("\n## ")[0]
    assert all(f"`--{option.name}" in section for option in declared.options)
    assert all(f"`{base}`" in section for base in declared.bases)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_examples_are_commands(source: type[Source]) -> None:
    examples = source.declaration.examples.splitlines()
    command = scrape_command.commands[source.declaration.name]
    shown = command.get_help(click.Context(command, info_name=source.declaration.name))
    for example in examples:
        program, group, name, *words = shlex.split(example, comments=True)
        assert (program, group, name) == ("esfarkiv", "scrape", source.declaration.name)
        command.make_context(name, words)
        assert example in shown


def test_the_document_names_every_flag_and_the_environment_variable() -> None:
    assert all(f"`{flag}`" in TEXT for flag in FLAGS)
    assert "ESFARKIV_CONTACT" in TEXT


def test_every_source_has_a_file_of_its_own() -> None:
    modules = [source.__module__ for source in SOURCES.values()]
    assert len(set(modules)) == len(modules)
    assert {module.rpartition(".")[0] for module in modules} == {"scraper.sources"}
    for source in SOURCES.values():
        assert source.declaration.swedish
        assert source.declaration.hosts or not source.declaration.bases
