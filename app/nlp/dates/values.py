"""The value that the room speaks in: the first and the last day that the words of a text may mean."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in a text: code points `start` to `end` (exclusive), and the first and last day that it may mean.

    `first` and `last` are None where the text leaves that end open or unknown ("since October": last None).
    """

    first: date | None
    last: date | None
    start: int
    end: int
