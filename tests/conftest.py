"""Fixtures that every test may use: above all the two databases, each of which every test of stored rows runs on."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import Settings
from app.db import Database
from tests.postgres import PostgresServer, running_postgres

_names = (f"test_{number}" for number in itertools.count(1))


def pytest_configure() -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in Settings.model_fields:
        os.environ.pop(f"PLUMBLINE_{name.upper()}", None)
    Settings.model_config["env_file"] = None


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Run one PostgreSQL server for all the tests of this process."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Migrate one PostgreSQL database, of which each test gets a copy; return its name."""
    url = postgres.create("migrated")
    _migrate(Settings(data=tmp_path_factory.mktemp("migrated"), database_url=url))
    return "migrated"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one SQLite file, of which each test gets a copy; return its path."""
    data = tmp_path_factory.mktemp("migrated")
    _migrate(Settings(data=data, database_url=""))
    return data / "plumbline.db"


def _migrate(settings: Settings) -> None:
    database = Database(settings)
    database.migrate()
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Run the test once on each database."""
    return str(request.param)


@pytest.fixture
def empty_database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a database without a table in it."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'plumbline.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = next(_names)
    yield server.create(name)
    server.drop(name)


@pytest.fixture
def database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a database of the test's own with all the tables and no rows."""
    if backend == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "plumbline.db")
        yield f"sqlite:///{copy}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = next(_names)
    yield server.create(name, template=request.getfixturevalue("migrated_postgres"))
    server.drop(name)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Return settings that keep everything in a folder of the test's own."""
    return Settings(data=tmp_path, database_url=database_url)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """Open the test's database."""
    database = Database(settings)
    yield database
    database.close()
