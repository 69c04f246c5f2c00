"""A process that is killed in the middle loses nothing that it has answered, and nothing is done twice."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database, is_sqlite
from app.models import Article, Chain, Claim, Decision, Event, ImportJob, Person, Review, Story, utc_now
from app.pipeline import Upload
from app.pipeline.sealing import find_breaks
from app.vocabulary import Action, ItemState, JobState
from tests.makers import find_claim, make_flood, make_person, make_story
from tests.pipeline.reviewing import review_for_ever

ARTICLES = 9
DEATHS = int(os.environ.get("PLUMBLINE_TEST_DEATHS", "8"))  # 200 were tried.
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


def _queue(database: Database, story: Story) -> str:
    uploads = [
        Upload(f"{n}.txt", f"A dam broke at Lindau on Monday, outlet {n} said. {n + 20} people drowned.".encode())
        for n in range(ARTICLES)
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


def _kill_while_reviewing(settings: Settings, claim: Claim, person: Person, seconds: float) -> int:
    """Have a claim decided again and again in a process of its own, kill that, and return what it has told last."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipeline.reviewing"])  # Loaded once for all of them.
    listening, telling = context.Pipe(duplex=False)
    arguments = (str(settings.data), settings.database_url, claim.id, person.id, telling)
    process = context.Process(target=review_for_ever, args=arguments)
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
        events = session.scalars(select(Event).where(col(Event.story_id) == story.id).order_by(col(Event.number)))
        sealed = [one for one in events if one.number is not None]
        assert list(find_breaks(sealed, session.get_one(Chain, story.id))) == []
        assert sum(one.action is Action.REVIEWED for one in sealed) == kept
        assert counted == [kept, kept]
        assert kept - told in {0, 1}  # One may be saved whose answer never left.
        if is_sqlite(session):
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"


def test_a_verdict_that_was_answered_survives_the_death_of_its_process(settings: Settings, database: Database) -> None:
    story, person = make_flood(database), make_person(database)
    claim, moments = find_claim(database, story, "drowned"), random.Random(20310303)  # noqa: S311  Only when to kill.
    for _ in range(DEATHS):
        told = _kill_while_reviewing(settings, claim, person, moments.uniform(0.0, 0.1))
        _check_record(database, story, claim, told)
