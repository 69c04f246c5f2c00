"""Bytes of any format we take in -> the text of an article and what is known about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it was read: its text exactly as captured, and its metadata where known.

    Every offset anywhere counts Unicode code points of `text`; nothing ever changes `text` afterwards.
    `language` is an ISO 639-1 code ("und" where it can't be told).
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: date | None = None
    language: str = "und"
    url: str | None = None


def read(data: bytes, *, name: str, media_type: str = "") -> Reading:
    """Return the article in `data`, by what its name, media type and first bytes say it is (txt, html).

    Plain text: the text *is* the decoded file (UTF-8 or a detected encoding, line ends untouched, BOM dropped).
    Raise Unreadable with one sentence: empty, binary, unknown encoding, no text in it.
    """
    raise NotImplementedError


def read_text(text: str, **known: object) -> Reading:
    """Return pasted text as an article, with title, author, outlet and date taken from it as far as it tells."""
    raise NotImplementedError


def read_records(data: bytes, *, name: str) -> list["Reading | Unreadable"]:
    """Return the articles of a JSON Lines or CSV file: a Reading each, or the reason why a row has none (with its line)."""
    raise NotImplementedError
