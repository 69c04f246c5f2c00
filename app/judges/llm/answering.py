"""What a language model answered -> a judgement; or nothing, where it can't be held to the passage's own words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.judges.interface import Judgement
from app.nlp.claims import LONGEST, Statement
from app.vocabulary import Stance

_LONGEST_REASON = 300
_LONGEST_PART = 120
_MOST_PARTS = 6


class Part(BaseModel):
    """One checkable part of a claim, and the words of the passage that bear on it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    part: str
    stance: Literal["supports", "contradicts", "silent"]
    quote: str


class Answer(BaseModel):
    """The one form of an answer; its schema is what the model is told."""

    model_config = ConfigDict(extra="forbid", strict=True)

    parts: Annotated[list[Part], Field(min_length=1, max_length=_MOST_PARTS)]
    stance: Literal["supports", "contradicts", "related"]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    reason: str


class AnswerRefused(Exception):
    """An answer that isn't taken; the message says why, as the end of a sentence, in our words alone."""


def read_answer(said: str, passage: Statement) -> Judgement:
    """Return what an answer comes to; raise AnswerRefused for one that breaks the schema or cites what isn't there."""
    try:
        answer = Answer.model_validate_json(said)
    except ValidationError as error:
        raise AnswerRefused("the language model's answer was not of the form it was asked for") from error
    text = passage.text[:LONGEST]
    found = [(part, find_quote(part.quote, text)) for part in answer.parts]
    if any(span is None for part, span in found if part.quote.strip() or part.stance != "silent"):
        raise AnswerRefused("the language model cited words that are not in the passage")
    if answer.stance != "related" and answer.stance not in [part.stance for part in answer.parts]:
        raise AnswerRefused("the language model gave a stance and no words of the passage for it")
    spans = [span for part, span in found if span and part.stance == answer.stance]
    return Judgement(
        stance=Stance(answer.stance),
        score=round(answer.confidence, 3),
        reasons=tuple(_reasons(answer)),
        spans=tuple((passage.start + start, passage.start + end) for start, end in spans),
    )


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Return where a text has these very words; only its line breaks may be written as blanks.

    >>> find_quote("two men", "On Monday two\\nmen left."), find_quote("three men", "Two men left.")
    ((10, 17), None)
    """
    if not any(char.isalnum() for char in quote):
        return None
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return match.span() if match else None


def _reasons(answer: Answer) -> Iterator[str]:
    """Yield what the model says, as its own words, and what it says of each part where there are several."""
    reason = tidy(answer.reason, _LONGEST_REASON)
    yield f"The language model says: {reason}" if reason else "The language model gives no reason."
    if len(answer.parts) > 1:
        told = (f"“{tidy(part.part, _LONGEST_PART)}” {_PARTS[part.stance]}" for part in answer.parts)
        yield f"The claim's parts, as the language model reads them: {'; '.join(told)}."


_PARTS = {"supports": "is borne out", "contradicts": "is contradicted", "silent": "is not spoken of"}


def tidy(text: str, most: int) -> str:
    """Return words of a model on one line, without signs that can't be seen, and no longer than `most`.

    >>> tidy("It\\u202e is\\n <b>so</b>\\x07.", 40), tidy("abcdef", 3)
    ('It is <b>so</b>.', 'abc…')
    """
    seen = "".join(" " if char.isspace() else char for char in text if char.isspace() or _is_seen(char))
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[:most]}…"


def _is_seen(char: str) -> bool:
    """Tell whether a sign is one to see: no control, no direction or other format, no half of a pair."""
    return not unicodedata.category(char).startswith("C")
