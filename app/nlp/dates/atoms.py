"""The single dates of a text: days, months, years, weekdays, and spans told from the day of publication."""

from dataclasses import dataclass
from datetime import date

from app.nlp.dates import calendar
from app.nlp.dates.calendar import Period
from app.nlp.lexicon.dates import (
    AGO,
    AGO_BEFORE,
    FUTURE,
    HALVES,
    MONTHS,
    PARTS,
    PARTS_OF_DAY,
    RELATIVE,
    SEASONS,
    SPANS,
    TURNS,
    WEEKDAYS,
)
from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.units import MEASURES
from app.nlp.quantities.labels import is_month, is_year
from app.nlp.quantities.numerals import read_numeral
from app.nlp.quantities.tokens import Tokens

_ENDINGS = frozenset({"st", "nd", "rd", "th", "º", "er", "го", "е", "-го"})
_SIGNS = frozenset("-/")
_LINKS = frozenset({"of", "de", "del", "in", "року", "года", "г"})
_DETERMINERS = frozenset({"the", "el", "la", "le", "der", "des"})
_STEPS = frozenset({"day", "week", "month", "year", "decade"})
_CAPITAL_SCRIPTS = frozenset({"en", "de"})
_LOOK_BACK = 10
_DAY_FIRST = frozenset({"es", "fr", "de", "uk", "ru", "ar"})
_BEFORE_A_MONTH = word_set(
    "in on since by last this until till from early late mid during between next every and through to before after"
    " for of around about"
)
_MONEY = frozenset("$€£¥")
_SHORT_WEEKDAYS = frozenset({"sun", "sat", "mon", "wed"})
_DIRECTIONS = {"after": 1, "from": 1, "before": -1, "earlier": -1, "previously": -1, "later": 1, "afterwards": 1}
_TWENTIETH = 35
_GLUE = frozenset("-/.,:$€£#@_+&=%")
_STOPS = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class Reader:
    """What the readers of dates share: the tokens, the language, the day of publication where it is known.

    `told` is the last single day that the text has named, from which "two days earlier" counts.
    """

    tokens: Tokens
    language: str
    published: date | None
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Atom:
    """A date in the tokens up to `stop`; `lacks` names what the text left open: "year", or "" where it is whole."""

    period: Period
    stop: int
    lacks: str = ""


def read_atom(reader: Reader, at: int) -> Atom | None:
    """Return the date that begins at the token `at`, or None."""
    if at >= len(reader.tokens.words):
        return None
    return _read_part(reader, at) or read_simple(reader, at) or _read_counted(reader, at)


def read_simple(reader: Reader, at: int) -> Atom | None:
    """Return the date at the token `at` that is told without another date in it."""
    if at >= len(reader.tokens.words):
        return None
    place = at + (reader.tokens.words[at] in _DETERMINERS)
    return (
        _read_numeric(reader, at)
        or _read_weekday(reader, place)
        or _read_month(reader, place)
        or _read_phrase(reader, at)
        or _read_division(reader, place)
        or _read_turn(reader, place)
        or _read_week_of(reader, place)
        or _read_season(reader, place)
        or _read_year(reader, place)
    )


def is_future(reader: Reader, at: int) -> bool:
    """Tell whether the words before the token `at`, in its sentence, speak of what is to come."""
    for place in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        word = reader.tokens.words[place]
        if word in _STOPS:
            return False
        if word in FUTURE:
            return True
    return False


# Whole dates in digits.


