"""A package of another project that was installed over one of ours is told by what its distribution wrote."""

from pathlib import Path

import pytest

from archive.foreign_packages import foreign_package


@pytest.mark.parametrize(
    ("record", "is_told"), [("schema/__init__.py,,\n", True), ("schema.py,,\n", False), ("", False)]
)
def test_a_package_whose_first_file_another_distribution_wrote_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: str, is_told: bool
) -> None:
    about = tmp_path / "schema-0.8.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: schema\nVersion: 0.8.0\n")
    (about / "RECORD").write_text(record)
    for file in ("schema/__init__.py", "schema.py"):  # what is listed and absent may not be counted
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    said = foreign_package()
    assert (said is not None) == is_told
    assert said is None or said.startswith("the package schema (")
