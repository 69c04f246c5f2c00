"""A statement, prepared once for all the statements that it is held against."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.nlp.claims import ReadArticle, Statement
from app.nlp.dates import DateSpan
from app.nlp.lexicon.matching import (
    DENIALS,
    DENIED_THINGS,
    DOUBTS,
    FALSE_WORDS,
    HYPOTHETICAL,
    NEGATIONS,
    NEGATIVE_WORDS,
    SYNONYMS,
    TELLING,
)
from app.nlp.words import Token, rarity, stem, tokenize

GROUPS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(SYNONYMS.split("\n")):
    for _word in _line.split():
        GROUPS[stem(_word)] = GROUPS.get(stem(_word), frozenset()) | {_number}

_DENIALS = frozenset(map(stem, DENIALS))
_FALSE = frozenset(map(stem, FALSE_WORDS))
# A negation turns the few words that follow it.
_REACH = 4
# A day that is so long before publication belongs to another event.
_BACKGROUND = timedelta(days=60)
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{12,600})[”\"»]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something, as it stands in a statement.

    `told` marks those that only tell who said it ("said the mayor of the port").
    """

    text: str
    lemma: str
    weight: float
    negated: bool = False
    told: bool = False


@dataclass(frozen=True)
class Profile:
    """What a statement says: its words by their stems, and the circumstances that it is said in."""

    statement: Statement
    words: Mapping[str, Word]
    lemmas: frozenset[str]
    quoted: frozenset[tuple[str, ...]] = frozenset()
    background: DateSpan | None = None
    leads: bool = False

    @cached_property
    def groups(self) -> dict[int, str]:
        """Return the synonym groups that the words belong to, each with one of its stems."""
        return {group: key for key in self.words for group in sorted(GROUPS.get(key, ()))}

    @cached_property
    def is_denial(self) -> bool:
        """Tell whether the statement says of a claim that it is false, or that somebody rejects it."""
        says_false = bool(_FALSE & self.words.keys()) and bool(DENIED_THINGS & self.lemmas)
        return says_false or bool(_DENIALS & self.words.keys())

    @cached_property
    def is_hypothetical(self) -> bool:
        """Tell whether the statement is about what may or would happen, not about what did."""
        return bool(HYPOTHETICAL & self.lemmas)

    @cached_property
    def doubts(self) -> frozenset[str]:
        """Return the words by which the statement calls something into doubt."""
        return DOUBTS & self.lemmas


def read_profiles(read: ReadArticle) -> list[Profile]:
    """Prepare the statements of an article, in order."""
    profiles: list[Profile] = []
    before: Profile | None = None
    for number, statement in enumerate(read.statements):
        background = _find_background(read, statement) or _carry(read.article.text, before, statement)
        before = prepare(statement, read.article.language, background=background, leads=number == 0)
        profiles.append(before)
    return profiles


def prepare(
    statement: Statement, language: str = "en", *, background: DateSpan | None = None, leads: bool = False
) -> Profile:
    """Prepare one statement: its words, those that tell who said it marked as such."""
    tokens = tokenize(statement.text, language)
    negated = _find_negated(tokens)
    told = _find_told(statement, tokens)
    words: dict[str, Word] = {}
    for token in tokens:
        if token.is_content and token.lemma not in TELLING:
            key = stem(token.lemma)
            if key not in words or (words[key].told and token.start not in told):
                weight = rarity(token.lemma)
                words[key] = Word(token.text, token.lemma, weight, token.start in negated, token.start in told)
    for token in tokenize(statement.wording, language):
        if token.is_content and token.lemma not in TELLING:
            words.setdefault(stem(token.lemma), Word(token.text, token.lemma, rarity(token.lemma)))
    return Profile(statement, words, frozenset(t.lemma for t in tokens), _quoted(statement.text), background, leads)


def _find_negated(tokens: Sequence[Token]) -> set[int]:
    """Return where the words stand that a negation reaches: the few that follow it."""
    reached: set[int] = set()
    for at, token in enumerate(tokens):
        if token.lower in NEGATIONS or token.lower.endswith("n't") or token.lemma in NEGATIVE_WORDS:
            reached |= {t.start for t in tokens[at + 1 : at + 1 + _REACH]}
    return reached


def _find_told(statement: Statement, tokens: Sequence[Token]) -> set[int]:
    """Return where the words stand that name the speaker and the saying."""
    attribution = statement.attribution
    if attribution is None:
        return set()
    spans = [s for s in (attribution.source, attribution.cue) if s]
    return {t.start for t in tokens if any(a <= statement.start + t.start < b for a, b in spans)}


def _quoted(text: str) -> frozenset[tuple[str, ...]]:
    """Return the word 5-grams inside quotation marks."""
    grams: set[tuple[str, ...]] = set()
    for match in _QUOTED.finditer(text):
        words = [t.lower for t in tokenize(match.group(1))]
        grams |= {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
    return frozenset(grams)


def _find_background(read: ReadArticle, statement: Statement) -> DateSpan | None:
    """Return the date in a statement that lies so far back that it is another event."""
    published = read.article.published_at or _latest(read)
    if published is None:
        return None
    old = [d for d in statement.dates if d.last is not None and d.last < published - _BACKGROUND]
    return old[0] if old and len(old) == len(statement.dates) else None


def _latest(read: ReadArticle) -> date | None:
    """Return the latest day that an article names, where nothing tells when it was published."""
    return max((d.last for s in read.statements for d in s.dates if d.last is not None), default=None)


def _carry(text: str, before: Profile | None, statement: Statement) -> DateSpan | None:
    """Return the time that the sentence before was set in: it goes on until a new date or a new paragraph."""
    if before is None or before.background is None or statement.dates:
        return None
    return None if "\n" in text[before.statement.end : statement.start] else before.background
