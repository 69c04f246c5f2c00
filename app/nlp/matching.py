"""Statements of different articles held against each other: stance, score and the reasons in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from app.nlp.abroad import is_in_part, relate
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
    figure_is_peculiar,
    figures_agree,
    figures_count_others,
    figures_differ,
    find_likeness,
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
    words_are_contained,
    words_are_opposite,
)
from app.nlp.index import Index
from app.nlp.names import same_name
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
# Within one article: against how many statements behind it one is held, and how surely one has to reject another.
_NEAR = 40
_PLAINLY = 0.7
# From what strength on a feature points one way by itself.
_CLEAR = 0.5
# What one quotation in both is worth, and how much of what two share has to say what happened.
_QUOTED = 0.3
# What a figure is worth that is hardly in both by chance.
_FIGURE = 0.12
_WHOLE = 0.2
# What it is worth that both name the same cause, or that both question it.
_CAUSE = 0.25
_SUBSTANCE = 0.4
_APART = 0.5
_ONE_SPEAKER = 1.2
_ONE_FIGURE = 1.3
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
_WHY_RELATED: tuple[Feature, ...] = (*_OBJECTIONS, one_is_hypothetical, words_agree)


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
    """The statements of a story, prepared once for all that they are held against."""

    def __init__(self, articles: Iterable[ReadArticle]) -> None:
        self.profiles = [profile for read in articles for profile in read_profiles(read)]
        self.articles = [profile.statement.article for profile in self.profiles]

    def judge_all(self) -> list[dict[int, Judgement]]:
        """Hold every statement against its candidates; the list is by claim, the dictionaries by passage.

        Of the pairs only their likeness is kept until all are known: a story has a million of them.
        """
        likeness = self._compare_all()
        best = self._find_best(likeness)
        judged: list[dict[int, Judgement]] = [{} for _ in self.profiles]
        for (a, b), alike in likeness.items():
            rival = (best[a, self.articles[b]] + best[b, self.articles[a]]) / 2
            pair = Pair(self.profiles[a], self.profiles[b], alike)
            judgement = judge(pair, alike * (alike / rival) ** _RIVALRY if rival else 0.0)
            if judgement:
                judged[a][b] = judged[b][a] = judgement
        for (a, b), judgement in self._judge_within():
            judged[a][b] = judged[b][a] = judgement
        return judged

    def _judge_within(self) -> Iterator[tuple[tuple[int, int], Judgement]]:
        """Yield the contradictions inside one article: somebody's account, and what somebody else says against it."""
        for a, claim in enumerate(self.profiles):
            for b in range(a + 1, min(a + 1 + _NEAR, len(self.profiles))):
                passage = self.profiles[b]
                if self.articles[a] == self.articles[b] and _may_dispute(claim, passage):
                    pair = Pair(claim, passage, find_likeness(claim, passage))
                    judgement = judge(pair, pair.likeness)
                    if judgement and _is_plain_dispute(judgement):
                        yield (a, b), judgement

    def _compare_all(self) -> dict[tuple[int, int], float]:
        """Return how like the two of each pair are that may have to do with each other."""
        index = Index(self.profiles)
        likeness: dict[tuple[int, int], float] = {}
        for at in range(len(self.profiles)):
            for other in index.find_candidates(at):
                key = (at, other) if at < other else (other, at)
                if key not in likeness:
                    likeness[key] = find_likeness(self.profiles[key[0]], self.profiles[key[1]])
        return likeness

    def _find_best(self, likeness: Mapping[tuple[int, int], float]) -> dict[tuple[int, str], float]:
        """Return how like each statement's best counterpart in each other article is."""
        best: dict[tuple[int, str], float] = {}
        for (a, b), alike in likeness.items():
            for at in ((a, self.articles[b]), (b, self.articles[a])):
                if best.get(at, -1.0) < alike:
                    best[at] = alike
        return best


