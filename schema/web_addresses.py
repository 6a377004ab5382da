"""Addresses of pages as they are met: some are torn or no address at all, and are then taken as they stand."""

from urllib.parse import SplitResult, urlsplit


def address_parts(url: str) -> SplitResult:
    """The parts of an address; one that cannot be split is all path, without scheme and host."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")
