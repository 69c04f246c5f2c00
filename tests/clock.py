"""A clock that holds the time that work takes against its size, however busy the machine is."""

import time
from collections.abc import Callable

_SLACK = 0.5
_TRIES = 3


def takes_time_in_proportion(work: Callable[[int], object], size: int, *, parts: int = 4, most: float = 8.0) -> bool:
    """Tell whether work of a size takes no more than `most` times what one of its `parts` takes, in the best of tries.

    The seconds are those that this process works; where others want the same core, even they come out uneven.
    """
    work(size // 100)
    return any(_seconds(work, size) < most * _seconds(work, size // parts) + _SLACK for _ in range(_TRIES))


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
