"""Engine, session, pragmas: the only module that knows which database this is."""

import hashlib
import os
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVarTuple

import psycopg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Result, TableClause, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeout
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlmodel import Session, SQLModel

from app.config import Settings, resource
from app.errors import Busy, Refused

Row = TypeVarTuple("Row")
_MIGRATING = 0x706C756D62  # Any number that nothing else on the server locks; this one spells "plumb".


class Database:
    """A database with two doors: `writing` begins a transaction that may write, `reading` one that can't.

    On SQLite a writing transaction takes the write lock when it begins: read-then-write in a deferred one fails
    "database is locked" at once, whatever the time-out. Readers never wait for it (WAL).
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.url = make_url(settings.url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            make_folder(settings)
        self._writer = self._open(read_only=False)
        self._reader = self._open(read_only=True)

    def _open(self, *, read_only: bool) -> Engine:
        if self.is_sqlite:
            return _open_sqlite(self.settings, read_only=read_only)
        return create_engine(
            self.settings.url,
            pool_pre_ping=True,
            hide_parameters=True,  # What people and articles say is in them, and errors end up in logs.
            # A reader sees one moment of the database from its first question to its last, as it does on SQLite.
            isolation_level="REPEATABLE READ" if read_only else "READ COMMITTED",
            execution_options={"postgresql_readonly": read_only},
            pool_use_lifo=True,  # The connection that was used last has the statements prepared.
            connect_args={} if self.settings.database_prepares else {"prepare_threshold": None},
        )

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that may write; what isn't committed is rolled back."""
        with Session(self._writer, expire_on_commit=False, info={"settings": self.settings}) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads."""
        with Session(self._reader, expire_on_commit=False, info={"settings": self.settings}) as session:
            yield session
            # After a rollback the driver for PostgreSQL forgets which statements it has prepared. A connection that was
            # lost meanwhile can't commit, and has nothing to lose.
            with suppress(SQLAlchemyError):
                session.commit()

    def migrate(self, revision: str = "head") -> None:
        """Bring the tables up (or down) to `revision`."""
        config = Config()
        config.set_main_option("script_location", str(resource("migrations")))
        # One transaction around them all: a process that dies in the middle leaves the tables as they were.
        with self._writer.begin() as connection:
            if not self.is_sqlite:  # Servers that start at once wait for the first; SQLite has one writer anyway.
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
            config.attributes["connection"] = connection
            command.downgrade(config, revision) if revision == "base" else command.upgrade(config, revision)

    def pending_migrations(self) -> list[str]:
        """Return the revisions that this database still has to be brought up by, oldest first."""
        script = ScriptDirectory(str(resource("migrations")))
        with self._reader.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        return [one.revision for one in script.iterate_revisions("head", current or "base")][::-1]

    @staticmethod
    def file_of(settings: Settings) -> Path | None:
        """Return the file that an SQLite database is in; None for another database."""
        url = make_url(settings.url)
        return Path(url.database or "") if url.get_backend_name() == "sqlite" else None

    def copy_to(self, path: Path) -> None:
        """Write an SQLite database as it is at this moment to a new file; nobody who writes has to wait."""
        source = sqlite3.connect(str(self.url.database), timeout=self.settings.busy_seconds)
        with closing(source) as connection:  # One of its own: our engines' connections are always in a transaction.
            connection.execute("VACUUM INTO ?", (str(path),))

    def ping(self) -> None:
        """Raise what the driver raises if the database doesn't answer or has no tables yet."""
        with self._reader.connect() as connection:
            connection.execute(text("SELECT version_num FROM alembic_version"))

    def close(self) -> None:
        """Let every connection go."""
        self._writer.dispose()
        self._reader.dispose()


def make_folder(settings: Settings) -> Path:
    """Return the data folder, made where it isn't there yet; raise Refused where it can't be."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"The data folder {settings.data} can't be made: {os.strerror(error.errno or 0).lower()}.",
            hint="Set PLUMBLINE_DATA to a folder that can be written.",
        ) from error
    return settings.data


def settings_of(session: Session) -> Settings:
    """Return the settings of the database that gave out this session."""
    settings: Settings = session.info["settings"]
    return settings


def is_sqlite(session: Session) -> bool:
    """Tell whether the session's database is SQLite; otherwise it is PostgreSQL."""
    return session.get_bind().dialect.name == "sqlite"


def is_storable(text: str) -> bool:
    """Tell whether both databases can keep `text`: neither a NUL nor half a surrogate pair is in it.

    >>> is_storable("naïve 東京"), is_storable("a\\0b"), is_storable("\\ud800")
    (True, False, False)
    """
    return "\0" not in text and not _SURROGATE.search(text)


