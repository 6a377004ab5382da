"""Bytes to text: which encoding a page really has, whatever it says."""

import codecs
import re

from bs4.dammit import EncodingDetector

_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_SINGLE_BYTE = re.compile(r"(iso-?8859-([2-9]|1\d)|windows-125[013-8]|mac|cp\d|ibm\d|koi8)")


def to_utf8(content: bytes) -> bytes:
    """The page's bytes as UTF-8 without a byte order mark, never failing.

    UTF-8 when the bytes are valid UTF-8; else what a byte order mark or the page declares, where `ISO-8859-1`
    means Windows-1252, as the HTML standard has it. Stray bytes in a page that is mostly UTF-8 are Windows-1252.
    """
    data, encoding = EncodingDetector.strip_byte_order_mark(content)
    text = _strict(data, encoding or "utf-8")
    if text is not None and encoding in (None, "utf-8"):
        return bytes(data)
    return (text or _mixed(data) or _declared(data)).encode("utf-8", "replace")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _mixed(data: bytes) -> str | None:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    sound = sum(character > "\x7f" for character in lenient) - broken
    return data.decode("utf-8", "windows-1252-bytes") if sound > 2 * broken else None


def _declared(data: bytes) -> str:
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    text = _strict(data, declared) if declared and _SINGLE_BYTE.match(declared) else None
    return text or _windows_1252(data)


def _windows_1252(data: bytes) -> str:
    return data.decode("latin-1").translate(_CP1252)


def _stray_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    cut_off = error.reason == "unexpected end of data"
    return ("\ufffd" if cut_off else _windows_1252(error.object[error.start : error.end])), error.end


codecs.register_error("windows-1252-bytes", _stray_bytes)
