"""When a sentence says that something was: dates and intervals, resolved against the day of publication."""

from app.nlp.dates.comparing import compare_dates, day_in_words
from app.nlp.dates.finding import find_dates
from app.nlp.dates.publication import find_publication_date
from app.nlp.dates.values import DateSpan

__all__ = ["DateSpan", "compare_dates", "day_in_words", "find_dates", "find_publication_date"]
