"""How a statement is told: the words that only name the speaker and the saying, and those in quotation marks."""

import re
from collections.abc import Sequence

from app.nlp.claims import Statement
from app.nlp.lexicon.matching import DEEDS
from app.nlp.words import Token, tokenize

_MYSELF = re.compile(r"\b(?:I|[Mm]y|me|myself)\b")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{12,600})[”\"»]")


def find_told(statement: Statement, tokens: Sequence[Token]) -> set[int]:
    """Return where the words stand that name the speaker and the saying; to warn or to promise is a deed of its own."""
    attribution = statement.attribution
    if attribution is None:
        return set()
    spans = [s for s in (attribution.source, attribution.cue) if s]
    found = [t for t in tokens if any(a <= statement.start + t.start < b for a, b in spans)]
    return {t.start for t in found if t.lemma not in DEEDS}


def speaks_of_self(statement: Statement) -> bool:
    """Tell whether somebody with a name says something of themselves: "I have never left", Obi said."""
    attribution = statement.attribution
    return attribution is not None and not attribution.unnamed and bool(_MYSELF.search(statement.text))


def find_quoted(text: str) -> frozenset[tuple[str, ...]]:
    """Return the word 5-grams inside quotation marks."""
    grams: set[tuple[str, ...]] = set()
    for match in _QUOTED.finditer(text):
        words = [t.lower for t in tokenize(match.group(1))]
        grams |= {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
    return frozenset(grams)
