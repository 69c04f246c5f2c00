"""Text -> dates: one walk over the tokens, each date with the words that make an interval of it."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from app.nlp.dates.atoms import read_atom, read_whole
from app.nlp.dates.calendar import Period
from app.nlp.dates.days import day_number
from app.nlp.dates.months import year_after
from app.nlp.dates.reader import Atom, Reader
from app.nlp.dates.values import DateSpan
from app.nlp.lexicon.dates import (
    AGO_BEFORE,
    AND,
    BETWEEN,
    FIXED_DAYS,
    FROM,
    HALVES,
    LATEST,
    MONTHS,
    PARTS,
    PARTS_ABROAD,
    RELATIVE,
    SEASONS,
    SINCE,
    SPANS,
    TO,
    TURNS,
    UNTIL,
    WEEKDAYS,
)
from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.quantities import NUMBERS
from app.nlp.lexicon.units import MEASURES
from app.nlp.quantities.labels import is_month
from app.nlp.quantities.tokens import Tokens, tokenise

_LONGEST_LEAD = 7
_OPENING = SINCE | UNTIL | {"by"}
_ARTICLES = frozenset({"the", "el", "le", "dem", "den"})
_LEADING = word_set("the in within before after by")
_FILLERS = {("jusqu", "'", "à"): 3, ("jusqu", "’", "à"): 3, ("منذ", "يوم"): 2, ("حتى", "يوم"): 2}
_BESIDE = word_set("/ - – — ' ’ q h st nd rd th er º ª")
_OPENERS = word_set("the before after by no later q h ' ’ week in within year")


def find_dates(text: str, published: date | None = None, language: str = "en") -> list[DateSpan]:
    """Return the dates in `text`, in order; a relative date without `published` is left out: unknown stays unknown.

    A weekday or a month without a year is the latest up to publication, unless the sentence looks ahead.

    >>> [(str(d.first), str(d.last)) for d in find_dates("It began last August.", date(2025, 2, 3))]
    [('2024-08-01', '2024-08-31')]
    """
    reader = Reader(tokenise(text), language, published)
    words = reader.tokens.words
    seeds, anchors = _seeds(language), _anchors(language)
    found: list[DateSpan] = []
    place = after_anchor = 0
    for anchor, word in enumerate(words):
        if word not in anchors and not _may_date(words, anchor):
            continue
        place = max(place, after_anchor, anchor - _LONGEST_LEAD)
        after_anchor = anchor + 1
        while place <= anchor:
            read = read_interval(reader, place) if _may_begin(words, place, seeds, anchors) else None
            if read is None:
                place += 1
                continue
            period, stop = read
            found.append(DateSpan(period.first, period.last, reader.tokens.starts[place], reader.tokens.ends[stop - 1]))
            if period.first is not None and period.first == period.last:
                reader = replace(reader, told=period.first, atoms={})
            place = stop
    return found


def _may_begin(words: list[str], place: int, seeds: frozenset[str], anchors: frozenset[str]) -> bool:
    """Tell whether a date may begin with a token: a number, or a word that leads one and is followed by one."""
    word = words[place]
    if word not in seeds:
        return word[0].isdecimal()
    if word not in _LEADING:
        return True
    after = place + 1 + (words[place + 1 : place + 2] == ["the"])
    following = "".join(words[after : after + 1])
    return following in seeds or following in anchors or not following.isalpha()


def _may_date(words: list[str], at: int) -> bool:
    """Tell whether a token may be of a date without a word for a time: a year, or a number beside a sign of a date.

    A figure in thousands and a number between two words are no such date, and most numbers of news are these.
    """
    word = words[at]
    if not word[0].isdecimal():
        return False
    if len(word) > 2:
        return word.isdecimal() or word.count(".") == 2
    return not _BESIDE.isdisjoint(words[max(at - 1, 0) : at + 2])


@lru_cache(maxsize=16)
def _seeds(language: str) -> frozenset[str]:
    """Return the words that a date may begin with."""
    words = NUMBERS.get(language, NUMBERS["en"])
    relative = {phrase[0] for phrase in RELATIVE.get(language, RELATIVE["en"])}
    ago = {phrase[0] for phrase in AGO_BEFORE.get(language, ())}
    openers = relative | ago | {name[0] for name in FIXED_DAYS} | PARTS_ABROAD.get(language, {}).keys()
    openers |= (
        LATEST.get(language, frozenset())
        | _OPENERS
        | SINCE
        | UNTIL
        | FROM
        | BETWEEN
        | TURNS.keys()
        | PARTS.keys()
        | HALVES.keys()
    )
    return frozenset(
        openers | _names(language) | words.small.keys() | words.ordinals.keys() | words.articles | words.some
    )


@lru_cache(maxsize=16)
def _anchors(language: str) -> frozenset[str]:
    """Return the words of which every date has one, if it has no digit."""
    relative = {phrase[-1] for phrase in RELATIVE.get(language, RELATIVE["en"])}
    steps = {word for word, unit in MEASURES.items() if unit in SPANS.values()}
    relative |= {name[-1] for name in FIXED_DAYS}
    return frozenset(relative | steps | _names(language) | SPANS.keys() | {"quarters", "weekend"})


def _names(language: str) -> set[str]:
    """Return the names of months, weekdays and seasons."""
    tables = (table.get(language, table["en"]) for table in (MONTHS, WEEKDAYS, SEASONS))
    return {name.partition("'")[0] for table in tables for name in table}


def read_interval(reader: Reader, at: int) -> tuple[Period, int] | None:
    """Return the span of days that begins at the token `at`, and the token after it."""
    word = reader.tokens.words[at]
    if word in BETWEEN:
        return _read_two(reader, at + 1, AND | TO)
    opened = _read_opened(reader, at)
    if opened is not None:
        return opened
    two = (_read_two(reader, at + 1, TO) if word in FROM else None) or _read_two(reader, at, TO)
    if two is not None:
        return two
    atom = read_atom(reader, at)
    return (atom.period, atom.stop) if atom is not None else None


def _read_opened(reader: Reader, at: int) -> tuple[Period, int] | None:
    """Read a span with one open end: "since October", "until Friday", "by 2030", "no later than May", "after 2018"."""
    tokens, word = reader.tokens, reader.tokens.words[at]
    if word in ("before", "after"):
        return _read_beside(reader, at)
    negated = at + (word == "no")
    later = tokens.words[negated : negated + 2] == ["later", "than"]
    filler = _FILLERS.get(tuple(tokens.words[at : at + 3]), 0) or _FILLERS.get(tuple(tokens.words[at : at + 2]), 0)
    if filler and (atom := read_atom(reader, at + filler)) is not None:
        return Period(None, atom.period.last) if word in UNTIL else Period(atom.period.first, None), atom.stop
    ranged = word in FROM and _read_two(reader, at + 1, TO) is not None
    atom = read_atom(reader, negated + 2 if later else at + 1) if later or (word in _OPENING and not ranged) else None
    if atom is None:
        return None
    first, last = atom.period.first, atom.period.last
    if word in UNTIL or word in ("by", "no"):
        return Period(None, last), atom.stop
    return Period(first if word in SINCE else last and _next_day(last), None), atom.stop


def _read_beside(reader: Reader, at: int) -> tuple[Period, int] | None:
    """Read "after February 2018" and "before Friday" as open spans that leave the date itself out."""
    edge = _read_edge(reader, at)
    if edge is not None:
        return edge
    atom = read_atom(reader, at + 1)
    if atom is None:
        return None
    if reader.tokens.words[at] == "after":
        return (Period(_next_day(atom.period.last), None), atom.stop) if atom.period.last else None
    return (Period(None, _day_before(atom.period.first)), atom.stop) if atom.period.first else None


def _read_edge(reader: Reader, at: int) -> tuple[Period, int] | None:
    """Read "before the end of May" and "after the beginning of March" as open spans up to or from that edge."""
    tokens = reader.tokens
    place = at + 1 + (tokens.word(at + 1) == "the")
    edges = ("end",) if tokens.words[at] == "before" else ("beginning", "start")
    if tokens.word(place) not in edges or tokens.word(place + 1) != "of":
        return None
    whole = read_whole(reader, place + 2)
    if whole is None:
        return None
    return (
        Period(None, whole.period.last) if tokens.words[at] == "before" else Period(whole.period.first, None)
    ), whole.stop


def _next_day(when: date) -> date:
    return when + timedelta(days=1) if when < date.max else when


def _day_before(when: date) -> date:
    return when - timedelta(days=1) if when > date.min else when


def _read_two(reader: Reader, at: int, joiners: frozenset[str]) -> tuple[Period, int] | None:
    """Read two dates held together by one of `joiners`: "March to May", "from 3 to 5 May", "May 3-5", "2014-2018"."""
    days = _read_two_days(reader, at, joiners)
    if days is not None:
        return days
    first = read_atom(reader, at) or _now(reader, at)
    if first is None or reader.tokens.word(first.stop) not in joiners:
        return None
    second = _read_end(reader, first)
    if second is None or first.period.first is None or second.period.last is None:
        return None
    first = _same_year(first, second)
    if first.period.first is None or first.period.first > second.period.last:
        return None
    return Period(first.period.first, second.period.last), second.stop


def _now(reader: Reader, at: int) -> Atom | None:
    """Read "now" as the day of publication where an interval begins with it."""
    if reader.tokens.word(at) not in ("now", "today") or reader.published is None:
        return None
    return Atom(Period(reader.published, reader.published), at + 1)


def _read_end(reader: Reader, first: Atom) -> Atom | None:
    """Return the second date of an interval: whole, or the day of the first one's month ("May 3-5")."""
    tokens = reader.tokens
    place = first.stop + 1
    second = read_atom(reader, place)
    if second is not None:
        return second
    word = tokens.word(place)
    if (
        len(word) == 4
        and word.isdecimal()
        and 1000 <= int(word) <= 2100
        and first.period.first
        and first.period.first.month == 1
    ):
        whole = first.period.last is not None and (first.period.last - first.period.first).days > 300
        return Atom(Period(date(int(word), 1, 1), date(int(word), 12, 31)), place + 1) if whole else None
    one_day = first.period.first is not None and first.period.first == first.period.last
    day, after = day_number(reader, place)
    if not one_day or day is None or first.period.first is None:
        return None
    return _day_in_month(reader, first, day, after)


