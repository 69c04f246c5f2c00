"""What a sentence says in numbers: value ranges, units, what is counted; and whether two such figures agree."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: code points `start` to `end` (exclusive) of the text that it was found in.

    `low` and `high` bound the value, an open bound is None ("over 10,000": low 10000, high None; "hundreds": 200-999;
    "thousands" 2,000-9,999; "dozens" 24-99). `unit` is singular and lower case ("soldier", "square kilometre" for
    "square kilometers", "percent", "USD", "" for a bare number). `of` is what is counted or measured, in the text's words
    ("North Korean soldiers killed"). `kind` keeps apart what must never be compared: count, measure, percent, money, age,
    ordinal, time, year, ...
    """

    low: float | None
    high: float | None
    unit: str
    approximate: bool
    of: str
    start: int
    end: int
    kind: str = "count"


class Agreement(StrEnum):
    """How two values stand to each other."""

    AGREE = "agree"
    DIFFER = "differ"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two values agree, and the clause that explains it to a reviewer ("12,000 lies within 10,000 to 12,000")."""

    agreement: Agreement
    because: str


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return the quantities in `text` (a sentence, or longer), in order; offsets are those of `text`."""
    raise NotImplementedError


def compare_quantities(a: Quantity, b: Quantity) -> Comparison:
    """Compare two quantities as numbers, after converting units; refuse, with the reason, what isn't comparable."""
    raise NotImplementedError
