"""What a judge is asked and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.nlp.claims import Statement
from app.vocabulary import JudgeName, Stance


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a passage stands to a claim: the stance, how sure (0.0-1.0), and why, in sentences for a reviewer.

    `spans` are what of the passage it rests on, in code points of the article's text, end exclusive; `conflict` is a
    contradiction of figures in brief.
    """

    stance: Stance
    score: float
    reasons: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] = ()
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, as the statement that it is taken from, and a passage of another article.

    `by_words` is what words say of the two; None where they say nothing and only a judge brought the two together.
    """

    claim: Statement
    passage: Statement
    by_words: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A judge's word that it can't tell, and why, as the end of a sentence."""

    because: str


class Judge(Protocol):
    """What scores pairs of a claim and a passage. It raises nothing: what it can't tell is `Unjudged`, with the reason.

    Words come first whoever judges: they find the candidates and group them into claims. A judge looks again at what
    is held against a claim, so that its failing loses nothing.
    """

    @property
    def name(self) -> JudgeName:
        """Return which judge this is."""

    @property
    def version(self) -> str:
        """Return what a suggestion is to be told apart by from those of another model or release; 40 signs at most."""

    def find(self, claims: Sequence[Statement], passages: Sequence[Statement]) -> Sequence[Sequence[int]]:
        """Return for each claim the places of passages worth judging that words may have missed, best first."""

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Judgement | Unjudged]:
        """Judge a batch, all of one claim; the answers are in the order of the pairs."""
