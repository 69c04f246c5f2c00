"""The time that a statement looks back to, where it tells of another event than the one that is reported."""

import re
from datetime import timedelta

from app.nlp.claims import ReadArticle, Statement
from app.nlp.dates import DateSpan
from app.nlp.lexicon.matching import LOOKING_BACK

# A day that is so long before publication belongs to another event: what goes on for months is one.
_BACKGROUND = timedelta(days=365)
_MONTH = timedelta(days=27)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEFORE_YEAR = re.compile(r"\b(?:in|since|during|until|by|from)\s+$", re.IGNORECASE)
_LOOKING_BACK = re.compile(LOOKING_BACK, re.IGNORECASE)


def find_backgrounds(read: ReadArticle) -> list[DateSpan | None]:
    """Return for each statement of an article the time that it looks back to.

    A sentence goes on in the time of the one before, until a new date or a new paragraph.
    """
    found: list[DateSpan | None] = []
    before: Statement | None = None
    for statement in read.statements:
        own = _look_back(read, statement)
        if own is None and before is not None and not statement.dates:
            goes_on = "\n" not in read.article.text[before.end : statement.start]
            own = found[-1] if goes_on else None
        found.append(own)
        before = statement
    return found


def _look_back(read: ReadArticle, statement: Statement) -> DateSpan | None:
    """Return the time that a statement looks back to, where it lies so far back that it is another event.

    Where nothing tells when the article was published, a whole month or year is taken for looking back, and so is a day
    with its year if other things are dated by the day of the week: that is how news tells what has just happened.
    """
    published = read.article.published_at
    if published is None:
        recent = bool(_WEEKDAY.search(read.article.text))
        old = [d for d in statement.dates if _names_a_year(read.article.text, d) and (recent or _is_long(d))]
    else:
        old = [d for d in statement.dates if d.last is not None and d.last < published - _BACKGROUND]
    if old and len(old) == len(statement.dates):
        return old[0]
    marker = _LOOKING_BACK.search(statement.text)
    return DateSpan(None, None, marker.start(), marker.end()) if marker else None


def _is_long(found: DateSpan) -> bool:
    """Tell whether a date is a whole month or more."""
    return found.first is not None and found.last is not None and found.last - found.first >= _MONTH


def _names_a_year(text: str, found: DateSpan) -> bool:
    """Tell whether a date is written with its year: "in 2013", "March 2013", and not the "2013" of a model's name."""
    written = text[found.start : found.end]
    bare = written.strip().isdigit()
    return bool(_YEAR.search(written)) and (
        not bare or bool(_BEFORE_YEAR.search(text, max(0, found.start - 12), found.start))
    )
