"""The migrations make what the models say, and can be taken back, on both databases."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from app import store
from app.config import Settings, resource
from app.db import Database
from app.models import Person, Story
from app.pipeline.sealing import find_breaks
from app.vocabulary import Role
from tests.makers import decide, find_claim, make_flood, make_person


@pytest.fixture
def empty(empty_database_url: str, tmp_path: Path) -> Iterator[Database]:
    """Open a database that has no table yet."""
    database = Database(Settings(data=tmp_path, database_url=empty_database_url))
    yield database
    database.close()


@pytest.fixture
def engine(empty: Database) -> Iterator[Engine]:
    """Look at the same database from outside."""
    engine = create_engine(empty.settings.url)
    yield engine
    engine.dispose()


@pytest.fixture
def config() -> Config:
    """Return what Alembic's own commands need to know."""
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")))
    return config


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_an_empty_database_gets_every_table_of_the_models(empty: Database, engine: Engine, config: Config) -> None:
    empty.migrate()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_migrating_a_second_time_changes_nothing(empty: Database, engine: Engine) -> None:
    empty.migrate()
    before = _tables(engine)
    empty.migrate()
    assert before == _tables(engine) != set()


def test_the_migrations_can_be_taken_back_and_done_again(empty: Database, engine: Engine) -> None:
    empty.migrate()
    before = _tables(engine)
    empty.migrate("base")
    assert _tables(engine) == set()
    empty.migrate()
    assert _tables(engine) == before


def test_people_keep_what_they_could_do_when_roles_become_the_storys(empty: Database, engine: Engine) -> None:
    empty.migrate("0001")
    with engine.begin() as connection:
        for id, role in (("a", "owner"), ("b", "reviewer")):
            connection.execute(
                text("INSERT INTO person (id, name, folded_name, role, created_at) VALUES (:id, :id, :id, :role, :at)"),
                {"id": id, "role": role, "at": "2026-05-03"},
            )
        connection.execute(
            text(
                "INSERT INTO story (id, slug, title, note, counting, created_at, created_by) "
                "VALUES ('s', 's', 's', '', 'sources', '2026-05-03', 'a')"
            )
        )
    empty.migrate()
    with empty.reading() as session:
        roles = [store.find_role(session, session.get_one(Person, id), "s") for id in ("a", "b")]
    assert roles == [Role.OWNER, Role.REVIEWER]
    empty.migrate("base")


def test_what_is_older_than_the_chain_is_sealed_as_it_is_found(empty: Database, engine: Engine, config: Config) -> None:
    empty.migrate()
    story, person = make_flood(empty), make_person(empty)
    decide(empty, find_claim(empty, story, "drowned"), person)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0013")
        connection.execute(text("UPDATE event SET number = NULL, sha256 = NULL"))
        connection.execute(text("DELETE FROM chain"))
    empty.migrate()
    decide(empty, find_claim(empty, story, "Roads"), person)
    assert _breaks(empty, story) == []
    for touched, found in (
        ("event SET why = 'Nobody wrote this.' WHERE number IS NULL", "without a number"),
        ("decision SET evidence = '{}' WHERE number = 1", "decision 1 ("),
    ):
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE {touched}"))
        assert any(found in broken for broken in _breaks(empty, story))


def _breaks(database: Database, story: Story) -> list[str]:
    with database.reading() as session:
        return list(find_breaks(session, story.id))


def test_the_migrations_form_one_line(config: Config) -> None:
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_processes_that_start_at_once_migrate_once(empty_database_url: str, tmp_path: Path) -> None:
    settings = {"PLUMBLINE_DATA": str(tmp_path), "PLUMBLINE_DATABASE_URL": empty_database_url}
    command = [sys.executable, "-m", "app", "migrate"]
    processes = [subprocess.Popen(command, cwd=tmp_path, env=os.environ | settings) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]


DYING = """
import itertools, os, sys
from pathlib import Path
from sqlalchemy import Engine, event
from app.config import Settings
from app.db import Database

data, url, last = sys.argv[1:]
statements = itertools.count(1)

@event.listens_for(Engine, "before_cursor_execute")
def die(*_):
    if next(statements) == int(last):
        os._exit(9)

Database(Settings(data=Path(data), database_url=url)).migrate()
"""


@pytest.mark.parametrize("last", [20, 60])
def test_a_migration_that_dies_in_the_middle_is_made_anew_at_the_next_start(
    empty: Database, engine: Engine, tmp_path: Path, last: int
) -> None:
    arguments = [str(tmp_path), empty.settings.database_url, str(last)]
    assert subprocess.run([sys.executable, "-c", DYING, *arguments], check=False, timeout=60).returncode == 9
    assert _tables(engine) == set()  # All of it or nothing: both databases roll back what they make.
    empty.migrate()
    assert empty.pending_migrations() == []
