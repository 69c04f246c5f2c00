"""The statements that a judgement is made of: each looks at two statements of news and says one thing about them.

The first line of a feature's docstring is the sentence that a reviewer reads; what it rests on follows a colon.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.nlp.claims import Statement
from app.nlp.dates import compare_dates
from app.nlp.lexicon.matching import (
    ANTONYMS,
    DENIALS,
    DENIED_THINGS,
    DOUBTS,
    FALSE_WORDS,
    NEGATIONS,
    NEGATIVE_WORDS,
    SYNONYMS,
    TELLING,
)
from app.nlp.quantities import Agreement, Comparison, Quantity, compare_quantities
from app.nlp.words import Token, rarity, stem, tokenize

_GROUPS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(SYNONYMS.split("\n")):
    for _word in _line.split():
        _GROUPS[stem(_word)] = _GROUPS.get(stem(_word), frozenset()) | {_number}

_OPPOSITES: dict[str, frozenset[str]] = {}
for _line in ANTONYMS.strip().split("\n"):
    _a, _b = (stem(word) for word in _line.split())
    _OPPOSITES[_a] = _OPPOSITES.get(_a, frozenset()) | {_b}
    _OPPOSITES[_b] = _OPPOSITES.get(_b, frozenset()) | {_a}

_DENIALS = frozenset(map(stem, DENIALS))
_FALSE = frozenset(map(stem, FALSE_WORDS))
_SYNONYM = 0.8
_NEGATION_REACH = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something, as it stands in a statement: its stem is its key."""

    text: str
    lemma: str
    weight: float
    negated: bool


@dataclass(frozen=True)
class Profile:
    """What a statement says, prepared once for all the statements that it is held against."""

    statement: Statement
    words: Mapping[str, Word]
    lemmas: frozenset[str]

    @cached_property
    def groups(self) -> dict[int, str]:
        """Return the synonym groups that the words belong to, each with one of its stems."""
        return {group: key for key in self.words for group in sorted(_GROUPS.get(key, ()))}

    @cached_property
    def is_denial(self) -> bool:
        """Tell whether the statement says of a claim that it is false, or that somebody rejects it."""
        says_false = bool(_FALSE & self.words.keys()) and bool(DENIED_THINGS & self.lemmas)
        return says_false or bool(_DENIALS & self.words.keys())


def profile(statement: Statement, language: str = "en") -> Profile:
    """Prepare a statement: its words without those that tell who said it and how."""
    tokens = tokenize(statement.wording, language)
    negated = _find_negated(tokens)
    words = {}
    for token in tokens:
        if token.is_content and token.lemma not in TELLING:
            words[stem(token.lemma)] = Word(token.text, token.lemma, rarity(token.lemma), token.start in negated)
    return Profile(statement, words, frozenset(t.lemma for t in tokens))


def _find_negated(tokens: list[Token]) -> set[int]:
    """Return where the words stand that a negation reaches: the few that follow it."""
    reached: set[int] = set()
    for at, token in enumerate(tokens):
        if token.lower in NEGATIONS or token.lower.endswith("n't") or token.lemma in NEGATIVE_WORDS:
            reached |= {t.start for t in tokens[at + 1 : at + 1 + _NEGATION_REACH]}
    return reached


