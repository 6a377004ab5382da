"""The rows of a project, and what its documents claim of it: which of them agree, which count, what people reviewed."""

import msgspec

from archive.database import Row
from archive.site.project.agreeing_documents import agreed, stated_by_several
from archive.site.project.amounts import StatedAmount, stated_amounts


class ProjectClaims(msgspec.Struct, dict=True):
    """The rows of one project that are shown, and what its documents claim."""

    row: Row
    capture: Row
    amounts: Row
    sections: list[Row]
    organisations: list[Row]
    municipalities: list[Row]
    provenance: list[Row]
    claims: list[Row]
    disagreements: list[Row]
    targets: list[Row]
    tags: list[Row]
    changes: list[Row]
    related: list[Row]
    issues: list[Row]
    captures: list[Row]

    @property
    def own_claims(self) -> list[Row]:
        """The claims of the capture shown."""
        return [row for row in self.claims if row["capture_id"] == self.capture["capture_id"]]

    @property
    def reviews(self) -> dict[tuple[int | None, int | None], str | None]:
        """What people said of the claims of the capture shown, by their places."""
        return {(row["start"], row["end"]): row["review"] for row in self.own_claims}

    @property
    def title_review(self) -> str | None:
        """What people said of the title, which stands above the facts."""
        titles = (row for row in self.own_claims if row["kind"] == "text.title")
        return next((row["review"] for row in titles), None)

    @property
    def reviewed(self) -> list[Row]:
        """The claims of the page's prose that people have confirmed or corrected, but for those that are facts."""
        facts = {(row["start"], row["end"]) for row in self.provenance}
        return [row for row in self.own_claims if row["review"] and (row["start"], row["end"]) not in facts]

    @property
    def disputed(self) -> set[str]:
        """The kinds of claims on which two documents disagree."""
        return {row["kind"] for row in self.disagreements}

    @property
    def agreed(self) -> list[tuple[str, list[Row]]]:
        """The labels of what all documents that state it agree on, with the claim of each."""
        return list(agreed(self.claims, self.disputed))

    @property
    def compared(self) -> list[Row]:
        """What several documents state and do not simply agree on; amounts always, in each one's own writing."""
        settled = {rows[0]["kind"] for _, rows in self.agreed if not rows[0]["kind"].startswith("amount.")}
        kinds = stated_by_several(self.claims)
        return [row for kind, rows in kinds.items() if kind not in settled for row in rows]

    @property
    def stated_amounts(self) -> list[StatedAmount]:
        """The amounts that count: of each kind and currency, what the source says that ranks first."""
        return stated_amounts(self.claims)

    @property
    def shown_claims(self) -> dict[int, str]:
        """Where the claims of this page's text are shown, by position: among sources, amounts or reviewed facts."""
        here = self.capture["capture_id"]
        sourced = [*self.compared, *(row for _, rows in self.agreed for row in rows)]
        amounts = {one.claim["position"]: one.id for one in self.stated_amounts if one.claim["capture_id"] == here}
        reviewed = {row["position"]: f"granskat-{row['position']}" for row in self.reviewed}
        among = {row["position"]: f"pastaende-{row['position']}" for row in sourced if row["capture_id"] == here}
        return reviewed | amounts | among
