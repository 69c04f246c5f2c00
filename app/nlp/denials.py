"""What a statement denies: the words that a negation turns, and the account of the matter that it rejects."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from app.nlp.lexicon.matching import (
    ACCOUNTS,
    CAUSING,
    DENIED_THINGS,
    DENYING_AFTER,
    DENYING_BEFORE,
    HARMLESS_AFTER_NEGATION,
    KNOWING,
    LACKING,
    NEGATIONS,
    OTHER_ACCOUNTS,
    OTHERS,
    POINTING_BACK,
    PREPOSITIONS,
    PRONOUNS,
)
from app.nlp.words import Token

_OTHER_ACCOUNT = re.compile(OTHER_ACCOUNTS, re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[,;:.?!()“”\"—–]|\b(?:but|because|although|though|while|after|when|unless|until)\b"
    r"|\band (?:says?|said|adds?|added|insists?|insisted|claims?|claimed|argues?|argued|blames?|blamed)\b",
    re.IGNORECASE,
)
# Before a denial, these make it a remark on the way to something else: "while the firm has denied it, ...".
_CONCESSION = re.compile(r"^\W*(?:while|although|though|despite|even though)\b", re.IGNORECASE)
# A complement shorter than this says nothing of its own: "denied the claim", "denied the latest reports".
_LEAST_COMPLEMENT = 2
# How many words before a "no" may hold "there".
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Denial:
    """What a text denies, as the starts of the words concerned.

    `rejected` are the words of an account of the matter that is said to be wrong, `negated` those of a plain negative
    ("nobody was hurt") and `absent` those of them that say what there was none of. `party` are the names of whoever
    rejects it, where what is rejected is said of them. `core` are words of which one has to be met, `thing` those of
    which most have to be: what is said not to exist ("licence" in "the mine has no licence") or not to be the cause
    ("meteorite" in "unlikely that a meteorite caused it"). `of_cause` tells that an account of how something came about
    is rejected, and `points_back` how far back what is rejected was said: "this" is the sentence before, "claim"
    whatever the article has rejected or said last, "cause" what it last named as one.
    """

    rejected: frozenset[int] = frozenset()
    negated: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()
    party: frozenset[int] = frozenset()
    core: frozenset[int] = frozenset()
    thing: frozenset[int] = frozenset()
    of_cause: bool = False
    points_back: str = ""

    def __or__(self, other: "Denial") -> "Denial":
        """Return two denials of one statement as one."""
        return Denial(
            self.rejected | other.rejected,
            (self.negated | other.negated) - self.rejected - other.rejected,
            self.absent | other.absent,
            self.party | other.party,
            self.core | other.core,
            self.thing | other.thing,
            self.of_cause or other.of_cause,
            self.points_back or other.points_back,
        )


def find_denial(text: str, tokens: Sequence[Token], names: Set[int] = frozenset()) -> Denial:
    """Return what a statement denies; `names` are the starts of the words that are part of a name.

    >>> from app.nlp.words import tokenize
    >>> text = "The mine has no licence, the ministry said."
    >>> [t.text for t in tokenize(text) if t.start in find_denial(text, tokenize(text)).rejected]
    ['The', 'mine', 'has', 'licence']
    """
    denial = Denial(points_back="cause" if _OTHER_ACCOUNT.search(text) else "")
    for at, token in enumerate(tokens):
        if _negates(tokens, at):
            denial |= _read_negation(tokens, at, *_clause(text, tokens, at))
        elif token.lemma in LACKING:
            after = _clause(text, tokens, at)[1]
            denial |= Denial(negated=_starts(after), absent=_starts(_absent(after[1:])))
        elif token.lemma in DENYING_AFTER and _is_predicate(tokens, at):
            denial |= _read_verdict(_clause(text, tokens, at)[0])
        elif token.lemma in DENYING_BEFORE and not _CONCESSION.match(text):
            before, after = _clause(text, tokens, at)
            passive = bool(before) and before[-1].lemma == "be" and after[:1] and after[0].lower == "by"
            denial |= _read_passive(names, before, after) if passive else _read_rejection(names, before, after)
    return denial


def _read_verdict(before: list[Token]) -> Denial:
    """Return what "is false", "called this a lie" rejects: what stands in front, or what was said before."""
    if any(t.lower in POINTING_BACK for t in before[-_NEAR:]) and not any(t.lemma in DENIED_THINGS for t in before):
        return Denial(points_back="this")
    back = any(t.lemma in DENIED_THINGS for t in before)
    return Denial(_starts(before), core=_starts(before), points_back="claim" if back else "")


def _starts(tokens: Iterable[Token]) -> frozenset[int]:
    return frozenset(t.start for t in tokens)


def _read_negation(tokens: Sequence[Token], at: int, before: list[Token], after: list[Token]) -> Denial:
    """Return what "not" or "no" denies: that a thing exists, that two things have to do with each other, or a deed."""
    if tokens[at].lower == "without":
        lacking = _starts(_noun_phrase(after))
        return Denial(negated=lacking, absent=lacking)
    if not _rejects_existence(tokens, at):
        return Denial(negated=_starts(after or before), absent=_starts(_absent(after)))
    bare = any(t.lower == "there" for t in before[-_NEAR:])
    both = _starts(after if bare else [*before, *after])
    if any(t.lemma in ACCOUNTS for t in after[:2]) or _has_nothing_to_do(tokens, at):
        named = [t for t in after if t.lemma not in ACCOUNTS]
        return Denial(both - _starts(t for t in after if t.lemma in ACCOUNTS), core=_starts(named))
    if any(t.lower in OTHERS for t in after[:2]):
        return Denial(negated=_starts(after))
    thing = _starts(_noun_phrase(after))
    return Denial(both, absent=thing, thing=thing)


def _absent(tokens: Sequence[Token]) -> list[Token]:
    """Return the words up to the first preposition, both sides of an "or": "damage or injuries were reported"."""
    end = next((n for n, t in enumerate(tokens) if t.lower in PREPOSITIONS and t.lower not in {"or", "and"}), None)
    return [t for t in tokens[:end] if t.is_content]


def _noun_phrase(tokens: Sequence[Token]) -> list[Token]:
    """Return the words up to the first preposition: "second hall" of "second hall for wheat"."""
    end = next((n for n, t in enumerate(tokens) if t.lower in PREPOSITIONS), len(tokens))
    return [t for t in tokens[:end] if t.is_content and t.lemma != "have"]


def _read_rejection(names: Set[int], before: list[Token], after: list[Token]) -> Denial:
    """Return what "denied", "rejected" or "unlikely" rejects: its complement, or what was said before."""
    about = [t for t in after if t.is_content and t.lemma not in DENIED_THINGS]
    if len(about) < _LEAST_COMPLEMENT:
        if any(t.lemma in DENIED_THINGS for t in after):
            return Denial(_starts([*before, *after]), party=_starts(before) & names, points_back="claim")
        if any(t.lower in POINTING_BACK for t in after[:2]):
            return Denial(points_back="this")
    after = _without_who_said_it(names, after)
    own = len(after) > 1 and after[0].lower == "that" and after[1].lower not in PRONOUNS
    party = frozenset() if own else _starts(before) & names
    return Denial(
        _starts(after) | party,
        party=party,
        core=_starts(after),
        thing=_starts(_find_cause(after)),
        of_cause=any(t.lower in {"how", "why"} for t in after),
    )


def _without_who_said_it(names: Set[int], tokens: list[Token]) -> list[Token]:
    """Return the proposition that is rejected: without "reports in the press" of "reports in the press that".

    Names are left in, as the proposition is often about what they name.
    """
    that = next((n for n, t in enumerate(tokens) if t.lower == "that"), 0)
    if not any(t.lemma in DENIED_THINGS for t in tokens[:that]):
        return tokens
    return [t for n, t in enumerate(tokens) if n >= that or t.start in names]


def _read_passive(names: Set[int], before: list[Token], after: list[Token]) -> Denial:
    """Return what "rumours that ... were denied by" rejects, and who denies it; without an account it points back."""
    about = _starts(t for t in before if t.lemma not in DENIED_THINGS)
    party = _starts(after) & names
    if sum(t.is_content and t.start in about for t in before) < _LEAST_COMPLEMENT:
        return Denial(about | party, party=party, points_back="claim")
    return Denial(about, core=about)


def _find_cause(tokens: Sequence[Token]) -> list[Token]:
    """Return the words that name the cause, where a rejection is of what caused something."""
    for at, token in enumerate(tokens):
        if token.lemma in CAUSING and at:
            passive = at + 1 < len(tokens) and tokens[at + 1].lower in {"by", "to", "with"}
            side = tokens[at + 2 :] if passive else tokens[:at]
            return [t for t in side if t.is_content]
    return []


def _negates(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word negates what follows it."""
    token = tokens[at]
    if token.lower not in NEGATIONS and not token.lower.endswith("n't"):
        return False
    following = [t for t in tokens[at + 1 : at + 4] if t.lower != "the"]
    harmless = any(t.lower in HARMLESS_AFTER_NEGATION for t in following[:1])
    return not harmless and not any(t.lemma in KNOWING for t in following)


