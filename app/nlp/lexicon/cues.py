"""What a cue is: a pattern, the words without which it can't hold, and what it gives away."""

import re
from typing import NamedTuple


class Cue(NamedTuple):
    """A pattern that tells the kind of a sentence.

    `words` are looked up before the pattern is tried, one of them has to be in the sentence; empty means always try.
    The text that the pattern sees is in small letters with straight apostrophes.
    """

    why: str
    words: frozenset[str]
    pattern: re.Pattern[str]


def cue(why: str, words: str, *alternatives: str) -> Cue:
    """Return the cue for any of the alternatives."""
    return Cue(why, words_of(words), re.compile("|".join(alternatives)))


def any_of(words: str) -> str:
    """Return a pattern for any word of a list that is written with spaces; "_" stands for a space in a phrase."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written with spaces."""
    return frozenset(text.split())
