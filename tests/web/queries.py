"""How often a page asks the database."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event


def count_queries(action: Callable[[], object]) -> int:
    """Return how many statements `action` sends to any database of this process."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(statements)