def _may_dispute(a: Profile, b: Profile) -> bool:
    """Tell whether two statements of one article are of two speakers, and reject something or give figures."""
    one, other = a.statement.speaker, b.statement.speaker
    if one == other or not (a.is_contesting or b.is_contesting or (a.statement.quantities and b.statement.quantities)):
        return False
    return not (one and other and same_name(one, other))


def _is_plain_dispute(judgement: Judgement) -> bool:
    """Tell whether a contradiction inside one article is sure enough: its sentences share many words anyway."""
    sure = judgement.score >= _PLAINLY or judgement.features[0] is not one_rejects
    return judgement.stance is Stance.CONTRADICTS and sure


def judge(pair: Pair, score: float) -> Judgement | None:
    """Return how two statements stand to each other, or None where they have nothing to do with each other.

    `score` is how like they are, 0.0-1.0; the features raise and lower it and say which way it points.
    """
    if is_in_part(pair.claim) or is_in_part(pair.passage):
        related = relate(pair, score)
        return _judged(pair, related[0], related[1], *related[2]) if related else None
    return _judge_in_full(pair, score)


def _judge_in_full(pair: Pair, score: float) -> Judgement | None:
    contested = pair.claim.is_contesting or pair.passage.is_contesting
    outright = (_deny(pair, score) or _deny_together(pair, score)) if contested else None
    if outright:
        return outright
    if score < _RELATED:
        touched = contested and cause_is_touched(pair)
        return _judged(pair, Stance.RELATED, _RELATED, cause_is_touched) if touched else None
    apart = _first(pair, times_differ, one_is_hypothetical)
    score = _weigh(pair, score) * (_APART if apart else 1.0)
    if score < min(_SUPPORTS, _CONTRADICTS):
        return _judged(pair, Stance.RELATED, score, *_WHY_RELATED)
    against = _first(pair, figures_differ, words_are_opposite, negation_differs, dates_differ)
    if against and against[1].strength >= _CLEAR and score >= _CONTRADICTS and not apart:
        return _judged(pair, Stance.CONTRADICTS, score, against[0], words_agree, conflict=against[1].brief)
    if score >= _SUPPORTS and not (_is_thin(pair) or _first(pair, *_OBJECTIONS)):
        return _judged(
            pair, Stance.SUPPORTS, score, quotation_is_shared, causes_agree, figures_agree, both_negate, words_agree
        )
    return _judged(pair, Stance.RELATED, score, *_WHY_RELATED)


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
    return pair.is_thin and not _first(
        pair, figures_agree, quotation_is_shared, causes_agree, both_negate, words_are_contained
    )


def _weigh(pair: Pair, score: float) -> float:
    """Return the likeness raised by what binds two statements together: one quotation, one speaker, equal figures."""
    if quotation_is_shared(pair):
        score = max(score, _QUOTED)
    elif causes_agree(pair) or both_negate(pair):
        score = max(score, _CAUSE)
    elif figure_is_peculiar(pair):
        score = max(score, _FIGURE)
    elif words_are_contained(pair):
        score = max(score, _WHOLE)
    elif pair.substance < _SUBSTANCE:
        score *= 0.5
    if score * _ONE_SPEAKER * _ONE_FIGURE < min(_SUPPORTS, _CONTRADICTS):
        return score
    score *= _ONE_SPEAKER if speaker_is_shared(pair) else 1.0
    return score * (_ONE_FIGURE if figures_agree(pair) else 1.0)


def _first(pair: Pair, *features: Feature) -> tuple[Feature, Finding] | None:
    for feature in features:
        if found := feature(pair):
            return feature, found
    return None


def _told(pair: Pair, *features: Feature) -> tuple[str, ...]:
    return tuple(islice((explain(f, found) for f in features if (found := f(pair))), 2))


def _rounded(score: float) -> float:
    return round(min(1.0, max(0.0, score)), 3)
