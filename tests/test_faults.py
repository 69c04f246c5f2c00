"""What surrounds the program fails: a sentence says what to do, and what was answered with success stays."""

import multiprocessing
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx2
import psycopg
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import func, select
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.main import create_app
from app.models import Claim, Decision, Event, Review, Story
from app.pipeline.sealing import find_breaks
from app.vocabulary import Action, Verdict
from tests.makers import find_claim, make_flood, make_person
from tests.pipeline.reviewing import review_until_refused
from tests.postgres import PostgresServer, running_postgres
from tests.serving import serving_here
from tests.web.conftest import BASE_URL, Browser
from tests.web.test_people import OPENED


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


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server that other tests don't use: this one crashes, and is stopped and started."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def on_server(server: PostgresServer, tmp_path: Path) -> Iterator[Settings]:
    """Return settings for a migrated database on that server."""
    with server.fresh(filled_by=Database.migrate) as url:
        yield Settings(data=tmp_path, database_url=url)


def _crash(server: PostgresServer) -> None:
    """Kill one process of the server as a fault would: it ends all connections, and recovers from its log."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with server.connect() as connection:
                os.kill(connection.info.backend_pid, signal.SIGKILL)
                return
        except psycopg.OperationalError:
            time.sleep(0.05)  # It is still recovering from the last time.
    raise TimeoutError("PostgreSQL did not recover")


def _restart(server: PostgresServer) -> None:
    """Stop the server, and start it when it has been missed."""
    server.stop()
    time.sleep(0.3)
    server.start()


class Reviewer(threading.Thread):
    """Looks at a list and decides one claim, again and again, in a browser; what isn't answered is sent once more."""

    def __init__(self, browser: Browser, story: Story, claim: Claim) -> None:
        super().__init__()
        self.browser, self.story, self.claim = browser, story, claim
        self.told, self.answers, self.is_tired = 0, Counter[int](), threading.Event()
        self.unasked = 0

    def run(self) -> None:
        while not self.is_tired.is_set():
            self.hear(self.browser.get(f"/stories/{self.story.slug}/claims"))
            form = {"verdict": list(Verdict)[self.told % 3].value, "seen_version": str(self.told)}
            answer = self.browser.post(f"/stories/{self.story.slug}/review/{self.claim.id}", form)
            self.hear(answer)
            self.told += answer.status_code == 303

    def hear(self, answer: Response) -> None:
        """Count an answer; one that refuses says when to come back, and is no crash."""
        self.answers[answer.status_code] += 1
        self.unasked += (answer.status_code == 503) != ("Retry-After" in answer.headers)
        time.sleep(0.05 if answer.status_code == 503 else 0)


def test_a_postgresql_that_crashes_and_is_restarted_under_load_loses_no_verdict(
    server: PostgresServer, on_server: Settings
) -> None:
    app = create_app(on_server, with_worker=False)
    with TestClient(app, base_url=BASE_URL):
        database = app.state.database
        story = make_flood(database)
        claims = [find_claim(database, story, words) for words in ("drowned", "broke", "Roads")]
        reviewers = [Reviewer(_sign_in(app, claim.text[:20]), story, claim) for claim in claims]
        with _at_work(reviewers):
            for disturb in (_crash, _restart, _crash, _restart):
                _wait_until_all_go_on(reviewers)
                disturb(server)
            _wait_until_all_go_on(reviewers)
        for reviewer in reviewers:
            assert set(reviewer.answers) <= {200, 303, 503}
            assert reviewer.unasked == 0
            _check(database, story, reviewer.claim, reviewer.told)
        assert sum(reviewer.answers[503] for reviewer in reviewers) >= 2


def _sign_in(app: FastAPI, name: str) -> Browser:
    browser = Browser(TestClient(app, base_url=BASE_URL, raise_server_exceptions=False))
    person = make_person(app.state.database, name)
    with app.state.database.writing() as session:
        token = pipeline.make_sign_in_link(session, person=person)
    assert browser.post(f"/sign-in/{token}").status_code == 303
    return browser


@contextmanager
def _at_work(reviewers: list[Reviewer]) -> Iterator[None]:
    """Have reviewers work until the block ends, however it ends."""
    for reviewer in reviewers:
        reviewer.start()
    try:
        yield
    finally:
        for reviewer in reviewers:
            reviewer.is_tired.set()
        for reviewer in reviewers:
            reviewer.join(60)


def _wait_until_all_go_on(reviewers: list[Reviewer]) -> None:
    before, deadline = [reviewer.told for reviewer in reviewers], time.monotonic() + 30
    while any(reviewer.told <= was + 1 for reviewer, was in zip(reviewers, before, strict=True)):
        assert time.monotonic() < deadline, [(reviewer.told, reviewer.answers) for reviewer in reviewers]
        time.sleep(0.05)


def test_an_export_that_the_database_breaks_off_is_no_complete_file(
    server: PostgresServer, on_server: Settings
) -> None:
    with serving_here(on_server) as local:
        story = make_flood(local.database)
        with local.database.writing() as session:
            session.add_all(Claim(story_id=story.id, text=f"{number} " + "x" * 8000, rank=1) for number in range(2500))
            session.commit()
        with httpx2.Client(base_url=local.url, trust_env=False, follow_redirects=True) as browser:
            browser.get(local.new_sign_in_link(), headers=OPENED | {"Sec-Fetch-User": "?1"})
            with browser.stream("GET", f"/stories/{story.slug}/claims.csv") as answer:
                chunks = answer.iter_raw()
                received = [next(chunks)]
                server.stop()
                with pytest.raises(httpx2.RemoteProtocolError, match="incomplete"):
                    received.extend(chunks)
            server.start()
            assert re.fullmatch(r'[\w", .:/-]+\r\n("[^"]*"(,|\r\n))*("[^"]*)?', b"".join(received).decode())
            page = browser.get(f"/stories/{story.slug}/export").text
    assert page.count("incomplete</span>") == 1
