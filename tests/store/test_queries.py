"""No list asks the database more often the longer it is."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from app import store
from app.db import Database
from app.models import Story
from app.store import ClaimFilter
from app.vocabulary import Verdict
from tests.makers import (
    BROKE,
    DROWNED,
    ROADS,
    Line,
    Report,
    add_reports,
    analyse_as,
    decide,
    find_claim,
    make_flood,
    make_person,
    make_story,
)
from tests.web.queries import count_queries


def _count(database: Database, question: Callable[[Session], object]) -> int:
    with database.reading() as session:
        return count_queries(lambda: question(session))


def _grow(database: Database, story: Story) -> None:
    reports = [Report(f"Outlet {n}", f"A dam broke at Lindau {n}. The flood drowned 12 people {n}.") for n in range(9)]
    add_reports(database, story, *reports)
    lines = [Line(f"Outlet {n}", f"A dam broke at Lindau {n}.", speaker=f"witness {n}") for n in range(9)]
    alone = [[replace(line, words=f"The flood drowned 12 people {n}.")] for n, line in enumerate(lines)]
    analyse_as(database, story, DROWNED, (*BROKE, *lines), ROADS, *alone)
    for number in range(5):
        make_story(database, f"Another story {number}")


def test_no_list_asks_more_often_the_longer_it_is(database: Database) -> None:
    story, ann = make_flood(database), make_person(database)
    claim = find_claim(database, story, "dam broke")
    decide(database, claim, ann)
    questions: dict[str, Callable[[Session], object]] = {
        "stories": store.list_stories,
        "progress": lambda s: store.count_progress(s, story.id),
        "sources": lambda s: store.list_sources(s, story.id),
        "stances": lambda s: store.list_stances(s, story.id, limit=50),
        "articles": lambda s: [row.name for row in store.list_articles(s, story.id).items],
        "claims": lambda s: store.list_claims(s, story.id, ClaimFilter()),
        "facets": lambda s: store.count_facets(s, story.id, ClaimFilter()),
        "evidence": lambda s: store.list_evidence(s, claim.id),
        "silent": lambda s: store.list_silent(s, claim),
        "history": lambda s: store.list_history(s, claim.id),
        "story history": lambda s: store.list_story_history(s, story.id),
        "verdicts": lambda s: list(store.stream_verdicts(s, story.id, ClaimFilter())),
        "excerpts": lambda s: list(store.stream_evidence(s, story.id, ClaimFilter())),
    }
    before = {name: _count(database, question) for name, question in questions.items()}
    _grow(database, story)
    decide(database, claim, ann, Verdict.DISPUTED)
    after = {name: _count(database, question) for name, question in questions.items()}
    assert after == before
    assert max(after.values()) <= 14
