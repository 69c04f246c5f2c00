"""Shares of one: "half", "two thirds", "a quarter of", "one-tenth"."""

from app.nlp.lexicon.quantities import NumberWords
from app.nlp.quantities.tokens import Tokens


def bare_fraction(tokens: Tokens, at: int, words: NumberWords) -> tuple[float, int] | None:
    """Return the value of "a half", "two-thirds" and the token after it, or None."""
    word = tokens.word(at)
    above = 1 if word in words.articles else words.small.get(word, 0)
    place = at + 1 + (tokens.word(at + 1) == "-")
    below = tokens.word(place)
    if not 0 < above < 100 or below not in words.fractions:
        return None
    if "halves" in words.fractions and (above > 1) != below.endswith("s"):
        return None  # "A thirds" and "two third" are slips; other languages have one form for both.
    value = above * words.fractions[below]
    return (value, place + 1) if value < 1 else None


def and_a_fraction(tokens: Tokens, stop: int, words: NumberWords) -> tuple[float, int]:
    """Read "and a half", "and two thirds" after a number."""
    if tokens.word(stop) in words.joins:
        return bare_fraction(tokens, stop + 1, words) or (0.0, stop)
    return 0.0, stop
