"""What surrounds the program fails: a sentence says what to do, and what was answered with success stays."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database, as_busy
from app.errors import Busy
from app.main import create_app
from app.models import Claim, Decision, Event, Person, Review, Story
from app.pipeline.sealing import find_breaks
from app.vocabulary import Action, Verdict
from tests.makers import find_claim, make_flood, make_person
from tests.pipeline.reviewing import review_until_refused
from tests.postgres import PostgresServer, running_postgres
from tests.web.conftest import BASE_URL, Browser

CRASHES = 3


def _check(database: Database, story: Story, claim: Claim, told: int) -> None:
    """Hold what is kept against the last number that was told: each verdict once, with its entry in a whole record."""
    with database.reading() as session:
        kept = store.get_claim(session, claim.id).version
        verdicts = [
            session.scalar(select(func.count()).select_from(table).where(col(table.claim_id) == claim.id))
            for table in (Decision, Review)
        ]
        events = session.scalars(select(Event).where(col(Event.story_id) == story.id)).all()
        assert list(find_breaks(session, story.id)) == []
    reviewed = sum(event.action is Action.REVIEWED and event.claim_id == claim.id for event in events)
    assert (verdicts, reviewed) == ([kept, kept], kept)
    assert kept - told in {0, 1}  # One may be saved whose answer never came.


def _migrated(folder: Path, **options: float) -> Database:
    database = Database(Settings(data=folder, database_url="", **options))  # type: ignore[arg-type]  # Floats.
    database.migrate()
    return database


# --- the disk ---


def test_a_disk_that_fills_up_loses_no_verdict_that_was_answered(tmp_path: Path) -> None:
    with closing(_migrated(tmp_path)) as database:
        story, person = make_flood(database), make_person(database)
        claim = find_claim(database, story, "drowned")
    listening, telling = multiprocessing.get_context("spawn").Pipe(duplex=False)
    most = 4 * (tmp_path / "plumbline.db").stat().st_size
    arguments = (str(tmp_path), claim.id, person.id, most, telling)
    process = multiprocessing.get_context("spawn").Process(target=review_until_refused, args=arguments)
    process.start()
    telling.close()
    told, words = listening.recv()
    process.join(60)
    assert process.exitcode == 0
    assert told > 3
    assert words
    with closing(_migrated(tmp_path)) as database:
        _check(database, story, claim, told)
        with database.writing() as session:  # There is room again.
            pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=person, seen_version=told)
        assert [finding.advice for finding in pipeline.examine(database) if "sound" in finding.what] == [""]


def _run(folder: Path | str, *arguments: str) -> tuple[int, str]:
    """Run a command on this data folder; return its code and what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLUMBLINE_")}
    done = subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        env=environment | {"PLUMBLINE_DATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", [("doctor",), ("serve", "--port", "0")])
def test_a_folder_that_can_not_be_written_is_named_with_what_to_set(command: tuple[str, ...]) -> None:
    code, said = _run("/proc/self/plumbline", *command)  # There nobody makes a folder, whoever they are.
    assert code == 1
    assert "The data folder /proc/self/plumbline can't be made" in said
    assert "PLUMBLINE_DATA" in said
    assert "Traceback" not in said


def _overwrite(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) // 2) + data[4096 + len(data) // 2 :])


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50_000])


@pytest.mark.parametrize("damage", [_overwrite, _cut])
def test_a_damaged_file_is_refused_with_the_way_to_a_backup(tmp_path: Path, damage: object) -> None:
    _migrated(tmp_path).close()
    assert callable(damage)
    damage(tmp_path / "plumbline.db")
    for command in (("doctor",), ("serve", "--port", "0")):
        code, said = _run(tmp_path, *command)
        assert code == 1, command
        assert "The database file is damaged." in said
        assert "plumbline restore" in said
        assert "Traceback" not in said


# --- a lock ---


