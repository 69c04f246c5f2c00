"""What every table is made of: ids, times, closed lists, links, and the names of constraints."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from app.vocabulary import Labelled

# Every constraint has a name from the first migration on, so that later ones can name what they change.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # 32 signs, none of them easily taken for another.


def new_id() -> str:
    """Return an id of 16 characters (80 bits) that can be neither guessed nor counted."""
    return "".join(_ALPHABET[byte % 32] for byte in secrets.token_bytes(16))


def is_id(text: str) -> bool:
    """Tell whether `text` can be one of our ids; what can't be never reaches a driver, which might choke on it."""
    return len(text) == 16 and set(text) <= set(_ALPHABET)


def utc_now() -> datetime:
    """Return the time of day in UTC, with its zone."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A time that is UTC on the way in and on the way out, also on SQLite, which forgets zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: nobody could tell what it means."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone can't be kept")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


def closed(kind: type[Labelled]) -> Any:
    """Return a column type for a closed list: the words are kept, and members come back."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda members: [m.value for m in members])


def an_id() -> Any:
    """Return a column with an id of the row's own."""
    return Field(default_factory=new_id, primary_key=True, max_length=16)


def now() -> Any:
    """Return a column with the time at which the row is made."""
    return Field(default_factory=utc_now, sa_type=UtcDateTime)


def a_time(**options: Any) -> Any:
    """Return a column with a time, or none yet."""
    return Field(default=None, sa_type=UtcDateTime, **options)


def link(target: str, **options: Any) -> Any:
    """Return a column with the id of a row of another table, named like `claim.id`."""
    return Field(foreign_key=target, max_length=16, **options)
