"""Tokens -> numbers: digits with the separators of a language, number words, magnitudes, fractions, orders of
magnitude."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from app.nlp.lexicon.quantities import MAGNITUDES, NUMBERS, NumberWords
from app.nlp.quantities.tokens import Tokens

LONGEST_DIGITS = 24
"""A longer run of digits is an identifier and no figure."""

_POINT_GROUPS = frozenset({"de", "es"})
_DECIMAL_COMMA = frozenset({"de", "es", "fr", "uk", "ru"})
_SPACE_GROUPS = frozenset({"fr", "es", "uk", "ru", "de"})
_HARD_SPACES = frozenset("\u00a0\u202f\u2009")
_AFTER_A_SHARE = frozenset({"of", "to", "the", "more", "less", "as"})
_GERMAN = re.compile(
    r"(?:(?P<thousands>[a-zäöüß]{0,40}?)tausend)?(?:(?P<hundreds>[a-zäöü]{0,8}?)hundert)?(?:und)?(?P<rest>[a-zäöüß]{0,24})"
)
_GERMAN_TENS = re.compile(r"(?P<one>[a-zäöü]{3,6})und(?P<ten>[a-zäöüß]{6,8})")
_GERMAN_ONES = {"ein": 1, "": 0}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the tokens from `first` up to `stop`; `low` differs from `high` where only its order of magnitude
    is told."""

    low: float
    high: float
    first: int
    stop: int
    approximate: bool = False
    scale: float = 1.0
    style: str = "digits"


def parse_digits(word: str, language: str = "en") -> float | None:
    """Return the value of a run of digits with separators, or None where it is no number ("192.168.1.2").

    >>> parse_digits("1,234.5"), parse_digits("1.234,5", "de"), parse_digits("٣٤٫٥", "ar"), parse_digits("192.168.1.2")
    (1234.5, 1234.5, 34.5, None)
    """
    if len(word) > LONGEST_DIGITS:
        return None
    word = word.replace("٬", ",").replace("٫", ".")
    commas, points = word.count(","), word.count(".")
    if commas and points:
        group, decimal = (",", ".") if word.rfind(".") > word.rfind(",") else (".", ",")
        if word.count(decimal) > 1:
            return None
        whole, _, rest = word.partition(decimal)
        return float(f"{whole.replace(group, '')}.{rest}") if _is_grouped(whole, group) else None
    sign = "," if commas else "."
    if commas > 1 or points > 1:
        return float(word.replace(sign, "")) if _is_grouped(word, sign) else None
    if not commas and not points:
        return float(word)
    groups = language in (_POINT_GROUPS if sign == "." else _NOT_DECIMAL_COMMA)
    return float(word.replace(sign, "") if groups and _is_grouped(word, sign) else word.replace(",", "."))


_NOT_DECIMAL_COMMA = frozenset({"en", "ar", "de", "es"}) - _DECIMAL_COMMA


def _is_grouped(whole: str, sign: str) -> bool:
    first, *others = whole.split(sign)
    indian = len(others) > 1 and len(others[-1]) == 3 and all(len(part) == 2 for part in others[:-1])
    return 0 < len(first) <= 3 and first != "0" and (indian or all(len(part) == 3 for part in others))


def read_numeral(tokens: Tokens, at: int, language: str) -> Numeral | None:
    """Return the number that begins at the token `at`, or None.

    >>> from app.nlp.quantities.tokens import tokenise
    >>> numeral = read_numeral(tokenise("three hundred and fifty"), 0, "en")
    >>> numeral.low, numeral.stop
    (350.0, 4)
    """
    words = NUMBERS.get(language, NUMBERS["en"])
    if tokens.is_number(at):
        return _read_digits(tokens, at, language, words)
    word = tokens.words[at]
    if len(word) == 1 and unicodedata.category(word) == "No" and not tokens.touches(at):
        value = unicodedata.numeric(word, 0.0)
        return _scaled(tokens, Numeral(value, value, at, at + 1), words) if 0 < value < 1 else None
    return (
        _read_vague(tokens, at, words) or _read_fraction(tokens, at, words) or _read_words(tokens, at, language, words)
    )


