"""What stands beside a number: units of measure, per cent, money before and after it, rates ("a day", "per share")."""

from dataclasses import dataclass

from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.units import (
    CODES,
    CURRENCIES,
    DOLLARS,
    HEAT,
    LONGEST_PHRASE,
    MAGNITUDES_AFTER,
    MAGNITUDES_BEFORE,
    MEASURES,
    MONEY_CUES,
    NATIONS,
    PERCENT,
    PERS,
    PHRASES,
    PREFIXES,
    QUAKES,
    SYMBOLS,
)
from app.nlp.quantities.tokens import Tokens

_LETTERS = word_set("m l g t w v p h s a")
_UPPER = {"W": "watt", "V": "volt", "A": "ampere"}
_SIGNS = {"″": "inch", "′": "foot"}
_NO_UNIT_AFTER_SPACE = frozenset(
    {"a", "h", "s", "p", "mi", "w", "v", "an", "min", "mp", "au", "ps", "cal", "mb", "amp", "mes", "tag"}
)
_SQUARED = {"m": "square meter", "km": "square kilometer", "ft": "square foot"}
_KINDS_OF_THEIR_OWN = frozenset({"percent", "percentage point", "basis point"})
_ODD_PREFIXES = {("y", "="): "JPY", ("¥", "="): "JPY", ("rs", "."): "INR"}
_SHORT_BASES = {"h": "hour", "hr": "hour", "s": "second", "sec": "second", "kg": "kilogram"}
_PER = frozenset({"per", "/", "a", "an", "each", "every"})
_NEAR_HEAT = 12
_GREATEST_MAGNITUDE = 10
_OF_MAGNITUDE = frozenset({"of", "a", "de", "von", "about", "around", "at", "was", "-"})
_DEGREES_GLUED = {"C": "celsius", "F": "fahrenheit"}
_POINTS = frozenset({"point", "points"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the tokens that it takes after a number, up to `stop`."""

    name: str
    kind: str
    stop: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """A currency before a number: its code and its first token."""

    code: str
    first: int


def read_prefix(tokens: Tokens, at: int) -> Prefix | None:
    """Return the currency written before the number at `at`: "$", "US$", "$US", "EUR", "RM"."""
    sign = tokens.word(at - 1)
    if sign == "$":
        return _whose_dollar(tokens, at - 1)
    if sign in SYMBOLS:
        return Prefix(SYMBOLS[sign], at - 1)
    return _read_letters(tokens, at) if sign else None


def _read_letters(tokens: Tokens, at: int) -> Prefix | None:
    """Return the currency whose letters stand before the number at `at`: "EUR", "RM", "$US", "Rs."."""
    sign, before, raw = tokens.word(at - 1), tokens.word(at - 2), tokens.raw(at - 1)
    if raw in CODES:
        return Prefix("CNY" if raw == "RMB" else raw, at - 1)
    if before == "$" and tokens.touches(at - 1) and sign in DOLLARS:
        return Prefix(DOLLARS[sign], at - 2)
    if sign in PREFIXES and tokens.touches(at) and tokens.is_capital(at - 1):
        return Prefix(PREFIXES[sign], at - 1)
    odd = _ODD_PREFIXES.get((before, sign))
    return Prefix(odd, at - 2) if odd else None


def _whose_dollar(tokens: Tokens, sign: int) -> Prefix:
    word, raw = tokens.word(sign - 1), tokens.raw(sign - 1)
    if word in DOLLARS and (tokens.touches(sign) or raw.isupper()) and (raw.isupper() or word == "c"):
        if word == "a" and not tokens.touches(sign):
            return Prefix("USD", sign)
        return Prefix(DOLLARS[word], sign - 1)
    if word == "." and tokens.word(sign - 2) == "s" and tokens.word(sign - 4) == "u":
        return Prefix("USD", sign - 4)
    if word == "s" and tokens.word(sign - 2) == "." and tokens.word(sign - 3) == "u":
        return Prefix("USD", sign - 3)
    return Prefix("USD", sign)


def read_unit(tokens: Tokens, stop: int, value: float, prefix: Prefix | None = None) -> Unit | None:
    """Return the unit that begins at the token `stop`, hyphen before it allowed ("12-mile"), with its rate if it
    has one."""
    place = stop + 1 if tokens.word(stop) == "-" and tokens.touches(stop) and tokens.touches(stop + 1) else stop
    if (
        place < len(tokens.words)
        and tokens.word(place) in "([{"
        and tokens.word(place + 2) in ")]}"
        and tokens.word(place + 2)
    ):
        bare = _measure(tokens, place + 1)
        return Unit(bare.name, bare.kind, place + 3) if bare is not None else None
    unit = _percent(tokens, place) or _money(tokens, place, value, stop) or _measure(tokens, place)
    if unit is None and prefix is None:
        return None
    return with_rate(tokens, unit or Unit(prefix.code if prefix else "", "money", stop))


def _percent(tokens: Tokens, place: int) -> Unit | None:
    word = tokens.word(place)
    if word in PERCENT:
        if tokens.word(place + 1) in _POINTS:
            return Unit("percentage point", "percentage point", place + 2)
        return Unit("percent", "percent", place + 1)
    return None


def _money(tokens: Tokens, place: int, value: float, stop: int) -> Unit | None:
    word, raw = tokens.word(place), tokens.raw(place)
    if raw in CODES:
        return Unit("CNY" if raw == "RMB" else raw, "money", place + 1)
    if word in SYMBOLS:
        followed = tokens.is_number(place + 1) and not tokens.touches(place)
        return None if followed else Unit(SYMBOLS[word], "money", place + 1)
    if word == "p":
        return None
    if word in ("pound", "pounds"):
        return _pounds(tokens, place, value, stop)
    if word in CURRENCIES:
        return Unit(CURRENCIES[word], "money", place + 1)
    return _national(tokens, place)


def _national(tokens: Tokens, place: int) -> Unit | None:
    """Read "Australian dollars", "U.S. dollars", "New Zealand dollars"."""
    word = tokens.word(place)
    if word == "u" and tokens.word(place + 2) == "s" and tokens.word(place + 4) in ("dollar", "dollars"):
        return Unit("USD", "money", place + 5)
    for noun in (place + 1, place + 2):
        code = CURRENCIES.get(tokens.word(noun)) or ("GBP" if tokens.word(noun) in ("pound", "pounds") else None)
        if code in NATIONS and tokens.word(noun - 1) in NATIONS[code]:
            return Unit(NATIONS[code][tokens.word(noun - 1)], "money", noun + 1)
    return None


def _pounds(tokens: Tokens, place: int, value: float, stop: int) -> Unit:
    sterling = tokens.word(place + 1) == "sterling"
    nearby = tokens.words[max(0, stop - 8) : place + 6]
    if sterling or value >= 1e6 or not MONEY_CUES.isdisjoint(nearby):
        return Unit("GBP", "money", place + 1 + sterling)
    return Unit("pound", "measure", place + 1)


def _measure(tokens: Tokens, place: int) -> Unit | None:
    """Return the unit of measure at `place`."""
    for length in range(min(LONGEST_PHRASE, len(tokens.words) - place), 1, -1):
        unit = PHRASES.get(tuple(tokens.words[place : place + length]))
        if unit is not None:
            return Unit(unit, unit if unit in _KINDS_OF_THEIR_OWN else "measure", place + length)
    word, raw = tokens.word(place), tokens.raw(place)
    sign = _SIGNS.get(word) or (_DEGREES_GLUED.get(raw) if _is_warmth(tokens, place) else None)
    if sign:
        return Unit(sign, "measure", place + 1)
    if word not in MEASURES or (word in _NO_UNIT_AFTER_SPACE and not tokens.touches(place)):
        return None
    if word in _SQUARED and tokens.word(place + 1) == "2" and tokens.touches(place + 1):
        return Unit(_SQUARED[word], "measure", place + 2)
    name = _UPPER.get(raw) if word in _LETTERS and raw.isupper() else MEASURES[word]
    if name is None:
        return None
    kind = name if name in _KINDS_OF_THEIR_OWN else "measure"
    return Unit(name, kind, place + 1 + _is_dotted(tokens, place))


def _is_warmth(tokens: Tokens, place: int) -> bool:
    """Tell whether "C" or "F" right after a number are degrees: a word of heat or cold stands near."""
    if not tokens.touches(place) or not tokens.is_number(place - 1):
        return False
    return not HEAT.isdisjoint(tokens.words[max(0, place - _NEAR_HEAT) : place + _NEAR_HEAT])


def read_magnitude(tokens: Tokens, first: int, stop: int, value: float) -> Unit | None:
    """Return the magnitude of an earthquake around a bare number: "magnitude 6.4", "6.4-magnitude", "6.4 Richter"."""
    if not 0 < value < _GREATEST_MAGNITUDE:
        return None
    before = next(
        (tokens.word(first - back) for back in (1, 2, 3) if tokens.word(first - back) not in _OF_MAGNITUDE), ""
    )
    after = stop + (tokens.word(stop) == "-")
    if tokens.word(after) in MAGNITUDES_AFTER:
        return Unit("magnitude", "measure", after + 1)
    scaled = tokens.words[stop : stop + 3] == ["on", "the", "richter"]
    scaled = scaled or (value % 1 != 0 and tokens.word(stop) in QUAKES)
    return Unit("magnitude", "measure", stop) if scaled or before in MAGNITUDES_BEFORE else None


def _is_dotted(tokens: Tokens, place: int) -> bool:
    """Tell whether a full stop after a short unit belongs to it: a word in lower case follows."""
    following = tokens.word(place + 2)
    dotted = tokens.word(place + 1) == "." and len(tokens.words[place]) <= 3
    return dotted and following[:1].isalpha() and not tokens.is_capital(place + 2)


def with_rate(tokens: Tokens, unit: Unit) -> Unit:
    """Add "per hour", "a day", "/share" to a unit."""
    word = tokens.word(unit.stop)
    if word == "-" and tokens.word(unit.stop + 1) == "per":
        return with_rate(tokens, Unit(unit.name, unit.kind, unit.stop + 1))
    if word not in _PER:
        return unit
    base = per_name(tokens.word(unit.stop + 1), article=word in ("a", "an"))
    if base is None or (word == "/" and not tokens.touches(unit.stop)):
        return unit
    if word in ("a", "an") and unit.kind == "measure" and unit.name in PERS and unit.name == base:
        return unit
    return Unit(f"{unit.name} per {base}", unit.kind, unit.stop + 2)


def per_name(word: str, *, article: bool = False) -> str | None:
    """Return what a rate is per, or None: "hour", "share", "capita"; after an article in the singular only."""
    base = word if article else _SHORT_BASES.get(word) or MEASURES.get(word) or word
    return base if base in PERS else None
