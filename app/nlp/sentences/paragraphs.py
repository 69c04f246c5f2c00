"""Where paragraphs begin and end: a line break ends one, unless the text is wrapped at a column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# Everything at which a text viewer goes to a new line; the runs between are lines.
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"\S{1,40}")
_ENDED = re.compile(r"[.!?…:;。！？؟][\"'”’»)\]]{0,2}\Z")

_NARROWEST, _WIDEST = 40, 110
"""Columns between which a text is believed to be wrapped: terminals, mails, old agency wires."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it; `follows` tells that only one line break stands before it."""

    start: int
    end: int
    follows: bool

    def is_full(self, text: str, after: "_Line", width: int) -> bool:
        """Tell whether the first word of the line after it had no room left on this one."""
        word = _WORD.match(text, after.start, after.end)
        return word is not None and self.end - self.start + 1 + len(word[0]) > width


def list_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs of `text`; lines that were only wrapped stay together.

    >>> list_paragraphs("A title\\nThe text.\\n\\nMore")
    [(0, 7), (8, 17), (19, 23)]
    """
    lines = list(_list_lines(text))
    width = _find_width(text, lines)
    paragraphs: list[tuple[int, int]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and line.follows and _runs_on(text, before, line, width):
            paragraphs[-1] = (paragraphs[-1][0], line.end)
        else:
            paragraphs.append((line.start, line.end))
    return paragraphs


def _list_lines(text: str) -> Iterator[_Line]:
    """Yield the lines of `text` that have something on them."""
    last = 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if line:
            start = match.start() + match[0].index(line[0])
            yield _Line(start, start + len(line), follows=len(_BREAK.findall(text, last, start)) == 1)
            last = start + len(line)


def _find_width(text: str, lines: list[_Line]) -> int:
    """Return the column at which the whole text is wrapped, or 0 where it isn't."""
    width = max((line.end - line.start for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    pairs = [(line, after) for line, after in pairwise(lines) if after.follows]
    full = sum(line.is_full(text, after, width) for line, after in pairs)
    return width if len(pairs) >= 3 and full >= 0.7 * len(pairs) else 0


def _runs_on(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Tell whether the line after it goes on with the same sentence or paragraph."""
    if width and line.is_full(text, after, width):
        return True
    is_long = line.end - line.start >= _NARROWEST // 2
    return is_long and text[after.start].islower() and not _ENDED.search(text, max(line.start, line.end - 4), line.end)
