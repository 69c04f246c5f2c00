"""Text -> sentences: their spans and their kinds."""

from dataclasses import dataclass

from app.vocabulary import SentenceKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: code points `start` to `end` (exclusive) of its text, and what it is.

    `why` says in a few words what the kind rests on ("repeats an earlier sentence", "a comment form", ...).
    """

    start: int
    end: int
    kind: SentenceKind
    why: str = ""


def split(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, trimmed of white space, in order, never overlapping."""
    raise NotImplementedError


def sort_sentences(text: str, *, title: str | None = None, language: str = "en") -> list[Sentence]:
    """Return every sentence of an article with its kind."""
    raise NotImplementedError