@contextmanager
def _locked(path: Path, seconds: float) -> Iterator[None]:
    """Hold the write lock of a file from outside, for so long at most."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(seconds, other.execute, ["ROLLBACK"])
        release.start()
        yield
        release.join()


@pytest.mark.parametrize(("locked", "patience", "status"), [(0.5, 10, 303), (2.0, 0.2, 503)])
def test_a_verdict_waits_for_a_lock_and_is_given_back_when_that_takes_too_long(
    tmp_path: Path, locked: float, patience: float, status: int
) -> None:
    settings = Settings(data=tmp_path, database_url="", busy_seconds=patience)
    app = create_app(settings, with_worker=False)
    with TestClient(app, base_url=BASE_URL, raise_server_exceptions=False) as client:
        database, browser = app.state.database, Browser(client)
        with database.writing() as session:
            token = pipeline.make_sign_in_link(session)
        assert browser.post(f"/sign-in/{token}").status_code == 303
        story = make_flood(database)
        claim = find_claim(database, story, "drowned")
        desk, form = f"/stories/{story.slug}/review/{claim.id}", {"verdict": "disputed", "seen_version": "0"}
        with _locked(tmp_path / "plumbline.db", locked):
            answer = browser.post(desk, form | {"rationale": "Three outlets differ."})
        assert answer.status_code == status
        if status == 503:
            assert "Retry-After" in answer.headers
            assert "Three outlets differ." in answer.text
        _check(database, story, claim, told=int(status == 303))


# --- PostgreSQL ---


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server that other tests don't use: this one crashes."""
    with running_postgres() as server:
        yield server


class Reviewer(threading.Thread):
    """Decides one claim again and again, until told to rest; a database that is away is asked again."""

    def __init__(self, database: Database, claim: Claim, person: Person) -> None:
        super().__init__()
        self.database, self.claim, self.person = database, claim, person
        self.told, self.refused, self.is_tired = 0, 0, threading.Event()

    def run(self) -> None:
        while not self.is_tired.is_set():
            try:
                self.told = self._decide()
            except Busy:
                self.refused += 1
            except SQLAlchemyError as error:
                if as_busy(error) is None:
                    raise
                self.refused += 1
                time.sleep(0.02)

    def _decide(self) -> int:
        """Decide in view of what there is now, and return the number of the decision."""
        with self.database.reading() as session:
            seen = store.get_claim(session, self.claim.id).version
        verdict = list(Verdict)[seen % 3]
        with self.database.writing() as session:
            pipeline.review_claim(session, self.claim.id, verdict, person=self.person, seen_version=seen)
        return seen + 1


def test_a_postgresql_that_crashes_under_load_and_recovers_loses_no_verdict(
    server: PostgresServer, tmp_path: Path
) -> None:
    with closing(Database(Settings(data=tmp_path, database_url=server.create("load")))) as database:
        database.migrate()
        story = make_flood(database)
        claims = [find_claim(database, story, words) for words in ("drowned", "broke", "Roads")]
        reviewers = [Reviewer(database, claim, make_person(database, claim.text[:20])) for claim in claims]
        for reviewer in reviewers:
            reviewer.start()
        for _ in range(CRASHES):
            time.sleep(0.5)
            _crash(server)
        _wait_until_all_go_on(reviewers)
        for reviewer in reviewers:
            reviewer.is_tired.set()
            reviewer.join(60)
            _check(database, story, reviewer.claim, reviewer.told)
        assert sum(reviewer.refused for reviewer in reviewers) >= CRASHES


def _crash(server: PostgresServer) -> None:
    """Kill one process of the server as a fault would: it ends all connections, and recovers from its log."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with psycopg.connect(f"host={server.folder} user=plumbline dbname=load", autocommit=True) as connection:
                os.kill(connection.info.backend_pid, signal.SIGKILL)
                return
        except psycopg.OperationalError:
            time.sleep(0.05)  # It is still recovering from the last time.
    raise TimeoutError("PostgreSQL did not recover")


def _wait_until_all_go_on(reviewers: list[Reviewer]) -> None:
    before, deadline = [reviewer.told for reviewer in reviewers], time.monotonic() + 30
    while any(reviewer.told <= was + 1 for reviewer, was in zip(reviewers, before, strict=True)):
        assert time.monotonic() < deadline, [reviewer.told for reviewer in reviewers]
        time.sleep(0.05)
