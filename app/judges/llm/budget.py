"""What asking a language model may cost in one analysis, and when it isn't worth asking any more."""

import threading

_MOST_FAILURES = 3


class NotAsked(Exception):
    """The model can't be asked, or gave no answer; the message says why, in our words, as the end of a sentence."""


class Budget:
    """Counts calls, tokens and failures of one analysis, from any number of threads."""

    def __init__(self, calls: int, tokens: int) -> None:
        self._calls = calls
        self._tokens = tokens
        self._failures = 0
        self._given_up = ""
        self._lock = threading.Lock()

    def spend_call(self) -> None:
        """Take one call from the budget; raise NotAsked where nothing is left or the model is given up."""
        with self._lock:
            if self._given_up:
                raise NotAsked(self._given_up)
            if self._calls <= 0:
                raise NotAsked("the budget of calls for one analysis was used up")
            if self._tokens <= 0:
                raise NotAsked("the budget of tokens for one analysis was used up")
            self._calls -= 1

    def spend_tokens(self, tokens: int) -> None:
        """Take what an answer cost; the one that uses the budget up is still taken."""
        with self._lock:
            self._tokens -= tokens
            self._failures = 0

    def note_failure(self, because: str, *, is_final: bool) -> None:
        """Note that a question stayed without an answer; after some in a row the model is given up."""
        with self._lock:
            self._failures += 1
            if is_final or self._failures >= _MOST_FAILURES:
                self._given_up = self._given_up or because
