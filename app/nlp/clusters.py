"""Statements that support each other, merged the surest pairs first."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from heapq import heapify, heappop, heappush
from itertools import islice

from app.nlp.prepared import article_of
from app.nlp.stances import Judgement
from app.vocabulary import Stance

# How much of a group a newcomer has to agree with, not only its nearest member.
QUORUM = 0.4
# By how many pairs more, so that of two or three more than half have to: those make a chain most easily.
_FEW = 0.25

# A pair as its turn comes: the surest first, then by the numbers of the two.
_Turn = tuple[float, int, int]
_FIRST: _Turn = (-2.0, 0, 0)


class Cluster:
    """Statements that assert one proposition at some turn of the merging.

    `places` is shared with the cluster that it grew into, of whose members the first `size` are its own; `into` is what
    it was merged into, and `until` at which turn. `articles` counts the members of each article until it is merged.
    """

    __slots__ = ("articles", "into", "places", "size", "until")

    def __init__(self, places: dict[int, int], articles: Counter[int] | None = None) -> None:
        self.places = places
        self.size = len(places)
        self.articles = articles
        self.into: Cluster | None = None
        self.until = _FIRST

    @property
    def members(self) -> list[int]:
        """Return the numbers of the statements."""
        return list(islice(self.places, self.size))

    def count_articles(self) -> Counter[int]:
        """Return how many members each article has."""
        if self.articles is None:
            self.articles = Counter(map(article_of, self.members))
        return self.articles

    def merge(self, other: "Cluster", turn: _Turn) -> "Cluster":
        """Return what this cluster grows into with another one."""
        articles = self.count_articles()
        for member in other.members:
            self.places[member] = len(self.places)
            articles[article_of(member)] += 1
        grown = Cluster(self.places, articles)
        self.into = other.into = grown
        self.articles = other.articles = None
        self.until = other.until = turn
        return grown


class Clusters:
    """The clusters of a story: two of them are one where enough of their pairs support each other.

    The merging is kept. Where judgements change, those that they concern are merged anew, and with them whoever met
    them then or meets them now; all others go on as they did, turn by turn, so that what comes out is the same.
    """

    def __init__(self, judged: Mapping[int, Mapping[int, Judgement]], most_candidates: int) -> None:
        self.of: dict[int, Cluster] = {}
        self._judged = judged
        self._most = most_candidates
        self._alone: dict[int, Cluster] = {}

    def replace(self, gone: Collection[int], changed: Collection[int]) -> None:
        """Leave statements out, and merge those anew of which something else is judged than before."""
        for at in gone:
            del self.of[at], self._alone[at]
        awake: set[int] = set()
        turns: list[_Turn] = []
        for at in changed:
            self._alone[at] = Cluster({at: 0})
            turns += self._wake(self._alone[at], _FIRST, awake)
        heapify(turns)
        refused: set[tuple[Cluster, Cluster]] = set()
        while turns:
            turn = heappop(turns)
            one, other = self._at(turn[1], turn, awake), self._at(turn[2], turn, awake)
            if one is other:
                continue
            larger, smaller = (other, one) if one.size < other.size else (one, other)
            agree = (larger, smaller) not in refused and self._agree(larger, smaller)
            for cluster, member in ((one, turn[1]), (other, turn[2])):
                if member not in awake and (agree or cluster.until == turn):
                    for later in self._wake(cluster, turn, awake):
                        heappush(turns, later)
            if agree:
                grown = larger.merge(smaller, turn)
                for member in grown.members:
                    self.of[member] = grown
            else:
                refused.add((larger, smaller))  # Two that don't grow answer as before.

    def _wake(self, cluster: Cluster, turn: _Turn, awake: set[int]) -> Iterator[_Turn]:
        """Part a cluster from what it grew into before, and yield the pairs whose turn comes from now on."""
        cluster.places = dict(islice(cluster.places.items(), cluster.size))
        cluster.into, cluster.until = None, _FIRST
        for member in cluster.places:
            self.of[member] = cluster
            for other, judgement in self._judged[member].items():
                if judgement.stance is Stance.SUPPORTS and other not in awake:
                    later = (-judgement.score, member, other) if member < other else (-judgement.score, other, member)
                    if later > turn:
                        yield later
            awake.add(member)

    def _at(self, member: int, turn: _Turn, awake: Collection[int]) -> Cluster:
        """Return the cluster that a statement is in when a turn comes."""
        if member in awake:
            return self.of[member]
        cluster = self._alone[member]
        while cluster.into is not None and cluster.until < turn:
            cluster = cluster.into
        return cluster

    def _agree(self, larger: Cluster, smaller: Cluster) -> bool:
        """Tell whether two clusters are one: of the pairs that can have been judged, enough support each other."""
        places, size = larger.places, larger.size
        members = smaller.members
        across = [
            self._judged[member][other].stance
            for member in members
            for other in self._judged[member].keys() & places.keys()
            if places[other] < size
        ]
        if Stance.CONTRADICTS in across:
            return False
        own = larger.count_articles()
        foreign = size * len(members) - sum(own[article_of(member)] for member in members)
        return across.count(Stance.SUPPORTS) > QUORUM * min(foreign, self._most * len(members)) + _FEW
