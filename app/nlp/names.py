"""Names in a text, and whether two names mean one person, body or place, across spellings and scripts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a text: code points `start` to `end` (exclusive), as written."""

    text: str
    start: int
    end: int


def find_names(text: str) -> list[Name]:
    """Return the proper names in `text`, in order (capitalised runs, "University of X", acronyms)."""
    raise NotImplementedError


def same_name(a: str, b: str) -> bool:
    """Tell whether two names can mean the same: Zelensky, Zelenskyy, Зеленський; Tyva, Tuva; SBU, Security Service of Ukraine."""
    raise NotImplementedError


def find_acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that a text itself expands: {"NIS": "National Intelligence Service"}."""
    raise NotImplementedError
