"""Tells whether a contact address may reach somebody: one that only documentation has, or nobody can have, does not.

The names that are reserved for such uses are those of RFC 2606 and RFC 6761.
"""

import re

_ADDRESS = re.compile(r"[^@\s:<>(),;\"]+@(?P<domain>([\w-]+\.)+([^\W\d_]{2,}|xn--[\w-]+))")

_RESERVED = ("example", "test", "invalid", "localhost", "local", "internal", "lan", "onion", "alt", "arpa")
"""Last parts of names that no public mail server has."""

_PLACEHOLDERS = ("example", "exempel", "yourdomain", "your-domain", "mydomain", "dindomän", "dindoman")
"""Names in front of the last part that stand in documentation for one's own."""


def reaches_somebody(contact: str) -> bool:
    """Whether an e-mail address is written as one and is not at a name that nobody has."""
    found = _ADDRESS.fullmatch(contact)
    names = found["domain"].casefold().split(".") if found else []
    return bool(names) and names[-1] not in _RESERVED and not any(name in _PLACEHOLDERS for name in names[:-1])
