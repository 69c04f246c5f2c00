"""The statements that a judgement is made of: each looks at two statements of news and says one thing about them.

The first line of a feature's docstring is the sentence that a reviewer reads; what it rests on follows a colon.
"""

from app.nlp.features.causes import (
    cause_is_rejected,
    cause_is_touched,
    causes_agree,
    effects_differ,
    same_cause_is_questioned,
)
from app.nlp.features.figures import (
    fates_differ,
    figure_is_denied,
    figure_is_peculiar,
    figures_agree,
    figures_count_others,
    figures_differ,
)
from app.nlp.features.pairs import Feature, Finding, Pair, explain, find_likeness
from app.nlp.features.rejections import (
    another_began,
    both_reject,
    negation_differs,
    one_doubts,
    one_negates,
    one_pleads,
    one_rejects,
    only_one_rejects,
    words_are_opposite,
)
from app.nlp.features.times import (
    dates_differ,
    one_is_hypothetical,
    one_only_warns,
    times_differ,
)
from app.nlp.features.words import (
    both_negate,
    quotation_is_shared,
    speaker_is_shared,
    words_agree,
    words_are_contained,
)

__all__ = [
    "FEATURES",
    "Feature",
    "Finding",
    "Pair",
    "another_began",
    "both_negate",
    "both_reject",
    "cause_is_rejected",
    "cause_is_touched",
    "causes_agree",
    "dates_differ",
    "effects_differ",
    "explain",
    "fates_differ",
    "figure_is_denied",
    "figure_is_peculiar",
    "figures_agree",
    "figures_count_others",
    "figures_differ",
    "find_likeness",
    "negation_differs",
    "one_doubts",
    "one_is_hypothetical",
    "one_negates",
    "one_only_warns",
    "one_pleads",
    "one_rejects",
    "only_one_rejects",
    "quotation_is_shared",
    "same_cause_is_questioned",
    "speaker_is_shared",
    "times_differ",
    "words_agree",
    "words_are_contained",
    "words_are_opposite",
]

FEATURES: tuple[Feature, ...] = (
    words_agree,
    quotation_is_shared,
    speaker_is_shared,
    figures_agree,
    figure_is_peculiar,
    figures_differ,
    figure_is_denied,
    figures_count_others,
    fates_differ,
    dates_differ,
    times_differ,
    one_only_warns,
    one_is_hypothetical,
    words_are_opposite,
    another_began,
    one_pleads,
    only_one_rejects,
    one_rejects,
    causes_agree,
    cause_is_rejected,
    same_cause_is_questioned,
    cause_is_touched,
    both_reject,
    both_negate,
    effects_differ,
    negation_differs,
    one_negates,
    one_doubts,
)
