"""Articles in: a batch of bytes becomes articles one by one, each by itself, each once, whatever dies in between.

Everything that matters stands in rows: the bytes (once, by their hash), the job, its items and what became of each. A
job is one worker's while its lease lasts; where a worker died the lease runs out, and another goes on at the first item
that is still waiting. An item's article and the item's state are one transaction.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlmodel import Session, col

from app import store
from app.db import Database
from app.errors import Refused
from app.models import ImportItem, ImportJob, Person, utc_now
from app.pipeline.analysis import analyse_story
from app.pipeline.articles import Reader
from app.pipeline.fetching import Address
from app.pipeline.heartbeat import beating
from app.pipeline.items import fetch_item, make_item, read_item, save_found
from app.pipeline.judging import Paced
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.pipeline.uploads import Upload
from app.vocabulary import Action, ItemState, JobState, Role

LEASE = timedelta(seconds=60)
_MOST_ATTEMPTS = 3
_RUNNING = (JobState.RUNNING, JobState.STOPPING)


def queue_import(
    session: Session, slug: str, things: Sequence[Upload | Address], *, person: Person | None = None
) -> ImportJob:
    """Keep the bytes and make a job of them; nothing is read or fetched yet. Raise Refused if there is nothing."""
    story = store.get_story(session, slug)
    check_role(session, person, story.id, Role.EDITOR)
    if not things:
        raise Refused("There is nothing to import.", field="files", hint="Choose files or paste a text.")
    job = ImportJob(story_id=story.id, person_id=person.id if person else None, total=len(things), step="Waiting")
    session.add(job)
    session.flush()
    session.add_all([make_item(session, job.id, position, thing) for position, thing in enumerate(things)])
    session.commit()
    return job


def queue_analysis(session: Session, story_id: str, *, person: Person | None) -> ImportJob:
    """Make a job that brings nothing in and only lines the story's claims up again; commit nothing.

    One that nobody has begun yet will see this change too, once it is committed: the lock keeps workers off till then.
    """
    is_waiting = and_(col(ImportJob.state) == JobState.QUEUED, col(ImportJob.total) == 0)
    waiting = select(ImportJob).where(col(ImportJob.story_id) == story_id, is_waiting).order_by(col(ImportJob.id))
    job = session.scalars(waiting.limit(1).with_for_update()).first()
    if job is None:
        job = ImportJob(story_id=story_id, person_id=person.id if person else None, step="Waiting")
        session.add(job)
    return job


def stop_import(session: Session, job_id: str, *, person: Person | None) -> ImportJob:
    """Stop a job: what is in stays in, what is waiting stays out. A worker that has it finds out at its next item."""
    check_role(session, person, store.get_import(session, job_id).story_id, Role.EDITOR)
    session.execute(
        update(ImportJob)
        .where(col(ImportJob.id) == job_id, col(ImportJob.state) == JobState.RUNNING)
        .values(state=JobState.STOPPING, step="Stopping")
    )
    stop_queued = (
        update(ImportJob)
        .where(col(ImportJob.id) == job_id, col(ImportJob.state) == JobState.QUEUED)
        .values(state=JobState.STOPPED, step="", finished_at=utc_now())
        .returning(col(ImportJob.id))
    )
    if session.scalar(stop_queued) is not None:
        _stop_waiting(session, job_id)
    session.commit()
    return session.get_one(ImportJob, job_id, populate_existing=True)


def _stop_waiting(session: Session, job_id: str) -> None:
    waiting = and_(col(ImportItem.job_id) == job_id, col(ImportItem.state) == ItemState.WAITING)
    session.execute(update(ImportItem).where(waiting).values(state=ItemState.STOPPED))


def resume_imports(database: Database) -> list[str]:
    """Return the ids of jobs that nobody works on: whose worker died, or whose message was lost. It changes nothing."""
    with database.reading() as session:
        ids = select(col(ImportJob.id)).where(_is_free(utc_now()))
        return list(session.scalars(ids.order_by(col(ImportJob.created_at), col(ImportJob.id))))


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Say that a job waits for a worker, or that the one that had it is no more.

    A lease that ends later than any can was taken before the clock went back; nobody should wait until it catches up.
    """
    is_over = or_(col(ImportJob.lease_until) <= now, col(ImportJob.lease_until) > now + 2 * LEASE)
    is_left = and_(col(ImportJob.state).in_(_RUNNING), is_over)
    return or_(col(ImportJob.state) == JobState.QUEUED, is_left)


def run_import(
    database: Database,
    job_id: str,
    *,
    on_progress: Callable[[int, int], object] | None = None,
    should_leave: Callable[[], bool] = lambda: False,
) -> ImportJob:
    """Work a job off, item by item, then line up the story's claims; return the job as it is then.

    It may be called by any number of workers at any time: one of them works, none does anything twice. Once
    `should_leave` says so, the job is given back after the item at hand.
    """
    with database.reading() as session:
        store.get_import(session, job_id)
    run = _take(database, job_id)
    if run is not None:
        with beating(run.renew), suppress(_LostError):
            run.work_off(on_progress or (lambda done, total: None), should_leave)
    with database.reading() as session:
        return store.get_import(session, job_id)


def _take(database: Database, job_id: str) -> "_Run | None":
    """Lease the job; None if it is over or another worker's."""
    now = utc_now()
    take = (
        update(ImportJob)
        .where(col(ImportJob.id) == job_id, _is_free(now))
        .values(
            attempts=col(ImportJob.attempts) + 1,
            state=case((col(ImportJob.state) == JobState.QUEUED, JobState.RUNNING), else_=col(ImportJob.state)),
            lease_until=now + LEASE,
        )
        .returning(col(ImportJob.attempts), col(ImportJob.story_id))
    )
    with database.writing() as session:
        taken = session.execute(take).first()
        session.commit()
    return _Run(database, job_id, *taken) if taken else None


