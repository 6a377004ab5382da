"""The words of a text without the white space between them, and where they stand: what is read, not what is written.

Words in capitals have one; hyphens that old line breaks left inside words are gone.
"""

from bisect import bisect_left
from collections.abc import Callable
from itertools import compress
from operator import add
from typing import TypeVar

import msgspec
from spacy.tokens import Doc

from parser.judging.memo import Kept
from parser.understanding.hyphens import joined
from parser.understanding.pipeline import pipeline

_HYPHENS = ("-", "\xad")
_SHORT = 4
_Value = TypeVar("_Value")
_Form = tuple[str, str, bool]
"""A word for reading, the same in lower case, and whether it may go on after its hyphen."""


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

    def marked(self, look_up: Callable[[str], _Value | None], *, as_written: bool = False) -> list[tuple[int, _Value]]:
        """The words of which something is known, in lower case, and what."""
        words = self.written if as_written else self.lower
        return [(at, known) for at, known in enumerate(map(look_up, words)) if known]


def _form_of(number: int) -> _Form:
    """How spaCy's word of that number is read; white space as nothing."""
    text = pipeline().vocab.strings[number]
    read = "" if text.isspace() else text[:-1].replace("\xad", "") + text[-1]
    read = read.title() if len(read) >= _SHORT and read.isupper() else read
    may_go_on = text[-1] in _HYPHENS and len(text) > 1
    read = read if may_go_on else joined(read) or read
    return read, read.lower(), may_go_on


_forms: Kept[int, _Form] = Kept(_form_of, 200_000)


def words_of(doc: Doc) -> Words:
    """The words of a text that the project's own pipeline tokenized; white space is left out."""
    orths, starts, lengths = doc.to_array(["ORTH", "IDX", "LENGTH"]).T.tolist()
    written, lower, may_go_on = zip(*map(_forms.__getitem__, orths), strict=True) if orths else ((), (), ())
    ends = map(add, starts, lengths)
    words = Words(*(list(compress(one, written)) for one in (written, lower, starts, ends)))
    if any(may_go_on):
        _mend(words, doc, list(compress(range(len(written)), written)))
    return words


def _mend(words: Words, doc: Doc, tokens: list[int]) -> None:
    """Joins the words that a hyphen and a line break split; `tokens` are theirs in the document.

    From the last on, so that a word that is split twice becomes whole.
    """
    written, lower = words.written, words.lower
    split = [at for at, word in enumerate(written[:-1]) if word[-1] in _HYPHENS and len(word) > 1]
    for at in reversed(split):
        between = "".join(doc[token].text for token in range(tokens[at] + 1, tokens[at + 1]))
        form = joined(written[at] + written[at + 1]) if between.count("\n") == 1 else None
        if form:
            written[at : at + 2], lower[at : at + 2] = [form], [form.lower()]
            del words.starts[at + 1], words.ends[at]
