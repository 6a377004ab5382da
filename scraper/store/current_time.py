"""The time of day, as the records of the store have it."""

import datetime


def now() -> str:
    """The current time in UTC to the second, in the ISO 8601 form that WARC uses."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
