"""Ages: "34-year-old", "34 years old", "aged 34", "Jane Roe, 34,"."""

from app.nlp.quantities.figures import Figure
from app.nlp.quantities.tokens import Tokens
from app.nlp.quantities.units import Unit

_AGED = frozenset({"aged", "age", "ages"})
_OLDEST = 125
_UNITS = frozenset({"year", "month", "week", "day"})


def read_age(tokens: Tokens, figure: Figure, first: int) -> Unit | None:
    """Return the unit of an age that begins at the token `first` and ends with `figure`, or None."""
    place, name = figure.stop, figure.unit.name if figure.unit else ""
    if name in _UNITS:
        old = place + (tokens.word(place) == "-")
        if tokens.word(old) in ("old", "olds"):
            return Unit(name, "age", old + 1)
        return Unit(name, "age", place + 2) if tokens.words[place : place + 2] == ["of", "age"] else None
    if figure.unit is not None or not 0 < figure.high < _OLDEST or figure.numeral.style not in ("digits", "words"):
        return None
    said = tokens.word(first - 1) in _AGED or (tokens.word(first - 1) == "of" and tokens.word(first - 2) in _AGED)
    said = said or _follows_an_age(tokens, first)
    return Unit("year", "age", place) if said or _is_apposed(tokens, figure, first) else None


def _follows_an_age(tokens: Tokens, first: int) -> bool:
    """Tell whether the number is the second age in "aged 4 and 6"."""
    return tokens.word(first - 1) == "and" and tokens.is_number(first - 2) and tokens.word(first - 3) in _AGED


def _is_apposed(tokens: Tokens, figure: Figure, first: int) -> bool:
    """Tell whether the number stands between commas after a name."""
    named = tokens.word(first - 1) == "," and tokens.is_capital(first - 2) and not tokens.touches(first)
    closed = tokens.word(figure.stop) in (",", ".", ")")
    return named and closed and tokens.words[figure.numeral.first].isdecimal()