def _read_digits(tokens: Tokens, at: int, language: str, words: NumberWords) -> Numeral | None:
    value = parse_digits(tokens.words[at], language)
    if value is None:
        return None
    stop = at + 1
    if tokens.words[at].isdecimal():
        value, stop = _join_spaced(tokens, at, language)
        value, stop = _add_written_fraction(tokens, at, stop, value)
    value, stop = _times_a_power(tokens, stop, value)
    return _scaled(tokens, Numeral(value, value, at, stop), words)


def _times_a_power(tokens: Tokens, stop: int, value: float) -> tuple[float, int]:
    """Read the power of ten in "1.99×10^30", "6.2 x 10-4"."""
    if tokens.word(stop) not in ("×", "x") or tokens.word(stop + 1) != "10":
        return value, stop
    place = stop + 2 + (tokens.word(stop + 2) == "^")
    minus = tokens.word(place) in ("-", "−", "–") and tokens.touches(place)
    digits = tokens.word(place + minus)
    if not digits.isdecimal() or len(digits) > 2 or not (minus or place > stop + 2):
        return value, stop
    return value * 10.0 ** (-int(digits) if minus else int(digits)), place + minus + 1


def _join_spaced(tokens: Tokens, at: int, language: str) -> tuple[float, int]:
    """Join groups of three digits parted by spaces: everywhere by hard spaces, by soft ones where the language
    writes so."""
    digits, stop = tokens.words[at], at + 1
    if len(digits) > 3 or digits[0] == "0":
        return float(digits), stop
    while (
        tokens.is_number(stop)
        and len(digits) < LONGEST_DIGITS
        and re.fullmatch(r"\d{3}(?:,\d{1,2})?", tokens.words[stop])
    ):
        gap = tokens.text[tokens.ends[stop - 1] : tokens.starts[stop]]
        if gap not in _HARD_SPACES and not (
            gap == " " and (language in _SPACE_GROUPS or _is_spaced_english(tokens, stop))
        ):
            break
        digits += tokens.words[stop].replace(",", ".")
        stop += 1
        if "." in digits:
            break
    return float(digits), stop


def _is_spaced_english(tokens: Tokens, place: int) -> bool:
    """Tell whether English groups by spaces here: "40 000", or two groups of three and more in a row."""
    following = tokens.word(place + 1)
    more = len(following) == 3 and following.isdecimal()
    return tokens.words[place] == "000" or more or (len(tokens.word(place - 1)) == 3 and tokens.is_number(place - 2))


def _add_written_fraction(tokens: Tokens, at: int, stop: int, value: float) -> tuple[float, int]:
    """Read "1/2", "10 1/2" and "10½"."""
    word = tokens.word(stop)
    if len(word) == 1 and unicodedata.category(word) == "No" and 0 < unicodedata.numeric(word, 0.0) < 1:
        return value + unicodedata.numeric(word), stop + 1
    if tokens.word(stop) in "/⁄" and tokens.word(stop) and tokens.touches(stop) and stop == at + 1:
        below = tokens.word(stop + 1)
        if below.isdecimal() and tokens.touches(stop + 1) and len(below) <= 3 and tokens.word(stop + 2) != "/":
            return (value / float(below), stop + 2) if 0 < value < float(below) else (value, stop)
    if word.isdecimal() and len(word) == 1 and tokens.word(stop + 1) == "/" and tokens.touches(stop + 1):
        below = tokens.word(stop + 2)
        if below.isdecimal() and len(below) <= 2 and 0 < float(word) < float(below):
            return value + float(word) / float(below), stop + 3
    return value, stop


