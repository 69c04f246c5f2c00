"""Each database has two doors, and what goes wrong there is said in a sentence."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import select

from app.config import Settings
from app.db import Database, as_busy
from app.errors import Busy
from app.models import Person, Story
from tests.makers import make_person, make_story


def _write(database: Database) -> None:
    with database.writing() as session:
        session.add(Story(slug="another", title="Another"))
        session.commit()


def _busy(database: Database, action: Callable[[Database], object]) -> Busy:
    """Return what a person is told when the action fails."""
    try:
        action(database)
    except Busy as busy:
        return busy
    except SQLAlchemyError as error:
        told = as_busy(error)
    else:
        told = None
    assert told is not None
    return told


def test_what_is_committed_is_read_back_by_both_doors(database: Database) -> None:
    make_story(database, "Dam at Lindau")
    for door in (database.reading, database.writing):
        with door() as session:
            assert session.exec(select(Story.title)).all() == ["Dam at Lindau"]


def test_the_reading_door_does_not_write(database: Database) -> None:
    def write_by_the_wrong_door(database: Database) -> None:
        with database.reading() as session:
            session.add(Story(slug="another", title="Another"))
            session.flush()

    assert "read-only" in _busy(database, write_by_the_wrong_door).message


def test_a_reader_sees_one_moment_of_the_database(database: Database) -> None:
    make_story(database, "Before")
    with database.reading() as session:
        before = session.exec(select(Story.title)).all()
        make_story(database, "Meanwhile")
        session.expire_all()
        assert session.exec(select(Story.title)).all() == before == ["Before"]


def test_many_writers_of_one_row_lose_no_update(database: Database) -> None:
    person = make_person(database, "0")

    def count_up() -> None:
        for _ in range(25):
            with database.writing() as session:
                row = session.exec(select(Person).where(Person.id == person.id).with_for_update()).one()
                row.name = str(int(row.name) + 1)
                session.commit()

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.get_one(Person, person.id).name == "200"


def test_our_own_mistakes_are_not_blamed_on_the_database(database: Database) -> None:
    make_person(database, "Ann")
    with pytest.raises(IntegrityError) as failure:
        make_person(database, "Ann")
    assert as_busy(failure.value) is None


def _sqlite(tmp_path: Path, **settings: float) -> Database:
    database = Database(Settings(data=tmp_path, database_url="", **settings))  # type: ignore[arg-type]  # Floats.
    database.migrate()
    return database


def test_a_file_that_another_process_has_locked_is_busy_after_the_time_set(tmp_path: Path) -> None:
    database = _sqlite(tmp_path, busy_seconds=0.3)
    other = sqlite3.connect(tmp_path / "plumbline.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert "locked" in _busy(database, _write).message
    assert time.monotonic() - began > 0.2
    other.execute("ROLLBACK")
    other.close()
    _write(database)
    database.close()


def test_a_thread_that_keeps_writing_makes_the_others_busy_after_the_time_set(tmp_path: Path) -> None:
    database = _sqlite(tmp_path, busy_seconds=0.3)
    with database.writing() as session:
        session.execute(text("SELECT 1"))
        assert "locked" in _busy(database, _write).message
    _write(database)
    database.close()


def test_a_file_that_may_not_grow_is_full(tmp_path: Path) -> None:
    database = _sqlite(tmp_path)

    def fill(database: Database) -> None:
        with database.writing() as session:
            session.execute(text("PRAGMA max_page_count = 1"))
            session.add_all(Story(slug=str(n), title="x" * 200, note="y" * 500) for n in range(2000))
            session.commit()

    assert "full" in _busy(database, fill).message
    database.close()


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "plumbline.db").write_bytes(b"This is no database, whatever its name says. " * 200)
    database = Database(Settings(data=tmp_path, database_url=""))
    assert "damaged" in _busy(database, Database.ping).message
    database.close()


def test_tables_that_are_not_there_are_said_to_be_missing(empty_database_url: str, tmp_path: Path) -> None:
    database = Database(Settings(data=tmp_path, database_url=empty_database_url))
    for action in (_write, Database.ping):
        assert "migrated" in _busy(database, action).message
    database.close()


def test_a_query_that_is_wrong_is_not_blamed_on_the_database(database: Database) -> None:
    with database.reading() as session, pytest.raises(SQLAlchemyError) as failure:
        session.execute(text("SELECT no_such_column FROM story"))
    assert as_busy(failure.value) is None


@pytest.mark.parametrize("backend", ["postgresql"])
def test_postgresql_keeps_statements_prepared_unless_a_pooler_stands_in_between(database: Database) -> None:
    kept = text("SELECT count(*) FROM pg_prepared_statements")
    for prepares in (True, False):
        settings = database.settings.model_copy(update={"database_prepares": prepares})
        found = []
        with closing(Database(settings)) as other:
            for _ in range(8):  # What a page has prepared is there for the next.
                with other.reading() as session:
                    found.append(session.scalar(kept))
        assert any(found) == prepares


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(tmp_path: Path) -> None:
    database = Database(Settings(data=tmp_path, database_url=f"postgresql://nobody@/none?host={tmp_path}"))
    assert "can't be reached" in _busy(database, Database.ping).message
    database.close()