def fold_name(name: str) -> str:
    """Return the one spelling that stands for a name's case and width variants.

    >>> fold_name("The  ＥＣＨＯ ") == fold_name("the echo")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def fetch(session: Session, statement: TypedReturnsRows[*Row], asked: Mapping[str, Any]) -> Result[*Row]:
    """Return what a statement finds that selects columns, and no entities: twice as fast as by way of the mapper.

    What the session still holds back is written first, as it always is before a question.
    """
    session.flush()
    return session.connection().execute(statement, asked)


def insert_into(session: Session, table: type[SQLModel] | TableClause) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT for `table` that knows ON CONFLICT."""
    return inserting(session)(table)


def inserting(session: Session) -> Callable[[Any], sqlite.Insert | postgresql.Insert]:
    """Return what makes an INSERT that knows ON CONFLICT, for who keeps the statement for this kind of database."""
    return sqlite.insert if is_sqlite(session) else postgresql.insert


def as_busy(error: SQLAlchemyError) -> Busy | None:
    """Return the sentence for a store that can't be reached or written right now; None where it is our own fault."""
    if isinstance(error, IntegrityError | DataError) or not isinstance(error, DBAPIError | SQLAlchemyTimeout):
        return None
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, psycopg.errors.UndefinedTable):
        return Busy(_NOT_MIGRATED)
    reason = next((reason for sign, reason in _TROUBLES.items() if sign in str(cause).lower()), None)
    if reason is None and isinstance(cause, psycopg.OperationalError):
        reason = _UNREACHABLE  # PostgreSQL keeps this class for what happens around a query, not in it.
    return Busy(reason, hint=_HINTS.get(reason, _AGAIN)) if reason else None


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """Open a database and migrate it, close it at the end; what the driver says against it becomes a sentence."""
    with looking_at(settings) as database:
        database.migrate()
        yield database


@contextmanager
def looking_at(settings: Settings) -> Iterator[Database]:
    """Open a database as it is, close it at the end; what the driver says against it becomes a sentence."""
    database = Database(settings)
    try:
        yield database
    except SQLAlchemyError as error:
        busy = as_busy(error)
        if busy is None:
            raise
        raise busy from error
    finally:
        database.close()


_SURROGATE = re.compile("[\ud800-\udfff]")
_AGAIN = "Nothing was changed. Try again in a moment."
_UNREACHABLE = "The database can't be reached right now."
_READ_ONLY = "The database can't be written right now: it is read-only."
_LOCKED = "The database is locked by something else right now."
_FULL = "The database can't be written right now: the disk is full."
_NOT_MIGRATED = "The database has not been migrated to this version."
_DAMAGED = "The database file is damaged."
_HINTS = {
    _READ_ONLY: "Nothing was changed. Whoever runs this has to let its user write the file and its folder.",
    _FULL: "Nothing was changed. Whoever runs this has to free space on the disk.",
    _DAMAGED: "Stop the server and restore the last backup into an empty folder: plumbline restore FILE.",
}
_TROUBLES = {
    "database is locked": _LOCKED,
    "database table is locked": _LOCKED,
    "database schema is locked": _LOCKED,
    "lock timeout": _LOCKED,
    "deadlock detected": _LOCKED,
    "could not serialize": _LOCKED,
    "queuepool limit": "The database is too busy right now.",
    "too many clients": "The database is too busy right now.",
    "unable to open database": _UNREACHABLE,
    "disk i/o error": _UNREACHABLE,
    "readonly database": _READ_ONLY,
    "read-only transaction": _READ_ONLY,
    "recovery mode": _READ_ONLY,
    "disk is full": _FULL,
    "no space left": _FULL,
    "no such table": _NOT_MIGRATED,
    "disk image is malformed": _DAMAGED,
    "not a database": _DAMAGED,
}


def _open_sqlite(settings: Settings, *, read_only: bool) -> Engine:
    engine = create_engine(
        settings.url,
        hide_parameters=True,  # What people and articles say is in them, and errors end up in logs.
        # The driver's own transactions are switched off; `begin` below says what kind each of ours is.
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": settings.busy_seconds},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        connection.create_function("md5", 1, _md5, deterministic=True)  # PostgreSQL has it built in.
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")  # A verdict that was answered is on disk.
        cursor.close()

    if read_only:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    else:
        turns = _Turns(settings.busy_seconds)
        event.listen(engine, "begin", turns.begin)
        event.listen(engine, "commit", turns.end)
        event.listen(engine, "rollback", turns.end)
    return engine


def _md5(text: str) -> str:
    """Return the hash by which a list is shuffled: the same on both databases, and no secret."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


class _Turns:
    """Take turns at writing within this process.

    SQLite polls for its lock, so that of many writers an unlucky one may wait until its time is over. Here they queue
    up; only what other processes hold is polled for.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()

    def begin(self, connection: Connection) -> None:
        """Begin a transaction that may write, once it is this one's turn."""
        if not self._lock.acquire(timeout=self._seconds):
            raise Busy(_LOCKED, hint=_AGAIN)
        connection.info["has_turn"] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except SQLAlchemyError:
            self.end(connection)
            raise

    def end(self, connection: Connection) -> None:
        """Let the next one begin; it still waits for SQLite to be done with this one."""
        if connection.info.pop("has_turn", False):
            self._lock.release()
