"""Every form that the files of the Swedish dictionary give a basic form: `skolor`, `skolan` of `skola`.

They are told without Hunspell, which says of a form what it is of, but not which forms a word has.
"""

import functools
import re
from collections.abc import Iterator

from archive.building.vocabulary.hunspell_dictionary import homographs, irregular_forms, word_rules
from archive.building.vocabulary.listed_words import listed_words
from schema.swedish_dictionary import dictionary_file

_SMALL = re.compile(r"[^\W\d_A-ZÅÄÖ]+")
_SUFFIX = re.compile(r"^SFX +(\S) +(\S+) +([^\s/-]+) +(\S+)", re.MULTILINE)
"""An ending: flag, letters taken away, letters put, what it applies to; those that only make first parts have flags."""
_KEPT_APART = (re.compile(r"\w+[ae]nde(?:t|ts|s)?"), re.compile(r"\w+isk\w*"), re.compile(r"\w+het\w*"))
"""What the search keeps apart from the word that it is made of: doing, kinds and states."""
_DOERS = re.compile(r"\w+ar(?:e\w*|nas?)")
"""Of a verb, the nouns of those who do it."""


@functools.lru_cache(maxsize=200_000)
def inflections(basic: str) -> frozenset[str]:
    """The forms of a basic form, without itself; none of a word that the dictionary does not list.

    A genitive is left out where the form without its `s` is there.
    """
    made = {form for form in _made(basic) if not _is_kept_apart(form, basic)}
    regular = {form for form in made if _is_of(form, basic)}
    forms = {*regular, *_irregular(basic)} - {basic}
    return frozenset(form for form in forms if not (form.endswith("s") and form[:-1] in {*forms, basic}))


def _irregular(basic: str) -> Iterator[str]:
    """The irregular forms of a word, or of one with a prefix: `uppsagd` of uppsäga."""
    irregular, prefixes = word_rules().irregular, word_rules().prefixes
    yield from irregular.get(basic, ())
    for prefix in prefixes.intersection(basic[:length] for length in range(2, len(basic) - 1)):
        yield from (prefix + form for form in irregular.get(basic.removeprefix(prefix), ()))


def _is_of(form: str, basic: str) -> bool:
    return irregular_forms().get(form, basic) == basic and basic not in homographs().get(form, ())


def _is_kept_apart(form: str, basic: str) -> bool:
    is_of_verb = basic.endswith("a") and bool(_DOERS.fullmatch(form))
    return is_of_verb or any(kind.fullmatch(form) and not kind.fullmatch(basic) for kind in _KEPT_APART)


def _made(basic: str) -> Iterator[str]:
    for flag in dict.fromkeys(listed_words().get(basic, "")) if _SMALL.fullmatch(basic) else ():
        for taken, put, applies in _suffixes().get(flag, ()):
            if applies.search(basic):
                yield basic[: len(basic) - len(taken)] + put


@functools.cache
def _suffixes() -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for flag, taken, put, applies in _SUFFIX.findall(dictionary_file().with_suffix(".aff").read_text("utf-8")):
        ending = (taken.removeprefix("0"), put.removeprefix("0"), re.compile(f"{applies}$"))
        found.setdefault(flag, []).append(ending)
    return found
