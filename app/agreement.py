"""How far reviewers agree, beyond what chance alone would bring: figures that are always shown together.

Raw agreement says how often two people gave one claim the same verdict; it is high wherever nearly every claim gets the
same one. Cohen's kappa (1960) and Krippendorff's alpha (Content Analysis, 2004, chapter 11) take off what chance
explains. Where chance explains everything, or nobody reviewed the same claim, they are undefined, which is no number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

_SAMPLES = 1000
_SEED = 20040101  # Any number: the same reviews always have the same interval.
_TAILS = 0.025
_LEAST_DEFINED = 0.95
Unit = Mapping[str, str]
"""The labels that one thing was given, by rater."""
Pattern = tuple[tuple[str, int], ...]
"""The labels that one thing was given, each with how often."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The 95 % interval of a figure, from `low` to `high`."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far raters agree on what at least two of them rated; None is undefined.

    `units` are the things that two or more rated, `pairs` the pairs of ratings on one thing. `kappa` is for exactly two
    raters. `interval` is alpha's.
    """

    raters: int
    units: int
    pairs: int
    raw: float | None
    kappa: float | None
    alpha: float | None
    interval: Interval | None


def measure(units: Iterable[Unit]) -> Agreement:
    """Return how far the raters of `units` agree. What fewer than two people rated says nothing, and is left out.

    >>> measure([{"ann": "yes", "ben": "yes"}, {"ann": "no", "ben": "yes"}, {"ann": "no"}]).raw
    0.5
    """
    rated = [unit for unit in units if len(unit) > 1]
    raters = sorted({rater for unit in rated for rater in unit})
    patterns = Counter(tuple(sorted(Counter(unit.values()).values())) for unit in rated)
    pairs = sum(_pairs(sum(pattern)) * times for pattern, times in patterns.items())
    agreeing = sum(sum(map(_pairs, pattern)) * times for pattern, times in patterns.items())
    return Agreement(
        raters=len(raters),
        units=len(rated),
        pairs=pairs,
        raw=agreeing / pairs if pairs else None,
        kappa=cohen([(unit[raters[0]], unit[raters[1]]) for unit in rated]) if len(raters) == 2 else None,
        alpha=krippendorff([Counter(unit.values()) for unit in rated]),
        interval=bootstrap([Counter(unit.values()) for unit in rated]),
    )


def measure_pairs(units: Sequence[Unit]) -> dict[tuple[str, str], Agreement]:
    """Return how far each two raters agree, for those who rated at least one thing both."""
    met: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        for pair in combinations(sorted(unit), 2):
            met.setdefault(pair, []).append({rater: unit[rater] for rater in pair})
    return {pair: measure(shared) for pair, shared in sorted(met.items())}


def share_agreeing(labels: Sequence[str]) -> float | None:
    """Return which share of the pairs of labels are alike; None for fewer than two labels.

    >>> share_agreeing(["a", "a", "b"]), share_agreeing(["a"])
    (0.3333333333333333, None)
    """
    pairs = _pairs(len(labels))
    return sum(_pairs(times) for times in Counter(labels).values()) / pairs if pairs else None


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def cohen(ratings: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two raters, unweighted; None where chance alone would make them agree on everything.

    J. Cohen, A coefficient of agreement for nominal scales, 1960.

    >>> cohen([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5
    """
    number = len(ratings)
    first, second = Counter(one for one, _ in ratings), Counter(other for _, other in ratings)
    by_chance = sum(first[label] * second[label] for label in first)
    if by_chance == number * number:
        return None
    agreeing = sum(one == other for one, other in ratings)
    return (agreeing * number - by_chance) / (number * number - by_chance)


def krippendorff(units: Sequence[Counter[str]]) -> float | None:
    """Return Krippendorff's alpha for nominal labels, counted by unit; None where only one label was ever given.

    Both disagreements are counted in ordered pairs: those seen within units, each unit's divided by its ratings less
    one, and those expected if all ratings were dealt out anew.
    """
    return _alpha(Counter(map(_freeze, units)))


def _freeze(unit: Counter[str]) -> Pattern:
    return tuple(sorted(unit.items()))


def _alpha(patterns: Mapping[Pattern, int]) -> float | None:
    """Return alpha from how many units there are of each pattern of labels."""
    labels: Counter[str] = Counter()
    seen = 0.0
    for pattern, times in patterns.items():
        ratings = sum(count for _, count in pattern)
        if ratings > 1:
            labels.update({label: count * times for label, count in pattern})
            seen += times * (ratings**2 - sum(count**2 for _, count in pattern)) / (ratings - 1)
    total = labels.total()
    expected = total**2 - sum(count**2 for count in labels.values())
    return 1 - (total - 1) * seen / expected if expected else None


def bootstrap(units: Sequence[Counter[str]]) -> Interval | None:
    """Return the 95 % percentile interval of alpha over a thousand samples of the units, drawn with replacement.

    None where too many of the samples hold one label only: such an interval would leave the unclear cases out.
    """
    from numpy.random import default_rng  # noqa: PLC0415  Only who asks for figures waits for it to load.

    patterns = Counter(map(_freeze, units))
    kinds = sorted(patterns)
    if len(kinds) < 2:
        return None
    shares = [patterns[kind] / len(units) for kind in kinds]
    samples = default_rng(_SEED).multinomial(len(units), shares, size=_SAMPLES).tolist()
    alphas = (_alpha(dict(zip(kinds, sample, strict=True))) for sample in samples)
    defined = sorted(alpha for alpha in alphas if alpha is not None)
    if len(defined) < _SAMPLES * _LEAST_DEFINED:
        return None
    return Interval(*(defined[round(tail * (len(defined) - 1))] for tail in (_TAILS, 1 - _TAILS)))
