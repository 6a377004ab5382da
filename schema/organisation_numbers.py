"""Swedish organisation numbers, and what tells them from personal identity numbers, which are personal data."""

import re

TEN_DIGITS = re.compile(r"[0-9]{2}[2-9][0-9]{7}")
"""An organisation number without its hyphen. Skatteverket: its third digit is at least 2, which a month's never is."""
