"""The installed package as a wheel, made of its files: from a checkout and from an installed copy alike."""

import base64
import hashlib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from importlib.resources import files
from pathlib import Path

from archive.foreign_packages import PACKAGES

_DISTRIBUTION = "esfarkiv"
_WHEEL = "Wheel-Version: 1.0\nGenerator: esfarkiv\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_LICENSES = ("LICENSE", "licenses/LICENSE")
_IN_AN_EGG = {"METADATA": "PKG-INFO"}
"""What a build leaves in a checkout has its metadata in a file of another name."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the wheel: the same program is the same wheel, byte for byte."""


def write_wheel(folder: Path) -> Path:
    """Writes the wheel into a folder; its name has the version."""
    installed = distribution(_DISTRIBUTION)
    wheel = folder / f"{_DISTRIBUTION}-{installed.version}-py3-none-any.whl"
    about = f"{_DISTRIBUTION}-{installed.version}.dist-info"
    record: list[str] = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*_package_files(), *_about_files(installed, about)]:
            _add(archive, name, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(content)}\n")
        _add(archive, f"{about}/RECORD", "".join([*record, f"{about}/RECORD,,\n"]).encode())
    return wheel


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, content)


def _package_files() -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{package}/{path.relative_to(root).as_posix()}", path.read_bytes()


def _about_files(installed: Distribution, about: str) -> Iterator[tuple[str, bytes]]:
    yield f"{about}/WHEEL", _WHEEL.encode()
    for name in ("METADATA", "entry_points.txt", "top_level.txt", *_LICENSES):
        text = installed.read_text(name) or installed.read_text(_IN_AN_EGG.get(name, name))
        if text:
            yield f"{about}/{name}", text.encode()
