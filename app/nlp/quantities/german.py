"""German numbers written as one word: "dreihundertfünfzig"."""

import re
from functools import lru_cache

from app.nlp.lexicon.quantities import NUMBERS

_LONGEST = 60
_COMPOUND = re.compile(
    r"(?:(?P<thousands>[a-zäöüß]{0,40}?)tausend)?(?:(?P<hundreds>[a-zäöü]{0,8}?)hundert)?(?:und)?(?P<rest>[a-zäöüß]{0,24})"
)
_TENS = re.compile(r"(?P<one>[a-zäöü]{3,6})und(?P<ten>[a-zäöüß]{6,8})")
_ONES = {"ein": 1, "": 0}


@lru_cache(maxsize=4096)
def german_compound(word: str) -> float | None:
    """Return the value of a German number written as one word, or None.

    >>> german_compound("dreihundertfünfzig"), german_compound("einundzwanzig"), german_compound("wunderbar")
    (350.0, 21.0, None)
    """
    match = _COMPOUND.fullmatch(word) if len(word) <= _LONGEST else None
    if match is None or (match["thousands"] is None and match["hundreds"] is None and "und" not in word):
        return None
    above = match["thousands"]
    thousands = 0.0 if above is None else german_compound(above) or _below_hundred(above)
    hundreds = 0.0 if match["hundreds"] is None else _below_hundred(match["hundreds"])
    rest = _below_hundred(match["rest"])
    if thousands is None or hundreds is None or rest is None:
        return None
    thousands = thousands if thousands or above is None else 1.0
    hundreds = hundreds if hundreds or match["hundreds"] is None else 1.0
    return float(thousands * 1000 + hundreds * 100 + rest)


def _below_hundred(word: str) -> float | None:
    """Return the value of a German number below a hundred, 0 for no word."""
    small = NUMBERS["de"].small
    if word in _ONES or word in small:
        return _ONES.get(word, small.get(word))
    match = _TENS.fullmatch(word)
    if match is None:
        return None
    one, ten = _ONES.get(match["one"], small.get(match["one"])), small.get(match["ten"])
    return None if one is None or ten is None else one + ten
