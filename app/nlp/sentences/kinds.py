"""What a sentence of an article is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.nlp.lexicon.furniture import ENDING, SIDE_MATTER
from app.nlp.sentences.boundaries import split
from app.nlp.sentences.furniture import find_furniture
from app.nlp.sentences.line import Line
from app.nlp.sentences.opinions import find_opinion
from app.nlp.sentences.paragraphs import list_paragraphs
from app.vocabulary import SentenceKind

_LONGEST_HEADING = 14
"""Words; a longer line without a full stop is a sentence whose stop was lost, unless it is set like a title."""

_LONGEST_NOTE = 300
"""Characters; a longer paragraph below an author's box or a list of links is the report going on."""

_FIRST_PART, _FIRST_HALF = 0.2, 0.5
"""Shares of the text in which a link to the comments, and a box of links, don't end the report."""

_QUOTES = "\"'”’»)]"
_BULLET = re.compile(r"(?:[•▪*·-]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: code points `start` to `end` (exclusive) of its text, and what it is.

    `why` says in a few words what the kind rests on ("repeats an earlier sentence", "a comment form", ...).
    """

    start: int
    end: int
    kind: SentenceKind
    why: str = ""


def sort_sentences(text: str, *, title: str | None = None, language: str = "en") -> list[Sentence]:
    """Return every sentence of an article with its kind.

    In a language other than English only what needs no words is told apart, the rest is taken for claims.

    >>> text = "Flood in Elmstadt\\n\\nThe river rose by 2 metres.\\nLeave a Reply"
    >>> [sentence.kind.value for sentence in sort_sentences(text)]
    ['heading', 'claim', 'boilerplate']
    """
    spans = split(text, language)
    lines = list(_list_lines(text, spans))
    title = _fold(title or "")
    seen: set[str] = set()
    sentences = []
    for (start, end), line, furniture in zip(spans, lines, _list_furniture(lines), strict=True):
        folded = _fold(line.text)
        if folded in seen:
            found = SentenceKind.DUPLICATE, "repeats an earlier sentence"
        elif folded == title:
            found = SentenceKind.HEADING, "the title"
        else:
            found = _sort(line, furniture, language)
        seen.add(folded)
        sentences.append(Sentence(start, end, *found))
    return sentences


def _fold(text: str) -> str:
    """Return a text as it is compared: one space for any white space, no capitals."""
    return " ".join(text.split()).casefold()


def _list_lines(text: str, spans: list[tuple[int, int]]) -> Iterator[Line]:
    """Yield each sentence with what is known of it by where it stands."""
    paragraphs = iter(enumerate(list_paragraphs(text), start=1))
    number, (first, last), is_open = 0, (0, 0), False
    for start, end in spans:
        while start >= last:
            (number, (first, last)), is_open = next(paragraphs), False
        sentence = text[start:end]
        glued_before = start > first and not text[start - 1].isspace()
        glued_after = end < last and not text[end].isspace()
        yield Line(
            text=sentence,
            paragraph=number,
            is_alone=(start == first or glued_before) and (end == last or glued_after),
            is_glued=glued_before or glued_after,
            is_first=start == spans[0][0],
            is_quoted=is_open or sentence[0] in '"“«„',
        )
        is_open = _is_left_open(sentence, is_open)


def _is_left_open(sentence: str, is_open: bool) -> bool:
    """Tell whether a quotation goes on behind the sentence."""
    opened, closed = max(map(sentence.rfind, "“«„")), max(map(sentence.rfind, "”»"))
    if opened != closed:
        return opened > closed
    return is_open != bool(sentence.count('"') % 2)


def _list_furniture(lines: list[Line]) -> list[str]:
    """Return of each sentence what kind of page furniture it is by itself or by what stands around it, or nothing."""
    length: Counter[int] = Counter()
    for line in lines:
        length[line.paragraph] += len(line.text)
    notes = {paragraph for paragraph, characters in length.items() if characters < _LONGEST_NOTE}
    found = [find_furniture(line) for line in lines]
    credited = {line.paragraph for line, why in zip(lines, found, strict=True) if why == "an image credit"}
    return [
        "stands below the end of the report" if is_below else why or ("a caption" if is_caption else "")
        for why, is_below, is_caption in zip(
            found,
            _find_matter_below(length.total(), lines, notes),
            (line.paragraph in credited & notes for line in lines),
            strict=True,
        )
    ]


def _find_matter_below(characters: int, lines: list[Line], notes: set[int]) -> Iterator[bool]:
    """Yield of each sentence whether it stands below the end of the report, the line that ends it included.

    Below an author's box or a list of links only `notes` do, the short paragraphs.
    """
    is_over = is_aside = False
    seen = 0
    for line in lines:
        seen += len(line.text)
        share = seen / characters if line.is_alone else 0
        is_over = is_over or (share > _FIRST_PART and ENDING.match(line.low) is not None)
        is_aside = is_aside or (share > _FIRST_HALF and SIDE_MATTER.match(line.low) is not None)
        is_aside = is_aside and line.paragraph in notes
        yield is_over or is_aside


def _sort(line: Line, furniture: str, language: str) -> tuple[SentenceKind, str]:
    """Return what a sentence is that the article has not had before."""
    if furniture:
        return SentenceKind.BOILERPLATE, furniture
    if why := _find_heading(line):
        return SentenceKind.HEADING, why
    if language in {"en", "und"} and (why := find_opinion(line)):
        return SentenceKind.OPINION, why
    return SentenceKind.CLAIM, ""


def _find_heading(line: Line) -> str:
    """Return why a line is a heading, or nothing."""
    words = line.text.split()
    last = line.text.rstrip(_QUOTES)[-1:]
    if not line.is_alone or last in {".", "!", "…", ":", ";", ","} or _BULLET.match(line.text):
        return ""
    if last == "?":
        return "a short question by itself" if len(words) <= 8 and not line.is_quoted else ""
    if line.is_first and len(words) <= 2 * _LONGEST_HEADING:
        return "the title"
    if len(words) <= _LONGEST_HEADING:
        return "a short line without a full stop"
    return "a line set like a title" if len(words) <= 2 * _LONGEST_HEADING and _is_title_case(words) else ""


def _is_title_case(words: list[str]) -> bool:
    """Tell whether most of the longer words begin with a capital."""
    longer = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)
