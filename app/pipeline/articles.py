"""One article: read, checked against what was said beside it, and added to its story once."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col

from app import store
from app.config import Settings
from app.db import fold_name, insert_into, is_storable
from app.errors import Refused, Unreadable
from app.models import Article, Capture, ImportItem, Source, new_id, utc_now
from app.nlp import reading
from app.nlp.language import say_coverage
from app.nlp.reading import Reading
from app.pipeline.checks import clean_line
from app.pipeline.uploads import Upload, holds_records
from app.vocabulary import ItemState

_MEGABYTE = 1_000_000
LONGEST = {"title": 1000, "author": 400, "url": 2000, "publisher": 200, "language": 8}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: its state, what to tell, and the article that it is now."""

    state: ItemState
    message: str = ""
    article_id: str | None = None


class Reader:
    """Read the items of a batch; a file of records is read once for all of its records."""

    def __init__(self, settings: Settings) -> None:
        self._most_bytes = settings.max_article_mb * _MEGABYTE
        self._most = settings.max_article_mb
        self._sha256: str | None = None
        self._records: list[Reading | Unreadable] = []

    def read(self, item: ImportItem, load: Callable[[], Capture]) -> Reading:
        """Return the article of an item as it will be kept; raise Refused with the reason if there is none."""
        found = self._read_record(item, load) if item.record else self._read_file(item, load())
        if len(found.text.encode("utf-8", "surrogatepass")) > self._most_bytes:
            raise self._too_large()
        if not is_storable(found.text):
            raise Unreadable("The text holds control characters that no text has.")
        return add_known(found, item.known)

    def count_records(self, item: ImportItem, load: Callable[[], Capture]) -> int:
        """Return how many records a file has; raise Unreadable if it can't be read as a whole."""
        if self._sha256 != item.capture_sha256:
            self._records = reading.read_records(load().data, name=item.name)
            self._sha256 = item.capture_sha256
        if not self._records:
            raise Unreadable("There is no article in this file.")
        return len(self._records)

    def _read_record(self, item: ImportItem, load: Callable[[], Capture]) -> Reading:
        self.count_records(item, load)
        found = self._records[item.record - 1]
        if isinstance(found, Unreadable):
            raise found
        return found

    def _read_file(self, item: ImportItem, capture: Capture) -> Reading:
        if len(capture.data) > self._most_bytes:
            raise self._too_large()
        name = "" if item.url else item.name  # An address may end in anything; what a page is, its type says.
        return reading.read(capture.data, name=name, media_type=capture.media_type)

    def _too_large(self) -> Refused:
        return Refused(f"It is larger than the {self._most} MB that one article may have.")


def check_text(upload: Upload, settings: Settings) -> None:
    """Raise Refused where an import would refuse a text, so that whoever pasted it hears while it is still at hand."""
    capture = Capture(sha256="", data=upload.data, media_type=upload.media_type, name=upload.name)
    item = ImportItem(job_id="", position=0, name=upload.name, capture_sha256="", known=upload.known)
    Reader(settings).read(item, lambda: capture)


def is_file_of_records(item: ImportItem) -> bool:
    """Tell whether an item stands for a file that has still to be taken apart."""
    return not item.record and item.url is None and holds_records(item.name)


def add_known(found: Reading, known: Mapping[str, str]) -> Reading:
    """Return what was read, with what was said beside it in its place; raise Refused for what can't be.

    >>> add_known(Reading("A text.", title="Read"), {"title": " Said ", "published_at": "2031-03-03"}).title
    'Said'
    """
    said = {name: clean_line(known[name], name, most) for name, most in LONGEST.items() if known.get(name, "").strip()}
    published_at = known.get("published_at", "").strip()
    day = read_day(published_at) if published_at else found.published_at
    return replace(found, **said, published_at=day)


def read_day(text: str) -> date:
    """Return the day of an ISO 8601 date or time; raise Refused for anything else."""
    day = reading.parse_day(text)
    if day is None:
        raise Refused(f"“{text[:40]}” is not a date like 2031-03-03.", field="published_at")
    return day


def add_article(session: Session, story_id: str, item: ImportItem, found: Reading) -> Outcome:
    """Add an article to the story unless its text is there already; commit nothing."""
    text_sha256 = hashlib.sha256(found.text.encode()).hexdigest()
    values = {
        "id": new_id(),
        "story_id": story_id,
        "source_id": find_or_make_source(session, found.publisher),
        "capture_sha256": item.capture_sha256,
        "name": item.name,
        "record": item.record,
        "title": _short(found.title, "title"),
        "author": _short(found.author, "author"),
        "url": _short(found.url, "url"),
        "published_at": found.published_at,
        "language": found.language[: LONGEST["language"]],
        "text": found.text,
        "text_sha256": text_sha256,
        "added_at": utc_now(),
    }
    insert = insert_into(session, Article).values(values).on_conflict_do_nothing().returning(col(Article.id))
    article_id = session.scalar(insert)
    if article_id is not None:
        return Outcome(ItemState.ADDED, say_coverage(found.language), article_id)
    same = store.find_article_by_text(session, story_id, text_sha256)
    if same is None:
        raise Refused("The story has changed meanwhile; import this once more.")
    return Outcome(ItemState.KNOWN, f"The same text is here already: {same.title or same.name}", same.id)


def _short(text: str | None, field: str) -> str | None:
    """Return what an article says of itself, cut to what is kept of it; nothing where it can't be kept."""
    return text[: LONGEST[field]] if text and is_storable(text) else None


def find_or_make_source(session: Session, name: str | None) -> str | None:
    """Return the id of the outlet of this name, however it is spelled in case and width; make it if there is none."""
    name = _short(name and " ".join(name.split()), "publisher")
    if not name:
        return None
    folded = fold_name(name)[:400]
    known = store.find_source(session, folded)
    if known is not None:
        return known.id
    values = {"id": new_id(), "name": name, "folded_name": folded}
    session.execute(insert_into(session, Source).values(values).on_conflict_do_nothing())
    made = store.find_source(session, folded)
    return made.id if made else None
