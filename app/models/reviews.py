"""Who has which claim, what they say of it, and what was decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.columns import a_time, an_id, closed, link, now
from app.vocabulary import Method, Verdict


class Review(SQLModel, table=True):
    """One person's verdict on a claim. Appended, never overwritten; an undone one says so."""

    id: str = an_id()
    claim_id: str = link("claim.id", index=True)
    person_id: str = link("person.id", index=True)
    verdict: Verdict = Field(sa_type=closed(Verdict))
    rationale: str = Field(default="", sa_type=Text)
    relied_on: list[str] = Field(default_factory=list, sa_type=JSON, description="Ids of excerpts.")
    created_at: datetime = now()
    undone_at: datetime | None = a_time()
    version: int = Field(default=0, description="The decision that it went into; 0 before that.")
    set_aside_at: datetime | None = a_time(
        description="When the claim came to mean something else, and it was asked for again."
    )


class Decision(SQLModel, table=True):
    """A story's verdict on a claim, numbered from 1, frozen with the evidence as it was. Never changed; only undone."""

    __table_args__ = (UniqueConstraint("claim_id", "version"),)

    id: str = an_id()
    claim_id: str = link("claim.id")
    version: int
    verdict: Verdict = Field(sa_type=closed(Verdict))
    method: Method = Field(default=Method.REVIEW, sa_type=closed(Method))
    basis: str = Field(default="", sa_type=Text)
    rationale: str = Field(default="", sa_type=Text)
    relied_on: list[str] = Field(default_factory=list, sa_type=JSON, description="Ids of excerpts.")
    reviews: int = 1
    agreement: float | None = None
    decided_by: str | None = link("person.id", default=None)
    decided_at: datetime = now()
    evidence: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Claim and excerpts as they were.")
    undone_at: datetime | None = a_time()
    number: int | None = Field(default=None, description="Its place in the story's chain.")
    sha256: str | None = Field(default=None, max_length=64, description="Seals what it says and all before it.")


class Lease(SQLModel, table=True):
    """A place at a claim, of which there are as many as its story wants reviews.

    It is held for a while or, once `until` is none, taken by that person's review.
    """

    __table_args__ = (Index("ix_lease_person_id_claim_id", "person_id", "claim_id"),)

    claim_id: str = link("claim.id", primary_key=True)
    seat: int = Field(primary_key=True)
    person_id: str = link("person.id")
    until: datetime | None = a_time()


class Skip(SQLModel, table=True):
    """A claim that a person put off: it comes back at the end of that person's queue."""

    claim_id: str = link("claim.id", primary_key=True)
    person_id: str = link("person.id", primary_key=True)
    skipped_at: datetime = now()


class Assignment(SQLModel, table=True):
    """A claim that somebody is asked to review: nobody else is handed it."""

    claim_id: str = link("claim.id", primary_key=True)
    person_id: str = link("person.id", primary_key=True, index=True)
    assigned_at: datetime = now()