class _LostError(Exception):
    """The job is another worker's by now, or over."""


class _Run:
    """One worker's run of a job; `attempt` tells it from another's, should the lease have run out in between."""

    def __init__(self, database: Database, job_id: str, attempt: int, story_id: str) -> None:
        self.database = database
        self.job_id = job_id
        self.attempt = attempt
        self.story_id = story_id

    def work_off(self, on_progress: Callable[[int, int], object], should_leave: Callable[[], bool]) -> None:
        """Settle every item that is waiting, then line up the claims, then close the job."""
        if not self._begin():
            self._close(JobState.FAILED, f"Lining up the claims was begun {_MOST_ATTEMPTS} times and never ended.")
            return
        reader = Reader(self.database.settings)
        while (counts := self._settle_next(reader)) is not None:
            on_progress(counts.done, counts.total)
            if should_leave():
                self._give_back()
                return
        counts, message = self._count(), ""
        if counts.added or not counts.total:
            self._say("Lining up the claims")
            go_on = Paced(lambda done, total: self._tell_judging(done, total, should_leave))
            message = analyse_story(self.database, self.story_id, go_on=go_on)
        counts = self._count()
        self._close(JobState.STOPPED if counts.stopped else JobState.DONE, message)

    def _begin(self) -> bool:
        """Note what this run begins with; tell whether it is worth trying.

        What stopped several workers would stop the next one: an article is refused, and claims are given up.
        """
        with self.database.writing() as session:
            job, item = self._hold(session), store.find_waiting_item(session, self.job_id)
            job.step = "Reading the articles" if job.total else "Lining up the claims"
            if item is None:
                job.failures += 1
            else:
                item.attempts += 1
                if item.attempts > _MOST_ATTEMPTS:
                    item.state = ItemState.REFUSED
                    item.message = f"It stopped the import {_MOST_ATTEMPTS} times."
            session.commit()
        return job.failures <= _MOST_ATTEMPTS

    def _tell_judging(self, done: int, total: int, should_leave: Callable[[], bool]) -> bool:
        """Say how far judging is; tell whether to go on with it. Stopped, words judge what is left."""
        if should_leave():
            self._give_back()
            raise _LostError
        with self.database.writing() as session:
            job = self._hold(session)
            if job.state is JobState.RUNNING:
                job.step = f"Judging the claims: {done:,} of {total:,}"
            session.commit()
            return job.state is JobState.RUNNING

    def renew(self) -> None:
        """Keep the job for another while; nothing happens if it is no longer this run's."""
        with self.database.writing() as session:
            mine = and_(col(ImportJob.id) == self.job_id, col(ImportJob.attempts) == self.attempt)
            session.execute(
                update(ImportJob).where(mine, col(ImportJob.state).in_(_RUNNING)).values(lease_until=utc_now() + LEASE)
            )
            session.commit()

    def _give_back(self) -> None:
        """Leave the job to whoever takes it next; a job that is to be stopped is stopped by them."""
        with self.database.writing() as session:
            job = self._hold(session)
            job.lease_until = utc_now()
            job.failures = 0  # Who leaves in order has not failed.
            job.state = JobState.QUEUED if job.state is JobState.RUNNING else job.state
            session.commit()

    def _hold(self, session: Session) -> ImportJob:
        """Return the job, locked and leased anew, if it is still this run's."""
        mine = select(ImportJob).where(col(ImportJob.id) == self.job_id, col(ImportJob.attempts) == self.attempt)
        job = session.scalars(mine.with_for_update()).first()
        if job is None or job.state not in _RUNNING:
            raise _LostError
        job.lease_until = utc_now() + LEASE
        return job

    def _say(self, step: str) -> None:
        with self.database.writing() as session:
            self._hold(session).step = step
            session.commit()

    def _count(self) -> store.ImportCounts:
        with self.database.reading() as session:
            return store.count_import(session, self.job_id)

    def _settle_next(self, reader: Reader) -> store.ImportCounts | None:
        """Fetch or read the next item, and save what became of it; None if there is no other.

        No transaction is open meanwhile: a site may take its time.
        """
        with self.database.reading() as session:
            item = store.find_waiting_item(session, self.job_id)
            if item is None:
                return None
            found = read_item(reader, session, item) if item.capture_sha256 else None
        if found is None:
            found = fetch_item(item, self.database)
        with self.database.writing() as session:
            job = self._hold(session)
            if job.state is JobState.STOPPING:
                _stop_waiting(session, self.job_id)
            else:
                job.total += save_found(session, self.story_id, item, found) - 1
            session.commit()
            return store.count_import(session, self.job_id)

    def _close(self, state: JobState, message: str) -> None:
        with self.database.writing() as session:
            job = self._hold(session)
            _stop_waiting(session, self.job_id)
            job.state, job.message, job.step = state, message, ""
            job.lease_until, job.finished_at = None, utc_now()
            counts = store.count_import(session, self.job_id)
            if counts.total:
                self._record(session, job, counts)
            session.commit()

    def _record(self, session: Session, job: ImportJob, counts: store.ImportCounts) -> None:
        person = store.find_person(session, job.person_id) if job.person_id else None
        after = {"job": job.id, "added": counts.added, "known": counts.known, "refused": counts.refused}
        record(session, Action.ARTICLES_IMPORTED, self.story_id, person=person, after=after)
