"""Spans told from the day of publication: "yesterday", "last week", "the next three days", "in two weeks"."""

from datetime import date

from app.nlp.dates import calendar
from app.nlp.dates.calendar import Period
from app.nlp.dates.reader import Atom, Reader, is_future, is_phrase
from app.nlp.dates.weekdays import is_weekday
from app.nlp.lexicon.dates import FIXED_DAYS, RELATIVE, SEASONS, SPANS, TURNS, WEEKDAYS
from app.nlp.lexicon.quantities import NUMBERS
from app.nlp.lexicon.units import MEASURES
from app.nlp.quantities.labels import FIRST_YEAR, LAST_YEAR
from app.nlp.quantities.numerals import read_numeral

STEPS = frozenset({"day", "week", "month", "year", "decade"})


def read_phrase(reader: Reader, at: int) -> Atom | None:
    """Read "yesterday", "la semana pasada", "letztes Jahr"."""
    if reader.published is None:
        return None
    if reader.tokens.words[at : at + 3] == ["year", "to", "date"]:
        return Atom(Period(reader.published.replace(month=1, day=1), reader.published), at + 3)
    if (named := _read_named_day(reader, at)) is not None:
        return named
    table = RELATIVE.get(reader.language, RELATIVE["en"])
    for length in range(min(5, len(reader.tokens.words) - at), 0, -1):
        meaning = table.get(tuple(reader.tokens.words[at : at + length]))
        if meaning is not None:
            unit, count = meaning
            when = reader.published if unit == "night" else calendar.shift(reader.published, unit, count)
            return Atom(calendar.span(when, unit), at + length)
    return None


def _read_named_day(reader: Reader, at: int) -> Atom | None:
    """Read "Christmas Day", "New Year’s Eve", with the year after it or the latest one that is over or under way."""
    tokens = reader.tokens
    named = next((name for name in FIXED_DAYS if is_phrase(tokens, at, name)), None)
    if named is None or reader.published is None or reader.language != "en":
        return None
    month, day = FIXED_DAYS[named]
    stop = at + len(named)
    word = tokens.word(stop)
    if len(word) == 4 and word.isdecimal() and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return Atom(calendar.day(date(int(word), month, day)), stop + 1)
    year = reader.published.year
    year -= not is_future(reader, at) and (month, day) > (reader.published.month, reader.published.day)
    return Atom(calendar.day(date(year, month, day)), stop, "year")


def read_turn(reader: Reader, at: int) -> Atom | None:
    """Read "last week", "this year", "next three days", "the past decade", "the last eight years"."""
    tokens = reader.tokens
    turn = TURNS.get(tokens.word(at))
    if turn is None or reader.published is None or reader.language != "en":
        return None
    place = at + 1
    if tokens.word(place) in ("past", "coming", "upcoming") and turn == 0:
        turn, place = TURNS[tokens.word(place)], place + 1
    unit = SPANS.get(tokens.word(place))
    if unit is not None:
        return _turned_span(reader, unit, turn, at, place)
    if (which := SEASONS["en"].get(tokens.word(place))) is not None:
        return Atom(_turned_season(reader.published, which, turn), place + 1)
    return turned_count(reader, turn, place)


def _turned_span(reader: Reader, unit: str, turn: int, at: int, place: int) -> Atom | None:
    tokens, today = reader.tokens, reader.published or date.min
    if unit == "day":
        told = reader.told if tokens.word(at) in ("previous", "next", "following") else None
        return Atom(calendar.day(calendar.shift(told, "day", turn)), place + 1) if told else None
    if tokens.word(at) in ("previous", "following") and reader.told is not None:
        today = reader.told
    stop = place + 1
    if unit == "week":
        on = stop + (tokens.word(stop) == "on")
        if is_weekday(reader, on):
            monday = calendar.shift(calendar.week(today).first or today, "week", turn)
            weekday = WEEKDAYS["en"][tokens.words[on]]
            return Atom(calendar.day(calendar.shift(monday, "day", weekday)), on + 1)
    if unit == "decade" and tokens.word(at) in ("past", "last"):
        return Atom(Period(calendar.shift(today, "decade", -1), today), stop)
    if unit == "weekend":
        return Atom(_weekend(today, turn), stop)
    return Atom(calendar.span(calendar.shift(today, unit, turn), unit), stop)


