"""Find names of Swedish organisations in running text, by the word for the kind of organisation."""

from collections.abc import Iterator

from parser.prose.prose_tables import pattern


def organisations(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The places of the organisations named in `text[start:end]`, in order, without those that fund projects.

    The wraps of the text are joined.
    """
    for match in pattern("organisation").finditer(text, start, len(text) if end is None else end):
        opener = pattern("before_organisation").match(match[0])
        first = match.start() + (opener.end() if opener else 0)
        if _is_organisation(text[first : match.end()]):
            yield first, match.end()


def is_bare_kind(name: str) -> bool:
    """Whether a name is only the word for a kind (`kommunen`), or is never a project's owner (`styrgruppen`)."""
    return pattern("bare_kind").fullmatch(name) is not None


def _is_organisation(name: str) -> bool:
    return name[:1].isupper() and not is_bare_kind(name) and not pattern("funders").search(name)
