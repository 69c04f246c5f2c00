"""The same claim in several articles -> one claim with many excerpts, without chains of weak links."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from app.nlp.claims import Statement
from app.nlp.index import find_most_candidates
from app.nlp.matching import Judgement, Matcher
from app.nlp.profiles import Profile
from app.vocabulary import Stance

# How much of a group a newcomer has to agree with, not only its nearest member.
_QUORUM = 0.4
# By how many pairs more, so that of two or three more than half have to: those make a chain most easily.
_FEW = 0.25
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


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that assert one proposition, by their place in the matcher, and what is held against it.

    The first member is the clearest, the claim's home; `stances` says how each other member stands to it.
    """

    members: tuple[int, ...]
    stances: Mapping[int, Judgement]
    others: tuple[tuple[int, Judgement], ...]


class Judgements:
    """Every judgement of a story, made once a pair: claim and passage -> stance."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.of = matcher.judge_all()
        self.most_a_statement = find_most_candidates(len(self.of))


def group(matcher: Matcher) -> list[Group]:
    """Return the claims of a story: every statement is in one, and none is held together by its neighbours alone."""
    judgements = Judgements(matcher)
    return [_complete(judgements, own) for cluster in _cluster(judgements) for own in _settle(judgements, cluster)]


@dataclass
class _Cluster:
    """Statements that assert one proposition so far, and how many of them each article has."""

    members: list[int]
    articles: Counter[str]

    @property
    def state(self) -> tuple[int, int]:
        """Return what changes with each growth: the first member, and how many there are."""
        return self.members[0], len(self.members)

    def absorb(self, other: "_Cluster") -> None:
        self.members += other.members
        self.articles += other.articles

    def count_foreign(self, other: "_Cluster") -> int:
        """Count the pairs with another cluster whose two statements are of different articles."""
        shared = sum(n * other.articles[article] for article, n in self.articles.items())
        return len(self.members) * len(other.members) - shared


def _cluster(judgements: Judgements) -> list[list[int]]:
    """Merge the surest pairs first: two groups are one where enough of their pairs support each other."""
    edges = sorted(
        (-j.score, a, b)
        for a, found in enumerate(judgements.of)
        for b, j in found.items()
        if a < b and j.stance is Stance.SUPPORTS
    )
    belongs = [_Cluster([i], Counter([_article(judgements, i)])) for i in range(len(judgements.of))]
    refused: set[tuple[int, int, int, int]] = set()
    for _, a, b in edges:
        larger, smaller = belongs[a], belongs[b]
        if len(larger.members) < len(smaller.members):
            larger, smaller = smaller, larger
        asked = (*larger.state, *smaller.state)  # Two that have not grown since answer as before.
        if larger is smaller or asked in refused:
            continue
        if _agree(judgements, larger, smaller, belongs):
            larger.absorb(smaller)
            for i in smaller.members:
                belongs[i] = larger
        else:
            refused.add(asked)
    return [sorted(cluster.members) for cluster in {id(c): c for c in belongs}.values()]


def _agree(judgements: Judgements, larger: _Cluster, smaller: _Cluster, belongs: list[_Cluster]) -> bool:
    """Tell whether two clusters are one: of the pairs that can have been judged, enough support each other."""
    across = [j.stance for i in smaller.members for o, j in judgements.of[i].items() if belongs[o] is larger]
    judgeable = min(larger.count_foreign(smaller), judgements.most_a_statement * len(smaller.members))
    return Stance.CONTRADICTS not in across and across.count(Stance.SUPPORTS) > _QUORUM * judgeable + _FEW


def _article(judgements: Judgements, at: int) -> str:
    return judgements.matcher.articles[at]


def _settle(judgements: Judgements, cluster: list[int]) -> Iterator[list[int]]:
    """Yield a cluster with its home first, and then what doesn't bear on the home's wording as clusters of its own."""
    while cluster:
        ordered = _order(judgements, cluster)
        home = ordered[0]
        inside = set(cluster)
        bearing = [i for i in ordered if _bears_on(judgements, home, i, inside)]
        yield bearing
        rest = inside.difference(bearing)
        cluster = [i for i in cluster if i in rest]


def _bears_on(judgements: Judgements, home: int, at: int, cluster: Set[int]) -> bool:
    """Tell whether a member states what its group's home says: it supports it, or is beside it in its article."""
    if at == home:
        return True
    if _article(judgements, at) != _article(judgements, home):
        own = judgements.of[home].get(at)
        return own is not None and own.stance is Stance.SUPPORTS
    near = [i for i, j in judgements.of[at].items() if i in cluster and j.stance is Stance.SUPPORTS]
    return any((j := judgements.of[home].get(i)) and j.stance is Stance.SUPPORTS for i in near)


