"""The judge that reads for meaning, by models on this machine: one finds passages, another tells how they stand.

A bi-encoder (Reimers and Gurevych, 2019) places every statement in a space where what means the same is near, which
finds passages that share no word with a claim. A cross-encoder trained for natural language inference reads claim and
passage together and tells entailment from contradiction. Without the second one, words tell how a passage stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.judges.interface import Judgement, Pair, Unjudged
from app.nlp.claims import LONGEST, Statement
from app.vocabulary import JudgeName, Stance

# How near a passage has to be to be shown (cosine), how many a claim gets at most, those that words found among them,
# and how many nearest are looked at, as some are of the claim's own article.
_NEAR = 0.6
_MOST_FOUND = 3
_NEAREST = 20
# From what probability on the models' word is taken. A false “contradicts” costs more trust than one that is missed.
_ENTAILED = 0.5
_CONTRADICTED = 0.7


@dataclass(frozen=True, slots=True)
class Inference:
    """How likely a passage (the premise) entails or contradicts a claim (the hypothesis), 0.0-1.0 each."""

    entails: float
    contradicts: float


class Models(Protocol):
    """The two models, as far as the judge needs them."""

    version: str
    can_infer: bool

    def find_nearest(
        self, queries: Sequence[str], texts: Sequence[str], most: int
    ) -> Sequence[Sequence[tuple[int, float]]]:
        """Return for each query the places of the nearest texts with their cosine, the nearest first."""

    def infer(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Inference]:
        """Return what each first text says of the second; raise ModelFailed where the model can't."""


class ModelFailed(Exception):
    """A model broke down in the middle of its work; the message is for people."""


class Semantic:
    """Finds passages by their meaning and judges them by natural language inference."""

    name = JudgeName.SEMANTIC

    def __init__(self, models: Models) -> None:
        self._models = models
        self._near: dict[tuple[str, str], float] = {}
        self._failure = ""

    @property
    def version(self) -> str:
        """Return the names of the models."""
        return self._models.version

    def find(self, claims: Sequence[Statement], passages: Sequence[Statement]) -> Sequence[Sequence[int]]:
        """Return the passages of other articles whose meaning is near a claim's; a model that fails finds nothing."""
        try:
            nearest = self._models.find_nearest([_read(c) for c in claims], [_read(p) for p in passages], _NEAREST)
        except ModelFailed as failure:
            self._failure = str(failure)  # Nothing can be raised here; each judgement will say so.
            return [() for _ in claims]
        return [tuple(self._keep(claim, passages, near)) for claim, near in zip(claims, nearest, strict=True)]

    def _keep(
        self, claim: Statement, passages: Sequence[Statement], nearest: Sequence[tuple[int, float]]
    ) -> Iterator[int]:
        kept = [(at, cosine) for at, cosine in nearest if cosine >= _NEAR and passages[at].article != claim.article][
            :_MOST_FOUND
        ]
        for at, cosine in kept:
            self._near[_read(claim), _read(passages[at])] = cosine
            yield at

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Judgement | Unjudged]:
        """Judge by inference; figures that words have compared stand, as models are poor at numbers."""
        if self._failure:
            return [Unjudged(self._failure) for _ in pairs]
        if not self._models.can_infer:
            return [pair.by_words or self._relate(pair) for pair in pairs]
        asked = [pair for pair in pairs if not _is_settled(pair)]
        try:
            there = self._models.infer([(_read(p.passage), _read(p.claim)) for p in asked])
            back = self._models.infer([(_read(p.claim), _read(p.passage)) for p in asked])
        except ModelFailed as failure:
            return [Unjudged(str(failure)) for _ in pairs]
        told = iter(zip(there, back, strict=True))
        return [
            pair.by_words if pair.by_words and _is_settled(pair) else self._decide(pair, *next(told)) for pair in pairs
        ]

    def _relate(self, pair: Pair) -> Judgement:
        cosine = self._near.get((_read(pair.claim), _read(pair.passage)), 0.0)
        return Judgement(Stance.RELATED, _rounded(cosine), (f"Near in meaning, by a model: {cosine:.2f} of 1.",))

    def _decide(self, pair: Pair, there: Inference, back: Inference) -> Judgement:
        """Return the stance; two texts contradict each other only if they do so whichever is read first."""
        against = min(there.contradicts, back.contradicts)
        if against >= _CONTRADICTED:
            return _told(Stance.CONTRADICTS, against, "a model reads the two as excluding each other")
        if there.entails >= _ENTAILED:
            return _told(Stance.SUPPORTS, there.entails, "a model reads the claim as following from this")
        if pair.by_words is None:
            return self._relate(pair)
        return _told(Stance.RELATED, 1 - max(there.entails, against), "a model reads neither in it")


def _is_settled(pair: Pair) -> bool:
    return pair.by_words is not None and bool(pair.by_words.conflict)


def _told(stance: Stance, score: float, how: str) -> Judgement:
    return Judgement(stance, _rounded(score), (f"{how[0].upper()}{how[1:]} ({score:.2f} of 1).",))


def _rounded(score: float) -> float:
    return round(min(1.0, max(0.0, score)), 3)


def _read(statement: Statement) -> str:
    """Return a statement as a model reads it: worded so that it can be read alone, on one line."""
    return " ".join(statement.wording[:LONGEST].split())
