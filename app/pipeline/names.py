"""Names of people: one spelling stands for all that look the same, so that nobody can pass for somebody else."""

import unicodedata

from app.db import fold_name
from app.errors import Refused
from app.pipeline.checks import clean_line

_LONGEST = 120
_ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}  # Those whose letters pass for each other's.
# Small letters that pass for a Latin one: the part of Unicode's confusables (UTS 39) that names can be forged with.
_LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("асԁеһіјӏорԛѕухѵԝ", "acdehijlopqsyxvw", strict=True)),  # Cyrillic
        **dict(zip("αγικνορτυχ", "ayikvoptux", strict=True)),  # Greek
        **dict(zip("օսհցո", "ouhgn", strict=True)),  # Armenian
        "ı": "i",
        "ɑ": "a",
        "ɡ": "g",
    }
)


def clean_name(name: str) -> str:
    """Return a person's name on one line; raise Refused for what can't be told from another by looking at it."""
    name = unicodedata.normalize("NFC", clean_line(name, "name", _LONGEST))
    if any(unicodedata.category(sign) in {"Cf", "Co", "Cn", "Cs"} for sign in name):
        raise Refused("The name holds signs that can't be seen.", field="name")
    if not any(sign.isalnum() for sign in name):
        raise Refused("The name needs a letter or a digit.", field="name")
    if any(len(_alphabets(word)) > 1 for word in name.split()):
        raise Refused("The name mixes letters of different alphabets in one word.", field="name")
    return name


def fold_person(name: str) -> str:
    """Return what is the same for all names that look the same: width, case, blanks and look-alike letters apart.

    >>> fold_person("Admin "), fold_person("аdmin"), fold_person("ＡＤＭＩＮ")
    ('admin', 'admin', 'admin')
    >>> fold_person("Анна") == fold_person("Anna")
    False
    """
    return fold_name(name).translate(_LOOK_ALIKES)


def _alphabets(word: str) -> set[str]:
    """Return the alphabets of a word's letters, as far as they can be mistaken for one another."""
    return {unicodedata.name(sign, "").partition(" ")[0] for sign in word if sign.isalpha()} & _ALPHABETS
