"""Web page -> an article: its main text, and what its metadata says."""

import logging
import re
from datetime import date

from trafilatura import bare_extraction
from trafilatura.settings import Document

from app.errors import Unreadable
from app.nlp.reading.article import Reading
from app.nlp.reading.plain import list_dates, read_text

# The extractor tells its log about every odd page; we tell the person who brought it.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_NO_CHARACTER = re.compile(r"[\0\ud800-\udfff]")
_FEWEST_LETTERS = 30
_BLANK = re.compile(r"\s+")

# Without a latest day the search would ask the clock, and the same page would read differently next year.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2100-01-01"}


def read_markup(markup: str) -> Reading:
    """Return the article of a web page: its text with a paragraph a line, its metadata, else what its first lines tell.

    Raise Unreadable where no article is found in it.
    """
    page = bare_extraction(
        _NO_CHARACTER.sub("", markup),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    text = (page.text or "").strip() if isinstance(page, Document) else ""
    if not isinstance(page, Document) or sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        raise Unreadable("No article is found in the page: save the article's own page, or paste its text.")
    return read_text(
        text,
        title=_clean(page.title),
        publisher=_clean(page.sitename),
        author=_clean(page.author),
        published_at=_confirm_date(page.date, markup),
        url=_clean(page.url),
    )


def _confirm_date(found: str | None, markup: str) -> date | None:
    """Return the day that the extractor found if the page gives it in full: of a bare month it makes the first."""
    if not found:
        return None
    day = date.fromisoformat(found)
    is_written = found in markup or f"{day:%Y%m%d}" in markup or f"{day:%Y/%m/%d}" in markup
    return day if is_written or day in list_dates(markup) else None


def _clean(value: str | None) -> str | None:
    """Return a metadata value in one line, or None where it is empty."""
    return _BLANK.sub(" ", value or "").strip() or None
