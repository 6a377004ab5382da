"""The words of a text without the white space between them, and where they stand: what is read, not what is written.

Words in capitals have one; hyphens that line breaks left inside words are gone (`parser.understanding.hyphens`).
"""

from bisect import bisect_left

import msgspec
from spacy.strings import StringStore
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


def words_of(doc: Doc) -> Words:
    """The words of a tokenized text; white space is left out."""
    orth, starts, lengths = (doc.to_array(name) for name in ("ORTH", "IDX", "LENGTH"))
    black = doc.to_array("IS_SPACE") == 0
    forms = [_FORMS.get(one) or _form(one, doc.vocab.strings) for one in orth[black].tolist()]
    written, lower = [form[0] for form in forms], [form[1] for form in forms]
    words = Words(written, lower, starts[black].tolist(), (starts + lengths)[black].tolist())
    split = [at for at, word in enumerate(written) if word[-1] in _HYPHENS or word.find("-", 1, -1) > 0]
    return _mended(words, doc.text, split) if split else words


_FORMS: dict[int, tuple[str, str]] = {}
"""How the words met are read, and the same in lower case, by spaCy's number of the word."""


def _form(orth: int, strings: StringStore) -> tuple[str, str]:
    """The word without soft hyphens, unless it ends with one; a word in capitals with one."""
    if len(_FORMS) >= _KEPT_FORMS:
        _FORMS.clear()
    text = strings[orth]
    text = text[:-1].replace("\xad", "") + text[-1]
    text = text.title() if len(text) >= _SHORT and text.isupper() else text
    return _FORMS.setdefault(orth, (text, text.lower()))


def _mended(words: Words, text: str, split: list[int]) -> Words:
    """The words with those joined that a hyphen splits, within the word or over a line break."""
    whole: dict[int, tuple[str, int]] = {}
    for at in split:
        if whole.get(at - 1, ("", -1))[1] < at and (form := _whole(words, text, at)):
            whole[at] = form
    kept = [at for at in range(len(words.written)) if whole.get(at - 1, ("", -1))[1] < at]
    forms = [whole.get(at, (words.written[at], at)) for at in kept]
    written, ends = [form for form, _ in forms], [words.ends[last] for _, last in forms]
    return Words(written, [word.lower() for word in written], [words.starts[at] for at in kept], ends)


def _whole(words: Words, text: str, at: int) -> tuple[str, int] | None:
    """The word that begins with word `at`, and the number of the word that it ends with; None where it is whole."""
    word, last = words.written[at], at
    if word[-1] in _HYPHENS:
        last = at + 1
        if len(word) == 1 or last == len(words.written) or text[words.ends[at] : words.starts[last]].count("\n") != 1:
            return None
        word += words.written[last]
    form = joined(word)
    return (form, last) if form else None
