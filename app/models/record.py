"""The append-only record of who did what, its chain of hashes, and who took what away."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.columns import a_time, an_id, closed, link, now
from app.vocabulary import Action, Deed


class Event(SQLModel, table=True):
    """The append-only record: who did what when, from what to what, and why."""

    __table_args__ = (
        Index("ix_event_story_id_at_id", "story_id", "at", "id"),
        Index("ix_event_claim_id_at_id", "claim_id", "at", "id"),
        Index("ix_event_person_id_at_id", "person_id", "at", "id"),
        UniqueConstraint("story_id", "number"),
    )

    id: str = an_id()
    story_id: str = link("story.id")
    claim_id: str | None = link("claim.id", default=None)
    excerpt_id: str | None = Field(default=None, max_length=16)
    person_id: str | None = link("person.id", default=None)
    action: Action = Field(sa_type=closed(Action))
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    why: str = Field(default="", sa_type=Text)
    at: datetime = now()
    undone_by: str | None = link("event.id", default=None, index=True)
    version: int | None = Field(default=None, description="The decision that opened it to everybody; 0 before that.")
    number: int | None = Field(default=None, description="Its place in the story's chain; none before there was one.")
    sha256: str | None = Field(default=None, max_length=64, description="Seals what it says and all before it.")


class Chain(SQLModel, table=True):
    """The end of a story's record: how many entries are sealed, and the seal of the last."""

    story_id: str = link("story.id", primary_key=True)
    number: int = 0
    sha256: str = Field(default="", max_length=64)
    earlier_sha256: str = Field(default="", max_length=64, description="Seals the events that have no number.")


class PersonEvent(SQLModel, table=True):
    """Something that was done to somebody, or to who may come in. Appended, never changed.

    Nobody in `by_id` is a command on the server.
    """

    __tablename__ = "person_event"
    __table_args__ = (Index("ix_person_event_at_id", "at", "id"),)

    id: str = an_id()
    at: datetime = now()
    deed: Deed = Field(sa_type=closed(Deed))
    by_id: str | None = link("person.id", default=None)
    person_id: str | None = link("person.id", default=None, index=True)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Download(SQLModel, table=True):
    """A file that somebody took away; it was complete only where `ended_at` says when."""

    __table_args__ = (Index("ix_download_story_id_begun_at_id", "story_id", "begun_at", "id"),)

    id: str = an_id()
    story_id: str = link("story.id")
    person_id: str | None = link("person.id", default=None)
    what: str = Field(max_length=32)
    form: str = Field(max_length=32)
    query: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    begun_at: datetime = now()
    ended_at: datetime | None = a_time()
    size: int = Field(default=0, sa_type=BigInteger, description="Bytes, once it is complete.")
