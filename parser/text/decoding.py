"""Decode bytes: detect the encoding a page really uses, whatever it declares."""

import codecs
import re

_WINDOWS_1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x100))
"""The character of each byte; the five bytes that Windows-1252 leaves open are control characters, as in HTML."""
_NOT_ASCII = bytes(range(0x80, 0x100))
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_BE: "utf-32-be", codecs.BOM_UTF32_LE: "utf-32-le"}
"""Byte order marks of the encodings that are not UTF-16."""
_SAMPLE, _FEWEST_NULS, _ONE_SIDED = 4096, 0.25, 10
"""Bytes looked at; in UTF-16, the share of them that are NUL, and how many times as many stand at one parity."""
_SINGLE_BYTE = re.compile(r"(iso-?8859-([2-9]|1\d)|windows-125[013-8]|mac|cp\d|ibm\d|koi8)")


def to_utf8(content: bytes) -> bytes:
    """The page's bytes as UTF-8 without a byte order mark; never fails.

    Bytes that are valid UTF-8 are kept; otherwise a byte order mark or the page's declaration decides, where
    `ISO-8859-1` means Windows-1252, as in the HTML standard. Stray bytes in mostly UTF-8 pages are Windows-1252.
    """
    if wide := utf16_kind(content):
        return _decode_utf16(content, wide).encode("utf-8", "replace")
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    data, encoding = content.removeprefix(mark), _MARKS.get(mark, "utf-8")
    text = _decode_strict(data, encoding)
    if text is not None and encoding == "utf-8":
        return data
    return (text or _decode_mixed(data) or _decode_declared(data)).encode("utf-8", "replace")


def utf16_kind(content: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` for bytes in UTF-16, whole or cut, with or without their mark; None for all others."""
    for mark, kind in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark) and not content.startswith(codecs.BOM_UTF32_LE):
            return kind
    sample = content[:_SAMPLE]
    if sample.count(0) < len(sample) * _FEWEST_NULS:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return "utf-16-le" if odd > _ONE_SIDED * even else "utf-16-be" if even > _ONE_SIDED * odd else None


def _decode_utf16(content: bytes, kind: str) -> str:
    """The text, also of a page that lost a byte at its beginning or end."""
    whole = content[: len(content) // 2 * 2]
    return whole.decode(kind, "replace").removeprefix("\ufeff").replace("\x00", "")


def _decode_strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _decode_mixed(data: bytes) -> str | None:
    lenient = data.decode("utf-8", "replace")
    invalid = lenient.count("\ufffd")
    valid = len(lenient) - len(data.translate(None, _NOT_ASCII)) - invalid
    return data.decode("utf-8", "windows-1252-bytes") if valid > 2 * invalid else None


def _decode_declared(data: bytes) -> str:
    from bs4.dammit import EncodingDetector  # noqa: PLC0415  (slow to load, and few pages need it)

    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    text = _decode_strict(data, declared) if declared and _SINGLE_BYTE.match(declared) else None
    return text or _decode_windows_1252(data)


def _decode_windows_1252(data: bytes) -> str:
    return codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]


def _stray_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    truncated = error.reason == "unexpected end of data"
    return ("\ufffd" if truncated else _decode_windows_1252(error.object[error.start : error.end])), error.end


codecs.register_error("windows-1252-bytes", _stray_bytes)