def _is_predicate(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word is said of something ("is false") and doesn't stand before it ("a false name")."""
    said_of = any(t.lemma in {"be", "as", "call"} for t in tokens[max(0, at - 3) : at])
    return said_of and not tokens[at].lower.endswith("ing")


def _rejects_existence(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a negation says that there is no such thing: "has no", "does not have any", "no link to"."""
    before = tokens[at - 1].lemma if at else ""
    following = [t.lemma for t in tokens[at + 1 : at + 3]]
    return (
        (before == "have" and tokens[at].lower == "no")
        or following[:2] == ["have", "any"]
        or bool(ACCOUNTS.intersection(following))
        or _has_nothing_to_do(tokens, at)
    )


def _has_nothing_to_do(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether somebody "had nothing to do with" something."""
    return [t.lower for t in tokens[at : at + 4]] == ["nothing", "to", "do", "with"]


def _clause(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Token], list[Token]]:
    """Return the words of the clause around a word: those before it and those after it."""
    left = max((m.end() for m in _BOUNDARY.finditer(text, 0, tokens[at].start)), default=0)
    right = _BOUNDARY.search(text, tokens[at].end)
    end = right.start() if right else len(text)
    return [t for t in tokens[:at] if t.start >= left], [t for t in tokens[at + 1 :] if t.start < end]
