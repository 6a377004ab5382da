"""What the user accepts for good, by the words that a run printed: problems of pages, and a smaller number of them."""

from scraper.engine.reporting.report import Problem, RunReport, word_of_all
from scraper.store.index import Index
from scraper.store.statuses import GONE


def problem_of(url: str, status: int, flag: str | None, listed: bool) -> Problem | None:
    """What is wrong with an answer of this status and flag: a missing page is a problem if an index lists it."""
    if status in GONE:
        return Problem(url, f"HTTP {status}, though the archive lists it") if listed else None
    if status not in range(200, 300):
        return Problem(url, f"HTTP {status}")
    return Problem(url, flag) if flag else None


def elsewhere(url: str, target: str) -> Problem:
    """What is wrong with a page that leads to another one."""
    return Problem(url, f"elsewhere: leads to {target}")


def set_accepted_aside(report: RunReport, index: Index) -> None:
    """Move the problems that were accepted out of those that make a run fail."""
    problems = report.problems
    if problems and index.accepts(word_of_all(problems)):
        index.accept(problem.word for problem in problems)
    report.accepted += [problem for problem in problems if index.accepts(problem.word)]
    for name in ("failed", "flagged", "refused_places", "forbidden"):
        setattr(report, name, _without_accepted(getattr(report, name), index))
    accepted = {problem.url for problem in report.accepted}
    report.incomplete = not accepted.issuperset(report.unread)


def _without_accepted(problems: list[Problem], index: Index) -> list[Problem]:
    return [problem for problem in problems if not index.accepts(problem.word)]
