"""Jobs are worked off in the background, and what a queue forgets the rows remember."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.models import ImportJob, Story, utc_now
from app.pipeline import Upload
from app.vocabulary import JobState
from app.worker import JobQueue, make_queue
from tests.makers import make_story

TEXT = b"A dam broke at Lindau on Monday. The flood drowned 12 people, the mayor said."
_SECONDS = 60.0


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def queue(database: Database) -> Iterator[JobQueue]:
    queue = JobQueue(database)
    yield queue
    queue.stop()


def _add_job(database: Database, story: Story, articles: int = 1) -> str:
    with database.writing() as session:
        uploads = [Upload(f"{n}.txt", TEXT + b" Report %d." % n) for n in range(articles)]
        return pipeline.queue_import(session, story.slug, uploads).id


def _wait(database: Database, job_id: str) -> ImportJob:
    """Return the job once it is over."""
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        with database.reading() as session:
            job = store.get_import(session, job_id)
        if job.state.is_over:
            return job
        time.sleep(0.05)
    raise TimeoutError(f"the job is still {job.state.label} after {_SECONDS} seconds")


def test_a_job_that_is_put_in_is_worked_off(database: Database, story: Story, queue: JobQueue) -> None:
    queue.start()
    job_id = _add_job(database, story)
    queue.enqueue(job_id)
    assert _wait(database, job_id).state is JobState.DONE


def test_a_job_whose_message_was_lost_is_worked_off_at_the_next_start(
    database: Database, story: Story, queue: JobQueue
) -> None:
    job_id = _add_job(database, story)
    queue.start()
    assert _wait(database, job_id).state is JobState.DONE


def test_a_job_whose_worker_died_is_worked_off_at_the_next_start(
    database: Database, story: Story, queue: JobQueue
) -> None:
    job_id = _add_job(database, story)
    with database.writing() as session:
        left = {"state": JobState.RUNNING, "attempts": 1, "lease_until": utc_now() - timedelta(seconds=1)}
        session.execute(update(ImportJob).values(left))
        session.commit()
    queue.start()
    assert _wait(database, job_id).attempts == 2


def test_a_message_that_comes_twice_does_nothing_twice(database: Database, story: Story, queue: JobQueue) -> None:
    job_id = _add_job(database, story)
    for _ in range(3):
        queue.enqueue(job_id)
    queue.start()
    assert _wait(database, job_id).attempts == 1


def test_a_message_about_a_job_that_is_no_more_stops_nobody(database: Database, story: Story, queue: JobQueue) -> None:
    queue.start()
    queue.enqueue("2" * 16)
    job_id = _add_job(database, story)
    queue.enqueue(job_id)
    assert _wait(database, job_id).state is JobState.DONE


def test_stopping_gives_the_job_back_in_the_middle(database: Database, story: Story, queue: JobQueue) -> None:
    job_id = _add_job(database, story, articles=60)
    queue.start()
    deadline = time.monotonic() + _SECONDS
    while _added(database, job_id) == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    queue.stop()
    with database.reading() as session:
        job, counts = store.get_import(session, job_id), store.count_import(session, job_id)
    assert job.state is JobState.QUEUED
    assert 0 < counts.added < 60
    assert counts.added + counts.waiting == 60


def _added(database: Database, job_id: str) -> int:
    with database.reading() as session:
        return store.count_import(session, job_id).added


def test_messages_are_json_and_nothing_that_runs(database: Database, queue: JobQueue) -> None:
    queue.enqueue("2" * 16)
    again = make_queue(database)
    [message] = again.storage.enqueued_items()
    again.storage.close()
    assert bytes(message).startswith(b'["')
    assert b"2" * 16 in bytes(message)


def test_the_worker_alone_works_jobs_off_until_it_is_told_to_end(
    settings: Settings, database: Database, story: Story
) -> None:
    job_id = _add_job(database, story)
    environment = {"PLUMBLINE_DATA": str(settings.data), "PLUMBLINE_DATABASE_URL": settings.database_url}
    with subprocess.Popen([sys.executable, "-m", "app", "worker"], env=environment) as process:
        state = _wait(database, job_id).state
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=_SECONDS)
    assert (state, code) == (JobState.DONE, 0)
