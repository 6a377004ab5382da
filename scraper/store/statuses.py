"""HTTP statuses, by what they say of the page that was asked for."""

GONE = (404, 410)
"""The page is not there."""

CONCLUSIVE = (200, 206, *GONE)
"""The page is there, or is not: it need not be asked for again."""
