"""Whether two quantities speak of the same thing, so that holding their values together means anything."""

import re
from functools import lru_cache

from app.nlp.lexicon.counted import BOTH, CLASHING, EVENTS, PEOPLE, STOPS, THINGS
from app.nlp.lexicon.units import DIMENSIONS
from app.nlp.quantities.nouns import singular
from app.nlp.quantities.values import Quantity
from app.nlp.quantities.wording import plural

_RATE = re.compile(r" a (hour|day|night|week|month|year|season|game)\b")
_WORD = re.compile(r"[^\W\d_]+")
SHARES = frozenset({"percent", "fraction"})
POINTS = frozenset({"percentage point", "basis point"})
_OF_SOMETHING = frozenset({"percent", "percentage point", "basis point", "fraction", "money", "measure"})
_COUNTED = frozenset({"count", "ordinal"})
_NAMES = {"money": "money", "percent": "a percentage", "percentage point": "percentage points", "count": "a number"
" of things", "measure": "a measure",
          "age": "an age", "ordinal": "a rank", "time": "a time of day", "fraction": "a share", "score": "a score",
          "basis point": "basis points"}  # fmt: skip


@lru_cache(maxsize=8192)
def fates(of: str) -> frozenset[str]:
    """Return what happened to those counted.

    >>> sorted(fates("North Korean soldiers killed or wounded"))
    ['killed', 'wounded']
    """
    words = _WORD.findall(of.lower())
    found = {EVENTS[word] for word in words if word in EVENTS} & CLASHING
    for word in words:
        found |= BOTH.get(word, frozenset())
    return frozenset(found - {"found"} if found & {"killed", "wounded"} and "bodies" not in words else found)


@lru_cache(maxsize=8192)
def topic(of: str) -> frozenset[str]:
    """Return the content words of a description, in the singular."""
    return frozenset(singular(word) for word in _WORD.findall(of.lower()) if word not in STOPS and len(word) > 2)


def thing(unit: str) -> str:
    """Return the noun that stands for a counted noun and its like."""
    return THINGS.get(unit, unit)


def why_not_the_same(a: Quantity, b: Quantity) -> str:
    """Return the clause that says why two quantities can't be compared, or "" where they can."""
    kinds = {a.kind, b.kind}
    if len(kinds) > 1 and kinds not in (SHARES, POINTS):
        return f"one is {_NAMES.get(a.kind, a.kind)}, the other {_NAMES.get(b.kind, b.kind)}"
    if a.kind == "money" and a.unit != b.unit:
        return f"{a.unit} against {b.unit}"
    if a.kind == "count":
        return _other_count(a, b)
    if a.kind == "measure":
        return _other_dimension(a, b)
    return ""


def _other_count(a: Quantity, b: Quantity) -> str:
    mine, others = thing(a.unit), thing(b.unit)
    if mine != others and mine and others and not (_may_be_people(mine, others)):
        return f"{plural(a.unit)} against {plural(b.unit)}"
    rate, another = _RATE.search(a.of), _RATE.search(b.of)
    if (rate[1] if rate else "") != (another[1] if another else ""):
        return f"{_per(rate)} against {_per(another)}"
    fate, other = fates(a.of), fates(b.of)
    if fate and other and fate != other:
        return f"one counts the {_listed(fate)}, the other the {_listed(other)}"
    if bool(mine) != bool(others):
        return "only one says what it counts"
    return ""


def _per(rate: re.Match[str] | None) -> str:
    return f"so many a {rate[1]}" if rate else "a number without a rate"


def why_other_things(a: Quantity, b: Quantity) -> str:
    """Return the clause that says that two shares, sums or measures are of different things, or "".

    Only where both say what they are of, and no word is in both: 61 % turnout is not 49 % of the vote.
    """
    if a.kind not in _OF_SOMETHING or not topic(a.of) or not topic(b.of) or topic(a.of) & topic(b.of):
        return ""
    return f"one is of “{a.of}”, the other of “{b.of}”"


def _may_be_people(mine: str, others: str) -> bool:
    return "person" in (mine, others) and {mine, others} <= PEOPLE


def _listed(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))


def _other_dimension(a: Quantity, b: Quantity) -> str:
    mine, others = _dimension(a.of), _dimension(b.of)
    return f"one is a {mine}, the other a {others}" if mine and others and mine != others else ""


def _dimension(of: str) -> str:
    return next((DIMENSIONS[word] for word in reversed(_WORD.findall(of.lower())) if word in DIMENSIONS), "")


def share_a_topic(a: Quantity, b: Quantity) -> bool:
    """Tell whether the descriptions of two quantities have a content word in common, or both name the same counted
    noun and fate."""
    if a.kind == "count" and thing(a.unit) == thing(b.unit) and a.unit and fates(a.of) == fates(b.of):
        return True
    return bool(topic(a.of) & topic(b.of)) or bool(fates(a.of) & fates(b.of))