def _scaled(tokens: Tokens, numeral: Numeral, words: NumberWords) -> Numeral:
    """Multiply by the magnitudes that follow: "5 million", "2.5bn", "10 hundred thousand", "3 million and a half"."""
    scale, stop = 1.0, numeral.stop
    while (factor := _magnitude(tokens, stop, words, scale)) is not None:
        skip = tokens.word(stop) == "-"
        scale, stop = scale * factor, stop + 1 + skip
    low, high = numeral.low * scale, numeral.high * scale
    if scale > 1:
        extra, stop = _and_a_fraction(tokens, stop, words)
        low, high = low + extra * scale, high + extra * scale
    return Numeral(low, high, numeral.first, stop, numeral.approximate, scale, numeral.style)


def _magnitude(tokens: Tokens, place: int, words: NumberWords, scale: float) -> float | None:
    word = tokens.word(place)
    if word == "-":
        word = tokens.word(place + 1)
        return words.scales.get(word) if scale == 1 and word not in ("score", "m", "k") else None
    if word in words.scales and word != "score":
        return words.scales[word] if scale in (1.0, 10.0, 12.0, 100.0, 1e3) else None
    if scale == 1 and word in MAGNITUDES and word not in ("m", "b", "t", "mm", "mil"):
        return MAGNITUDES[word] if tokens.touches(place) or word != "k" or place + 1 == len(tokens.words) else None
    return None


def _and_a_fraction(tokens: Tokens, stop: int, words: NumberWords) -> tuple[float, int]:
    """Read "and a half", "and two thirds" after a number."""
    if tokens.word(stop) in words.joins:
        return _bare_fraction(tokens, stop + 1, words) or (0.0, stop)
    return 0.0, stop


def _bare_fraction(tokens: Tokens, at: int, words: NumberWords) -> tuple[float, int] | None:
    """Return the value of "a half", "two-thirds" and the token after it, or None."""
    word = tokens.word(at)
    above = 1 if word in words.articles else words.small.get(word, 0)
    place = at + 1 + (tokens.word(at + 1) == "-")
    below = tokens.word(place)
    if not 0 < above < 100 or below not in words.fractions or (above > 1) != below.endswith("s"):
        return None
    value = above * words.fractions[below]
    return (value, place + 1) if value < 1 else None


def _read_vague(tokens: Tokens, at: int, words: NumberWords) -> Numeral | None:
    """Read what tells an order of magnitude only: "dozens", "tens of thousands", "several hundred", "a few
    thousand"."""
    word = tokens.words[at]
    if word in words.vague:
        if word == "scores" and tokens.word(at + 1) != "of":
            return None
        scale, stop = words.vague[word], at + 1
        step = 2 if tokens.word(stop) in words.of or tokens.word(stop) == "'" else 0
        following = tokens.word(stop + step - 1) if step else ""
        following = tokens.word(stop + 1) if step else following
        if step and following in words.vague and words.vague[following] >= 1e3 > scale:
            scale, stop = scale * words.vague[following], stop + step
        return Numeral(2 * scale, _ceiling(scale), at, stop, approximate=True, style="vague")
    some = at + (word in words.articles)
    if tokens.word(some) in words.some and tokens.word(some + 1) in words.scales:
        scale, stop = words.scales[tokens.word(some + 1)], some + 2
        while tokens.word(stop) in words.scales:
            scale, stop = scale * words.scales[tokens.word(stop)], stop + 1
        return Numeral(2 * scale, _ceiling(scale), at, stop, approximate=True, style="vague")
    return None


def _ceiling(scale: float) -> float:
    """Return the last number of an order of magnitude: 99 for dozens, 999 for hundreds."""
    return {12.0: 99.0, 20.0: 199.0}.get(scale, 10 * scale - 1)


def _read_fraction(tokens: Tokens, at: int, words: NumberWords) -> Numeral | None:
    """Read "half a million", "two thirds", "a quarter of", "one-tenth"; "a third" before a noun is an ordinal, "two
    quarters" a count."""
    if not words.fractions:
        return None
    word = tokens.words[at]
    if word in words.halves:
        return _read_half(tokens, at, words)
    read = _bare_fraction(tokens, at, words)
    if read is None:
        return None
    value, stop = read
    following = tokens.word(stop)
    if (
        word in words.articles
        and tokens.word(stop - 1) not in words.halves
        and following.isalpha()
        and following not in _AFTER_A_SHARE
    ):
        return None
    if tokens.word(stop - 1) in ("quarter", "quarters") and value not in (0.25, 0.75) and following != "of":
        return None
    return _scaled_fraction(tokens, value, at, stop, words)


