"""Which statements of a story are worth holding against each other, found by the words that they share."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import combinations

from app.nlp.prepared import article_of

# Against how many statements one is held in a story of up to so many; in a longer one it has nearer ones, and fewer do.
_MOST_CANDIDATES = 20
_LEAST_CANDIDATES = 10
_MANY = 10_000
# A term of more statements than this finds nothing by itself: it is looked up together with another one.
_COMMON = 60
# How many of a statement's common terms are looked up in twos.
_WIDEST = 6
# How many are looked at on either side of a statement, of very many that have a key of its own.
_AROUND = 25
# Weights are counted in whole thousandths, whose sum is the same in whatever order they are added.
_UNIT = 1_000

_Key = str | tuple[str, str]


@dataclass
class _Change:
    """Who holds a key no longer, who holds it now, and how many did before."""

    before: int
    left: list[int] = field(default_factory=list)
    came: list[int] = field(default_factory=list)


class Index:
    """The terms of a story's statements, each with those that have it; a statement is known by its number.

    A statement asks for no more than a fixed number of others, however long the story is: that keeps the cost of a
    story in proportion to its length. When others come in or go, only those ask again whom it can concern, and each
    finds what it would find if the story had always been so.
    """

    def __init__(self, most_candidates: int, common: int = _COMMON) -> None:
        self.candidates: dict[int, list[int]] = {}
        self._most = most_candidates
        self._common = common
        self._terms: dict[int, Mapping[str, float]] = {}
        self._having: defaultdict[str, set[int]] = defaultdict(set)
        self._at_home: defaultdict[int, set[int]] = defaultdict(set)  # The statements of each article.
        self._keys: dict[int, dict[_Key, int]] = {}
        self._holders: defaultdict[_Key, list[int]] = defaultdict(list)
        # The last that a statement's candidates still had room for, after which no worse one can come in.
        self._last: dict[int, tuple[int, int] | None] = {}

    def replace(self, gone: Collection[int], new: Mapping[int, Mapping[str, float]]) -> set[int]:
        """Take statements out and put others in, by their terms with how much each tells.

        Return those whose candidates may be others than before.
        """
        read_again = self._count(gone, new)
        changes = self._move(gone, read_again)
        asking = set(read_again)
        if len(asking) < len(self._terms):
            for key, change in changes.items():
                asking.update(self._find_concerned(key, change))
            asking.update(self._find_attracted(changes, asking))
        for at in gone:
            del self.candidates[at], self._last[at]
        for at in asking:
            self.candidates[at] = self._find_candidates(at)
        return asking

    def _count(self, gone: Collection[int], new: Mapping[int, Mapping[str, float]]) -> list[int]:
        """Count who has each term, and return in order whose keys are others now: they have a term grown common."""
        terms = {term for at in gone for term in self._terms[at]}.union(*new.values())
        were_common = {term for term in terms if self._is_common(term)}
        for at in gone:
            self._at_home[article_of(at)].remove(at)
            for term in self._terms.pop(at):
                self._having[term].remove(at)
        for at, own in new.items():
            self._at_home[article_of(at)].add(at)
            self._terms[at] = own
            for term in own:
                self._having[term].add(at)
        crossed = [term for term in terms if self._is_common(term) != (term in were_common)]
        return sorted(set(new).union(*(self._having[term] for term in crossed)))

    def _is_common(self, term: str) -> bool:
        return len(self._having[term]) > self._common

    def _move(self, gone: Iterable[int], read_again: Iterable[int]) -> dict[_Key, _Change]:
        """Put statements where they are found by the keys that they have now, and return what that changed."""
        changes: dict[_Key, _Change] = {}
        for at in (*gone, *read_again):
            before = self._keys.pop(at, {})
            if at in self._terms:
                self._keys[at] = dict(self._list_keys(at))
            now = self._keys.get(at, {})
            for key in before.keys() ^ now.keys():
                holders = self._holders[key]
                change = changes.setdefault(key, _Change(len(holders)))
                if key in now:
                    insort(holders, at)
                    change.came.append(at)
                else:
                    del holders[bisect_left(holders, at)]
                    change.left.append(at)
        return changes

    def _find_concerned(self, key: _Key, change: _Change) -> Iterator[int]:
        """Yield who found one that holds a key no longer, or looks for others where very many do."""
        holders = self._holders[key]
        if (len(holders) > self._common) != (change.before > self._common):
            yield from holders
        elif len(holders) > self._common:
            for moved in (*change.left, *change.came):
                place = bisect_left(holders, moved)
                near = holders[max(0, place - 2 * _AROUND) : place + 2 * _AROUND + 1]
                yield from (at for at in near if self._last.get(at) is None)
        else:
            for moved in change.left:
                yield from (at for at in holders if moved in self.candidates.get(at, ()))

    def _find_attracted(self, changes: Mapping[_Key, _Change], asking: Collection[int]) -> Iterator[int]:
        """Yield who shares a key with one that holds it now, and enough for it to be among the candidates."""
        sharing: defaultdict[int, set[int]] = defaultdict(set)
        for key, change in changes.items():
            if change.came and len(self._holders[key]) <= self._common:
                others = [at for at in self._holders[key] if at not in asking]
                for moved in change.came if others else ():
                    sharing[moved].update(others)
        for moved, sharers in sharing.items():
            shared = self._weigh_for_others(moved)
            for at in sharers:
                last = self._last[at]
                if last is None or (-shared[at], moved) < last:
                    yield at

    def _weigh_for_others(self, at: int) -> dict[int, int]:
        """Return how much what a statement shares with others tells of these, as they see it."""
        found: defaultdict[int, int] = defaultdict(int)
        for key in self._keys[at]:
            if len(self._holders[key]) <= self._common:
                for other in self._holders[key]:
                    found[other] += self._keys[other][key]
        return found

    def _find_candidates(self, at: int) -> list[int]:
        """Return the statements of other articles that share most with a statement, best first.

        What very many share tells these apart only by where they stand, and serves where nothing else is shared.
        """
        keys = [(self._holders[key], weight) for key, weight in self._keys[at].items()]
        ranked = self._rank(at, [(holders, weight) for holders, weight in keys if len(holders) <= self._common])
        nearest = [other for _, other in ranked]
        self._last[at] = ranked[-1] if len(ranked) == self._most else None
        if len(nearest) < self._most:
            crowds = [(_around(holders, at), weight) for holders, weight in keys if len(holders) > self._common]
            nearest += [other for _, other in self._rank(at, crowds) if other not in nearest]
        return nearest[: self._most]

    def _rank(self, at: int, shared: Iterable[tuple[Sequence[int], int]]) -> list[tuple[int, int]]:
        """Return the statements of other articles that share most, out of those that share a key, with its weight."""
        found: defaultdict[int, int] = defaultdict(int)
        for holders, weight in shared:
            for other in holders:
                found[other] -= weight
        for neighbour in self._at_home[article_of(at)]:
            found.pop(neighbour, None)
        return nsmallest(self._most, zip(found.values(), found, strict=True))

    def _list_keys(self, at: int) -> Iterator[tuple[_Key, int]]:
        """Yield what a statement is found by, with how much each tells: rare terms, and common ones in twos."""
        common = []
        for term, weight in self._terms[at].items():
            if self._is_common(term):
                common.append((-weight, term))
            else:
                yield term, round(weight * _UNIT)
        common = sorted(common)[:_WIDEST]
        if len(common) == 1:
            yield common[0][1], round(-common[0][0] * _UNIT)
        for (a, one), (b, other) in combinations(common, 2):
            yield (one, other) if one < other else (other, one), round(-(a + b) / (len(common) - 1) * _UNIT)


def _around(holders: Sequence[int], at: int) -> Sequence[int]:
    """Return those that stand around a statement, of more than there is room for."""
    first = max(0, min(bisect_left(holders, at) - _AROUND, len(holders) - 2 * _AROUND))
    return holders[first : first + 2 * _AROUND]


def find_most_candidates(statements: int) -> int:
    """Return against how many others each statement of a story is held at most.

    >>> [find_most_candidates(n) for n in (100, 10_000, 10_001)]
    [20, 20, 10]
    """
    return _MOST_CANDIDATES if statements <= _MANY else _LEAST_CANDIDATES