def _read_numeric(reader: Reader, at: int) -> Atom | None:
    tokens = reader.tokens
    word = tokens.words[at]
    if not word[0].isdecimal() or (at and tokens.touches(at) and tokens.word(at - 1) not in '"“‘(["'):
        return None
    if word.count(".") == 2 and len(word) <= 10:
        return _whole([*word.split(".")], reader, at + 1)
    sign = tokens.word(at + 1)
    if (
        len(word) == 4
        and word.isdecimal()
        and sign in _SIGNS
        and tokens.word(at + 3) == sign
        and tokens.word(at + 2) in MONTHS["en"]
    ):
        return _read_named_month(reader, at)
    if sign not in _SIGNS or not (tokens.is_number(at + 2) and tokens.touches(at + 1) and tokens.touches(at + 2)):
        return _read_quarter_code(reader, at)
    third = (
        tokens.word(at + 3) == sign and tokens.is_number(at + 4) and tokens.touches(at + 3) and tokens.touches(at + 4)
    )
    if third:
        if tokens.word(at + 5) == sign and tokens.touches(at + 5) and tokens.is_number(at + 6):
            return None
        return _whole([word, tokens.words[at + 2], tokens.words[at + 4]], reader, at + 5)
    if (
        len(word) == 4
        and word.isdecimal()
        and len(tokens.words[at + 2]) <= 2
        and tokens.words[at + 2].isdecimal()
        and 1000 <= int(word) <= 2100
    ):
        number = int(tokens.words[at + 2])
        return Atom(calendar.month(int(word), number), at + 3) if 1 <= number <= 12 else None
    return _read_day_and_month(reader, at)


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
    when = calendar.date_or_none(_implied_year(reader, month, day, at), month, day)
    return Atom(calendar.day(when), at + 3, "year") if when else None


def _read_named_month(reader: Reader, at: int) -> Atom | None:
    """Read "2019-Aug-01"."""
    tokens = reader.tokens
    day, stop = _day_number(reader, at + 4)
    when = calendar.date_or_none(int(tokens.words[at]), MONTHS["en"][tokens.words[at + 2]], day or 0)
    return Atom(calendar.day(when), stop) if when else None


def _whole(parts: list[str], reader: Reader, stop: int) -> Atom | None:
    """Read three numbers as year, month and day; two readings that both exist leave an English date open and out."""
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    a, b, c = (int(part) for part in parts)
    if len(parts[0]) == 4:
        when = calendar.date_or_none(a, b, c)
        return Atom(calendar.day(when), stop) if when else None
    if len(parts[2]) not in (2, 4):
        return None
    c += (1900 if c > _TWENTIETH else 2000) if len(parts[2]) == 2 else 0
    day_first, month_first = calendar.date_or_none(c, b, a), calendar.date_or_none(c, a, b)
    if reader.language in _DAY_FIRST:
        month_first = None
    if day_first and month_first and day_first != month_first:
        return None
    when = day_first or month_first
    return Atom(calendar.day(when), stop) if when else None


def _read_quarter_code(reader: Reader, at: int) -> Atom | None:
    """Read "2017 Q1", "2019-H2"."""
    tokens = reader.tokens
    if not is_year(tokens, at, reader.language) and not (len(tokens.words[at]) == 4):
        return None
    place = at + 1 + (tokens.word(at + 1) == "-")
    code, number = tokens.word(place), tokens.word(place + 1)
    if (
        code in ("q", "h")
        and tokens.touches(place + 1)
        and number in ("1", "2", "3", "4")
        and tokens.words[at].isdecimal()
    ):
        year = int(tokens.words[at])
        if 1000 <= year <= 2100 and (code == "q" or number in "12"):
            return Atom(
                calendar.quarter(year, int(number)) if code == "q" else calendar.half(year, int(number)), place + 2
            )
    return None


# Weekdays.


def _is_weekday(reader: Reader, place: int) -> bool:
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


def _read_weekday(reader: Reader, at: int) -> Atom | None:
    """Read "Saturday", "last Friday", "Friday, 3 May", "Tuesday of next week", "next week on Tuesday"."""
    tokens = reader.tokens
    turn = TURNS.get(tokens.word(at))
    place = at + (turn is not None)
    if tokens.word(place) in ("past", "coming", "upcoming") and turn == 0:
        turn, place = TURNS[tokens.word(place)], place + 1
    if not _is_weekday(reader, place):
        return None
    word = _weekday_word(tokens, place)
    stop = place + (3 if "'" in word else 1)
    stop += tokens.word(stop) == "." and len(word) <= 4 and tokens.word(stop + 1).isalnum()
    weekday = WEEKDAYS.get(reader.language, WEEKDAYS["en"])[word]
    if turn is None and (dated := _dated_weekday(reader, stop)) is not None:
        return dated
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


