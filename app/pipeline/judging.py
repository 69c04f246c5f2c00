"""Who judges a story's passages, and how far that has come: a judge may take minutes, and can be stopped."""

import time
from collections.abc import Callable

from app.config import Settings
from app.errors import Refused
from app.judges import Judge, Lexical, make_judge
from app.models import Story

_SECONDS = 0.25


def find_judge(settings: Settings, story: Story) -> tuple[Judge, str]:
    """Return the story's judge; where it can't be had, words, and why in a sentence."""
    try:
        return make_judge(story.judge or settings.judge, settings), ""
    except Refused as refusal:
        return Lexical(), f"{refusal.message} Words alone judged."


class Paced:
    """Passes on how far judging is, a few times a second at most, and remembers whether it may go on."""

    def __init__(self, ask: Callable[[int, int], bool], seconds: float = _SECONDS) -> None:
        self._ask = ask
        self._seconds = seconds
        self._next = time.monotonic() + seconds
        self._goes_on = True

    def __call__(self, done: int, total: int) -> bool:
        """Tell whether to go on."""
        if self._goes_on and time.monotonic() >= self._next:
            self._goes_on = self._ask(done, total)
            self._next = time.monotonic() + self._seconds
        return self._goes_on
