"""One date at one place of a text, of whatever kind."""

from datetime import date

from app.nlp.dates import calendar
from app.nlp.dates.abroad import part_abroad, read_latest
from app.nlp.dates.calendar import Period
from app.nlp.dates.divisions import read_division, read_running, read_week_of
from app.nlp.dates.months import read_month
from app.nlp.dates.numeric import read_numeric
from app.nlp.dates.reader import Atom, Reader, is_phrase
from app.nlp.dates.spans import STEPS, moved_by, read_ahead, read_count, read_phrase, read_turn, turned_count
from app.nlp.dates.weekdays import DETERMINERS, read_weekday
from app.nlp.dates.years import read_season, read_year
from app.nlp.lexicon.dates import AGO, AGO_BEFORE, PARTS, TURNS
from app.nlp.lexicon.units import MEASURES

_DIRECTIONS = {"after": 1, "from": 1, "before": -1, "earlier": -1, "previously": -1, "later": 1, "afterwards": 1}
_BY_ITSELF = frozenset({"earlier", "later", "previously", "afterwards"})


def read_atom(reader: Reader, at: int) -> Atom | None:
    """Return the date that begins at the token `at`, or None."""
    if at >= len(reader.tokens.words):
        return None
    if at not in reader.atoms:
        reader.atoms[at] = _read_part(reader, at) or read_simple(reader, at) or _read_counted(reader, at)
    return reader.atoms[at]


def read_simple(reader: Reader, at: int) -> Atom | None:
    """Return the date at the token `at` that is told without another date in it."""
    if at >= len(reader.tokens.words):
        return None
    place = at + (reader.tokens.words[at] in DETERMINERS)
    return (
        read_numeric(reader, at)
        or read_weekday(reader, place)
        or read_month(reader, place)
        or read_phrase(reader, at)
        or read_division(reader, place)
        or read_turn(reader, place)
        or read_week_of(reader, place)
        or read_season(reader, place)
        or read_year(reader, place)
    )


def _read_part(reader: Reader, at: int) -> Atom | None:
    """Read "late last year", "mid-2023", "earlier this month", "the end of 2024", "early on Sunday" as the Sunday."""
    tokens = reader.tokens
    if reader.language != "en":
        return _read_part_abroad(reader, at)
    name = PARTS.get(tokens.word(at + (tokens.words[at] == "the")))
    if name is None:
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


def _read_part_abroad(reader: Reader, at: int) -> Atom | None:
    name, place = part_abroad(reader, at)
    inner = read_simple(reader, place) if name else None
    return Atom(_take(reader, inner.period, name), inner.stop, inner.lacks) if inner else None


def read_whole(reader: Reader, place: int) -> Atom | None:
    """Return the span that a part is taken of: a date, or "the week", "year" as the running one."""
    if place >= len(reader.tokens.words) or reader.tokens.words[place] in PARTS:
        return None
    return read_running(reader, place) or read_simple(reader, place)


def _take(reader: Reader, period: Period, name: str) -> Period:
    today = reader.published
    if name in ("early", "mid", "late"):
        return calendar.part(period, name)
    if today is None or period.first is None or period.last is None or not period.first <= today <= period.last:
        return period
    return Period(period.first, today) if name == "sofar" else Period(today, period.last)


def _read_counted(reader: Reader, at: int) -> Atom | None:
    """Read a number of days, weeks, months or years with what it is counted from."""
    return read_ahead(reader, at) or _read_ago(reader, at) or read_latest(reader, at) or _read_away(reader, at)


def _read_ago(reader: Reader, at: int) -> Atom | None:
    """Read "three days ago", "hace tres días", "vor drei Tagen"."""
    tokens, today = reader.tokens, reader.published
    led = next((len(words) for words in AGO_BEFORE.get(reader.language, ()) if is_phrase(tokens, at, words)), 0)
    count, after = read_count(reader, at + led)
    unit = MEASURES.get(tokens.word(after), "")
    if today is None or count is None or unit not in STEPS or not (led or tokens.word(after + 1) in AGO):
        return None
    return Atom(moved_by(today, unit, -count), after + (1 if led else 2))


def _read_away(reader: Reader, at: int) -> Atom | None:
    """Read "two weeks from today", "two days after Friday", "two days earlier", "5 past years"."""
    tokens = reader.tokens
    count, after = read_count(reader, at)
    if count is None:
        return None
    if tokens.word(after) in TURNS and reader.published is not None:
        return turned_count(reader, TURNS[tokens.word(after)], at, after + 1)
    unit, word = MEASURES.get(tokens.word(after), ""), tokens.word(after + 1)
    if unit not in STEPS or word not in _DIRECTIONS:
        return None
    begun, stop = _beginning(reader, word, after + 2)
    if begun is None:
        return None
    when = moved_by(begun, unit, _DIRECTIONS[word] * count)
    return Atom(
        when if word in _BY_ITSELF else calendar.day(calendar.shift(begun, unit, _DIRECTIONS[word] * count)), stop
    )


def _beginning(reader: Reader, word: str, place: int) -> tuple[date | None, int]:
    """Return the day that "`word`" counts from, and the token after it."""
    if word in _BY_ITSELF:
        return reader.told, place
    if reader.tokens.word(place) == "now":
        return reader.published, place + 1
    anchor = read_simple(reader, place)
    if anchor is None or anchor.period.first != anchor.period.last:
        return None, place
    return anchor.period.first, anchor.stop
