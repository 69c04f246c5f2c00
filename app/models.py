"""The nouns: one table each, columns and links only. What they mean stands in `docs/data-dictionary.md`."""

import secrets
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from app.vocabulary import (
    Action,
    Counting,
    Entry,
    ItemState,
    JobState,
    JudgeName,
    Labelled,
    Method,
    NoticeReason,
    Role,
    SentenceKind,
    Stance,
    Strength,
    Verdict,
)

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


def _id() -> Any:
    return Field(default_factory=new_id, primary_key=True, max_length=16)


def _now() -> Any:
    return Field(default_factory=utc_now, sa_type=UtcDateTime)


def _time() -> Any:
    return Field(default=None, sa_type=UtcDateTime)


def _link(target: str, **options: Any) -> Any:
    return Field(foreign_key=target, max_length=16, **options)


class Person(SQLModel, table=True):
    """Somebody who works here. A disabled person keeps the name in the record."""

    id: str = _id()
    name: str = Field(max_length=120)
    folded_name: str = Field(max_length=240, unique=True, description="NFKC and case folded: one identity.")
    is_owner: bool = Field(default=False, description="Owns the installation: may do everything, in every story.")
    created_at: datetime = _now()
    disabled_at: datetime | None = _time()
    password_hash: str = Field(default="", max_length=200, description="Argon2id; empty for who has no password.")
    subject: str | None = Field(
        default=None, max_length=600, index=True, unique=True, description="Who it is to the provider: issuer, subject."
    )


class SignInLink(SQLModel, table=True):
    """A link that signs one person in, once. Only the hash of its token is kept."""

    __tablename__ = "sign_in_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: str = _link("person.id", index=True)
    created_at: datetime = _now()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = _time()


class BrowserSession(SQLModel, table=True):
    """A signed-in browser. Only the hash of its cookie is kept; signing out deletes the row."""

    __tablename__ = "browser_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: str = _link("person.id", index=True)
    created_at: datetime = _now()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    browser: str = Field(default="", max_length=200)
    entry: Entry = Field(default=Entry.LINK, sa_type=closed(Entry), description="How it was signed in.")
    last_seen_at: datetime = _now()

    @property
    def mark(self) -> str:
        """Return what tells this session from the person's others, and is of no use to anybody else."""
        return self.token_hash[:16]


class Invitation(SQLModel, table=True):
    """A link by which as many people as it has places come in, with a role in its stories."""

    id: str = _id()
    token_hash: str = Field(max_length=64, unique=True)
    role: Role = Field(sa_type=closed(Role))
    places: int = Field(default=1, description="How many people may accept it.")
    accepted: int = Field(default=0, description="How many have.")
    email: str = Field(default="", max_length=320, description="Whom it lets in through the sign-in provider.")
    created_by: str = _link("person.id", index=True)
    created_at: datetime = _now()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = _time()


class InvitationStory(SQLModel, table=True):
    """A story that an invitation is for."""

    __tablename__ = "invitation_story"

    invitation_id: str = _link("invitation.id", primary_key=True)
    story_id: str = _link("story.id", primary_key=True, index=True)


class Throttle(SQLModel, table=True):
    """How often signing in failed lately, for one account or one address; all processes share it."""

    key: str = Field(primary_key=True, max_length=80, description="A word for its kind, and a hash.")
    failures: int = 0
    last_at: datetime = _now()
    free_at: datetime = _now()


class Story(SQLModel, table=True):
    """One event under review, with all the articles that report it."""

    id: str = _id()
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
    created_by: str | None = _link("person.id", default=None)
    reviews_wanted: int = Field(default=1, description="How many people review each claim before it is decided.")
    archived_at: datetime | None = _time()
    published_at: datetime | None = _time()


class Membership(SQLModel, table=True):
    """What one person may do in one story. Who has none can't tell the story from one that isn't there."""

    story_id: str = _link("story.id", primary_key=True)
    person_id: str = _link("person.id", primary_key=True, index=True)
    role: Role = Field(sa_type=closed(Role))
    since: datetime = _now()


class Source(SQLModel, table=True):
    """An outlet. Sources with one owner share a `family`."""

    id: str = _id()
    name: str = Field(max_length=200)
    folded_name: str = Field(max_length=400, unique=True)
    family: str | None = Field(default=None, max_length=200)


class Capture(SQLModel, table=True):
    """Bytes as they were received, once each."""

    sha256: str = Field(primary_key=True, max_length=64)
    data: bytes = Field(sa_type=LargeBinary)
    media_type: str = Field(default="", max_length=200)
    name: str = Field(default="", max_length=400)
    received_at: datetime = _now()


