"""Digits with the separators of a language: "1,234.5", "1.234,5", "12 000", "10 1/2", "1.99×10^30"."""

import re
import unicodedata

from app.nlp.quantities.tokens import Tokens

LONGEST_DIGITS = 24
"""A longer run of digits is an identifier and no figure."""

_POINT_GROUPS = frozenset({"de", "es", "fr", "ru", "uk"})
_COMMA_GROUPS = frozenset({"en", "ar"})
_SPACE_GROUPS = frozenset({"fr", "es", "uk", "ru", "de"})
_HARD_SPACES = frozenset("\u00a0\u202f\u2009")
_THREE_DIGITS = re.compile(r"\d{3}(?:,\d{1,2})?")
_STROKES = frozenset("/⁄")


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
    groups = language in (_POINT_GROUPS if sign == "." else _COMMA_GROUPS)
    return float(word.replace(sign, "") if groups and _is_grouped(word, sign) else word.replace(",", "."))


def _is_grouped(whole: str, sign: str) -> bool:
    first, *others = whole.split(sign)
    indian = len(others) > 1 and len(others[-1]) == 3 and all(len(part) == 2 for part in others[:-1])
    return 0 < len(first) <= 3 and first != "0" and (indian or all(len(part) == 3 for part in others))


def read_digits(tokens: Tokens, at: int, language: str) -> tuple[float, int] | None:
    """Return the number in digits at the token `at` and the token after it, or None where it is no number."""
    value = parse_digits(tokens.words[at], language)
    if value is None:
        return None
    stop = at + 1
    if tokens.words[at].isdecimal():
        value, stop = _join_spaced(tokens, at, language)
        value, stop = _add_written_fraction(tokens, at, stop, value)
    return _times_a_power(tokens, stop, value)


def _join_spaced(tokens: Tokens, at: int, language: str) -> tuple[float, int]:
    """Join groups of three digits parted by spaces: everywhere by hard spaces, by soft ones where the language
    writes so."""
    digits, stop = tokens.words[at], at + 1
    if len(digits) > 3 or digits[0] == "0":
        return float(digits), stop
    while tokens.is_number(stop) and len(digits) < LONGEST_DIGITS and _THREE_DIGITS.fullmatch(tokens.words[stop]):
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
    """Read "10½", "1/2" and "10 1/2"."""
    half = vulgar_fraction(tokens.word(stop))
    if half:
        return value + half, stop + 1
    if stop == at + 1 and tokens.word(stop) in _STROKES and tokens.touches(stop):
        share = _quotient(tokens, at)
        return (share, at + 3) if share else (value, stop)
    share = _quotient(tokens, stop) if tokens.word(stop + 1) == "/" and tokens.touches(stop + 1) else 0.0
    return (value + share, stop + 3) if share else (value, stop)


def vulgar_fraction(word: str) -> float:
    """Return the value of "½" and its like, 0 for anything else."""
    if len(word) != 1 or unicodedata.category(word) != "No":
        return 0.0
    value = unicodedata.numeric(word, 0.0)
    return value if 0 < value < 1 else 0.0


def _quotient(tokens: Tokens, at: int) -> float:
    """Return the share that two small numbers with a stroke between them make, 0 where they make none."""
    above, below = tokens.word(at), tokens.word(at + 2)
    if not (above.isdecimal() and below.isdecimal() and tokens.touches(at + 2)) or len(below) > 3:
        return 0.0
    chained = tokens.word(at + 3) == "/" or tokens.word(at - 1) == "/"
    return 0.0 if chained or not 0 < float(above[:4]) < float(below) else float(above) / float(below)


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
