"""An article as it was read."""

from dataclasses import dataclass
from datetime import date, datetime

_YEARS = range(1600, 2200)  # News began about 1605; a year far outside is a slip of the pen.


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it was read: its text exactly as captured, and its metadata where known.

    Every offset anywhere counts Unicode code points of `text`; nothing ever changes `text` afterwards.
    `language` is an ISO 639-1 code ("und" where it can't be told).
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: date | None = None
    language: str = "und"
    url: str | None = None


def parse_day(value: str) -> date | None:
    """Return the day of an ISO 8601 date or time, or None where it is none that news can have been published on.

    >>> parse_day("2031-03-03T08:00:00Z"), parse_day("2031-02-30"), parse_day("0001-01-01")
    (datetime.date(2031, 3, 3), None, None)
    """
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        return None
    return day if day.year in _YEARS else None
