"""Article -> the claims worth checking, each readable alone, with its values and its reason."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TypeVar

from app.nlp.dates import DateSpan, find_dates, find_publication_date
from app.nlp.language import is_read_in_full
from app.nlp.lexicon.claims import FINITE, JOINTS, SEVERITY, SUBJECTS
from app.nlp.quantities import Quantity, find_quantities
from app.nlp.references import References, find_said, resolve_references
from app.nlp.sentences import Sentence, sort_sentences
from app.nlp.speakers import Attribution, find_attributions, find_strength, read_cast
from app.nlp.words import Token, tokenize
from app.vocabulary import SentenceKind, Strength


@dataclass(frozen=True, slots=True)
class Article:
    """What the engine needs to know of an article; `id` is unique in the run, `family` is the publisher family."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: date | None = None
    language: str = "en"
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One checkable proposition of one article: a clause or a sentence.

    `start`, `end` and the spans inside `quantities` and `dates` are code points of the article's text, end exclusive.
    `text` is the span itself; `wording` is readable alone (pronouns and "the soldiers" resolved as far as the article
    tells).
    `checkworthiness` is 0.0-1.0 and `why` its reason in one line.
    `sentence` is the span of the sentence that it is taken from, and `attribution` who is credited with it.
    """

    article: str
    start: int
    end: int
    text: str
    wording: str
    speaker: str | None
    strength: Strength
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]
    checkworthiness: float
    why: str
    sentence: tuple[int, int] = (0, 0)
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with all that reading it once gave; nothing where `is_read` is False, as the engine failed on it."""

    article: Article
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]
    is_read: bool = True


def read_article(article: Article) -> ReadArticle:
    """Read one article: its sentences, who says what in it, and the statements worth checking."""
    sentences = sort_sentences(article.text, title=article.title, language=article.language)
    grammar = sentences if is_read_in_full(article.language) else ()  # Who speaks and who "she" is, in English only.
    cast = read_cast(article.text, grammar)
    attributions = find_attributions(article.text, grammar, cast)
    references = resolve_references(article.text, grammar, cast)
    published = article.published_at or find_publication_date(article.text)
    told = _place(attributions, sentences)
    statements = [
        statement
        for at, sentence in enumerate(sentences)
        if sentence.kind is SentenceKind.CLAIM
        for statement in _read_sentence(article, sentence, told.get(at, ()), references, published)
    ]
    return ReadArticle(article, tuple(sentences), tuple(attributions), tuple(statements))


def _place(attributions: Sequence[Attribution], sentences: Sequence[Sentence]) -> dict[int, list[Attribution]]:
    """Return the attributions whose content reaches into each sentence, by the sentence's place."""
    ends = [sentence.end for sentence in sentences]
    placed: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        for start, end in attribution.content:
            at = bisect_right(ends, start)
            while at < len(sentences) and sentences[at].start < end:
                placed.setdefault(at, []).append(attribution)
                at += 1
    return placed


def _read_sentence(
    article: Article,
    sentence: Sentence,
    attributions: Sequence[Attribution],
    references: References,
    published: date | None,
) -> Iterator[Statement]:
    """Make the statements of one sentence; its values are found once and handed to the clause that they stand in."""
    text = article.text[sentence.start : sentence.end]
    quantities = [_moved(q, sentence.start) for q in find_quantities(text, article.language)]
    dates = [_moved(d, sentence.start) for d in find_dates(text, published, article.language)]
    for first, last in split_statements(text, article.language):
        start, end = sentence.start + first, sentence.start + last
        clause = article.text[start:end]
        attribution = _covering(article.text, attributions, start, end)
        own = tuple(q for q in quantities if start <= q.start < end)
        worth, why = weigh(_between(tokenize(text, article.language), first, last), own, attribution)
        if not is_read_in_full(article.language):
            why = why.removesuffix(_OWN_VOICE).removesuffix(_OF_ITSELF)  # Whose voice it is can't be told.
        yield Statement(
            article=article.id,
            start=start,
            end=end,
            text=clause,
            wording=references.wording(*find_said(references, (start, end), attribution)),
            speaker=attribution.speaker if attribution else None,
            strength=_strength(clause, attribution),
            quantities=own,
            dates=tuple(d for d in dates if start <= d.start < end),
            checkworthiness=worth,
            why=why,
            sentence=(sentence.start, sentence.end),
            attribution=attribution,
        )


