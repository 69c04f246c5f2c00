"""The job queue: which jobs there are and how they are tried again.

The rows are the truth. A message carries only a job's id; the queue forgets it when it hands it out, so that a worker
that dies loses the message. A sweep, at the start and every minute, sends the jobs again that nobody works on.
"""

import json
import signal
import threading
from collections.abc import Callable
from types import FrameType

from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

from app import logs, pipeline
from app.config import Settings
from app.db import Database, open_database
from app.models import utc_now

_SECONDS_TO_STOP = 20.0
_LONGEST_NAP = 1.0


class JobQueue:
    """The queue of one database: anyone may put a job's id in; whoever has started it works the jobs off."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_stopping = threading.Event()
        self._huey = make_queue(database)
        self._import = self._huey.task(name="import")(self._run_import)
        self._huey.periodic_task(crontab(minute="*"), name="sweep")(self.sweep)
        self._huey.periodic_task(crontab(minute="*"), name="backup")(self.back_up)
        self._consumer: _Consumer | None = None

    def enqueue(self, job_id: str) -> None:
        """Have the import with this id worked off."""
        self._import(job_id)

    def sweep(self) -> None:
        """Put in again what nobody works on: jobs whose worker died, or whose message was lost."""
        for job_id in pipeline.resume_imports(self._database):
            self.enqueue(job_id)

    def back_up(self) -> None:
        """Make the backup that the settings ask for, if it is time."""
        pipeline.back_up_if_due(self._database, now=utc_now())

    def start(self) -> None:
        """Work the jobs off in threads of this process until `stop`."""
        self.sweep()
        self._consumer = _Consumer(self._huey, workers=1, max_delay=_LONGEST_NAP, shutdown_timeout=_SECONDS_TO_STOP)
        self._consumer.start()

    def is_working(self) -> bool:
        """Tell whether jobs are worked off here, or were never to be."""
        return self._consumer is None or self._consumer.is_alive()

    def stop(self) -> None:
        """Let the worker give back what it is at, after the article that it is reading."""
        self._is_stopping.set()
        if self._consumer is not None:
            self._consumer.stop(graceful=True)
        self._huey.storage.close()

    def _run_import(self, job_id: str) -> None:
        pipeline.run_import(self._database, job_id, should_leave=self._is_stopping.is_set)


class _JsonSerializer(Serializer):  # type: ignore[misc]  # The library carries no types.
    """Messages as JSON: whoever can write to the queue can't have anything run that isn't a job of ours."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


class _Consumer(Consumer):  # type: ignore[misc]  # The library carries no types.
    """A consumer that leaves the signals to whoever runs the process."""

    def _set_signal_handlers(self) -> None:
        pass

    def is_alive(self) -> bool:
        """Tell whether a thread takes jobs, and the one that looks what is due."""
        return all(process.is_alive() for _, process in self.worker_threads) and self.scheduler.is_alive()


def make_queue(database: Database) -> Huey:
    """Return the queue beside the database: a file in the data folder, or tables on the same PostgreSQL server."""
    options = {"name": "plumbline", "results": False, "serializer": _JsonSerializer()}
    if database.is_sqlite:
        return SqliteHuey(filename=str(database.settings.data / "queue.db"), **options)
    dsn = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    # Asking now and then works through any connection pooler; waiting to be told (LISTEN) doesn't.
    return PostgresHuey(dsn=dsn, blocking=False, prepare_threshold=None, **options)


def run(settings: Settings) -> None:
    """Work jobs off until the process is told to end."""
    logs.set_up(form=settings.log_format, level=settings.log_level)
    with open_database(settings) as database:
        wait = _until_told()
        queue = JobQueue(database)
        queue.start()
        wait()
        queue.stop()


def _until_told() -> Callable[[], object]:
    """Return what waits for an interruption or a termination, from now on."""
    told = threading.Event()

    def tell(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    signal.signal(signal.SIGINT, tell)
    signal.signal(signal.SIGTERM, tell)
    return told.wait