def _day_in_month(reader: Reader, first: Atom, day: int, stop: int) -> Atom | None:
    begun = first.period.first
    if begun is None or day <= begun.day:
        return None
    year, after = year_after(reader, stop)
    try:
        when = begun.replace(day=day, year=year or begun.year)
    except ValueError:
        return None
    return Atom(Period(when, when), after, "" if year else first.lacks)


def _same_year(first: Atom, second: Atom) -> Atom:
    """Give the first date the year of the second where only that has one ("Jan-Feb 2017"), or the one before it
    ("Nov-Feb 2017")."""
    begun, ended = first.period.first, second.period.first
    if first.lacks != "year" or begun is None or ended is None:
        return first
    last = first.period.last
    year = ended.year - ((begun.month, begun.day) > (ended.month, ended.day))
    try:
        return replace(first, period=Period(begun.replace(year=year), last.replace(year=year) if last else None))
    except ValueError:
        return first


def _read_two_days(reader: Reader, at: int, joiners: frozenset[str]) -> tuple[Period, int] | None:
    """Read "3 to 5 May", "3-5 May 2024", "3 and 12 of September"."""
    tokens: Tokens = reader.tokens
    at += tokens.word(at) in _ARTICLES
    if at >= len(tokens.words):
        return None
    day, after = day_number(reader, at)
    after += reader.language == "de" and tokens.word(after) == "."
    if day is None or tokens.word(after) not in joiners:
        return None
    after += tokens.word(after + 1) in _ARTICLES
    other, end = day_number(reader, after + 1)
    if other is None:
        return None
    end += tokens.word(end) in ("of", "de", ".")
    if not is_month(tokens, end, reader.language):
        return None
    second = read_atom(reader, after + 1)
    if second is None or second.period.first is None or day > second.period.first.day:
        return None
    return Period(second.period.first.replace(day=day), second.period.last), second.stop
