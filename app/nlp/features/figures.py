"""What two statements count: the same, something else, or another number of it."""

from collections.abc import Set
from itertools import product

from app.nlp.features.pairs import CLOSE, Finding, Pair, find_word
from app.nlp.quantities import Agreement, Quantity
from app.nlp.quantities.comparing import PairedFigures
from app.nlp.quantities.sameness import fates
from app.nlp.quantities.wording import amount, figure
from app.nlp.words import lemmatize, word_key

# A figure so large, of one unit, is hardly in two reports by chance.
_LARGE = 100.0
# Figures of so many digits that aren't nought.
_DIGITS = 3
# How much of the greater of two counts of victims the smaller one is where both may well be one count.
_NEAR = 0.9
# How many times a figure may be the bound that admits it.
_FAR = 5.0
_CASUALTIES = frozenset(("killed", "wounded", "missing"))


def figures_agree(pair: Pair) -> Finding | None:
    """Their figures agree."""
    agreeing = [f for f in _agreeing(pair) if not pair.denies(f)]
    close = pair.likeness >= CLOSE and not pair.is_thin
    same = [f for f in agreeing if f.shared or close or _is_peculiar(f, pair) or _has_one_fate(f)]
    told = dict.fromkeys(f.comparison.because for f in same)
    return Finding(1.0, "; ".join(list(told)[:3])) if same else None


def figure_is_peculiar(pair: Pair) -> Finding | None:
    """They share a figure that tells much."""
    same = [f for f in _agreeing(pair) if not pair.denies(f) and (_is_peculiar(f, pair) or _has_one_fate(f))]
    return Finding(1.0, same[0].comparison.because) if same else None


def _is_peculiar(found: PairedFigures, pair: Pair) -> bool:
    """Tell whether two reports of one thing hardly share a figure by chance, so exact is it: "45.1 percent"."""
    value = found.a.low
    if value is None or not pair.said or not value == found.a.high == found.b.low == found.b.high:
        return False
    digits = len(f"{value:g}".strip("0").replace(".", ""))
    exact = digits >= _DIGITS or (digits == _DIGITS - 1 and value != int(value))
    return exact or (bool(pair.plain) and (digits == _DIGITS - 1 or found.a.kind == "measure"))


def _has_one_fate(found: PairedFigures) -> bool:
    """Tell whether two figures count the same victims: "the death toll rose to 31", "31 people died"."""
    fate = fates(found.a.of)
    low, other = sorted((found.a.low or 0.0, found.b.low or 0.0))
    return bool(fate & _CASUALTIES) and fate == fates(found.b.of) and low >= _NEAR * other


def _agreeing(pair: Pair) -> list[PairedFigures]:
    return [
        f
        for f in pair.figures
        if f.comparison.agreement is Agreement.AGREE and _tells(f.a) and _tells(f.b) and not _is_far(f)
    ]


def _is_far(found: PairedFigures) -> bool:
    """Tell whether a bound admits a figure of quite another size: "at least 20" and "1.2 million"."""
    lows = [value for value in (found.a.low, found.b.low) if value]
    return len(lows) > 1 and None in (found.a.high, found.b.high) and max(lows) > _FAR * min(lows)


def figure_is_denied(pair: Pair) -> Finding | None:
    """One says that there were never so many."""
    if not (pair.claim.denied_figures or pair.passage.denied_figures):
        return None
    for found in _agreeing(pair):
        large = found.a.unit == found.b.unit and (found.a.low or 0.0) >= _LARGE
        if pair.denies(found) and (found.shared or large):
            return Finding(1.0, amount(found.a), f"{amount(found.a)} against never so many")
    return None


def _tells(quantity: Quantity) -> bool:
    """Tell whether a figure says something by itself: "one" and "the first" are in every other sentence."""
    return quantity.kind != "ordinal" and not quantity.low == quantity.high == 1


def figures_differ(pair: Pair) -> Finding | None:
    """Their figures can't both be right."""
    differing = [f for f in pair.figures if f.comparison.agreement is Agreement.DIFFER and not pair.denies(f)]
    for found in differing:
        fate, other = fates(found.a.of), fates(found.b.of)
        if fate == other and (fate or (found.shared and pair.likeness >= CLOSE and _counts_the_same(found))):
            return Finding(1.0, found.comparison.because, f"{figure(found.a)} against {amount(found.b)}")
    return Finding(0.4, differing[0].comparison.because) if differing else None


def _counts_the_same(found: PairedFigures) -> bool:
    """Tell whether two counts give one noun to what they count: so many jobs aren't so many workers."""
    return found.a.kind != "count" or found.a.unit == found.b.unit or "person" in (found.a.unit, found.b.unit)


def figures_count_others(pair: Pair) -> Finding | None:
    """Their figures count different things."""
    if pair.figures:
        return None
    mine, others = ([q for q in p.statement.quantities if _tells(q)] for p in (pair.claim, pair.passage))
    for a, b in product(mine, others):
        one, other = fates(a.of), fates(b.of)
        clash = bool(one and other) or bool((one | other) & _CASUALTIES and not _speaks_of(pair, one | other))
        if clash and not one & other:
            return Finding(1.0, f"{_counted(a, one)}, {_counted(b, other)}")
    return None


def _counted(quantity: Quantity, fate: Set[str]) -> str:
    return " and ".join(sorted(fate)) or amount(quantity)


def _speaks_of(pair: Pair, fate: Set[str]) -> bool:
    """Tell whether both name what happened to those whom only one counts."""
    keys = {word_key(lemmatize(one)) for one in sorted(fate)}
    return all(any(find_word(p, key) for key in keys) for p in (pair.claim, pair.passage))


def fates_differ(pair: Pair) -> Finding | None:
    """They tell of different fates."""
    mine, others = pair.claim.fates, pair.passage.fates
    if not (mine and others) or mine & others or figures_agree(pair):
        return None
    return Finding(1.0, f"{' and '.join(sorted(mine))}, {' and '.join(sorted(others))}")
