"""An excerpt beside its claim -> the words a reviewer looks for: figures, dates, names and negations, alike or not."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Protocol, TypeVar

from app.nlp.dates import DateSpan, compare_dates, find_dates
from app.nlp.lexicon.matching import NEGATIONS
from app.nlp.names import Name, find_names, same_name
from app.nlp.quantities import Agreement, Comparison, Quantity, compare_quantities, find_quantities
from app.nlp.words import Token, tokenize


class Mark(StrEnum):
    """How marked words stand to the claim; `OTHER` is a value that the claim has nothing to hold against."""

    AGREE = "agree"
    DIFFER = "differ"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of an excerpt's text; `because` is the clause that explains its mark to a reviewer."""

    text: str
    mark: Mark | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    mark: Mark
    because: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text says that another one can agree with or differ from."""

    dates: tuple[DateSpan, ...]
    quantities: tuple[Quantity, ...]
    negations: tuple[Token, ...]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Value = TypeVar("Value", bound=_Placed)


def mark_words(
    excerpt: str,
    claim: str,
    *,
    published: date | None = None,
    claim_published: date | None = None,
    language: str = "en",
) -> list[Segment]:
    """Cut `excerpt` into segments, those that matter for `claim` marked; joined, they are the excerpt again.

    `published` and `claim_published` are the days on which the excerpt's article and the claim's home came out:
    relative dates need them.

    >>> [s.text for s in mark_words("They did not leave.", "They left.") if s.mark is Mark.DIFFER]
    ['not']
    """
    wanted, found = _read(claim, claim_published), _read(excerpt, published, language)
    negated = Mark.AGREE if wanted.negations else Mark.DIFFER
    spans = [
        *_compared(found.dates, wanted.dates, compare_dates),
        *_compared(found.quantities, wanted.quantities, compare_quantities),
        *(_Span(token.start, token.end, negated) for token in found.negations),
        *_shared_names(excerpt, _names(claim)),
    ]
    return list(_cut(excerpt, _without_overlaps(spans)))


@lru_cache(maxsize=1024)
def _read(text: str, published: date | None, language: str = "en") -> _Reading:
    """Read a claim once for all the excerpts beside it, and an excerpt once for all the claims that it bears on."""
    return _Reading(
        dates=tuple(find_dates(text, published, language)),
        quantities=tuple(find_quantities(text, language)),
        negations=tuple(token for token in tokenize(text, language) if _is_negation(token.lower)),
    )


@lru_cache(maxsize=1024)
def _names(text: str) -> tuple[Name, ...]:
    return tuple(find_names(text))


def _compared(
    found: Iterable[Value], wanted: Sequence[Value], compare: Callable[[Value, Value], Comparison]
) -> Iterator[_Span]:
    for value in found:
        comparisons = [compare(other, value) for other in wanted]
        mark, because = _strongest(comparisons)
        yield _Span(value.start, value.end, mark, because)


def _strongest(comparisons: Sequence[Comparison]) -> tuple[Mark, str]:
    """Let one agreement count more than any difference: "3 of 12 bridges" agrees with a claim about 12 bridges."""
    for agreement, mark in ((Agreement.AGREE, Mark.AGREE), (Agreement.DIFFER, Mark.DIFFER)):
        for comparison in comparisons:
            if comparison.agreement is agreement:
                return mark, comparison.because
    return Mark.OTHER, ""


def _is_negation(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def _shared_names(excerpt: str, names: Sequence[Name]) -> Iterator[_Span]:
    for name in _names(excerpt) if names else ():
        if any(same_name(name.text, other.text) for other in names):
            yield _Span(name.start, name.end, Mark.AGREE)


def _without_overlaps(spans: Iterable[_Span]) -> list[_Span]:
    """Keep the first of two spans that overlap (values go before names), in the text's order."""
    kept: list[_Span] = []
    for span in spans:
        place = bisect_left(kept, span.start, key=lambda other: other.start)
        is_clear_before = place == 0 or kept[place - 1].end <= span.start
        is_clear_after = place == len(kept) or span.end <= kept[place].start
        if is_clear_before and is_clear_after:
            kept.insert(place, span)
    return kept


def _cut(text: str, spans: Iterable[_Span]) -> Iterator[Segment]:
    at = 0
    for span in spans:
        if span.start > at:
            yield Segment(text[at : span.start])
        yield Segment(text[span.start : span.end], span.mark, span.because)
        at = span.end
    if at < len(text):
        yield Segment(text[at:])
