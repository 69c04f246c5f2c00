"""Who is named with an @ in a comment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, from its @ to its end (code points, end exclusive)."""

    start: int
    end: int
    name: str


def find_mentions(text: str, names: Iterable[str]) -> list[Mention]:
    """Return where `text` names one of `names` after an @, whatever the case; of two that fit, the longer one counts.

    >>> [mention.name for mention in find_mentions("@ann lee, see @Ann. Not a@ann.example", ["Ann", "Ann Lee"])]
    ['Ann Lee', 'Ann']
    """
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    return [mention for at in _find_ats(text) if (mention := _read_name(text, at, longest_first))]


def _find_ats(text: str) -> Iterator[int]:
    """Yield where an @ begins a word: the one in an e-mail address names nobody."""
    at = text.find("@")
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            yield at
        at = text.find("@", at + 1)


def _read_name(text: str, at: int, longest_first: Iterable[str]) -> Mention | None:
    for name in longest_first:
        end = at + 1 + len(name)
        if text[at + 1 : end].casefold() == name.casefold() and not text[end : end + 1].isalnum():
            return Mention(at, end, name)
    return None
