"""Pages by key, never by offset: the next page begins after the last row of this one, however many rows come before."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, or_
from sqlmodel import Session

from app.db import is_storable
from app.errors import Refused

T = TypeVar("T")
AnySelect = Select[*tuple[Any, ...]]
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, with opaque cursors to what comes after and before them (None at the ends)."""

    items: list[T]
    next_cursor: str | None
    previous_cursor: str | None


@dataclass(frozen=True, slots=True)
class Key:
    """One column that a list is ordered by; the last key of a list must be unique."""

    column: SQLColumnExpression[Any]
    kind: type[int] | type[str] | type[datetime]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class _Cursor:
    forwards: bool
    values: tuple[Any, ...]


def paginate(
    session: Session, statement: AnySelect, keys: Sequence[Key], *, after: str | None, limit: int
) -> Page[Any]:
    """Return a page of the statement's rows in the order of `keys`; `limit` is held between 1 and 200.

    Raise Refused for a cursor that isn't one of ours.
    """
    limit = max(1, min(limit, MOST_ROWS))
    cursor = _decode(after, keys) if after else None
    forwards = cursor is None or cursor.forwards
    rows = fetch(session, statement, keys, cursor.values if cursor else None, limit + 1, forwards=forwards)
    more, rows = len(rows) > limit, rows[:limit]
    if not forwards:
        rows.reverse()
    has_next = more if forwards else True
    has_previous = cursor is not None if forwards else more
    return Page(
        items=[row[: -len(keys)] for row in rows],
        next_cursor=_encode(True, rows[-1][-len(keys) :]) if rows and has_next else None,
        previous_cursor=_encode(False, rows[0][-len(keys) :]) if rows and has_previous else None,
    )


def fetch(
    session: Session,
    statement: AnySelect,
    keys: Sequence[Key],
    values: Sequence[Any] | None,
    limit: int,
    *,
    forwards: bool = True,
) -> list[Any]:
    """Return up to `limit` rows beyond the key `values`, each with its own key values at its end."""
    if values is not None:
        statement = statement.where(_beyond(keys, values, forwards=forwards))
    order = [key.column.desc() if key.descending is forwards else key.column.asc() for key in keys]
    statement = statement.add_columns(*(key.column for key in keys)).order_by(*order).limit(limit)
    return list(session.execute(statement))


def _beyond(keys: Sequence[Key], values: Sequence[Any], *, forwards: bool) -> ColumnElement[bool]:
    """Say "beyond these values" as (a > x) or (a = x and b > y) ..., because the keys' directions may differ."""
    cases = []
    for position, (key, value) in enumerate(zip(keys, values, strict=True)):
        level = [k.column == v for k, v in zip(keys[:position], values, strict=False)]
        smaller = key.descending is forwards
        cases.append(and_(*level, key.column < value if smaller else key.column > value))
    return or_(*cases)


def _encode(forwards: bool, values: Sequence[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps([forwards, *plain]).encode()).decode().rstrip("=")


def _decode(cursor: str, keys: Sequence[Key]) -> _Cursor:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        forwards, *plain = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        values = tuple(_value(key, value) for key, value in zip(keys, plain, strict=True))
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError) as error:
        raise Refused("That address of a page can't be read.", field="after") from error
    return _Cursor(bool(forwards), values)


def _value(key: Key, plain: Any) -> Any:
    """Return a key value that the driver can take; raise ValueError or TypeError for anything else."""
    if key.kind is datetime:
        moment = datetime.fromisoformat(plain)
        if moment.tzinfo is None:
            raise ValueError("a time without a zone")
        return moment.astimezone(UTC)
    if type(plain) is not key.kind:
        raise TypeError("a value of another kind")
    if isinstance(plain, int) and abs(plain) >= 2**31:
        raise ValueError("a number that no column holds")
    if isinstance(plain, str) and not is_storable(plain):
        raise ValueError("a text that no column holds")
    return plain
