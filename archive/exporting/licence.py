"""The licence of the compilation, and whom to name as the source: one text for files, pages and catalogues.

The program has a licence of its own, MIT.
"""

import re

import msgspec

SOURCE = "Svenska ESF-rådet"
"""Whom to name as the source of the data."""
SOURCE_ADDRESS = "https://www.esf.se/"


class LicenceError(Exception):
    """What is no address of a licence; the message says what one looks like."""


class Licence(msgspec.Struct, frozen=True):
    """A licence: its address and the name that people read."""

    address: str
    name: str

    @property
    def said(self) -> str:
        """The name, and the address where the name is not that."""
        return self.address if self.name == self.address else f"{self.name}, {self.address}"


CC0 = Licence("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0")
"""What a compilation has unless its publisher names another."""
_WITHOUT_SCHEME = re.compile(r"^https?://|/(?:legalcode|deed)?(?:\.\w\w)?$")


def licence_at(address: str) -> Licence:
    """The licence at an address, CC0 for an empty one; raises LicenceError for what is no address."""
    if not address or _WITHOUT_SCHEME.sub("", address) == _WITHOUT_SCHEME.sub("", CC0.address):
        return CC0
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", address, re.ASCII):
        raise LicenceError(f"--licence {address}: give the address of a licence, as http://...")
    return Licence(address, address)
