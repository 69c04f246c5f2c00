"""Figures that moved as the news broke: a later figure by the same speaker overtakes the earlier one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.nlp.claims import ReadArticle, Statement
from app.nlp.dates import day_in_words
from app.nlp.lexicon.overtaken import MOVED
from app.nlp.names import same_name
from app.nlp.quantities import Quantity

_MOVED = re.compile(MOVED, re.IGNORECASE)
# How many statements further on a report may say that a figure was another one before.
_SOON = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with a figure, who is behind it as far as that is known, and the article that it stands in."""

    statement: Statement
    speaker: str | None
    read: ReadArticle

    @property
    def day(self) -> date | None:
        """Return the day on which the article was published."""
        return self.read.article.published_at


def explain_overtaking(a: Told, b: Told) -> str:
    """Return what shows that two figures are no dispute but one that moved, or nothing."""
    if not (a.speaker and b.speaker and same_name(a.speaker, b.speaker)):
        return ""
    if a.day and b.day and a.day != b.day:
        return f"told on different days ({day_in_words(min(a.day, b.day))} and {day_in_words(max(a.day, b.day))})"
    moved = any(_says_that_it_moved(new, old) for new, old in ((a, b), (b, a)))
    return "which one report says has moved" if moved else ""


def _says_that_it_moved(new: Told, old: Told) -> bool:
    """Tell whether the article of one says, soon after it, that the figure was the other's before."""
    figures = {_value(q) for q in old.statement.quantities}
    return any(
        _MOVED.search(s.text) and figures & {_value(q) for q in s.quantities}
        for s in _soon_after(new.read.statements, new.statement)
    )


def _soon_after(statements: Sequence[Statement], own: Statement) -> Iterator[Statement]:
    at = next((n for n, s in enumerate(statements) if s.start >= own.start), 0)
    yield from statements[at : at + _SOON + 1]


def _value(quantity: Quantity) -> tuple[float | None, float | None]:
    return (quantity.low, quantity.high)


def share_a_figure(a: Statement, b: Statement) -> bool:
    """Tell whether two statements give a figure of one value."""
    return bool({_value(q) for q in a.quantities} & {_value(q) for q in b.quantities})
