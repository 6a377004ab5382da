"""The largest number that an archive keeps: with more, sums of its columns could overflow."""

LARGEST = 10**13
"""More than anything in kronor or people: 900 000 such numbers still have a sum that SQLite's 64 bits hold."""


def is_too_large(value: object) -> bool:
    """Whether a value is a number that an archive cannot add up."""
    return isinstance(value, int | float) and not -LARGEST <= value <= LARGEST  # which NaN is not either
