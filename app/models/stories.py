"""Stories, their articles, and where these came from."""

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.columns import UtcDateTime, a_time, an_id, closed, link, now, utc_now
from app.vocabulary import Counting, JudgeName, SentenceKind


class Story(SQLModel, table=True):
    """One event under review, with all the articles that report it."""

    id: str = an_id()
    slug: str = Field(max_length=80, unique=True)
    title: str = Field(max_length=200)
    note: str = Field(
        default="", max_length=500, description="A line under the title, such as that a story is invented."
    )
    counting: Counting = Field(default=Counting.SOURCES, sa_type=closed(Counting))
    judge: JudgeName | None = Field(
        default=None, sa_type=closed(JudgeName), description="Who judges its passages; the installation's where empty."
    )
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime, index=True)
    created_by: str | None = link("person.id", default=None)
    reviews_wanted: int = Field(default=1, description="How many people review each claim before it is decided.")
    archived_at: datetime | None = a_time()
    published_at: datetime | None = a_time()


class Source(SQLModel, table=True):
    """An outlet. Sources with one owner share a `family`."""

    id: str = an_id()
    name: str = Field(max_length=200)
    folded_name: str = Field(max_length=400, unique=True)
    family: str | None = Field(default=None, max_length=200)


class Capture(SQLModel, table=True):
    """Bytes as they were received, once each."""

    sha256: str = Field(primary_key=True, max_length=64)
    data: bytes = Field(sa_type=LargeBinary)
    media_type: str = Field(default="", max_length=200)
    name: str = Field(default="", max_length=400)
    received_at: datetime = now()


class Article(SQLModel, table=True):
    """One report as it was captured. `text` never changes; every offset counts its code points."""

    __table_args__ = (
        UniqueConstraint("story_id", "text_sha256"),
        Index("ix_article_story_id_added_at_id", "story_id", "added_at", "id"),
        # Articles and sources are counted from this index alone, without the texts.
        Index("ix_article_counts", "story_id", "source_id", "language", "id"),
    )

    id: str = an_id()
    story_id: str = link("story.id")
    source_id: str | None = link("source.id", default=None, index=True)
    capture_sha256: str = Field(foreign_key="capture.sha256", max_length=64, index=True)
    name: str = Field(default="", max_length=400, description="The file's name.")
    record: int = Field(default=0, description="Number of the record in the file; 0 where the file is the article.")
    title: str | None = Field(default=None, max_length=1000)
    author: str | None = Field(default=None, max_length=400)
    url: str | None = Field(default=None, max_length=2000)
    published_at: date | None = None
    language: str = Field(default="und", max_length=8)
    text: str = Field(sa_type=Text)
    text_sha256: str = Field(max_length=64)
    added_at: datetime = now()
    copy_of: str | None = link("article.id", default=None, index=True)
    copy_settled_at: datetime | None = a_time()


class Sentence(SQLModel, table=True):
    """A sentence of an article: code points `start` to `end` (exclusive), and its kind with the reason."""

    article_id: str = link("article.id", primary_key=True)
    start: int = Field(primary_key=True)
    end: int
    kind: SentenceKind = Field(sa_type=closed(SentenceKind))
    why: str = Field(default="", max_length=300)
