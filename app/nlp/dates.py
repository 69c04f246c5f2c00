"""When a sentence says that something was: dates and intervals, resolved against the day of publication."""

from dataclasses import dataclass
from datetime import date

from app.nlp.quantities import Comparison


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in a text: code points `start` to `end` (exclusive), and the first and last day that it may mean.

    `first` and `last` are None where the text leaves that end open or unknown ("since October": last None).
    """

    first: date | None
    last: date | None
    start: int
    end: int


def find_dates(text: str, published: date | None = None, language: str = "en") -> list[DateSpan]:
    """Return the dates in `text`, in order; a relative date without `published` is left out: unknown stays unknown."""
    raise NotImplementedError


def find_publication_date(text: str) -> date | None:
    """Return the day of publication that an article's own date line tells ("January 11, 2025" on a line of its own)."""
    raise NotImplementedError


def compare_dates(a: DateSpan, b: DateSpan) -> Comparison:
    """Compare two dates: they agree where they overlap or one lies within the other."""
    raise NotImplementedError
