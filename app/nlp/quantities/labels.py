"""Which numbers are no figures: years and parts of dates, names of models and flights, house and telephone numbers."""

from app.nlp.lexicon.dates import MONTHS, WEEKDAYS
from app.nlp.lexicon.labels import (
    AFTER_PRONOUN_ONE,
    LABELS,
    LOWER_LABELS,
    NOT_ONE,
    PREFIXES_OF_NUMBERS,
    STREETS,
    WEAK_YEAR_CUES,
    YEAR_CUES,
)
from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.units import MEASURES
from app.nlp.quantities.nouns import is_plural
from app.nlp.quantities.numerals import Numeral
from app.nlp.quantities.tokens import Tokens

_NUMBER_SIGNS = word_set("% $ € £")
FIRST_YEAR, LAST_YEAR = 1000, 2100
_DASHES = frozenset("-–—/")
_AFTER_A_HYPHEN = frozenset({"figure", "something", "somethings", "ish"})
_DAYS_WITH_A_STROKE = (["24", "/", "7"], ["9", "/", "11"])
_APOSTROPHES = frozenset("'’")
_NUMBER_MARKS = frozenset("#№")
_CODE_SIGNS = frozenset("_@#/=&+%")
_ARABIC_LETTERS = frozenset("وبلفك")
_OWNERS = frozenset({"its", "their", "his", "a", "this"})
_FIRST_BARE_YEAR = 1500
_FIRST_RECENT_YEAR = 1900
_SENTENCE_CAPITALS = word_set(
    "the a an in on at of by and or but for from to with about around over some nearly almost only just all"
)
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "august"})
_BEFORE_A_MONTH = frozenset({"last", "since", "until", "of", "early", "mid", "late", "in", "between"})


def is_month(tokens: Tokens, place: int, language: str) -> bool:
    """Tell whether the token at `place` names a month; an English word that means something else too needs its
    capital or a date."""
    word = tokens.word(place)
    if word not in MONTHS.get(language, MONTHS["en"]):
        return False
    if language not in ("en", "de") or tokens.is_capital(place):
        return True
    if word in _AMBIGUOUS_MONTHS or (len(word) <= 4 and word not in ("june", "july")):
        return _is_dated(tokens, place)
    return language == "en"


def _is_dated(tokens: Tokens, place: int) -> bool:
    """Tell whether a day, a year, or "last", "since" and the like stand beside a month without its capital."""
    after = place + 1 + (tokens.word(place + 1) == ".")
    if tokens.word(place - 1) in _BEFORE_A_MONTH or tokens.word(place - 1) in ("st", "nd", "rd", "th"):
        return True
    if tokens.word(place) in ("may", "march"):
        return tokens.is_number(after) and tokens.word(after + 1) in ("st", "nd", "rd", "th", ",")
    return tokens.is_number(after) or tokens.is_number(place - 1)


def is_part_of_date(tokens: Tokens, numeral: Numeral, language: str) -> bool:
    """Tell whether a number is the day or the year of a date ("January 11, 2025", "11 de enero", "2025-01-11")."""
    first, stop = numeral.first, numeral.stop
    if numeral.style != "digits" or not tokens.words[first].isdecimal():
        return _is_worded_day(tokens, first, stop, language)
    if _is_numeric_date(tokens, first):
        return True
    if is_year(tokens, first, language):
        return True
    after = stop + (tokens.word(stop) in ("st", "nd", "rd", "th", ".", "º", "er") and tokens.touches(stop))
    after += tokens.word(after) in ("de", "of")
    if numeral.low <= 31 and (is_month(tokens, after, language) or _is_day_after_month(tokens, first, language)):
        return True
    dashed = tokens.word(stop) in _DASHES | {"to", "and"} and tokens.is_number(stop + 1)
    return numeral.low <= 31 and dashed and is_month(tokens, stop + 2, language)


def _is_worded_day(tokens: Tokens, first: int, stop: int, language: str) -> bool:
    return is_month(tokens, first - 1, language) and stop - first <= 3 and tokens.word(first - 1) != "may"


def _is_day_after_month(tokens: Tokens, first: int, language: str) -> bool:
    place = first - 1 - (tokens.word(first - 1) == ".")
    if is_month(tokens, place, language):
        return True
    range_end = tokens.word(first - 1) in _DASHES | {"to", "and"} and tokens.is_number(first - 2)
    return range_end and is_month(tokens, first - 3, language)


def _is_numeric_date(tokens: Tokens, first: int) -> bool:
    """Tell whether the number stands in digits parted twice by the same sign: a date, a telephone number, an
    address."""
    run = [first]
    while (
        tokens.word(run[-1] + 1) in _DASHES
        and tokens.is_number(run[-1] + 2)
        and tokens.touches(run[-1] + 1)
        and tokens.touches(run[-1] + 2)
    ):
        run.append(run[-1] + 2)
        if len(run) > 3:
            break
    while (
        tokens.word(run[0] - 1) in _DASHES
        and tokens.is_number(run[0] - 2)
        and tokens.touches(run[0])
        and tokens.touches(run[0] - 1)
    ):
        run.insert(0, run[0] - 2)
        if len(run) > 3:
            break
    return len(run) >= 3


