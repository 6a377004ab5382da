"""The flags of suspicious responses, as stored in the index and in the WARC field `ESF-Flag`."""

SHRUNK = "shrunk"
"""The flag of a page far smaller than before: an error, or a page that really shrank."""

REPEATED = "repeated"
"""The flag of one text at several addresses; the first are flagged when the last of them is met."""

NO_LINKS = "no-links"
"""The flag of a listing that leads to no page, though it did before."""

BARRING = ("challenge", "script-shell", "log-in", "wrong-status", REPEATED)
"""Flags of what a server gives to whoever it does not want: many in a row end the run."""
