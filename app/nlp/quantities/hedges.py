"""The words around a number that bound it or blur it: "more than", "nearly", "up to", "about", "or more"."""

import math
from dataclasses import dataclass

from app.nlp.lexicon.quantities import ABOUT, AFTERWARDS, GROWTH, HEDGES, HIGH, LOW, NEAR, UP_TO
from app.nlp.lexicon.units import DURATIONS
from app.nlp.quantities.tokens import Tokens

_LONGEST = {language: max(map(len, phrases)) for language, phrases in HEDGES.items()}
_LAST_WORDS = {language: frozenset(phrase[-1] for phrase in phrases) for language, phrases in HEDGES.items()}
_SPARED = frozenset({"just", "only", "even", "the", "a", "an", "those"})
_OVER_A_TIME = frozenset(
    {"for", "well", "just", "of", "in", "than", "took", "lasted", "spent", "is", "was", "are", "were", "been", "by"}
)
_NEGATED = frozenset({"no", "not"})


@dataclass(frozen=True, slots=True)
class Hedge:
    """What the words around a number do to it; `effects` has LOW, HIGH, NEAR, ABOUT."""

    effects: frozenset[str] = frozenset()
    first: int = 0
    stop: int = 0


def read_before(tokens: Tokens, at: int, language: str) -> Hedge:
    """Return the hedge that ends right before the token `at`; `first` is its first token."""
    phrases, last_words = HEDGES.get(language, HEDGES["en"]), _LAST_WORDS.get(language, _LAST_WORDS["en"])
    effects: set[str] = set()
    first = at
    while len(effects) < 3:
        end = first - 1 if tokens.word(first - 1) in _SPARED and tokens.word(first - 2) in last_words else first
        found = (
            _phrase_before(tokens, end, phrases, _LONGEST.get(language, 4))
            if tokens.word(end - 1) in last_words
            else None
        )
        if found is None:
            break
        effects.add(found[1])
        first = found[0]
    return Hedge(frozenset(effects), first, at)


def _phrase_before(
    tokens: Tokens, end: int, phrases: dict[tuple[str, ...], str], longest: int
) -> tuple[int, str] | None:
    for length in range(min(longest, end), 0, -1):
        effect = phrases.get(tuple(tokens.words[end - length : end]))
        if effect is not None:
            return end - length, effect
    return None


def read_after(tokens: Tokens, stop: int) -> Hedge:
    """Return the hedge that begins at the token `stop`."""
    for length in range(min(2, len(tokens.words) - stop), 0, -1):
        effect = AFTERWARDS.get(tuple(tokens.words[stop : stop + length]))
        if effect is not None and (tokens.word(stop) != "+" or tokens.touches(stop)):
            following = tokens.word(stop + length)
            if following == "than" or (tokens.word(stop) == "plus" and (following.isdecimal() or following == "or")):
                continue
            return Hedge(frozenset({effect}), stop, stop + length)
    return Hedge(frozenset(), stop, stop)


def is_span_of_time(tokens: Tokens, hedge: Hedge, unit: str) -> bool:
    """Tell whether "over" before a duration means "during" ("over three days") and no bound ("for over three days")."""
    return unit in DURATIONS and tokens.word(hedge.first) == "over" and tokens.word(hedge.first - 1) not in _OVER_A_TIME


def is_reached(tokens: Tokens, hedge: Hedge) -> bool:
    """Tell whether "up to" tells where a movement ended ("grew up to three meters", "выросли до 3,4%")."""
    word = tokens.word(hedge.first)
    if word in UP_TO:
        return any(tokens.word(hedge.first - back).startswith(UP_TO[word]) for back in (1, 2, 3, 4))
    return word == "up" and tokens.word(hedge.first - 1) in GROWTH


def bounds(
    low: float, high: float, effects: frozenset[str], digits: float = 0
) -> tuple[float | None, float | None, bool]:
    """Return the range and whether it is approximate, once `effects` have worked on `low` to `high`.

    "Nearly" reaches down by half a unit of the last significant digit, a fifth at most.

    >>> bounds(3, 3, frozenset({"near"})), bounds(10_000, 10_000, frozenset({"low"}))
    ((2.5, 3, True), (10000, None, True))
    """
    approximate = bool(effects) or (low != high and digits < 0)
    if LOW in effects and HIGH in effects:
        return low, high, True
    if LOW in effects:
        return low, None, True
    if HIGH in effects:
        return None, high, True
    if NEAR in effects:
        return nearly(low), high, True
    return low, high, approximate or ABOUT in effects


def last_digit(value: float) -> float:
    """Return the weight of the last significant digit: 10 for 60, 1 for 3, 0.1 for 2.5, 100,000 for 1.2 million."""
    if not value or not math.isfinite(value):
        return 1.0
    mantissa, _, exponent = f"{abs(value):.9e}".partition("e")
    digits = mantissa.rstrip("0").rstrip(".")
    return float(10 ** (int(exponent) - max(0, len(digits) - 2)))


def nearly(value: float) -> float:
    """Return the least that "nearly `value`" may be.

    >>> nearly(3), nearly(60), nearly(100)
    (2.5, 55.0, 80.0)
    """
    return max(value - last_digit(value) / 2, value * 0.8) if value > 0 else value