class Article(SQLModel, table=True):
    """One report as it was captured. `text` never changes; every offset counts its code points."""

    __table_args__ = (
        UniqueConstraint("story_id", "text_sha256"),
        Index("ix_article_story_id_added_at_id", "story_id", "added_at", "id"),
        # Articles and sources are counted from this index alone, without the texts.
        Index("ix_article_counts", "story_id", "source_id", "language", "id"),
    )

    id: str = _id()
    story_id: str = _link("story.id")
    source_id: str | None = _link("source.id", default=None, index=True)
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
    added_at: datetime = _now()
    copy_of: str | None = _link("article.id", default=None, index=True)
    copy_settled_at: datetime | None = _time()


class Sentence(SQLModel, table=True):
    """A sentence of an article: code points `start` to `end` (exclusive), and its kind with the reason."""

    article_id: str = _link("article.id", primary_key=True)
    start: int = Field(primary_key=True)
    end: int
    kind: SentenceKind = Field(sa_type=closed(SentenceKind))
    why: str = Field(default="", max_length=300)


class Claim(SQLModel, table=True):
    """One checkable proposition of a story. The machine suggestion has columns of its own, which no person writes."""

    __table_args__ = (
        Index("ix_claim_story_id_rank_id", "story_id", "rank", "id"),
        # Claims are counted from this index alone, without their texts.
        Index("ix_claim_counts", "story_id", "withdrawn_at", "merged_into", "verdict", "suggested_verdict", "stale_at"),
    )

    id: str = _id()
    story_id: str = _link("story.id")
    text: str = Field(sa_type=Text)
    rank: int = Field(default=0, description="Place in the queue: most worth checking first.")
    checkworthiness: float = 0.0
    why: str = Field(default="", sa_type=Text, description="Why it is worth checking, in one line.")
    suggested_verdict: Verdict = Field(default=Verdict.UNSUPPORTED, sa_type=closed(Verdict))
    basis: str = Field(default="", sa_type=Text, description="What the suggestion rests on, in one line.")
    reasons: list[str] = Field(default_factory=list, sa_type=JSON, description="Why it is suggested, in sentences.")
    origins: list[str] = Field(default_factory=list, sa_type=JSON)
    sources: int = Field(default=0, description="Sources that state or support it; copies and families count once.")
    contradicting: int = Field(default=0, description="Sources that contradict it, counted in the same way.")
    independent_origins: int = 0
    judge: str = Field(default="", max_length=40)
    judge_version: str = Field(default="", max_length=40)
    created_at: datetime = _now()
    evidence_at: datetime | None = _time()
    verdict: Verdict | None = Field(default=None, sa_type=closed(Verdict), description="The decision in force.")
    version: int = Field(default=0, description="Number of the newest decision, undone or not; 0 before the first.")
    in_force: int = Field(default=0, description="Number of the decision in force; 0 while undecided.")
    reviews: int = Field(default=0, description="Reviews that are in and have decided nothing yet.")
    decided_at: datetime | None = _time()
    stale_at: datetime | None = _time()
    stale_because: str = Field(default="", sa_type=Text)
    withdrawn_at: datetime | None = _time()
    withdrawn_because: str = Field(default="", sa_type=Text)
    merged_into: str | None = _link("claim.id", default=None, index=True)
    revision: int = Field(default=0, description="How often people changed what it says or what is held against it.")


class Lease(SQLModel, table=True):
    """A place at a claim, of which there are as many as its story wants reviews.

    It is held for a while or, once `until` is none, taken by that person's review.
    """

    claim_id: str = _link("claim.id", primary_key=True)
    seat: int = Field(primary_key=True)
    person_id: str = _link("person.id", index=True)
    until: datetime | None = _time()


