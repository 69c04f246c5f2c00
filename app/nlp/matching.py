"""The statements of a story's articles held against each other, each pair once for as long as both are the same."""

from collections.abc import Iterable, Mapping

from app.nlp.claims import ReadArticle
from app.nlp.features import Pair, find_likeness
from app.nlp.index import Index
from app.nlp.prepared import Known, prepare_article
from app.nlp.ranking import rank_passages
from app.nlp.stances import Judgement, judge

__all__ = ["Judgement", "Matcher", "judge", "rank_passages"]

# How much it costs a pair that one of the two has a better counterpart in the other's article.
_RIVALRY = 0.5


class Matcher:
    """The statements of a story, prepared once for all that they are held against.

    What earlier analyses made of the same statements is taken from them: one more article is held against the others,
    and these against each other only where a pair is new or is worth something else beside its rivals.
    """

    def __init__(self, articles: Iterable[ReadArticle]) -> None:
        self._prepared = [prepare_article(read) for read in articles]
        self.profiles = [profile for one in self._prepared for profile in one.profiles]
        self.articles = [profile.statement.article for profile in self.profiles]
        self._numbers = [number for one in self._prepared for number in one.numbers]

    def judge_all(self) -> list[dict[int, Judgement]]:
        """Hold every statement against its candidates; the list is by claim, the dictionaries by passage.

        Of the pairs only their likeness is kept until all are known: a story has a million of them.
        """
        known = [of for one in self._prepared for of in one.known or [{} for _ in one.profiles]]
        likeness = self._compare_all(known)
        best = self._find_best(likeness)
        judged: list[dict[int, Judgement]] = [{} for _ in self.profiles]
        now: list[dict[int, Known]] = [{} for _ in self.profiles]
        for (a, b), alike in likeness.items():
            rival = (best[a][self.articles[b]] + best[b][self.articles[a]]) / 2
            score = alike * (alike / rival) ** _RIVALRY if rival else 0.0
            found = known[a].get(self._numbers[b])
            if found is None or found.score != score:
                pair = Pair(self.profiles[a], self.profiles[b], alike)
                found = Known(alike, score, judge(pair, score))
            now[a][self._numbers[b]] = found
            if found.judgement:
                judged[a][b] = judged[b][a] = found.judgement
        self._close(judged, now)
        return judged

    def _close(self, judged: list[dict[int, Judgement]], now: list[dict[int, Known]]) -> None:
        """Add the contradictions inside each article, and leave with it what is known of its statements now."""
        first = 0
        for one in self._prepared:
            for a, b, judgement in one.disputes:
                judged[first + a][first + b] = judged[first + b][first + a] = judgement
            one.known = now[first : first + len(one.profiles)]
            first += len(one.profiles)

    def _compare_all(self, known: list[dict[int, Known]]) -> dict[tuple[int, int], float]:
        """Return how like the two of each pair are that may have to do with each other."""
        index = Index(self.profiles)
        likeness: dict[tuple[int, int], float] = {}
        for at in range(len(self.profiles)):
            for other in index.find_candidates(at):
                key = (at, other) if at < other else (other, at)
                if key not in likeness:
                    a, b = key
                    found = known[a].get(self._numbers[b])
                    likeness[key] = found.alike if found else find_likeness(self.profiles[a], self.profiles[b])
        return likeness

    def _find_best(self, likeness: Mapping[tuple[int, int], float]) -> list[dict[str, float]]:
        """Return how like each statement's best counterpart in each other article is."""
        best: list[dict[str, float]] = [{} for _ in self.profiles]
        for (a, b), alike in likeness.items():
            for own, article in ((best[a], self.articles[b]), (best[b], self.articles[a])):
                if own.get(article, -1.0) < alike:
                    own[article] = alike
        return best
