"""Files that leave a story: each is noted before its first byte, and again after its last."""

from collections.abc import Iterator, Mapping

from app.db import Database
from app.models import Download, Person, Story, utc_now


def note_download(
    database: Database,
    chunks: Iterator[bytes],
    *,
    story: Story,
    what: str,
    form: str,
    query: Mapping[str, str] | None = None,
    person: Person | None,
) -> Iterator[bytes]:
    """Note at once that somebody takes `what` away, and return its `chunks`.

    Whatever ends them early (a database that fails, a reader who leaves, a process that dies) leaves the note without
    an end: incomplete. What can't be noted doesn't leave.
    """
    note = Download(story_id=story.id, person_id=person.id if person else None, what=what, form=form)
    note.query = dict(query or {})
    with database.writing() as session:
        session.add(note)
        session.commit()
    return _until_complete(database, note.id, chunks)


def _until_complete(database: Database, id: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk
    with database.writing() as session:
        note = session.get_one(Download, id)
        note.ended_at, note.size = utc_now(), size
        session.commit()
