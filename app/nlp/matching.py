"""Statements of different articles held against each other: stance, score and the reasons in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from app.nlp.claims import ReadArticle
from app.nlp.features import (
    Feature,
    Finding,
    Pair,
    both_negate,
    both_reject,
    cause_is_rejected,
    cause_is_touched,
    causes_agree,
    dates_differ,
    effects_differ,
    explain,
    figure_is_denied,
    figures_agree,
    figures_count_others,
    figures_differ,
    negation_differs,
    one_doubts,
    one_is_hypothetical,
    one_negates,
    one_only_warns,
    one_rejects,
    only_one_rejects,
    quotation_is_shared,
    same_cause_is_questioned,
    speaker_is_shared,
    times_differ,
    words_agree,
    words_are_opposite,
)
from app.nlp.profiles import Profile, read_profiles
from app.nlp.ranking import rank_passages
from app.vocabulary import Stance

__all__ = ["Judgement", "Matcher", "judge", "rank_passages"]

_SUPPORTS = 0.1
_CONTRADICTS = 0.12
_RELATED = 0.001
_REJECTED = 0.25
_REJECTED_BY_BOTH = 0.25
_DENIED = 0.5
# From what strength on a feature points one way by itself.
_CLEAR = 0.5
# What one quotation in both is worth, and how much of what two share has to say what happened.
_QUOTED = 0.3
# What it is worth that both name the same cause, or that both question it.
_CAUSE = 0.25
_SUBSTANCE = 0.4
_APART = 0.5
_ONE_SPEAKER = 1.2
_ONE_FIGURE = 1.3
MOST_CANDIDATES = 30
_ENOUGH = 300
# How much it costs a pair that one of the two has a better counterpart in the other's article.
_RIVALRY = 0.5


# What keeps two statements from supporting each other however like they are; what else a reviewer should know.
_OBJECTIONS: tuple[Feature, ...] = (
    times_differ,
    one_doubts,
    one_only_warns,
    only_one_rejects,
    one_negates,
    figures_count_others,
    effects_differ,
)
_RESERVATIONS: tuple[Feature, ...] = (*_OBJECTIONS, one_is_hypothetical)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a passage stands to a claim: the stance, how sure (0.0-1.0), and a conflict of figures in brief.

    `features` are those that may tell why, the weightiest first.
    """

    stance: Stance
    score: float
    claim: Profile
    passage: Profile
    features: tuple[Feature, ...]
    conflict: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why, in one or two sentences; they are made when they are asked for, as most are never shown."""
        return _told(Pair(self.claim, self.passage), *self.features)


class Matcher:
    """The statements of a story, prepared once, and the index that finds which are worth holding against each other."""

    def __init__(self, articles: Iterable[ReadArticle]) -> None:
        self.profiles = [profile for read in articles for profile in read_profiles(read)]
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for at, profile in enumerate(self.profiles):
            for term in _terms(profile):
                self._postings[term].append(at)

    def find_candidates(self, at: int) -> list[int]:
        """Return the statements of other articles that share most with statement `at`, best first.

        The words that tell most are looked up first; those that half the story has are not looked up any more once
        there are enough candidates, so that the cost grows with the story and not with its square.
        """
        own = self.profiles[at]
        found: defaultdict[int, float] = defaultdict(float)
        for term, weight in sorted(_terms(own).items(), key=lambda x: (-x[1], x[0])):
            holders = self._postings[term]
            if len(found) >= _ENOUGH and len(holders) > _ENOUGH:
                continue
            for other in holders:
                found[other] += weight
        home = own.statement.article
        others = [i for i in found if self.profiles[i].statement.article != home]
        return nsmallest(MOST_CANDIDATES, others, key=lambda i: (-found[i], i))

    def judge_all(self) -> list[dict[int, Judgement]]:
        """Hold every statement against its candidates; the list is by claim, the dictionaries by passage."""
        pairs: dict[tuple[int, int], Pair] = {}
        for a in range(len(self.profiles)):
            for b in self.find_candidates(a):
                key = (min(a, b), max(a, b))
                if key not in pairs:
                    pairs[key] = Pair(self.profiles[key[0]], self.profiles[key[1]])
        best = self._find_best(pairs)
        judged: list[dict[int, Judgement]] = [{} for _ in self.profiles]
        for (a, b), pair in pairs.items():
            rival = (best[a, self._article(b)] + best[b, self._article(a)]) / 2
            judgement = judge(pair, pair.likeness * (pair.likeness / rival) ** _RIVALRY if rival else 0.0)
            if judgement:
                judged[a][b] = judged[b][a] = judgement
        return judged

    def _article(self, at: int) -> str:
        return self.profiles[at].statement.article

    def _find_best(self, pairs: Mapping[tuple[int, int], Pair]) -> dict[tuple[int, str], float]:
        """Return how like each statement's best counterpart in each other article is."""
        best: defaultdict[tuple[int, str], float] = defaultdict(float)
        for (a, b), pair in pairs.items():
            for one, other in ((a, b), (b, a)):
                at = (one, self._article(other))
                best[at] = max(best[at], pair.likeness)
        return best


