"""Dates in digits: "2025-01-11", "25/12/2024", "2019-Aug-01", "2017-Q1"."""

from app.nlp.dates import calendar
from app.nlp.dates.days import day_number
from app.nlp.dates.months import implied_year
from app.nlp.dates.reader import Atom, Reader
from app.nlp.lexicon.dates import MONTHS, WEEKDAYS
from app.nlp.quantities.labels import FIRST_YEAR, LAST_YEAR
from app.nlp.quantities.tokens import Tokens

_SIGNS = frozenset("-/")
_DAY_FIRST = frozenset({"es", "fr", "de", "uk", "ru", "ar"})
_OPENING = frozenset('"“‘([')
_PIVOT = 35


def read_numeric(reader: Reader, at: int) -> Atom | None:
    """Read a date in digits, or in digits and the name of a month between dashes or strokes."""
    tokens = reader.tokens
    word, sign = tokens.word(at), tokens.word(at + 1)
    if not word[:1].isdecimal() or (tokens.touches(at) and tokens.word(at - 1) not in _OPENING):
        return None
    if word.count(".") == 2:
        return _whole(word.split("."), reader, at + 1)
    if sign in _SIGNS and len(word) == 4 and tokens.word(at + 2) in MONTHS["en"] and tokens.word(at + 3) == sign:
        return _read_named_month(reader, at)
    parts = _joined(tokens, at, sign)
    if len(parts) == 3:
        return _whole(parts, reader, at + 5)
    if len(parts) == 2:
        return _read_year_and_month(reader, at) or _read_day_and_month(reader, at)
    return _read_quarter_code(reader, at) if len(parts) == 1 else None


def _joined(tokens: Tokens, at: int, sign: str) -> list[str]:
    """Return the numbers from the token `at` on that stand together with the same sign between them, four at most."""
    parts = [tokens.words[at]]
    place = at
    while sign in _SIGNS and len(parts) < 4 and tokens.word(place + 1) == sign and tokens.is_number(place + 2):
        if not (tokens.touches(place + 1) and tokens.touches(place + 2)):
            break
        place += 2
        parts.append(tokens.words[place])
    return parts


def _read_year_and_month(reader: Reader, at: int) -> Atom | None:
    """Read "2015-03"."""
    year, month = reader.tokens.words[at], reader.tokens.words[at + 2]
    if not (year.isdecimal() and month.isdecimal() and len(year) == 4 and len(month) <= 2):
        return None
    known = FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12
    return Atom(calendar.month(int(year), int(month)), at + 3) if known else None


def _read_day_and_month(reader: Reader, at: int) -> Atom | None:
    """Read "on 22/04": only where one of the two can be no month, and after "on" or a weekday."""
    tokens = reader.tokens
    parts = tokens.words[at], tokens.words[at + 2]
    if (
        reader.published is None
        or tokens.word(at + 1) != "/"
        or not all(part.isdecimal() and len(part) <= 2 for part in parts)
    ):
        return None
    if tokens.word(at - 1) != "on" and tokens.word(at - 1) not in WEEKDAYS["en"]:
        return None
    day, month = sorted(map(int, parts), reverse=True)
    if not 12 < day <= 31 or not 1 <= month <= 12:
        return None
    when = calendar.date_or_none(implied_year(reader, month, day, at), month, day)
    return Atom(calendar.day(when), at + 3, "year") if when else None


def _read_named_month(reader: Reader, at: int) -> Atom | None:
    """Read "2019-Aug-01"."""
    tokens = reader.tokens
    day, stop = day_number(reader, at + 4)
    year = int(tokens.words[at]) if tokens.words[at].isdecimal() else 0
    when = calendar.date_or_none(year, MONTHS["en"][tokens.words[at + 2]], day or 0)
    return Atom(calendar.day(when), stop) if when else None


def _whole(parts: list[str], reader: Reader, stop: int) -> Atom | None:
    """Read three numbers as a date; two readings that both exist leave an English date open, and out."""
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    a, b, c = (int(part) for part in parts)
    if len(parts[0]) == 4:
        readings = {calendar.date_or_none(a, b, c)}
    elif len(parts[2]) in (2, 4):
        c += (1900 if c > _PIVOT else 2000) if len(parts[2]) == 2 else 0
        readings = {calendar.date_or_none(c, b, a)}
        readings |= {calendar.date_or_none(c, a, b)} if reader.language not in _DAY_FIRST else set()
    else:
        return None
    known = readings - {None}
    when = known.pop() if len(known) == 1 else None
    return Atom(calendar.day(when), stop) if when else None


def _read_quarter_code(reader: Reader, at: int) -> Atom | None:
    """Read "2017 Q1", "2019-H2"."""
    tokens = reader.tokens
    year = tokens.words[at]
    place = at + 1 + (tokens.word(at + 1) == "-")
    code, number = tokens.word(place), tokens.word(place + 1)
    if (
        not year.isdecimal()
        or len(year) != 4
        or not FIRST_YEAR <= int(year) <= LAST_YEAR
        or not tokens.touches(place + 1)
    ):
        return None
    if code == "q" and number in ("1", "2", "3", "4"):
        return Atom(calendar.quarter(int(year), int(number)), place + 2)
    return Atom(calendar.half(int(year), int(number)), place + 2) if code == "h" and number in ("1", "2") else None