class Excerpt(SQLModel, table=True):
    """A span of one article held against one claim. `suggested_stance` is the machine's, `stance` is what counts.

    `stance` follows the suggestion until a person corrects it (`corrected_at`); then the machine leaves it alone.
    """

    __table_args__ = (UniqueConstraint("claim_id", "article_id", "start", "end"),)

    id: str = _id()
    claim_id: str = _link("claim.id")
    article_id: str = _link("article.id", index=True)
    position: int = 0
    start: int
    end: int
    text: str = Field(sa_type=Text)
    suggested_stance: Stance = Field(sa_type=closed(Stance))
    stance: Stance = Field(sa_type=closed(Stance))
    score: float = 0.0
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    conflict: str = Field(default="", sa_type=Text, description="What a contradiction rests on, in a few words.")
    speaker: str | None = Field(default=None, max_length=400, index=True)
    strength: Strength = Field(default=Strength.ASSERTED, sa_type=closed(Strength))
    origin: dict[str, Any] | None = Field(
        default=None, sa_type=JSON, description="Where the statement came from, as far as the article tells."
    )
    quantities: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    dates: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    corrected_by: str | None = _link("person.id", default=None)
    corrected_at: datetime | None = _time()
    settled: list[str] = Field(
        default_factory=list, sa_type=JSON, description="What else of it people have settled: place, speaker, origin."
    )
    merged_from: str | None = Field(default=None, max_length=16, description="The merged claim that it came with.")


class Exclusion(SQLModel, table=True):
    """A passage that a person took away from a claim: the machine doesn't bring it back."""

    claim_id: str = _link("claim.id", primary_key=True)
    article_id: str = _link("article.id", primary_key=True)
    start: int = Field(primary_key=True)
    end: int = Field(primary_key=True)


class OwnStance(SQLModel, table=True):
    """A stance that a person gave an excerpt while the reviews of its claim are blind: nobody else's until then."""

    __tablename__ = "own_stance"

    excerpt_id: str = _link("excerpt.id", primary_key=True)
    person_id: str = _link("person.id", primary_key=True)
    stance: Stance = Field(sa_type=closed(Stance))
    given_at: datetime = _now()
    version: int = Field(default=0, description="The decision that it was there for; 0 before that.")
    replaced: dict[str, Any] | None = Field(
        default=None, sa_type=JSON, description="What it took the place of with that decision, if it did."
    )


class Review(SQLModel, table=True):
    """One person's verdict on a claim. Appended, never overwritten; an undone one says so."""

    id: str = _id()
    claim_id: str = _link("claim.id", index=True)
    person_id: str = _link("person.id", index=True)
    verdict: Verdict = Field(sa_type=closed(Verdict))
    rationale: str = Field(default="", sa_type=Text)
    relied_on: list[str] = Field(default_factory=list, sa_type=JSON, description="Ids of excerpts.")
    created_at: datetime = _now()
    undone_at: datetime | None = _time()
    version: int = Field(default=0, description="The decision that it went into; 0 before that.")


class Decision(SQLModel, table=True):
    """A story's verdict on a claim, numbered from 1, frozen with the evidence as it was. Never changed; only undone."""

    __table_args__ = (UniqueConstraint("claim_id", "version"),)

    id: str = _id()
    claim_id: str = _link("claim.id")
    version: int
    verdict: Verdict = Field(sa_type=closed(Verdict))
    method: Method = Field(default=Method.REVIEW, sa_type=closed(Method))
    basis: str = Field(default="", sa_type=Text)
    rationale: str = Field(default="", sa_type=Text)
    relied_on: list[str] = Field(default_factory=list, sa_type=JSON, description="Ids of excerpts.")
    reviews: int = 1
    agreement: float | None = None
    decided_by: str | None = _link("person.id", default=None)
    decided_at: datetime = _now()
    evidence: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Claim and excerpts as they were.")
    undone_at: datetime | None = _time()


class Skip(SQLModel, table=True):
    """A claim that a person put off: it comes back at the end of that person's queue."""

    claim_id: str = _link("claim.id", primary_key=True)
    person_id: str = _link("person.id", primary_key=True)
    skipped_at: datetime = _now()


class Tag(SQLModel, table=True):
    """A word that people put on a claim. Spellings that differ in case alone are one tag."""

    claim_id: str = _link("claim.id", primary_key=True)
    folded_name: str = Field(primary_key=True, max_length=160, index=True)
    name: str = Field(max_length=40)


class Assignment(SQLModel, table=True):
    """A claim that somebody is asked to review: nobody else is handed it."""

    claim_id: str = _link("claim.id", primary_key=True)
    person_id: str = _link("person.id", primary_key=True, index=True)
    assigned_at: datetime = _now()


class Presence(SQLModel, table=True):
    """Which claim somebody looks at right now; it is forgotten as soon as they look elsewhere."""

    person_id: str = _link("person.id", primary_key=True)
    claim_id: str = _link("claim.id", index=True)
    seen_at: datetime = _now()


