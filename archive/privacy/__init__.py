"""Masking of personal data in everything that is published: who is a contact, in which forms, and where."""

from archive.privacy.masker import MASK, NAMELESS, Masker, contacts_in, mask_range

__all__ = ["MASK", "NAMELESS", "Masker", "contacts_in", "mask_range"]
