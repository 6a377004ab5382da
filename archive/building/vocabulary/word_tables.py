"""The tables `words`, `word_forms` and `word_inflections`: the index's words, what finds them, and unsaid forms.

The dictionary is asked about new words only, and not loaded if there are none.
"""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from archive.searching.query_words import without_diacritics

_VOCABULARY = "create virtual table temp.indexed_words using fts5vocab(main, search, '{}')"
_COUNTS = """
update words set projects = counted.projects, titles = counted.titles from counted_words counted
where counted.word = words.word and (words.projects, words.titles) is not (counted.projects, counted.titles)
"""
_BASIC_FORMS = """
select basic_form from word_forms
union select word from words where ' ' || basic_forms || ' ' like '% ' || word || ' %'
"""
"""Basic forms, and what words are part of."""
_WITHOUT_INFLECTIONS = f"{_BASIC_FORMS} except select basic_form from word_inflections order by 1"


def fill_word_tables(database: Database, *, anew: bool) -> None:
    """Brings the three tables up to date with the search index; `anew` looks every word up again."""
    _count_words(database)
    gone = "true" if anew else "word not in (select word from counted_words)"
    database.execute(f"delete from word_forms where {gone}")
    database.execute(f"delete from words where {gone}")
    gone = "true" if anew else f"basic_form not in ({_BASIC_FORMS})"
    database.execute(f"delete from word_inflections where {gone}")
    sql = "select word from counted_words where word not in (select word from words) order by 1"
    if new := [row[0] for row in database.execute(sql)]:
        _add(database, new)
        _add_inflections(database)
    database.execute(_COUNTS)
    database.execute("drop table counted_words")


def _count_words(database: Database) -> None:
    """Fills a temporary table with the words of the index that have no digit, and how many projects have each."""
    database.execute("create temp table counted_words (word text primary key, projects integer, titles integer)")
    database.execute(_VOCABULARY.format("row"))
    counted = "insert into counted_words select term, doc, 0 from indexed_words where term not glob '*[0-9]*'"
    database.execute(counted)
    database.execute("drop table indexed_words")
    database.execute(_VOCABULARY.format("col"))
    titles = "select term, doc from indexed_words where col = 'title'"
    database.execute(f"update counted_words set titles = doc from ({titles}) where term = word")
    database.execute("drop table indexed_words")


def _add(database: Database, new: list[str]) -> None:
    from archive.building.vocabulary.hunspell_dictionary import is_in_dictionary  # noqa: PLC0415  loads the dictionary
    from archive.building.vocabulary.word_forms import basic_forms  # noqa: PLC0415  the same

    known = {word: basic_forms(word) for word in new}
    rows = ((word, without_diacritics(word), " ".join(known[word]), is_in_dictionary(word)) for word in new)
    database.conn.executemany("insert into words values (?, ?, ?, ?, 0, 0)", rows)
    database.conn.executemany("insert into word_forms values (?, ?, ?)", _forms(known.items()))


def _forms(known: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str, str]]:
    from archive.building.vocabulary.word_forms import also_found_by, words_within  # noqa: PLC0415  load the dictionary

    for word, forms in known:
        inflected = dict.fromkeys((*forms, *also_found_by(word)))
        yield from ((form, word, "böjning") for form in inflected if form != word)
        within = {part for form in forms for part in words_within(form)}
        yield from ((part, word, "del") for part in sorted(within.difference(inflected, {word})))


def _add_inflections(database: Database) -> None:
    from archive.building.vocabulary.inflections import inflections  # noqa: PLC0415  loads the dictionary

    basic_forms = [row[0] for row in database.execute(_WITHOUT_INFLECTIONS)]
    rows = ((form, basic) for basic in basic_forms for form in sorted(inflections(basic)))
    database.conn.executemany("insert into word_inflections values (?, ?)", rows)
