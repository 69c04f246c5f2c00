"""The statements of a story's articles held against each other, each pair once for as long as both are the same."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.nlp.features import Pair, find_likeness
from app.nlp.index import Index
from app.nlp.prepared import Prepared, article_of
from app.nlp.profiles import Profile
from app.nlp.ranking import rank_passages
from app.nlp.stances import Judgement, judge

__all__ = ["Judgement", "Matcher", "judge", "rank_passages"]

# How much it costs a pair that one of the two has a better counterpart in the other's article.
_RIVALRY = 0.5


@dataclass(slots=True)
class _Held:
    """Two statements held against each other: how like they are, and what that is worth beside rivals."""

    alike: float
    score: float = -1.0


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

    def replace(self, gone: Collection[Prepared], new: Collection[Prepared]) -> set[int]:
        """Take articles out and put others in; return the statements of which something else is judged than before."""
        left = {at for one in gone for at in one.profiles}
        came = {at: profile for one in new for at, profile in one.profiles.items()}
        parted = self._forget(left)
        self.profiles |= came
        self.judged |= {at: {} for at in came}
        self._held |= {at: {} for at in came}
        for one in new:
            for a, b, judgement in one.disputes:
                self.judged[a][b] = self.judged[b][a] = judgement
        asking = self._index.replace(left, {at: profile.terms for at, profile in came.items()})
        for at in asking:
            parted |= self._part(at)
        met = {one for at in asking | parted for one in self._meet(at)}
        return parted.union(came, self._judge_again(parted | met))

    def _forget(self, left: Collection[int]) -> set[int]:
        """Take statements out, and return those that they were held against."""
        parted = {other for at in left for other in self._held[at]}.difference(left)
        for at in left:
            del self.profiles[at], self._held[at], self.judged[at]
        for at in parted:
            for other in self._held[at].keys() & left:
                del self._held[at][other]
                self.judged[at].pop(other, None)
        return parted

    def _part(self, at: int) -> set[int]:
        """Part a statement from those where neither finds the other any more, and return all these."""
        candidates, held = self._index.candidates, self._held[at]
        parted = [other for other in held.keys() - candidates[at] if at not in candidates[other]]
        for other in parted:
            del held[other], self._held[other][at]
            self.judged[at].pop(other, None)
            self.judged[other].pop(at, None)
        return {at, *parted} if parted else set()

    def _meet(self, at: int) -> Iterator[int]:
        """Bring a statement together with those that it finds now, and yield all these."""
        held = self._held[at]
        for other in self._index.candidates[at]:
            if other not in held:
                a, b = min(at, other), max(at, other)
                alike = find_likeness(self.profiles[a], self.profiles[b])
                held[other] = self._held[other][at] = _Held(alike)
                yield at
                yield other

    def _judge_again(self, concerned: Collection[int]) -> set[int]:
        """Judge the pairs of statements that have others beside them now; return those that are judged otherwise."""
        changed = set()
        best: dict[int, dict[int, float]] = {}
        for at in concerned:
            for other, held in self._held[at].items():
                if other in concerned and other < at:
                    continue  # It is the pair's turn when the other one's is.
                for one in (at, other):
                    if one not in best:
                        best[one] = self._find_best(one)
                rival = (best[at][article_of(other)] + best[other][article_of(at)]) / 2
                score = held.alike * (held.alike / rival) ** _RIVALRY if rival else 0.0
                if score != held.score:
                    held.score = score
                    if self._judge(min(at, other), max(at, other), held):
                        changed |= {at, other}
        return changed

    def _judge(self, claim: int, passage: int, held: _Held) -> bool:
        """Judge a pair by what its likeness is worth, and tell whether that changes anything."""
        before = self.judged[claim].pop(passage, None)
        self.judged[passage].pop(claim, None)
        judgement = judge(Pair(self.profiles[claim], self.profiles[passage], held.alike), held.score)
        if judgement:
            self.judged[claim][passage] = self.judged[passage][claim] = judgement
        return bool(before or judgement)

    def _find_best(self, at: int) -> dict[int, float]:
        """Return how like a statement's best counterpart in each other article is."""
        best: dict[int, float] = {}
        for other, held in self._held[at].items():
            article = article_of(other)
            if best.get(article, -1.0) < held.alike:
                best[article] = held.alike
        return best
