"""Years, decades, centuries and the seasons of a year."""

from datetime import date

from app.nlp.dates import calendar
from app.nlp.dates.calendar import Period
from app.nlp.dates.days import ENDINGS
from app.nlp.dates.months import _LINKS, month_number
from app.nlp.dates.reader import Atom, Reader
from app.nlp.dates.weekdays import DETERMINERS
from app.nlp.lexicon.dates import SEASONS
from app.nlp.lexicon.labels import YEAR_CUES
from app.nlp.quantities.labels import FIRST_YEAR, LAST_YEAR, is_designation, is_month, is_year
from app.nlp.quantities.tokens import Tokens

_GLUE = frozenset("-/.,:$€£#@_+&=%")
_APOSTROPHES = frozenset("'’")


def read_year(reader: Reader, at: int, *, bare: bool = False) -> Atom | None:
    """Read a year, a decade or a century; `bare` takes any number of four digits for a year."""
    tokens = reader.tokens
    word = tokens.word(at)
    if tokens.touches(at) and tokens.word(at - 1) in _GLUE and tokens.word(at - 2) != "mid":
        return None
    if word in _APOSTROPHES:
        decade = tokens.word(at + 1)
        tens = len(decade) == 2 and decade.isdecimal() and decade[1] == "0" and int(decade) >= 20
        return (
            Atom(calendar.year(1900 + int(decade), years=10), at + 3) if tens and tokens.word(at + 2) == "s" else None
        )
    if not word.isdecimal() or (is_designation(tokens, at, at + 1) and not _is_told_when(reader, at)):
        return None
    if len(word) == 4 and (is_year(tokens, at, reader.language) or (bare and FIRST_YEAR <= int(word) <= LAST_YEAR)):
        return _year_or_decade(reader, at)
    return _read_century(tokens, at)


def _is_told_when(reader: Reader, at: int) -> bool:
    """Tell whether the word before a number says that it is a year: "in 2014 GM sold", "July 2014 GM sales"."""
    before = reader.tokens.word(at - 1)
    return before in YEAR_CUES or is_month(reader.tokens, at - 1, reader.language)


def _read_century(tokens: Tokens, at: int) -> Atom | None:
    word = tokens.words[at]
    known = (
        len(word) <= 2 and 1 <= int(word) <= 21 and tokens.word(at + 1) in ENDINGS and tokens.word(at + 2) == "century"
    )
    return Atom(calendar.year(max(1, (int(word) - 1) * 100), years=100), at + 3) if known else None


def _year_or_decade(reader: Reader, at: int) -> Atom:
    """Read "1994", "the 1990s", "2017 April"."""
    tokens = reader.tokens
    number, stop = int(tokens.words[at]), at + 1
    plural = stop + (tokens.word(stop) in _APOSTROPHES)
    if tokens.word(plural) == "s" and number % 10 == 0:
        return Atom(calendar.year(number, years=10), plural + 1)
    if number % 10 == 0 and _is_decade_abroad(tokens, at):
        return Atom(calendar.year(number, years=10), stop)
    if (second := _second_year(tokens, at)) is not None:
        return Atom(Period(date(number, 1, 1), date(second, 12, 31)), at + 3)
    if is_month(tokens, stop, reader.language) and not tokens.is_number(stop + 1):
        return Atom(calendar.month(number, month_number(reader, stop)), stop + 1)
    return Atom(calendar.year(number), stop)


def _is_decade_abroad(tokens: Tokens, at: int) -> bool:
    """Tell whether "années 1990", "años 1990", "1990er", "1990-х" name ten years."""
    after = at + 1 + (tokens.word(at + 1) == "-")
    return tokens.word(at - 1) in ("années", "años") or (tokens.touches(after) and tokens.word(after) in ("er", "х"))


def _second_year(tokens: Tokens, at: int) -> int | None:
    """Return the second year of a season or a budget that spans two ("2022-23", "2023/24"), or None."""
    first, sign, second = tokens.word(at), tokens.word(at + 1), tokens.word(at + 2)
    joined = sign in ("-", "–", "/") and tokens.touches(at + 1) and tokens.touches(at + 2)
    if not joined or len(second) != 2 or not second.isdecimal() or tokens.word(at + 3) in ("-", "–", "/"):
        return None
    year = int(first[:2] + second)
    return year if year == int(first) + 1 else None


def read_season(reader: Reader, at: int) -> Atom | None:
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
    before = tokens.word(at - 1) if tokens.word(at - 1) not in DETERMINERS else tokens.word(at - 2)
    if reader.published is None or before not in ("in", "over", "during", "since") or tokens.word(at + 1) == "of":
        return None
    season = calendar.season(reader.published.year, which)
    if season.first is not None and season.first > reader.published:
        season = calendar.season(reader.published.year - 1, which)
    return Atom(season, at + 1)
