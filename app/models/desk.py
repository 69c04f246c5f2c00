"""What the people of a story leave for each other: comments, views, and where they are."""

from datetime import datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.columns import a_time, an_id, closed, link, now
from app.vocabulary import NoticeReason


class Presence(SQLModel, table=True):
    """Which claim somebody looks at right now; it is forgotten as soon as they look elsewhere."""

    person_id: str = link("person.id", primary_key=True)
    claim_id: str = link("claim.id", index=True)
    seen_at: datetime = now()


class SavedView(SQLModel, table=True):
    """A view of a story's claims that somebody gave a name; a shared one is everybody's to open."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("story_id", "person_id", "folded_name"),)

    id: str = an_id()
    story_id: str = link("story.id")
    person_id: str = link("person.id", index=True)
    name: str = Field(max_length=80)
    folded_name: str = Field(max_length=320)
    query: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    is_shared: bool = False
    created_at: datetime = now()


class Comment(SQLModel, table=True):
    """Something that a person said about a claim; `thread_id` names the comment that it answers."""

    __table_args__ = (Index("ix_comment_claim_id_created_at_id", "claim_id", "created_at", "id"),)

    id: str = an_id()
    claim_id: str = link("claim.id")
    thread_id: str | None = link("comment.id", default=None, index=True)
    person_id: str = link("person.id")
    text: str = Field(sa_type=Text)
    created_at: datetime = now()
    resolved_at: datetime | None = a_time()
    resolved_by: str | None = link("person.id", default=None)
    withdrawn_at: datetime | None = a_time()


class Notice(SQLModel, table=True):
    """A comment in somebody's inbox, and why it is there."""

    person_id: str = link("person.id", primary_key=True)
    comment_id: str = link("comment.id", primary_key=True, index=True)
    reason: NoticeReason = Field(sa_type=closed(NoticeReason))
    read_at: datetime | None = a_time()
