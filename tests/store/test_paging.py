"""Lists are read page by page, by key: nothing comes twice, nothing is left out, whatever happens in between."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app import pipeline, store
from app.db import Database
from app.errors import Refused
from app.models import Claim, Event, Story, utc_now
from app.store import ClaimFilter, Page
from app.vocabulary import Action
from tests.makers import Report, add_reports, make_story

Lister = Callable[..., Page[Any]]
NOW = utc_now()


def _many_claims(database: Database, story: Story, count: int) -> None:
    """Keep claims with equal values in every column that lists are ordered by, so that ties are met."""
    with database.writing() as session:
        session.add_all(
            Claim(
                story_id=story.id,
                text=f"Claim {number}",
                rank=number % 7,
                contradicting=number % 3,
                created_at=NOW - timedelta(hours=number % 2),
                decided_at=NOW - timedelta(days=number % 4) if number % 2 else None,
            )
            for number in range(count)
        )
        session.commit()


def _walk(database: Database, lister: Lister, *arguments: Any, limit: int) -> list[list[Any]]:
    """Return the pages of a list, walked from the first to the last."""
    pages: list[list[Any]] = []
    after = None
    with database.reading() as session:
        while not pages or after:
            page = lister(session, *arguments, after=after, limit=limit)
            pages.append(page.items)
            after = page.next_cursor
    return pages


def _texts(pages: list[list[Any]]) -> list[str]:
    return [row.claim.text for page in pages for row in page]


@pytest.mark.parametrize("sort", store.SORTS)
def test_pages_put_together_are_the_whole_list(database: Database, sort: str) -> None:
    story = make_story(database)
    _many_claims(database, story, 30)
    view = ClaimFilter(sort=sort)
    whole = _texts(_walk(database, store.list_claims, story.id, view, limit=200))
    pages = _walk(database, store.list_claims, story.id, view, limit=4)
    assert _texts(pages) == whole
    assert sorted(whole) == sorted(f"Claim {number}" for number in range(30))
    assert [len(page) for page in pages] == [4] * 7 + [2]


@pytest.mark.parametrize("sort", store.SORTS)
def test_the_way_back_leads_over_the_same_pages(database: Database, sort: str) -> None:
    story = make_story(database)
    _many_claims(database, story, 11)
    forwards: list[list[str]] = []
    backwards: list[list[str]] = []
    after = None
    with database.reading() as session:
        while not forwards or after:
            page = store.list_claims(session, story.id, ClaimFilter(sort=sort), after=after, limit=4)
            forwards.append(_texts([page.items]))
            after = page.next_cursor
        before = page.previous_cursor
        while before:
            page = store.list_claims(session, story.id, ClaimFilter(sort=sort), after=before, limit=4)
            backwards.append(_texts([page.items]))
            before = page.previous_cursor
    assert backwards == forwards[-2::-1]


def test_a_row_that_comes_in_meanwhile_shifts_no_page(database: Database) -> None:
    story = make_story(database)
    _many_claims(database, story, 8)
    with database.reading() as session:
        first = store.list_claims(session, story.id, ClaimFilter(), limit=4)
        seen = _texts([first.items])
    with database.writing() as session:
        session.add(Claim(story_id=story.id, text="Newcomer", rank=-1))
        session.commit()
    with database.reading() as session:
        second = store.list_claims(session, story.id, ClaimFilter(), after=first.next_cursor, limit=4)
    assert sorted(seen + _texts([second.items])) == sorted(f"Claim {number}" for number in range(8))


def test_stories_articles_and_history_page_alike(database: Database) -> None:
    stories = [make_story(database, f"Story {number}") for number in range(5)]
    add_reports(database, stories[0], *(Report("The Echo", f"Report {number}.") for number in range(5)))
    with database.writing() as session:
        session.add_all(Event(story_id=stories[0].id, action=Action.STORY_RENAMED, at=NOW) for _ in range(4))
        session.commit()
    titles = [row.story.title for page in _walk(database, store.list_stories, limit=2) for row in page]
    articles = [
        row.article.text_sha256 for page in _walk(database, store.list_articles, stories[0].id, limit=2) for row in page
    ]
    events = [
        row.event.id for page in _walk(database, store.list_story_history, stories[0].id, limit=2) for row in page
    ]
    assert titles == [f"Story {number}" for number in (4, 3, 2, 1, 0)]
    assert (len(set(articles)), len(set(events))) == (5, 5)


@pytest.mark.parametrize("limit", [-1, 0, 1])
def test_a_page_has_at_least_one_row(database: Database, limit: int) -> None:
    story = make_story(database)
    _many_claims(database, story, 3)
    with database.reading() as session:
        assert len(store.list_claims(session, story.id, ClaimFilter(), limit=limit).items) == 1


@pytest.mark.parametrize("limit", [201, 10**9, 10**20])
def test_a_page_has_at_most_two_hundred_rows(database: Database, limit: int) -> None:
    story = make_story(database)
    _many_claims(database, story, 210)
    with database.reading() as session:
        assert len(store.list_claims(session, story.id, ClaimFilter(), limit=limit).items) == 200


def _as_cursor(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


GARBAGE = [
    "x",
    "====",
    "ü",
    "\0",
    "\ud800",
    "a" * 70_000,
    _as_cursor([]),
    _as_cursor({}),
    _as_cursor(None),
    _as_cursor([True]),
    _as_cursor([True, 1]),
    _as_cursor([True, 1, "a", "b"]),
    _as_cursor([True, "1", "a"]),
    _as_cursor([True, True, "a"]),
    _as_cursor([True, 1.5, "a"]),
    _as_cursor([True, 2**63, "a"]),
    _as_cursor([True, 10**20, "a"]),
    _as_cursor([True, 1, 1]),
    _as_cursor([True, 1, "\0"]),
    _as_cursor([True, 1, "\ud800"]),
    _as_cursor([True, [1], {"a": 1}]),
    base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    base64.urlsafe_b64encode(b'[true, NaN, "a"]').decode(),
]


@pytest.mark.parametrize("cursor", GARBAGE, ids=range(len(GARBAGE)))
def test_a_cursor_that_is_none_of_ours_is_refused(database: Database, cursor: str) -> None:
    story = make_story(database)
    with database.reading() as session, pytest.raises(Refused) as refused:
        store.list_claims(session, story.id, ClaimFilter(), after=cursor)
    assert refused.value.field == "after"


@pytest.mark.parametrize(
    "moment",
    ["yesterday", "2031-03-03", "2031-03-03T12:00:00", "9999-99-99T00:00:00Z", "0001-01-01T00:00:00+14:00", 5, None],
)
def test_a_cursor_of_a_time_that_is_none_is_refused(database: Database, moment: Any) -> None:
    with database.reading() as session, pytest.raises(Refused):
        store.list_stories(session, after=_as_cursor([True, moment, "a"]))


def test_a_cursor_of_another_list_is_refused(database: Database) -> None:
    story = make_story(database)
    _many_claims(database, story, 4)
    with database.reading() as session:
        page = store.list_claims(session, story.id, ClaimFilter(sort="newest"), limit=2)
        with pytest.raises(Refused):
            store.list_claims(session, story.id, ClaimFilter(), after=page.next_cursor)


def test_a_list_without_rows_has_no_further_pages(database: Database) -> None:
    with database.reading() as session:
        page = store.list_stories(session, archived=True)
    assert page == Page([], None, None)


def test_archived_stories_have_a_list_of_their_own(database: Database) -> None:
    story = make_story(database)
    with database.writing() as session:
        pipeline.archive_story(session, story.slug, person=None)
    with database.reading() as session:
        assert store.list_stories(session).items == []
        assert [row.story.id for row in store.list_stories(session, archived=True).items] == [story.id]
