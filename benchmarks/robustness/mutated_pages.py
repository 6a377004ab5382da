"""Reads pages broken at random: none may raise, take long, leave a character uncovered or give a false offset.

    python -m benchmarks.robustness.mutated_pages 500000           pages to make; some forty minutes on two processors
    python -m benchmarks.robustness.mutated_pages 1 --seed 4711    one page again, by the seed that a failure names

The pages are those of `fixtures/` and, where they are at hand, the real ones; each is changed one to six times, and cut
at 20 kB. Every fiftieth is masked too, every two hundredth has its prose analysed.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from multiprocessing import Pool

import msgspec

from archive.privacy import Masker, contacts_in
from benchmarks.fixtures import FIXTURES, SHARED
from parser import Page, read_page, understand_page

_LONGEST = 20_000
_WARM = b"Projektet Exempel\n\nKontakt: Ylva Exempel\n\nESF-projektets pengar till 70 procent av deltagarna i maj.\n"
_SLOW = 1.0
"""Seconds of processor time that no page may take."""
_MASKED, _ANALYSED, _CHUNK = 50, 200, 500
_LABELS = [
    "Region",
    "Projektägare:",
    "Diarienummer:",
    "Namn:",
    "Kommun",
    "Syfte",
    "Projektfas",
    "Utlyst belopp",
    "Kontakt:",
]
_RUNS = [
    " ",
    "\xa0",
    "\t",
    "\n",
    "-",
    "•",
    "1",
    "0 ",
    "a ",
    "A",
    "(",
    "<b>",
    "<",
    "é",
    ".",
    "1 000 ",
    "kr ",
    "5 kr ",
    "10 deltagare ",
    "Ylva Ek ",
    "\xad",
    "är ",
]
Change = Callable[[random.Random, str], str]


class Fault(msgspec.Struct):
    """What was wrong with a page, and the seed that makes it again."""

    seed: int
    kind: str
    detail: str


@cache
def corpus() -> list[str]:
    """The pages to begin with."""
    real = ("seeds/*", "real-pages/*.txt", "cases/pages/*.txt", "cases/pages/*.html")
    paths = [*FIXTURES.glob("*/*/page.*"), *(FIXTURES / "prose").rglob("page.txt")]
    paths += [path for pattern in real for path in SHARED.glob(pattern)]
    return [path.read_text("utf-8", "replace") for path in sorted(paths)]


def _lines(random_: random.Random, text: str, change: Callable[[list[str], int, int], list[str]]) -> str:
    lines = text.split("\n")
    first, last = sorted(random_.choices(range(len(lines) + 1), k=2))
    return "\n".join(change(lines, first, min(last, first + 30)))


def _at(random_: random.Random, text: str, inserted: str) -> str:
    place = random_.randrange(len(text) + 1)
    return text[:place] + inserted + text[place:]


def _scattered(random_: random.Random, text: str, put: str) -> str:
    """One character in three hundred replaced."""
    places = sorted(random_.sample(range(len(text)), len(text) // 300))
    return put.join(text[a:b] for a, b in pairwise([0, *places, len(text)]))


def _cut(random_: random.Random, text: str) -> str:
    first, last = sorted(random_.choices(range(len(text) + 1), k=2))
    return text[first:last] if random_.random() < 0.5 else text[:first] + text[last:]


CHANGES: tuple[Change, ...] = (
    lambda r, text: _lines(r, text, lambda lines, a, b: lines[:a] + lines[b:]),
    lambda r, text: _lines(r, text, lambda lines, a, b: lines[:b] + lines[a:b] * r.randrange(1, 4) + lines[b:]),
    lambda r, text: _lines(r, text, lambda lines, a, b: lines[:a] + r.sample(lines[a:b], b - a) + lines[b:]),
    lambda r, text: _lines(r, text, lambda lines, a, b: [*lines[:a], "".join(lines[a:b]), *lines[b:]]),
    lambda r, text: _lines(r, text, lambda lines, a, b: [*lines[:a], " ".join(lines[a:b]), *lines[b:]]),
    lambda r, text: _lines(
        r, text, lambda lines, a, b: [*lines[:a], "", *(x for y in lines[a:b] for x in (y, "")), *lines[b:]]
    ),
    lambda r, text: _at(r, text, f"\n{r.choice(_LABELS)}\n"),
    lambda r, text: _at(r, text, r.choice(_RUNS) * r.choice((1, 3, 61, 400, 3000))),
    lambda r, text: text.replace(r.choice(("\n", " ", ":", ".", "</div>", "</p>", "\u00a0", "•")), r.choice(_RUNS)),
    lambda r, text: text + "\n\n" + r.choice(corpus()),
    lambda r, text: _scattered(r, text, ""),
    lambda r, text: _scattered(r, text, chr(r.randrange(1, 0x2100))),
    lambda r, text: r.choice((str.upper, str.lower, str.title))(text) if r.random() < 0.2 else text,
    _cut,
)


def mutated(seed: int) -> bytes:
    """The page of a seed."""
    random_ = random.Random(seed)
    text = random_.choice(corpus())
    for _ in range(random_.randrange(1, 7)):
        text = random_.choice(CHANGES)(random_, text[: 2 * _LONGEST])
    content = text.encode("utf-8", "replace")[:_LONGEST]
    odd = random_.random()
    return content.decode("utf-8", "replace").encode("cp1252", "replace") if odd < 0.05 else content


def examine(seed: int, deep: bool = False) -> Iterator[Fault]:
    """What is wrong with how the page of a seed is read."""
    content, begun = mutated(seed), time.process_time()
    try:
        page = read_page(content, "https://www.esf.se/sida/" if seed % 2 else None)
        yield from (Fault(seed, kind, detail) for kind, detail in faults_of(page))
        if deep or seed % _MASKED == 0:
            assert len(Masker(contacts_in(page.text)).mask(page.text)) == len(page.text), "the mask moves characters"
    except Exception as error:
        yield Fault(seed, "raised", f"{type(error).__name__}: {error}")
        return
    yield from _slow(seed, "slow", time.process_time() - begun, len(content))
    if deep or seed % _ANALYSED == 0:
        begun = time.process_time()
        understand_page(page)
        yield from _slow(seed, "slow prose", time.process_time() - begun, len(content))


def _slow(seed: int, kind: str, taken: float, length: int) -> Iterator[Fault]:
    if taken > _SLOW:
        yield Fault(seed, kind, f"{taken:.2f} s for {length} bytes")


def faults_of(page: Page) -> Iterator[tuple[str, str]]:
    """Characters that no span covers, and places whose text is another than what was read there."""
    position = 0
    for span in page.spans:
        if span.start != position or span.end < span.start:
            yield "spans", f"{span} after {position}"
        position = span.end
    if position != len(page.text):
        yield "cover", f"{position} of {len(page.text)} characters"
    for project in page.projects:
        for value in project.values:
            if page.text[value.start : value.end] != value.raw:
                yield "offset", f"{value}"
        for section in project.sections:
            if page.text[section.start : section.end] != section.text:
                yield "offset", f"section at {section.start}"


def _examine_all(seeds: range) -> list[Fault]:
    return [fault for seed in seeds for fault in examine(seed)]


def _warm() -> None:
    """Load what is loaded once, so that no page is charged for it."""
    page = read_page(_WARM)
    understand_page(page)
    Masker(contacts_in(page.text)).mask(page.text)


def main() -> int:
    """Print the faults and their number; 1 when there are any."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("pages", type=int)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    seeds = range(given.seed, given.seed + given.pages)
    counts: Counter[str] = Counter()
    with Pool(os.cpu_count(), initializer=_warm) as pool:
        for faults in pool.imap_unordered(_examine_all, (seeds[n : n + _CHUNK] for n in range(0, len(seeds), _CHUNK))):
            counts.update(fault.kind for fault in faults)
            for fault in faults:
                print(f"{fault.kind} {fault.seed}: {fault.detail}", flush=True)
    print(f"{given.pages} pages: " + (", ".join(f"{count} {kind}" for kind, count in counts.items()) or "no fault"))
    return int(bool(counts))


if __name__ == "__main__":
    sys.exit(main())
