"""Ages: "34-year-old", "34 years old", "aged 34", "Jane Roe, 34,"."""

from app.nlp.lexicon.counted import PEOPLE
from app.nlp.lexicon.quantities import AGE_CUES, AGE_STEMS, TERMS
from app.nlp.quantities.figures import Figure
from app.nlp.quantities.tokens import Tokens
from app.nlp.quantities.units import Unit

_AGED = frozenset({"aged", "age", "ages"})
_OLDEST = 125
_LONGEST_LIST = 20
_UNITS = frozenset({"year", "month", "week", "day"})


def read_age(tokens: Tokens, figure: Figure, first: int, language: str = "en") -> Unit | None:
    """Return the unit of an age that begins at the token `first` and ends with `figure`, or None."""
    place, name = figure.stop, figure.unit.name if figure.unit else ""
    if language != "en":
        return _read_foreign_age(tokens, place, name, first)
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


def _read_foreign_age(tokens: Tokens, stop: int, name: str, first: int) -> Unit | None:
    """Read "un hombre de 45 años", "âgé de 45 ans", "45-jähriger", "45-річного", "يبلغ من العمر 45 عاما"."""
    if name == "year":
        said = any(tokens.word(first - back) in AGE_CUES for back in (1, 2))
        return Unit("year", "age", stop) if said or tokens.words[stop : stop + 2] == ["de", "edad"] else None
    suffix = tokens.word(stop + 1)
    hyphened = tokens.word(stop) == "-" and tokens.touches(stop + 1) and suffix.startswith(AGE_STEMS)
    lasting = tokens.word(stop + 2).startswith(TERMS)
    return Unit("year", "age", stop + 2) if hyphened and not lasting else None


def _follows_an_age(tokens: Tokens, first: int) -> bool:
    """Tell whether the number is a later age in "aged 4, 6 and 11"."""
    place = first - 1
    while tokens.word(place) in ("and", ",") and tokens.is_number(place - 1) and first - place < _LONGEST_LIST:
        place -= 2
    return place < first - 1 and tokens.word(place) in _AGED


def _is_apposed(tokens: Tokens, figure: Figure, first: int) -> bool:
    """Tell whether the number stands between commas after a name or a person ("the boy, 14,")."""
    somebody = tokens.is_capital(first - 2) or tokens.word(first - 2) in PEOPLE
    named = tokens.word(first - 1) == "," and somebody and not tokens.touches(first)
    closed = tokens.word(figure.stop) in (",", ".", ")")
    return named and closed and tokens.words[figure.numeral.first].isdecimal()
