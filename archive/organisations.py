"""Which organisation each written name is: by organisation number, else by the rules of `organisation_names`.

Resolved for the whole archive at once, so that the result does not depend on the order in which pages came.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlite_utils import Database

from archive.database import Row
from archive.organisation_names import is_organisation_number, keys_of, normal_form, rules_between

_NAMES = """
select po.name, iif(po.position = 0, p.owner_org_number, null) as number, count(*) as links
from project_organisations po join projects p using (project_id) group by 1, 2
"""
_Written = tuple[str, str | None]
"""A name, and the organisation number that stands beside it."""


def resolve_organisations(database: Database) -> None:
    """Gives every link its organisation and the rule that led there; writes the table of organisations anew."""
    links = {(name, _valid(number)): 0 for name, number, _ in database.execute(_NAMES)}
    for name, number, count in database.execute(_NAMES):
        links[name, _valid(number)] += count
    members = _members(links)
    names = {identity: _display(spellings) for identity, spellings in members.items()}
    database.table("organisations").upsert_all(_rows(members, names), pk="organisation_id")
    _link(database, members, names)
    named = "select organisation_id from project_organisations"
    database.execute(f"delete from organisations where organisation_id not in ({named})")


def _valid(number: str | None) -> str | None:
    return number if number and is_organisation_number(number) else None


def _members(links: dict[_Written, int]) -> dict[str, Counter[_Written]]:
    """Organisation id to its spellings with their number of links."""
    keys = keys_of({name for name, _ in links})
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for name, number in links:
        numbers[keys[name]] |= {number} if number else set()
    members: defaultdict[str, Counter[_Written]] = defaultdict(Counter)
    for (name, number), count in links.items():
        known = numbers[keys[name]]
        identity = number or (next(iter(known)) if len(known) == 1 else keys[name])
        members[identity][name, number] += count
    return members


def _display(spellings: Counter[_Written]) -> str:
    """A spelling not all in capitals, nor doubled or abbreviated, where there is one; of those the most common."""
    counts: Counter[str] = Counter()
    for (name, _), count in spellings.items():
        counts[name] += count
    return min(counts, key=lambda name: (name.isupper(), normal_form(name) != name.casefold(), -counts[name], name))


def _rows(members: dict[str, Counter[_Written]], names: dict[str, str]) -> Iterator[Row]:
    for identity, spellings in members.items():
        number = identity if any(number == identity for _, number in spellings) else None
        count = len({name for name, _ in spellings})
        yield {"organisation_id": identity, "name": names[identity], "org_number": number, "spellings": count}


def _link(database: Database, members: dict[str, Counter[_Written]], names: dict[str, str]) -> None:
    """Sets the organisation and rule of each link; a number counts only for the owner it stands beside."""
    unnumbered, numbered = [], []
    for identity, spellings in members.items():
        for name, number in spellings:
            rule = rules_between(name, names[identity])
            if number:
                numbered.append((identity, rule, name, number))
            else:
                unnumbered.append((identity, rule, name))
    connection = database.conn
    connection.executemany("update project_organisations set organisation_id = ?, rule = ? where name = ?", unnumbered)
    connection.executemany(
        "update project_organisations set organisation_id = ?, rule = ? where name = ? and position = 0 "
        "and project_id in (select project_id from projects where owner_org_number = ?)",
        numbered,
    )
