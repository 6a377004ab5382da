"""The time of day, as the records of the store have it."""

import datetime

TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
"""A time in UTC to the second, in the ISO 8601 form that WARC uses."""


def now() -> str:
    """The current time, in that form."""
    return datetime.datetime.now(datetime.UTC).strftime(TIME_FORMAT)
