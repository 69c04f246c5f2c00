"""What is written down while the program runs: a line an event, each with the request that it belongs to.

The standard library does it: libraries log through it anyway, and a formatter of a few lines is all that JSON takes. No
line holds words of articles or of people: requests are told by their route and never by their address, which may hold a
sign-in token, and failures by their kind and place and never by their message, which may quote what was sent.
"""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


def set_up(*, form: str, level: str) -> None:
    """Have everything that is logged written to standard error, as `text` or as `json`, from `level` on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error"):  # They bring handlers of their own.
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True


class JsonLines(logging.Formatter):
    """A JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one record."""
        return json.dumps(describe(record), ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same, to be read by people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of one record."""
        told = describe(record)
        where = "".join(f"\n    {place}" for place in told.pop("where", ()))
        first = [str(told.pop(name)) for name in ("at", "level", "logger", "message")]
        rest = [f"{name}={value}" for name, value in told.items()]
        # Whatever a value holds, it begins no line of its own.
        return " ".join([*first, *rest]).replace("\r", " ").replace("\n", " ") + where


def describe(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is told of a record: when, how grave, what, in which request, and all that was said beside it."""
    told: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": record.getMessage(),
    }
    if request_id := REQUEST_ID.get():
        told["request"] = request_id
    told |= {name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}
    if record.exc_info and record.exc_info[1] is not None:
        told |= _describe_failure(record.exc_info[1])
    return told


def _describe_failure(error: BaseException) -> dict[str, Any]:
    """Return the kind and the place of a failure, and of what caused it."""
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and cause not in causes:
        causes.append(cause)
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "failure": " from ".join(f"{type(one).__module__}.{type(one).__qualname__}" for one in causes),
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
