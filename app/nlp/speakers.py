"""Who said what: quotations and reported speech, with the speaker's full name as the article gives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.nlp.sentences import Sentence
from app.vocabulary import Strength


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in an article. All spans are code points of the article's text, end exclusive.

    `speaker` is the full name that the article gives ("Volodymyr Zelensky" for "he"), a description where nobody is
    named ("Ukrainian military officials"); `unnamed` tells which. `via` is the outlet that passed it on ("Washington Post").
    """

    speaker: str
    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    strength: Strength
    quoted: bool
    unnamed: bool = False
    via: str | None = None


def find_attributions(text: str, sentences: Sequence[Sentence]) -> list[Attribution]:
    """Return who said what in an article, in order of the content's start."""
    raise NotImplementedError


def find_strength(sentence: str) -> Strength:
    """Return how firmly a sentence asserts what it says, from its hedges ("reportedly", "allegedly", "may", "denied")."""
    raise NotImplementedError
