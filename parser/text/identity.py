"""Project ids: from the address if it contains one, else from the values as the page writes them.

An id is built from raw values only, so a better normaliser never changes it.
"""

import functools
import hashlib
import re
from urllib.parse import unquote

from schema.record import Project
from schema.register_numbers import HYPHENS, period_of

_CONTAINER = re.compile(r"/Projektbanken/Behallare-for-projekt/([^/?#]+)/([^/?#]+)", re.IGNORECASE)


def id_from_address(url: str | None) -> str | None:
    """`2007-2013/<region>/<slug>`, lower-cased, from an old project bank address, archived or not."""
    match = _CONTAINER.search(url or "")
    return f"2007-2013/{unquote(match[1])}/{unquote(match[2])}".lower() if match else None


def dnr_within(operation_id: str) -> str | None:
    """The register number in a register's own id: its last `_`-separated part that is one.

    None also where there are several, of which the operation may be any.
    """
    plain = operation_id.translate(HYPHENS).upper()
    parts = [part.strip() for part in re.split(r"[_;,|+&\s]+", plain)]
    return next(iter(found)) if len(found := {part for part in parts if period_of(part)}) == 1 else None


def content_id(project: Project, text: str, *, one_of_several: bool = False) -> str:
    """The id of a project while no address of it is known.

    Of a page of the bank it is made from raw title, region and start date, without a title from the text; of prose,
    whose titles are no names, from the text, and, where that is about several projects, the name in it.
    """
    raw = {value.field: value.raw for value in reversed(project.values)}  # the first of a field counts
    if project.layout == "prose":
        return prose_id(None, text, raw.get("title") if one_of_several else None)
    if project.title is None:
        return _digest_id(project.programme_period, text)
    return _digest_id(project.programme_period, project.title, raw.get("region"), raw.get("period_start"))


def prose_id(url: str | None, text: str, item: str | None = None) -> str:
    """The id of a prose text: from its address, else from its content; `item` is the name of one project of several."""
    digest = _digest_of((url or "").partition("#")[0] or text).copy()
    if item:
        digest.update(f"\n{_one_spaced(item)}".encode())
    return f"prosa/{digest.hexdigest()[:16]}"


@functools.lru_cache(maxsize=4)
def _digest_of(text: str) -> "hashlib._Hash":
    """The digest of a text, kept while its projects are named: there may be thousands of them."""
    return hashlib.sha256(_one_spaced(text).encode())


def _digest_id(period: str | None, *raw: str | None) -> str:
    content = "\n".join(_one_spaced(value or "") for value in raw)
    return f"{period or 'prosa'}/{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
