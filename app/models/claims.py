"""Claims, the excerpts that are held against them, and what people put on them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.models.columns import a_time, an_id, closed, link, now
from app.vocabulary import Stance, Strength, Verdict

# What `store.LIVE` and the queue ask for, in the words of both databases: they see that the index is meant for it.
_WANTS_VERDICT = text("withdrawn_at IS NULL AND merged_into IS NULL AND (verdict IS NULL OR stale_at IS NOT NULL)")


class Claim(SQLModel, table=True):
    """One checkable proposition of a story. The machine suggestion has columns of its own, which no person writes."""

    __table_args__ = (
        Index("ix_claim_story_id_rank_id", "story_id", "rank", "id"),
        # The next claim of the queue stands first here, however many are decided before it.
        Index(
            "ix_claim_queue",
            "story_id",
            "rank",
            "id",
            sqlite_where=_WANTS_VERDICT,
            postgresql_where=_WANTS_VERDICT,
        ),
        # Claims are counted from this index alone, without their texts.
        Index("ix_claim_counts", "story_id", "withdrawn_at", "merged_into", "verdict", "suggested_verdict", "stale_at"),
    )

    id: str = an_id()
    story_id: str = link("story.id")
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
    created_at: datetime = now()
    evidence_at: datetime | None = a_time()
    verdict: Verdict | None = Field(default=None, sa_type=closed(Verdict), description="The decision in force.")
    version: int = Field(default=0, description="Number of the newest decision, undone or not; 0 before the first.")
    in_force: int = Field(default=0, description="Number of the decision in force; 0 while undecided.")
    reviews: int = Field(default=0, description="Reviews that are in and have decided nothing yet.")
    decided_at: datetime | None = a_time()
    stale_at: datetime | None = a_time()
    stale_because: str = Field(default="", sa_type=Text)
    withdrawn_at: datetime | None = a_time()
    withdrawn_because: str = Field(default="", sa_type=Text)
    merged_into: str | None = link("claim.id", default=None, index=True)
    revision: int = Field(default=0, description="How often people changed what it says or what is held against it.")


class Excerpt(SQLModel, table=True):
    """A span of one article held against one claim. `suggested_stance` is the machine's, `stance` is what counts.

    `stance` follows the suggestion until a person corrects it (`corrected_at`); then the machine leaves it alone.
    """

    __table_args__ = (UniqueConstraint("claim_id", "article_id", "start", "end"),)

    id: str = an_id()
    claim_id: str = link("claim.id")
    article_id: str = link("article.id", index=True)
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
    corrected_by: str | None = link("person.id", default=None)
    corrected_at: datetime | None = a_time()
    settled: list[str] = Field(
        default_factory=list, sa_type=JSON, description="What else of it people have settled: place, speaker, origin."
    )
    merged_from: str | None = Field(default=None, max_length=16, description="The merged claim that it came with.")


class Exclusion(SQLModel, table=True):
    """A passage that a person took away from a claim: the machine doesn't bring it back."""

    claim_id: str = link("claim.id", primary_key=True)
    article_id: str = link("article.id", primary_key=True)
    start: int = Field(primary_key=True)
    end: int = Field(primary_key=True)


class OwnStance(SQLModel, table=True):
    """A stance that a person gave an excerpt while the reviews of its claim are blind: nobody else's until then."""

    __tablename__ = "own_stance"

    excerpt_id: str = link("excerpt.id", primary_key=True)
    person_id: str = link("person.id", primary_key=True)
    stance: Stance = Field(sa_type=closed(Stance))
    given_at: datetime = now()
    version: int = Field(default=0, description="The decision that it was there for; 0 before that.")
    replaced: dict[str, Any] | None = Field(
        default=None, sa_type=JSON, description="What it took the place of with that decision, if it did."
    )


class Tag(SQLModel, table=True):
    """A word that people put on a claim. Spellings that differ in case alone are one tag."""

    claim_id: str = link("claim.id", primary_key=True)
    folded_name: str = Field(primary_key=True, max_length=160, index=True)
    name: str = Field(max_length=40)
