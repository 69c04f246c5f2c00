"""Statements and pairs for the tests of judges."""

from app.judges import Judgement, Pair
from app.nlp.claims import Statement
from app.vocabulary import Stance, Strength

BY_WORDS = Judgement(Stance.RELATED, 0.1, ("Both use the same words: dockers.",))


def make_statement(text: str, article: str = "echo", *, start: int = 0, wording: str = "") -> Statement:
    """Return a statement of an article."""
    return Statement(
        article=article,
        start=start,
        end=start + len(text),
        text=text,
        wording=wording or text,
        speaker=None,
        strength=Strength.ASSERTED,
        quantities=(),
        dates=(),
        checkworthiness=0.5,
        why="a figure",
    )


def make_pair(passage: str, claim: str = "Two dockers were hurt.", by_words: Judgement | None = BY_WORDS) -> Pair:
    """Return a claim of one article and a passage of another."""
    return Pair(make_statement(claim, "post"), make_statement(passage, start=40), by_words)
