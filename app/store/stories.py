"""Questions about stories."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, or_, select
from sqlmodel import Session, col

from app.db import fetch
from app.errors import NotFound
from app.models import Article, Claim, Membership, Person, Story, is_id
from app.nlp.language import name_language
from app.nlp.lexicon.languages import IN_FULL
from app.store.paging import Key, Page, paginate
from app.vocabulary import Verdict

_SLUG = re.compile(r"[a-z0-9-]{1,80}")

# A claim that was merged into another or withdrawn is kept for its permalink, and counts nowhere else.
LIVE = and_(col(Claim.withdrawn_at).is_(None), col(Claim.merged_into).is_(None))

# All reviews that the story wants of a claim are in, and differ.
_WANTED = select(col(Story.reviews_wanted)).where(col(Story.id) == col(Claim.story_id)).correlate(Claim)
SPLIT = and_(col(Claim.reviews) > 0, col(Claim.reviews) >= _WANTED.scalar_subquery())

# Several people review a claim, and mustn't know yet what others think of it.
BLIND = and_(
    LIVE,
    _WANTED.scalar_subquery() > 1,
    or_(col(Claim.verdict).is_(None), col(Claim.stale_at).is_not(None)),
    col(Claim.reviews) < _WANTED.scalar_subquery(),
)

# One that people have discarded can be looked at, and brought back; what was merged since lives on elsewhere.
DISCARDED = and_(col(Claim.withdrawn_at).is_not(None), col(Claim.merged_into).is_(None))

# Which source an article is of: its outlet, or itself where that isn't known.
SOURCE_KEY = func.coalesce(col(Article.source_id), col(Article.id)).label("source_key")


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in the list of stories."""

    story: Story
    articles: int
    claims: int
    decided: int
    latest_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a story is. `by_suggestion` counts the undecided only, so that the two never count a claim twice."""

    claims: int = 0
    decided: int = 0
    stale: int = 0
    by_verdict: dict[Verdict, int] = field(default_factory=dict)
    by_suggestion: dict[Verdict, int] = field(default_factory=dict)
    articles: int = 0
    sources: int = 0
    partial_articles: int = 0
    partial_languages: tuple[str, ...] = ()


_BY_SLUG = select(Story).where(col(Story.slug) == bindparam("slug"))


def get_story(session: Session, slug: str) -> Story:
    """Return the story with this address name, archived or not."""
    story = None
    if _SLUG.fullmatch(slug):
        story = session.scalars(_BY_SLUG, {"slug": slug}).first()
    if story is None:
        raise NotFound("There is no such story.")
    return story


def get_story_by_id(session: Session, id: str) -> Story:
    """Return the story with this id."""
    story = session.get(Story, id) if is_id(id) else None
    if story is None:
        raise NotFound("There is no such story.")
    return story


def find_story_by_title(session: Session, title: str) -> Story | None:
    """Return the oldest story that isn't archived and has exactly this title."""
    statement = select(Story).where(col(Story.title) == title, col(Story.archived_at).is_(None))
    return session.scalars(statement.order_by(col(Story.created_at), col(Story.id))).first()


def list_slugs(session: Session, beginning: str) -> set[str]:
    """Return the address names in use that begin so."""
    return set(session.scalars(select(col(Story.slug)).where(col(Story.slug).startswith(beginning, autoescape=True))))


def list_stories(
    session: Session,
    *,
    person: Person | None = None,
    archived: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page[StoryRow]:
    """Return the stories, newest first; those that `person` is a member of, if one is given."""
    articles = select(func.count()).where(col(Article.story_id) == col(Story.id)).correlate(Story)
    latest = select(func.max(col(Article.added_at))).where(col(Article.story_id) == col(Story.id)).correlate(Story)
    claims = select(func.count()).where(col(Claim.story_id) == col(Story.id), LIVE).correlate(Story)
    statement = select(
        Story,
        articles.scalar_subquery(),
        claims.scalar_subquery(),
        claims.where(col(Claim.verdict).is_not(None)).scalar_subquery(),
        func.coalesce(latest.scalar_subquery(), col(Story.created_at)),
    ).where(col(Story.archived_at).is_not(None) if archived else col(Story.archived_at).is_(None))
    if person is not None and not person.is_owner:
        own = select(col(Membership.story_id)).where(col(Membership.person_id) == person.id)
        statement = statement.where(col(Story.id).in_(own))
    keys = [Key(col(Story.created_at), datetime, descending=True), Key(col(Story.id), str)]
    page = paginate(session, statement, keys, after=after, limit=limit)
    return Page([StoryRow(*row) for row in page.items], page.next_cursor, page.previous_cursor)


def count_progress(session: Session, story_id: str) -> Progress:
    """Count a story's claims by what was decided, and its articles and sources."""
    is_stale = case((col(Claim.stale_at).is_not(None), 1), else_=0)
    statement = (
        select(col(Claim.verdict), col(Claim.suggested_verdict), func.count(), func.sum(is_stale))
        .where(col(Claim.story_id) == story_id, LIVE)
        .group_by(col(Claim.verdict), col(Claim.suggested_verdict))
    )
    by_verdict, by_suggestion, stale = dict.fromkeys(Verdict, 0), dict.fromkeys(Verdict, 0), 0
    for verdict, suggestion, claims, stale_claims in session.execute(statement):
        if verdict is None:
            by_suggestion[suggestion] += claims
        else:
            by_verdict[verdict] += claims
        stale += stale_claims
    decided = sum(by_verdict.values())
    total = decided + sum(by_suggestion.values())
    return Progress(total, decided, stale, by_verdict, by_suggestion, *_count_articles(session, story_id))


_DECIDED = select(func.count(), func.count(col(Claim.verdict))).where(
    col(Claim.story_id) == bindparam("story_id"), LIVE
)


def count_decided(session: Session, story_id: str) -> Progress:
    """Count a story's claims and how many are decided, and nothing else: what a desk shows with each claim."""
    return Progress(*fetch(session, _DECIDED, {"story_id": story_id}).one())


def count_split(session: Session, story_id: str) -> int:
    """Count the claims whose reviews are all in and differ: an editor decides them."""
    statement = select(func.count()).select_from(Claim).where(col(Claim.story_id) == story_id, LIVE, SPLIT)
    return session.scalar(statement) or 0


def _count_articles(session: Session, story_id: str) -> tuple[int, int, int, tuple[str, ...]]:
    """Count a story's articles, its sources, and the articles that were read only in part; name their languages."""
    of_story = col(Article.story_id) == story_id
    every, sources = session.execute(select(func.count(), func.count(SOURCE_KEY.distinct())).where(of_story)).one()
    partial = select(col(Article.language), func.count()).where(of_story, col(Article.language).not_in(IN_FULL))
    counts = dict(session.execute(partial.group_by(col(Article.language))).all())
    return every, sources, sum(counts.values()), tuple(sorted({name_language(code) for code in counts}))
