"""Reviewers that never rest and a worker, to be run in processes of their own and killed, or stopped by a full disk."""

import resource
import signal
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app import pipeline, store
from app.config import Settings
from app.db import Database, as_busy
from app.models import Person
from app.vocabulary import Verdict


def review_for_ever(data: str, url: str, claim_id: str, person_id: str, told: Connection) -> None:
    """Decide a claim again and again, and tell the number of each decision once it was answered with success."""
    database = Database(Settings(data=Path(data), database_url=url))
    with database.reading() as session:
        person, version = session.get_one(Person, person_id), store.get_claim(session, claim_id).version
    for seen in count(version):
        verdict = list(Verdict)[seen % 3]
        with database.writing() as session:
            pipeline.review_claim(session, claim_id, verdict, person=person, seen_version=seen, rationale=f"{seen}")
        told.send(seen + 1)


def work_off(data: str, url: str, job_id: str, told: Connection) -> None:
    """Tell that it begins, and work an import off."""
    database = Database(Settings(data=Path(data), database_url=url))
    told.send(0)
    pipeline.run_import(database, job_id)


def review_until_refused(data: str, claim_id: str, person_id: str, most: int, told: Connection) -> None:
    """Decide a claim again and again while no file may grow beyond `most` bytes; tell the last number and the refusal.

    Where the limit stops a write, SQLite hears what a full disk would tell it, or an error of the disk.
    """
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    database, done = Database(Settings(data=Path(data), database_url="")), 0
    with database.reading() as session:
        person = session.get_one(Person, person_id)
    for seen in count():
        verdict = list(Verdict)[seen % 3]
        try:
            with database.writing() as session:
                rationale = f"{seen} " * 1000
                pipeline.review_claim(session, claim_id, verdict, person=person, seen_version=seen, rationale=rationale)
        except SQLAlchemyError as error:
            busy = as_busy(error)
            told.send((done, busy.message if busy else ""))
            return
        done = seen + 1
