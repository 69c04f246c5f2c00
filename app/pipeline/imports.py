"""Articles in: a batch of bytes becomes articles one by one, each by itself, each once, whatever dies in between.

Everything that matters stands in rows: the bytes (once, by their hash), the job, its items and what became of each. A
job is one worker's while its lease lasts; where a worker died the lease runs out, and another goes on at the first item
that is still waiting. An item's article and the item's state are one transaction.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, insert, or_, select, update
from sqlmodel import Session, col

from app import store
from app.db import Database, insert_into, is_storable
from app.errors import Refused
from app.models import Capture, ImportItem, ImportJob, Person, utc_now
from app.nlp.reading import Reading
from app.pipeline.analysis import analyse_story
from app.pipeline.articles import Outcome, Reader, add_article, is_file_of_records
from app.pipeline.heartbeat import beating
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.pipeline.uploads import Upload
from app.vocabulary import Action, ItemState, JobState, Role

LEASE = timedelta(seconds=60)
_MOST_ATTEMPTS = 3
_LONGEST_NAME = 400
_LONGEST_TYPE = 200
_RUNNING = (JobState.RUNNING, JobState.STOPPING)


def queue_import(session: Session, slug: str, uploads: Sequence[Upload], *, person: Person | None = None) -> ImportJob:
    """Keep the bytes and make a job of them; nothing is read yet. Raise Refused if there is nothing."""
    story = store.get_story(session, slug)
    check_role(session, person, story.id, Role.EDITOR)
    if not uploads:
        raise Refused("There is nothing to import.", field="files", hint="Choose files or paste a text.")
    job = ImportJob(story_id=story.id, person_id=person.id if person else None, total=len(uploads), step="Waiting")
    session.add(job)
    session.flush()
    for position, upload in enumerate(uploads):
        sha256 = _keep_bytes(session, upload)
        name = _storable(upload.name)[-_LONGEST_NAME:]
        known = {key: _storable(value) for key, value in upload.known.items()}
        session.add(ImportItem(job_id=job.id, position=position, name=name, capture_sha256=sha256, known=known))
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


def _keep_bytes(session: Session, upload: Upload) -> str:
    """Keep bytes once, and return their SHA-256."""
    sha256 = hashlib.sha256(upload.data).hexdigest()
    values = {
        "sha256": sha256,
        "data": upload.data,
        "media_type": _storable(upload.media_type)[:_LONGEST_TYPE],
        "name": _storable(upload.name)[-_LONGEST_NAME:],
        "received_at": utc_now(),
    }
    session.execute(insert_into(session, Capture).values(values).on_conflict_do_nothing())
    return sha256


def _storable(text: str) -> str:
    """Return a name with a visible sign for what can't be kept."""
    return text if is_storable(text) else text.replace("\0", "␀").encode("utf-8", "replace").decode()


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
    """Say that a job waits for a worker, or that the one that had it is no more."""
    is_left = and_(col(ImportJob.state).in_(_RUNNING), col(ImportJob.lease_until) <= now)
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
        counts = self._count()
        if counts.added or not counts.total:
            self._say("Lining up the claims")
            analyse_story(self.database, self.story_id)
        counts = self._count()
        self._close(JobState.STOPPED if counts.stopped else JobState.DONE, "")

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
        """Read the next item, outside of any transaction, and save what became of it; None if there is no other."""
        with self.database.reading() as session:
            item = store.find_waiting_item(session, self.job_id)
            if item is None:
                return None
            found = _read(reader, session, item)
        with self.database.writing() as session:
            job = self._hold(session)
            if job.state is JobState.STOPPING:
                _stop_waiting(session, self.job_id)
            elif isinstance(found, int):
                job.total += _take_apart(session, item, found) - 1
            else:
                _settle(session, self.story_id, item, found)
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


def _read(reader: Reader, session: Session, item: ImportItem) -> Reading | Refused | int:
    """Return the article of an item, or why it has none, or how many records it is to be taken apart into."""

    def load() -> Capture:
        return store.get_capture(session, item.capture_sha256)

    try:
        return reader.count_records(item, load) if is_file_of_records(item) else reader.read(item, load)
    except Refused as reason:
        return reason


def _take_apart(session: Session, item: ImportItem, records: int) -> int:
    """Put an item for each record in the place of the item for their file; return how many."""
    key = {"job_id": item.job_id, "position": item.position}
    rest = {"name": item.name, "capture_sha256": item.capture_sha256, "known": item.known, "attempts": 0, "message": ""}
    session.execute(delete(ImportItem).where(_is(item)))
    session.execute(
        insert(ImportItem),
        [{**key, **rest, "record": number, "state": ItemState.WAITING} for number in range(1, records + 1)],
    )
    return records


def _settle(session: Session, story_id: str, item: ImportItem, found: Reading | Refused) -> None:
    """Save an item's article, or why there is none, together with the item's state; commit nothing."""
    if isinstance(found, Refused):
        outcome = Outcome(ItemState.REFUSED, f"{found.message} {found.hint}".strip())
    else:
        outcome = add_article(session, story_id, item, found)
    session.execute(
        update(ImportItem)
        .where(_is(item))
        .values(state=outcome.state, message=outcome.message, article_id=outcome.article_id)
    )


def _is(item: ImportItem) -> ColumnElement[bool]:
    return and_(
        col(ImportItem.job_id) == item.job_id,
        col(ImportItem.position) == item.position,
        col(ImportItem.record) == item.record,
    )
