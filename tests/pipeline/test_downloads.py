"""What leaves is noted before its first byte, and after its last; else it doesn't leave, or was incomplete."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy.exc import OperationalError

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.models import Download, Person, Story


def take(database: Database, story: Story, person: Person | None, chunks: Iterator[bytes]) -> Iterator[bytes]:
    return pipeline.note_download(database, chunks, story=story, what="verdicts", form="csv", person=person)


def noted(database: Database, story: Story) -> list[tuple[str | None, Download]]:
    with database.reading() as session:
        return [(row.name, row.download) for row in store.list_downloads(session, story.id)]


def test_a_file_is_noted_when_it_begins_and_when_it_is_complete(database: Database, story: Story, ann: Person) -> None:
    chunks = take(database, story, ann, iter([b"one", b"three"]))
    (begun,) = noted(database, story)
    assert (begun[0], begun[1].ended_at, begun[1].size) == ("Ann", None, 0)
    assert b"".join(chunks) == b"onethree"
    (ended,) = noted(database, story)
    assert ended[1].size == 8
    assert ended[1].ended_at is not None
    assert ended[1].ended_at >= begun[1].begun_at


def test_a_file_that_fails_in_the_middle_stays_noted_as_incomplete(database: Database, story: Story) -> None:
    def failing() -> Iterator[bytes]:
        yield b"one"
        raise OSError("the database went away")

    chunks = take(database, story, None, failing())
    with pytest.raises(OSError, match="went away"):
        list(chunks)
    assert [(name, note.ended_at) for name, note in noted(database, story)] == [(None, None)]


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_file_that_can_not_be_noted_does_not_leave(database: Database, story: Story) -> None:
    hasty = Settings(data=database.settings.data, database_url=database.settings.database_url, busy_seconds=0.1)
    with closing(Database(hasty)) as other, database.writing() as session:
        session.connection()
        with pytest.raises(OperationalError, match="locked"):
            take(other, story, None, iter([b"one"]))
