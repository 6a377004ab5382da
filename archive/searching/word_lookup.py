"""What the archive's word tables know of a word: its spellings, its forms and the compounds that it is part of."""

import json
import sqlite3

import msgspec

from archive.searching.query_words import without_diacritics
from archive.searching.unsaid_words import basic_forms_of_unsaid, known_words

_SPELT = "select word, basic_forms from words where {} = ?"
_FORMS = """
select f.word, f.kind, w.titles from word_forms f join words w using (word)
where f.basic_form in (select value from json_each(?)) order by w.projects desc, f.word
"""
_THEMSELVES = "select word from words where word in (select value from json_each(?)) order by projects desc, word"
_IN_DICTIONARY = """
select exists (select 1 from words where word = :word and in_dictionary)
or exists (select 1 from word_forms f join words w using (word) where f.basic_form = :word and w.in_dictionary)
"""
_OF_NOUNS, _OF_ADJECTIVES = ("ar", "arna", "arnas", "en", "ens"), ("t", "a", "are", "ast", "aste")
"""Endings that only nouns have, and those that only adjectives have, of a word that is both: ren."""
_BEGINNINGS = "select distinct substr(word, 1, ?) from words where plain >= ? and plain < ? order by 1"


class WordVariants(msgspec.Struct, frozen=True):
    """The words of the archive that a word finds: forms of the word itself, and words that it is part of.

    `titled` are those of the latter that stand in titles.
    """

    forms: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()


def look_up(connection: sqlite3.Connection, word: str) -> WordVariants:
    """The variants of a word in small letters; none if the archive has neither it nor another form of it.

    A word without diacritics stands for all words that are it without theirs, first of all for itself; for itself
    alone if it is a word of the language that the archive has: `lag` does not find låg.
    """
    spelt = spellings(connection, word)
    if connection.execute(_IN_DICTIONARY, {"word": word}).fetchone()[0]:
        spelt = {word: spelt[word]} if word in spelt else {}
    basic = {form for forms in spelt.values() for form in forms.split()} | known_words(connection, {word})
    itself = sorted(spelt, key=lambda other: other != word)
    found = basic or basic_forms_of_unsaid(connection, word)
    return _variants(connection, tuple(itself), found, _of_adjectives(word, found))


def _of_adjectives(word: str, basic: set[str]) -> set[str]:
    """The adjective's forms that a word does not mean as it stands in a noun's: `renar` finds no rent or rena."""
    nouns = (form for form in basic if word in {form + ending for ending in _OF_NOUNS})
    return {form + ending for form in nouns for ending in _OF_ADJECTIVES}


def _variants(
    connection: sqlite3.Connection, spelt: tuple[str, ...], basic: set[str], not_meant: set[str]
) -> WordVariants:
    """Words of the archive, other forms of their basic forms, and words that these are part of."""
    sought = json.dumps(sorted(basic))
    found = connection.execute(_FORMS, (sought,)).fetchall()
    themselves = [row[0] for row in connection.execute(_THEMSELVES, (sought,))]
    inflected = [form for form, kind, _ in found if kind == "böjning" and form not in not_meant]
    forms = tuple(dict.fromkeys((*spelt, *themselves, *inflected)))
    compounds = {found_word: titles for found_word, kind, titles in found if kind == "del" and found_word not in forms}
    return WordVariants(forms, tuple(compounds), tuple(name for name, titles in compounds.items() if titles))


def spellings(connection: sqlite3.Connection, word: str) -> dict[str, str]:
    """The words of the archive that a word stands for, each with its basic forms."""
    column = "plain" if without_diacritics(word) == word else "word"
    return dict(connection.execute(_SPELT.format(column), (word,)).fetchall())


def beginnings(connection: sqlite3.Connection, beginning: str) -> tuple[str, ...]:
    """The beginnings of words that a beginning stands for: `mal` also for `mål`, `mål` for itself alone."""
    if without_diacritics(beginning) != beginning:
        return (beginning,)
    sought = (len(beginning), beginning, beginning + "\U0010ffff")
    return tuple(dict.fromkeys((beginning, *(row[0] for row in connection.execute(_BEGINNINGS, sought)))))
