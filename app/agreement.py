"""How far reviewers agree, beyond what chance alone would bring: figures that are always shown together.

Raw agreement says how often two people gave one claim the same verdict; it is high wherever nearly every claim gets the
same one. Cohen's kappa (1960) and Krippendorff's alpha (Content Analysis, 2004, chapter 11) take off what chance
explains. Where chance explains everything, or nobody reviewed the same claim, they are undefined, which is no number.

How sure alpha is depends on which claims happened to be reviewed, so its interval comes from a bootstrap over claims
(A. Zapf and others, Measuring inter-rater reliability for nominal data, BMC Medical Research Methodology 16:93, 2016).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAMPLES = 1000
_SEED = 20040101  # Any number: the same reviews always have the same interval.
_TAILS = (0.025, 0.975)
_LEAST_DEFINED = 0.95
_DRAWN_AT_ONCE = 20_000  # Units; so few stay in a processor's cache.
Unit = Mapping[str, str]
"""The labels that one thing was given, by rater."""
Table = list["NDArray[Any]"]
"""A column for each label, of how often each unit was given it; the last is of the disagreement within each unit."""


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
    labels = [Counter(unit.values()) for unit in rated]
    table = tabulate(labels)
    pairs = sum(_pairs(unit.total()) for unit in labels)
    agreeing = sum(_pairs(times) for unit in labels for times in unit.values())
    return Agreement(
        raters=len(raters),
        units=len(rated),
        pairs=pairs,
        raw=agreeing / pairs if pairs else None,
        kappa=cohen([(unit[raters[0]], unit[raters[1]]) for unit in rated]) if len(raters) == 2 else None,
        alpha=krippendorff(table),
        interval=bootstrap(table),
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


def tabulate(units: Iterable[Counter[str]]) -> Table:
    """Return what alpha is worked out from: only sums over units, so that any sample of them will do.

    The disagreement within a unit is its ordered pairs of different labels, divided by its ratings less one. Units with
    fewer than two ratings are left out, and the others sorted: their order says nothing.
    """
    import numpy as np  # noqa: PLC0415  Only who asks for figures waits for it to load.

    rated = [unit for unit in units if unit.total() > 1]
    labels = sorted({label for unit in rated for label in unit})
    rows = sorted([unit[label] for label in labels] for unit in rated)
    counts = np.array(rows, dtype=int, order="F").reshape(len(rated), len(labels))
    ratings = counts.sum(axis=1)
    return [*counts.T, (ratings**2 - (counts**2).sum(axis=1)) / (ratings - 1)]


def krippendorff(table: Table) -> float | None:
    """Return Krippendorff's alpha for nominal labels; None where only one label was ever given.

    >>> krippendorff(tabulate([Counter(yes=2), Counter(yes=1, no=1), Counter(no=2)]))
    0.4444444444444444
    """
    seen, expected = _disagreements(*table, axis=0)
    return float(1 - seen / expected) if expected else None


def bootstrap(table: Table) -> Interval | None:
    """Return the 95 % percentile interval of alpha over a thousand samples of the units, drawn with replacement.

    None where all units are alike, or too many of the samples hold one label only: such an interval would leave the
    unclear cases out.
    """
    if all((column[:1] == column[-1:]).all() for column in table):
        return None
    from numpy import quantile  # noqa: PLC0415  As above; this one takes a second to load.
    from scipy import stats  # noqa: PLC0415

    # The two disagreements are sampled, not alpha: one undefined sample would leave SciPy without an interval.
    samples = stats.bootstrap(
        table,
        _disagreements,
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=_SAMPLES,
        batch=max(1, _DRAWN_AT_ONCE // len(table[0])),
        rng=_SEED,
    )
    seen, expected = samples.bootstrap_distribution
    defined = expected > 0
    if defined.mean() < _LEAST_DEFINED:
        return None
    low, high = quantile(1 - seen[defined] / expected[defined], _TAILS)
    return Interval(float(low), float(high))


def _disagreements(*columns: "NDArray[Any]", axis: int) -> tuple[Any, Any]:
    """Return the disagreement seen within units, and the one expected if all ratings were dealt out anew.

    Both are in ordered pairs, times the number of ratings less one. The columns of a table are summed along `axis`: one
    sample of the units, or many at once.
    """
    *labels, seen = (column.sum(axis=axis) for column in columns)
    ratings = sum(labels)
    return (ratings - 1) * seen, ratings**2 - sum(times**2 for times in labels)
