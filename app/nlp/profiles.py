"""What a statement says, worked out once for all the statements that it is held against."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.nlp.accusations import find_beginnings, find_plea, tells_a_wrong
from app.nlp.claims import LONGEST, Statement
from app.nlp.dates import DateSpan
from app.nlp.lazy import lazy
from app.nlp.lexicon.counted import HUMAN_EVENTS
from app.nlp.lexicon.matching import (
    DOUBTING,
    FEARED,
    HYPOTHETICAL,
    MAYBE_OTHER,
    NUMBER_WORDS,
    PERCEIVING,
    TELLING,
)
from app.nlp.lexicon.synonyms import SYNONYMS
from app.nlp.quantities import Quantity
from app.nlp.quantities.sameness import fates, thing
from app.nlp.words import Token, tokenize, word_key

GROUPS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(SYNONYMS.split("\n")):
    for _synonym in _line.split():
        GROUPS[word_key(_synonym)] = GROUPS.get(word_key(_synonym), frozenset()) | {_number}

# Words are few in a sentence, so that chance makes short ones alike: this much of words unshared is added to each.
_PRIOR = 8.0
_DOUBTING = re.compile(DOUBTING, re.IGNORECASE)
_NEVER = re.compile(r"\b(?:never|not|no)\s+(?:(?:as many as|even|really|the)\s+)?$", re.IGNORECASE)
_MAYBE_OTHER = re.compile(MAYBE_OTHER, re.IGNORECASE)
# How many words after a verb of hearing what was heard stands.
_REACH = 4
# In what somebody said, "would" alone is the "will" of the one who said it.
_WOULD_HAVE = re.compile(r"\bwould (?:\w+ )?have\b", re.IGNORECASE)
_UNWARNED = re.compile(r"\b(?:without|no|little|any) (?:\w+ )?warnings?\b", re.IGNORECASE)
# How far before a figure its negation is looked for, in characters.
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something, as it stands in a statement, and how much it tells.

    `told` marks those that only tell who said it ("said the mayor of the port"), `negated` those that are turned and
    `named` those that are part of a name.
    """

    text: str
    lemma: str
    weight: float
    negated: bool = False
    told: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What a statement names as a cause, and of what, by the keys of the words; no `effect` where it isn't told."""

    cause: frozenset[str]
    effect: frozenset[str]


