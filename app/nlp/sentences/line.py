"""A sentence as the rules see it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.nlp.lexicon.cues import Cue

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True)
class Line:
    """A sentence with where it stands.

    `paragraph` counts from 1; `is_alone`: it fills its paragraph; `is_glued`: no space parts it from its neighbour;
    `is_first` of the article; `is_quoted`: it begins inside quotation marks.
    """

    text: str
    paragraph: int = 0
    is_alone: bool = True
    is_glued: bool = False
    is_first: bool = False
    is_quoted: bool = False

    @cached_property
    def low(self) -> str:
        """Return the text in small letters with straight apostrophes and single spaces."""
        return " ".join(self.text.split()).replace("’", "'").lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words, in small letters."""
        return frozenset(_WORD.findall(self.low))


def find_why(cues: Iterable[Cue], text: str, words: frozenset[str], *, anchored: bool = False) -> str:
    """Return what the first cue gives away that holds in the text (at its start, where anchored), or nothing."""
    for why, needed, pattern in cues:
        if (not needed or needed & words) and (pattern.match(text) if anchored else pattern.search(text)):
            return why
    return ""
