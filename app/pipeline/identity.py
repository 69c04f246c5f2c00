"""Which claim of a new analysis is which claim of the last one, and what that means for what was decided.

Pure: spans in, pairings out. People's work hangs on a claim, so a claim must stay itself when its story is read again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` to `end` (exclusive) of an article's text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a claim is stated; the first span is its home."""

    spans: tuple[Span, ...]
    is_touched: bool = False


def overlap(a: Span, b: Span) -> int:
    """Return how many code points two spans share; 0 unless they share at least half of the shorter one.

    >>> overlap(Span("a", 0, 10), Span("a", 4, 30)), overlap(Span("a", 0, 10), Span("a", 6, 30))
    (6, 0)
    """
    shared = min(a.end, b.end) - max(a.start, b.start)
    shorter = min(a.end - a.start, b.end - b.start)
    return shared if a.article == b.article and shared > 0 and 2 * shared >= shorter else 0


def match_claims(known: Mapping[str, Stated], found: Sequence[Stated]) -> dict[int, str]:
    """Return, by position in `found`, the id of the known claim that goes on as it.

    A known claim goes on as the one that holds its home, then as the one that shares most of where it is stated. Where
    two would go on as one, the one that somebody worked on does, then the better fit, then the one known first.
    """
    places = _Places(found)
    pairs = []
    for order, (id, claim) in enumerate(known.items()):
        for position, fit in places.rate(claim).items():
            pairs.append((not claim.is_touched, [-part for part in fit], order, position, id))
    matched: dict[int, str] = {}
    taken: set[str] = set()
    for *_, position, id in sorted(pairs):
        if position not in matched and id not in taken:
            matched[position] = id
            taken.add(id)
    return matched


class _Places:
    """Where the found claims are stated, to be looked up by span."""

    def __init__(self, found: Sequence[Stated]) -> None:
        self._found = found
        self._exact: defaultdict[Span, list[int]] = defaultdict(list)
        self._in_article: defaultdict[str, list[tuple[Span, int]]] = defaultdict(list)
        for position, claim in enumerate(found):
            for span in claim.spans:
                self._exact[span].append(position)
                self._in_article[span.article].append((span, position))

    def rate(self, claim: Stated) -> dict[int, tuple[int, int, int]]:
        """Rate each found claim that shares a span: by home in home, home in any span, and everything."""
        rated: dict[int, tuple[int, int, int]] = {}
        for span in claim.spans:
            is_home = span is claim.spans[0]
            for position, shared in self._look_up(span):
                home, held, all_shared = rated.get(position, (0, 0, 0))
                if is_home:
                    home = max(home, overlap(span, self._found[position].spans[0]))
                    held = max(held, shared)
                rated[position] = (home, held, all_shared + shared)
        return rated

    def _look_up(self, span: Span) -> Iterable[tuple[int, int]]:
        """Return what is stated at this span or, where nothing is, at spans that overlap it."""
        if span in self._exact:
            return [(position, span.end - span.start) for position in self._exact[span]]
        near = ((position, overlap(span, other)) for other, position in self._in_article[span.article])
        return [(position, shared) for position, shared in near if shared]


def match_spans(known: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Return, by position in `found`, the position of the known span that it is: the same, or else the most alike.

    >>> match_spans([Span("a", 0, 10), Span("b", 0, 10)], [Span("b", 0, 10), Span("a", 2, 14), Span("c", 0, 9)])
    {0: 1, 1: 0}
    """
    exact = {span: position for position, span in enumerate(known)}
    matched = {position: exact[span] for position, span in enumerate(found) if span in exact}
    taken = set(matched.values())
    for position, span in enumerate(found):
        if position in matched:
            continue
        rated = [(-overlap(span, other), at) for at, other in enumerate(known) if at not in taken]
        best = min(rated, default=(0, 0))
        if best[0] < 0:
            matched[position] = best[1]
            taken.add(best[1])
    return matched


@dataclass(frozen=True, slots=True)
class Drift:
    """An article that stands otherwise to a claim than when the claim was decided; None is not at all."""

    article: str
    was: Stance | None
    now: Stance | None


def find_drift(
    frozen: Iterable[tuple[str, Stance]], current: Iterable[tuple[str, Stance]], roots: Mapping[str, str]
) -> list[Drift]:
    """Return what has changed between two lists of (article, stance), in the order of the current one.

    Only what bears on the verdict counts. `roots` maps a copy to what it is a copy of: another copy of a text that was
    there is nothing new, and one that is still there stands for it.
    """
    was, now = _strongest(frozen, roots), _strongest(current, roots)
    articles = list(dict.fromkeys([*now, *was]))
    return [Drift(a, was.get(a), now.get(a)) for a in articles if was.get(a) != now.get(a)]


_BEARING = (Stance.SUPPORTS, Stance.STATES, Stance.CONTRADICTS)  # A dispute outweighs the rest.


def _strongest(stances: Iterable[tuple[str, Stance]], roots: Mapping[str, str]) -> dict[str, Stance]:
    strongest: dict[str, Stance] = {}
    for article, stance in stances:
        if stance in _BEARING:
            text = roots.get(article, article)
            strongest[text] = max(strongest.get(text, stance), stance, key=_BEARING.index)
    return strongest