def is_year(tokens: Tokens, place: int, language: str) -> bool:
    """Tell whether a bare number of four digits is a year."""
    word = tokens.words[place]
    if len(word) != 4 or not word.isdecimal() or not FIRST_YEAR <= int(word) <= LAST_YEAR:
        return False
    before, after = tokens.word(place - 1), tokens.word(place + 1)
    decade = after == "s" or (after in _APOSTROPHES and tokens.touches(place + 1))
    cued = int(word) >= _FIRST_BARE_YEAR and (
        before in YEAR_CUES or (before in WEAK_YEAR_CUES and not _is_counted(after))
    )
    dated = any(is_month(tokens, place - back, language) for back in (1, 2, 3))
    ranged = before in _DASHES and tokens.is_number(place - 2) and len(tokens.word(place - 2)) == 4
    if decade or cued or dated or ranged:
        return True
    recent = int(word) > _FIRST_RECENT_YEAR and int(word) % 100 != 0
    return recent and (not is_plural(after) or before in _OWNERS or tokens.is_capital(place - 1))


def _is_counted(word: str) -> bool:
    """Tell whether a number before this word counts or measures."""
    return is_plural(word) or word in MEASURES or word in _NUMBER_SIGNS


def is_label(tokens: Tokens, numeral: Numeral, *, measured: bool) -> bool:
    """Tell whether the number only names something ("Boeing 737", "2014 RC", "F-16", "12 Main Street")."""
    first, stop = numeral.first, numeral.stop
    if _is_idiom(tokens, first, stop):
        return True
    if numeral.style == "words":
        return _is_inside_compound(tokens, first) or _is_pronoun_one(tokens, first, stop)
    if numeral.style != "digits":
        return False
    if _is_glued(tokens, first, stop) or is_designation(tokens, first, stop):
        return True
    return not measured and (
        _is_numbered(tokens, first, stop) or is_street(tokens, stop) or _is_named(tokens, first, stop)
    )


def _is_idiom(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a number is part of a word: "24/7", "9/11", "a six-figure sum", "a 30-something"."""
    if tokens.word(stop) == "-" and tokens.word(stop + 1) in _AFTER_A_HYPHEN:
        return True
    whole = tokens.words[first : first + 3]
    return whole in _DAYS_WITH_A_STROKE and tokens.touches(first + 1) and tokens.touches(first + 2)


def _is_inside_compound(tokens: Tokens, first: int) -> bool:
    """Tell whether a number word stands inside a hyphenated word ("production-four-door")."""
    hyphen = tokens.word(first - 1) == "-" and tokens.touches(first) and tokens.touches(first - 1)
    return hyphen and tokens.word(first - 2).isalpha()


def _is_numbered(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether the noun before has this number: "Article 5", "No. 7", "page 12"."""
    before = tokens.word(first - 1)
    if before in _NUMBER_MARKS or (before == "." and tokens.word(first - 2) in ("no", "nr")):
        return True
    if before == "a" and tokens.opens_sentence(first - 1):
        return False  # "A 5-4 ruling".
    return before in LOWER_LABELS or (
        before in LABELS and tokens.is_capital(first - 1) and not is_plural(tokens.word(stop))
    )


def _is_pronoun_one(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether "one" counts nothing: "that one", "one another", "one is"."""
    if tokens.words[first] != "one" or stop != first + 1:
        return False
    before, after = tokens.word(first - 1), tokens.word(stop)
    noun = (after.isalpha() and after not in AFTER_PRONOUN_ONE) or after == "-"
    return before in NOT_ONE or not noun


def _is_glued(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether letters or signs of a code stand right at the number: "F-16", "A320", "COVID-19", "10:38", "20s"."""
    decade = tokens.word(stop) == "s" and tokens.touches(stop) and tokens.words[first][-1:] == "0"
    if not tokens.touches(first):
        return decade
    before, tight = tokens.word(first - 1), tokens.touches(first - 1)
    if before in _ARABIC_LETTERS and not tight:
        return False  # "And", "by", "for" are written as one word with what follows them.
    if before == "-" and tight and tokens.word(first - 2).isalpha():
        measured = tokens.touches(first - 2) and tokens.is_number(first - 3)
        return not measured and tokens.word(first - 2) not in PREFIXES_OF_NUMBERS
    in_a_clock = before == ":" and tight and tokens.is_number(first - 2)
    return decade or before.isalpha() or in_a_clock or (before in _CODE_SIGNS and tight)


def is_designation(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a year and capitals name a celestial body or a model: "2014 RC", "2012 DA14"."""
    raw = tokens.raw(stop)
    letters = raw.rstrip("0123456789")
    return (
        tokens.words[first].isdecimal()
        and len(tokens.words[first]) == 4
        and len(letters) == 2
        and letters.isupper()
        and letters.isascii()
        and letters.isalpha()
        and raw not in ("US", "UK", "EU", "UN", "HP", "MW", "KM", "AD", "BC", "CE", "TV")
    )


def is_street(tokens: Tokens, stop: int) -> bool:
    """Tell whether the name of a street follows ("12 Main Street")."""
    return tokens.is_capital(stop) and any(
        tokens.word(place) in STREETS and tokens.is_capital(place) and tokens.is_capital(place - 1)
        for place in (stop + 1, stop + 2, stop + 3)
    )


def _is_named(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a name stands before a bare number that no noun follows: "Ajax 2", "iPhone 12", "S&P 500"."""
    raw, following = tokens.raw(first - 1), tokens.word(stop)
    capital = raw != raw.lower() and not tokens.opens_sentence(first - 1)
    index = tokens.word(first - 2) == "&" and tokens.touches(first - 1)
    if not tokens.words[first].isdecimal() or not (index or (capital and len(raw) > 1)):
        return False
    if tokens.word(first - 1) in WEEKDAYS["en"] or tokens.word(first - 1) in _SENTENCE_CAPITALS:
        return False
    if following in _DASHES and tokens.touches(stop) and tokens.is_number(stop + 1):
        return False
    return index or not (following.isalpha() and not tokens.is_capital(stop) and is_plural(following))
