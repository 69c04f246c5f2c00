"""The day of publication that an article's own date line tells."""

import re
from datetime import date

from app.nlp.dates.finding import find_dates

_LINES = 12
_LONGEST_LINE = 120
_ISO_STAMP = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?=T\d{2}:\d{2})")
_LABELS = re.compile(
    r"^\W*(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|modified|date|by|"
    r"publicado|publié|veröffentlicht|опубліковано|опубликовано)\b)?"
    r"[\s:|,–—-]*(?:on\b|at\b|el\b|le\b|am\b)?[\s:|,–—-]*$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"^[\s,|·•–—-]*(?:(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5}|UTC[+-]\d+)?)?[\s,.|·•–—-]*"
    r"(?:\(?(?:updated|last updated|published|modified)\b.{0,60})?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[\W]*[A-Z][\w.' -]{1,40}(?:,\s*[\w.' -]{2,30})?,\s*$")
_AGENCY = re.compile(r"^\s*(?:\([^()\n]{2,40}\)|\/[^\/\n]{2,40}\/)?\s*(?:--|[–—-])\s*\S")
# Without these, cheaply looked for, a line holds no full date, and a long one no dateline.
_DIGIT = re.compile(r"\d")
_DASH = re.compile(r"(?:--|[–—-])\s*\S")
_LANGUAGES = ("en", "es", "fr", "de", "uk", "ru")


def find_publication_date(text: str) -> date | None:
    """Return the day of publication that an article's own date line tells, or None.

    Only a full date counts, and never one inside a sentence. A date line is a line of its own, with "Published" or a
    time of day beside it, a by-line that ends in it, or a dateline with the year ("LIMA, Jan. 11, 2025 (Agency) -").

    >>> find_publication_date("Bridge reopens\\nPublished: January 11, 2025, 10:30 GMT\\nIt closed on May 2, 2024.")
    datetime.date(2025, 1, 11)
    """
    lines = [line.strip() for line in text[: _LINES * 400].split("\n")]
    for line in [line for line in lines if line][:_LINES]:
        when = _dated_line(line)
        if when is not None:
            return when
    return None


def _dated_line(line: str) -> date | None:
    stamp = _ISO_STAMP.search(line[:_LONGEST_LINE])
    if stamp is not None and len(line) <= _LONGEST_LINE:
        try:
            return date.fromisoformat(stamp[1])
        except ValueError:
            return None
    head = line[: 2 * _LONGEST_LINE]
    if not (_DIGIT.search(head) and (len(line) <= _LONGEST_LINE or _DASH.search(head))):
        return None
    for language in _LANGUAGES:
        for span in find_dates(head, None, language):
            if span.first is None or span.first != span.last:
                continue
            if _stands_alone(head, span.start, span.end, whole=len(line) <= _LONGEST_LINE):
                return span.first
    return None


def _stands_alone(line: str, start: int, end: int, *, whole: bool) -> bool:
    """Tell whether a date is a line of its own, the end of a by-line, or a dateline before the first sentence."""
    before, after = line[:start], line[end:]
    if _AGENCY.match(after) and _DATELINE.match(before):
        return True
    if not whole or not _REST.match(after):
        return False
    return bool(_LABELS.match(before)) or _is_byline(before)


def _is_byline(before: str) -> bool:
    """Tell whether what stands before the date names who wrote it: "By Jane Roe | ", "Jane Roe · "."""
    stripped = before.rstrip()
    if not stripped or stripped[-1] not in "|·•–—-," or len(stripped) > 80:
        return False
    words = stripped.rstrip("|·•–—-, ").split()
    if not words or len(words) > 8:
        return False
    return words[0].lower() == "by" or (
        stripped[-1] in "|·•"
        and all(not word[0].islower() or word in ("and", "de", "van", "von", "of") for word in words)
    )
