"""What a statement denies: the words that a negation turns, and the account of the matter that it rejects."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.nlp.lexicon.matching import (
    ACCOUNTS,
    DENIED_THINGS,
    DENYING_AFTER,
    DENYING_BEFORE,
    HARMLESS_AFTER_NEGATION,
    KNOWING,
    LACKING,
    NEGATIONS,
    OTHER_ACCOUNTS,
)
from app.nlp.words import Token

_OTHER_ACCOUNT = re.compile(OTHER_ACCOUNTS, re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[,;:.?!()“”\"—–]|\b(?:but|because|although|though|while|after|when|unless|until)\b", re.IGNORECASE
)
# Before a denial, these make it a remark on the way to something else: "while the firm has denied it, ...".
_CONCESSION = re.compile(r"^\W*(?:while|although|though|despite|even though)\b", re.IGNORECASE)
# A complement shorter than this says nothing of its own: "denied the claim", "denied the latest reports".
_LEAST_COMPLEMENT = 2


@dataclass(frozen=True, slots=True)
class Denial:
    """What a text denies, as the starts of the words concerned.

    `rejected` are the words of an account of the matter that is said to be wrong, `negated` those of a plain negative
    ("nobody was hurt"). `party` are the names of whoever rejects it, `core` the words that the rejection is about
    ("documents" in "the driver had no documents"). `points_back` tells that what is rejected was
    said before ("the claim is false", "some other cause").
    """

    rejected: frozenset[int]
    negated: frozenset[int]
    party: frozenset[int]
    core: frozenset[int]
    points_back: bool


def find_denial(text: str, tokens: Sequence[Token], names: Set[int] = frozenset()) -> Denial:
    """Return what a statement denies; `names` are the starts of the words that are part of a name.

    >>> from app.nlp.words import tokenize
    >>> text = "The mine has no licence, the ministry said."
    >>> [t.text for t in tokenize(text) if t.start in find_denial(text, tokenize(text)).rejected]
    ['The', 'mine', 'has', 'licence']
    """
    rejected: set[int] = set()
    negated: set[int] = set()
    party: set[int] = set()
    core: set[int] = set()
    points_back = bool(_OTHER_ACCOUNT.search(text))
    for at, token in enumerate(tokens):
        before, after = _clause(text, tokens, at)
        both = {t.start for t in (*before, *after)}
        if _negates(tokens, at):
            if _rejects_existence(tokens, at):
                rejected |= both
                core |= {t.start for t in after}
            else:
                negated |= {t.start for t in after} or both
        elif token.lemma in LACKING:
            negated |= {t.start for t in after}
        elif token.lemma in DENYING_AFTER and _is_predicate(tokens, at):
            points_back |= any(t.lemma in DENIED_THINGS for t in before)
            rejected |= {t.start for t in before}
            core |= {t.start for t in before}
        elif token.lemma in DENYING_BEFORE and not _CONCESSION.match(text):
            about = [t for t in after if t.is_content and t.lemma not in DENIED_THINGS]
            points_back |= len(about) < _LEAST_COMPLEMENT and any(t.lemma in DENIED_THINGS for t in after)
            rejected |= both
            core |= {t.start for t in after}
            party |= {t.start for t in before} & names
    return Denial(frozenset(rejected), frozenset(negated - rejected), frozenset(party), frozenset(core), points_back)


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
    return any(t.lemma in {"be", "as", "call"} for t in tokens[max(0, at - 3) : at])


def _rejects_existence(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a negation says that there is no such thing: "has no", "does not have any", "no link to"."""
    before = tokens[at - 1].lemma if at else ""
    following = [t.lemma for t in tokens[at + 1 : at + 3]]
    return (
        (before == "have" and tokens[at].lower == "no")
        or following[:2] == ["have", "any"]
        or bool(ACCOUNTS.intersection(following))
    )


def _clause(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Token], list[Token]]:
    """Return the words of the clause around a word: those before it and those after it."""
    left = max((m.end() for m in _BOUNDARY.finditer(text, 0, tokens[at].start)), default=0)
    right = _BOUNDARY.search(text, tokens[at].end)
    end = right.start() if right else len(text)
    return [t for t in tokens[:at] if t.start >= left], [t for t in tokens[at + 1 :] if t.start < end]
