"""A quantity in words, as the clauses of a comparison name it."""

from app.nlp.lexicon.units import DURATIONS
from app.nlp.quantities.hedges import nearly
from app.nlp.quantities.values import Quantity

_PLURALS = {
    "foot": "feet", "person": "people", "inch": "inches", "century": "centuries", "child": "children", "man": "men",
    "woman": "women", "penny": "pence", "percent": "percent", "celsius": "degrees Celsius",
    "fahrenheit": "degrees Fahrenheit", "hertz": "hertz", "horsepower": "horsepower",
}  # fmt: skip
_ORDERS: dict[tuple[float, float], str] = {
    (24, 99): "dozens", (40, 199): "scores", (20, 99): "tens", (200, 999): "hundreds", (2000, 9999): "thousands",
    (20_000, 99_999): "tens of thousands", (200_000, 999_999): "hundreds of thousands",
    (2_000_000, 9_999_999): "millions", (20_000_000, 99_999_999): "tens of millions",
}  # fmt: skip
_LARGE = ((1e12, "trillion", 3), (1e9, "billion", 3), (1e6, "million", 2))


def number(value: float) -> str:
    """Return a number as a reader writes it.

    >>> number(12000.0), number(2.5e9), number(0.25), number(1187000)
    ('12,000', '2.5 billion', '0.25', '1,187,000')
    """
    for size, name, places in _LARGE:
        if abs(value) >= size and round(round(value / size, places) * size) == value:
            return f"{value / size:g} {name}"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.{4 if abs(value) < 1 else 2}f}".rstrip("0").rstrip(".")


def clock(minute: float) -> str:
    """Return a time of day.

    >>> clock(1385), clock(1440)
    ('23:05', '24:00')
    """
    return f"{int(minute) // 60:02}:{int(minute) % 60:02}"


def plural(unit: str) -> str:
    """Return the plural of a unit: "square kilometers", "miles per hour", "soldiers"."""
    above, per, below = unit.partition(" per ")
    if per:
        return f"{plural(above)} per {below}"
    first, space, last = unit.rpartition(" ")
    if last.isupper() or not last:
        return unit
    if last in _PLURALS:
        return first + space + _PLURALS[last]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if last.endswith(("s", "x", "ch", "sh")) else "s")


def figure(quantity: Quantity) -> str:
    """Return the value of a quantity in words, without its unit ("over 10,000", "10,000 to 12,000", "hundreds")."""
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        return f"up to {number(high)}" if high is not None else f"over {number(low or 0)}"
    if quantity.kind == "time":
        return clock(low) if low == high else f"{clock(low)} to {clock(high)}"
    if quantity.kind == "score":
        return f"{number(high)}-{number(low)}"
    if low == high:
        return f"about {number(low)}" if quantity.approximate else number(low)
    return _span(low, high, approximate=quantity.approximate)


def _span(low: float, high: float, *, approximate: bool) -> str:
    if approximate and low == nearly(high):
        return f"nearly {number(high)}"
    return _ORDERS.get((low, high)) or f"{number(low)} to {number(high)}"


def amount(quantity: Quantity) -> str:
    """Return a quantity in words with its unit ("380 square miles", "about 30 percent", "over 10,000 soldiers")."""
    name = figure(quantity)
    unit = quantity.unit
    if quantity.kind in ("time", "score", "fraction", "ordinal") or not unit:
        return name
    single = quantity.low == quantity.high == 1
    return f"{name} {unit if single else plural(unit)}" + (
        " of age" if quantity.kind == "age" and unit in DURATIONS else ""
    )
