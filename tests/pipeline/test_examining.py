"""What is wrong with an installation is found and named, with what to do."""

import hashlib
from contextlib import closing

import pytest
from sqlalchemy import Executable, delete, insert, text, update
from sqlmodel import col

from app import pipeline
from app.config import Settings
from app.db import Database
from app.models import Article, Capture, Claim, Decision, Event, Person, Sentence, Story
from app.vocabulary import Verdict


@pytest.fixture(autouse=True)
def decided(database: Database, claim: Claim, ann: Person) -> None:
    with database.writing() as session:
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, seen_version=0)


def wrong(database: Database) -> list[str]:
    """Return what is wrong; whatever is comes with advice."""
    return [finding.what for finding in pipeline.examine(database) if finding.advice]


def test_a_sound_installation_has_nothing_wrong_with_it(database: Database) -> None:
    assert wrong(database) == []
    assert len([*pipeline.examine(database)]) >= 9


UNUSED = Capture(sha256=hashlib.sha256(b"unused").hexdigest(), data=b"unused").model_dump()
CHANGES: dict[str, Executable] = {
    "its text isn't what was captured": update(Article).values(text="Nothing of it."),
    "isn't at": text("UPDATE excerpt SET start = start + 1"),
    "isn't what was received": update(Capture).values(data=b"Nothing of it."),
    "isn't what was recorded": update(Event).values(why="Nobody wrote this."),
    "entry 1 is missing": delete(Event).where(col(Event.number) == 1),
    "the record ends at entry 2": delete(Event).where(col(Event.number) == 3),
    "decision 2 (": update(Decision).values(evidence={"claim": "Nobody saw this."}),
    "entry 2 is missing": delete(Decision),
    "was never sealed": update(Decision).values(number=None),
    "without a number aren't those": update(Event).where(col(Event.number) == 3).values(number=None),
    "belong to no article": insert(Capture).values(UNUSED),
    "lie outside": update(Sentence).values(end=99_999),
}


@pytest.mark.parametrize("found", CHANGES)
def test_what_was_changed_beside_the_program_is_found(database: Database, story: Story, found: str) -> None:
    with database.writing() as session:
        session.execute(CHANGES[found])
        session.commit()
    assert any(found in finding for finding in wrong(database)), wrong(database)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_row_that_belongs_to_nothing_is_found(database: Database) -> None:
    with database.writing() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        raw = session.connection().connection.driver_connection
        assert raw is not None
        raw.execute("COMMIT")
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM person")
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("BEGIN")
    assert any("belongs to no person" in finding for finding in wrong(database))


def test_migrations_that_are_pending_are_named_and_nothing_else_is_looked_at(
    empty_database_url: str, settings: Settings
) -> None:
    with closing(Database(Settings(data=settings.data, database_url=empty_database_url))) as behind:
        behind.migrate("0001")
        first, *rest = wrong(behind)
    assert first.startswith("Migration 0002 is pending")
    assert rest == []


def test_a_key_that_others_may_read_is_named(database: Database) -> None:
    key = database.settings.data / "secret_key"
    key.write_text("x")
    key.chmod(0o644)
    assert wrong(database) == ["Others on this machine may read the secret key."]


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_server_that_says_saved_before_it_has_written_is_found(settings: Settings) -> None:
    url = f"{settings.database_url}&options=-c%20synchronous_commit%3Doff"
    with closing(Database(Settings(data=settings.data, database_url=url))) as early:
        assert any("synchronous_commit is off" in finding for finding in wrong(early)), wrong(early)
