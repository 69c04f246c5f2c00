"""The values that the room speaks in: a figure, and what holding two of them together gives."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: code points `start` to `end` (exclusive) of the text that it was found in.

    `low` and `high` bound the value, an open bound is None ("over 10,000": low 10000, high None; "hundreds": 200-999;
    "thousands" 2,000-9,999; "dozens" 24-99). `unit` is singular and lower case ("soldier", "square kilometer" for
    "square kilometres", "percent", "USD", "" for a bare number). `of` is what is counted or measured,
    in the text's words
    ("North Korean soldiers killed"). `kind` keeps apart what must never be compared: count, measure, percent,
    percentage
    point, money, age, ordinal, time (minutes after midnight), fraction, score.
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
    """Whether two values agree, and the clause that explains it to a reviewer ("12,000 lies within 10,000 to
    12,000")."""

    agreement: Agreement
    because: str
