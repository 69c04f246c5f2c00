"""The same claim in several articles -> one claim with many excerpts, without chains of weak links."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from math import fsum
from operator import attrgetter

from app.nlp.claims import Statement
from app.nlp.clusters import QUORUM, Cluster, Clusters
from app.nlp.matching import Changed, Judgement, Matcher
from app.nlp.prepared import article_of
from app.nlp.profiles import Profile
from app.vocabulary import Stance

# How many of a group an excerpt has to contradict.
_DISPUTE = 0.5
# Up to how many excerpts of other articles a claim is filled with related ones; how many of these there are at least,
# and at most of its own article.
_MOST_OTHERS = 9
_LEAST_RELATED = 4
_MOST_OWN = 2
# What an excerpt that isn't part of a group has to score to support it.
_BESIDE = 0.13
# What scores as much against the claim's own wording needs no other member to agree.
_PLAIN = 0.3
# A claim is worded by the clearest of the statements that are nearly as central as the most central one.
_CENTRAL = 0.8

_SCORE = attrgetter("score")


@dataclass(frozen=True, eq=False)
class Group:
    """Statements that assert one proposition, by their numbers, and what is held against it.

    The first member is the clearest, the claim's home; `stances` says how each other member stands to it.
    """

    members: tuple[int, ...]
    stances: Mapping[int, Judgement]
    others: tuple[tuple[int, Judgement], ...]

    def says_what(self, other: "Group") -> bool:
        """Tell whether another group of the same home has the same members and holds the same against it."""
        return (self.members, self.stances, self.others) == (other.members, other.stances, other.others)


class Grouping:
    """The groups of a story: every statement is in one, and none is held together by its neighbours alone."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._clusters = Clusters(matcher.judged, matcher.most_candidates)
        self._made: dict[Cluster, list[Group]] = {}

    def replace(self, gone: Collection[int], changed: Changed) -> None:
        """Leave statements out, and group those anew of which something else is judged than before."""
        self._clusters.replace(gone, changed.firmly)
        of = self._clusters.of
        before = {group.members[0]: group for group in self.groups}
        for at in gone:
            before.pop(at, None)
        for at in changed.somehow:
            self._made.pop(of[at], None)
        self._made = {one: self._made.get(one) or self._make(one, before) for one in dict.fromkeys(of.values())}

    @property
    def groups(self) -> list[Group]:
        """Return all groups; the same ones as before where nothing has changed for them."""
        return [group for made in self._made.values() for group in made]

    def _make(self, cluster: Cluster, before: Mapping[int, Group]) -> list[Group]:
        """Make the groups of a cluster; one that says what the group of its home said before is still that one."""
        made = [_complete(self._matcher, own) for own in _settle(self._matcher, sorted(cluster.members))]
        known = [before.get(group.members[0]) for group in made]
        return [old if old and old.says_what(new) else new for old, new in zip(known, made, strict=True)]


def _settle(matcher: Matcher, cluster: list[int]) -> Iterator[list[int]]:
    """Yield a cluster with its home first, and then what doesn't bear on the home's wording as clusters of its own."""
    while cluster:
        ordered = _order(matcher, cluster)
        home = ordered[0]
        inside = set(cluster)
        bearing = [i for i in ordered if _bears_on(matcher, home, i, inside)]
        yield bearing
        rest = inside.difference(bearing)
        cluster = [i for i in cluster if i in rest]


def _bears_on(matcher: Matcher, home: int, at: int, cluster: Set[int]) -> bool:
    """Tell whether a member states what its group's home says: it supports it, or is beside it in its article."""
    if at == home:
        return True
    if article_of(at) != article_of(home):
        own = matcher.judged[home].get(at)
        return own is not None and own.stance is Stance.SUPPORTS
    near = [i for i, j in matcher.judged[at].items() if i in cluster and j.stance is Stance.SUPPORTS]
    return any((j := matcher.judged[home].get(i)) and j.stance is Stance.SUPPORTS for i in near)


def _order(matcher: Matcher, cluster: list[int]) -> list[int]:
    """Order a cluster by clarity, the most central first."""
    profiles = matcher.profiles
    inside = set(cluster)
    weights = {i: fsum(j.score for o, j in matcher.judged[i].items() if o in inside) for i in cluster}
    central = _CENTRAL * max(weights.values())
    return sorted(cluster, key=lambda i: (weights[i] < central, _clarity(profiles[i].statement), i))


