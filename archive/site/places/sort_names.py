"""Names in Swedish order: å, ä and ö after z, without regard to case."""

_AFTER_Z = str.maketrans(
    {
        letter: key
        for letters, key in (("Åå", "{"), ("ÄäÆæ", "|"), ("ÖöØø", "}"), ("Üü", "y"), ("ÉéÈè", "e"))
        for letter in letters
    }
)
"""As `owner_totals.sort_name` has them: å, ä and ö are written as the characters after z, in that order."""
DOTTED = "{|}"
"""What å, ä and ö are in such a name."""


def sort_name(name: str) -> str:
    """A name in small letters that is in Swedish order when compared character by character."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name.translate(_AFTER_Z))