def _order(judgements: Judgements, cluster: list[int]) -> list[int]:
    """Order a cluster by clarity, the most central first."""
    profiles = judgements.matcher.profiles
    inside = set(cluster)
    weights = {i: sum(j.score for o, j in judgements.of[i].items() if o in inside) for i in cluster}
    central = _CENTRAL * max(weights.values())
    return sorted(cluster, key=lambda i: (weights[i] < central, _clarity(profiles[i].statement), i))


def _complete(judgements: Judgements, ordered: list[int]) -> Group:
    """Drop what a group repeats and add what else is held against it; its home comes first."""
    profiles = judgements.matcher.profiles
    cluster = ordered
    ordered = [i for n, i in enumerate(ordered) if not any(_repeats(profiles[i], profiles[k]) for k in ordered[:n])]
    home = ordered[0]
    held = dict(_hold_all(judgements, cluster))
    firm = [(o, j) for o, j in held.items() if j.stance is not Stance.RELATED]
    loose = ((o, j) for o, j in held.items() if j.stance is Stance.RELATED)
    related = sorted(loose, key=_by_score)
    elsewhere = sum(_article(judgements, i) != _article(judgements, home) for i in [*ordered, *(o for o, _ in firm)])
    own = [(o, j) for o, j in related if _article(judgements, o) == _article(judgements, home)][:_MOST_OWN]
    related = [(o, j) for o, j in related if _article(judgements, o) != _article(judgements, home)]
    related = _in_turns(judgements, related)
    room = max(_LEAST_RELATED, _MOST_OTHERS - elsewhere)
    stances = {i: judgements.of[home].get(i) or _beside(judgements, i, cluster) for i in ordered[1:]}
    return Group(tuple(ordered), stances, tuple(sorted([*firm, *own, *related[:room]], key=_by_score)))


def _hold_all(judgements: Judgements, cluster: list[int]) -> Iterator[tuple[int, Judgement]]:
    """Yield how each statement that was judged against one of a group stands to the whole of it."""
    own = judgements.of[cluster[0]]
    sizes = Counter(_article(judgements, i) for i in cluster)
    found: dict[int, list[Judgement]] = {}
    for i in cluster:
        for other, judgement in judgements.of[i].items():
            found.setdefault(other, []).append(judgement)
    for other in sorted(found.keys() - set(cluster)):
        foreign = len(cluster) - sizes[_article(judgements, other)]
        held = _hold(own.get(other), found[other], foreign)
        if held and own.get(other) is None and _article(judgements, other) == _article(judgements, cluster[0]):
            held = held.as_related  # An article bears itself out in nothing: what it shares is with the other reports.
        if held:
            yield other, held


def _in_turns(judgements: Judgements, held: list[tuple[int, Judgement]]) -> list[tuple[int, Judgement]]:
    """Order excerpts so that each article has its turn: the best of each, then the second best of each ..."""
    turns: Counter[str] = Counter()
    keyed = []
    for other, judgement in held:
        article = _article(judgements, other)
        keyed.append((turns[article], -judgement.score, other, judgement))
        turns[article] += 1
    return [(other, judgement) for _, _, other, judgement in sorted(keyed, key=lambda k: k[:3])]


def _by_score(held: tuple[int, Judgement]) -> tuple[float, int]:
    return (-held[1].score, held[0])


def _hold(own: Judgement | None, found: list[Judgement], members: int) -> Judgement | None:
    """Return how a statement stands to a whole group: what it says of one member counts if it says so of enough.

    It has to say so of the claim's own wording too, where the two have been held against each other (`own`). `found` is
    how it stands to the members that it was held against, of so many as are of other articles.
    """
    for stance, quorum in ((Stance.CONTRADICTS, _DISPUTE), (Stance.SUPPORTS, _QUORUM)):
        same = [j for j in found if j.stance is stance]
        best = max(same, key=lambda j: j.score, default=None)
        if own and own.stance is not stance:
            continue
        if own and own.score >= _PLAIN:
            return own
        if best and len(same) >= quorum * members and (stance is Stance.CONTRADICTS or best.score >= _BESIDE):
            return best
    nearest = max(found, key=lambda j: j.score, default=None)
    if nearest is None or nearest.stance is Stance.RELATED:
        return nearest
    return nearest.as_related


def _beside(judgements: Judgements, at: int, cluster: list[int]) -> Judgement:
    """Return how a member stands to the member that it is nearest to, where the home is in its own article."""
    return max((judgements.of[i][at] for i in cluster if at in judgements.of[i]), key=lambda j: j.score)


def _repeats(a: Profile, b: Profile) -> bool:
    """Tell whether two statements of one article say the same in the same words."""
    return a.statement.article == b.statement.article and a.words.keys() == b.words.keys()


def _clarity(statement: Statement) -> tuple[float, ...]:
    """Return how well a statement can be read alone, the clearest first: neither long nor cut short."""
    length = len(statement.wording.split())
    return (abs(length - 18), statement.start)
