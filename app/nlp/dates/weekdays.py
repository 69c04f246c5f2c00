"""Weekdays, resolved against the day of publication, or with the date that follows them."""

from datetime import date

from app.nlp.dates import calendar
from app.nlp.dates.days import day_number
from app.nlp.dates.months import read_month
from app.nlp.dates.numeric import read_numeric
from app.nlp.dates.reader import Atom, Reader, is_future
from app.nlp.lexicon.dates import MONTHS, PARTS_OF_DAY, SPANS, TURNS, WEEKDAYS
from app.nlp.quantities.tokens import Tokens

_SHORT_WEEKDAYS = frozenset({"sun", "sat", "mon", "wed"})
_CAPITAL_SCRIPTS = frozenset({"en", "de"})
DETERMINERS = frozenset({"the", "el", "la", "le", "der", "des"})


def read_weekday(reader: Reader, at: int) -> Atom | None:
    """Read "Saturday", "last Friday", "Friday, 3 May", "Tuesday of next week", "next week on Tuesday"."""
    tokens = reader.tokens
    turn = TURNS.get(tokens.word(at))
    place = at + (turn is not None)
    if tokens.word(place) in ("past", "coming", "upcoming") and turn == 0:
        turn, place = TURNS[tokens.word(place)], place + 1
    if not is_weekday(reader, place):
        return None
    word = _weekday_word(tokens, place)
    stop = place + (3 if "'" in word else 1)
    stop += tokens.word(stop) == "." and len(word) <= 4 and tokens.word(stop + 1).isalnum()
    weekday = WEEKDAYS.get(reader.language, WEEKDAYS["en"])[word]
    if turn is None and (dated := _dated_weekday(reader, stop)) is not None:
        return _of_that_year(dated, weekday)
    if tokens.word(stop) in PARTS_OF_DAY:
        stop += 1
    if (
        tokens.word(stop) in TURNS
        and turn is None
        and tokens.word(stop + 1) not in SPANS
        and tokens.word(stop) not in ("this", "following", "past")
    ):
        turn, stop = TURNS[tokens.word(stop)], stop + 1
    if reader.published is None:
        return None
    thirteenth = _weekday_and_day(reader, weekday, stop) if turn is None else None
    if thirteenth is not None:
        return thirteenth
    week = stop + (tokens.word(stop) in ("of", "in"))
    week += tokens.word(week) == "the"
    if tokens.word(week) in TURNS and tokens.word(week + 1) == "week" and turn is None:
        monday = calendar.shift(
            calendar.week(reader.published).first or reader.published, "week", TURNS[tokens.word(week)]
        )
        return Atom(calendar.day(calendar.shift(monday, "day", weekday)), week + 2)
    return Atom(calendar.day(_weekday(reader, weekday, turn, tokens.word(place - 1), at)), stop)


def _of_that_year(dated: Atom, weekday: int) -> Atom:
    """Return a date whose year was implied in the nearest year in which it falls on the weekday beside it."""
    when = dated.period.first
    if dated.lacks != "year" or when is None or when != dated.period.last or when.weekday() == weekday:
        return dated
    for away in (1, -1, 2, -2):
        other = calendar.date_or_none(when.year + away, when.month, when.day)
        if other is not None and other.weekday() == weekday:
            return Atom(calendar.day(other), dated.stop, dated.lacks)
    return dated


def is_weekday(reader: Reader, place: int) -> bool:
    """Tell whether the token at `place` names a weekday; a short name needs its capital and a date or full stop."""
    word = _weekday_word(reader.tokens, place)
    if word not in WEEKDAYS.get(reader.language, WEEKDAYS["en"]):
        return False
    if reader.language not in _CAPITAL_SCRIPTS or len(word) > 5:
        return True
    if not reader.tokens.is_capital(place):
        return False
    following = reader.tokens.word(place + 1)
    return (
        word not in _SHORT_WEEKDAYS or following in (",", ".") or following[:1].isdecimal() or following in MONTHS["en"]
    )


def _weekday_word(tokens: Tokens, place: int) -> str:
    """Return the word at `place`, with what follows its apostrophe (п'ятниця)."""
    if tokens.word(place) == "п" and tokens.word(place + 1) in ("'", "’", "ʼ"):
        return f"п'{tokens.word(place + 2)}"
    return tokens.word(place)


def _weekday_and_day(reader: Reader, weekday: int, stop: int) -> Atom | None:
    """Read "Friday the 13th": the nearest such Friday."""
    number = stop + (reader.tokens.word(stop) == "the")
    day, after = day_number(reader, number)
    if (
        day is None
        or reader.published is None
        or reader.tokens.word(after).isalpha()
        or reader.tokens.word(after) in (":", "-", "%", "/")
    ):
        return None
    for away in range(400):
        for when in (calendar.shift(reader.published, "day", -away), calendar.shift(reader.published, "day", away)):
            if when.day == day and when.weekday() == weekday:
                return Atom(calendar.day(when), after)
    return None


def _dated_weekday(reader: Reader, stop: int) -> Atom | None:
    """Read the date after a weekday: "Friday, May 3", "Wednesday the thirty-first of July"."""
    following = stop + (reader.tokens.word(stop) in (",", "-"))
    following += reader.tokens.word(following) in DETERMINERS
    if following >= len(reader.tokens.words):
        return None
    return read_month(reader, following) or read_numeric(reader, following)


def _weekday(reader: Reader, weekday: int, turn: int | None, word: str, at: int) -> date:
    """Return the day that a weekday means: the latest up to publication, or by "last", "this", "next" of its week."""
    today = reader.published or date.min
    if turn is None:
        back = (today.weekday() - weekday) % 7
        if back and is_future(reader, at):
            return calendar.shift(today, "day", 7 - back)
        return calendar.shift(today, "day", -back)
    if reader.language != "en" and turn:
        word = "past" if turn < 0 else "coming"  # "El próximo domingo" is the nearest, "next Sunday" may not be.
    if word == "past":
        return calendar.shift(today, "day", -((today.weekday() - weekday - 1) % 7 + 1))
    if word in ("coming", "upcoming"):
        return calendar.shift(today, "day", (weekday - today.weekday() - 1) % 7 + 1)
    return calendar.shift(today, "day", weekday - today.weekday() + 7 * turn)
