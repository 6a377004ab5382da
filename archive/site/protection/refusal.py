"""The one exception for a request that is refused: what was wrong, what is allowed, and where to go instead."""

from collections.abc import Sequence
from typing import Any

import msgspec


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


def wrong_parameter(name: str, text: str, allowed: Sequence[str] = ()) -> Refusal:
    """The refusal (status 400) of a parameter that cannot be used."""
    return Refusal("parameter", problems=[AddressProblem(text, name, allowed)])


def not_found(title: str, text: str, links: Sequence[Link] = (), form: CorrectionForm | None = None) -> Refusal:
    """The refusal (status 404) of an address of ours where nothing stands, with pages to go to instead."""
    return Refusal("not_found", text, title=title, links=links, form=form)
