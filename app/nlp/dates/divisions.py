"""Parts of a span by number: "the third quarter of 2018", "the first week of January", "the week of May 4"."""

from datetime import date

from app.nlp.dates import calendar
from app.nlp.dates.calendar import Period
from app.nlp.dates.days import ENDINGS, day_number
from app.nlp.dates.months import read_month
from app.nlp.dates.reader import Atom, Reader
from app.nlp.dates.spans import read_turn
from app.nlp.dates.years import read_year
from app.nlp.lexicon.dates import HALVES, SPANS


def read_division(reader: Reader, at: int) -> Atom | None:
    """Read "the third quarter of 2018", "the first half of last year", "Q3 2018", "the first week of January"."""
    tokens = reader.tokens
    which, unit, place = _which_division(reader, at)
    if not which:
        return None
    linked = place + (tokens.word(place) in ("of", "in", "-", ","))
    whole = (
        read_year(reader, linked, bare=True)
        or read_turn(reader, linked)
        or (read_month(reader, linked) if unit in ("week", "day") else None)
        or read_running(reader, linked)
    )
    if whole is None or whole.period.first is None or whole.period.last is None:
        return None
    period = _division(whole.period, unit, which)
    return Atom(period, whole.stop) if period else None


def _which_division(reader: Reader, at: int) -> tuple[int, str, int]:
    """Return which half, quarter, week or day of a span is named at `at`, 0 for none, and the token after it."""
    tokens = reader.tokens
    word, following = tokens.word(at), tokens.word(at + 1)
    if word in ("q", "h") and tokens.touches(at + 1) and following in ("1", "2", "3", "4"):
        return int(following), "quarter" if word == "q" else "half", at + 2
    day, after = day_number(reader, at)
    if day is not None and tokens.word(after) == "day" and after > at:
        return day, "day", after + 1
    ending = word.isdecimal() and following in ENDINGS
    which, unit = HALVES.get(word + following if ending else word, 0), tokens.word(at + 1 + ending)
    return (which, unit, at + 2 + ending) if unit in ("quarter", "half", "week") else (0, "", at)


def _division(whole: Period, unit: str, which: int) -> Period | None:
    """Return a half, a quarter or a week of a span; a week belongs where its Thursday lies (ISO 8601)."""
    first, last = whole.first or date.min, whole.last or date.max
    if unit == "week":
        thursday = (
            calendar.shift(last, "day", -((last.weekday() - 3) % 7))
            if which < 0
            else calendar.shift(first, "day", (3 - first.weekday()) % 7)
        )
        return calendar.week(thursday if which < 0 else calendar.shift(thursday, "week", which - 1))
    if unit == "day":
        return calendar.day(calendar.shift(first, "day", which - 1)) if 0 < which <= (last - first).days + 1 else None
    if first.year != last.year or which < 0 or which > (2 if unit == "half" else 4):
        return None
    return calendar.half(first.year, which) if unit == "half" else calendar.quarter(first.year, which)


def read_week_of(reader: Reader, at: int) -> Atom | None:
    """Read "the week of May 4", "the week beginning on May 4" as the week that the day lies in."""
    tokens = reader.tokens
    if tokens.word(at) != "week" or tokens.word(at + 1) not in ("of", "beginning", "starting", "commencing", "ending"):
        return None
    inner = read_month(reader, at + 2 + (tokens.word(at + 2) == "on"))
    if inner is None or inner.period.first is None or inner.period.first != inner.period.last:
        return None
    return Atom(calendar.week(inner.period.first), inner.stop)


def read_running(reader: Reader, place: int) -> Atom | None:
    """Read "the week" and "year" after a part as the running one."""
    place += reader.tokens.word(place) == "the"
    unit = SPANS.get(reader.tokens.word(place))
    if unit is None or reader.published is None or unit == "day":
        return None
    return Atom(calendar.span(reader.published, unit), place + 1)
