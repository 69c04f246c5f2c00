"""Which statements of a story are worth holding against each other, found by the words that they share."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import combinations

from app.nlp.profiles import Profile

# Against how many statements one is held in a story of up to so many; in a longer one it has nearer ones, and fewer do.
_MOST_CANDIDATES = 20
_LEAST_CANDIDATES = 10
_MANY = 10_000
# A term of more statements than this finds nothing by itself: it is looked up together with another one.
_COMMON = 200
# How many of a statement's common terms are looked up in twos.
_WIDEST = 6

_Key = str | tuple[str, str]


class Index:
    """The terms of a story's statements, each with those that have it.

    A statement asks for no more than a fixed number of others, however long the story is: that keeps the cost of a
    story in proportion to its length.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.most_candidates = find_most_candidates(len(profiles))
        self._articles = [profile.statement.article for profile in profiles]
        self._terms = [profile.terms for profile in profiles]
        self._often = Counter(term for terms in self._terms for term in terms)
        self._holders: defaultdict[_Key, list[int]] = defaultdict(list)
        for at in range(len(profiles)):
            for key, _ in self._list_keys(at):
                self._holders[key].append(at)

    def find_candidates(self, at: int) -> list[int]:
        """Return the statements of other articles that share most with statement `at`, best first.

        What very many share tells these apart only by where they stand, and serves where nothing else is shared.
        """
        keys = [(self._holders[key], weight) for key, weight in self._list_keys(at)]
        nearest = self._rank(at, [(holders, weight) for holders, weight in keys if len(holders) <= _COMMON])
        if len(nearest) < self.most_candidates:
            crowds = [(_around(holders, at), weight) for holders, weight in keys if len(holders) > _COMMON]
            nearest += [other for other in self._rank(at, crowds) if other not in nearest]
        return nearest[: self.most_candidates]

    def _rank(self, at: int, shared: Iterable[tuple[Sequence[int], float]]) -> list[int]:
        """Return the statements of other articles that share most, out of those that share a term, with its weight."""
        found: defaultdict[int, float] = defaultdict(float)
        for holders, weight in shared:
            for other in holders:
                found[other] += weight
        articles, home = self._articles, self._articles[at]
        ranked = [(-weight, other) for other, weight in found.items() if articles[other] != home]
        return [other for _, other in nsmallest(self.most_candidates, ranked)]

    def _list_keys(self, at: int) -> Iterator[tuple[_Key, float]]:
        """Yield what a statement is found by, with how much each tells: rare terms, and common ones in twos."""
        common = []
        for term, weight in self._terms[at].items():
            if self._often[term] > _COMMON:
                common.append((-weight, term))
            else:
                yield term, weight
        common = sorted(common)[:_WIDEST]
        if len(common) == 1:
            yield common[0][1], -common[0][0]
        for (a, one), (b, other) in combinations(common, 2):
            yield (one, other) if one < other else (other, one), -(a + b) / (len(common) - 1)


def _around(holders: Sequence[int], at: int) -> Sequence[int]:
    """Return as many statements as are looked at, of those around `at`."""
    first = max(0, min(bisect_left(holders, at) - _COMMON // 2, len(holders) - _COMMON))
    return holders[first : first + _COMMON]


def find_most_candidates(statements: int) -> int:
    """Return against how many others each statement of a story is held at most.

    >>> [find_most_candidates(n) for n in (100, 10_000, 15_000, 50_000)]
    [20, 20, 13, 10]
    """
    return max(_LEAST_CANDIDATES, min(_MOST_CANDIDATES, _MOST_CANDIDATES * _MANY // max(1, statements)))
