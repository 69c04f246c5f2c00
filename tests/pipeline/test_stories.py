"""Stories are made, named, put away and opened, and the record says so."""

import threading
from collections.abc import Callable

import pytest

from app import pipeline, store
from app.db import Database
from app.errors import NotFound, Refused
from app.models import Person, Story
from app.pipeline.stories import make_slug
from app.vocabulary import Action, Counting
from tests.makers import make_person, make_story


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


def _actions(database: Database, story: Story) -> list[tuple[str, str | None]]:
    with database.reading() as session:
        rows = store.list_story_history(session, story.id).items
    return [(row.event.action.value, row.person_name) for row in reversed(rows)]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Dam at Lindau", "dam-at-lindau"),
        ("  Überschwemmung!  ", "uberschwemmung"),
        ("“Who knew?” — 3,000 files", "who-knew-3-000-files"),
        ("new", "new-2"),
        ("💥", "boom"),
        ("...", "story"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_story_gets_an_address_that_can_be_read(database: Database, title: str, slug: str) -> None:
    assert make_story(database, title).slug == slug


def test_stories_of_one_title_have_addresses_of_their_own(database: Database) -> None:
    assert [make_story(database).slug for _ in range(3)] == ["dam-at-lindau", "dam-at-lindau-2", "dam-at-lindau-3"]


def test_stories_made_at_once_have_addresses_of_their_own(database: Database) -> None:
    slugs: list[str] = []
    ready = threading.Barrier(4)

    def make() -> None:
        ready.wait()
        slugs.append(make_story(database).slug)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(slugs)) == 4


@pytest.mark.parametrize("title", ["", " \n\t", "x" * 201, "a\0b", "\ud800", "bell \a"])
def test_a_title_that_cannot_be_is_refused(database: Database, ann: Person, title: str) -> None:
    story = make_story(database)
    with database.writing() as session, pytest.raises(Refused) as refused:
        pipeline.make_story(session, title)
    assert refused.value.field == "title"
    with database.writing() as session, pytest.raises(Refused):
        pipeline.rename_story(session, story.slug, title, person=ann)


def test_a_note_that_is_too_long_is_refused(database: Database) -> None:
    with database.writing() as session, pytest.raises(Refused) as refused:
        pipeline.make_story(session, "Dam", note="x" * 501)
    assert refused.value.field == "note"


def test_a_renamed_story_keeps_its_address(database: Database, ann: Person) -> None:
    story = make_story(database)
    with database.writing() as session:
        renamed = pipeline.rename_story(session, story.slug, "  Flood\n at Lindau ", person=ann)
    assert (renamed.slug, renamed.title) == (story.slug, "Flood at Lindau")


DEEDS: list[Callable[..., Story]] = [
    pipeline.archive_story,
    pipeline.restore_story,
    pipeline.publish_story,
    pipeline.unpublish_story,
]


def test_what_is_done_to_a_story_is_recorded_once(database: Database, ann: Person) -> None:
    story = make_story(database)
    for deed in DEEDS:
        for _ in range(2):
            with database.writing() as session:
                deed(session, story.slug, person=ann)
    for title in ("Flood at Lindau", "Flood at Lindau"):
        with database.writing() as session:
            pipeline.rename_story(session, story.slug, title, person=ann)
    with database.writing() as session:
        pipeline.set_counting(session, story.slug, Counting.ORIGINS, person=ann)
    assert _actions(database, story) == [
        ("story_made", None),
        ("story_archived", "Ann"),
        ("story_restored", "Ann"),
        ("story_published", "Ann"),
        ("story_unpublished", "Ann"),
        ("story_renamed", "Ann"),
        ("story_set", "Ann"),
    ]


def test_a_published_story_says_since_when(database: Database, ann: Person) -> None:
    story = make_story(database)
    with database.writing() as session:
        published = pipeline.publish_story(session, story.slug, person=ann).published_at
    with database.writing() as session:
        again = pipeline.publish_story(session, story.slug, person=ann).published_at
    assert published is not None
    assert again == published


def test_who_made_a_story_is_kept(database: Database, ann: Person) -> None:
    with database.writing() as session:
        story = pipeline.make_story(session, "Dam", person=ann, note="An invented event.", counting=Counting.ORIGINS)
    assert (story.created_by, story.note, story.counting) == (ann.id, "An invented event.", Counting.ORIGINS)
    assert _actions(database, story) == [(Action.STORY_MADE.value, "Ann")]


def test_a_story_is_found_by_its_address_or_its_title_or_made(database: Database) -> None:
    story = make_story(database)
    ids = []
    for name in (story.slug, story.title, "Something else", "something-else"):
        with database.writing() as session:
            ids.append(pipeline.find_or_make_story(session, name).id)
    assert ids[:2] == [story.id] * 2
    assert ids[2] == ids[3] != story.id


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_no_story_is_not_found(database: Database, ann: Person, deed: Callable[..., Story]) -> None:
    for slug in ("nowhere", "\0", "../etc", ""):
        with database.writing() as session, pytest.raises(NotFound):
            deed(session, slug, person=ann)


def test_an_address_name_never_ends_in_a_dash() -> None:
    assert make_slug("x" * 59 + " yz") == "x" * 59
