"""What a sentence of an article is."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.nlp.lexicon.kinds import CHECKABLE, END_MATTER, FURNITURE, OPINION
from app.nlp.sentences.boundaries import find_dateline_end, split
from app.nlp.sentences.paragraphs import list_paragraphs
from app.vocabulary import SentenceKind

_LONGEST_FURNITURE = 500
_LONGEST_HEADING = 14
"""Words; a longer line without a full stop is a sentence whose stop was lost, or the title."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: code points `start` to `end` (exclusive) of its text, and what it is.

    `why` says in a few words what the kind rests on ("repeats an earlier sentence", "a comment form", ...).
    """

    start: int
    end: int
    kind: SentenceKind
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence in its article: its words, whether it is a paragraph by itself, whether it opens the article."""

    text: str
    is_alone: bool
    is_first: bool
    is_in_second_half: bool


def sort_sentences(text: str, *, title: str | None = None, language: str = "en") -> list[Sentence]:
    """Return every sentence of an article with its kind.

    >>> text = "Flood in Elmstadt\\n\\nThe river rose by 2 metres.\\nLeave a Reply"
    >>> [sentence.kind.value for sentence in sort_sentences(text)]
    ['heading', 'claim', 'boilerplate']
    """
    spans = split(text, language)
    seen: set[str] = set()
    if title:
        seen.add("")
    is_over = False
    sentences = []
    for (start, end), place in zip(spans, _list_places(text, spans), strict=True):
        is_over = is_over or (place.is_in_second_half and END_MATTER.match(place.text) is not None)
        folded = " ".join(place.text.split()).casefold()
        if folded in seen:
            kind, why = SentenceKind.DUPLICATE, "repeats an earlier sentence"
        elif is_over:
            kind, why = SentenceKind.BOILERPLATE, "stands below the end of the report"
        else:
            kind, why = _sort(place, _fold(title), language)
        seen.add(folded)
        sentences.append(Sentence(start, end, kind, why))
    return sentences


def _fold(text: str | None) -> str:
    """Return a text as it is compared: one space for any white space, no capitals."""
    return " ".join((text or "").split()).casefold()


def _list_places(text: str, spans: list[tuple[int, int]]) -> Iterator[_Place]:
    """Yield what is known of each sentence by where it stands."""
    paragraphs = iter(list_paragraphs(text))
    paragraph = next(paragraphs, (0, 0))
    for number, (start, end) in enumerate(spans):
        while start >= paragraph[1]:
            paragraph = next(paragraphs)
        yield _Place(
            text=text[start:end],
            is_alone=(start, end) == paragraph,
            is_first=number == 0,
            is_in_second_half=2 * start > len(text),
        )


def _sort(place: _Place, title: str, language: str) -> tuple[SentenceKind, str]:
    """Return what a sentence is that stands in the report for the first time."""
    if why := _find_furniture(place):
        return SentenceKind.BOILERPLATE, why
    if why := _find_heading(place, title):
        return SentenceKind.HEADING, why
    if language in {"en", "und"} and (why := _find_opinion(place)):
        return SentenceKind.OPINION, why
    return SentenceKind.CLAIM, ""


def _find_furniture(place: _Place) -> str:
    """Return what kind of page furniture a sentence is, or nothing."""
    text = place.text.lstrip("•*-–—·[ ") or place.text
    if len(text) > _LONGEST_FURNITURE:
        return ""
    if find_dateline_end(text, 0, len(text)) == len(text):
        return "a dateline"
    return next((why for why, pattern in FURNITURE if pattern.match(text) or pattern.match(place.text)), "")


def _find_heading(place: _Place, title: str) -> str:
    """Return why a line is a heading, or nothing."""
    if title and _fold(place.text) == title:
        return "the title"
    ended = place.text.rstrip("\"'”’»)")[-1:] in {".", "!", "…", ":", ";", ",", "?"}
    if not place.is_alone or ended:
        return ""
    words = len(place.text.split())
    if place.is_first:
        return "the title" if words <= 2 * _LONGEST_HEADING else ""
    return "a short line without a full stop" if words <= _LONGEST_HEADING else ""


def _find_opinion(place: _Place) -> str:
    """Return why a sentence is judgement rather than a claim, or nothing."""
    if CHECKABLE.search(place.text):
        return ""
    return next((why for why, pattern in OPINION if pattern.match(place.text)), "")
