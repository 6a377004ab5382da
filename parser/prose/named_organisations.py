"""Find names of Swedish organisations in running text, by the word for the kind of organisation."""

from collections.abc import Iterator

from parser.prose.prose_tables import pattern, word_list


def organisations(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The places of the organisations named in `text[start:end]`, in order, without those that fund projects.

    The wraps of the text are joined.
    """
    last, until, openers = len(text) if end is None else end, start, word_list("openers")
    for capital in pattern("capital").finditer(text, start, last):
        match = pattern("named").match(text, capital.start(), last) if capital.start() >= until else None
        if match:
            until = match.end()
            opener, _, rest = match[0].partition(" ")
            name = rest if opener.lower() in openers else match[0]
            if _is_organisation(name):
                yield until - len(name), until


def is_bare_kind(name: str) -> bool:
    """Whether a name is only the word for a kind (`kommunen`), or is never a project's owner (`styrgruppen`)."""
    return pattern("bare_kind").fullmatch(name) is not None


def _is_organisation(name: str) -> bool:
    return name[:1].isupper() and not is_bare_kind(name) and not pattern("funders").search(name)
