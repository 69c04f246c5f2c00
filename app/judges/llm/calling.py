"""One question to the server of a language model, over HTTP, as often as it is worth asking."""

import json
import time
from dataclasses import dataclass
from typing import Any

from app.errors import FetchFailed, FetchRefused
from app.fetch import Answer, Limits, Policy, post_json
from app.judges.llm.budget import Budget, NotAsked
from app.judges.llm.prompt import Messages, answer_format

# An answer is a few hundred tokens; a server that sends more than this is not one of a language model.
_MOST_BYTES = 200_000
_MOST_TOKENS = 1200
_LONGEST_PAUSE = 30.0
_TRY_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}
# How many signs make a token, about, where a server doesn't count.
_SIGNS_A_TOKEN = 4


@dataclass(frozen=True)
class Line:
    """The line to a model: where it is, what it may cost, and how patient we are.

    `place` is the host and port that the operator named, `pause` the first wait before another try, in seconds.
    """

    url: str
    model: str
    key: str
    place: str
    budget: Budget
    seconds: float
    retries: int
    pause: float = 1.0

    def ask(self, messages: Messages) -> str:
        """Return the words of the model's answer; raise NotAsked, after all tries, where there is none."""
        for attempt in range(self.retries + 1):
            self.budget.spend_call()
            try:
                return self._ask_once(messages)
            except _Worthless as failure:
                wait = _until_next(failure, self.pause * 2**attempt)
                if wait is None or attempt == self.retries:
                    self.budget.note_failure(failure.because, is_final=failure.is_final)
                    raise NotAsked(failure.because) from failure
            time.sleep(wait)
        raise AssertionError("the last try either answers or raises")

    def _ask_once(self, messages: Messages) -> str:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        limits = Limits(wire_bytes=_MOST_BYTES, decoded_bytes=_MOST_BYTES, seconds=self.seconds, redirects=0)
        payload = {
            "model": self.model,
            "messages": messages,
            "response_format": answer_format(),
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
        }
        try:
            answer = post_json(self.url, payload, headers=headers, policy=Policy(allow=(self.place,)), limits=limits)
        except FetchRefused as error:
            raise _Worthless("the language model's address can't be asked", is_final=True) from error
        except FetchFailed as error:
            raise _Worthless("the language model gave no usable answer in time", can_wait=True) from error
        said, tokens = _unwrap(answer)
        self.budget.spend_tokens(tokens or sum(len(m["content"]) for m in messages) // _SIGNS_A_TOKEN)
        return said


class _Worthless(Exception):
    """A try that gave nothing: why, whether another may, after how long, and whether no other ever will."""

    def __init__(
        self, because: str, *, can_wait: bool = False, is_final: bool = False, seconds: float | None = None
    ) -> None:
        super().__init__(because)
        self.because = because
        self.can_wait = can_wait
        self.is_final = is_final
        self.seconds = seconds


def _until_next(failure: _Worthless, pause: float) -> float | None:
    """Return how long to wait before the next try, as the server asks or else `pause`; None if it isn't worth it."""
    wait = pause if failure.seconds is None else max(pause, failure.seconds)
    return wait if failure.can_wait and wait <= _LONGEST_PAUSE else None


def _unwrap(answer: Answer) -> tuple[str, int]:
    """Return the words in a server's answer and what it says that they cost, in tokens."""
    if answer.status in _TRY_AGAIN:
        seconds = _read_seconds(answer.headers.get("retry-after", ""))
        raise _Worthless(f"the language model's server answered {answer.status}", can_wait=True, seconds=seconds)
    if answer.status != 200:
        raise _Worthless(f"the language model's server answered {answer.status}", is_final=True)
    try:
        body = json.loads(answer.body)
        said = body["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _Worthless("the language model's server answered in no form we know", can_wait=True) from error
    if not isinstance(said, str):
        raise _Worthless("the language model declined to answer")
    return said, _read_tokens(body)


def _read_tokens(body: Any) -> int:
    usage = body.get("usage") if isinstance(body, dict) else None
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    return tokens if isinstance(tokens, int) and tokens > 0 else 0


def _read_seconds(header: str) -> float | None:
    """Return how long a server asks to wait; None where it doesn't say so in seconds."""
    return float(header) if header.isascii() and header.isdigit() and len(header) < 8 else None