def _weekend(today: date, turn: int) -> Period:
    """Return the weekend: before Saturday "last weekend" is the one of the week before."""
    return calendar.span(calendar.shift(today, "week", turn), "weekend")


def _turned_season(today: date, which: int, turn: int) -> Period:
    """Return last, this or next summer: last is the latest that has begun before the current season."""
    candidates = [calendar.season(year, which) for year in range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)]
    if turn < 0:
        over = [one for one in candidates if one.last is not None and one.last < today]
        return over[-1] if over else candidates[0]
    if turn > 0:
        ahead = [one for one in candidates if one.first is not None and one.first > today]
        return ahead[0] if ahead else candidates[-1]
    running = [
        one for one in candidates if one.first is not None and one.last is not None and one.first <= today <= one.last
    ]
    return running[0] if running else calendar.season(today.year, which)


def turned_count(reader: Reader, turn: int, place: int, unit_at: int = 0) -> Atom | None:
    """Read "the last eight years", "the next 3 days", "5 past years" whose unit stands at `unit_at`."""
    tokens, today = reader.tokens, reader.published or date.min
    count, after = read_count(reader, place)
    after = unit_at or after
    unit = "quarter" if tokens.word(after) == "quarters" else MEASURES.get(tokens.word(after), "")
    if count is None or unit not in STEPS | {"quarter"} or turn == 0:
        return None
    if unit == "quarter":
        return Atom(_whole_quarters(today, turn * count), after + 1)
    if turn < 0:
        return Atom(Period(calendar.shift(today, unit, -count), today), after + 1)
    tomorrow = calendar.shift(today, "day", 1)
    return Atom(Period(tomorrow, calendar.shift(today, unit, count)), after + 1)


def _whole_quarters(today: date, count: int) -> Period:
    """Return whole quarters before or after the running one."""
    running = calendar.span(today, "quarter")
    begun = running.first or today
    if count < 0:
        return Period(calendar.shift(begun, "quarter", count), calendar.shift(begun, "day", -1))
    following = calendar.shift(begun, "quarter", 1)
    return Period(following, calendar.shift(calendar.shift(following, "quarter", count), "day", -1))


def read_count(reader: Reader, place: int) -> tuple[int | None, int]:
    """Return a small whole number at `place` and the token after it."""
    tokens = reader.tokens
    if place >= len(tokens.words) or not (tokens.words[place].isalpha() or tokens.is_number(place)):
        return None, place
    articles = NUMBERS.get(reader.language, NUMBERS["en"]).articles
    if tokens.words[place] in articles | {"one"} and MEASURES.get(tokens.word(place + 1)) in STEPS:
        return 1, place + 1
    numeral = read_numeral(tokens, place, reader.language)
    if numeral is None or numeral.low != numeral.high or numeral.low % 1 or not 0 < numeral.low < 10_000:
        return None, place
    return int(numeral.low), numeral.stop


def read_ahead(reader: Reader, at: int) -> Atom | None:
    """Read "in two weeks" where the sentence looks ahead, "within nine months"."""
    tokens, today = reader.tokens, reader.published
    if reader.language != "en" or today is None or tokens.words[at] not in ("in", "within"):
        return None
    count, after = read_count(reader, at + 1)
    unit = MEASURES.get(tokens.word(after))
    if count is None or unit not in STEPS or not is_future(reader, at):
        return None
    when = calendar.shift(today, unit, count)
    if tokens.words[at] == "within":
        return Atom(Period(today, when), after + 1)
    if tokens.word(after + 1) in ("from", "after", "before"):
        return None
    return Atom(calendar.day(when) if unit in ("day", "week") else calendar.span(when, unit), after + 1)


def moved_by(when: date, unit: str, count: int) -> Period:
    """Return what so many units before or after a day may mean: the day, or the month or year that it falls in."""
    moved = calendar.shift(when, unit, count)
    return calendar.day(moved) if unit in ("day", "week") else calendar.span(moved, unit)
