"""Passages of a text that people choose: by their words, or by where they begin and end. Pure."""

import re
from collections.abc import Sequence

from app.errors import Refused

LONGEST_PASSAGE = 2000
MOST_PLACES = 20
_RUN = re.compile(r"\S+")
Place = tuple[int, int]


def find_places(text: str, words: str) -> list[Place]:
    """Return where `words` stand in `text`, as code points; blanks and line breaks count alike.

    What isn't there word by word isn't found, and of many places only the first are told.

    >>> find_places("It fell. It\\n fell again.", "It fell")
    [(0, 7), (9, 17)]
    """
    flat, starts = _flatten(text)
    wanted, _ = _flatten(words)
    places: list[Place] = []
    at = flat.find(wanted) if wanted else -1
    while at >= 0 and len(places) < MOST_PLACES:
        places.append((starts[at], starts[at + len(wanted) - 1] + 1))
        at = flat.find(wanted, at + len(wanted))
    return places


def _flatten(text: str) -> tuple[str, list[int]]:
    """Return a text with single blanks between its words, and where each of its characters stood."""
    pieces: list[str] = []
    starts: list[int] = []
    for run in _RUN.finditer(text):
        if pieces:
            pieces.append(" ")
            starts.append(run.start() - 1)
        pieces.append(run[0])
        starts.extend(range(run.start(), run.end()))
    return "".join(pieces), starts


def check_passage(text: str, start: int, end: int) -> Place:
    """Return a passage without the blanks at its ends; raise Refused for one that is none, or too long.

    >>> check_passage("It fell. Again.", 8, 15)
    (9, 15)
    """
    words = text[max(0, start) : end] if end > start else ""
    if not words.strip():
        raise Refused("Choose some words of the article.", field="words")
    begin = max(0, start) + len(words) - len(words.lstrip())
    stop = begin + len(words.strip())
    if stop - begin > LONGEST_PASSAGE:
        raise Refused(f"A passage has no more than {LONGEST_PASSAGE} characters.", field="words")
    return begin, stop


def span_of(places: Sequence[Place]) -> Place:
    """Return the passage from the first of some places to the last."""
    return min(start for start, _ in places), max(end for _, end in places)


def cut_around(text: str, place: Place, most: int = 80) -> tuple[str, str]:
    """Return a little of what stands before a place and behind it."""
    start, end = place
    return text[max(0, start - most) : start], text[end : end + most]