def _read_half(tokens: Tokens, at: int, words: NumberWords) -> Numeral | None:
    place = at + 1 + (tokens.word(at + 1) in words.articles)
    if tokens.word(place) in words.scales:
        scale = words.scales[tokens.word(place)]
        return Numeral(scale / 2, scale / 2, at, place + 1, scale=scale, style="words")
    if tokens.word(at + 1) in ("of", "the", "its", "their", "his", "her", "those", "all", "a", "an", "their"):
        return Numeral(0.5, 0.5, at, at + 1, style="fraction")
    return None


def _scaled_fraction(tokens: Tokens, value: float, at: int, stop: int, words: NumberWords) -> Numeral:
    place = stop + 2 if tokens.word(stop) == "of" and tokens.word(stop + 1) in words.articles else stop
    if tokens.word(place) in words.scales:
        scale = words.scales[tokens.word(place)]
        return Numeral(value * scale, value * scale, at, place + 1, scale=scale, style="words")
    return Numeral(value, value, at, stop, style="fraction")


def _read_words(tokens: Tokens, at: int, language: str, words: NumberWords) -> Numeral | None:
    """Add up number words in the way that English, Spanish, French, Ukrainian, Russian and Arabic build them."""
    total = current = 0.0
    stop = place = at
    smallest_scale = float("inf")
    scaled = False
    if tokens.words[at] in words.articles:
        if tokens.word(at + 1) not in words.scales or tokens.word(at + 1) == "score":
            return _read_couple(tokens, at, words)
        current, place = 1.0, at + 1
    while place < len(tokens.words):
        word = _whole_word(tokens, place)
        parts = 3 if "'" in word else 1
        value = _small(word, language, words)
        if value is not None:
            if current and not _fits(current, value, language):
                break
            current = _plus(current, value, language)
        elif (
            word in words.scales
            and (current or language != "en" or word == "thousand")
            and not (word == "score" and current > 9)
        ):
            factor = words.scales[word]
            if factor <= 100:
                current = (current or 1) * factor
            elif factor < smallest_scale:
                total, smallest_scale = total + (current or 1) * factor, factor
                current, scaled = 0.0, True
            elif scaled:
                break
        else:
            break
        place += parts
        stop = place
        if place < len(tokens.words) and _joins(tokens, place, current, total, language, words):
            place += 1
    if stop == at or (tokens.words[at] in words.articles and stop == at + 1):
        return None
    value = total + current
    value, stop = _decimals(tokens, stop, value, words)
    if current:
        extra, stop = _and_a_fraction(tokens, stop, words)
        value += extra
    numeral = Numeral(value, value, at, stop, style="words", scale=smallest_scale if scaled else 1.0)
    return _scaled(tokens, numeral, words) if not scaled else _with_fraction(tokens, numeral, words)


def _with_fraction(tokens: Tokens, numeral: Numeral, words: NumberWords) -> Numeral:
    extra, stop = _and_a_fraction(tokens, numeral.stop, words)
    if not extra:
        return numeral
    value = numeral.low + extra * numeral.scale
    return Numeral(value, value, numeral.first, stop, scale=numeral.scale, style="words")


def _whole_word(tokens: Tokens, place: int) -> str:
    """Return the word at `place` with what follows its apostrophe, as Ukrainian numbers have it (п'ять)."""
    if tokens.word(place + 1) in ("'", "’", "ʼ") and tokens.touches(place + 1) and tokens.touches(place + 2):
        joined = f"{tokens.words[place]}'{tokens.word(place + 2)}"
        return joined if joined in NUMBERS["uk"].small else tokens.words[place]
    return tokens.words[place]


