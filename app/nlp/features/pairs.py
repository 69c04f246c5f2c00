"""Two statements held side by side, and what a feature says of them."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from app.nlp.lazy import lazy
from app.nlp.profiles import GROUPS, Profile
from app.nlp.quantities.comparing import PairedFigures, pair_figures

_SYNONYM = 0.8
# What two statements have to have in common besides one plain word, and how much that one has to tell.
_ALIKE = 0.25
_RARE = 1.4
# From what weight on a word tells something by itself, and how many of these make two statements speak of one thing.
TELLING = 0.5
LEAST_SHARED = 2
# Opposite words, dates, bare counts or a "not" exclude each other only where nearly everything else is the same.
CLOSE = 0.2


@dataclass(frozen=True)
class Pair:
    """A claim and a passage of another article; `alike` is how like they are where that is known already."""

    claim: Profile
    passage: Profile
    alike: float | None = None

    @lazy
    def shared(self) -> dict[str, tuple[str, float]]:
        """Return the claim's words that the passage has too: stem -> the passage's stem, and how well they meet."""
        met, words, groups = {}, self.passage.words, self.passage.groups
        common = self.claim.groups.keys() & groups.keys()
        for key in self.claim.words:
            if key in words:
                met[key] = (key, 1.0)
            elif common and key in GROUPS and (shared := GROUPS[key] & common):
                met[key] = (groups[min(shared)], _SYNONYM)
        return met

    @lazy
    def met(self) -> frozenset[str]:
        """Return the passage's words that the claim has too."""
        return frozenset(other for other, _ in self.shared.values())

    @lazy
    def said(self) -> list[str]:
        """Return the words that both share and that don't only tell who said it."""
        claim, passage = self.claim.words, self.passage.words
        return [k for k, (o, _) in self.shared.items() if not (claim[k].told or passage[o].told)]

    @lazy
    def likeness(self) -> float:
        """Return how like the two are, 0.0-1.0."""
        return find_likeness(self.claim, self.passage) if self.alike is None else self.alike

    @lazy
    def substance(self) -> float:
        """Return how much of what the two share says what happened, not only who spoke of it, 0.0-1.0."""
        if len(self.said) == len(self.shared) and self.likeness:
            return 1.0
        claim = self.claim.weights
        every = sum(claim[k] ** 2 for k in self.shared)
        said = sum(claim[k] ** 2 for k in self.said)
        return said / every if every else 0.0

    @lazy
    def is_thin(self) -> bool:
        """Tell whether the two share a single word, or names and nothing that is said of them."""
        if len(self.plain) == LEAST_SHARED - 1 and self.likeness >= _ALIKE:
            return self.claim.words[self.plain[0]].weight < _RARE
        return len(self.plain) < LEAST_SHARED

    @lazy
    def plain(self) -> list[str]:
        """Return the words that both share and that tell something without being names."""
        claim, passage = self.claim.words, self.passage.words
        named = {k for k in self.said if claim[k].named or passage[self.shared[k][0]].named}
        return [k for k in self.said if k not in named and claim[k].weight >= TELLING]

    @lazy
    def figures(self) -> list[PairedFigures]:
        """Return the figures of the two that can be compared, each used once."""
        if not (self.claim.statement.quantities and self.passage.statement.quantities):
            return []
        return pair_figures(self.claim.statement.quantities, self.passage.statement.quantities)

    def denies(self, found: PairedFigures) -> bool:
        """Tell whether one of the two says that there were never so many."""
        return (found.a in self.claim.denied_figures) != (found.b in self.passage.denied_figures)


def find_likeness(claim: Profile, passage: Profile) -> float:
    """Return the cosine of two bags of words, 0.0-1.0, shrunk where there are few; a synonym counts a little less."""
    others, groups = passage.weights, passage.groups
    synonyms = claim.groups.keys() & groups.keys()
    common = 0.0
    for key, weight in claim.weights.items():
        if key in others:
            common += weight * others[key]
        elif synonyms and key in GROUPS and (shared := GROUPS[key] & synonyms):
            common += weight * others[groups[min(shared)]] * _SYNONYM
    return common / math.sqrt(claim.mass * passage.mass)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a feature found: how strongly (0.0-1.0), the words and numbers that it rests on, and these in brief."""

    strength: float
    detail: str
    brief: str = ""


Feature = Callable[[Pair], Finding | None]


def explain(feature: Feature, finding: Finding) -> str:
    """Return the sentence that a reviewer reads."""
    sentence = (feature.__doc__ or "").split("\n", 1)[0].rstrip(".")
    return f"{sentence}: {finding.detail}." if finding.detail else f"{sentence}."


def find_word(profile: Profile, key: str) -> str | None:
    """Return the key under which a profile has a word or a synonym of it."""
    if key in profile.words:
        return key
    group = next((g for g in sorted(GROUPS.get(key, ())) if g in profile.groups), None)
    return profile.groups[group] if group is not None else None


def list_common(mine: frozenset[str], others: frozenset[str]) -> list[str]:
    """Return the words of one side that the other has too, or a synonym of them."""
    groups = {group for key in others for group in GROUPS.get(key, ())}
    return sorted(key for key in mine if key in others or groups & GROUPS.get(key, frozenset()))
