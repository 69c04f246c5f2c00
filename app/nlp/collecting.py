"""Work that makes millions of small objects and no cycles of them, without the collector that looks for cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cycles from looking at everything again and again, a fifth of an analysis.

    What is in no cycle is freed as ever. Where two threads are in here at once, the first one out wakes the collector.
    What was made in here lasts: it is put with what is old already, or else the collector would look through all of it
    on waking, and again soon after.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
