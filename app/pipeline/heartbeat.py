"""Saying "still alive" while long work goes on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from app.errors import Busy

_SECONDS = 15.0


@contextmanager
def beating(beat: Callable[[], None], seconds: float = _SECONDS) -> Iterator[None]:
    """Call `beat` every few seconds, from a thread of its own, as long as the block runs."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(seconds):
            try:
                beat()
            except (OperationalError, Busy):
                continue  # The database is busy; a lease outlives several beats.

    thread = threading.Thread(target=run, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
