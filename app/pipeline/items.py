"""One item of an import: what is found when it is fetched or read, and what becomes of it in the rows."""

import hashlib

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update
from sqlmodel import Session, col

from app import store
from app.db import Database, insert_into, is_storable
from app.errors import Refused
from app.models import Capture, ImportItem, utc_now
from app.nlp.reading import Reading
from app.pipeline.articles import Outcome, Reader, add_article, is_file_of_records
from app.pipeline.fetching import Address, Page, fetch_address
from app.pipeline.uploads import Upload
from app.vocabulary import ItemState

_LONGEST_NAME = 400
_LONGEST_TYPE = 200

Found = Reading | Page | list[str] | int | Refused
"""An article; the page to read it from; a feed's addresses; how many records a file has; or why there is nothing."""


def make_item(session: Session, job_id: str, position: int, thing: Upload | Address) -> ImportItem:
    """Return an item for something that came in; the bytes of a file are kept at once."""
    if isinstance(thing, Address):
        return ImportItem(job_id=job_id, position=position, name=thing.url[-_LONGEST_NAME:], url=thing.url)
    return ImportItem(
        job_id=job_id,
        position=position,
        name=_storable(thing.name)[-_LONGEST_NAME:],
        capture_sha256=_keep_bytes(session, thing),
        known={key: _storable(value) for key, value in thing.known.items()},
    )


def _keep_bytes(session: Session, upload: Upload) -> str:
    """Keep bytes once, and return their SHA-256."""
    sha256 = hashlib.sha256(upload.data).hexdigest()
    values = {
        "sha256": sha256,
        "data": upload.data,
        "media_type": _storable(upload.media_type)[:_LONGEST_TYPE],
        "name": _storable(upload.name)[-_LONGEST_NAME:],
        "received_at": utc_now(),
    }
    session.execute(insert_into(session, Capture).values(values).on_conflict_do_nothing())
    return sha256


def _storable(text: str) -> str:
    """Return a name with a visible sign for what can't be kept."""
    return text if is_storable(text) else text.replace("\0", "␀").encode("utf-8", "replace").decode()


def fetch_item(item: ImportItem, database: Database) -> Found:
    """Return what is at an item's address, or why there is nothing; no transaction may be open meanwhile."""
    try:
        return fetch_address(item, database)
    except Refused as reason:
        return reason


def read_item(reader: Reader, session: Session, item: ImportItem) -> Found:
    """Return the article in an item's bytes, or why there is none, or how many records it is to be taken apart into."""

    def load() -> Capture:
        return store.get_capture(session, item.capture_sha256 or "")

    try:
        return reader.count_records(item, load) if is_file_of_records(item) else reader.read(item, load)
    except Refused as reason:
        return reason


def save_found(session: Session, story_id: str, item: ImportItem, found: Found) -> int:
    """Write down what was found together with the item's state, and return how many items came of it; commit nothing.

    A fetched page is kept first and read later, so that a worker that dies over it doesn't fetch it again.
    """
    if isinstance(found, Page):
        return _keep_page(session, item, found)
    if isinstance(found, list):
        return _list_feed(session, item, found)
    if isinstance(found, int):
        return _take_apart(session, item, found)
    _settle(session, story_id, item, found)
    return 1


def _keep_page(session: Session, item: ImportItem, page: Page) -> int:
    kept = Upload(page.name, page.data, page.media_type)
    values = {
        "capture_sha256": _keep_bytes(session, kept),
        "fetched_url": page.url,
        "fetched_at": page.at,
        "known": {**item.known, "url": page.url},
    }
    session.execute(update(ImportItem).where(_is(item)).values(values))
    return 1


def _list_feed(session: Session, item: ImportItem, urls: list[str]) -> int:
    """Put an item for each article that a feed lists in the place of the item for the feed, at the end of the batch."""
    last = select(func.max(col(ImportItem.position))).where(col(ImportItem.job_id) == item.job_id)
    first = (session.scalar(last) or 0) + 1
    session.execute(delete(ImportItem).where(_is(item)))
    for position, url in enumerate(urls, first):
        listed = make_item(session, item.job_id, position, Address(url))
        listed.known = {"feed": item.url}
        session.add(listed)
    session.flush()
    return len(urls)


def _take_apart(session: Session, item: ImportItem, records: int) -> int:
    """Put an item for each record in the place of the item for their file."""
    key = {"job_id": item.job_id, "position": item.position}
    rest = {"name": item.name, "capture_sha256": item.capture_sha256, "known": item.known, "attempts": 0, "message": ""}
    session.execute(delete(ImportItem).where(_is(item)))
    session.execute(
        insert(ImportItem),
        [{**key, **rest, "record": number, "state": ItemState.WAITING} for number in range(1, records + 1)],
    )
    return records


def _settle(session: Session, story_id: str, item: ImportItem, found: Reading | Refused) -> None:
    """Save an item's article, or why there is none, together with the item's state."""
    if isinstance(found, Refused):
        outcome = Outcome(ItemState.REFUSED, f"{found.message} {found.hint}".strip())
    else:
        outcome = add_article(session, story_id, item, found)
    session.execute(
        update(ImportItem)
        .where(_is(item))
        .values(state=outcome.state, message=outcome.message, article_id=outcome.article_id)
    )


def _is(item: ImportItem) -> ColumnElement[bool]:
    return and_(
        col(ImportItem.job_id) == item.job_id,
        col(ImportItem.position) == item.position,
        col(ImportItem.record) == item.record,
    )
