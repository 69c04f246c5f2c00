"""What the engine finds in numbers and dates, in the conventions of two public development sets, to be scored.

The sets are given as rows and are not part of the project. Their conventions differ from ours: the news set names
currencies, spells units the British way and writes a range as "low-high"; the recognizers' set ends a span of days on
the day after it, and gives two readings to a date without a year, one of which must be ours.

Of the recognizers' set these kinds are supported: numbers (values; not powers, spoken fractions beyond tenths, or
addresses), ranges, ordinals by number, percentages, ages, currencies, dimensions, temperatures, and dates and spans
of days. Not supported: ordinals by place ("the last one"), times and spans of time, recurring sets, units without a
number, and what the set's own Python edition does not support.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from app.nlp.dates import DateSpan, find_dates
from app.nlp.lexicon.units import DURATIONS
from app.nlp.quantities import Quantity, find_quantities

Row = dict[str, Any]

_MONEY = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan",
    "RUB": "russian ruble", "INR": "indian rupee", "ILS": "shekel",
    "AUD": "australian dollar", "CAD": "canadian dollar",
    "NZD": "new zealand dollar", "HKD": "hong kong dollar", "SGD": "singapore dollar", "MYR": "malaysian ringgit",
    "ZAR": "south african rand", "CHF": "swiss franc", "KRW": "south korean won", "TRY": "turkish lira",
    "BRL": "brazilian real", "MXN": "mexican peso", "SEK": "swedish krona",
}  # fmt: skip
_SPELLING = {
    "percent": "percentage", "meter": "metre", "kilometer": "kilometre", "centimeter": "centimetre",
    "millimeter": "millimetre", "nanometer": "nanometre", "liter": "litre", "tonne": "metric ton", "person": "people",
}  # fmt: skip
_ORDERS: dict[tuple[float, float], tuple[float, float]] = {(24, 99): (12, 120)}
_UNSCORED = frozenset({"time", "ordinal"})
_THEIR_UNITS = {
    "dollar": "USD", "united states dollar": "USD", "euro": "EUR", "pound": "GBP", "british pound": "GBP",
    "canadian dollar": "CAD", "australian dollar": "AUD", "japanese yen": "JPY", "chinese yuan": "CNY", "franc": "FRF",
    "finnish markka": "FIM", "netherlands guilder": "NLG", "turkish lira": "TRY", "c": "celsius", "f": "fahrenheit",
    "metric ton": "tonne",
}  # fmt: skip
_KINDS = {
    "CurrencyModel": "money", "DimensionModel": "measure", "TemperatureModel": "measure", "AgeModel": "age",
    "PercentModel": "percent", "OrdinalModel": "ordinal",
}  # fmt: skip
_DEGREES = frozenset({"celsius", "fahrenheit", "degree", "kelvin"})


def news_figures(text: str) -> list[tuple[str, str]]:
    """Return the value and the unit of each quantity of a news sentence, as the news set writes them."""
    return [(_news_value(one), _news_unit(one)) for one in find_quantities(text) if one.kind not in _UNSCORED]


def _news_value(one: Quantity) -> str:
    low, high = one.low, one.high
    if low is None or high is None:
        return str(float(low or high or 0))
    if low == high or (one.approximate and high - low < 0.6 * high):
        return str(float(high))
    if one.kind == "score":
        low, high = high, low
    elif one.approximate:
        low, high = _ORDERS.get((low, high), (low / 2, high + 1))
    return f"{float(low)}-{float(high)}"


def _news_unit(one: Quantity) -> str:
    if one.kind == "age":
        return f"{one.unit} of age"
    if one.kind == "count":
        return _news_noun(one)
    above, per, below = one.unit.partition(" per ")
    unit = _MONEY.get(above) or " ".join(_SPELLING.get(word, word) for word in above.split())
    return unit + (f" per {_SPELLING.get(below, below)}" if per else "") or "-"


def _news_noun(one: Quantity) -> str:
    """Return the counted noun with the words before it, its head in the singular."""
    if not one.unit:
        return "-"
    words = one.of.lower().split()
    head = next((place for place, word in enumerate(words) if _is_form_of(word, one.unit)), 0)
    return " ".join([*words[:head], _SPELLING.get(one.unit, one.unit)])


def _is_form_of(word: str, singular: str) -> bool:
    return word == singular or (word.startswith(singular[:-1]) and len(word) <= len(singular) + 3)


def score_recognizers(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Return, for each supported model, how many cases are exact and how many there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        model = row["model"].partition("/")[2]
        if is_supported(row):
            counts[model][0] += is_exact(row)
            counts[model][1] += 1
    return {model: (exact, cases) for model, (exact, cases) in sorted(counts.items())}


def is_supported(row: Row) -> bool:
    """Tell whether a case of the recognizers' set is of a supported kind (see above)."""
    model, entities = row["model"].partition("/")[2], row["entities"]
    types = {entity["type"].partition(".")[2] or entity["type"] for entity in entities}
    if model == "DateTimeModel":
        return not row["py_unsupported"] and types <= {"date", "daterange"}
    if model in ("NumberRangeModel", "OrdinalModel"):  # The set's Python edition supports none of these; ours does.
        return "relative" not in types
    values = [str(entity["resolution"].get("value")) for entity in entities]
    named_only = any(value in ("None", "null") for value in values)
    power = any(sign in row["text"] for sign in ("^", "1e", "2e", "32e", "ths", "fths", " over ", "192."))
    return not row["py_unsupported"] and not named_only and not (model == "NumberModel" and power)


