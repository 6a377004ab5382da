"""The words of a text without the white space between them, and where they stand: what is read, not what is written.

Words in capitals have one; hyphens that line breaks left inside words are gone (`parser.understanding.hyphens`).
"""

from bisect import bisect_left
from itertools import compress

import msgspec
from spacy.tokens import Doc

from parser.understanding.hyphens import joined
from parser.understanding.pipeline import pipeline

_HYPHENS = ("-", "\xad")
_SHORT = 4
_KEPT_FORMS = 200_000


class Words(msgspec.Struct, frozen=True):
    """Words for reading, the same in lower case, and the places in the text where each starts and ends.

    `text[starts[at]:ends[at]]` is word `at` as written, hyphens and line breaks inside it included.
    """

    written: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first word that starts in a stretch of the text, and the one after the last."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


class _Forms(dict[int, str]):
    """How words are read, by spaCy's number of the word; made when first asked for. White space is read as nothing."""

    def __init__(self) -> None:
        self.lower: dict[int, str] = {}
        """The same in lower case."""
        self.split: set[int] = set()
        """The words that a hyphen may split."""

    def __missing__(self, number: int) -> str:
        text = pipeline().vocab.strings[number]
        read = "" if text.isspace() else text[:-1].replace("\xad", "") + text[-1]
        read = read.title() if len(read) >= _SHORT and read.isupper() else read
        if text[-1] in _HYPHENS and len(text) > 1:
            self.split.add(number)
        else:
            read = joined(read) or read
        self[number] = read
        self.lower[number] = read.lower()
        return read


_FORMS = _Forms()


def words_of(doc: Doc) -> Words:
    """The words of a text that the project's own pipeline tokenized; white space is left out."""
    if len(_FORMS) > _KEPT_FORMS:
        _FORMS.clear()
        _FORMS.lower.clear()
    orths, starts, lengths = doc.to_array(["ORTH", "IDX", "LENGTH"]).T
    numbers = orths.tolist()
    read = list(map(_FORMS.__getitem__, numbers))
    words = Words(
        list(filter(None, read)),
        list(filter(None, map(_FORMS.lower.__getitem__, numbers))),
        list(compress(starts.tolist(), read)),
        list(compress((starts + lengths).tolist(), read)),
    )
    if not _FORMS.split.isdisjoint(numbers):
        _mend(words, doc, [at for at, one in enumerate(read) if one])
    return words


def _mend(words: Words, doc: Doc, tokens: list[int]) -> None:
    """Joins the words that a hyphen and a line break split; `tokens` are theirs in the document.

    From the last on, so that a word that is split twice becomes whole.
    """
    split = [at for at, word in enumerate(words.written[:-1]) if word[-1] in _HYPHENS and len(word) > 1]
    for at in reversed(split):
        between = "".join(doc[token].text for token in range(tokens[at] + 1, tokens[at + 1]))
        form = joined(words.written[at] + words.written[at + 1]) if between.count("\n") == 1 else None
        if form:
            words.written[at : at + 2], words.lower[at : at + 2] = [form], [form.lower()]
            del words.starts[at + 1], words.ends[at]
