"""What a build did, or why it was given up."""

import msgspec


class BuildReport(msgspec.Struct):
    """What a build did, as counts; `registers` and `failures` are messages for people, one per input.

    `corrections` are messages about corrections that could not be laid over a page, one each.
    """

    pages: int = 0
    added: int = 0
    unchanged: int = 0
    projects: int = 0
    issues: int = 0
    verdicts: int = 0
    registers: list[str] = []
    failures: list[str] = []
    corrections: list[str] = []


WORKER_ENDED = "a process that read prose ended, as it does when memory runs out; build with fewer --processes"


class BuildError(Exception):
    """A build was abandoned; the message ends with the reason, after a line for each page that failed."""