def is_exact(row: Row) -> bool:
    """Tell whether all that the case names is found with its place and value, and nothing else of its kind.

    Our span of a sum of money may run on to its rate ("$5 a share"), which theirs leaves out.
    """
    model, text, entities = row["model"].partition("/")[2], row["text"], row["entities"]
    if model == "DateTimeModel":
        return _dates_are_exact(text, date.fromisoformat((row["reference"] or "2016-11-07")[:10]), entities)
    found = [one for one in find_quantities(text) if _is_of(model, one)]
    if len(found) != len(entities):
        return False
    return all(_is_same(model, text, one, entity) for one, entity in zip(found, entities, strict=True))


def _is_of(model: str, one: Quantity) -> bool:
    if model in _KINDS:
        warm = one.unit in _DEGREES
        measured = model != "DimensionModel" or (one.unit not in DURATIONS and one.unit not in _DEGREES - {"degree"})
        return one.kind == _KINDS[model] and measured and (model != "TemperatureModel" or warm)
    return one.kind not in _UNSCORED


def _is_same(model: str, text: str, one: Quantity, entity: Row) -> bool:
    resolution = entity["resolution"]
    if model == "NumberRangeModel":
        low, high = (float(end) if end else None for end in resolution["value"][1:-1].split(","))
        return (one.low, one.high) == (low, high)
    value = one.high if one.high is not None else one.low
    close = value is not None and abs(value - float(resolution["value"].rstrip("%"))) <= 1e-6 * max(1, abs(value))
    if model == "NumberModel":
        return close
    words = text[one.start : one.end].lower()
    placed = words == entity["text"].strip() or (" per " in one.unit and words.startswith(entity["text"]))
    theirs = str(resolution.get("unit", "")).lower()
    return (
        close
        and placed
        and (not theirs or one.unit.partition(" per ")[0] == _THEIR_UNITS.get(theirs, theirs) or one.unit == theirs)
    )


def _dates_are_exact(text: str, reference: date, entities: list[Row]) -> bool:
    """Tell whether the dates are those of the case; what it leaves unresolved must stay unknown."""
    known = [entity for entity in entities if entity["resolution"]["values"][0].get("value") != "not resolved"]
    found = find_dates(text, reference)
    return len(found) == len(known) and all(
        _bare(text[one.start : one.end].lower()) == _bare(entity["text"])
        and any(is_reading(one, value) for value in entity["resolution"]["values"])
        for one, entity in zip(found, known, strict=True)
    )


def _bare(words: str) -> str:
    """Return the words of a date without the small word before it, which the two sides draw in at will."""
    return words.removeprefix("on ").removeprefix("in ").removeprefix("the ")


def is_reading(one: DateSpan, value: Row) -> bool:
    """Tell whether a date agrees with one of the recognizers' readings: the same first day and the same end."""
    if "value" in value:
        return one.first is not None and one.first == one.last and one.first.isoformat() == value["value"]
    first, end = value.get("start"), value.get("end")
    firsts = {one.first.isoformat() if one.first else None}
    if one.first is not None and value.get("Mod") == "after":
        firsts.add((one.first - timedelta(days=1)).isoformat())
    return first in firsts and (one.last is None if end is None else one.last is not None and end in _ends(one.last))


def _ends(last: date) -> set[str]:
    """Return how the recognizers may write an end: the day, the day after, the first day of its month or year."""
    days = (last, last + timedelta(days=1), last.replace(day=1), last.replace(day=1, month=1))
    return {day.isoformat() for day in days}
