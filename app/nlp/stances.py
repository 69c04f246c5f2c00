"""How two statements stand to each other: stance, score and the reasons in words."""

from dataclasses import dataclass, replace
from itertools import islice

from app.nlp.abroad import is_in_part, relate
from app.nlp.features import (
    Feature,
    Finding,
    Pair,
    another_began,
    both_negate,
    both_reject,
    cause_is_rejected,
    cause_is_touched,
    causes_agree,
    dates_differ,
    effects_differ,
    explain,
    fates_differ,
    figure_is_denied,
    figure_is_peculiar,
    figures_agree,
    figures_count_others,
    figures_differ,
    negation_differs,
    one_doubts,
    one_is_hypothetical,
    one_negates,
    one_only_warns,
    one_pleads,
    one_rejects,
    one_saw_what_was_not,
    one_witnesses,
    only_one_rejects,
    quotation_is_shared,
    same_cause_is_questioned,
    speaker_is_shared,
    times_differ,
    words_agree,
    words_are_contained,
    words_are_opposite,
)
from app.nlp.lazy import lazy
from app.nlp.profiles import Profile
from app.vocabulary import Stance

_SUPPORTS = 0.08
_CONTRADICTS = 0.12
_RELATED = 0.001
_REJECTED = 0.25
_REJECTED_BY_BOTH = 0.25
_DENIED = 0.5
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


# What keeps two statements from supporting each other however like they are; what else a reviewer should know.
_OBJECTIONS: tuple[Feature, ...] = (
    times_differ,
    one_doubts,
    one_only_warns,
    only_one_rejects,
    one_negates,
    figures_count_others,
    effects_differ,
    fates_differ,
)
_WHY_RELATED: tuple[Feature, ...] = (*_OBJECTIONS, one_is_hypothetical, words_agree)


@dataclass(frozen=True)
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

    @lazy
    def reasons(self) -> tuple[str, ...]:
        """Return why, in one or two sentences; they are made when they are asked for, as most are never shown."""
        return _told(Pair(self.claim, self.passage), *self.features)

    @lazy
    def as_related(self) -> "Judgement":
        """Return what is left of it where it says too much."""
        return replace(self, stance=Stance.RELATED, conflict="")


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
    outright = _first(pair, another_began, one_pleads, one_saw_what_was_not)
    if outright and not times_differ(pair):
        return _judged(pair, Stance.CONTRADICTS, max(score, _DENIED), outright[0])
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
        pair, figures_agree, quotation_is_shared, causes_agree, both_negate, one_witnesses, words_are_contained
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
