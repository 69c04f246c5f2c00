"""The geometry of the charts that templates draw as SVG, beside a table that says the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar that is 100 wide: where it begins, how wide it is, and what it stands for."""

    verdict: Verdict | None
    count: int
    x: float
    width: float


def verdict_bar(counts: Mapping[Verdict, int], total: int) -> tuple[Segment, ...]:
    """Return the stretches of the verdict bar, in the order of the verdicts; what is undecided comes last.

    >>> [(s.verdict, s.x, s.width) for s in verdict_bar({Verdict.DISPUTED: 1}, 4)]
    [(<Verdict.DISPUTED: 'disputed'>, 0.0, 25.0), (None, 25.0, 75.0)]
    """
    decided = [(verdict, counts.get(verdict, 0)) for verdict in Verdict]
    stretches = [*decided, (None, total - sum(count for _, count in decided))]
    segments, x = [], 0.0
    for verdict, count in stretches:
        width = round(100 * count / total, 3) if total else 0.0
        if count > 0:
            segments.append(Segment(verdict, count, round(x, 3), width))
        x += width
    return tuple(segments)
