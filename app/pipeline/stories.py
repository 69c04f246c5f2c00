"""What people do with stories."""

import re
from collections.abc import Iterator
from itertools import count

from anyascii import anyascii
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app import store
from app.db import settings_of
from app.judges import check_judge
from app.models import ImportJob, Person, Story, utc_now
from app.pipeline.checks import clean_line, clean_text
from app.pipeline.imports import queue_analysis
from app.pipeline.record import record
from app.pipeline.roles import check_role, make_editor
from app.pipeline.suggesting import suggest_again
from app.vocabulary import Action, Counting, JudgeName, Role

_LONGEST_TITLE = 200
_LONGEST_NOTE = 500
_LONGEST_SLUG = 60
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_TAKEN = {"new", "archived"}  # Addresses that pages of their own have.


def make_story(
    session: Session,
    title: str,
    *,
    person: Person | None = None,
    note: str = "",
    counting: Counting = Counting.SOURCES,
    judge: JudgeName | None = None,
) -> Story:
    """Make a story with an address name of its own, whose editor is who began it.

    Raise Refused for a title that is empty or too long.
    """
    title = clean_line(title, "title", _LONGEST_TITLE)
    note = clean_text(note, "note", _LONGEST_NOTE)
    author = person.id if person else None
    story = Story(slug="", title=title, note=note, counting=counting, judge=judge, created_by=author)
    _add_under_free_slug(session, story)
    if person is not None:
        make_editor(session, person, story.id)
    record(session, Action.STORY_MADE, story.id, person=person, after={"title": title})
    session.commit()
    return story


def _add_under_free_slug(session: Session, story: Story) -> None:
    """Add the story under the first free address name; somebody else may take it in the same moment."""
    base = make_slug(story.title)
    while True:
        taken = store.list_slugs(session, base) | _TAKEN
        story.slug = next(slug for slug in _slugs(base) if slug not in taken)
        try:
            with session.begin_nested():
                session.add(story)
        except IntegrityError:
            continue
        return


def make_slug(title: str) -> str:
    """Return the address name that a title asks for.

    >>> make_slug("Überschwemmung in 東京, 2026!"), make_slug("???")
    ('uberschwemmung-in-dongjing-2026', 'story')
    """
    words = _NOT_IN_SLUG.sub("-", anyascii(title).lower()).strip("-")
    return words[:_LONGEST_SLUG].strip("-") or "story"


def _slugs(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def find_or_make_story(session: Session, name: str, *, person: Person | None = None) -> Story:
    """Return the story with this address name or title; make it if there is none."""
    slug = make_slug(name)
    if slug in store.list_slugs(session, slug) and slug == name:
        return store.get_story(session, slug)
    title = clean_line(name, "title", _LONGEST_TITLE)
    return store.find_story_by_title(session, title) or make_story(session, title, person=person)


def rename_story(session: Session, slug: str, title: str, *, person: Person | None) -> Story:
    """Give a story another title; its address name stays, so that links to it do."""
    story = _get_own(session, slug, person)
    title, before = clean_line(title, "title", _LONGEST_TITLE), story.title
    if title != before:
        story.title = title
        record(session, Action.STORY_RENAMED, story.id, person=person, before={"title": before}, after={"title": title})
    session.commit()
    return story


def _get_own(session: Session, slug: str, person: Person | None) -> Story:
    """Return a story that the person may set."""
    story = store.get_story(session, slug)
    check_role(session, person, story.id, Role.EDITOR)
    return story


def archive_story(session: Session, slug: str, *, person: Person | None) -> Story:
    """Take a story out of the list; nothing in it is lost."""
    return _switch(session, slug, "archived_at", Action.STORY_ARCHIVED, person, on=True)


def restore_story(session: Session, slug: str, *, person: Person | None) -> Story:
    """Bring an archived story back into the list."""
    return _switch(session, slug, "archived_at", Action.STORY_RESTORED, person, on=False)


def publish_story(session: Session, slug: str, *, person: Person | None) -> Story:
    """Let anyone read the story's permalinks."""
    return _switch(session, slug, "published_at", Action.STORY_PUBLISHED, person, on=True)


def unpublish_story(session: Session, slug: str, *, person: Person | None) -> Story:
    """Show the story's permalinks only to people who are signed in."""
    return _switch(session, slug, "published_at", Action.STORY_UNPUBLISHED, person, on=False)


def _switch(session: Session, slug: str, column: str, action: Action, person: Person | None, *, on: bool) -> Story:
    """Set or clear a time of a story, and record it; nothing happens where it is so already."""
    story = _get_own(session, slug, person)
    if (getattr(story, column) is not None) is not on:
        setattr(story, column, utc_now() if on else None)
        record(session, action, story.id, person=person)
    session.commit()
    return story


def set_judge(session: Session, slug: str, judge: JudgeName | None, *, person: Person | None) -> ImportJob:
    """Set who judges the story's passages, and queue that; what people decided and corrected stays as it is.

    None is whom the installation names. Raise Refused for a judge that can't be had here.
    """
    story, settings = _get_own(session, slug, person), settings_of(session)
    check_judge(judge or settings.judge, settings)
    before, story.judge = story.judge, judge
    if judge is not before:
        names = ({"judge": name and name.value} for name in (before, judge))
        record(session, Action.STORY_SET, story.id, person=person, before=next(names), after=next(names))
    job = queue_analysis(session, story.id, person=person)
    session.commit()
    return job


def set_counting(session: Session, slug: str, counting: Counting, *, person: Person | None) -> Story:
    """Set what the story counts when it suggests verdicts, and suggest again; decisions stay as they are."""
    story = _get_own(session, slug, person)
    before = story.counting
    if counting != before:
        story.counting = counting
        record(
            session,
            Action.STORY_SET,
            story.id,
            person=person,
            before={"counting": before.value},
            after={"counting": counting.value},
        )
        suggest_again(session, story)
    session.commit()
    return story
