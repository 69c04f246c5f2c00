"""Questions about articles, their sentences and the bytes that they were read from."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import QueryableAttribute, aliased, defer
from sqlmodel import Session, col

from app.errors import NotFound
from app.models import Article, Capture, Claim, Excerpt, Sentence, Source, is_id
from app.nlp.language import name_language, say_coverage
from app.store.paging import Key, Page, paginate
from app.store.stories import LIVE
from app.vocabulary import Stance

# Texts are long, and a list doesn't show them: they are read when they are asked for.
WITHOUT_TEXT = defer(cast("QueryableAttribute[str]", Article.text))
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article with its outlet, the claims it takes a side on, and what it mostly copies (the title or file name)."""

    article: Article
    source: Source | None
    claims: int
    copy_title: str | None
    copy_source_name: str | None

    @property
    def name(self) -> str:
        """Return what to call the article: its title or, without one, its file's name."""
        return self.article.title or self.article.name

    @property
    def source_name(self) -> str | None:
        """Return the outlet's name where it is known."""
        return self.source.name if self.source else None

    @property
    def language_name(self) -> str:
        """Return what the article's language is called."""
        return name_language(self.article.language)

    @property
    def coverage(self) -> str:
        """Return what is read of a text in the article's language and what isn't, or "" where all is."""
        return say_coverage(self.article.language)


def list_articles(session: Session, story_id: str, *, after: str | None = None, limit: int = 50) -> Page[ArticleRow]:
    """Return the story's articles in the order in which they came in, without their texts."""
    statement = _select_rows().where(col(Article.story_id) == story_id).options(WITHOUT_TEXT)
    keys = [Key(col(Article.added_at), datetime), Key(col(Article.id), str)]
    page = paginate(session, statement, keys, after=after, limit=limit)
    return Page([ArticleRow(*row) for row in page.items], page.next_cursor, page.previous_cursor)


def get_article(session: Session, article_id: str) -> ArticleRow:
    """Return one article with its text."""
    row = None
    if is_id(article_id):
        row = session.execute(_select_rows().where(col(Article.id) == article_id)).first()
    if row is None:
        raise NotFound("There is no such article.")
    return ArticleRow(*row)


def _select_rows() -> Select[Article, Source, int, str, str]:
    original, original_source = aliased(Article), aliased(Source)
    claims = (
        select(func.count(col(Excerpt.claim_id).distinct()))
        .join(Claim, col(Claim.id) == col(Excerpt.claim_id))
        .where(col(Excerpt.article_id) == col(Article.id), col(Excerpt.stance) != Stance.RELATED, LIVE)
        .correlate(Article)
    )
    return (
        select(
            Article,
            Source,
            claims.scalar_subquery(),
            func.coalesce(col(original.title), col(original.name)),
            col(original_source.name),
        )
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .outerjoin(original, col(original.id) == col(Article.copy_of))
        .outerjoin(original_source, col(original_source.id) == col(original.source_id))
    )


def find_article_by_text(session: Session, story_id: str, text_sha256: str) -> Article | None:
    """Return the story's article with this text."""
    statement = select(Article).where(col(Article.story_id) == story_id, col(Article.text_sha256) == text_sha256)
    return session.scalars(statement.options(WITHOUT_TEXT)).first()


def list_all_articles(session: Session, story_id: str, *, texts: bool = True) -> list[tuple[Article, Source | None]]:
    """Return all the story's articles, with or without their texts, ordered by the hashes of these."""
    statement = (
        select(Article, Source)
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.story_id) == story_id)
        .order_by(col(Article.text_sha256))
    )
    statement = statement if texts else statement.options(WITHOUT_TEXT)
    return [(article, source) for article, source in session.execute(statement)]


def get_capture(session: Session, sha256: str) -> Capture:
    """Return the bytes with this SHA-256 as they were received."""
    capture = session.get(Capture, sha256) if _SHA256.fullmatch(sha256) else None
    if capture is None:
        raise NotFound("There are no such bytes.")
    return capture


def list_sentences(session: Session, article_id: str) -> list[Sentence]:
    """Return the article's sentences in order."""
    statement = select(Sentence).where(col(Sentence.article_id) == article_id)
    return list(session.scalars(statement.order_by(col(Sentence.start))))


def list_article_excerpts(session: Session, article_id: str) -> list[tuple[Excerpt, Claim]]:
    """Return the article's excerpts with the claims that they are held against, in the order of the text."""
    statement = (
        select(Excerpt, Claim)
        .join(Claim, col(Claim.id) == col(Excerpt.claim_id))
        .where(col(Excerpt.article_id) == article_id, LIVE)
        .order_by(col(Excerpt.start), col(Excerpt.end), col(Claim.rank), col(Claim.id))
    )
    return [(excerpt, claim) for excerpt, claim in session.execute(statement)]
