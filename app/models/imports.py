"""Batches of articles on their way in."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlmodel import Field, SQLModel

from app.models.columns import a_time, an_id, closed, link, now
from app.vocabulary import ItemState, JobState


class ImportJob(SQLModel, table=True):
    """A batch of articles on its way in. This row is the truth; the queue's message carries only its id."""

    __tablename__ = "import_job"

    id: str = an_id()
    story_id: str = link("story.id", index=True)
    person_id: str | None = link("person.id", default=None)
    state: JobState = Field(default=JobState.QUEUED, sa_type=closed(JobState), index=True)
    step: str = Field(default="", max_length=120, description="What it is doing, in words.")
    total: int = 0
    attempts: int = Field(default=0, description="Times that a worker took it: the number tells workers apart.")
    failures: int = Field(
        default=0, description="Times that a worker found everything read and began again from there."
    )
    lease_until: datetime | None = a_time()
    created_at: datetime = now()
    finished_at: datetime | None = a_time()
    message: str = Field(default="", sa_type=Text)


class ImportItem(SQLModel, table=True):
    """One thing of a batch, which succeeds or fails by itself."""

    __tablename__ = "import_item"

    job_id: str = link("import_job.id", primary_key=True)
    position: int = Field(primary_key=True)
    record: int = Field(
        default=0, primary_key=True, description="Number of the record in the file; 0 where the item is the whole file."
    )
    name: str = Field(default="", max_length=400)
    url: str | None = Field(default=None, max_length=2000, description="The address that it is to be fetched from.")
    fetched_url: str | None = Field(default=None, max_length=2000, description="Where it came from in the end.")
    fetched_at: datetime | None = a_time()
    capture_sha256: str | None = Field(default=None, foreign_key="capture.sha256", max_length=64, index=True)
    known: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, description="Metadata that came beside the bytes."
    )
    state: ItemState = Field(default=ItemState.WAITING, sa_type=closed(ItemState))
    attempts: int = Field(
        default=0, description="Times that a worker began with it: one that stops workers is refused."
    )
    message: str = Field(default="", sa_type=Text)
    article_id: str | None = link("article.id", default=None, index=True)


class Turn(SQLModel, table=True):
    """When a site may be asked again; all processes share it."""

    site: str = Field(primary_key=True, max_length=64, description="A hash of its scheme, host and port.")
    free_at: datetime = now()