class SavedView(SQLModel, table=True):
    """A view of a story's claims that somebody gave a name; a shared one is everybody's to open."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("story_id", "person_id", "folded_name"),)

    id: str = _id()
    story_id: str = _link("story.id")
    person_id: str = _link("person.id", index=True)
    name: str = Field(max_length=80)
    folded_name: str = Field(max_length=320)
    query: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    is_shared: bool = False
    created_at: datetime = _now()


class Comment(SQLModel, table=True):
    """Something that a person said about a claim; `thread_id` names the comment that it answers."""

    __table_args__ = (Index("ix_comment_claim_id_created_at_id", "claim_id", "created_at", "id"),)

    id: str = _id()
    claim_id: str = _link("claim.id")
    thread_id: str | None = _link("comment.id", default=None, index=True)
    person_id: str = _link("person.id")
    text: str = Field(sa_type=Text)
    created_at: datetime = _now()
    resolved_at: datetime | None = _time()
    resolved_by: str | None = _link("person.id", default=None)
    withdrawn_at: datetime | None = _time()


class Notice(SQLModel, table=True):
    """A comment in somebody's inbox, and why it is there."""

    person_id: str = _link("person.id", primary_key=True)
    comment_id: str = _link("comment.id", primary_key=True, index=True)
    reason: NoticeReason = Field(sa_type=closed(NoticeReason))
    read_at: datetime | None = _time()


class Event(SQLModel, table=True):
    """The append-only record: who did what when, from what to what, and why."""

    __table_args__ = (
        Index("ix_event_story_id_at_id", "story_id", "at", "id"),
        Index("ix_event_claim_id_at_id", "claim_id", "at", "id"),
        Index("ix_event_person_id_at_id", "person_id", "at", "id"),
        UniqueConstraint("story_id", "number"),
    )

    id: str = _id()
    story_id: str = _link("story.id")
    claim_id: str | None = _link("claim.id", default=None)
    excerpt_id: str | None = Field(default=None, max_length=16)
    person_id: str | None = _link("person.id", default=None)
    action: Action = Field(sa_type=closed(Action))
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    why: str = Field(default="", sa_type=Text)
    at: datetime = _now()
    undone_by: str | None = _link("event.id", default=None, index=True)
    version: int | None = Field(default=None, description="The decision that opened it to everybody; 0 before that.")
    number: int | None = Field(default=None, description="Its place in the story's chain; none before there was one.")
    sha256: str | None = Field(default=None, max_length=64, description="Seals what it says and all before it.")


class Chain(SQLModel, table=True):
    """The end of a story's record: how many events are sealed, and the seal of the last."""

    story_id: str = _link("story.id", primary_key=True)
    number: int = 0
    sha256: str = Field(default="", max_length=64)


class ImportJob(SQLModel, table=True):
    """A batch of articles on its way in. This row is the truth; the queue's message carries only its id."""

    __tablename__ = "import_job"

    id: str = _id()
    story_id: str = _link("story.id", index=True)
    person_id: str | None = _link("person.id", default=None)
    state: JobState = Field(default=JobState.QUEUED, sa_type=closed(JobState), index=True)
    step: str = Field(default="", max_length=120, description="What it is doing, in words.")
    total: int = 0
    attempts: int = Field(default=0, description="Times that a worker took it: the number tells workers apart.")
    failures: int = Field(
        default=0, description="Times that a worker found everything read and began again from there."
    )
    lease_until: datetime | None = _time()
    created_at: datetime = _now()
    finished_at: datetime | None = _time()
    message: str = Field(default="", sa_type=Text)


class ImportItem(SQLModel, table=True):
    """One thing of a batch, which succeeds or fails by itself."""

    __tablename__ = "import_item"

    job_id: str = _link("import_job.id", primary_key=True)
    position: int = Field(primary_key=True)
    record: int = Field(
        default=0, primary_key=True, description="Number of the record in the file; 0 where the item is the whole file."
    )
    name: str = Field(default="", max_length=400)
    url: str | None = Field(default=None, max_length=2000, description="The address that it is to be fetched from.")
    fetched_url: str | None = Field(default=None, max_length=2000, description="Where it came from in the end.")
    fetched_at: datetime | None = _time()
    capture_sha256: str | None = Field(default=None, foreign_key="capture.sha256", max_length=64, index=True)
    known: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, description="Metadata that came beside the bytes."
    )
    state: ItemState = Field(default=ItemState.WAITING, sa_type=closed(ItemState))
    attempts: int = Field(
        default=0, description="Times that a worker began with it: one that stops workers is refused."
    )
    message: str = Field(default="", sa_type=Text)
    article_id: str | None = _link("article.id", default=None, index=True)
