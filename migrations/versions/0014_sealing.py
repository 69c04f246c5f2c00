"""Decisions are entries of the chain, with their evidence; what was there before there was one is sealed as it is.

The seals are written here as the program wrote them when this migration was made, and not by its code, which may
change. Nobody can tell any more whether what is sealed now was touched earlier: from now on it shows.

Revision ID: 0014
Revises: 0013
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_CHAIN = sa.table("chain", sa.column("story_id"), sa.column("number"), sa.column("sha256"), sa.column("earlier_sha256"))
_CLAIM = sa.table("claim", sa.column("id"), sa.column("story_id"))
_EVENT = sa.table(
    "event",
    *(sa.column(name) for name in ("id", "story_id", "claim_id", "excerpt_id", "person_id", "action")),
    *(sa.column("before", sa.JSON), sa.column("after", sa.JSON), sa.column("why"), sa.column("at", _MOMENT)),
    sa.column("number"),
)
_SAID = ("id", "story_id", "claim_id", "excerpt_id", "person_id", "action", "before", "after", "why", "at")
_DECISION = sa.table(
    "decision",
    *(sa.column(name) for name in ("id", "claim_id", "version", "verdict", "method", "basis", "rationale")),
    *(sa.column("relied_on", sa.JSON), sa.column("reviews"), sa.column("agreement", sa.Float)),
    *(sa.column("decided_by"), sa.column("decided_at", _MOMENT), sa.column("evidence", sa.JSON)),
    *(sa.column("number"), sa.column("sha256")),
)
_DECIDED = (
    *("id", "claim_id", "version", "verdict", "method", "basis", "rationale", "relied_on", "reviews"),
    *("agreement", "decided_by", "decided_at", "evidence"),
)


def upgrade() -> None:
    op.add_column("chain", sa.Column("earlier_sha256", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("decision", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("decision", sa.Column("sha256", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    for story_id in _stories(connection):
        _seal(connection, story_id)


def downgrade() -> None:
    op.drop_column("decision", "sha256")
    op.drop_column("decision", "number")
    op.drop_column("chain", "earlier_sha256")


def _stories(connection: sa.Connection) -> list[str]:
    """Return the stories that have an event without a number, or a decision."""
    events = sa.select(_EVENT.c.story_id).where(_EVENT.c.number.is_(None))
    decisions = sa.select(_CLAIM.c.story_id).join(_DECISION, _DECISION.c.claim_id == _CLAIM.c.id)
    return sorted(connection.scalars(sa.union(events, decisions)))


def _seal(connection: sa.Connection, story_id: str) -> None:
    """Seal a story's decisions as further entries, and its events without a number all at once."""
    mine = _CHAIN.c.story_id == story_id
    head = connection.execute(sa.select(_CHAIN.c.number, _CHAIN.c.sha256).where(mine)).one_or_none()
    if head is None:
        connection.execute(sa.insert(_CHAIN).values(story_id=story_id, number=0, sha256="", earlier_sha256=""))
    number, before = head or (0, "")
    for id, *said in _decisions(connection, story_id):
        number += 1
        before = _digest(before, number, [id, *said])
        connection.execute(sa.update(_DECISION).where(_DECISION.c.id == id).values(number=number, sha256=before))
    earlier = _seal_earlier(connection, story_id)
    connection.execute(sa.update(_CHAIN).where(mine).values(number=number, sha256=before, earlier_sha256=earlier))


def _decisions(connection: sa.Connection, story_id: str) -> list[Any]:
    statement = sa.select(*(_DECISION.c[name] for name in _DECIDED)).join(_CLAIM, _CLAIM.c.id == _DECISION.c.claim_id)
    in_order = (_DECISION.c.decided_at, _DECISION.c.id)
    return list(connection.execute(statement.where(_CLAIM.c.story_id == story_id).order_by(*in_order)))


def _seal_earlier(connection: sa.Connection, story_id: str) -> str:
    """Return the one seal of the events that have no number, empty where there is none."""
    statement = sa.select(*(_EVENT.c[name] for name in _SAID))
    mine = (_EVENT.c.story_id == story_id, _EVENT.c.number.is_(None))
    sha256 = ""
    for number, said in enumerate(connection.execute(statement.where(*mine).order_by(_EVENT.c.at, _EVENT.c.id)), 1):
        sha256 = _digest(sha256, number, list(said))
    return sha256


def _digest(before: str, number: int, said: list[Any]) -> str:
    plain = [_moment(value) if isinstance(value, datetime) else value for value in said]
    return hashlib.sha256(json.dumps([before, number, *plain], sort_keys=True).encode()).hexdigest()


def _moment(value: datetime) -> str:
    """Return a time as it is sealed; SQLite forgets that it is UTC."""
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat(
        timespec="microseconds"
    )
