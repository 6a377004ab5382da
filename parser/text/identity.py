"""Project ids: from the address if it contains one, else from the values as the page writes them.

An id is built from raw values only, so a better normaliser never changes it.
"""

import hashlib
import re
from urllib.parse import unquote

from schema.record import Project
from schema.register_numbers import period_of

_CONTAINER = re.compile(r"/Projektbanken/Behallare-for-projekt/([^/?#]+)/([^/?#]+)", re.IGNORECASE)


def id_from_address(url: str | None) -> str | None:
    """`2007-2013/<region>/<slug>`, lower-cased, from an old project bank address, archived or not."""
    match = _CONTAINER.search(url or "")
    return f"2007-2013/{unquote(match[1])}/{unquote(match[2])}".lower() if match else None


def dnr_within(operation_id: str) -> str | None:
    """The register number in a register's own id: its last `_`-separated part that is one."""
    plain = re.sub(r"[‐‑–]", "-", operation_id).upper()
    parts = (part.strip() for part in reversed(plain.split("_")))
    return next((part for part in parts if period_of(part)), None)


def content_id(project: Project) -> str:
    """The id of a project whose address is not known: a hash of raw title, region and start date."""
    raw = {value.field: value.raw for value in project.values}
    return _id_from_content(project.programme_period, project.title, raw.get("region"), raw.get("period_start"))


def _id_from_content(period: str | None, *raw: str | None) -> str:
    key = "\n".join(" ".join((value or "").split()) for value in raw)
    return f"{period or 'prosa'}/{hashlib.sha256(key.encode()).hexdigest()[:16]}"
