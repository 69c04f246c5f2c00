"""When two statements say that it was, and whether it was at all."""

from datetime import timedelta

from app.nlp.dates import DateSpan, compare_dates
from app.nlp.features.figures import figures_agree
from app.nlp.features.pairs import Finding, Pair
from app.nlp.quantities import Agreement

# From what likeness on two statements are of one thing, so that it can't have been on two days.
_ONE_EVENT = 0.4
_FEW_DAYS = timedelta(days=3)


def dates_differ(pair: Pair) -> Finding | None:
    """They date it differently."""
    if pair.likeness < _ONE_EVENT:
        return None
    mine, others = (list(filter(_is_exact, p.statement.dates)) for p in (pair.claim, pair.passage))
    compared = [compare_dates(a, b) for a in mine for b in others]
    if compared and all(c.agreement is Agreement.DIFFER for c in compared):
        return Finding(1.0, compared[0].because)
    return None


def _is_exact(day: DateSpan) -> bool:
    """Tell whether a date is a day or a few: longer ones may well speak of different things."""
    return day.first is not None and day.last is not None and day.last - day.first <= _FEW_DAYS


def times_differ(pair: Pair) -> Finding | None:
    """They speak of different times."""
    a, b = pair.claim.background, pair.passage.background
    if a is None and b is None:
        return None
    if a is not None and b is not None:
        if not (a.first and b.first):
            return None
        compared = compare_dates(a, b)
        return Finding(1.0, compared.because) if compared.agreement is Agreement.DIFFER else None
    # Figures of one thing that agree outweigh it: a report may well say when what it counts began.
    return None if figures_agree(pair) else Finding(1.0, "one of them looks back")


def one_is_hypothetical(pair: Pair) -> Finding | None:
    """One tells what happened, the other what may or would happen."""
    return Finding(1.0, "") if pair.claim.is_hypothetical != pair.passage.is_hypothetical else None


def one_only_warns(pair: Pair) -> Finding | None:
    """One tells what happened, the other warns of it."""
    return Finding(1.0, "") if pair.claim.is_feared != pair.passage.is_feared else None
