"""Find quotations: the spans between quotation marks, of whatever kind."""

import re

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "‹": "›"}
_MARK = re.compile(r"``|''|[“”„«»\"‘’'‹›]")
_SPACE = frozenset(" \t\n\r\u00a0([{—–-―:")
_LONGEST = 6000  # Code points after which a mark that nothing closes is taken for a slip.
_LONGEST_SINGLE = 1200


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans of the quotations in `text`, marks included, in order, never overlapping.

    A quotation that a paragraph leaves open ends with the paragraph. A single mark opens only after a space and
    closes only after a word or a stop, so that apostrophes open nothing.

    >>> text = 'He said “it’s over” and "go". The girls\\' team \\'won\\'.'
    >>> [text[s:e] for s, e in find_quotations(text)]
    ['“it’s over”', '"go"', "'won'"]
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _in_line(text, start, start + len(line.rstrip()))
        start += len(line)
    return found


def _in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if _opens(text, match.start(), match.end(), start, end):
                opened = (match.start(), mark)
        elif match.start() - opened[0] > _limit(opened[1]):
            opened = (match.start(), mark) if _opens(text, match.start(), match.end(), start, end) else None
        elif _closes(opened[1], mark, text[match.start() - 1], text[match.end() : min(match.end() + 2, end)]):
            found.append((opened[0], match.end()))
            opened = None
    if opened and end - opened[0] <= _LONGEST and opened[1] not in "‘'":
        found.append((opened[0], end))
    return found


def _limit(mark: str) -> int:
    return _LONGEST_SINGLE if mark in "‘'" else _LONGEST


def _opens(text: str, start: int, after: int, line_start: int, line_end: int) -> bool:
    mark = text[start:after]
    before = text[start - 1] if start > line_start else " "
    following = text[after] if after < line_end else " "
    if mark in _PAIRS and mark != "‘":
        return True
    if mark in {'"', "``", "''"}:
        return not following.isspace() and not before.isdigit()
    return mark in {"‘", "'"} and before in _SPACE and (following.isalpha() or following in '“"[')


def _closes(opening: str, mark: str, before: str, following: str) -> bool:
    """Tell whether a mark ends the quotation that another began, by the letter before it and the two after it."""
    if opening in {'"', "``", "''"}:
        return mark in {'"', "''", "”"}
    if opening in {"‘", "'"}:
        possessive = before == "s" and following[:1] == " " and following[1:].islower()  # As in "the residents' homes".
        return mark in {"’", "'"} and not following[:1].isalnum() and not possessive
    return mark in _PAIRS[opening] or mark == '"'