def _complete(matcher: Matcher, ordered: list[int]) -> Group:
    """Drop what a group repeats and add what else is held against it; its home comes first."""
    profiles = matcher.profiles
    cluster = ordered
    ordered = [i for n, i in enumerate(ordered) if not any(_repeats(profiles[i], profiles[k]) for k in ordered[:n])]
    home = ordered[0]
    held = dict(_hold_all(matcher, cluster))
    firm = [(o, j) for o, j in held.items() if j.stance is not Stance.RELATED]
    loose = ((o, j) for o, j in held.items() if j.stance is Stance.RELATED)
    related = sorted(loose, key=_by_score)
    elsewhere = sum(article_of(i) != article_of(home) for i in [*ordered, *(o for o, _ in firm)])
    own = [(o, j) for o, j in related if article_of(o) == article_of(home)][:_MOST_OWN]
    related = [(o, j) for o, j in related if article_of(o) != article_of(home)]
    related = _in_turns(related)
    room = max(_LEAST_RELATED, _MOST_OTHERS - elsewhere)
    stances = {i: matcher.judged[home].get(i) or _beside(matcher, i, cluster) for i in ordered[1:]}
    return Group(tuple(ordered), stances, tuple(sorted([*firm, *own, *related[:room]], key=_by_score)))


def _hold_all(matcher: Matcher, cluster: list[int]) -> Iterator[tuple[int, Judgement]]:
    """Yield how each statement that was judged against one of a group stands to the whole of it."""
    own = matcher.judged[cluster[0]]
    sizes = Counter(article_of(i) for i in cluster)
    found: dict[int, list[Judgement]] = {}
    for i in cluster:
        for other, judgement in matcher.judged[i].items():
            found.setdefault(other, []).append(judgement)
    home = article_of(cluster[0])
    for other in found.keys() - set(cluster):
        article = article_of(other)
        held = _hold(own.get(other), found[other], len(cluster) - sizes[article])
        if article == home and other not in own:
            held = held.as_related  # An article bears itself out in nothing: what it shares is with the other reports.
        yield other, held


def _in_turns(held: list[tuple[int, Judgement]]) -> list[tuple[int, Judgement]]:
    """Order excerpts so that each article has its turn: the best of each, then the second best of each ..."""
    turns: Counter[int] = Counter()
    keyed = []
    for other, judgement in held:
        article = article_of(other)
        keyed.append((turns[article], -judgement.score, other, judgement))
        turns[article] += 1
    return [(other, judgement) for _, _, other, judgement in sorted(keyed, key=lambda k: k[:3])]


def _by_score(held: tuple[int, Judgement]) -> tuple[float, int]:
    return (-held[1].score, held[0])


def _hold(own: Judgement | None, found: list[Judgement], members: int) -> Judgement:
    """Return how a statement stands to a whole group: what it says of one member counts if it says so of enough.

    It has to say so of the claim's own wording too, where the two have been held against each other (`own`). `found` is
    how it stands to the members that it was held against, of so many as are of other articles.
    """
    for stance, quorum in ((Stance.CONTRADICTS, _DISPUTE), (Stance.SUPPORTS, QUORUM)):
        if own and own.stance is not stance:
            continue
        if own and own.score >= _PLAIN:
            return own
        same = [j for j in found if j.stance is stance]
        if same and len(same) >= quorum * members:
            best = max(same, key=_SCORE)
            if stance is Stance.CONTRADICTS or best.score >= _BESIDE:
                return best
    nearest = max(found, key=_SCORE)
    return nearest if nearest.stance is Stance.RELATED else nearest.as_related


def _beside(matcher: Matcher, at: int, cluster: list[int]) -> Judgement:
    """Return how a member stands to the member that it is nearest to, where the home is in its own article."""
    return max((matcher.judged[i][at] for i in cluster if at in matcher.judged[i]), key=_SCORE)


def _repeats(a: Profile, b: Profile) -> bool:
    """Tell whether two statements of one article say the same in the same words."""
    return a.statement.article == b.statement.article and a.words.keys() == b.words.keys()


def _clarity(statement: Statement) -> tuple[float, ...]:
    """Return how well a statement can be read alone, the clearest first: neither long nor cut short."""
    length = len(statement.wording.split())
    return (abs(length - 18), statement.start)
