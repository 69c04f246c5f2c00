"""Two dates -> whether they agree, with the clause that explains it to a reviewer."""

from datetime import date

from app.nlp.dates.values import DateSpan
from app.nlp.quantities.values import Agreement, Comparison


def in_words(span: DateSpan) -> str:
    """Return a date as a reader writes it.

    >>> in_words(DateSpan(date(2024, 8, 1), date(2024, 8, 31), 0, 0)), in_words(DateSpan(date(2024, 8, 1), None, 0, 0))
    ('August 2024', 'from 1 August 2024')
    """
    first, last = span.first, span.last
    if first is None or last is None:
        return f"from {day_in_words(first)}" if first else f"until {day_in_words(last)}" if last else "an unknown day"
    if first == last:
        return day_in_words(first)
    whole_month = first.day == 1 and (last.year, last.month) == (first.year, first.month) and last.day >= 28
    if whole_month and (last.day == 31 or date.fromordinal(last.toordinal() + 1).day == 1):
        return f"{first:%B} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{day_in_words(first)} to {day_in_words(last)}"


def day_in_words(when: date) -> str:
    """Return a day as a reader writes it.

    >>> day_in_words(date(2024, 8, 1))
    '1 August 2024'
    """
    return f"{when.day} {when:%B} {when.year}"


def compare_dates(a: DateSpan, b: DateSpan) -> Comparison:
    """Compare two dates: they agree where they overlap or one lies within the other.

    >>> one, other = date(2024, 8, 5), date(2024, 8, 31)
    >>> compare_dates(DateSpan(one, one, 0, 0), DateSpan(date(2024, 8, 1), other, 0, 0)).because
    '5 August 2024 lies within August 2024'
    """
    if (a.first is None and a.last is None) or (b.first is None and b.last is None):
        return Comparison(Agreement.NOT_COMPARABLE, "not comparable: one of the dates is unknown")
    if (a.first, a.last) == (b.first, b.last):
        return Comparison(Agreement.AGREE, f"both say {in_words(a)}")
    if (a.first or date.min) > (b.last or date.max) or (b.first or date.min) > (a.last or date.max):
        return Comparison(Agreement.DIFFER, f"{in_words(a)} is not {in_words(b)}")
    if _within(a, b):
        return Comparison(Agreement.AGREE, f"{in_words(a)} lies within {in_words(b)}")
    if _within(b, a):
        return Comparison(Agreement.AGREE, f"{in_words(b)} lies within {in_words(a)}")
    return Comparison(Agreement.AGREE, f"{in_words(a)} overlaps {in_words(b)}")


def _within(inner: DateSpan, outer: DateSpan) -> bool:
    begins = outer.first is None or (inner.first is not None and inner.first >= outer.first)
    ends = outer.last is None or (inner.last is not None and inner.last <= outer.last)
    return begins and ends
