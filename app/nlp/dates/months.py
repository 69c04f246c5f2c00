"""Months, with the day and the year where they stand."""

from datetime import date

from app.nlp.dates import calendar
from app.nlp.dates.days import day_number
from app.nlp.dates.reader import Atom, Reader, is_future
from app.nlp.lexicon.dates import MONTH_PAIRS, MONTHS, TURNS, WEEKDAYS
from app.nlp.lexicon.listing import word_set
from app.nlp.quantities.labels import is_month, is_year
from app.nlp.quantities.tokens import Tokens

_LINKS = frozenset({"of", "de", "del", "in", "року", "года", "г"})
_BEFORE_A_MONTH = word_set(
    "in on since by last this until till from early late mid during between next every and through to before after"
    " for of around about"
)


def read_month(reader: Reader, at: int) -> Atom | None:
    """Read a month with its day and year: "May", "May 3, 2024", "3rd of May"."""
    tokens = reader.tokens
    day, place = day_number(reader, at)
    if day is not None:
        place += tokens.word(place) in ("of", "de", "del", ".", "-", "/")
        if is_month(tokens, place, reader.language) and not (tokens.is_number(at - 1)):
            return _dated(reader, month_number(reader, place), day, _past_dot(tokens, place), at)
        return _bare_day(reader, at, day)
    turn = TURNS.get(tokens.word(at))
    if turn is not None and is_month(tokens, at + 1, reader.language):
        return _turned_month(reader, at + 1, turn)
    if not is_month(tokens, at, reader.language) or (_is_verb_or_name(tokens, at)):
        return None
    stop = _past_dot(tokens, at)
    day_at = stop + (tokens.word(stop) == "the") + (tokens.word(stop) in ("-", "/") and len(tokens.word(stop + 1)) <= 2)
    day, after = day_number(reader, day_at)
    if day is not None and not _is_clock_or_count(tokens, after):
        return _dated(reader, month_number(reader, at), day, after, at)
    return _dated(reader, month_number(reader, at), None, stop, at)


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
    if tokens.opens_sentence(at) and tokens.word(at - 1) != "-":
        return word in ("may", "march") and tokens.word(at + 1) not in ("to", "was", "saw", "brought")
    named = tokens.is_capital(at - 1) and tokens.word(at - 1).isalpha()
    return named and tokens.word(at - 1) not in _BEFORE_A_MONTH and tokens.word(at - 1) not in WEEKDAYS["en"]


def _past_dot(tokens: Tokens, place: int) -> int:
    """Return the token after a month: after its full stop, its second word, or its second name ("أيار/مايو")."""
    if (tokens.word(place), tokens.word(place + 1)) in MONTH_PAIRS:
        return place + 2
    if tokens.word(place + 1) == "/" and tokens.word(place + 2) in MONTHS["ar"]:
        return place + 3
    dotted = (
        tokens.word(place + 1) == "."
        and len(tokens.word(place)) <= 5
        and tokens.word(place) != "may"
        and tokens.touches(place + 1)
    )
    return place + 1 + (dotted and (tokens.is_number(place + 2) or tokens.word(place + 2) in (",", "-")))


def month_number(reader: Reader, place: int) -> int:
    """Return which month the token at `place` names."""
    pair = MONTH_PAIRS.get((reader.tokens.words[place], reader.tokens.word(place + 1)))
    return pair or MONTHS.get(reader.language, MONTHS["en"])[reader.tokens.words[place]]


def _dated(reader: Reader, month: int, day: int | None, stop: int, at: int) -> Atom | None:
    """Return the month or the day of it, with the year that follows, or that publication tells."""
    year, after = year_after(reader, stop)
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
        year, after, lacks = implied_year(reader, month, day, at), stop, "year"
    if day is None:
        return Atom(calendar.month(year, month), after, lacks)
    if (month, day) == (2, 29) and lacks and not is_future(reader, at):
        year -= next(back for back in range(8) if calendar.date_or_none(year - back, 2, 29) or year - back < 2)
    when = calendar.date_or_none(year, month, day)
    return Atom(calendar.day(when), after, lacks) if when else None


def year_after(reader: Reader, stop: int) -> tuple[int | None, int]:
    """Return the year that follows a month or a day at the token `stop`, and the token after it."""
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


def implied_year(reader: Reader, month: int, day: int | None, at: int) -> int:
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
    today, number = reader.published, month_number(reader, place)
    if turn < 0:
        year = today.year - (number >= today.month)
    elif turn > 0:
        year = today.year + (number <= today.month)
    else:
        year = today.year
    return Atom(calendar.month(year, number), place + 1)
