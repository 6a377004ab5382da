"""Who publishes the archive: whoever runs the site. ESF-rådet is the source of the data, never the publisher."""

import re
from typing import Any

import msgspec
from datasette.app import Datasette

from archive.exporting.licence import CC0, Licence, LicenceError, licence_at
from schema.organisation_numbers import TEN_DIGITS, check_digit, is_organisation_number

PUBLISHER = "esfarkiv-publisher"
"""The name under which metadata may tell of the publisher: {"plugins": {"esfarkiv-publisher": {"name": "..."}}}."""


class PublisherError(Exception):
    """A publisher that cannot be one; the message says why."""


class Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The publisher's name, organisation number (ten digits), e-mail address, and the licence of the compilation."""

    name: str = ""
    orgnr: str = ""
    contact: str = ""
    licence: str = CC0.address

    @property
    def terms(self) -> Licence:
        """The licence with its name."""
        return licence_at(self.licence)


def checked_publisher(values: dict[str, Any]) -> Publisher:
    """The publisher with these values; raises PublisherError for one that is not of its form."""
    try:
        publisher = msgspec.convert({name: value for name, value in values.items() if value}, Publisher)
    except msgspec.ValidationError as error:
        raise PublisherError(f"publisher: {error}") from error
    digits = _checked_number(publisher.orgnr) if publisher.orgnr else ""
    if publisher.contact and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", publisher.contact, re.ASCII):
        raise PublisherError(f"--contact {publisher.contact}: give an e-mail address")
    try:
        licence = licence_at(publisher.licence)
    except LicenceError as error:
        raise PublisherError(str(error)) from error
    return msgspec.structs.replace(publisher, orgnr=digits, licence=licence.address)


def _checked_number(written: str) -> str:
    """The ten digits of an organisation number; the PublisherError for another tells what was expected."""
    digits = re.sub(r"(?<=^[0-9]{6})-", "", written)
    if not re.fullmatch("[0-9]{10}", digits):
        expected = "give ten digits, as 2021005000"
    elif not TEN_DIGITS.fullmatch(digits):
        expected = "an organisation number's third digit is at least 2; give no personal identity number"
    elif not is_organisation_number(digits):
        expected = f"after {digits[:9]} the check digit is {check_digit(digits[:9])}, not {digits[9]}"
    else:
        return digits
    raise PublisherError(f"--publisher-orgnr {written}: {expected}")


def publisher_of(datasette: Datasette) -> Publisher:
    """The publisher that the metadata names."""
    return checked_publisher(datasette.plugin_config(PUBLISHER) or {})