def _weekday_and_day(reader: Reader, weekday: int, stop: int) -> Atom | None:
    """Read "Friday the 13th": the nearest such Friday."""
    number = stop + (reader.tokens.word(stop) == "the")
    day, after = _day_number(reader, number)
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
    following += reader.tokens.word(following) in _DETERMINERS
    if following >= len(reader.tokens.words):
        return None
    return _read_month(reader, following) or _read_numeric_after_weekday(reader, following)


def _read_numeric_after_weekday(reader: Reader, at: int) -> Atom | None:
    return _read_numeric(reader, at) if reader.tokens.is_number(at) else None


def _weekday(reader: Reader, weekday: int, turn: int | None, word: str, at: int) -> date:
    """Return the day that a weekday means: the latest up to publication, or by "last", "this", "next" of its week."""
    today = reader.published or date.min
    if turn is None:
        back = (today.weekday() - weekday) % 7
        if back and is_future(reader, at):
            return calendar.shift(today, "day", 7 - back)
        return calendar.shift(today, "day", -back)
    if word == "past":
        return calendar.shift(today, "day", -((today.weekday() - weekday - 1) % 7 + 1))
    if word in ("coming", "upcoming"):
        return calendar.shift(today, "day", (weekday - today.weekday() - 1) % 7 + 1)
    return calendar.shift(today, "day", weekday - today.weekday() + 7 * turn)


# Months, with day and year where they stand.


def _read_month(reader: Reader, at: int) -> Atom | None:
    tokens = reader.tokens
    day, place = _day_number(reader, at)
    if day is not None:
        place += tokens.word(place) in ("of", "de", "del", ".", "-", "/")
        if is_month(tokens, place, reader.language) and not (tokens.is_number(at - 1)):
            return _dated(reader, _month_number(reader, place), day, _past_dot(tokens, place), at)
        return _bare_day(reader, at, day)
    turn = TURNS.get(tokens.word(at))
    if turn is not None and is_month(tokens, at + 1, reader.language):
        return _turned_month(reader, at + 1, turn)
    if not is_month(tokens, at, reader.language) or (_is_verb_or_name(tokens, at)):
        return None
    stop = _past_dot(tokens, at)
    day_at = stop + (tokens.word(stop) == "the") + (tokens.word(stop) in ("-", "/") and len(tokens.word(stop + 1)) <= 2)
    day, after = _day_number(reader, day_at)
    if day is not None and not _is_clock_or_count(tokens, after):
        return _dated(reader, _month_number(reader, at), day, after, at)
    return _dated(reader, _month_number(reader, at), None, stop, at)


def _bare_day(reader: Reader, at: int, day: int) -> Atom | None:
    """Read "on the 4th" at the end of a clause as the latest such day of a month."""
    tokens, today = reader.tokens, reader.published
    stop = at + 2
    if (
        today is None
        or tokens.word(at + 1) not in ("st", "nd", "rd", "th")
        or tokens.word(at - 1) != "the"
        or tokens.word(at - 2) != "on"
    ):
        return None
    if tokens.word(stop).isalnum():
        return None
    month = today if day <= today.day else calendar.shift(today.replace(day=1), "month", -1)
    when = calendar.date_or_none(month.year, month.month, day)
    return Atom(calendar.day(when), stop) if when else None


def _is_clock_or_count(tokens: Tokens, after: int) -> bool:
    return tokens.word(after) in (":", "%", "percent", "am", "pm") or (
        tokens.word(after) == "-"
        and tokens.word(after + 1).isalpha()
        and tokens.touches(after + 1)
        and len(tokens.word(after + 1)) > 2
        and not tokens.is_capital(after + 1)
    )


