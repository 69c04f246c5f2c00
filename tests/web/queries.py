"""What a page asks the database, and how often."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event


def list_queries(action: Callable[[], object]) -> list[str]:
    """Return the statements that `action` sends to any database of this process."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return statements


def count_queries(action: Callable[[], object]) -> int:
    """Return how many statements `action` sends to any database of this process."""
    return len(list_queries(action))
