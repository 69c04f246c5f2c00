"""The names of one article, so that a short form can be read as the full name that the article gives."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.names import FAMILY_FIRST, GENERIC_WORDS, PARTICLES, PERSONAL_TITLES, PLACE_HEADS
from app.nlp.names.acronyms import find_acronyms
from app.nlp.names.find import Name, find_names, has_capital
from app.nlp.names.same import name_key, same_word


@dataclass(frozen=True)
class Roster:
    """The names of one article in order, its acronyms, and which full names each last word stands for."""

    names: tuple[Name, ...]
    acronyms: dict[str, str]
    _full: dict[str, list[Name]] = field(repr=False, default_factory=dict)
    _starts: list[int] = field(repr=False, default_factory=list)
    _people: dict[str, int] = field(repr=False, default_factory=dict)

    def canonical(self, name: str, at: int | None = None) -> str:
        """Return the full name that the article gives for `name`, or `name` itself without title and possessive.

        Two people with one family name: the one who was named last before `at`, otherwise the first.

        >>> roster = read_roster("Mayor Ada Obi spoke. The Coast Agency (CA) helped. Obi left.")
        >>> roster.canonical("Obi"), roster.canonical("the CA")
        ('Ada Obi', 'Coast Agency')
        """
        bare = name.removesuffix("’s").removesuffix("'s").strip()
        without_article = bare[4:] if bare.lower().startswith("the ") else bare
        if without_article in self.acronyms:
            return self.acronyms[without_article]
        key = name_key(bare)
        if len(key) != 1:
            return without_article
        full = self._fuller(key[0], at)
        return full.text if full else without_article

    def _fuller(self, word: str, at: int | None) -> Name | None:
        candidates = self._full.get(word) or next(
            (names for last, names in self._full.items() if same_word(word, last)), None
        )
        if not candidates:
            return None
        if at is None:
            return candidates[0]
        return candidates[max(bisect_right(candidates, at, key=lambda n: n.start) - 1, 0)]

    def person(self, name: Name) -> str | None:
        """Return the full name of the person that a name means, or None where it means no known person."""
        if name.text in self._people:
            return name.text
        key = name_key(name.text)
        full = self._fuller(key[0], name.start) if len(key) == 1 else None
        return full.text if full else None

    def introduced(self, full_name: str) -> int:
        """Return where a person's full name stands first."""
        return self._people[full_name]

    def between(self, start: int, end: int) -> list[Name]:
        """Return the names that lie wholly within a span."""
        names = self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [name for name in names if name.end <= end]


def read_roster(text: str) -> Roster:
    """Read the names of one article."""
    names = tuple(find_names(text))
    places = {name_key(n.text)[-1:] for n in names if _is_place(text, n)}
    full: dict[str, list[Name]] = {}
    for name in names:
        key = name_key(name.text)
        if is_full_name(name.text) and key[-1:] not in places:
            full.setdefault(key[-1], []).append(name)
            if key[0] in FAMILY_FIRST:
                full.setdefault(key[0], []).append(name)
    for name in names:
        key = name_key(name.text)
        if len(key) == 1 and key[0] not in full and key not in places and _has_a_title(text, name):
            full[key[0]] = [name]
    people = {n.text: n.start for group in full.values() for n in reversed(group)}
    return Roster(names, find_acronyms(text), full, [n.start for n in names], people)


_TITLE = re.compile(r"([A-Z][a-z]+\.?) $")


def _has_a_title(text: str, name: Name) -> bool:
    """Tell whether a single name follows a title with a capital, so that it is a person's: "President Obi"."""
    before = _TITLE.search(text[max(0, name.start - _LONGEST_TITLE) : name.start])
    return before is not None and before[1].rstrip(".").lower() in PERSONAL_TITLES and name.text.isalpha()


_LONGEST_TITLE = 20
_WHERE = word_set("in near across inside outside throughout around within")


def _is_place(text: str, name: Name) -> bool:
    """Tell whether a name is used as that of a place."""
    before = text[max(0, name.start - 16) : name.start].lower().split()
    if before and before[-1] == "the":
        before.pop()
    return bool(before) and before[-1] in _WHERE and text[name.end : name.end + 2] not in {"’s", "'s"}


@lru_cache(maxsize=50_000)
def is_full_name(name: str) -> bool:
    """Tell whether a name looks like a person's full one: two to five words, none of them a body's or a number."""
    words = name.split()
    if not 2 <= len(words) <= 5 or words[0].lower() in PLACE_HEADS:
        return False
    return all(
        (has_capital(w) or w in PARTICLES) and w.lower() not in GENERIC_WORDS and not w[0].isdigit() for w in words
    ) and not all(w.isupper() and len(w) > 2 for w in words)
