"""An article as it was read."""

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
