"""What the engine finds in numbers and dates, in the conventions of two public development sets, so that it can be
scored.

The sets themselves are given by folder. Conventions differ from ours: the news set names currencies and British spellings and spells a
range as "low-high"; the recognizers' set ends a span of days on the day after, and gives two readings to a date without a year.
"""

from datetime import date, timedelta

from app.nlp.dates import DateSpan, find_dates
from app.nlp.quantities import Quantity, find_quantities

_MONEY = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan",
    "RUB": "russian ruble",
    "INR": "indian rupee", "ILS": "shekel", "AUD": "australian dollar", "CAD": "canadian dollar",
    "NZD": "new zealand dollar",
    "HKD": "hong kong dollar", "SGD": "singapore dollar", "MYR": "malaysian ringgit", "ZAR": "south african rand",
    "CHF": "swiss franc",
    "KRW": "south korean won", "TRY": "turkish lira", "BRL": "brazilian real", "MXN": "mexican peso",
    "SEK": "swedish krona",
}  # fmt: skip
_SPELLING = {
    "percent": "percentage", "meter": "metre", "kilometer": "kilometre", "centimeter": "centimetre",
    "millimeter": "millimetre",
    "nanometer": "nanometre", "liter": "litre", "tonne": "metric ton", "person": "people",
}  # fmt: skip
_ORDERS = {(24, 99): (12, 120)}
_UNSCORED = frozenset({"time", "ordinal"})


def news_figures(text: str) -> list[tuple[str, str]]:
    """Return the value and the unit of each quantity of a news sentence, as the news set writes them."""
    return [(_news_value(one), _news_unit(one)) for one in find_quantities(text) if one.kind not in _UNSCORED]


def _news_value(one: Quantity) -> str:
    low, high = one.low, one.high
    if low is None or high is None or low == high or (one.approximate and high - low < 0.6 * high):
        return (
            str(float(high if low is None or (high != low and low is not None and high is not None) else low))
            if high is not None or low is not None
            else ""
        )
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


def spans_of_days(text: str, reference: date) -> list[tuple[str, DateSpan]]:
    """Return the dates of a text with their words, resolved against the day of reference."""
    return [(text[one.start : one.end].lower(), one) for one in find_dates(text, reference)]


def is_reading(one: DateSpan, value: dict[str, str]) -> bool:
    """Tell whether a date agrees with one of the recognizers' readings: the same first day, and the same last or
    the day after it."""
    if "value" in value:
        return one.first is not None and one.first == one.last and one.first.isoformat() == value["value"]
    first, end = value.get("start"), value.get("end")
    firsts = {one.first.isoformat() if one.first else None}
    if one.first is not None and value.get("Mod") == "after":
        firsts.add((one.first - timedelta(days=1)).isoformat())
    if first not in firsts:
        return False
    return one.last is None if end is None else one.last is not None and end in _ends(one.last)


def _ends(last: date) -> set[str]:
    """Return how the recognizers may write an end: the day, the day after, the first day of its month or year."""
    days = (last, last + timedelta(days=1), last.replace(day=1), last.replace(day=1, month=1))
    return {day.isoformat() for day in days}
