"""An article as it is read on a page: its text in pieces, each with its sentence's kind and the claims it bears on."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.models import Claim, Excerpt, Sentence
from app.vocabulary import SentenceKind, Stance

# A reader wants the claim that the words state first, and last those that they only touch on.
_WEIGHTS = {Stance.STATES: 0, Stance.CONTRADICTS: 1, Stance.SUPPORTS: 2, Stance.RELATED: 3}


@dataclass(frozen=True, slots=True)
class Bearing:
    """An excerpt's claim, with its number on the page, which follows the order of the text."""

    number: int
    claim: Claim
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, from code point `start`, under one sentence and one set of excerpts.

    `names_kind` where a passage of its kind begins, so that a reader is told once; `bears_on` begins with the excerpt
    that says most; `ends` are the excerpts that end with this piece.
    """

    start: int
    text: str
    kind: SentenceKind | None
    names_kind: bool
    bears_on: tuple[Bearing, ...]
    ends: tuple[Bearing, ...]


def number_claims(excerpts: Iterable[tuple[Excerpt, Claim]]) -> list[Bearing]:
    """Return the excerpts in the order of the text, their claims numbered from 1 as they come.

    Claims to which the article is only related are numbered last: the text shows them without their numbers.
    """
    in_order = sorted(excerpts, key=lambda pair: (pair[0].start, pair[0].end, pair[1].rank, pair[1].id))
    numbers: dict[str, int] = {}
    for _, claim in sorted(in_order, key=lambda pair: pair[0].stance is Stance.RELATED):
        numbers.setdefault(claim.id, len(numbers) + 1)
    return [Bearing(numbers[claim.id], claim, excerpt) for excerpt, claim in in_order]


def list_strongest(bearings: Iterable[Bearing]) -> list[Bearing]:
    """Return one bearing a claim, the one that says most, in the order of the claims' numbers."""
    by_number: dict[int, Bearing] = {}
    for bearing in sorted(bearings, key=_weigh):
        by_number.setdefault(bearing.number, bearing)
    return [by_number[number] for number in sorted(by_number)]


def _weigh(bearing: Bearing) -> int:
    return _WEIGHTS[bearing.excerpt.stance]


def cut(text: str, sentences: Sequence[Sentence], bearings: Sequence[Bearing]) -> list[Piece]:
    """Cut `text` wherever a sentence or an excerpt begins or ends; the pieces joined are the text again.

    Excerpts may overlap: a piece knows all of those that it is part of. Offsets count code points, ends exclusive.
    """
    begins: dict[int, list[Bearing]] = defaultdict(list)
    ends: dict[int, list[Bearing]] = defaultdict(list)
    for bearing in bearings:
        begins[bearing.excerpt.start].append(bearing)
        ends[bearing.excerpt.end].append(bearing)
    kinds = _Kinds(sentences)
    offsets = {0, len(text), *begins, *ends, *(at for sentence in sentences for at in (sentence.start, sentence.end))}
    pieces: list[Piece] = []
    current: list[Bearing] = []
    for start, end in pairwise(sorted(offsets)):
        current = [bearing for bearing in current if bearing.excerpt.end > start] + begins[start]
        words = text[start:end]
        kind, names_kind = kinds.read(start, words)
        pieces.append(Piece(start, words, kind, names_kind, tuple(sorted(current, key=_weigh)), tuple(ends[end])))
    return pieces


class _Kinds:
    """Tells the kind of one piece after the other, and whether a passage of that kind begins with it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sorted(sentences, key=lambda sentence: sentence.start)
        self._starts = [sentence.start for sentence in self._sentences]
        self._before: SentenceKind | None = None

    def read(self, start: int, words: str) -> tuple[SentenceKind | None, bool]:
        at = bisect_right(self._starts, start) - 1
        inside = at >= 0 and start < self._sentences[at].end
        kind = self._sentences[at].kind if inside else None
        if not words.strip():
            return kind, False  # The space between two sentences ends no passage.
        begins = kind is not self._before
        self._before = kind
        return kind, begins
