"""Fixtures that every test may use: above all the two databases, each of which every test of stored rows runs on."""

import os
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from app.config import Settings
from app.db import Database
from tests.databases import Databases, SqliteFiles
from tests.postgres import running_postgres

# What needs more than the locked packages is tried where that is there, and named as left out elsewhere.
_NEEDS = {
    "semantic": (
        find_spec("sentence_transformers"),
        "which needs PyTorch and models: `make test-semantic` brings them",
    ),
    "spreadsheets": (which("soffice"), "which needs LibreOffice (in Debian the package libreoffice-calc-nogui)"),
}
collect_ignore = [folder for folder, (found, _) in _NEEDS.items() if not found]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what isn't tried here."""
    for folder in collect_ignore:
        terminalreporter.write_line(f"left out: tests/{folder}, {_NEEDS[folder][1]}")


def pytest_configure() -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in Settings.model_fields:
        os.environ.pop(f"PLUMBLINE_{name.upper()}", None)
    Settings.model_config["env_file"] = None


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """Keep the SQLite files of the tests of this process in one folder."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """Run one PostgreSQL server for all the tests of this process."""
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Run the test once on each database; a test that needs only one says so by `parametrize`."""
    return str(request.param)


@pytest.fixture
def databases(backend: str, request: pytest.FixtureRequest) -> Databases:
    """Return where the test's database is made."""
    databases: Databases = request.getfixturevalue(backend)
    return databases


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """Return the address of a database without a table in it."""
    with databases.fresh() as url:
        yield url


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """Return the address of a database of the test's own with all the tables and no rows."""
    with databases.without_rows() as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Return settings that keep everything in a folder of the test's own."""
    return Settings(data=tmp_path, database_url=database_url)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """Open the test's database."""
    with closing(Database(settings)) as database:
        yield database