def _is_verb_or_name(tokens: Tokens, at: int) -> bool:
    """Tell whether "May", "March" or "August" is no month here: the verb that opens a sentence, "Theresa May"."""
    word = tokens.word(at)
    if word not in ("may", "march", "mar", "jan", "dec", "august", "april", "june", "sept", "sep"):
        return False
    if word in ("mar", "jan", "dec", "sep", "sept"):
        dated = (
            tokens.word(at + 1)[:1].isdecimal()
            or tokens.word(at - 1)[:1].isdecimal()
            or tokens.word(at + 1) in (".", "-", "/", ",")
        )
        return not dated and tokens.word(at - 1) not in _BEFORE_A_MONTH
    dated = (
        tokens.is_number(at + 1)
        or (tokens.word(at + 1) in (",", "of") and tokens.is_number(at + 2))
        or tokens.is_number(at - 1)
    )
    if dated:
        return False
    if tokens.opens_sentence(at):
        return word in ("may", "march") and tokens.word(at + 1) not in ("to", "was", "saw", "brought")
    named = tokens.is_capital(at - 1) and tokens.word(at - 1).isalpha()
    return named and tokens.word(at - 1) not in _BEFORE_A_MONTH and tokens.word(at - 1) not in WEEKDAYS["en"]


def _past_dot(tokens: Tokens, place: int) -> int:
    dotted = (
        tokens.word(place + 1) == "."
        and len(tokens.word(place)) <= 5
        and tokens.word(place) != "may"
        and tokens.touches(place + 1)
    )
    return place + 1 + (dotted and (tokens.is_number(place + 2) or tokens.word(place + 2) in (",", "-")))


def _month_number(reader: Reader, place: int) -> int:
    return MONTHS.get(reader.language, MONTHS["en"])[reader.tokens.words[place]]


def _day_number(reader: Reader, at: int) -> tuple[int | None, int]:
    """Return the day of a month written in digits ("3", "3rd") or in words ("twenty-second"), and the token after
    it."""
    tokens = reader.tokens
    word = tokens.word(at)
    if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 and tokens.word(at - 1) not in _MONEY:
        ending = tokens.word(at + 1) in _ENDINGS and tokens.touches(at + 1)
        return int(word), at + 1 + ending
    if reader.language == "en" and word.isalpha() and at < len(tokens.words):
        return _worded_day(tokens, at)
    return None, at


def _worded_day(tokens: Tokens, at: int) -> tuple[int | None, int]:
    from app.nlp.lexicon.quantities import NUMBERS

    words = NUMBERS["en"]
    word = tokens.words[at]
    if word in words.ordinals and words.ordinals[word] <= 30:
        return words.ordinals[word], at + 1
    tens = words.small.get(word, 0)
    if tens in (20, 30):
        place = at + 1 + (tokens.word(at + 1) == "-")
        unit = words.ordinals.get(tokens.word(place)) or words.small.get(tokens.word(place))
        if unit is not None and 0 < unit < 10 and tens + unit <= 31:
            return tens + unit, place + 1
    return None, at


def _dated(reader: Reader, month: int, day: int | None, stop: int, at: int) -> Atom | None:
    """Return the month or the day of it, with the year that follows, or that publication tells."""
    year, after = _year_after(reader, stop)
    if (
        year is None
        and day is None
        and len(reader.tokens.word(at - 1)) == 4
        and is_year(reader.tokens, at - 1, reader.language)
    ):
        year = None
    lacks = ""
    if year is None:
        if reader.published is None:
            return None
        year, after, lacks = _implied_year(reader, month, day, at), stop, "year"
    if day is None:
        return Atom(calendar.month(year, month), after, lacks)
    if (month, day) == (2, 29) and lacks and not is_future(reader, at):
        year -= next(back for back in range(8) if calendar.date_or_none(year - back, 2, 29) or year - back < 2)
    when = calendar.date_or_none(year, month, day)
    return Atom(calendar.day(when), after, lacks) if when else None