def _terms(profile: Profile) -> dict[str, float]:
    """Return what a statement is found by: its words and their groups of synonyms, with how much each tells."""
    groups = {f"~{group}": profile.words[key].weight ** 2 for group, key in profile.groups.items()}
    rejected = {key: word.weight for key, word in profile.rejected.items()} if profile.points_back else {}
    figures = {f"#{q.low:g} {q.unit}": 1.0 for q in profile.statement.quantities if q.low and q.low == q.high}
    days = {f"@{d.first}": 0.5 for d in profile.statement.dates if d.first and d.first == d.last}
    causes = {key: 1.0 for account in (*profile.accounts, *profile.denied_accounts) for key in account.cause}
    return figures | days | causes | rejected | groups | {key: word.weight**2 for key, word in profile.words.items() if word.weight}


def judge(pair: Pair, score: float) -> Judgement | None:
    """Return how two statements stand to each other, or None where they have nothing to do with each other.

    `score` is how like they are, 0.0-1.0; the features raise and lower it and say which way it points.
    """
    outright = _deny(pair, score) or _deny_together(pair, score)
    if outright:
        return outright
    if score < _RELATED:
        return _judged(pair, Stance.RELATED, _RELATED, cause_is_touched) if cause_is_touched(pair) else None
    apart = _first(pair, times_differ, one_is_hypothetical)
    score = _weigh(pair, score) * (_APART if apart else 1.0)
    if score < min(_SUPPORTS, _CONTRADICTS):
        return _judged(pair, Stance.RELATED, score, *_RESERVATIONS, words_agree)
    against = _first(pair, figures_differ, words_are_opposite, negation_differs, dates_differ)
    if against and against[1].strength >= _CLEAR and score >= _CONTRADICTS and not apart:
        return _judged(pair, Stance.CONTRADICTS, score, against[0], words_agree, conflict=against[1].brief)
    if score >= _SUPPORTS and not (_is_thin(pair) or _first(pair, *_OBJECTIONS)):
        return _judged(
            pair, Stance.SUPPORTS, score, quotation_is_shared, causes_agree, figures_agree, both_negate, words_agree
        )
    return _judged(pair, Stance.RELATED, score, *_RESERVATIONS, words_agree)


def _deny(pair: Pair, score: float) -> Judgement | None:
    """Return the contradiction where one rejects what the other says, or says that there never were so many."""
    rejected = one_rejects(pair)
    if rejected and rejected.strength >= _REJECTED and not times_differ(pair):
        return _judged(pair, Stance.CONTRADICTS, 0.5 + rejected.strength / 2, one_rejects)
    if cause_is_rejected(pair) and not times_differ(pair):
        return _judged(pair, Stance.CONTRADICTS, max(score, _DENIED), cause_is_rejected)
    denied = figure_is_denied(pair)
    if denied:
        return _judged(pair, Stance.CONTRADICTS, max(score, _DENIED), figure_is_denied, conflict=denied.brief)
    return None


def _deny_together(pair: Pair, score: float) -> Judgement | None:
    """Return the agreement of two that reject the same account, or call the same cause into question."""
    if times_differ(pair):
        return None
    rejected = both_reject(pair)
    if rejected and rejected.strength >= _REJECTED_BY_BOTH:
        return _judged(pair, Stance.SUPPORTS, max(score, _CAUSE), both_reject, words_agree)
    if same_cause_is_questioned(pair):
        return _judged(pair, Stance.SUPPORTS, max(score, _CAUSE), same_cause_is_questioned, words_agree)
    return None


def _judged(pair: Pair, stance: Stance, score: float, *features: Feature, conflict: str = "") -> Judgement:
    return Judgement(stance, _rounded(score), pair.claim, pair.passage, features, conflict)


def _is_thin(pair: Pair) -> bool:
    """Tell whether two statements share too little to speak of one thing, in words, figures or a quotation."""
    return pair.is_thin and not _first(pair, figures_agree, quotation_is_shared, causes_agree, both_negate)


def _weigh(pair: Pair, score: float) -> float:
    """Return the likeness raised by what binds two statements together: one quotation, one speaker, equal figures."""
    if quotation_is_shared(pair):
        score = max(score, _QUOTED)
    elif causes_agree(pair) or both_negate(pair):
        score = max(score, _CAUSE)
    elif pair.substance < _SUBSTANCE:
        score *= 0.5
    if score * _ONE_SPEAKER * _ONE_FIGURE < min(_SUPPORTS, _CONTRADICTS):
        return score
    score *= _ONE_SPEAKER if speaker_is_shared(pair) else 1.0
    return score * (_ONE_FIGURE if figures_agree(pair) else 1.0)


def _first(pair: Pair, *features: Feature) -> tuple[Feature, Finding] | None:
    return next(((f, found) for f in features if (found := f(pair))), None)


def _told(pair: Pair, *features: Feature) -> tuple[str, ...]:
    return tuple(islice((explain(f, found) for f in features if (found := f(pair))), 2))


def _rounded(score: float) -> float:
    return round(min(1.0, max(0.0, score)), 3)
