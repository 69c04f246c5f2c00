"""How firmly a sentence asserts what it says."""

import re

from app.nlp.lexicon.listing import word_set
from app.vocabulary import Strength

_PASSIVE_DENIAL = re.compile(r"\b(?:was|were|is|are|been|be|being) denied\b(?! by)")
_NOT_GRANTED = r"(?! (?:entry|access|bail|boarding|permission|a visa|parole|him|her|them)\b)"
_DISBELIEVED = r"(?:claim|allegation|accusation|report|charge|suggestion|rumou?r|assertion|notion)s?"
_MAY = re.compile(r"\bmay\b(?! \d)")

_SUPPOSING = tuple(
    sorted(
        word_set(
            """
            might could possibl perhaps maybe probabl likely potential apparent presum seem appear suspect
            believe thought feared assumed expected estimated understood suggest clear
            """
        )
    )
)

# Each strength with its pattern over lower-case text, and the letters without which the pattern can't match: to look
# for those first is many times faster, and most sentences have none.
_HEDGES = (
    (
        Strength.DENIED,
        ("den", "refut", "rebut", "reject", "dismiss", "disput"),
        re.compile(
            rf"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?)\b{_NOT_GRANTED}"
            rf"|\b(?:reject|dismiss|disput)(?:s|es|ed|e|ing)?\b[^.]{{0,40}}?\b{_DISBELIEVED}\b"
        ),
    ),
    (
        Strength.ALLEGED,
        ("alleg", "purport", "suppos", "so-called", "accus", "claim", "unverif", "unconfirm"),
        re.compile(
            r"\b(?:alleg(?:e[ds]?|ing|edly)|purported(?:ly)?|supposed(?:ly)?|so-called|accus(?:e|es|ed|ing)"
            r"|claim(?:s|ed|ing)?|unverified|unconfirmed)\b"
        ),
    ),
    (
        Strength.POSSIBLE,
        _SUPPOSING,
        re.compile(
            r"\b(?:might|could(?! not|n[’']t)|possibl[ye]|perhaps|maybe|probabl[ye]|likely|unlikely|potentially"
            r"|apparent(?:ly)?|presumabl[ye]|seem(?:s|ed|ingly)?|appear(?:s|ed)? to|suspect(?:s|ed)?|believe[sd]?"
            r"|suggest(?:s|ed|ing)?"
            r"|(?:is|are|was|were|been) (?:\w+ly )?(?:thought|feared|assumed|presumed|expected|estimated|understood)"
            r"|unclear|not (?:yet )?clear)\b"
        ),
    ),
    (
        Strength.REPORTED,
        ("report", "according to", "said", "source", "rumo", "quoted as", "cited as"),
        re.compile(
            r"\breported(?:ly)?\b|\breports? (?:that|say|suggest|indicate|of)\b|\baccording to\b"
            r"|\b(?:is|are|was|were) said to\b|\bsources? (?:say|said|told)\b"
            r"|\brumou?r(?:s|ed)?\b|\b(?:quoted|cited) as\b"
        ),
    ),
)


def find_strength(sentence: str) -> Strength:
    """Return how firmly a sentence asserts what it says, from its hedges ("reportedly", "allegedly", "may", "denied").

    Where a sentence holds several, the one that takes most away counts.

    >>> [find_strength(s).value for s in ("The dam broke.", "The dam reportedly broke.", "The dam may have broken.")]
    ['asserted', 'reported', 'possible']
    >>> find_strength("The mayor denied that the dam broke."), find_strength("He was denied entry in May 2020.")
    (<Strength.DENIED: 'denied'>, <Strength.ASSERTED: 'asserted'>)
    """
    lower = sentence.lower()
    for strength, needles, pattern in _HEDGES:
        if strength is Strength.POSSIBLE and "may" in lower and _MAY.search(sentence):
            return strength
        if _has_any(lower, needles):
            words = _PASSIVE_DENIAL.sub(" ", lower) if strength is Strength.DENIED else lower
            if pattern.search(words):
                return strength
    return Strength.ASSERTED


def _has_any(text: str, needles: tuple[str, ...]) -> bool:
    for needle in needles:  # noqa: SIM110  A generator for each statement costs more than the search.
        if needle in text:
            return True
    return False
