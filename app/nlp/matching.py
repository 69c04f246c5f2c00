"""Statements of different articles held against each other: stance, score and the reasons in words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.nlp.claims import ReadArticle
from app.nlp.features import (
    Feature,
    Finding,
    Pair,
    Profile,
    Word,
    dates_differ,
    explain,
    figures_agree,
    figures_differ,
    negation_differs,
    one_denies,
    one_doubts,
    profile,
    words_agree,
    words_are_opposite,
)
from app.nlp.words import stem, tokenize
from app.vocabulary import Stance

_SUPPORTS = 0.2
_CONTRADICTS = 0.12
_RELATED = 0.03
_MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a passage stands to a claim: the stance, how sure (0.0-1.0), and why."""

    stance: Stance
    score: float
    reasons: tuple[str, ...]


class Matcher:
    """The statements of a story, prepared once, and the index that finds which are worth holding against each other."""

    def __init__(self, articles: Iterable[ReadArticle]) -> None:
        self.profiles: list[Profile] = []
        self._counts: dict[str, Counter[str]] = {}
        self._sizes: dict[str, int] = {}
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for read in articles:
            self._add(read)

    def _add(self, read: ReadArticle) -> None:
        prepared = [profile(statement, read.article.language) for statement in read.statements]
        self._counts[read.article.id] = Counter(key for p in prepared for key in p.words)
        self._sizes[read.article.id] = len(prepared)
        for p in prepared:
            for key in p.words:
                self._postings[key].append(len(self.profiles))
            self.profiles.append(p)

    def find_candidates(self, at: int) -> list[int]:
        """Return the statements of other articles that share most with statement `at`, best first."""
        own = self.profiles[at]
        found: defaultdict[int, float] = defaultdict(float)
        for key, word in own.words.items():
            for other in self._postings[key]:
                found[other] += word.weight**2
        home = own.statement.article
        others = [i for i in found if self.profiles[i].statement.article != home]
        return sorted(others, key=lambda i: (-found[i], i))[:_MOST_CANDIDATES]

    def pair(self, a: int, b: int) -> Pair:
        """Return two statements as a pair, with the weight of words in their two articles."""
        claim, passage = self.profiles[a], self.profiles[b]
        first, second = (self._counts[p.statement.article] for p in (claim, passage))
        size = self._sizes[claim.statement.article] + self._sizes[passage.statement.article]

        def weigh(key: str, word: Word) -> float:
            """Return how much a word tells: rare in English at large and in these two articles."""
            return word.weight * math.log((size + 1) / (first[key] + second[key] + 0.5))

        return Pair(claim, passage, weigh)

    def judge(self, a: int, b: int) -> Judgement | None:
        """Hold passage `b` against claim `a`; None where they have nothing to do with each other."""
        return judge(self.pair(a, b))


def judge(pair: Pair) -> Judgement | None:
    """Return how a passage stands to a claim, or None where they have nothing to do with each other."""
    score = pair.likeness
    against = _first(pair, figures_differ, one_denies, words_are_opposite, negation_differs, dates_differ)
    if against and score >= _CONTRADICTS:
        stance = Stance.CONTRADICTS if against[1].strength >= 0.5 else Stance.RELATED
        return Judgement(stance, _rounded(score), (explain(*against), *_told(pair, words_agree)))
    if score < _RELATED:
        return None
    doubt = _first(pair, one_doubts)
    if score >= _SUPPORTS and not doubt and not against:
        return Judgement(Stance.SUPPORTS, _rounded(score), _told(pair, figures_agree, words_agree))
    return Judgement(Stance.RELATED, _rounded(score), _told(pair, one_doubts, words_agree))


def _first(pair: Pair, *features: Feature) -> tuple[Feature, Finding] | None:
    return next(((f, found) for f in features if (found := f(pair))), None)


def _told(pair: Pair, *features: Feature) -> tuple[str, ...]:
    return tuple(explain(f, found) for f in features if (found := f(pair)))[:2]


def _rounded(score: float) -> float:
    return round(min(1.0, max(0.0, score)), 3)


def rank_passages(claim: str, passages: Sequence[str], language: str = "en") -> list[int]:
    """Return the positions of the passages, those that bear most on a claim first: Okapi BM25 over stems."""
    bags = [_bag(passage, language) for passage in passages]
    wanted = _bag(claim, language)
    held = Counter(key for bag in bags for key in bag)
    mean = sum(map(len, bags)) / max(1, len(bags))

    def score(at: int) -> float:
        bag = bags[at]
        norm = 0.3 + 0.7 * len(bag) / (mean or 1)
        return sum(
            math.log(1 + (len(bags) - held[key] + 0.5) / (held[key] + 0.5)) * n * 2.2 / (n + 1.2 * norm)
            for key in wanted
            if (n := bag.get(key, 0))
        )

    return sorted(range(len(bags)), key=lambda i: (-score(i), i))


def _bag(text: str, language: str) -> Mapping[str, int]:
    return Counter(stem(token.lemma) for token in tokenize(text, language) if token.is_content)
