"""Databases for tests: made once with what a test needs in it, and copied for each test."""

import itertools
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.config import Settings
from app.db import Database

Fill = Callable[[Database], None]


class Databases(ABC):
    """A place where databases are made, copied and dropped by name; a name is an address within it."""

    def __init__(self) -> None:
        self._templates: dict[Fill, str] = {}
        self._names = (f"test_{number}" for number in itertools.count(1))

    @abstractmethod
    def create(self, name: str, template: str | None = None) -> str:
        """Create a database, as a copy of another if one is named; return its address as a setting would have it."""

    @abstractmethod
    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""

    @contextmanager
    def fresh(self, *, filled_by: Fill | None = None) -> Iterator[str]:
        """Make a database for one test, empty or as `filled_by` leaves one, which is called once for all tests."""
        template = self._template(filled_by) if filled_by else None
        name = next(self._names)
        yield self.create(name, template)
        self.drop(name)

    @contextmanager
    def without_rows(self) -> Iterator[str]:
        """Lend a migrated database that has no rows, for one test."""
        with self.fresh(filled_by=Database.migrate) as url:
            yield url

    def _template(self, fill: Fill) -> str:
        if fill not in self._templates:
            name = f"template_{len(self._templates)}"
            with tempfile.TemporaryDirectory() as folder:
                settings = Settings(data=Path(folder), database_url=self.create(name))
                with closing(Database(settings)) as database:
                    fill(database)
            self._templates[fill] = name
        return self._templates[fill]


class SqliteFiles(Databases):
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def create(self, name: str, template: str | None = None) -> str:
        """Name a file that isn't there, or copy one: a database that was closed is in one file."""
        path = self.folder / f"{name}.db"
        if template:
            shutil.copy(self.folder / f"{template}.db", path)
        return f"sqlite:///{path}"

    def drop(self, name: str) -> None:
        """Remove the file, and those of its journal."""
        for path in self.folder.glob(f"{name}.db*"):
            path.unlink()
