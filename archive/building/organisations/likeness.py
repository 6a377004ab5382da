"""Lists similar organisations and related projects for people to review; merges nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from archive.building.changed_projects import changed_projects
from archive.building.organisations.organisation_names import is_department, normal_form, split_form
from archive.database import Row
from schema.places import find_municipality

_MIN_SIMILARITY = 90
"""Minimum similarity (of 100) for listing names and linking titles: one letter in ten may differ."""
_MIN_WORD_SIMILARITY = 75
"""Minimum similarity (of 100) of the words in which two names differ: `Avesta` is not `Trestad`."""
_STUDY = re.compile(r"\b(förstudie|förprojektering)", re.IGNORECASE)
_PHASE = re.compile(
    r"\b(?:förprojektering(?:en)?|förstudien?|genomförande(?:t|projekt|projektet)?|projekt(?:et)?"
    r"|(?:fas|steg|etapp)(?: (?:\d|i|ii|ett|två))?|av|för|till|om|inför)\b"
)


def _sorted_words(text: str) -> str:
    return " ".join(sorted(re.findall(r"[^\W_]+", text)))


def write_similar_organisations(database: Database) -> None:
    """Lists pairs of organisations with nearly the same name; two with numbers of their own are known to differ."""
    sql = "select organisation_id, name, org_number from organisations order by organisation_id"
    rows = [row for row in database.query(sql) if not is_department(row["name"])]
    database.execute("delete from similar_organisations")
    database.table("similar_organisations").insert_all(_pairs(rows))


def _pairs(organisations: list[Row]) -> Iterator[Row]:
    words = [_sorted_words(split_form(normal_form(row["name"]))[0]) for row in organisations]
    seen: set[tuple[int, int]] = set()
    for block in _blocks(words):
        for position, index in enumerate(block):
            rest = {other: words[other] for other in block[position + 1 :]}
            for _, score, other in process.extract(
                words[index], rest, scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY, limit=None
            ):
                if (index, other) not in seen and _may_be_same(organisations[index], organisations[other]):
                    seen.add((index, other))
                    yield _pair(organisations[index], organisations[other], score)


def _blocks(texts: list[str]) -> Iterable[list[int]]:
    """Groups of texts worth comparing: those that share one of their two rarest three-letter word beginnings."""
    beginnings = [{word[:3] for word in text.split()} for text in texts]
    common = Counter(beginning for text in beginnings for beginning in text)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(beginnings):
        for beginning in sorted(text, key=lambda beginning: (common[beginning], beginning))[:2]:
            blocks[beginning].append(position)
    return [blocks[beginning] for beginning in sorted(blocks)]


def _may_be_same(left: Row, right: Row) -> bool:
    """Not with two numbers or in two municipalities; the words that differ must be similar, or one a prefix."""
    if left["org_number"] and right["org_number"]:
        return False
    words, other_words = (_sorted_words(split_form(normal_form(row["name"]))[0]).split() for row in (left, right))
    first = " ".join(word for word in words if word not in other_words)
    second = " ".join(word for word in other_words if word not in words)
    places = {find_municipality(first), find_municipality(second)} - {None}
    cut = min(len(first), len(second)) > 2 and (first.startswith(second) or second.startswith(first))
    return len(places) < 2 and (first == second or cut or fuzz.ratio(first, second) >= _MIN_WORD_SIMILARITY)


def _pair(row: Row, other: Row, score: float) -> Row:
    names = {"name": row["name"], "other_name": other["name"], "likeness": round(score / 100, 4)}
    return {"organisation_id": row["organisation_id"], "other_id": other["organisation_id"], **names}


_PHASES = """
select p.project_id, p.title, p.phase, p.region, po.organisation_id as owner, p.period_start from projects p
left join project_organisations po on po.project_id = p.project_id and po.position = 0
where p.title is not null order by p.project_id
"""

_SHARED = {"owner": "samma ägare", "region": "samma region"}
"""What two related projects have in common, and how that is told."""


def write_related_projects(database: Database) -> None:
    """Links pre-studies to implementations with nearly the same title, in one region or with one owner.

    Only the pairs of which one project changed are compared.
    """
    projects = list(database.query(_PHASES))
    chosen = changed_projects(database)
    changed = {project_id for (project_id,) in database.execute(chosen)}
    database.execute(f"delete from related_projects where project_id in ({chosen}) or related_id in ({chosen})")
    studies = [row for row in projects if _is_study(row)]
    later = [row for row in projects if not _is_study(row)]
    changed_studies, other_studies = _parted(studies, changed)
    changed_later, _ = _parted(later, changed)
    links = chain(_related(changed_studies, later), _related(other_studies, changed_later))
    database.table("related_projects").insert_all(links)


def _parted(projects: list[Row], changed: set[str]) -> tuple[list[Row], list[Row]]:
    """The changed ones of some projects, and the others."""
    parts: tuple[list[Row], list[Row]] = ([], [])
    for row in projects:
        parts[row["project_id"] not in changed].append(row)
    return parts


def _related(studies: list[Row], later: list[Row]) -> Iterator[Row]:
    """The links between some pre-studies and those of the later projects that share the owner or the region."""
    titles, sharing = [_core(row["title"]) for row in later], _sharing(later)
    for study in studies:
        title = _core(study["title"])
        places = sorted({place for key in _SHARED for place in sharing.get((key, study[key]), ())}) if title else []
        for _, score, found in process.extract(
            title, [titles[place] for place in places], scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY, limit=None
        ):
            other = later[places[found]]
            if rule := _rule(study, other):
                link = {"project_id": study["project_id"], "related_id": other["project_id"]}
                yield link | {"rule": rule, "likeness": round(score / 100, 4)}


def _sharing(projects: list[Row]) -> dict[tuple[str, str], list[int]]:
    """The places of projects in their list, by owner and by region."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(projects):
        for key in _SHARED:
            if row[key] is not None:
                found[key, row[key]].append(place)
    return dict(found)


def _is_study(row: Row) -> bool:
    """By the phase that the page states, or by the title if it states none."""
    return bool(row["phase"] == "Förprojektering" or (not row["phase"] and _STUDY.search(row["title"])))


def _core(title: str) -> str:
    return _sorted_words(_PHASE.sub(" ", title.casefold()))


def _rule(study: Row, later: Row) -> str | None:
    """Why two projects are related: same owner or region, and the implementation does not start before the study.

    An owner or a region that neither page states is not the same.
    """
    if (later["period_start"] or "9") < (study["period_start"] or ""):
        return None
    same = [label for key, label in _SHARED.items() if study[key] is not None and study[key] == later[key]]
    return " och ".join(same) or None
