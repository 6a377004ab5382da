"""Swedish alphabetical order: å, ä and ö last, no difference between A and a."""

import unicodedata

_STORED = str.maketrans(
    {
        letter: key
        for letters, key in (("Åå", "{"), ("ÄäÆæ", "|"), ("ÖöØø", "}"), ("Üü", "y"), ("ÉéÈè", "e"))
        for letter in letters
    }
)
"""å, ä and ö are written as the characters after z, in that order."""
DOTTED = "{|}"
"""What å, ä and ö are in a stored name."""


def order_key(text: str) -> tuple[str, str]:
    """The place of a text in Swedish alphabetical order; é counts as e and ü as y, as in Swedish lists of names."""
    composed = unicodedata.normalize("NFC", text).translate(_STORED).casefold()
    decomposed = unicodedata.normalize("NFD", composed)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)), text


def stored_order(name: str) -> str:
    """A name as the column `sort_name` of `owner_totals` has it: what a part of it is looked for in."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name.translate(_STORED))
