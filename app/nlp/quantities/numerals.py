"""Tokens -> numbers: digits, number words, magnitudes, fractions, orders of magnitude."""

from dataclasses import dataclass
from functools import lru_cache

from app.nlp.lexicon.quantities import CUT_SHORT, MAGNITUDES, NUMBERS, NumberWords
from app.nlp.lexicon.units import CURRENCIES, MEASURES
from app.nlp.quantities.digits import read_digits, vulgar_fraction
from app.nlp.quantities.shares import and_a_fraction, bare_fraction
from app.nlp.quantities.spelled import read_sum
from app.nlp.quantities.tokens import Tokens

_AFTER_A_SHARE = frozenset({"of", "to", "the", "more", "less", "as"})
_AFTER_HALF = frozenset({"of", "the", "its", "their", "his", "her", "those", "all", "a", "an"})
_LETTERS_OF_DOUBT = frozenset({"m", "b", "t", "mm", "mil"})
_MULTIPLIED = frozenset({1.0, 10.0, 12.0, 100.0, 1e3})


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


def read_numeral(tokens: Tokens, at: int, language: str) -> Numeral | None:
    """Return the number that begins at the token `at`, or None.

    >>> from app.nlp.quantities.tokens import tokenise
    >>> numeral = read_numeral(tokenise("three hundred and fifty"), 0, "en")
    >>> numeral.low, numeral.stop
    (350.0, 4)
    """
    words = NUMBERS.get(language, NUMBERS["en"])
    if tokens.is_number(at):
        read = read_digits(tokens, at, language)
        return _scaled(tokens, Numeral(read[0], read[0], at, read[1]), words) if read is not None else None
    if tokens.words[at] in words.articles and tokens.word(at + 1) not in _after_article(language):
        return None
    half = 0.0 if tokens.touches(at) else vulgar_fraction(tokens.words[at])
    if half:
        return _scaled(tokens, Numeral(half, half, at, at + 1), words)
    return (
        _read_vague(tokens, at, words)
        or _read_fraction(tokens, at, words)
        or _read_couple(tokens, at, words)
        or _read_words(tokens, at, language, words)
    )


@lru_cache(maxsize=16)
def _after_article(language: str) -> frozenset[str]:
    """Return the words before which "a" is part of a number: most of those that stand behind it are none."""
    words = NUMBERS.get(language, NUMBERS["en"])
    return frozenset(words.scales.keys() | words.fractions.keys() | words.some | words.halves | {"couple", "-"})


def _scaled(tokens: Tokens, numeral: Numeral, words: NumberWords) -> Numeral:
    """Multiply by the magnitudes that follow: "5 million", "2.5bn", "10 hundred thousand", "3 million and a half"."""
    scale, stop = 1.0, numeral.stop
    while (factor := _magnitude(tokens, stop, words, scale)) is not None:
        skip = tokens.word(stop) == "-"
        scale, stop = scale * factor, stop + 1 + skip
    low, high = numeral.low * scale, numeral.high * scale
    stop = _past_full_stop(tokens, stop)
    if scale > 1:
        extra, stop = and_a_fraction(tokens, stop, words)
        low, high = low + extra * scale, high + extra * scale
    return Numeral(low, high, numeral.first, stop, numeral.approximate, scale, numeral.style)


def _past_full_stop(tokens: Tokens, stop: int) -> int:
    """Return the token after the full stop of "Mio." or "тыс." where the sentence plainly goes on with a word."""
    dotted = tokens.word(stop - 1) in CUT_SHORT and tokens.word(stop) == "." and tokens.touches(stop)
    goes_on = tokens.word(stop + 1).isalpha() and not tokens.is_capital(stop + 1)
    return stop + 1 if dotted and (goes_on or tokens.word(stop + 1) in CURRENCIES.keys() | MEASURES.keys()) else stop


def _magnitude(tokens: Tokens, place: int, words: NumberWords, scale: float) -> float | None:
    word = tokens.word(place)
    if word == "-":
        word = tokens.word(place + 1)
        return words.scales.get(word) if scale == 1 and word not in ("score", "m", "k") else None
    if word in words.scales and word != "score":
        return words.scales[word] if scale in _MULTIPLIED else None
    if scale == 1 and word in MAGNITUDES and word not in _LETTERS_OF_DOUBT:
        return MAGNITUDES[word] if tokens.touches(place) or word != "k" or place + 1 == len(tokens.words) else None
    return None


def _read_words(tokens: Tokens, at: int, language: str, words: NumberWords) -> Numeral | None:
    """Read a number in words, with its decimals ("point five"), its fraction and its magnitude."""
    read = read_sum(tokens, at, language, words)
    if read is None:
        return None
    number, stop = read
    value, stop = _decimals(tokens, stop, number.value, words)
    extra, stop = and_a_fraction(tokens, stop, words)
    value += extra if number.current else extra * number.scale
    stop = _past_full_stop(tokens, stop)
    numeral = Numeral(value, value, at, stop, number.rough, number.scale, "words")
    return numeral if number.scale > 1 else _scaled(tokens, numeral, words)


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


def _read_vague(tokens: Tokens, at: int, words: NumberWords) -> Numeral | None:
    """Read what tells an order of magnitude only: "dozens", "tens of thousands", "several hundred", "a few
    thousand"."""
    word = tokens.words[at]
    if word in words.vague:
        if word == "scores" and tokens.word(at + 1) != "of":
            return None
        scale, stop = words.vague[word], at + 1
        last = stop + (tokens.word(stop) in words.of)
        if (last > stop or not words.of) and words.vague.get(tokens.word(last), 0) >= 1e3 > scale:
            scale, stop = scale * words.vague[tokens.word(last)], last + 1
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
    word = tokens.words[at]
    if word in words.shares:
        return Numeral(words.shares[word], words.shares[word], at, at + 1, style="fraction")
    if word in words.halves:
        return _read_half(tokens, at, words)
    read = bare_fraction(tokens, at, words)
    if read is None:
        return None
    value, stop = read
    following = tokens.word(stop)
    if (
        words.halves
        and word in words.articles
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
