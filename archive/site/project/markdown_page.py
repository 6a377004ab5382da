"""A project as Markdown: facts with their places, what the sources say, sections, partners, and the pages read."""

import re
from collections.abc import Iterator

from archive.database import Row
from archive.site.language.swedish import quantity, shown, stated
from archive.site.language.translations import translated
from archive.site.project.archived_copy import archived_copy
from archive.site.project.project_content import ProjectContent

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_LEADING = re.compile(r"^(\d*)([-+=.)])")


def as_markdown(project: ProjectContent) -> str:
    """The whole project in Markdown (CommonMark); empty parts are left out."""
    head = f"# {_plain(project.row['title'] or project.row['project_id'])}\n\n{_plain(project.row['project_id'])}"
    before, after = (
        [f"## {title}\n\n" + "\n".join(lines) for title, items in parts if (lines := list(items))]
        for parts in (_before(project), _after(project))
    )
    sections = [f"## {_plain(title)}\n\n{_paragraphs(row['text'])}" for title, row in project.titled_sections]
    return "\n\n".join([head, *before, *sections, *after]) + "\n"


def _before(project: ProjectContent) -> Iterator[tuple[str, Iterator[str]]]:
    """The lists that stand before the sections, with their headings."""
    yield translated("Fakta"), _facts(project)
    yield translated("Belopp"), (_item("", amount.quotation) for amount in project.stated_amounts)
    yield translated("Vad källorna säger"), _sources(project)
    yield translated("Granskade uppgifter ur texten"), (_item(row["label"], stated(row)) for row in project.reviewed)
    yield translated("Utlovade resultat"), map(_target, project.targets)
    yield (
        translated("Märkord"),
        (_item(label, ", ".join(str(row["name"]) for row in rows)) for label, rows in project.tagged),
    )


def _after(project: ProjectContent) -> Iterator[tuple[str, Iterator[str]]]:
    """The lists that stand after the sections, with their headings."""
    for title, rows in project.partners:
        yield title, (_item("", row["name"]) for row in rows)
    yield (
        translated("Kommuner"),
        (_item(row["municipality_code"] or "", row["name"]) for row in project.municipalities),
    )
    yield translated("Ändringar mellan sidorna"), (_change(name, row) for name, row in project.changed)
    yield translated("Besläktade projekt"), (_item(row["project_id"], row["title"] or "") for row in project.related)
    yield translated("Problem"), (_item(row["code"], row["message"] or "") for row in project.issues)
    yield translated("Sidor som uppgifterna är lästa ur"), map(_capture, project.captures)


def _facts(project: ProjectContent) -> Iterator[str]:
    for fact in project.facts:
        value = shown(fact.value, fact.column.type, fact.column.unit)
        place = translated("tecken {start}", start=fact.place["start"]) if fact.place else translated("härlett")
        review = f", {fact.review}" if fact.review else ""
        yield f"{_item(fact.column.label, value)} ({place}{review})"


def _sources(project: ProjectContent) -> Iterator[str]:
    agreed = (row for _, rows in project.agreed for row in rows)
    for row in (*project.compared, *agreed):
        place = f"{row['file']}, {_place(row)}"
        said = f": {_plain(row['sentence'] or row['raw'])}" if row["raw"] else ""
        yield f"{_item(row['label'], stated(row))} ({_plain(row['source_label'])}, {_plain(place)}){said}"


def _place(row: Row) -> str:
    if row["line"]:
        return translated("rad {line}", line=row["line"]) + f", {row['source_column']}"
    return translated("tecken {start}", start=row["start"])


def _target(row: Row) -> str:
    least = translated("minst ") if row["lower_bound"] else ""
    most = f"–{quantity(row['quantity_max'])}" if row["quantity_max"] is not None else ""
    of = f" {translated('av')} {row['of']}" if row["of"] else ""
    by = f", {translated('senast')} {row['by']}" if row["by"] else ""
    promise = f"{least}{quantity(row['quantity'])}{most} {row['unit']}{of}{by}"
    return f"{_item('', promise)}: {_plain(row['sentence'])}"


def _change(name: str, row: Row) -> str:
    return _item(name, f"{row['old'] or '–'} → {row['new'] or '–'}")


def _capture(row: Row) -> str:
    seen = f", {translated('sedd {day}', day=row['captured_at'])}" if row["captured_at"] else ""
    copy = archived_copy(row)
    archived = f", {translated('arkiverad kopia')}: <{copy.address}>" if copy else ""
    current = f", {translated('gäller')}" if row["is_current"] else ""
    return f"- {_plain(row['url'] or row['source'])}{seen}{current}{archived}, SHA-256 {row['digest']}"


def _item(label: str, value: str) -> str:
    return f"- **{_plain(label)}**: {_plain(value)}" if label else f"- {_plain(value)}"


def _paragraphs(text: str) -> str:
    """Paragraphs with their line breaks."""
    parts = ([_plain(line) for line in part.splitlines() if line.strip()] for part in text.split("\n\n"))
    return "\n\n".join("  \n".join(lines) for lines in parts if lines)


def _plain(text: str) -> str:
    """Text on one line in which no sign is Markdown."""
    escaped = _SPECIAL.sub(r"\\\1", re.sub(r"\s*\n\s*", " ", text)).strip()
    return _LEADING.sub(r"\1\\\2", escaped)
