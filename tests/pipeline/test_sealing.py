"""The record is a chain: whatever is changed in it afterwards, it shows."""

import threading

import pytest
from sqlalchemy import Executable, delete, select, text, update
from sqlmodel import col

from app import pipeline
from app.db import Database
from app.models import Claim, Event, Person, Story
from app.pipeline.record import record
from app.pipeline.sealing import find_breaks
from app.vocabulary import Action, Verdict
from tests.makers import make_story


def breaks(database: Database, story: Story) -> list[str]:
    with database.reading() as session:
        return list(find_breaks(session, story.id))


@pytest.fixture
def recorded(database: Database) -> Story:
    """Keep a story in whose record there are five events."""
    story = make_story(database)
    for number in range(4):
        with database.writing() as session:
            pipeline.rename_story(session, story.slug, f"Dam at Lindau, day {number} – naïve 東京", person=None)
    return story


def change(database: Database, statement: Executable) -> None:
    with database.writing() as session:
        session.execute(statement)
        session.commit()


def test_every_event_is_sealed_with_the_one_before_it(database: Database, recorded: Story) -> None:
    with database.reading() as session:
        events = list(session.scalars(select(Event).order_by(col(Event.number))))
    assert [one.number for one in events] == [1, 2, 3, 4, 5]
    assert len({one.sha256 for one in events}) == 5
    assert breaks(database, recorded) == []


def test_a_word_that_was_changed_breaks_the_chain_from_there(database: Database, recorded: Story) -> None:
    third = col(Event.number) == 3
    change(database, update(Event).where(third).values(after={"title": "Something else"}))
    (broken,) = breaks(database, recorded)
    assert broken.startswith("event 3 (")


@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_event_that_was_taken_away_is_missed(database: Database, recorded: Story, number: int) -> None:
    change(database, delete(Event).where(col(Event.number) == number))
    assert breaks(database, recorded)[0] in {
        f"entry {number} is missing",
        "the record ends at entry 4, and 5 were recorded",
    }


def test_an_event_that_was_slipped_in_is_noticed(database: Database, recorded: Story) -> None:
    with database.writing() as session:
        last = session.scalars(select(Event).where(col(Event.number) == 5)).one()
        session.add(Event(**{**last.model_dump(), "id": "a" * 16, "number": 6}))
        session.commit()
    assert len(breaks(database, recorded)) == 2


def test_a_time_that_was_moved_is_noticed(database: Database, recorded: Story) -> None:
    change(database, text("UPDATE event SET at = '2001-01-01 00:00:00' WHERE number = 2"))
    assert breaks(database, recorded)[0].startswith("event 2 (")


def test_what_is_undone_keeps_the_chain_whole(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, seen_version=0)
    with database.writing() as session:
        pipeline.undo_last(session, story.slug, person=ann)
    assert breaks(database, story) == []


def test_what_is_rolled_back_leaves_no_gap(database: Database, recorded: Story) -> None:
    with database.writing() as session:
        record(session, Action.STORY_RENAMED, recorded.id)
        session.flush()
        session.rollback()
        pipeline.rename_story(session, recorded.slug, "Another name", person=None)
    assert breaks(database, recorded) == []


def test_many_at_once_make_one_chain(database: Database, recorded: Story) -> None:
    def rename(number: int) -> None:
        with database.writing() as session:
            pipeline.rename_story(session, recorded.slug, f"Name {number}", person=None)

    threads = [threading.Thread(target=rename, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert breaks(database, recorded) == []
