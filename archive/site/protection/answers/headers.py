"""Headers that tell browsers what a page may do and how long an answer keeps."""

import tomllib
from importlib.resources import files

import msgspec

Headers = list[tuple[bytes, bytes]]


class _Embeddable(msgspec.Struct, frozen=True):
    prefixes: list[str]


class _Table(msgspec.Struct, frozen=True):
    always: dict[str, str]
    policy: dict[str, str]
    embeddable: _Embeddable


_TABLE = msgspec.convert(
    tomllib.loads(files("archive.site.protection.answers").joinpath("headers.toml").read_text("utf-8")), _Table
)
_REPLACED = {b"referrer-policy", b"cache-control", b"etag", b"server", b"x-content-type-options"}


_POLICY = "; ".join(f"{name} {value}" for name, value in _TABLE.policy.items())


def protected(path: str, status: int, headers: Headers, seconds: int, etag: bytes | None) -> Headers:
    """The headers of an answer, with those of `headers.toml` and of caching in place of Datasette's."""
    embeddable = path.startswith(tuple(_TABLE.embeddable.prefixes))
    policy = _POLICY.replace("{framing}", "*" if embeddable else "'none'")
    kept = [(name, value) for name, value in headers if name.lower() not in _REPLACED]
    added = {**_TABLE.always, "Content-Security-Policy": policy} | ({} if embeddable else {"X-Frame-Options": "DENY"})
    kept += [(name.lower().encode(), value.encode()) for name, value in added.items()]
    return kept + _caching(status, headers, seconds, etag)


def _caching(status: int, headers: Headers, seconds: int, etag: bytes | None) -> Headers:
    """Answers keep as long as `seconds`; errors, and what Datasette calls private, are not kept."""
    named = {name.lower(): value for name, value in headers}
    if status not in (200, 304) or b"no-store" in named.get(b"cache-control", b""):
        return [(b"cache-control", named.get(b"cache-control", b"no-store") if status in (200, 304) else b"no-store")]
    kept = [(b"cache-control", f"public, max-age={seconds}".encode())]
    return [*kept, (b"etag", etag)] if etag else kept
