"""Article -> the claims worth checking, each readable alone, with its values and its reason."""

from dataclasses import dataclass
from datetime import date

from app.nlp.dates import DateSpan
from app.nlp.quantities import Quantity
from app.nlp.sentences import Sentence
from app.nlp.speakers import Attribution
from app.vocabulary import Strength


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
    `text` is the span itself; `wording` is readable alone (pronouns and "the soldiers" resolved as far as the article tells).
    `checkworthiness` is 0.0-1.0 and `why` its reason in one line.
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


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with all that reading it once gave."""

    article: Article
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]


def read_article(article: Article) -> ReadArticle:
    """Read one article: its sentences, who says what in it, and the statements worth checking."""
    raise NotImplementedError
