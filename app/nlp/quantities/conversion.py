"""Units of measure, converted by the units library, which is loaded only when two figures need it."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint

_NAMES = {
    "ton": "short_ton", "tonne": "metric_ton", "percentage point": "percent", "celsius": "degree_Celsius",
    "fahrenheit": "degree_Fahrenheit",
    "foot pound-force": "foot_pound", "brake horsepower": "horsepower", "barrel": "oil_barrel",
    "calorie": "kilocalorie",
    "kiloton": "kiloton_TNT", "megaton": "megaton_TNT", "inch mercury": "inch_Hg", "knot": "knot",
    "kilopound per square inch": "kilopound_force_per_square_inch", "pound per square inch": "psi",
}  # fmt: skip


@lru_cache(maxsize=1)
def _registry() -> "pint.UnitRegistry[float]":
    import pint  # noqa: PLC0415  It takes half a second, and most comparisons need no conversion.

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@lru_cache(maxsize=4096)
def _expression(unit: str) -> str:
    """Return a unit as the library spells it: "mile per hour" is "mile / hour", "square mile" is "mile ** 2"."""
    if unit in _NAMES:
        return _NAMES[unit]
    above, per, below = unit.partition(" per ")
    if per:
        return f"{_expression(above)} / {_expression(below)}"
    for word, power in (("square ", 2), ("cubic ", 3)):
        if unit.startswith(word):
            return f"{unit.removeprefix(word)} ** {power}"
    return unit.replace(" ", "_")


@lru_cache(maxsize=4096)
def convert(value: float, unit: str, into: str) -> float | None:
    """Return `value` in the unit `into`, or None where the two measure different things or are not known.

    >>> round(convert(380, "square mile", "square kilometer") or 0)
    984
    """
    import pint  # noqa: PLC0415  See above.

    try:
        return float(_registry().Quantity(value, _expression(unit)).to(_expression(into)).magnitude)
    except (pint.PintError, AttributeError):
        return None
