"""ESF-rådet's register numbers (dnr): their formats, for pages, registers and crawls.

`2015/00665` is of 2014-2020, `23-079-S04` of 2021-2027 (`S` and a number for the managing office).
"""

import re

NUMBER_FORMS = {"2014-2020": "[0-9]{4}/[0-9]{5}", "2021-2027": "[0-9]{2}-[0-9]{3}-S[0-9]{2}"}
"""The format in each programme period; the programme of 2007-2013 published none."""
ANY_FORM = "|".join(NUMBER_FORMS.values())
NOT_WITHIN, NOT_BEFORE = r"(?<![\w/-])", r"(?![\w/-])"
"""Characters around it that make it part of a longer number or a path, not a register number."""
REGISTER_NUMBER = re.compile(f"{NOT_WITHIN}(?:{ANY_FORM}){NOT_BEFORE}")

ANY_WRITTEN = ANY_FORM.replace("}-", "}[-‐‑–]")
"""The formats with any sign that pages write for a hyphen."""
HYPHENS = str.maketrans("‐‑–", "---")
"""For `str.translate`: the signs that pages and registers write for the hyphens of a number."""


def as_registered(written: str) -> str:
    """A number as the register has it, where it is one whatever its hyphens, capitals and spaces; else as written."""
    plain = "".join(written.translate(HYPHENS).upper().split())
    return plain if REGISTER_NUMBER.fullmatch(plain) else written


def period_of(dnr: str | None) -> str | None:
    """The programme period of a register number; None if it is not one."""
    return next((period for period, form in NUMBER_FORMS.items() if re.fullmatch(form, dnr or "")), None)
