"""Small wrong changes of parser, archive and schema, chosen by chance, and whether the suite notices them.

    python -m benchmarks.robustness.mutations 80 --seed 1 --executed executed.jsonl

A mutant is one changed place (`benchmarks/robustness/mutants.py`), of all kinds equally many. Each is put into a copy
of the project, where the tests that execute its function are run until one fails; what ends in an error or takes many
times as long is found, too. `executed.jsonl` says which tests those are; without it, the suite is run once to tell.
Survivors are printed, but for those of `equivalent_mutants.toml`, which change nothing that anyone could notice.
"""

import argparse
import random
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, zip_longest
from pathlib import Path

import msgspec

from benchmarks.fixtures import ROOT
from benchmarks.robustness.changed_tree import ChangedTree
from benchmarks.robustness.mutants import Mutant, mutants
from benchmarks.robustness.tests_of_functions import chosen_tests, record, recorded

_FOLDERS = ("parser", "archive", "schema")
_EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")


class MutantOfFile(msgspec.Struct, frozen=True):
    """A mutant and the file it is of, from the root of the project."""

    file: str
    mutant: Mutant

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from others, also when lines have moved."""
        return self.file, self.mutant.function, self.mutant.before, self.mutant.after

    @property
    def described(self) -> str:
        """Where it is, and what it changes."""
        change = f"{self.mutant.before} -> {self.mutant.after}"
        return f"{self.file}:{self.mutant.line} {self.mutant.function} [{self.mutant.kind}] {change}"


def sampled(number: int, seed: int, folders: Sequence[str] = _FOLDERS) -> list[MutantOfFile]:
    """Mutants of all kinds in turn; the same for a seed as long as the code is the same."""
    kinds: defaultdict[str, list[MutantOfFile]] = defaultdict(list)
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for mutant in mutants(path.read_text("utf-8")):
            kinds[mutant.kind].append(MutantOfFile(str(path.relative_to(ROOT)), mutant))
    chance = random.Random(seed)
    drawn = [chance.sample(kinds[kind], len(kinds[kind])) for kind in sorted(kinds)]
    return [one for one in chain.from_iterable(zip_longest(*drawn)) if one][:number]


def equivalent() -> set[tuple[str, str, str, str]]:
    """The keys of mutants that were read and change nothing."""
    rows = tomllib.loads(_EQUIVALENT.read_text("utf-8"))["mutant"]
    return {(row["file"], row["function"], row["before"], row["after"]) for row in rows}


def tried(chosen: Sequence[MutantOfFile], executed: Path, seconds: float) -> list[MutantOfFile]:
    """Tries mutants one by one and tells of each; returns those that no test noticed."""
    tests, survivors = recorded(executed), []
    with tempfile.TemporaryDirectory() as folder:
        tree = ChangedTree(Path(folder))
        for number, one in enumerate(chosen, 1):
            mine = chosen_tests(one.file, one.mutant.function, tests, seconds)
            found_by = tree.found_by(one.file, one.mutant.number, mine)
            print(f"{number} {found_by or f'SURVIVED {len(mine)} tests'}: {one.described}", flush=True)
            survivors += [one] if not found_by else []
    return survivors


def main() -> int:
    """Print what became of each mutant, the survivors and the share found; 1 if that is below nine in ten."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("mutants", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--first", type=int, default=0, help="how many of the sample to pass over")
    options.add_argument("--seconds", type=float, default=120, help="processor time of the tests of one mutant")
    options.add_argument("--executed", type=Path, default=Path(tempfile.gettempdir()) / "executed.jsonl")
    given = options.parse_args()
    if not given.executed.exists():
        record(given.executed)
    known = equivalent()
    sample = sampled(given.mutants, given.seed)[given.first :]
    chosen = [one for one in sample if one.key not in known]
    survivors = tried(chosen, given.executed, given.seconds)
    found = len(chosen) - len(survivors)
    print(*(f"survived: {one.described}" for one in survivors), sep="\n")
    print(f"{len(sample)} sampled, {len(sample) - len(chosen)} equivalent, {found} of {len(chosen)} found")
    return int(found < 0.9 * len(chosen))


if __name__ == "__main__":
    sys.exit(main())
