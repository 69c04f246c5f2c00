"""Statements in languages that are read in part: related by figures, days and words, without a stance."""

from app.nlp.dates import day_in_words
from app.nlp.features import Feature, Finding, Pair, figures_agree, figures_differ, negation_differs, words_agree
from app.nlp.language import is_read_in_full
from app.nlp.profiles import Profile
from app.vocabulary import Stance

_SAME_WORDS = 0.8
_RELATED = 0.05


def is_in_part(profile: Profile) -> bool:
    """Tell whether a statement is in a language whose speakers and stances aren't read."""
    return not is_read_in_full(profile.language)


def days_agree(pair: Pair) -> Finding | None:
    """Both name the same day."""
    mine, theirs = ({d.first for d in p.statement.dates if d.first == d.last} for p in (pair.claim, pair.passage))
    shared = sorted(day for day in mine & theirs if day is not None)
    return Finding(1.0, ", ".join(map(day_in_words, shared))) if shared else None


def relate(pair: Pair, score: float) -> tuple[Stance, float, tuple[Feature, ...]] | None:
    """Return how two statements stand of which one is read in part: the same words support, the rest is related.

    None where no figure, day or word ties them together. Nothing is contradicted: what negates isn't understood.
    """
    told: tuple[Feature, ...] = (figures_agree, days_agree, words_agree)
    same_language = pair.claim.language == pair.passage.language
    if same_language and score >= _SAME_WORDS and not (figures_differ(pair) or negation_differs(pair)):
        return Stance.SUPPORTS, score, (words_agree, figures_agree)
    tied = figures_agree(pair) or days_agree(pair)
    if tied or score >= _RELATED:
        return Stance.RELATED, max(score, _RELATED), told
    return None
