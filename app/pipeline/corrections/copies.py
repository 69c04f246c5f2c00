"""Whether one article has the same text as another: people see at a glance what the machine has to guess.

Copies count once. A copy leads to the text that it was taken from, never to another copy.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Refused
from app.models import Article, Event, Person, utc_now
from app.pipeline.checks import clean_text
from app.pipeline.copies import apply_copies
from app.pipeline.corrections.common import LONGEST_WHY, lock_story, record_undoing
from app.pipeline.record import as_moment, record
from app.pipeline.roles import check_role
from app.pipeline.suggesting import suggest_again
from app.store.articles import WITHOUT_TEXT
from app.vocabulary import Action, Role


def correct_copy(session: Session, article_id: str, copy_of: str | None, *, person: Person, why: str = "") -> Article:
    """Say that an article has the same text as another one of its story, or as none; suggestions follow.

    Raise Refused for an article of another story, or for the article itself.
    """
    why = clean_text(why, "reason", LONGEST_WHY)
    story = lock_story(session, store.get_article(session, article_id).article.story_id)
    check_role(session, person, story.id, Role.EDITOR)
    articles = _load(session, story.id)
    article = articles[article_id]
    if copy_of is not None and (copy_of not in articles or copy_of == article_id):
        raise Refused("Choose another article of this story.", field="copy_of")
    if copy_of != article.copy_of:
        before = _describe(article, articles)
        article.copy_of, article.copy_settled_at = copy_of, utc_now()
        before["others"] = apply_copies(articles)
        session.flush()
        suggest_again(session, story)
        record(
            session,
            Action.COPY_CORRECTED,
            story.id,
            person=person,
            before=before,
            after=_describe(article, articles),
            why=why,
        )
    session.commit()
    return article


def _load(session: Session, story_id: str) -> dict[str, Article]:
    statement = select(Article).where(col(Article.story_id) == story_id).options(WITHOUT_TEXT)
    rows = session.scalars(statement.order_by(col(Article.id)), execution_options={"populate_existing": True})
    return {article.id: article for article in rows}


def _describe(article: Article, articles: Mapping[str, Article]) -> dict[str, Any]:
    original = articles[article.copy_of] if article.copy_of else None
    return {
        "article": article.id,
        "name": article.title or article.name,
        "copy_of": article.copy_of,
        "copy_name": (original.title or original.name) if original else None,
        "settled_at": article.copy_settled_at.isoformat() if article.copy_settled_at else None,
        "by": "person" if article.copy_settled_at else "machine",
    }


def undo_copy(session: Session, event: Event, person: Person) -> Event:
    """Let an article be a copy of what it was a copy of before; commit nothing."""
    articles = _load(session, event.story_id)
    article = articles[event.after["article"]]
    if article.copy_of != event.after["copy_of"]:
        raise Conflict("It can't be undone: what this article is a copy of was set anew since.")
    for id, original in (event.before["others"] | {article.id: event.before["copy_of"]}).items():
        articles[id].copy_of = original
    article.copy_settled_at = as_moment(event.before["settled_at"])
    session.flush()
    suggest_again(session, store.get_story_by_id(session, event.story_id))
    return record_undoing(session, event, person)
