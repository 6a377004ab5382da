"""Swedish organisation numbers: their form, their check digit, and what tells them from personal identity numbers."""

import re

TEN_DIGITS = re.compile(r"[0-9]{2}[2-9][0-9]{7}")
"""An organisation number without its hyphen. Skatteverket: its third digit is at least 2, which a month's never is."""


def is_organisation_number(digits: str) -> bool:
    """Whether ten digits are an organisation number, and no personal one, and end in their check digit."""
    return bool(TEN_DIGITS.fullmatch(digits)) and check_digit(digits[:9]) == digits[9]


def check_digit(first: str) -> str:
    """The digit that must follow the first nine (Luhn, as in Swedish ten-digit numbers)."""
    doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(first))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)
