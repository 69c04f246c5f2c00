"""Two quantities -> whether they agree, with the clause that explains it to a reviewer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from app.nlp.quantities.conversion import convert
from app.nlp.quantities.hedges import last_digit
from app.nlp.quantities.sameness import POINTS, fates, share_a_topic, why_not_the_same, why_other_things
from app.nlp.quantities.values import Agreement, Comparison, Quantity
from app.nlp.quantities.wording import amount, figure, number, plural

APPROXIMATE = 0.10
"""How far apart two figures may lie, of the greater, where one of them is hedged."""

CONVERTED = 0.03
"""How far apart two figures may lie, of the greater, after a conversion between units: people round what they
convert."""

_MINUTES_APART = 15
_TONS = frozenset({"ton", "tonne"})  # News uses the one for the other.
_DAY = 1440
_AGREEMENTS = {Agreement.AGREE: 0, Agreement.DIFFER: 1, Agreement.NOT_COMPARABLE: 2}


def compare_quantities(a: Quantity, b: Quantity) -> Comparison:
    """Compare two quantities as numbers, after converting units; refuse, with the reason, what isn't comparable.

    >>> from app.nlp.quantities.finding import find_quantities
    >>> def compare(one: str, other: str) -> str:
    ...     return compare_quantities(find_quantities(one)[0], find_quantities(other)[0]).because
    >>> compare("4,000 voters", "3,000 to 4,000 voters")
    '4,000 lies within 3,000 to 4,000'
    >>> compare("13 people were killed", "13 people were wounded")
    'not comparable: one counts the killed, the other the wounded'
    """
    reason = why_not_the_same(a, b)
    if reason:
        return Comparison(Agreement.NOT_COMPARABLE, f"not comparable: {reason}")
    if a.kind == "time":
        return _compare_clocks(a, b)
    if a.kind == "score":
        return _compare_scores(a, b)
    if {a.kind, b.kind} == {"percent", "fraction"}:
        a, b = _as_percent(a), _as_percent(b)
    if {a.kind, b.kind} == POINTS:
        a, b = _as_points(a), _as_points(b)
    converted = a.unit != b.unit and a.kind in ("measure", "age")
    compared = _compare_converted(a, b) if converted else _compare_values(a, b, 0.0)
    others = why_other_things(a, b) if compared.agreement is Agreement.DIFFER else ""
    return Comparison(Agreement.NOT_COMPARABLE, f"not comparable: {others}") if others else compared


def _compare_scores(a: Quantity, b: Quantity) -> Comparison:
    """Compare two scores of one match, whose sides are no bounds between which anything lies."""
    same = (a.low, a.high) == (b.low, b.high)
    because = f"both give {figure(a)}" if same else f"{figure(a)} is not {figure(b)}"
    return Comparison(Agreement.AGREE if same else Agreement.DIFFER, because)


def _as_percent(quantity: Quantity) -> Quantity:
    if quantity.kind == "percent":
        return quantity
    low, high = (None if value is None else value * 100 for value in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, unit="percent", kind="percent", approximate=True)


def _as_points(quantity: Quantity) -> Quantity:
    """Return basis points as percentage points, a hundred of the ones to one of the others."""
    if quantity.kind == "percentage point":
        return quantity
    low, high = (None if value is None else value / 100 for value in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, unit="percentage point", kind="percentage point")


def _compare_converted(a: Quantity, b: Quantity) -> Comparison:
    if {a.unit, b.unit} == _TONS:
        alike = _compare_values(a, replace(b, unit=a.unit), CONVERTED)
        if alike.agreement is Agreement.AGREE:
            return alike
    low = None if a.low is None else convert(a.low, a.unit, b.unit)
    high = None if a.high is None else convert(a.high, a.unit, b.unit)
    if low is None and high is None:
        return Comparison(Agreement.NOT_COMPARABLE, f"not comparable: {plural(a.unit)} against {plural(b.unit)}")
    value = low if low is not None else high
    in_words = f"{amount(a)} is {number(_rounded(value or 0.0))} {plural(b.unit)}"
    converted = replace(a, low=low, high=high, unit=b.unit)
    compared = _compare_values(converted, b, CONVERTED)
    if compared.agreement is Agreement.AGREE:
        return replace(compared, because=in_words if a.low == a.high else f"{in_words}, which agrees with {amount(b)}")
    return replace(compared, because=f"{in_words}, not {figure(b)}")


def _rounded(value: float) -> float:
    return float(f"{value:.3g}") if abs(value) < 1000 else round(value)


def _compare_values(a: Quantity, b: Quantity, tolerance: float) -> Comparison:
    if _is_exact(a) and _is_exact(b):
        return _compare_points(a, b, tolerance)
    wide, narrow = (a, b) if _width(a) >= _width(b) else (b, a)
    if _meet_only_outside(a, b) or _meet_only_outside(b, a):
        return Comparison(Agreement.DIFFER, f"{figure(a)} is not {figure(b)}")
    if _overlap(a, b, 0.0):
        return Comparison(Agreement.AGREE, _why_it_fits(wide, narrow))
    slack = max(tolerance, APPROXIMATE if _is_blurred(a) or _is_blurred(b) else 0.0)
    if _overlap(a, b, slack):
        return Comparison(Agreement.AGREE, f"{figure(narrow)} is close to {figure(wide)}")
    return Comparison(Agreement.DIFFER, f"{figure(narrow)} is outside {figure(wide)}")


def _meet_only_outside(below: Quantity, above: Quantity) -> bool:
    """Tell whether one figure stays just under a number and the other lies over it: "nearly 3" against "over 3"."""
    under = below.approximate and below.high is not None and below.low != below.high
    return under and above.high is None and above.low == below.high


def _is_exact(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low == quantity.high


def _is_blurred(quantity: Quantity) -> bool:
    """Tell whether a figure is hedged by words and is not a bound that a hedge has drawn."""
    return quantity.approximate and quantity.low is not None and quantity.high is not None


def _width(quantity: Quantity) -> float:
    if quantity.low is None or quantity.high is None:
        return float("inf")
    return quantity.high - quantity.low


def _overlap(a: Quantity, b: Quantity, slack: float) -> bool:
    lows = [value for value in (a.low, b.low) if value is not None]
    highs = [value for value in (a.high, b.high) if value is not None]
    if not lows or not highs:
        return True
    room = slack * max(abs(max(lows)), abs(min(highs)))
    return max(lows) <= min(highs) + room


def _why_it_fits(wide: Quantity, narrow: Quantity) -> str:
    if wide.low is None or wide.high is None:
        if figure(wide) == figure(narrow):
            return f"both say {figure(wide)}"
        return f"“{figure(wide)}” admits {figure(narrow)}"
    if figure(wide).isalpha() or " of " in figure(wide):
        return (
            f"“{figure(wide)}” admits {figure(narrow)}"
            if figure(wide) != figure(narrow)
            else f"both say {figure(wide)}"
        )
    if narrow.low is not None and narrow.high is not None and wide.low <= narrow.low and narrow.high <= wide.high:
        same = (wide.low, wide.high) == (narrow.low, narrow.high)
        return f"both say {figure(wide)}" if same else f"{figure(narrow)} lies within {figure(wide)}"
    return f"{figure(narrow)} overlaps {figure(wide)}"


def _compare_points(a: Quantity, b: Quantity, tolerance: float) -> Comparison:
    x, y = a.low or 0.0, b.low or 0.0
    if x == y:
        return Comparison(Agreement.AGREE, f"both say {number(x)}")
    apart = abs(x - y) / max(abs(x), abs(y))
    if apart <= tolerance:
        return Comparison(Agreement.AGREE, f"{number(x)} and {number(y)} are within {tolerance:.0%}")
    if (a.approximate or b.approximate) and apart <= APPROXIMATE:
        return Comparison(Agreement.AGREE, f"{figure(a)} and {figure(b)} are within {APPROXIMATE:.0%}")
    rounded = _rounding(x, y)
    if rounded:
        return Comparison(Agreement.AGREE, rounded)
    return Comparison(Agreement.DIFFER, f"{number(x)} is not {number(y)}")


def _rounding(x: float, y: float) -> str:
    """Return the clause for "1,187,000 rounds to 1.2 million", or "": two digits or more, thousands or fractions
    only."""
    coarse, fine = sorted((x, y), key=last_digit, reverse=True)
    step = last_digit(coarse)
    if step == last_digit(fine) or (step > 1 and abs(coarse) < 10_000) or abs(coarse) < 10 * step:
        return ""
    return f"{number(fine)} rounds to {number(coarse)}" if abs(coarse - fine) <= step / 2 else ""


def _compare_clocks(a: Quantity, b: Quantity) -> Comparison:
    """Compare times of day on the circle of the day; a hedged one leaves a quarter of an hour."""
    slack = _MINUTES_APART if a.approximate or b.approximate else 0
    if any(_overlap_minutes(a, b, turn) <= slack for turn in (-_DAY, 0, _DAY)):
        same = (a.low, a.high) == (b.low, b.high)
        return Comparison(Agreement.AGREE, f"both say {figure(a)}" if same else f"{figure(a)} is close to {figure(b)}")
    return Comparison(Agreement.DIFFER, f"{figure(a)} is not {figure(b)}")


def _overlap_minutes(a: Quantity, b: Quantity, turn: int) -> float:
    """Return how many minutes lie between two times, 0 where they meet."""
    return max((a.low or 0) + turn - (b.high or 0), (b.low or 0) - (a.high or 0) - turn, 0)


@dataclass(frozen=True, slots=True)
class PairedFigures:
    """A figure of each of two statements, held together, and whether the two speak of one thing by their words."""

    a: Quantity
    b: Quantity
    comparison: Comparison
    shared: bool


def pair_figures(xs: Iterable[Quantity], ys: Iterable[Quantity]) -> list[PairedFigures]:
    """Return the comparable figures of two statements, each used once, best first: shared words, then agreement.

    Killed and wounded counted apart on one side are added up where the other side counts them together.
    """
    left, right = list(xs), list(ys)
    left, right = left + _sums(left, right), right + _sums(right, left)
    pairs = [PairedFigures(a, b, compare_quantities(a, b), share_a_topic(a, b)) for a, b in product(left, right)]
    pairs = [pair for pair in pairs if pair.comparison.agreement is not Agreement.NOT_COMPARABLE]
    pairs.sort(
        key=lambda pair: (
            not pair.shared,
            _AGREEMENTS[pair.comparison.agreement],
            pair.a.start,
            pair.b.start,
            pair.a.end,
            pair.b.end,
        )
    )
    taken: set[tuple[bool, int, int]] = set()
    best: list[PairedFigures] = []
    for pair in pairs:
        places = {(True, pair.a.start, pair.a.end), (False, pair.b.start, pair.b.end)}
        if taken.isdisjoint(places):
            taken |= places
            best.append(pair)
    return best


def _sums(mine: list[Quantity], others: list[Quantity]) -> list[Quantity]:
    """Return the sum of the killed and the wounded of one side where the other counts both together."""
    both = frozenset({"killed", "wounded"})
    if not any(fates(other.of) == both for other in others):
        return []
    killed = next((one for one in mine if fates(one.of) == {"killed"} and one.kind == "count"), None)
    wounded = next((one for one in mine if fates(one.of) == {"wounded"} and one.kind == "count"), None)
    if killed is None or wounded is None or any(fates(one.of) == both for one in mine):
        return []
    low = None if killed.low is None or wounded.low is None else killed.low + wounded.low
    high = None if killed.high is None or wounded.high is None else killed.high + wounded.high
    first, last = sorted((killed, wounded), key=lambda one: one.start)
    return [replace(killed, low=low, high=high, approximate=killed.approximate or wounded.approximate, of="people"
    " killed and wounded",
                    unit="person", start=first.start, end=last.end)]  # fmt: skip
