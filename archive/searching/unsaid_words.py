"""Words that the archive does not have in the form typed: what they are forms of, among what it has in others."""

import json
import sqlite3
from collections.abc import Iterator

_KNOWN = """
select value from json_each(?) where exists (select 1 from words where word = value)
or exists (select 1 from word_forms where basic_form = value)
"""
_SPELT = """
select word from words where word glob :spelt union select basic_form from word_forms where basic_form glob :spelt
"""
_SPELT_INFLECTED = "select basic_form from word_inflections where inflected_form glob :spelt"
_DIACRITICS = str.maketrans({"a": "[aåä]", "e": "[eé]", "o": "[oö]", "u": "[uü]"})
_INFLECTED = (
    "select inflected_form, basic_form from word_inflections where inflected_form in (select value from json_each(?))"
)
_LISTED = "select distinct basic_form from word_inflections where basic_form in (select value from json_each(?))"
_ENDINGS = (
    "s", "n", "t", "r", "en", "et", "ns", "ts", "er", "ar", "or", "na", "ens", "ets", "ers", "ars", "ors",
    "erna", "arna", "orna", "ernas", "arnas", "ornas", "a", "e", "at", "ade", "ad",
)  # fmt: skip
"""Endings of nouns, adjectives and verbs, for words that the dictionary does not list, as most compounds."""
_SHORTEST_STEM, _SHORTEST_LAST = 3, 4
"""Letters of what remains without an ending, and of the last part of a compound."""
_LONGEST = 60
"""Letters of the longest word that other forms are sought of, as of the longest compound that a build divides."""


def basic_forms_of_unsaid(connection: sqlite3.Connection, word: str) -> set[str]:
    """The basic forms that the archive has other forms of; empty if it has none.

    Those whose form the dictionary lists; else those of a compound by its last part, `läroböcker`; else what remains
    without the shortest ending, unless the dictionary lists all forms of that. A word typed without diacritics may lack
    them in each of these, if none is found that has none.
    """
    if len(word) > _LONGEST:
        return set()
    return (
        _inflected(connection, word)
        or _inflected(connection, word.removesuffix("s"))
        or _spelt(connection, {word}, f"{_SPELT} union {_SPELT_INFLECTED}")
        or _of_compound(connection, word)
        or _without_ending(connection, word)
    )


def known_words(connection: sqlite3.Connection, forms: set[str]) -> set[str]:
    """Those of some words that are words of the archive, or basic forms of any."""
    return {row[0] for row in connection.execute(_KNOWN, (json.dumps(sorted(forms)),))}


def _known_or_spelt(connection: sqlite3.Connection, forms: set[str]) -> set[str]:
    return known_words(connection, forms) or _spelt(connection, forms, _SPELT)


def _spelt(connection: sqlite3.Connection, forms: set[str], sql: str) -> set[str]:
    """What those of some words that have no diacritics may be with them."""
    plain = [form.translate(_DIACRITICS) for form in forms if form.isascii() and form.isalpha()]
    return {row[0] for spelt in plain for row in connection.execute(sql, {"spelt": spelt})}


def _inflected(connection: sqlite3.Connection, word: str) -> set[str]:
    return {basic for _, basic in connection.execute(_INFLECTED, (json.dumps([word]),))}


def _of_compound(connection: sqlite3.Connection, word: str) -> set[str]:
    """What a compound is a form of, with the longest last part that the dictionary lists a form of."""
    lasts = [word[start:] for start in range(2, len(word) - _SHORTEST_LAST + 1)]
    found = connection.execute(_INFLECTED, (json.dumps(lasts),)).fetchall()
    for last in lasts:
        made = {word.removesuffix(last) + basic for form, basic in found if form == last}
        if made and (known := _known_or_spelt(connection, made)):
            return known
    return set()


def _without_ending(connection: sqlite3.Connection, word: str) -> set[str]:
    """What a word may be a form of by a usual ending: a dictionary would take half a second to load."""
    for stem in _stems(word):
        if known := _known_or_spelt(connection, _basic_of(stem)):
            listed = connection.execute(_LISTED, (json.dumps(sorted(known)),))
            if others := known.difference(row[0] for row in listed):
                return others
    return set()


def _stems(word: str) -> Iterator[str]:
    for length in range(1, max(map(len, _ENDINGS)) + 1):
        if word[-length:] in _ENDINGS:
            yield word[:-length]


def _basic_of(stem: str) -> set[str]:
    """What a stem may be in its basic form: `skola` of `skol`, `ålder` of `åldr`."""
    if len(stem) < _SHORTEST_STEM:
        return set()
    contracted = {stem[:-1] + "e" + stem[-1]} if stem[-1] in "lnr" else set()
    return {stem, stem + "a", stem + "e", *contracted}
