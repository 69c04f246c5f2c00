"""Ordinals, kept apart from counts: "first", "21st", "one hundred twenty-fifth"."""

from app.nlp.lexicon.quantities import NUMBERS
from app.nlp.quantities import labels, nouns
from app.nlp.quantities.numerals import read_numeral
from app.nlp.quantities.tokens import Tokens
from app.nlp.quantities.values import Quantity

_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_LONGEST = 7


def read_ordinal(tokens: Tokens, place: int, language: str) -> tuple[Quantity | None, int] | None:
    """Return the ordinal that begins at `place`, None for the day of a date, and the token after it; None where
    there is none."""
    read = _read_value(tokens, place, language)
    if read is None:
        return None
    value, stop = read
    after = stop + (tokens.word(stop) in ("of", "de"))
    if labels.is_month(tokens, after, language) or labels.is_month(tokens, place - 1, language):
        return None, stop
    if tokens.is_capital(place) and tokens.is_capital(stop) and tokens.words[place].isalpha() and language == "en":
        return None, stop
    noun = nouns.read_noun(tokens, stop, language, one=True)
    name, of = (noun.singular, noun.phrase) if noun is not None else ("", "")
    return Quantity(value, value, name, False, of, tokens.starts[place], tokens.ends[stop - 1], "ordinal"), stop


def _read_value(tokens: Tokens, place: int, language: str) -> tuple[float, int] | None:
    words = NUMBERS.get(language, NUMBERS["en"])
    word = tokens.words[place]
    if word.isdecimal():
        ended = tokens.word(place + 1) in _ENDINGS and tokens.touches(place + 1) and len(word) < _LONGEST
        return (float(word), place + 2) if ended else None
    if word in words.ordinals:
        return words.ordinals[word], place + 1
    if word not in words.small and word not in words.articles:
        return None
    number = read_numeral(tokens, place, language)
    if number is None or number.style != "words":
        return None
    last = number.stop + (tokens.word(number.stop) == "-")
    ordinal = words.ordinals.get(tokens.word(last), 0)
    if not ordinal or (ordinal < 100 and (number.low < 20 or number.low % 10)):
        return None
    return (number.low + ordinal if ordinal < 100 else number.low * ordinal), last + 1
