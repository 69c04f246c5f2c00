"""Plain text -> an article: what its first lines say about it, and no more than they say."""

import re
from collections.abc import Iterator
from datetime import date

from app.nlp.language import detect_language
from app.nlp.lexicon.reading import MONTHS
from app.nlp.reading.article import Reading, parse_day
from app.nlp.reading.decoding import check

_HEAD_LINES = 6
_HEAD_CHARACTERS = 2000
_LONGEST_TITLE = 160

_CAPITALISED = r"[^\W\d_a-zß-ÿа-я][\w.'’-]{0,30}"
_PARTICLE = r"(?:(?:de|da|di|la|le|van|von|der|den|al|el|bin|ibn|del|dos)\s)"
_NAME = rf"{_CAPITALISED}(?:\s{_PARTICLE}{{0,2}}{_CAPITALISED}){{1,4}}"
_BYLINE = re.compile(rf"(?:^|\s)(?:[Bb]y|BY):?\s(?P<names>{_NAME}(?:(?:,\s|\sand\s){_NAME}){{0,4}})\s*$")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(rf"\b(?P<name>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?P<name>{_MONTH})\.?,?\s(?P<year>\d{{4}})\b", re.IGNORECASE
    ),
)
_MOST_OTHER_LETTERS = 24
"""Room on a date line for "Last updated", a weekday and a time zone, and not for a sentence."""

_DATE_LINE = re.compile(r"[\w\s.,:|·•+/-]{6,80}$")
_AGENCY = re.compile(r"(?:[A-Z][\w .,'’/-]{0,60})?\((?P<agency>[A-Z][^()\n]{1,30})\)\s?(?:--|—|–|-)\s")
_ENDED = re.compile(r"[.!…:;,][\"'”’»)]*$")


def read_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published_at: date | None = None,
    language: str | None = None,
    url: str | None = None,
) -> Reading:
    """Return pasted text as an article, with title, author, outlet and date taken from it as far as it tells.

    What is given goes before what the text tells. Raise Unreadable where the text can't be an article's.

    >>> read_text("Dyke holds in Elmstadt\\n\\nBy Orla Finn\\nMarch 3, 2031\\n\\nThe dyke held.").author
    'Orla Finn'
    """
    check(text, what="article")
    head = list(_list_head(text))
    return Reading(
        text=text,
        title=title or _find_title(head, text),
        publisher=publisher or _find_agency(head),
        author=author or _find_author(head),
        published_at=published_at or _find_date(head),
        language=language or detect_language(text),
        url=url,
    )


def _list_head(text: str) -> Iterator[str]:
    """Yield the first lines that have something on them."""
    lines = (line.strip() for line in text.lstrip()[:_HEAD_CHARACTERS].splitlines())
    for _, line in zip(range(_HEAD_LINES), filter(None, lines), strict=False):
        yield line


def _find_title(head: list[str], text: str) -> str | None:
    """Return the first line if it reads as a title: short, no full stop, no byline or date, a report below it."""
    line = head[0]
    is_title = (
        len(head) > 1
        and len(line) <= _LONGEST_TITLE
        and len(line.split()) >= 2
        and not _ENDED.search(line)
        and not _BYLINE.search(line)
        and not _AGENCY.match(line)
        and _read_date_line(line) is None
        and len(text) > 2 * len(line)
    )
    return line if is_title else None


def _find_author(head: list[str]) -> str | None:
    """Return the names of a byline that is a line, or the end of a date line."""
    for line in head:
        byline = _BYLINE.search(line)
        if byline and (byline.start() == 0 or _read_date_line(line[: byline.start()]) is not None):
            return byline["names"]
    return None


def _find_date(head: list[str]) -> date | None:
    """Return the day of the first line that holds little else."""
    days = (_read_date_line(_BYLINE.sub("", line)) for line in head)
    return next((day for day in days if day), None)


def _find_agency(head: list[str]) -> str | None:
    """Return the agency that a dateline names: "ELMSTADT (Northwire) -- ..."."""
    agencies = (_AGENCY.match(line) for line in head)
    return next((match["agency"] for match in agencies if match), None)


def _read_date_line(line: str) -> date | None:
    """Return the day that a short line gives in full, if it gives exactly one that exists."""
    if not _DATE_LINE.match(line):
        return None
    written = [match[0] for pattern in _DATES for match in pattern.finditer(line)]
    others = sum(map(str.isalpha, line)) - sum(map(str.isalpha, "".join(written)))
    days = list_dates(line)
    return days[0] if len(written) == len(days) == 1 and others <= _MOST_OTHER_LETTERS else None


def list_dates(text: str) -> list[date]:
    """Return the days that a text gives in full: 2031-03-03, March 3, 2031 or 3 March 2031.

    >>> list_dates("Posted 3 March 2031, 10:40; not on 2031-02-30 or 03/04/2031")
    [datetime.date(2031, 3, 3)]
    """
    found = (_read_date(match) for pattern in _DATES for match in pattern.finditer(text))
    return [day for day in found if day]


def _read_date(match: re.Match[str]) -> date | None:
    """Return the day of a date as matched, or None where the calendar has no such day."""
    fields = match.groupdict()
    month = MONTHS[fields["name"].lower()] if fields.get("name") else int(fields["month"])
    return parse_day(f"{int(fields['year']):04}-{month:02}-{int(fields['day']):02}")
