"""What the mask makes of a page's texts, worked out by the process that reads it: the one that writes has less to do.

A mask depends on its contacts and the text alone. Where another page of the project names other contacts, or people
corrected what was read, what is not known is masked when it is written.
"""

from collections.abc import Iterable

import msgspec

from archive.building.captures.records import record_rows
from archive.building.masking.masked_columns import masked_tables
from archive.building.rows.oversized import drop_too_large
from archive.building.rows.record_rows import MaskedRecord
from archive.privacy import Masker, contacts_in
from parser import Page
from schema.record import Contact, Project


class MaskedTexts(msgspec.Struct):
    """Texts as some contacts leave them; None is a text that is left as it is."""

    contacts: list[Contact]
    masked: dict[str, str | None]


class PageMasks(msgspec.Struct):
    """The contacts that the text of a page names, and its masked texts, if any, for those of each project."""

    named: list[Contact]
    texts: list[MaskedTexts] = []

    def contacts_with(self, project: Project) -> list[Contact]:
        """The contact of a project of the page, and the others that the page names."""
        return [project.contact, *(contact for contact in self.named if contact.name != project.contact.name)]

    def masker(self, contacts: Iterable[Contact]) -> Masker:
        """A masker that knows the masked texts for the same contacts."""
        masker = Masker(contacts)
        for texts in self.texts:
            if _keys(texts.contacts) == _keys(masker.contacts):
                masker.remember({text: text if to is None else to for text, to in texts.masked.items()})
        return masker


def without_masks(page: Page) -> PageMasks:
    """The contacts of a page whose texts are yet to be masked."""
    return PageMasks(contacts_in(page.text))


def with_masks(page: Page) -> PageMasks:
    """Masks all that is written of a page, whose projects lose what no column holds."""
    masks = without_masks(page)
    maskers = [_record_masker(page, project, masks) for project in page.projects]
    if not maskers:
        maskers = [Masker(masks.named)]
        maskers[0].mask(page.text)
    masks.texts = [_texts(masker) for masker in maskers]
    return masks


def _record_masker(page: Page, project: Project, masks: PageMasks) -> Masker:
    drop_too_large(project)
    part = Page(page.text, page.spans, [project], None)
    record = MaskedRecord(part, project, Masker(masks.contacts_with(project)))
    others = {"captures": [record.content()], "issues": record.issues}
    masked_tables(record.masker, others | record_rows(record, "", ""))
    return record.masker


def _texts(masker: Masker) -> MaskedTexts:
    return MaskedTexts(masker.contacts, {text: None if to == text else to for text, to in masker.masked.items()})


def _keys(contacts: Iterable[Contact]) -> set[tuple[str | None, ...]]:
    return {key for one in contacts if any(key := (one.name, one.email, one.phone))}