_Value = TypeVar("_Value", Quantity, DateSpan)


def _moved(value: _Value, by: int) -> _Value:
    return replace(value, start=value.start + by, end=value.end + by)


# What share of a statement somebody's words must be for it to be theirs; and where they stand quoted before the rest.
_SHARE, _QUOTED_SHARE = 0.3, 0.05
# How near the beginning of a statement whoever denies something stands, in code points.
_CLOSE = 12

# A sentence with more letters than this is no prose: it isn't cut, and no more of it is held against others.
LONGEST = 4_000

_JOINT = re.compile(JOINTS, re.IGNORECASE)
_FIRM_JOINTS = frozenset(",;-—–")
_OPENERS = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"'}
_MARKS = re.compile(r"[()\[\]“”«»\"]")
_START = attrgetter("start")


def split_statements(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the spans of the statements in a sentence: cut only where both halves have a subject and a verb.

    >>> text = "The bridge was closed at noon and the ferry was stopped an hour later."
    >>> [text[a:b] for a, b in split_statements(text)]
    ['The bridge was closed at noon', 'the ferry was stopped an hour later.']
    >>> split_statements("Rescuers found and freed two men.")
    [(0, 33)]
    """
    if language != "en" or len(text) > LONGEST:
        return [(0, len(text))]
    spans, start = [], 0
    for joint in _JOINT.finditer(text):
        if _cuts(text, start, joint):
            spans.append((start, joint.start()))
            start = joint.end()
    return [*spans, (start, len(text))]


def _cuts(text: str, start: int, joint: re.Match[str]) -> bool:
    """Tell whether a joint stands between two clauses, the first of which begins at `start`."""
    tokens = tokenize(text)
    after = bisect_left(tokens, joint.end(), key=_START)
    firm = joint.group().strip()[:1] in _FIRM_JOINTS
    if not _opens_clause(tokens[after:], firm=firm) or _is_nested(text, joint.start()):
        return False
    return _is_clause(_between(tokens, start, joint.start()))


def _between(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """Return the tokens that begin from `start` on and before `end`."""
    return tokens[bisect_left(tokens, start, key=_START) : bisect_left(tokens, end, key=_START)]


def _is_nested(text: str, at: int) -> bool:
    """Tell whether a code point stands inside quotation marks or brackets, where nothing is cut."""
    closer = ""
    for mark in _MARKS.finditer(text, 0, at):
        if not closer:
            closer = _OPENERS.get(mark.group(), "")
        elif mark.group() == closer:
            closer = ""
    return bool(closer)


def _is_finite(token: Token) -> bool:
    return token.lower in FINITE or (token.lower.endswith("ed") and len(token.lower) > 4 and token.lemma != token.lower)


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Tell whether words can stand alone: a finite verb that is not the first, and three words that say something."""
    return any(_is_finite(t) for t in tokens[1:]) and sum(t.is_content for t in tokens) >= 3


def _opens_clause(tokens: Sequence[Token], *, firm: bool) -> bool:
    """Tell whether words begin with a subject that an auxiliary or a common verb follows soon.

    Where no comma or semicolon stands before them the subject has to be a pronoun or to have an article: "Danish and
    Swedish crews have left" is one statement.
    """
    if not tokens or not (tokens[0].lower in SUBJECTS or (firm and tokens[0].text[0].isupper())):
        return False
    return any(t.lower in FINITE for t in tokens[1:7]) and sum(t.is_content for t in tokens) >= 2


def _least_covered(attribution: Attribution, start: int, end: int) -> float:
    """Return what share of a span somebody's words must be: less where it opens with a quotation and tells who spoke.

    In "“Never,” Dahl said on the steps of the court in Velden", the rest tells when and where.
    """
    tells_who = attribution.cue is not None and start <= attribution.cue[0] < end
    opens = attribution.content[0][0] <= start + 1
    return _QUOTED_SHARE if attribution.quoted and tells_who and opens else _SHARE


def _covering(text: str, attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the attribution of speech that covers most of a span, if a good part; the narrowest where several do.

    What one speaker says in several pieces counts together.
    """
    best: tuple[float, int] = (0.0, 0)
    found = None
    spoken = [(a, sum(max(0, min(end, y) - max(start, x)) for x, y in a.content)) for a in attributions if a.speech]
    together: Counter[str] = Counter()
    for attribution, covered in spoken:
        together[attribution.speaker] += covered
    for attribution, covered in spoken:
        length = sum(b - a for a, b in attribution.content)
        left = end - start - _frame(text, attribution, start, end)
        least = _least_covered(attribution, start, end) * left
        if not covered or min(together[attribution.speaker], end - start) < least:
            continue
        if (covered, -length) > best:
            best, found = (covered, -length), attribution
    return found


_LONGEST_OPENER = 140
_OPENER = re.compile(r"(?:In|On|At|After|During|Before|When|Asked|Speaking|[A-Z]\w+(?:ing|ed)) [^.!?;“”\"]{1,120}, $")


def _frame(text: str, attribution: Attribution, start: int, end: int) -> int:
    """Return how many code points of a span only tell who spoke, when and where; none where somebody else speaks in it.

    They are speaker and verb, and what opens the sentence before them: "Speaking in Velden on Monday, ...".
    """
    if attribution.source is None or attribution.cue is None or not start <= attribution.source[0] < end:
        return 0
    denying = attribution.strength is Strength.DENIED and attribution.cue[0] > attribution.source[0]
    if denying and attribution.source[0] - start < _CLOSE:
        return int((end - start) * (1 - _QUOTED_SHARE))  # Who denies something says so, however short it is told.
    opener = text[start : min(attribution.source[0], start + _LONGEST_OPENER)]
    named = sum(min(end, b) - a for a, b in (attribution.source, attribution.cue) if start <= a < end)
    return named + (len(opener) if _OPENER.fullmatch(opener) else 0)


def _strength(clause: str, attribution: Attribution | None) -> Strength:
    """Return how firmly a clause is asserted: the weaker of its own hedges and of the verb that reports it."""
    order = [Strength.ASSERTED, Strength.REPORTED, Strength.ALLEGED, Strength.POSSIBLE, Strength.DENIED]
    found = [find_strength(clause)] + ([attribution.strength] if attribution else [])
    return max(found, key=order.index)


_OF_ITSELF, _OWN_VOICE = " of the article itself", ", in the article's own voice"
_TOPICS = {lemma: topic for topic, lemmas in SEVERITY.items() for lemma in lemmas}


def weigh(words: Sequence[Token], quantities: Sequence[Quantity], attribution: Attribution | None) -> tuple[float, str]:
    """Return how much a statement is worth checking, 0.0-1.0, and why, in one line.

    >>> weigh(tokenize("The river rose."), [], None)
    (0.3, 'a plain statement of the article itself')
    """
    met = {_TOPICS[t.lemma] for t in words if t.lemma in _TOPICS}
    topics = [topic for topic in SEVERITY if topic in met]
    score, parts = 0.3, []
    if quantities:
        score += 0.25
        parts.append("a figure" if len(quantities) == 1 else "figures")
    if topics:
        score += 0.2
        parts.append(f"about {topics[0]}" if parts else f"a statement about {topics[0]}")
    else:
        parts = parts or ["a plain statement"]
    if attribution is None:
        parts.append((_OF_ITSELF if not quantities and not topics else _OWN_VOICE).strip(" ,"))
    elif attribution.unnamed:
        score += 0.05
        parts.append("credited to somebody who is not named")
    else:
        score += 0.15
        parts.append(f"said by {attribution.speaker}")
    return round(min(score, 1.0), 2), _joined(parts)


def _joined(parts: Sequence[str]) -> str:
    head, tail = parts[:-1], parts[-1]
    return " ".join(head) + (", " if len(head) and not tail.startswith("of ") else " ") + tail
