"""The judge that needs nothing: words, figures, dates and denials, as `app.nlp.stances` weighs them."""

from collections.abc import Sequence

from app.judges.interface import Judgement, Pair, Unjudged
from app.nlp.claims import Statement
from app.vocabulary import JudgeName

VERSION = "3"


class Lexical:
    """Says of each pair what words say of it."""

    name = JudgeName.LEXICAL
    version = VERSION

    def find(self, claims: Sequence[Statement], passages: Sequence[Statement]) -> Sequence[Sequence[int]]:
        """Return nothing more: what words can find is in the story's groups already."""
        return [() for _ in claims]

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Judgement | Unjudged]:
        """Return what words say."""
        return [pair.by_words or Unjudged("the two have no words in common") for pair in pairs]