@dataclass(frozen=True)
class Pair:
    """A claim and a passage of another article, with how much each word tells in the two articles together."""

    claim: Profile
    passage: Profile
    weigh: Callable[[str, Word], float] = field(default=lambda _, word: word.weight)

    @cached_property
    def shared(self) -> dict[str, tuple[str, float]]:
        """Return the claim's words that the passage has too: stem -> the passage's stem, and how well they meet."""
        met = {}
        for key in self.claim.words:
            if key in self.passage.words:
                met[key] = (key, 1.0)
            else:
                group = next((g for g in sorted(_GROUPS.get(key, ())) if g in self.passage.groups), None)
                if group is not None:
                    met[key] = (self.passage.groups[group], _SYNONYM)
        return met

    @cached_property
    def likeness(self) -> float:
        """Return the cosine of the two bags of words, 0.0-1.0."""
        own = sum(self.weigh(k, w) ** 2 for k, w in self.claim.words.items())
        other = sum(self.weigh(k, w) ** 2 for k, w in self.passage.words.items())
        common = sum(self.weigh(k, self.claim.words[k]) ** 2 * how for k, (_, how) in self.shared.items())
        return common / math.sqrt(own * other) if own and other else 0.0

    @cached_property
    def comparisons(self) -> list[tuple[Quantity, Quantity, Comparison]]:
        """Return every figure of the claim with every figure of the passage that it can be compared with."""
        return [
            (a, b, compared)
            for a in self.claim.statement.quantities
            for b in self.passage.statement.quantities
            if (compared := compare_quantities(a, b)).agreement is not Agreement.NOT_COMPARABLE
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a feature found: how strongly (0.0-1.0), and the words and numbers that it rests on."""

    strength: float
    detail: str


Feature = Callable[[Pair], Finding | None]


def explain(feature: Feature, finding: Finding) -> str:
    """Return the sentence that a reviewer reads."""
    sentence = (feature.__doc__ or "").split("\n", 1)[0].rstrip(".")
    return f"{sentence}: {finding.detail}." if finding.detail else f"{sentence}."


def words_agree(pair: Pair) -> Finding | None:
    """Both use the same words."""
    if not pair.shared:
        return None
    best = sorted(pair.shared, key=lambda k: (-pair.weigh(k, pair.claim.words[k]), k))[:4]
    told = [_both(pair.claim.words[k].text, pair.passage.words[pair.shared[k][0]].text) for k in best]
    return Finding(min(1.0, pair.likeness), ", ".join(told))


def _both(a: str, b: str) -> str:
    return a if a.lower() == b.lower() else f"{a} / {b}"


def figures_agree(pair: Pair) -> Finding | None:
    """Their figures agree."""
    agreeing = [c for c in pair.comparisons if c[2].agreement is Agreement.AGREE]
    return Finding(1.0, agreeing[0][2].because) if agreeing else None


def figures_differ(pair: Pair) -> Finding | None:
    """Their figures can't both be right."""
    matched = {id(q) for a, b, c in pair.comparisons if c.agreement is Agreement.AGREE for q in (a, b)}
    for a, b, compared in pair.comparisons:
        if compared.agreement is Agreement.DIFFER and id(a) not in matched and id(b) not in matched:
            return Finding(1.0, compared.because)
    return None


def dates_differ(pair: Pair) -> Finding | None:
    """They date it differently."""
    compared = [compare_dates(a, b) for a in pair.claim.statement.dates for b in pair.passage.statement.dates]
    if compared and all(c.agreement is Agreement.DIFFER for c in compared):
        return Finding(1.0, compared[0].because)
    return None


def negation_differs(pair: Pair) -> Finding | None:
    """One says that it is so, the other that it is not."""
    turned = [
        key
        for key, (other, _) in pair.shared.items()
        if pair.claim.words[key].negated != pair.passage.words[other].negated
    ]
    if not turned:
        return None
    weight = sum(pair.weigh(k, pair.claim.words[k]) for k in turned)
    total = sum(pair.weigh(k, pair.claim.words[k]) for k in pair.shared)
    return Finding(weight / total if total else 0.0, ", ".join(pair.claim.words[k].text for k in turned[:3]))


def words_are_opposite(pair: Pair) -> Finding | None:
    """They use words that exclude each other."""
    for key in sorted(pair.claim.words):
        for opposite in sorted(_OPPOSITES.get(key, ())):
            if opposite in pair.passage.words and opposite not in pair.claim.words and key not in pair.passage.words:
                return Finding(1.0, f"{pair.claim.words[key].text} / {pair.passage.words[opposite].text}")
    return None


def one_denies(pair: Pair) -> Finding | None:
    """One calls false what the other says."""
    if pair.claim.is_denial == pair.passage.is_denial:
        return None
    return Finding(1.0, "")


def one_doubts(pair: Pair) -> Finding | None:
    """One doubts what the other says."""
    if bool(DOUBTS & pair.claim.lemmas) == bool(DOUBTS & pair.passage.lemmas):
        return None
    return Finding(1.0, ", ".join(sorted(DOUBTS & (pair.claim.lemmas | pair.passage.lemmas))))


FEATURES: tuple[Feature, ...] = (
    words_agree,
    figures_agree,
    figures_differ,
    dates_differ,
    negation_differs,
    words_are_opposite,
    one_denies,
    one_doubts,
)
