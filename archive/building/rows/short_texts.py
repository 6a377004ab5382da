"""The short texts of a project: what is masked beside the text of its page."""

from collections.abc import Iterator

from schema.record import Project


def short_texts(project: Project) -> Iterator[str]:
    """Facts, names and headings."""
    facts = (getattr(project, name) for name in project.__struct_fields__)
    yield from (fact for fact in facts if isinstance(fact, str))
    yield from (organisation.name for organisation in project.organisations)
    yield from (municipality.name for municipality in project.municipalities)
    yield from (tag.name for tag in project.tags)
    yield from (section.heading for section in project.sections if section.heading)
