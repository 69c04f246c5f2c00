"""Which passages of a text bear on a claim, the best first."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from app.nlp.profiles import GROUPS
from app.nlp.words import rarity, tokenize, word_key

# Okapi BM25 (Robertson and Zaragoza, 2009): how soon a repeated word stops counting, and how much length costs.
_SATURATION = 0.5
_LENGTH = 0.2
# What a synonym counts for, what the passages before and behind lend, and how much rarity in English at large weighs.
_SYNONYM = 0.3
_NEIGHBOUR = 0.3
_ENGLISH = 0.4


def rank_passages(claim: str, passages: Sequence[str], language: str = "en") -> list[int]:
    """Return the positions of the passages of a text, those that bear most on a claim first.

    >>> rank_passages("Ada Obi won in Lusk.", ["It rained.", "Obi was first in Lusk.", "Lusk is a town."])
    [1, 2, 0]
    """
    bags = [_count(passage, language) for passage in passages]
    wanted = _weigh(claim, bags, language)
    mean = sum(map(len, bags)) / max(1, len(bags)) or 1.0
    scores = [_score(wanted, bag, mean) for bag in bags]
    smoothed = [score + _NEIGHBOUR * _around(scores, at) for at, score in enumerate(scores)]
    return sorted(range(len(bags)), key=lambda at: (-smoothed[at], at))


def _count(text: str, language: str) -> Counter[str]:
    return Counter(word_key(token.lemma) for token in tokenize(text, language) if token.is_content)


def _weigh(claim: str, bags: Sequence[Mapping[str, int]], language: str) -> dict[str, float]:
    """Return how much each word of the claim tells: rare in the passages, and rare in English at large."""
    held = Counter(key for bag in bags for key in bag)
    weights = {}
    for token in tokenize(claim, language):
        if token.is_content:
            key = word_key(token.lemma)
            local = math.log(1 + (len(bags) - held[key] + 0.5) / (held[key] + 0.5))
            weights[key] = local * (1 - _ENGLISH + _ENGLISH * 1.5 * rarity(token.lemma))
    return weights


def _score(wanted: Mapping[str, float], bag: Mapping[str, int], mean: float) -> float:
    norm = _SATURATION * (1 - _LENGTH + _LENGTH * sum(bag.values()) / mean)
    groups = {group for key in bag for group in GROUPS.get(key, ())}
    total = 0.0
    for key, weight in wanted.items():
        if key in bag:
            total += weight * bag[key] * (1 + _SATURATION) / (bag[key] + norm)
        elif groups & GROUPS.get(key, frozenset()):
            total += weight * _SYNONYM
    return total


def _around(scores: Sequence[float], at: int) -> float:
    return sum(scores[max(0, at - 1) : at]) + sum(scores[at + 1 : at + 2])
