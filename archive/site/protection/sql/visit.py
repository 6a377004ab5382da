"""The request that is being answered: what it may take, and whether its visitor is still there."""

import time
from contextvars import ContextVar

import msgspec

from archive.site.protection.sql.questions import Question

ENDLESS = float("inf")


class Visit:
    """One request under a database's address; its statements run in processes of visitors' SQL."""

    def __init__(self, form: str, seconds: float = ENDLESS, rows: int = 0, cells: int = 0, whole: bool = False) -> None:
        """`form` is `html`, `json`, `csv`...; `rows` and `cells` bound one answer; `whole`: refused sooner than cut."""
        self.form, self.rows, self.cells, self.whole = form, rows, cells, whole
        self.deadline = time.monotonic() + seconds
        self.left = False
        self.keys = ""
        """The key of the table whose page is answered, as SQL: what ties are ordered by."""
        self.only_columns = False
        """Whether no rows are wanted of the page's statement: the file that is answered has a statement of its own."""
        self.failure: Exception | None = None

    def shortened(self, question: Question) -> Question:
        """A statement that ends when the request's time does."""
        remaining = max(0.0, self.deadline - time.monotonic())
        return msgspec.structs.replace(question, seconds=min(question.seconds, remaining))


CURRENT: ContextVar[Visit | None] = ContextVar("visit", default=None)
"""None while a page of our own is answered, whose statements are known."""
