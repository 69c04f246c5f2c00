"""A backup while the server runs, a restore that is checked row by row, and the rule by which backups are kept.

A backup is one SQLite file: the database as it was at one moment, and a table that says how many rows each table had
and what their hash was. PostgreSQL has its own tools for it, which `docs/operating.md` shows.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.config import Settings
from app.db import Database
from app.errors import Refused

_MANIFEST = "plumbline_backup"
_STAMP = "plumbline-%Y%m%dT%H%M%SZ.db"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds of one table."""

    table: str
    rows: int
    sha256: str


def back_up(database: Database, path: Path) -> list[Contents]:
    """Write the database to a new file, whole or not at all, and return what it holds; writers go on meanwhile."""
    _refuse_if_not_sqlite(database)
    if path.exists():
        raise Refused(f"{path} is there already.", hint="Give another name, or move the file away.")
    draft = path.with_name(f"{path.name}.part")
    with _saying_what_fails(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        try:
            database.copy_to(draft)
            contents = _write_manifest(draft)
            _settle(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return contents


def restore(path: Path, settings: Settings) -> list[Contents]:
    """Put a backup into a place that has no database yet, check it row by row, and return what it held.

    Raise Refused, and leave nothing behind, where the place is taken or where the file isn't what was backed up.
    """
    target = Database.file_of(settings)
    if target is None:
        raise Refused("Restoring is for SQLite.", hint="Restore a PostgreSQL database by pg_restore.")
    if target.exists():
        raise Refused(f"There is a database at {target} already.", hint="Set PLUMBLINE_DATA to an empty folder.")
    draft = target.with_name(f"{target.name}.part")
    with _saying_what_fails(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, draft)
            contents = _check_manifest(draft, path)
            _settle(draft, target)
        finally:
            draft.unlink(missing_ok=True)
    return contents


def back_up_if_due(database: Database, *, now: datetime) -> Path | None:
    """Make the backup that the settings ask for, if it is time, and let go of the oldest; return the new one if any."""
    settings = database.settings
    if not settings.backup_hours or not database.is_sqlite:
        return None
    folder = settings.backup_folder or settings.data / "backups"
    if any(made_at(path) > now - timedelta(hours=settings.backup_hours) for path in list_backups(folder)):
        return None
    path = folder / now.astimezone(UTC).strftime(_STAMP)
    back_up(database, path)
    for old in list_backups(folder)[: -settings.backup_keep]:
        old.unlink()
    return path


def list_backups(folder: Path) -> list[Path]:
    """Return the scheduled backups in a folder, the oldest first."""
    return sorted(folder.glob("plumbline-*Z.db"))


def made_at(path: Path) -> datetime:
    """Return when a scheduled backup was made, from its name.

    >>> made_at(Path("plumbline-20310303T040506Z.db")).isoformat()
    '2031-03-03T04:05:06+00:00'
    """
    return datetime.strptime(path.name, _STAMP).replace(tzinfo=UTC)


def _refuse_if_not_sqlite(database: Database) -> None:
    if not database.is_sqlite:
        raise Refused("Backups by this command are for SQLite.", hint="Use pg_dump, as docs/operating.md shows.")


@contextmanager
def _saying_what_fails(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(f"{path} can't be written: {(error.strerror or str(error)).lower()}.") from error
    except sqlite3.Error as error:
        raise Refused(f"{path} can't be made: {error}.") from error


def _settle(draft: Path, path: Path) -> None:
    """Give a file its name once it is on disk."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(path)


def _write_manifest(path: Path) -> list[Contents]:
    with closing(sqlite3.connect(path)) as connection, connection:
        contents = [_count(connection, table) for table in _list_tables(connection)]
        connection.execute(f"CREATE TABLE {_MANIFEST} (name TEXT PRIMARY KEY, rows INTEGER, sha256 TEXT)")
        rows = [(one.table, one.rows, one.sha256) for one in contents]
        connection.executemany(f"INSERT INTO {_MANIFEST} VALUES (?, ?, ?)", rows)  # noqa: S608  The name is ours.
    return contents


def _check_manifest(draft: Path, path: Path) -> list[Contents]:
    """Return what a backup says that it holds, once it was found to hold just that; take the list out of it."""
    try:
        with closing(sqlite3.connect(draft)) as connection, connection:
            said = [Contents(*row) for row in connection.execute(f"SELECT * FROM {_MANIFEST} ORDER BY rowid")]  # noqa: S608
            connection.execute(f"DROP TABLE {_MANIFEST}")
            sound = [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
            held = [_count(connection, table) for table in _list_tables(connection)]
    except sqlite3.DatabaseError as error:
        raise Refused(f"{path} is no backup of Plumbline, or it is damaged.") from error
    wrong = sorted({one.table for one in set(said) ^ set(held)})
    if wrong or not sound:
        raise Refused(f"{path} isn't what was backed up: {', '.join(wrong) or 'the file is damaged'}.")
    return said


def _list_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables with rows of ours, by name; what the search index keeps for itself is made of them."""
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    tables = [row[0] for row in connection.execute(names)]
    return [name for name in tables if not name.startswith(("sqlite_", "claim_search_", _MANIFEST))]


def _count(connection: sqlite3.Connection, table: str) -> Contents:
    """Count a table's rows, and hash them in the order in which they are kept."""
    count, digest = 0, hashlib.sha256()
    for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608  The file names its tables.
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        count += 1
    return Contents(table, count, digest.hexdigest())