@dataclass(frozen=True)
class Profile:
    """What a statement says: its words by their keys, and the circumstances that it is said in.

    `rejected` are the words of the account that it says is wrong, those of earlier statements included where it points
    back at them, `party` the names of whoever rejects it, `core` the words that the rejection is about, `thing` those
    without most of which nothing is rejected, and `of_cause` tells that it is about how something came about.
    `accounts` are the causes that it names, `denied_accounts` those that it says are not the cause, and `absent` the
    words of what it says there was none of.
    """

    statement: Statement
    words: Mapping[str, Word]
    lemmas: frozenset[str]
    rejected: Mapping[str, Word]
    party: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    thing: frozenset[str] = frozenset()
    of_cause: bool = False
    points_back: bool = False
    accounts: tuple[Account, ...] = ()
    denied_accounts: tuple[Account, ...] = ()
    absent: frozenset[str] = frozenset()
    quoted: frozenset[tuple[str, ...]] = frozenset()
    background: DateSpan | None = None
    language: str = "en"

    @lazy
    def weights(self) -> dict[str, float]:
        """Return how much each word tells, by its key."""
        return {key: word.weight for key, word in self.words.items()}

    @lazy
    def mass(self) -> float:
        """Return how much all words together tell, with a prior that keeps short statements from seeming alike."""
        return _PRIOR + self.tells

    @lazy
    def tells(self) -> float:
        """Return how much all words together tell."""
        return sum(weight**2 for weight in self.weights.values())

    @lazy
    def is_contesting(self) -> bool:
        """Tell whether the statement rejects anything or names a cause: most do neither, which is soon seen."""
        rejects = self.rejected or self.accounts or self.denied_accounts or self.denied_figures
        return bool(rejects or self.began or self.pleads or self.perceived)

    @lazy
    def perceived(self) -> frozenset[str]:
        """Return what somebody is said to have heard, seen or felt: "a blast" of "I heard a large blast"."""
        if not PERCEIVING & self.lemmas:
            return frozenset()
        tokens = tokenize(self.statement.text[:LONGEST], self.language)
        places = (n for n, t in enumerate(tokens) if t.lemma in PERCEIVING)
        return keys_of(t for n in places for t in tokens[n + 1 : n + 1 + _REACH])

    @lazy
    def began(self) -> dict[str, frozenset[str]]:
        """Return who is said to have begun it: what was begun -> the words that name whoever did."""
        found = find_beginnings(self.statement.text[:LONGEST])
        return {what: keys_of(tokens) for what, tokens in found.items()}

    @lazy
    def pleads(self) -> frozenset[str]:
        """Return the names of whoever is said to be innocent: "she pleaded not guilty", "I did nothing wrong"."""
        plea = find_plea(self.statement.text[:LONGEST])
        if plea is None:
            return frozenset()
        if self.statement.speaker:
            return keys_of(tokenize(self.statement.speaker, self.language))
        before = keys_of(tokenize(self.statement.text[:plea], self.language))
        return frozenset(key for key, word in self.words.items() if word.named and key in before)

    @lazy
    def is_wrong(self) -> bool:
        """Tell whether the statement says that something was done which is a crime."""
        return not self.is_negative and tells_a_wrong(self.lemmas)

    @lazy
    def is_negative(self) -> bool:
        """Tell whether any of the words is turned by a negation."""
        return any(word.negated for word in self.words.values())

    @lazy
    def denied_figures(self) -> tuple[Quantity, ...]:
        """Return the figures that the statement says there never were: "never 40 seats"."""
        own = self.statement
        return tuple(q for q in own.quantities if _NEVER.search(own.text[: max(0, q.start - own.start)][-_NEAR:]))

    @lazy
    def turned(self) -> dict[str, Word]:
        """Return what a plain negative says, if the statement is one: "the plant will not be closed"."""
        return self.said if any(word.negated for word in self.said.values()) else {}

    @lazy
    def said(self) -> dict[str, Word]:
        """Return the words that don't only tell who said it."""
        return {key: word for key, word in self.words.items() if not word.told}

    @lazy
    def groups(self) -> dict[int, str]:
        """Return the synonym groups that the words belong to, each with one of its keys."""
        return {group: key for key in self.words for group in sorted(GROUPS.get(key, ()))}

    @lazy
    def fates(self) -> frozenset[str]:
        """Return what befell people, by this statement: they were killed, captured, evacuated."""
        return fates(" ".join(word.text for word in self.said.values())) & HUMAN_EVENTS

    @lazy
    def terms(self) -> dict[str, float]:
        """Return what a statement is found by: its words and their groups of synonyms, with how much each tells."""
        groups = {f"~{group}": self.words[key].weight ** 2 for group, key in self.groups.items()}
        rejected = {key: word.weight for key, word in self.rejected.items()} if self.points_back else {}
        own = self.statement
        figures = {f"#{q.low:g} {thing(q.unit)}": 1.0 for q in own.quantities if q.low and q.low == q.high}
        days = {f"@{d.first}": 0.5 for d in own.dates if d.first and d.first == d.last}
        causes = {key: 1.0 for account in (*self.accounts, *self.denied_accounts) for key in sorted(account.cause)}
        words = {key: word.weight**2 for key, word in self.words.items() if word.weight}
        pleads = dict.fromkeys(sorted(self.pleads), 1.0)
        return figures | days | causes | rejected | pleads | groups | words

    @lazy
    def is_hypothetical(self) -> bool:
        """Tell whether the statement is about what may or would happen, not about what did."""
        supposing = HYPOTHETICAL & self.lemmas
        if supposing == {"would"} and self.statement.attribution is not None:
            return bool(_WOULD_HAVE.search(self.statement.text))
        return bool(supposing) and not (supposing == {"warn"} and self.is_unwarned)

    @lazy
    def is_feared(self) -> bool:
        """Tell whether the statement only warns of something or makes it depend on something else."""
        return bool(FEARED & self.lemmas) and not self.is_unwarned

    @lazy
    def is_unwarned(self) -> bool:
        """Tell whether the statement says that nobody was warned: "without warning" warns of nothing."""
        return bool(_UNWARNED.search(self.statement.text))

    @lazy
    def doubt(self) -> str:
        """Return the words by which the statement calls something into doubt, or nothing."""
        found = _DOUBTING.search(self.statement.text) or _MAYBE_OTHER.search(self.statement.text)
        return found.group() if found else ""


def keys_of(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the keys of those of the words that say something."""
    return frozenset(word_key(t.lemma) for t in tokens if says_something(t))


def says_something(token: Token) -> bool:
    """Tell whether a word says something that happened: no number, and no word that only tells that somebody spoke."""
    return token.is_content and not token.is_number and token.lemma not in TELLING and token.lower not in NUMBER_WORDS
