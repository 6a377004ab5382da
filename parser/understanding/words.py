"""The words of a text without the white space between them, and where they stand: what is read, not what is written.

Words in capitals have one; hyphens that line breaks left inside words are gone (`parser.understanding.hyphens`).
"""

from bisect import bisect_left

import msgspec
from spacy.tokens import Doc

from parser.understanding.hyphens import joined

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


class _Forms(dict[int, tuple[str, str]]):
    """How words are read, and the same in lower case, by spaCy's number of the word; made when first asked for."""

    def __init__(self) -> None:
        self.split: set[int] = set()
        """The words that a hyphen may split."""

    def learn(self, numbers: set[int], doc: Doc) -> None:
        """Adds words of a document."""
        if len(self) > _KEPT_FORMS:
            self.clear()
            numbers = set(doc.to_array("ORTH").tolist())
        for number in numbers:
            text = doc.vocab.strings[number]
            if text[-1] in _HYPHENS or "-" in text[1:-1]:
                self.split.add(number)
            text = text[:-1].replace("\xad", "") + text[-1]
            text = text.title() if len(text) >= _SHORT and text.isupper() else text
            self[number] = (text, text.lower())


_FORMS = _Forms()


def words_of(doc: Doc) -> Words:
    """The words of a tokenized text; white space is left out."""
    black = doc.to_array("IS_SPACE") == 0
    starts, numbers = doc.to_array("IDX")[black], doc.to_array("ORTH")[black].tolist()
    own = set(numbers)
    if own - _FORMS.keys():
        _FORMS.learn(own - _FORMS.keys(), doc)
    forms = [_FORMS[number] for number in numbers]
    written, lower = [form for form, _ in forms], [form for _, form in forms]
    words = Words(written, lower, starts.tolist(), (starts + doc.to_array("LENGTH")[black]).tolist())
    if own & _FORMS.split:
        split = [at for at, number in enumerate(numbers) if number in _FORMS.split]
        _mend(words, split, doc, black.nonzero()[0].tolist())
    return words


def _mend(words: Words, split: list[int], doc: Doc, tokens: list[int]) -> None:
    """Joins the words that a hyphen splits, within the word or over a line break; `tokens` are theirs in the document.

    From the last on, so that a word that is split twice becomes whole.
    """
    gone: set[int] = set()
    for at in reversed(split):
        last = at + (words.written[at][-1] in _HYPHENS)
        if last > at and not _over_line(doc, tokens[at : at + 2]):
            continue
        if form := joined("".join(words.written[at : last + 1])):
            words.written[at], words.lower[at], words.ends[at] = form, form.lower(), words.ends[last]
            gone |= {last} - {at}
    if gone:
        for texts in (words.written, words.lower):
            texts[:] = [one for at, one in enumerate(texts) if at not in gone]
        for places in (words.starts, words.ends):
            places[:] = [one for at, one in enumerate(places) if at not in gone]


def _over_line(doc: Doc, tokens: list[int]) -> bool:
    """Whether one line break, and no blank line, parts two tokens, of which the first is no mere sign."""
    if len(tokens) < 2 or len(doc[tokens[0]]) < 2:
        return False
    return "".join(doc[at].text for at in range(tokens[0] + 1, tokens[1])).count("\n") == 1
