"""How much of an answer is taken, and for how long."""

import time
from dataclasses import dataclass

from app.errors import FetchFailed

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost, redirects included; each ends the exchange with FetchFailed.

    `wire_bytes` counts everything that is received, `decoded_bytes` what a compressed body unfolds to, `seconds` runs
    from the first look-up of a name to the last byte.
    """

    wire_bytes: int = 5 * _MEGABYTE
    decoded_bytes: int = 10 * _MEGABYTE
    seconds: float = 30.0
    redirects: int = 5


class Deadline:
    """The moment at which an exchange has to be over, however slowly the other side sends."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raise FetchFailed if there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchFailed:
        """Return the words for an exchange that took too long."""
        return FetchFailed(f"The site didn't answer within {self._seconds:g} seconds.")
