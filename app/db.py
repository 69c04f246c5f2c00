"""Engine, session, pragmas: the only module that knows which database this is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlmodel import Session

from app.config import Settings, resource


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
            settings.data.mkdir(parents=True, exist_ok=True)
        self._writer = self._open(read_only=False)
        self._reader = self._open(read_only=True)

    def _open(self, *, read_only: bool) -> Engine:
        if self.is_sqlite:
            return _open_sqlite(self.settings, read_only=read_only)
        return create_engine(
            self.settings.url,
            pool_pre_ping=True,
            execution_options={"postgresql_readonly": read_only},
            connect_args={"prepare_threshold": None},  # PgBouncer in transaction mode can't keep prepared statements.
        )

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that may write; what isn't committed is rolled back."""
        with Session(self._writer, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    def migrate(self, revision: str = "head") -> None:
        """Bring the tables up (or down) to `revision`."""
        config = Config()
        config.set_main_option("script_location", str(resource("migrations")))
        with self._writer.connect() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, revision) if revision == "base" else command.upgrade(config, revision)
            connection.commit()

    def ping(self) -> None:
        """Raise what the driver raises if the database doesn't answer."""
        with self._reader.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Let every connection go."""
        self._writer.dispose()
        self._reader.dispose()


def _open_sqlite(settings: Settings, *, read_only: bool) -> Engine:
    engine = create_engine(
        settings.url,
        # The driver's own transactions are switched off; `begin` below says what kind each of ours is.
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": settings.busy_seconds},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")  # A verdict that was answered is on disk.
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
