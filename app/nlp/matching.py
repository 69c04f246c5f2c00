"""The statements of a story's articles held against each other, each pair once for as long as both are the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from app.nlp.features import Pair, find_likeness
from app.nlp.index import Index
from app.nlp.prepared import PLACE_BITS, Prepared, article_of
from app.nlp.profiles import Profile
from app.nlp.ranking import rank_passages
from app.nlp.stances import Judgement, judge
from app.vocabulary import Stance

__all__ = ["Judgement", "Matcher", "judge", "rank_passages"]

# How much it costs a pair that one of the two has a better counterpart in the other's article.
_RIVALRY = 0.5

_Moved = defaultdict[int, set[int]]


@dataclass(slots=True)
class _Held:
    """Two statements held against each other: how like they are, and what that is worth beside rivals."""

    alike: float
    score: float = -1.0


@dataclass
class Changed:
    """The statements of which something else is judged than before, and those where it is more than related."""

    somehow: set[int] = field(default_factory=set)
    firmly: set[int] = field(default_factory=set)

    def note(self, a: int, b: int, *judgements: Judgement | None) -> None:
        """Note what was, or is, judged of two statements."""
        if any(judgements):
            self.somehow |= {a, b}
            if any(judgement and judgement.stance is not Stance.RELATED for judgement in judgements):
                self.firmly |= {a, b}


class Matcher:
    """The statements of a story by their numbers, and what each is judged to be to those that it is held against.

    Articles come in and go; what is judged is the same as if the story had always been so, and two statements are
    judged again only where what their likeness is worth beside their rivals has changed.
    """

    def __init__(self, most_candidates: int) -> None:
        self.most_candidates = most_candidates
        self.profiles: dict[int, Profile] = {}
        self.judged: dict[int, dict[int, Judgement]] = {}
        self._held: dict[int, dict[int, _Held]] = {}
        self._index = Index(most_candidates)

    def replace(self, gone: Collection[Prepared], new: Collection[Prepared]) -> Changed:
        """Take articles out and put others in; return the statements of which something else is judged than before."""
        left = {at for one in gone for at in one.profiles}
        came = {at: profile for one in new for at, profile in one.profiles.items()}
        changed = Changed(set(came), set(came))
        # In which articles statements have other counterparts now than before.
        moved: defaultdict[int, set[int]] = defaultdict(set)
        self._forget(left, moved, changed)
        self._take_in(came, new)
        asking = self._index.replace(left, {at: profile.terms for at, profile in came.items()})
        for at in asking:
            self._part(at, moved, changed)
        for at in {*asking, *moved}:
            self._meet(at, moved)
        self._judge_again(moved, changed)
        return changed

    def _forget(self, left: Collection[int], moved: _Moved, changed: Changed) -> None:
        for at in left:
            for other in self._held[at].keys() - left:
                del self._held[other][at]
                moved[other].add(article_of(at))
                changed.note(other, other, self.judged[other].pop(at, None))
        for at in left:
            del self.profiles[at], self._held[at], self.judged[at]

    def _take_in(self, came: Mapping[int, Profile], new: Iterable[Prepared]) -> None:
        self.profiles |= came
        self.judged |= {at: {} for at in came}
        self._held |= {at: {} for at in came}
        for one in new:
            for a, b, judgement in one.disputes:
                self.judged[a][b] = self.judged[b][a] = judgement

    def _part(self, at: int, moved: _Moved, changed: Changed) -> None:
        """Part a statement from those where neither finds the other any more."""
        candidates, held = self._index.candidates, self._held[at]
        for other in held.keys() - candidates[at]:
            if at not in candidates[other]:
                del held[other], self._held[other][at]
                self._note_move(at, other, moved)
                self.judged[other].pop(at, None)
                changed.note(at, other, self.judged[at].pop(other, None))

    def _meet(self, at: int, moved: _Moved) -> None:
        """Bring a statement together with those that it finds now."""
        held = self._held[at]
        for other in self._index.candidates[at]:
            if other not in held:
                a, b = (at, other) if at < other else (other, at)
                alike = find_likeness(self.profiles[a], self.profiles[b])
                held[other] = self._held[other][at] = _Held(alike)
                self._note_move(at, other, moved)

    @staticmethod
    def _note_move(at: int, other: int, moved: _Moved) -> None:
        moved[at].add(article_of(other))
        moved[other].add(article_of(at))

    def _judge_again(self, moved: _Moved, changed: Changed) -> None:
        """Judge the pairs of which one has other rivals now, or none yet."""
        for at, articles in moved.items():
            home = article_of(at)
            for other, held in self._held[at].items():
                article = article_of(other)
                if article not in articles or (other < at and home in moved.get(other, ())):
                    continue  # Nothing is otherwise, or it is the pair's turn when the other one's is.
                rival = (self._find_best(at, article) + self._find_best(other, home)) / 2
                score = held.alike * (held.alike / rival) ** _RIVALRY if rival else 0.0
                if score != held.score:
                    held.score = score
                    self._judge(min(at, other), max(at, other), held, changed)

    def _find_best(self, at: int, article: int) -> float:
        """Return how like a statement's best counterpart in another article is."""
        return max([held.alike for other, held in self._held[at].items() if other >> PLACE_BITS == article])

    def _judge(self, claim: int, passage: int, held: _Held, changed: Changed) -> None:
        """Judge a pair by what its likeness is worth."""
        before = self.judged[claim].get(passage)
        judgement = judge(Pair(self.profiles[claim], self.profiles[passage], held.alike), held.score)
        if judgement == before:
            return
        if judgement:
            self.judged[claim][passage] = self.judged[passage][claim] = judgement
        else:
            del self.judged[claim][passage], self.judged[passage][claim]
        changed.note(claim, passage, before, judgement)