def _year_after(reader: Reader, stop: int) -> tuple[int | None, int]:
    tokens = reader.tokens
    place = stop + (
        tokens.word(stop) in (",", "-", "/", ".") and (tokens.word(stop) != "." or tokens.touches(stop + 1))
    )
    place += tokens.word(place) in _LINKS
    word = tokens.word(place)
    if len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2100:
        tail = tokens.word(place + 1) in ("року", "года") or (
            tokens.word(place + 1) == "г" and tokens.word(place + 2) == "."
        )
        return int(word), place + 1 + tail
    return None, stop


def _implied_year(reader: Reader, month: int, day: int | None, at: int) -> int:
    """Return the year of a month without one: the latest up to publication, or the next where the sentence looks
    ahead."""
    today = reader.published or date.min
    later = (month, day or 0) > (today.month, today.day if day else 0) if day else month > today.month
    if is_future(reader, at):
        earlier = (month, day or 31) < (today.month, today.day)
        return today.year + earlier
    return today.year - later


def _turned_month(reader: Reader, place: int, turn: int) -> Atom | None:
    """Read "last August": the latest August that is over or under way; "next May"; "this June"."""
    if reader.published is None:
        return None
    today, number = reader.published, _month_number(reader, place)
    if turn < 0:
        year = today.year - (number >= today.month)
    elif turn > 0:
        year = today.year + (number <= today.month)
    else:
        year = today.year
    return Atom(calendar.month(year, number), place + 1)


# Spans told from the day of publication.


def _read_phrase(reader: Reader, at: int) -> Atom | None:
    """Read "yesterday", "la semana pasada", "letztes Jahr"."""
    if reader.published is None:
        return None
    if reader.tokens.words[at : at + 3] == ["year", "to", "date"]:
        return Atom(Period(reader.published.replace(month=1, day=1), reader.published), at + 3)
    table = RELATIVE.get(reader.language, RELATIVE["en"])
    for length in range(min(5, len(reader.tokens.words) - at), 0, -1):
        meaning = table.get(tuple(reader.tokens.words[at : at + length]))
        if meaning is not None:
            unit, count = meaning
            when = reader.published if unit == "night" else calendar.shift(reader.published, unit, count)
            return Atom(calendar.span(when, unit), at + length)
    return None


def _read_turn(reader: Reader, at: int) -> Atom | None:
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
    return _turned_count(reader, turn, place)


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
        if _is_weekday(reader, on):
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


def _turned_count(reader: Reader, turn: int, place: int, unit_at: int = 0) -> Atom | None:
    """Read "the last eight years", "the next 3 days", "5 past years" whose unit stands at `unit_at`."""
    tokens, today = reader.tokens, reader.published or date.min
    count, after = _count(reader, place)
    after = unit_at or after
    unit = "quarter" if tokens.word(after) == "quarters" else MEASURES.get(tokens.word(after), "")
    if count is None or unit not in _STEPS | {"quarter"} or turn == 0:
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


def _count(reader: Reader, place: int) -> tuple[int | None, int]:
    """Return a small whole number at `place` and the token after it."""
    tokens = reader.tokens
    if place >= len(tokens.words) or not (tokens.words[place].isalpha() or tokens.is_number(place)):
        return None, place
    if tokens.words[place] in ("a", "an", "one") and MEASURES.get(tokens.word(place + 1)) in _STEPS:
        return 1, place + 1
    numeral = read_numeral(tokens, place, reader.language)
    if numeral is None or numeral.low != numeral.high or numeral.low % 1 or not 0 < numeral.low < 10_000:
        return None, place
    return int(numeral.low), numeral.stop


