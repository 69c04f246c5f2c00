"""What a statement says brought something about: "the blaze was caused by a faulty heater"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.nlp.lexicon.causes import (
    BECAUSE,
    CAUSING_VERBS,
    COMING,
    EVIDENCE,
    FROM,
    GENERAL,
    LEADING,
    LEFT_BY,
    LONGEST_PHRASE,
    LONGEST_SUBJECT,
    OUTCOMES,
    PARTS,
    PHRASE_ENDS,
    PHRASE_STARTS,
    POINTING,
    SOURCES,
    TIED,
    TIES,
    UNTIED,
)
from app.nlp.lexicon.claims import FINITE
from app.nlp.words import Token

_BREAKS = frozenset(",;:.()—–?!")
# An apposition or a bracket doesn't end what was brought about: "the crater near the capital, Lusk, was caused by".
_FIRM_BREAKS = frozenset(";:.—–?!")
_PASSING = FINITE | {"been", "being", "be", "likely", "probably", "most", "apparently", "allegedly", "also", "actually"}
_PASSING |= {"appears", "appear", "appeared", "seems", "seem", "seemed", "believed", "thought", "reported", "later"}
_RELATIVES = frozenset(("that", "which", "who"))
_INSIDE = frozenset(("in", "of", "near", "at", "on", "from", "off"))
# The lemmas and the forms at which a cause can be read: most statements have none of them, which is soon seen.
_LEMMAS = frozenset().union(
    CAUSING_VERBS, LEFT_BY, TIED, OUTCOMES, PARTS, SOURCES, COMING, UNTIED, TIES, POINTING, LEADING
) | {"blame", "attribute", "be", "leave"}  # fmt: skip
_FORMS = frozenset(BECAUSE) | {"down"}


@dataclass(frozen=True, slots=True)
class Cause:
    """What is said to have brought something about, and what it brought about, as the starts of the words.

    `effect` is empty where the text doesn't say of what: "it was a gas leak".
    """

    agent: frozenset[int]
    effect: frozenset[int]


def find_causes(text: str, tokens: Sequence[Token]) -> list[Cause]:
    """Return the causes that a text names, in order.

    >>> from app.nlp.words import tokenize
    >>> text = "The blaze was probably caused by a faulty heater in the attic."
    >>> [cause] = find_causes(text, tokenize(text))
    >>> [[t.text for t in tokenize(text) if t.start in part] for part in (cause.agent, cause.effect)]
    [['faulty', 'heater'], ['blaze']]
    """
    places = [at for at, token in enumerate(tokens) if token.lemma in _LEMMAS or token.lower in _FORMS]
    if not places:
        return []
    between = [frozenset(text[a.end : b.start]) for a, b in pairwise(tokens)]
    sentence = _Words(
        tokens,
        [*(bool(gap & _BREAKS) for gap in between), True],
        [*(bool(gap & _FIRM_BREAKS) for gap in between), True],
    )
    found = [cause for at in places for cause in sentence.read(at) if cause.agent]
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text; `breaks` and `ends` tell after which of them a mark ends a phrase, and a clause."""

    tokens: Sequence[Token]
    breaks: Sequence[bool]
    ends: Sequence[bool]

    def read(self, at: int) -> Iterator[Cause]:
        """Yield the causes that the word at `at` says."""
        for reader in (self._read_passive, self._read_blame, self._read_origin, self._read_active):
            if causes := list(reader(at, self.tokens[at].lemma)):
                yield from causes
                return

    def _read_passive(self, at: int, lemma: str) -> Iterator[Cause]:
        """Read "was caused by", "because of", "was linked to", "the result of" and "a fragment of"."""
        lower = self.tokens[at].lower
        if lemma in CAUSING_VERBS or lemma in LEFT_BY:
            behind = self._follows(at, "by", "upon")
        elif lower in BECAUSE:
            behind = self._follows(at, BECAUSE[lower])
        elif lemma in TIED:
            behind = self._follows(at, *TIED[lemma])
        elif lower == "down" and at and self.tokens[at - 1].lemma == "put":
            behind = self._follows(at, "to")
        else:
            behind = self._follows(at, "of") if lemma in OUTCOMES or lemma in PARTS else 0
        if behind:
            yield Cause(self._after(behind), self._before(at, whole=True) or self._behind_comma(at))

    def _read_blame(self, at: int, lemma: str) -> Iterator[Cause]:
        """Read "blamed X for Y" and "blamed Y on X"."""
        if lemma == "blame" and (what := self._find(at, "for")):
            yield Cause(self._after(at + 1), self._after(what + 1))
        elif lemma in {"blame", "attribute"} and (to := self._find(at, *TIED[lemma])):
            yield Cause(self._after(to + 1), self._after(at + 1))

    def _read_origin(self, at: int, lemma: str) -> Iterator[Cause]:
        """Read "the cause of Y was X", "came from X", "X and Y are unrelated", "it was X"."""
        if lemma in SOURCES and (of := self._follows(at, "of", "for")):
            yield Cause(self._source(at, of), self._after(of))
        elif lemma in COMING and (of := self._follows(at, *FROM, gap=2)):
            yield Cause(self._after(self._follows(of - 1, "from", "of") or of), self._before(at))
        elif lemma in UNTIED or (lemma in TIES and self._follows(at, "between")):
            yield from self._tie(at)
        elif what := self._identifies(at):
            yield Cause(self._after(what), frozenset())

    def _read_active(self, at: int, lemma: str) -> Iterator[Cause]:
        """Read "X caused Y" and "X led to Y"."""
        if lemma in LEADING and (to := self._follows(at, LEADING[lemma])):
            yield Cause(self._agent(at), self._after(to, whole=True))
        elif self._makes(at):
            yield Cause(self._agent(at), self._after(at + 1, whole=True))

    def _makes(self, at: int) -> bool:
        """Tell whether a verb says in the active voice that something was brought about."""
        token = self.tokens[at]
        if at + 1 >= len(self.tokens) or self.breaks[at]:
            return False
        following = self.tokens[at + 1].lower
        if token.lemma == "leave":
            return following in {"a", "an"}
        passive = at > 0 and self.tokens[at - 1].lemma == "be" and not token.lower.endswith("ing")
        return token.lemma in CAUSING_VERBS and not passive and following not in PHRASE_ENDS

    def _identifies(self, at: int) -> int:
        """Return where what "it was a ..." or "the evidence points to ..." names begins, or 0."""
        lemma = self.tokens[at].lemma
        if lemma == "be" and at and self.tokens[at - 1].lower in {"it", "this"}:
            following = next((n for n in range(at + 1, min(at + 4, len(self.tokens))) if self._is_article(n)), 0)
            return following if following and not any(self.breaks[at:following]) else 0
        if lemma in POINTING:
            subject = self.tokens[max(0, at - LONGEST_SUBJECT) : at]
            if any(t.lemma in EVIDENCE for t in subject):
                return self._follows(at, *POINTING[lemma], gap=2) if POINTING[lemma] else at + 1
        return 0

    def _tie(self, at: int) -> Iterator[Cause]:
        """Yield the two that "X and Y are unrelated" or "a link between X and Y" speaks of, either as the cause."""
        forward = self.tokens[at].lemma in TIES
        farthest = min(len(self.tokens), at + 2 * LONGEST_SUBJECT) if forward else max(0, at - 2 * LONGEST_SUBJECT)
        places = range(at + 1, farthest) if forward else range(at - 1, farthest, -1)
        joint = next((n for n in places if self.tokens[n].lower == "and" or self.ends[n]), 0)
        if joint and self.tokens[joint].lower == "and":
            first, second = self._before(joint), self._after(joint + 1)
            yield Cause(second, frozenset())
            yield Cause(first, second)

    def _is_article(self, at: int) -> bool:
        return self.tokens[at].lower in {"a", "an"}

    def _follows(self, at: int, *words: str, gap: int = 1) -> int:
        """Return the place behind one of `words` where it follows soon, or 0."""
        places = range(at + 1, min(at + 1 + gap, len(self.tokens)))
        return next((n + 1 for n in places if self.tokens[n].lower in words), 0)

    def _behind_comma(self, at: int) -> frozenset[int]:
        """Return what follows the phrase that "due to" opens in front of a sentence."""
        comma = next((n for n in range(at, min(at + LONGEST_SUBJECT, len(self.tokens))) if self.breaks[n]), at)
        return self._after(comma + 1, whole=True)

    def _find(self, at: int, *words: str) -> int:
        """Return where one of some words stands in the same phrase, or 0."""
        places = range(at + 1, min(at + LONGEST_SUBJECT, len(self.tokens)))
        return next((n for n in places if self.tokens[n].lower in words and not any(self.breaks[at:n])), 0)

    def _source(self, at: int, of: int) -> frozenset[int]:
        """Return what "X was the cause of Y" or "the cause of Y was X" names."""
        was = next((n for n in range(at - 1, max(-1, at - 4), -1) if self.tokens[n].lemma == "be"), 0)
        if was:
            return self._before(was)
        places = range(of, min(of + LONGEST_SUBJECT, len(self.tokens)))
        behind = next((n + 1 for n in places if self.tokens[n].lemma == "be"), 0)
        return self._after(behind) if behind else frozenset()

    def _after(self, at: int, *, whole: bool = False) -> frozenset[int]:
        """Return the phrase that begins at `at`: up to a preposition, or where `whole` up to a break."""
        found: set[int] = set()
        for n in range(at, min(at + (LONGEST_SUBJECT if whole else LONGEST_PHRASE), len(self.tokens))):
            token = self.tokens[n]
            if not whole and (token.lower in PHRASE_ENDS or token.lower in FINITE) and found:
                break
            if _tells(token):
                found.add(token.start)
            if self.breaks[n]:
                break
        return frozenset(found)

    def _before(self, at: int, *, whole: bool = False) -> frozenset[int]:
        """Return the phrase that ends before `at`, auxiliaries left out: up to an article, or a break where `whole`.

        Before "that" it is the first noun of several: "a blast in the capital that left" is about the blast.
        """
        found: set[int] = set()
        nearer: set[int] = set()
        relative = not whole and at > 0 and self.tokens[at - 1].lower in _RELATIVES
        for n in range(at - 1, max(-1, at - 1 - 2 * LONGEST_SUBJECT), -1):
            token = self.tokens[n]
            if relative and found and (token.lower in _INSIDE or self._opens_inside(n)):
                nearer, found = found, set()
                continue
            if found and (self.ends if whole else self.breaks)[n]:
                break
            if not whole and found and self._limits(n):
                break
            if _tells(token) and not (not whole and token.lower in _PASSING):
                found.add(token.start)
        return frozenset(found or nearer)

    def _opens_inside(self, at: int) -> bool:
        """Tell whether a word is the article of a phrase that belongs to the one before it: "in the"."""
        return at > 0 and self.tokens[at].lower in PHRASE_STARTS and self.tokens[at - 1].lower in _INSIDE

    def _limits(self, at: int) -> bool:
        """Tell whether a word stands in front of a phrase: an article, a preposition, a verb ("a cracked" is none)."""
        token = self.tokens[at]
        if at and self.tokens[at - 1].lower in PHRASE_STARTS:
            return token.lower in PHRASE_ENDS
        return token.lower in PHRASE_STARTS or token.lower in PHRASE_ENDS or _is_verb(token)

    def _agent(self, at: int) -> frozenset[int]:
        """Return who or what does it: the phrase before a finite verb, the sentence's subject before an -ing."""
        if at and self.tokens[at - 1].lower == "to":
            return frozenset()
        if not self.tokens[at].lower.endswith("ing"):
            return self._before(at)
        if not (at and self.breaks[at - 1]) and self.tokens[at - 1].lower != "and":
            return frozenset()
        verb = next((n for n in range(max(1, at - 2 * LONGEST_SUBJECT), at) if _is_verb(self.tokens[n])), 0)
        return self._before(verb) if verb else frozenset()


def _is_verb(token: Token) -> bool:
    return token.lower in FINITE or (token.lower.endswith("ed") and token.lemma != token.lower)


def _tells(token: Token) -> bool:
    return token.is_content and not token.is_number and token.lemma not in GENERAL
