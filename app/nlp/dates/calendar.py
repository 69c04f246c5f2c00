"""Spans of the calendar as first and last day, both within the span: months, weeks, seasons, quarters, and parts of
them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

_DAYS_FROM = {"day": (0, 0), "night": (-1, 0)}


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a span; None where it is open."""

    first: date | None
    last: date | None


def day(when: date) -> Period:
    """Return one day."""
    return Period(when, when)


def date_or_none(year: int, month: int, number: int) -> date | None:
    """Return the day of that date, or None where the calendar has none ("February 30")."""
    return (
        date(year, month, number)
        if MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]
        else None
    )


def month(year: int, number: int) -> Period:
    """Return a month.

    >>> month(2024, 2).last
    datetime.date(2024, 2, 29)
    """
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int, *, years: int = 1) -> Period:
    """Return a year, or several from it on."""
    return Period(date(number, 1, 1), date(number + years - 1, 12, 31))


def season(number: int, which: int) -> Period:
    """Return a season of the northern year: 0 spring to 3 winter, which begins in December of that year."""
    start = date(number, 3 + 3 * which, 1)
    end_year, end_month = (number + 1, 2) if which == 3 else (number, 5 + 3 * which)
    return Period(start, month(end_year, end_month).last)


def quarter(number: int, which: int) -> Period:
    """Return the first to fourth quarter of a year."""
    return Period(date(number, 3 * which - 2, 1), month(number, 3 * which).last)


def half(number: int, which: int) -> Period:
    """Return the first or second half of a year."""
    return Period(date(number, 6 * which - 5, 1), month(number, 6 * which).last)


def week(when: date) -> Period:
    """Return the week from Monday to Sunday that a day lies in."""
    monday = shift(when, "day", -when.weekday())
    return Period(monday, shift(monday, "day", 6))


def shift(when: date, unit: str, count: int) -> date:
    """Return the day `count` units away, held inside the calendar and at the end of a shorter month.

    >>> shift(date(2024, 3, 31), "month", -1)
    datetime.date(2024, 2, 29)
    """
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return date.fromordinal(min(max(when.toordinal() + days, 1), date.max.toordinal()))
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    index = min(max(when.year * 12 + when.month - 1 + months, 12), 9999 * 12 + 11)
    number, in_year = divmod(index, 12)
    return date(number, in_year + 1, min(when.day, monthrange(number, in_year + 1)[1]))


def span(when: date, unit: str) -> Period:
    """Return the day, week, month, quarter, year, decade, century or weekend that a day lies in."""
    if unit in _DAYS_FROM:
        first, last = _DAYS_FROM[unit]
        return Period(shift(when, "day", first), shift(when, "day", last))
    if unit in ("week", "weekend"):
        monday = shift(when, "day", -when.weekday())
        return Period(shift(monday, "day", 5 if unit == "weekend" else 0), shift(monday, "day", 6))
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month + 2) // 3)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = max(when.year - when.year % years, 1)
    return year(first, years=min(years, MAXYEAR - first + 1))


def part(of: Period, name: str) -> Period:
    """Return the early, middle or late part of a span: halves and the middle third of a month, thirds of what is
    longer."""
    if of.first is None or of.last is None:
        return of
    days = (of.last - of.first).days
    if days < 1:
        return of
    if of.last.year == of.first.year and days > 360:
        third = {"early": 1, "mid": 5, "late": 9}[name]
        return Period(date(of.first.year, third, 1), month(of.first.year, third + 3).last)
    if 20 < days <= 31:
        early, late, (from_day, to_day) = 14, 15, (9, 19)
    elif days <= 20:
        early, late, (from_day, to_day) = (
            days // 2,
            (days + 1) // 2,
            (2, 4) if days == 6 else (days // 3, days - days // 3),
        )
    else:
        early, late, (from_day, to_day) = days // 3, days - days // 3, (days // 3, days - days // 3)
    ends = {"early": (0, early), "mid": (from_day, to_day), "late": (late, days)}[name]
    return Period(of.first + timedelta(days=ends[0]), of.first + timedelta(days=ends[1]))
