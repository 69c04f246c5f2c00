"""A reviewer that never rests, to be run in a process of its own and killed."""

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from app import pipeline, store
from app.config import Settings
from app.db import Database
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
