"""Leave out who said it where that is shown beside a statement anyway: "Two men were hurt, police said."."""

import re
from collections.abc import Sequence

from app.nlp.lexicon import references as lexicon
from app.nlp.lexicon.claims import FINITE
from app.nlp.lexicon.speakers import ADJUNCT_NOUNS, PRONOUNS, RELATIVES, TIME_NOUNS, UNNAMED_HEADS
from app.nlp.names import is_full_name
from app.nlp.references.wording import References
from app.nlp.speakers import Attribution
from app.nlp.speakers.tokens import LEMMAS, TAGS

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_BREAKS = re.compile(r"[;:()\[\]—–?!“”\"«»]|\d{4}")
_QUOTES = "“”\"«»‘’'"
_BESIDE = " \t\n\r\u00a0,.:–—-"
_SHORTEST = 3  # Words below which nothing is a statement.


def find_said(references: References, span: Span, attribution: Attribution | None) -> Span:
    """Return the part of a statement that says it without who said it, or the whole where the frame is needed.

    `span` is that of the statement, in code points of the article. The frame is needed where the act of saying is the
    news ("denied", "promised"), where it tells more than speaker, place and day, and where the rest would be no clause
    or hold a word that only the frame explains ("we", "it").
    """
    if attribution is None or attribution.source is None or attribution.cue is None:
        return span
    if attribution.speaker.lower() in PRONOUNS or not _is_plain(references.text[slice(*attribution.cue)]):
        return span
    parts = [(max(a, span[0]), min(b, span[1])) for a, b in attribution.content if a < span[1] and b > span[0]]
    if len(parts) != 1:
        return span
    content = _Content(references, parts[0], attribution)
    beside = _beside(references.text, span, parts[0], (attribution.source, attribution.cue))
    return content.span if _is_bare(beside) and content.reads_alone() else span


def _is_plain(cue: str) -> bool:
    """Tell whether a cue only says that somebody spoke.

    >>> [_is_plain(cue) for cue in ("has also said", "According to", "promised", "had said")]
    [True, True, False, False]
    """
    words = _words(cue)
    verbs = [w for w in words if w not in lexicon.PLAIN_COMPANIONS]
    return all(LEMMAS.get(w, w) in lexicon.PLAIN_VERBS for w in verbs) and bool(verbs or "according" in words)


def _beside(text: str, span: Span, content: Span, frame: Sequence[Span]) -> list[str]:
    """Return what a statement holds beside content, speaker and verb."""
    pieces, at = [], span[0]
    for start, end in sorted([content, *frame]):
        pieces.append(text[at : max(at, min(start, span[1]))])
        at = max(at, min(end, span[1]))
    pieces.append(text[at : span[1]])
    return [piece.strip(_BESIDE + _QUOTES) for piece in pieces]


def _is_bare(beside: Sequence[str]) -> bool:
    """Tell whether a frame says nothing but who spoke, when, where and to whom."""
    words = [word for piece in beside for word in _words(piece)]
    if len(words) > lexicon.LONGEST_CIRCUMSTANCE or any(_BREAKS.search(piece) for piece in beside):
        return False
    telling = [w for w in words if w not in TIME_NOUNS and w not in ADJUNCT_NOUNS]
    return not any(w in lexicon.FRAME_BREAKERS or w in FINITE or w.endswith(("ing", "ed")) for w in telling)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


class _Content:
    """What somebody said, without "that" and without the marks of a quotation that is all of it."""

    def __init__(self, references: References, span: Span, attribution: Attribution) -> None:
        self.references = references
        self.attribution = attribution
        text = references.text
        start, end = _stripped(text, *span)
        clause = re.match(r"that\s+", text[start:end])
        self.is_clause = clause is not None
        if clause:
            start, end = _stripped(text, start + clause.end(), end)
        self.quoted = text[start] in _QUOTES if start < end else False
        self.span = _unquoted(text, start, end)
        self.text = text[slice(*self.span)]
        self.leads = attribution.cue is not None and attribution.cue[0] < start
        self.words = _words(self.text)

    def reads_alone(self) -> bool:
        """Tell whether it is a sentence that needs nobody to be understood."""
        return (
            len(self.words) >= _SHORTEST
            and not re.search(r"[?!]|[“«\"][^”»\"]*$|\b(?:and|but|or) that\b", self.text)
            and self._begins_well()
            and self._is_sentence()
            and not self._shifts_tense()
            and all(self._is_explained(word) for word in _WORD.finditer(self.text))
        )

    def _begins_well(self) -> bool:
        first, second = self.words[0], self.words[1]
        if first in lexicon.DEPENDENT_STARTS or first.endswith("ing"):
            return False
        points = first in lexicon.POINTING_STARTS and (second in FINITE or TAGS.get(second, "n") in "XVKEvR")
        return not points or self._is_resolved(self.span[0])

    def _is_sentence(self) -> bool:
        """Tell whether there is a subject with a finite verb that is no relative clause's."""
        if self.is_clause:
            return True
        if LEMMAS.get(self._verb()) == "tell" and self.leads and not self.quoted:
            return False  # Whom it was told may be taken for what.
        return any(self._is_finite(at) for at in range(1, len(self.words)))

    def _is_finite(self, at: int) -> bool:
        """Tell whether a word is a finite verb of the sentence, and neither a clause's in it nor another's saying."""
        word, following = self.words[at], self.words[at + 1 : at + 2]
        past = word.endswith("ed") and len(word) > 4 and not self.quoted and following != ["by"]
        telling = LEMMAS.get(word) in lexicon.PLAIN_VERBS
        return (word in FINITE or past) and not telling and not RELATIVES & set(self.words[max(0, at - 2) : at])

    def _verb(self) -> str:
        cue = self.attribution.cue
        words = _words(self.references.text[slice(*cue)]) if cue else []
        return words[-1] if words else ""

    def _shifts_tense(self) -> bool:
        """Tell whether a future is told as seen from the past ("said it would open")."""
        told_now = self._verb().endswith(("say", "says"))
        return self.leads and not self.quoted and not told_now and "would" in self.words

    def _is_resolved(self, at: int) -> bool:
        return any(r.start == at for r in self.references.within(at, self.span[1]))

    def _is_explained(self, match: re.Match[str]) -> bool:
        """Tell whether a word is no pronoun, or one whose meaning the article or the words before it tell."""
        word = match.group().lower().replace("’", "'")
        if word in lexicon.FIRST_PERSONS or word.partition("'")[0] in lexicon.FIRST_PERSONS:
            return match.group() == "US"
        if word not in lexicon.THIRD_PERSONS or self._is_resolved(self.span[0] + match.start()):
            return True
        before = _WORD.findall(self.text[: match.start()])
        if word in {"he", "she", "him", "his", "her", "hers", "himself", "herself"}:
            return any(w[0].isupper() for w in before[1:]) or any(
                w.lower() in lexicon.HUMAN_NOUNS | UNNAMED_HEADS for w in before
            )
        return len(before) > 1 and (not self.leads or is_full_name(self.attribution.speaker))


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BESIDE:
        start += 1
    while start < end and text[end - 1] in " \t\n\r\u00a0,":
        end -= 1
    return start, end


def _unquoted(text: str, start: int, end: int) -> Span:
    """Return a span without the two marks of a quotation that is all of it."""
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in _QUOTES and text[end - 1] in _QUOTES and not set(inner) & set('“”"«»'):
        return _stripped(text, start + 1, end - 1)
    return start, end
