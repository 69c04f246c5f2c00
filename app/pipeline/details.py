"""What a person knows better than the machine about an article: its title, outlet, author, date, address, language.

The text never changes. Dates decide which text came first, outlets and their owners what counts as independent, so the
claims are lined up again afterwards; what people decided stays as it is.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import Refused
from app.models import Article, ImportJob, Person, Source, Story
from app.pipeline.articles import LONGEST, find_or_make_source, read_day
from app.pipeline.checks import clean_line
from app.pipeline.imports import queue_analysis
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.vocabulary import Action, Role

_LONGEST = LONGEST | {"family": 200}
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def correct_article(
    session: Session, article_id: str, said: Mapping[str, str], *, person: Person | None
) -> list[ImportJob]:
    """Make an article's details what a person says, and return the jobs that line up claims again; often one, or none.

    `said` has each of title, publisher, family, author, published_at, url and language; an empty one is not known.
    Raise Refused, with the field, for what can't be.
    """
    article = _lock_article(session, article_id)
    check_role(session, person, article.story_id, Role.EDITOR)
    source, before = _find_source(session, article), _describe(session, article)
    was_family = source.family if source else None
    family = clean_detail(said["family"], was_family, "owner", "family")
    _write(session, article, said)
    session.flush()
    after, stories = _describe(session, article), set()
    if after != before:
        stories.add(article.story_id)
        _record_correction(session, article, before, after, person)
    if family != was_family:  # Left as it was shown, it says nothing of another outlet named beside it.
        stories.update(_set_family(session, _find_source(session, article), family, person))
    jobs = [queue_analysis(session, story_id, person=person) for story_id in sorted(stories)]
    session.commit()
    return jobs


def _lock_article(session: Session, article_id: str) -> Article:
    """Return the article as it is now; its story, which an analysis also locks first, is held until the end."""
    article = store.get_article(session, article_id).article
    story = select(col(Story.id)).where(col(Story.id) == article.story_id)
    session.execute(story.with_for_update(key_share=True))  # Others may go on writing to the story's record.
    session.refresh(article, ["title", "author", "url", "published_at", "language", "source_id"])
    return article


def clean_detail(text: str, current: str | None, name: str, field: str) -> str | None:
    """Return a detail on one line, None where there is none; what only blanks tell from `current` stays as that is.

    >>> clean_detail(" The  Echo ", None, "outlet", "publisher"), clean_detail("A b", "A\\tb", "title", "title")
    ('The Echo', 'A\\tb')
    """
    if text.split() == (current or "").split():
        return current
    try:
        return clean_line(text, name, _LONGEST[field]) if text.strip() else None
    except Refused as refusal:
        refusal.field = field
        raise


def read_language(text: str) -> str:
    """Return the language's code from a tag; "und" where none is given.

    >>> read_language("en-GB"), read_language("  "), read_language("NL")
    ('en', 'und', 'nl')
    """
    match = _LANGUAGE.fullmatch(text.strip() or "und")
    if match is None:
        raise Refused(f"“{text.strip()[:40]}” is not the code of a language, such as en.", field="language")
    return match[1].lower()


def _write(session: Session, article: Article, said: Mapping[str, str]) -> None:
    """Put what is said into the columns; the outlet is the known one of this name, or a new one."""
    day, source = said["published_at"].strip(), _find_source(session, article)
    publisher = clean_detail(said["publisher"], source.name if source else None, "outlet", "publisher")
    article.title = clean_detail(said["title"], article.title, "title", "title")
    article.author = clean_detail(said["author"], article.author, "author", "author")
    article.url = clean_detail(said["url"], article.url, "address", "url")
    article.published_at = read_day(day) if day else None
    article.language = read_language(said["language"])
    article.source_id = find_or_make_source(session, publisher)


def _find_source(session: Session, article: Article) -> Source | None:
    return session.get(Source, article.source_id) if article.source_id else None


def _describe(session: Session, article: Article) -> dict[str, str | None]:
    """Return an article's details as the record keeps them."""
    source = _find_source(session, article)
    return {
        "title": article.title,
        "publisher": source.name if source else None,
        "author": article.author,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "url": article.url,
        "language": article.language,
    }


def _record_correction(
    session: Session, article: Article, before: Mapping[str, Any], after: Mapping[str, Any], person: Person | None
) -> None:
    """Record what changed, and of which article."""
    changed = [name for name in before if before[name] != after[name]]
    which = {"article": article.id, "name": before["title"] or article.name}
    record(
        session,
        Action.ARTICLE_CORRECTED,
        article.story_id,
        person=person,
        before=which | {name: before[name] for name in changed},
        after=which | {name: after[name] for name in changed},
    )


def _set_family(session: Session, source: Source | None, family: str | None, person: Person | None) -> list[str]:
    """Note who owns an outlet, in the record of each story that it reports; return the ids of these."""
    if source is None:
        raise Refused("Only an outlet has an owner: name the outlet too.", field="family")
    if source.family == family:
        return []
    which, before, source.family = {"source": source.id, "name": source.name}, source.family, family
    in_stories = select(col(Article.story_id)).where(col(Article.source_id) == source.id).distinct()
    stories = list(session.scalars(in_stories.order_by(col(Article.story_id))))
    for story_id in stories:
        record(
            session,
            Action.SOURCE_CORRECTED,
            story_id,
            person=person,
            before=which | {"family": before},
            after=which | {"family": family},
        )
    return stories