def _read_counted(reader: Reader, at: int) -> Atom | None:
    """Read "three days ago", "hace tres días", "two weeks from today", "two days after Friday"."""
    tokens, today = reader.tokens, reader.published
    ahead = _read_ahead(reader, at)
    if ahead is not None:
        return ahead
    for words in AGO_BEFORE.get(reader.language, ()):
        if tuple(tokens.words[at : at + len(words)]) == words and today is not None:
            count, after = _count(reader, at + len(words))
            unit = MEASURES.get(tokens.word(after))
            if count is not None and unit in _STEPS:
                return Atom(_from(today, unit, -count), after + 1)
    count, after = _count(reader, at)
    unit = MEASURES.get(tokens.word(after)) if count is not None else None
    if count is not None and unit is None and tokens.word(after) in TURNS and today is not None:
        return _turned_count(reader, TURNS[tokens.word(after)], at, after + 1)
    if count is None or unit not in _STEPS:
        return None
    if tokens.word(after + 1) in AGO and today is not None:
        return Atom(_from(today, unit, -count), after + 2)
    direction = _DIRECTIONS.get(tokens.word(after + 1))
    if direction is None:
        return None
    if tokens.word(after + 1) in ("earlier", "later", "previously", "afterwards"):
        return Atom(_from(reader.told, unit, direction * count), after + 2) if reader.told else None
    if tokens.word(after + 2) == "now" and direction == 1 and today is not None:
        return Atom(calendar.day(calendar.shift(today, unit, count)), after + 3)
    anchor = read_simple(reader, after + 2)
    if anchor is None or anchor.period.first is None or anchor.period.first != anchor.period.last:
        return None
    return Atom(calendar.day(calendar.shift(anchor.period.first, unit, direction * count)), anchor.stop)


def _read_ahead(reader: Reader, at: int) -> Atom | None:
    """Read "in two weeks" where the sentence looks ahead, "within nine months"."""
    tokens, today = reader.tokens, reader.published
    if reader.language != "en" or today is None or tokens.words[at] not in ("in", "within"):
        return None
    count, after = _count(reader, at + 1)
    unit = MEASURES.get(tokens.word(after))
    if count is None or unit not in _STEPS or not is_future(reader, at):
        return None
    when = calendar.shift(today, unit, count)
    if tokens.words[at] == "within":
        return Atom(Period(today, when), after + 1)
    if tokens.word(after + 1) in ("from", "after", "before"):
        return None
    return Atom(calendar.day(when) if unit in ("day", "week") else calendar.span(when, unit), after + 1)


def _from(when: date, unit: str, count: int) -> Period:
    """Return what so many units before or after a day may mean: the day, or the month or year that it falls in."""
    moved = calendar.shift(when, unit, count)
    return calendar.day(moved) if unit in ("day", "week") else calendar.span(moved, unit)


# Parts and divisions of spans.


def _read_part(reader: Reader, at: int) -> Atom | None:
    """Read "late last year", "mid-2023", "earlier this month", "the end of 2024", "early on Sunday" as the Sunday."""
    tokens = reader.tokens
    name = PARTS.get(tokens.word(at + (tokens.words[at] == "the")))
    if name is None or reader.language != "en":
        return None
    place = at + (tokens.words[at] == "the") + 1
    word = tokens.word(place - 1)
    if word in ("beginning", "start", "middle", "end"):
        if tokens.word(place) != "of":
            return None
        place += 1
    elif tokens.word(place) in ("-", "in", "on"):
        place += 1
    inner = read_whole(reader, place)
    if inner is None:
        return None
    return Atom(_take(reader, inner.period, name), inner.stop, inner.lacks)


def read_whole(reader: Reader, place: int) -> Atom | None:
    """Return the span that a part is taken of: a date, or "the week", "year" as the running one."""
    if place >= len(reader.tokens.words) or reader.tokens.words[place] in PARTS:
        return None
    return _read_this_span(reader, place) or read_simple(reader, place)


def _read_this_span(reader: Reader, place: int) -> Atom | None:
    """Read "the week" and "year" after a part as the running one."""
    place += reader.tokens.word(place) == "the"
    unit = SPANS.get(reader.tokens.word(place))
    if unit is None or reader.published is None or unit == "day":
        return None
    return Atom(calendar.span(reader.published, unit), place + 1)


def _take(reader: Reader, period: Period, name: str) -> Period:
    today = reader.published
    if name in ("early", "mid", "late"):
        return calendar.part(period, name)
    if today is None or period.first is None or period.last is None or not period.first <= today <= period.last:
        return period
    return Period(period.first, today) if name == "sofar" else Period(today, period.last)


