"""People's verdicts on what was read, kept in the private file until another `corrections.csv` is given.

A page's bytes identify it, so a verdict outlives rebuilds and versions of the parser. What each one fitted is kept too:
pages that are not read again say nothing, and a correction that fits nothing is reported by every build.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from sqlite_utils import Database

Verdict = Literal["right", "wrong"]


class Correction(msgspec.Struct, frozen=True):
    """A row of `corrections.csv`: whether what was read between `start` and `end` of a page is right.

    `capture` is the SHA-256 of the page; `value`, where it is not empty, is what the page says there.
    `file` and `row` say where the correction stands.
    """

    project_id: str
    capture: str
    kind: str
    start: int
    end: int
    raw: str
    verdict: Verdict
    value: str
    by: str
    date: str
    file: str
    row: int

    @property
    def place(self) -> tuple[str, int, int]:
        """What it is about, on its page."""
        return self.kind, self.start, self.end

    def problem(self, expected: str, advice: str) -> str:
        """A line for people about this correction."""
        return f"{self.file}, row {self.row} ({self.kind}, {self.start}-{self.end}): {expected}; {advice}"


class Corrections:
    """The corrections in force, by page."""

    def __init__(self, private: "Database") -> None:
        """Those that the private file holds."""
        self._private = private
        types: dict[str, type] = {name: str for name in Correction.__struct_fields__}
        columns = types | {"start": int, "end": int, "row": int}
        private.table("corrections").create(columns, pk=("capture", "kind", "start", "end"), if_not_exists=True)
        fitted = {"capture_id": str, "capture": str, "kind": str, "start": int, "end": int, "note": str}
        private.table("corrections_fitted").create(
            fitted, pk=("capture_id", "kind", "start", "end"), if_not_exists=True
        )
        private.table("corrections_fitted").create_index(["capture"], if_not_exists=True)
        self._by_page = self._read()
        self._described: dict[str, str] = {}

    def _read(self) -> dict[str, list[Correction]]:
        found: defaultdict[str, list[Correction]] = defaultdict(list)
        for row in self._private.query("select * from corrections order by row"):
            found[row["capture"]].append(msgspec.convert(row, Correction))
        return dict(found)

    def replace(self, corrections: Iterable[Correction]) -> None:
        """Puts those of another file in force."""
        self._private.execute("delete from corrections")
        self._private.table("corrections").insert_all(msgspec.to_builtins(one) for one in corrections)
        self._by_page = self._read()
        self._described = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_page.values()))

    def of(self, capture: str) -> Sequence[Correction]:
        """The corrections of the page with this SHA-256."""
        return self._by_page.get(capture, ())

    def described(self, capture: str) -> str:
        """A suffix of the parser's version, which changes when the verdicts on a page do; empty without any."""
        if capture not in self._described:
            said = sorted((one.place, one.raw, one.verdict, one.value) for one in self.of(capture))
            digest = hashlib.sha256(msgspec.json.encode(said)).hexdigest()
            self._described[capture] = f"+corrections.{digest[:12]}" if said else ""
        return self._described[capture]

    def note_fitted(self, capture_id: str, fitted: dict[Correction, str]) -> None:
        """Keeps which corrections fitted a capture, each with what is odd about it (empty if nothing is)."""
        self._private.execute("delete from corrections_fitted where capture_id = ?", (capture_id,))
        self._private.table("corrections_fitted").insert_all(
            {"capture_id": capture_id, "capture": one.capture, "note": note}
            | dict(zip(("kind", "start", "end"), one.place, strict=True))
            for one, note in fitted.items()
        )

    def problems(self, database: "Database") -> list[str]:
        """A line for each correction that fits nothing, or is odd, and one for pages that bear an earlier file's."""
        corrections = sorted((one for page in self._by_page.values() for one in page), key=lambda one: one.row)
        return [*(line for one in corrections if (line := self._problem(database, one))), *self._earlier(database)]

    def _problem(self, database: "Database", one: Correction) -> str | None:
        sql = "select parser_version from captures where digest = ?"
        versions = [row[0] for row in database.execute(sql, (one.capture,))]
        if not versions:
            return one.problem(
                "expected a page with the SHA-256 of capture, and the archive has none",
                "copy it from captures.digest, or give the page to the build",
            )
        if not any(version.endswith(self.described(one.capture)) for version in versions):
            return one.problem(
                "expected its page among the inputs of this build, so it is not applied yet", "build with the page"
            )
        notes = self._notes(one)
        if not notes:
            return one.problem(
                "expected the words of raw there, read as this kind, and nothing is",
                "take kind, start, end and raw from the tables of this archive, or delete the row",
            )
        return one.problem(notes[0], "see docs/corrections.md") if notes[0] else None

    def _notes(self, one: Correction) -> list[str]:
        sql = 'select note from corrections_fitted where capture = ? and kind = ? and start = ? and "end" = ?'
        return sorted(row[0] for row in self._private.execute(sql, (one.capture, *one.place)))

    def _earlier(self, database: "Database") -> Iterator[str]:
        sql = "select distinct digest, source from captures where parser_version like '%+corrections.%' order by source"
        for digest, source in database.execute(sql).fetchall():
            if digest not in self._by_page:
                yield f"{source}: bears verdicts that the corrections no longer have; build with this page"
