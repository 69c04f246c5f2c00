"""How firmly a sentence asserts what it says."""

import re

from app.vocabulary import Strength

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?)\b(?! (?:entry|access|bail|boarding|permission|a visa|parole|him|her|them))"
    r"|\b(?:reject|dismiss|disput)(?:s|es|ed|e|ing)?\b[^.]{0,40}?\b(?:claim|allegation|accusation|report|charge|suggestion|rumou?r|assertion|notion)s?\b",
    re.IGNORECASE,
)
_PASSIVE_DENIAL = re.compile(r"\b(?:was|were|is|are|been|be|being) denied\b(?! by)", re.IGNORECASE)
_ALLEGED = re.compile(
    r"\b(?:allege[ds]?|alleging|allegedly|purported(?:ly)?|supposed(?:ly)?|so-called|accus(?:e|es|ed|ing)|claim(?:s|ed|ing)?|unverified|unconfirmed)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:might|could(?! not|n[’']t)|possibl[ye]|perhaps|maybe|probabl[ye]|likely|unlikely|potentially|apparent(?:ly)?|presumabl[ye]|seem(?:s|ed|ingly)?|appear(?:s|ed)? to"
    r"|suspect(?:s|ed)?|believ(?:e|es|ed)|(?:is|are|was|were|been) (?:\w+ly )?(?:thought|believed|suspected|feared|assumed|presumed|expected|estimated|understood)\b"
    r"|suggest(?:s|ed|ing)?|it is unclear|not (?:yet )?clear)\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\bmay\b(?! \d)")
_REPORTED = re.compile(
    r"\breported(?:ly)?\b|\breports? (?:that|say|suggest|indicate|of)\b|\breportedly\b|\baccording to\b|\b(?:is|are|was|were) said to\b"
    r"|\bsources? (?:say|said|told)\b|\brumou?r(?:s|ed)?\b|\b(?:quoted|cited) as\b",
    re.IGNORECASE,
)


def find_strength(sentence: str) -> Strength:
    """Return how firmly a sentence asserts what it says, from its hedges ("reportedly", "allegedly", "may", "denied").

    Where a sentence holds several, the one that takes most away counts.

    >>> [find_strength(s).value for s in ("The dam broke.", "The dam reportedly broke.", "The dam may have broken.")]
    ['asserted', 'reported', 'possible']
    >>> find_strength("The mayor denied that the dam broke."), find_strength("He was denied entry in May 2020.")
    (<Strength.DENIED: 'denied'>, <Strength.ASSERTED: 'asserted'>)
    """
    if _DENIED.search(_PASSIVE_DENIAL.sub(" ", sentence)):
        return Strength.DENIED
    if _ALLEGED.search(sentence):
        return Strength.ALLEGED
    if _POSSIBLE.search(sentence) or _MAY.search(sentence):
        return Strength.POSSIBLE
    return Strength.REPORTED if _REPORTED.search(sentence) else Strength.ASSERTED
