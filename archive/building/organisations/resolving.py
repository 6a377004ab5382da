"""Resolves each written name to an organisation: by organisation number, else by the rules of `organisation_names`.

Done for the whole archive at once, so that the result does not depend on the order in which pages were added.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec
from sqlite_utils import Database

from archive.building.organisations.organisation_names import (
    is_department,
    key_of,
    normal_form,
    rules_between,
)
from archive.database import Row
from schema.organisation_numbers import is_organisation_number

_LINKS = """
select po.rowid as link, po.name, po.project_id, iif(po.position = 0, p.owner_org_number, null) as number,
       po.organisation_id, po.rule
from project_organisations po join projects p using (project_id)
"""


class _Link(msgspec.Struct):
    """A name in a project; all spellings of an organisation share `key`; `number` is a valid organisation number."""

    link: int
    name: str
    key: str
    number: str | None
    before: tuple[str | None, str | None]
    """The organisation and the rule that an earlier build decided on."""


def resolve_organisations(database: Database) -> None:
    """Sets the organisation of every link and the rule that decided it, where they differ from what they were.

    Updates the table of organisations.
    """
    links = list(_read_links(database))
    numbers = _numbers(links)
    members: defaultdict[str, list[_Link]] = defaultdict(list)
    for link in links:
        members[link.number or numbers.get(link.key, link.key)].append(link)
    names = {identity: _display(found) for identity, found in members.items()}
    database.table("organisations").upsert_all(_rows(members, names), pk="organisation_id")
    decided = ((link, (identity, _rule(link, names[identity], identity)))
               for identity, found in members.items() for link in found)  # fmt: skip
    changes = ((*now, link.link) for link, now in decided if now != link.before)
    database.conn.executemany("update project_organisations set organisation_id = ?, rule = ? where rowid = ?", changes)
    named = "select organisation_id from project_organisations"
    database.execute(f"delete from organisations where organisation_id not in ({named})")


def _read_links(database: Database) -> Iterator[_Link]:
    """A bare department without a number is an organisation of its own project only."""
    key_by_name = functools.lru_cache(maxsize=None)(lambda name: (key_of(name), is_department(name)))
    for link, name, project_id, number, *before in database.execute(_LINKS):
        key, department = key_by_name(name)
        valid = number if number and is_organisation_number(number) else None
        yield _Link(link, name, f"{key} · {project_id}" if department else key, valid, (before[0], before[1]))


def _numbers(links: list[_Link]) -> dict[str, str]:
    """The number of each key that has exactly one."""
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.number:
            numbers[link.key].add(link.number)
    return {key: next(iter(found)) for key, found in numbers.items() if len(found) == 1}


def _display(links: list[_Link]) -> str:
    """The spelling to show: preferably not in capitals, doubled or abbreviated; of those the most common."""
    counts = Counter(link.name for link in links)
    return min(counts, key=lambda name: (name.isupper(), normal_form(name) != name.casefold(), -counts[name], name))


def _rule(link: _Link, name: str, identity: str) -> str | None:
    """The rule that led to this organisation; None if the name is spelled so and no other link's number decided."""
    rule = rules_between(link.name, name)
    by_name = is_organisation_number(identity) and not link.number
    return " + ".join(filter(None, (rule, "samma namn som nummer"))) if by_name else rule


def _rows(members: dict[str, list[_Link]], names: dict[str, str]) -> Iterator[Row]:
    for identity, links in members.items():
        number = identity if any(link.number for link in links) else None
        count = len({link.name for link in links})
        yield {"organisation_id": identity, "name": names[identity], "org_number": number, "spellings": count}