def _small(word: str, language: str, words: NumberWords) -> float | None:
    value = words.small.get(word)
    if value is None and language == "de" and len(word) > 5:
        return german_compound(word)
    return value


def _fits(current: float, value: float, language: str) -> bool:
    """Tell whether `value` may be added to what was read: tens after hundreds, units after tens."""
    rest = current % 100
    if language == "fr" and ((rest in (60, 80) and 0 < value < 20) or (rest == 4 and value == 20)):
        return True
    if language == "ar":
        return bool(current % 10) != bool(value % 10) or current >= 100
    return current >= 10 * value if value >= 100 else (not rest or (rest >= 20 and rest % 10 == 0 and 0 < value < 10))


def _plus(current: float, value: float, language: str) -> float:
    return current - 4 + 80 if language == "fr" and current % 100 == 4 and value == 20 else current + value


def _joins(tokens: Tokens, place: int, current: float, total: float, language: str, words: NumberWords) -> bool:
    """Tell whether the token at `place` only holds two parts of one number together."""
    word, following = tokens.words[place], tokens.word(place + 1)
    if word == "-":
        return (
            tokens.touches(place)
            and tokens.touches(place + 1)
            and (following in words.small or following in words.scales)
        )
    if language == "ar":
        return False
    if word not in words.joins or following not in words.small or _bare_fraction(tokens, place + 1, words):
        return False
    if language == "en":
        return (current >= 100 and current % 100 == 0) or (total > 0 and not current)
    return current >= 20


def _decimals(tokens: Tokens, stop: int, value: float, words: NumberWords) -> tuple[float, int]:
    """Read the digits after "point"."""
    if tokens.word(stop) not in words.points or not words.points:
        return value, stop
    place, digits = stop + 1, ""
    while len(digits) < 6 and (digit := words.small.get(tokens.word(place))) is not None and digit < 20:
        digits += str(digit)
        place += 1
    return (float(f"{value:.0f}.{digits}"), place) if digits else (value, stop)


def _read_couple(tokens: Tokens, at: int, words: NumberWords) -> Numeral | None:
    """Read "a couple of hundred" and "a couple of days": two, roughly."""
    if tokens.word(at + 1) != "couple" or tokens.word(at + 2) != "of":
        return None
    scale = words.scales.get(tokens.word(at + 3), 0)
    return Numeral(
        2 * (scale or 1),
        2 * (scale or 1),
        at,
        at + (4 if scale else 3),
        approximate=True,
        style="words",
        scale=scale or 1,
    )


@lru_cache(maxsize=4096)
def german_compound(word: str) -> float | None:
    """Return the value of a German number written as one word, or None.

    >>> german_compound("dreihundertfünfzig"), german_compound("einundzwanzig"), german_compound("wunderbar")
    (350, 21, None)
    """
    match = _GERMAN.fullmatch(word) if len(word) <= 60 else None
    if match is None or not (match["thousands"] is not None or match["hundreds"] is not None or "und" in word):
        return None
    parts = [
        german_compound(match["thousands"])
        if match["thousands"] and len(match["thousands"]) > 8
        else _german_below(match["thousands"] or ""),
        _german_below(match["hundreds"] or ""),
        _german_below(match["rest"]),
    ]
    thousands, hundreds, rest = parts
    if thousands is None or hundreds is None or rest is None:
        return None
    thousands = (thousands or 1) if match["thousands"] is not None else 0
    hundreds = (hundreds or 1) if match["hundreds"] is not None else 0
    return thousands * 1000 + hundreds * 100 + rest


def _german_below(word: str) -> float | None:
    """Return the value of a German number below a hundred."""
    small = NUMBERS["de"].small
    if word in _GERMAN_ONES:
        return _GERMAN_ONES[word]
    if word in small:
        return small[word]
    match = _GERMAN_TENS.fullmatch(word)
    if match is None:
        return None
    one, ten = _GERMAN_ONES.get(match["one"], small.get(match["one"])), small.get(match["ten"])
    return None if one is None or ten is None else one + ten
