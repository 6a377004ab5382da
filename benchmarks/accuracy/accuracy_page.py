"""docs/accuracy.md: what is measured, on what, and the figures."""

from benchmarks.accuracy.demonstration import counted
from benchmarks.accuracy.real_shaped import Measured
from benchmarks.accuracy.scoring import Score, Scores

_ABOUT = """# How well prose is read

Made by `python -m benchmarks.accuracy.prose_accuracy --raise`. Each text is read from the page on, as
`esfarkiv parse` does, with nothing told beforehand, and compared with what careful readers annotated by the rules of
[annotation.md](annotation.md).

**What is shown, and what is kept.** Every claim, target, tag and inferred section has a confidence between 0 and 1.
From the threshold of its kind on (`parser/judging/thresholds.toml`) it is shown: on the site, in sums and in
comparisons. The tables keep the rest too. *Precision* is the share of the lines shown that are right, *recall* the
share of what is annotated that is shown. F1, the harmonic mean of both, is that of all that is kept, shown or not.

**On what.** Two kinds of text, with figures of their own:

- *{texts}*: invented, each after the genre, layout, length and wording of a real page. The first are no part of this
  repository; the second are by twenty-five authors who had not seen the code (`fixtures/prose/`). All were left out of
  the fit in twelve parts: each part was read by weights fitted to all others, so none was read by weights that it had a
  part in. The wording of cues and the thresholds were chosen by people who had seen the first, and thresholds by the
  figures of both, so a text that nobody has seen may fare worse.{refused}
- *Invented texts*, the rest of the gold corpus: thirteen authors who wrote and annotated without seeing the code or
  each other. **The weights were fitted to the documents of eleven of them: their tables say how well the weights fit,
  not how a new text fares.** Only two authors are unread: no weight is fitted to their documents, and no difference in
  them is ever printed.

**How it is read.** Readers find every number, amount, date, name and group. Cues, words and places that speak for or
against what it may be, are data; what each weighs is fitted to annotated texts, and the weights give the confidence
([prose.md](prose.md)). Countries, cities, partners, municipalities and counties are found by vocabulary and cues
alone, with a confidence set by rule.

**What is right.** A target, when it overlaps the annotated one by half of the shorter and has its quantity (in whole
numbers), unit and `of`. A claim, when it overlaps so and has its kind, value and currency. Tags are compared as the
set of names of a text. A paragraph without heading is right when it has the section annotated; only `sammanfattning`,
`bakgrund`, `syfte` and `malsattning` are inferred, so what is annotated as one of the other three is missed. The
scope of claims (a part, for each participant), and for amounts the status (granted, applied for, paid), are measured
on the claims that are right, where either side has one; they have no threshold of their own. Where several readings
were annotated, each of them is right; what was annotated as open counts neither way.

**Read one by one.** Readers who had not written the rules read the claims and targets that the project pages of the
demonstration show, strictly and with every field, and what they said is kept (`fixtures/verdicts.csv`). Of the lines
shown now they called {right} right and {wrong} false; {open} the guide leaves open, and {unread} have changed since and
are unread. The weights are fitted to these verdicts too, so this says what the demonstration shows and not how a new
page fares: of 876 lines read first 78 were false, 37 of them in their kind or in being a line at all and 41 in a field
(a unit, what a share is of, a date, one of several nouns); of 198 more that lower thresholds showed, 48, and of 73
that one judge of quantities showed for the first time, 18.

**What is not measured here.** Themes, which have no annotations. Titles, owners and the other fields of the record. A
target's deadline, range and split by sex; the earliest and latest day of a date. How far real pages are unlike all of
these texts.

Floors a hundredth below these figures, for the precision of what is shown and for the F1 of what is kept, are gated
by the suite.
"""
_REFUSED = "\n  {refused} of them were not taken for a project's page and are left out."
_VERDICTS = ("right", "wrong", "open", "unread")
_SUMMARY = {
    "targets": "targets",
    "claims": "claims",
    "target_group": "target groups",
    "municipality": "municipalities",
    "paragraphs without headings": "inferred sections",
}


def page_of(scores: dict[str, Scores], real: dict[str, Measured]) -> str:
    """The page of corpora with their scores by kind: `real` are those of texts after real pages, the last is unread."""
    texts = ", ".join(f"{one.texts} {corpus}" for corpus, one in real.items())
    number = sum(one.refused for one in real.values())
    refused, (read, _) = _REFUSED.format(refused=number) if number else "", counted()
    verdicts = {verdict: read[verdict] for verdict in _VERDICTS}
    about = _ABOUT.format(texts=texts, refused=refused, **verdicts)
    tables = [line for corpus in scores for line in _table(corpus, scores[corpus])]
    return "\n".join([about, *_summary(scores, [*real, list(scores)[-1]]), *tables])


def _summary(scores: dict[str, Scores], left_out: list[str]) -> list[str]:
    """Precision and recall of what is shown, of the corpora that no weight was fitted to."""
    title = "## What is shown of texts that the weights were not fitted to"
    heads = " | ".join(f"{corpus}: precision (lines) | recall" for corpus in left_out)
    rows = [
        f"| {name} | " + " | ".join(_brief(scores[corpus].get(kind, Score())) for corpus in left_out) + " |"
        for kind, name in _SUMMARY.items()
    ]
    return [title, "", f"| what | {heads} |", f"|---{'|---|---' * len(left_out)}|", *rows, ""]


def _brief(score: Score) -> str:
    return f"{_share(score.precision)} ({score.shown}) | {_share(score.recall)}"


def _table(corpus: str, scores: Scores) -> list[str]:
    head = ["| what | annotated | lines shown | precision | recall | F1 of all kept |", "|---|---|---|---|---|---|"]
    rows = [
        f"| {kind} | {one.annotated} | {one.shown} | {_share(one.precision)} | {_share(one.recall)} | {one.f1:.2f} |"
        for kind, one in scores.items()
    ]
    return [f"## {corpus.capitalize()}", "", *head, *rows, ""]


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
