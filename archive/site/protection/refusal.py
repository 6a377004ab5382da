"""The one exception for a request that is refused: what was wrong, what is allowed, and where to go instead."""

from collections.abc import Sequence
from typing import Any

import msgspec

from archive.site.language.translations import translated


class Link(msgspec.Struct, frozen=True):
    """A page to go to instead."""

    name: str
    address: str


class AddressProblem(msgspec.Struct, frozen=True):
    """What is wrong with an address: in words, the parameter that is meant, and the values that it allows."""

    text: str
    parameter: str | None = None
    allowed: Sequence[str] = ()


class CorrectionForm(msgspec.Struct, frozen=True):
    """A form that stands on the page of the refusal: its template, the values that this shows, and its style sheet."""

    template: str
    values: dict[str, Any]
    style: str


class Refusal(Exception):
    """A request that is refused: a kind of `errors.toml`, what its text names, and what else is told.

    `title` stands in place of the kind's own. Texts are in the visitor's language.
    """

    def __init__(  # noqa: PLR0913 (what a visitor is told)
        self,
        kind: str,
        detail: object = "",
        *,
        title: str | None = None,
        problems: Sequence[AddressProblem] = (),
        links: Sequence[Link] = (),
        form: CorrectionForm | None = None,
    ) -> None:
        self.kind, self.detail = kind, str(detail) or " ".join(problem.text for problem in problems)
        self.title, self.problems, self.links, self.form = title, problems, links, form
        super().__init__(kind, self.detail)


_ECHOED = 60
"""Characters of what a visitor wrote that are repeated to them."""


def echoed(written: str) -> str:
    """What a visitor wrote, as it is repeated to them: a long text only to its beginning."""
    return written if len(written) <= _ECHOED else f"{written[:_ECHOED]}…"


def wrong_parameter(name: str, text: str, allowed: Sequence[str] = ()) -> Refusal:
    """The refusal (status 400) of a parameter that cannot be used."""
    return Refusal("parameter", problems=[AddressProblem(text, echoed(name), allowed)])


def unknown_parameter(name: str) -> str:
    """What is said of a parameter that a page does not have."""
    return translated("Parametern {name} finns inte.", name=echoed(name))


def too_long(name: str, most: int) -> str:
    """What is said of a parameter with a value of more characters than that."""
    return translated("{name} får ha högst {n} tecken.", name=echoed(name), n=most)


def not_found(title: str, text: str, links: Sequence[Link] = (), form: CorrectionForm | None = None) -> Refusal:
    """The refusal (status 404) of an address of ours where nothing stands, with pages to go to instead."""
    return Refusal("not_found", text, title=title, links=links, form=form)
