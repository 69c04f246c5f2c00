"""A process that is killed in the middle loses nothing that it has answered, and nothing is done twice."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database, is_sqlite
from app.models import Article, Claim, Decision, Event, ImportJob, Review, Story, utc_now
from app.pipeline import Upload
from app.pipeline.sealing import find_breaks
from app.vocabulary import Action, ItemState, JobState
from tests.makers import find_claim, make_flood, make_person, make_story
from tests.pipeline.reviewing import review_for_ever, work_off

ARTICLES = 9
DEATHS = int(os.environ.get("PLUMBLINE_TEST_DEATHS", "5"))  # `make faults` tries 200.
WORKER = """
import sys
from pathlib import Path
from app import pipeline
from app.config import Settings
from app.db import Database

data, url, job_id = sys.argv[1:]
database = Database(Settings(data=Path(data), database_url=url))
pipeline.run_import(database, job_id, on_progress=lambda done, total: print(done, flush=True))
"""


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


def _queue(database: Database, story: Story, articles: int = ARTICLES) -> str:
    uploads = [
        Upload(f"{n}.txt", f"A dam broke at Lindau on Monday, outlet {n} said. {n + 20} people drowned.".encode())
        for n in range(articles)
    ]
    with database.writing() as session:
        return pipeline.queue_import(session, story.slug, uploads).id


def _kill_after(settings: Settings, job_id: str, articles: int) -> None:
    """Run the import in a process of its own, and kill that once it has told of so many articles."""
    arguments = [sys.executable, "-c", WORKER, str(settings.data), settings.database_url, job_id]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = next((line for line in process.stdout if int(line) >= articles), "")
        process.send_signal(signal.SIGKILL)
    assert told.strip() == str(articles)
    assert process.returncode == -signal.SIGKILL


def _let_the_lease_run_out(database: Database) -> None:
    with database.writing() as session:
        session.execute(update(ImportJob).values(lease_until=utc_now() - timedelta(seconds=1)))
        session.commit()


def _claims(database: Database, story: Story) -> list[tuple[str, str, int]]:
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.ClaimFilter(), limit=200).items
    return sorted((row.claim.text, row.claim.basis, row.claim.rank) for row in rows)


def test_an_import_goes_on_where_it_was_killed(settings: Settings, database: Database, story: Story) -> None:
    job_id = _queue(database, story)
    for articles in (2, 6, ARTICLES):  # The last time while the claims are being lined up.
        _kill_after(settings, job_id, articles)
        assert pipeline.resume_imports(database) == []
        _let_the_lease_run_out(database)
        assert pipeline.resume_imports(database) == [job_id]
    assert pipeline.run_import(database, job_id).state is JobState.DONE
    with database.reading() as session:
        items = store.list_import_items(session, job_id)
        names = Counter(session.scalars(select(col(Article.name))))
        events = session.scalars(select(Event).where(col(Event.action) == Action.ARTICLES_IMPORTED)).all()
    assert [item.state for item in items] == [ItemState.ADDED] * ARTICLES
    assert names == Counter({f"{n}.txt": 1 for n in range(ARTICLES)})
    assert [event.after["added"] for event in events] == [ARTICLES]
    undisturbed = make_story(database, "Undisturbed")
    pipeline.run_import(database, _queue(database, undisturbed))
    assert _claims(database, story) == _claims(database, undisturbed) != []


def _check_file(database: Database) -> None:
    with database.reading() as session:
        if is_sqlite(session):
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_an_import_that_is_killed_at_any_moment_is_finished_as_if_it_had_not_been(
    settings: Settings, database: Database, story: Story
) -> None:
    began = time.monotonic()
    pipeline.run_import(database, _queue(database, story, articles=4))
    took, expected = time.monotonic() - began, _claims(database, story)
    moments, in_the_middle = random.Random(20310304), 0  # noqa: S311  Only when to kill.
    for number in range(DEATHS):
        killed = make_story(database, f"Killed {number}")
        job_id = _queue(database, killed, articles=4)
        _kill_after_seconds(work_off, settings, job_id, seconds=moments.uniform(0.0, took))
        with database.reading() as session:
            in_the_middle += not store.get_import(session, job_id).state.is_over
        _let_the_lease_run_out(database)
        assert pipeline.run_import(database, job_id).state is JobState.DONE
        _check_import(database, killed, job_id, articles=4)
        assert _claims(database, killed) == expected != []
    _check_file(database)
    assert in_the_middle


def _check_import(database: Database, story: Story, job_id: str, articles: int) -> None:
    """Hold what is kept against what was handed in: every article once, and one entry in a record that is whole."""
    with database.reading() as session:
        items = store.list_import_items(session, job_id)
        names = Counter(session.scalars(select(col(Article.name)).where(col(Article.story_id) == story.id)))
        events = session.scalars(select(Event).where(col(Event.story_id) == story.id)).all()
        assert list(find_breaks(session, story.id)) == []
    assert [item.state for item in items] == [ItemState.ADDED] * articles
    assert names == Counter({f"{n}.txt": 1 for n in range(articles)})
    assert [e.after["added"] for e in events if e.action is Action.ARTICLES_IMPORTED] == [articles]


def _kill_after_seconds(work: Callable[..., None], settings: Settings, *about: str, seconds: float) -> int:
    """Have work done in a process of its own, kill that so long after it began, and return what it has told last."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipeline.reviewing"])  # Loaded once for all of them.
    listening, telling = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(str(settings.data), settings.database_url, *about, telling))
    process.start()
    telling.close()
    assert listening.poll(60)
    last: int = listening.recv()
    time.sleep(seconds)
    process.kill()
    process.join()
    try:
        while True:
            last = listening.recv()
    except EOFError:
        return last


def _check_record(database: Database, story: Story, claim: Claim, told: int) -> None:
    """Hold what is on disk against what was answered: as many decisions as reviews as events, and no chain broken."""
    with database.reading() as session:
        kept = store.get_claim(session, claim.id).version
        counted = [session.scalar(select(func.count()).select_from(table)) for table in (Decision, Review)]
        events = session.scalars(select(Event).where(col(Event.story_id) == story.id))
        assert sum(one.action is Action.REVIEWED for one in events) == kept
        assert list(find_breaks(session, story.id)) == []
        assert counted == [kept, kept]
        assert kept - told in {0, 1}  # One may be saved whose answer never left.
    _check_file(database)


def test_a_verdict_that_was_answered_survives_the_death_of_its_process(settings: Settings, database: Database) -> None:
    story, person = make_flood(database), make_person(database)
    claim, moments = find_claim(database, story, "drowned"), random.Random(20310303)  # noqa: S311  Only when to kill.
    for _ in range(DEATHS):
        seconds = moments.uniform(0.0, 0.1)
        told = _kill_after_seconds(review_for_ever, settings, claim.id, person.id, seconds=seconds)
        _check_record(database, story, claim, told)