def _read_division(reader: Reader, at: int) -> Atom | None:
    """Read "the third quarter of 2018", "the first half of last year", "Q3 2018", "the first week of January"."""
    tokens = reader.tokens
    which, unit, place = _which_division(reader, at)
    if not which:
        return None
    linked = place + (tokens.word(place) in ("of", "in", "-", ","))
    whole = (
        _read_year(reader, linked, bare=True)
        or _read_turn(reader, linked)
        or (_read_month(reader, linked) if unit in ("week", "day") else None)
        or _read_this_span(reader, linked)
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
    day, after = _day_number(reader, at)
    if day is not None and tokens.word(after) == "day" and after > at:
        return day, "day", after + 1
    ending = word.isdecimal() and following in _ENDINGS
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


def _read_week_of(reader: Reader, at: int) -> Atom | None:
    """Read "the week of May 4", "the week beginning on May 4" as the week that the day lies in."""
    tokens = reader.tokens
    if tokens.word(at) != "week" or tokens.word(at + 1) not in ("of", "beginning", "starting", "commencing", "ending"):
        return None
    inner = _read_month(reader, at + 2 + (tokens.word(at + 2) == "on"))
    if inner is None or inner.period.first is None or inner.period.first != inner.period.last:
        return None
    return Atom(calendar.week(inner.period.first), inner.stop)


def _read_season(reader: Reader, at: int) -> Atom | None:
    """Read "summer 2023", "the winter of 2021";"""
    which = SEASONS.get(reader.language, SEASONS["en"]).get(reader.tokens.word(at))
    if which is None:
        return None
    place = at + 1 + (reader.tokens.word(at + 1) in _LINKS)
    word = reader.tokens.word(place)
    if len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2100:
        return Atom(calendar.season(int(word), which), place + 1)
    return _bare_season(reader, at, which)


def _bare_season(reader: Reader, at: int, which: int) -> Atom | None:
    """Read "over the summer" as the latest summer that has begun."""
    tokens = reader.tokens
    before = tokens.word(at - 1) if tokens.word(at - 1) not in _DETERMINERS else tokens.word(at - 2)
    if reader.published is None or before not in ("in", "over", "during", "since") or tokens.word(at + 1) == "of":
        return None
    season = calendar.season(reader.published.year, which)
    if season.first is not None and season.first > reader.published:
        season = calendar.season(reader.published.year - 1, which)
    return Atom(season, at + 1)


# Years, decades, centuries.


def _read_year(reader: Reader, at: int, *, bare: bool = False) -> Atom | None:
    tokens = reader.tokens
    word = tokens.word(at)
    if at and tokens.touches(at) and tokens.word(at - 1) in _GLUE and tokens.word(at - 2) != "mid":
        return None
    if (
        word in ("'", "’")
        and tokens.word(at + 1) in ("20", "30", "40", "50", "60", "70", "80", "90")
        and tokens.word(at + 2) == "s"
    ):
        return Atom(calendar.year(1900 + int(tokens.word(at + 1)), years=10), at + 3)
    if not word.isdecimal():
        return None
    century = at + 1 + (tokens.word(at + 1) in _ENDINGS)
    if tokens.word(century) == "century" and century > at + 1 and 1 <= int(word[:3]) <= 21 and len(word) <= 2:
        return Atom(calendar.year(max(1, (int(word) - 1) * 100), years=100), century + 1)
    if len(word) != 4 or not (is_year(tokens, at, reader.language) or (bare and 1000 <= int(word) <= 2100)):
        return None
    number, stop = int(word), at + 1
    if tokens.word(stop) == "s" or (
        tokens.word(stop) in ("'", "’") and tokens.word(stop + 1) == "s" and number % 10 == 0
    ):
        if number % 10:
            return Atom(calendar.year(number), stop)
        return Atom(calendar.year(number, years=10), stop + 1 + (tokens.word(stop) != "s"))
    if is_month(tokens, stop, reader.language) and not tokens.is_number(stop + 1):
        return Atom(calendar.month(number, _month_number(reader, stop)), stop + 1)
    return Atom(calendar.year(number), stop)
