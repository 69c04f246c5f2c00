"""Backups while others write, and restores that are checked row by row."""

import sqlite3
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.errors import Refused
from app.models import Claim, Person, Story, utc_now
from app.pipeline.backups import list_backups
from app.vocabulary import Verdict
from tests.makers import make_story

only_on_sqlite = pytest.mark.parametrize("backend", ["sqlite"])  # The other database has tools of its own.


@pytest.fixture
def backup(database: Database, story: Story, claim: Claim, ann: Person, tmp_path: Path) -> Path:
    with database.writing() as session:
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=ann, seen_version=0)
    path = tmp_path / "backups" / "friday.db"
    pipeline.back_up(database, path)
    return path


@pytest.fixture
def fresh(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "fresh")


@only_on_sqlite
def test_what_is_restored_is_what_was_backed_up(
    database: Database, backup: Path, fresh: Settings, story: Story, claim: Claim
) -> None:
    held = pipeline.restore(backup, fresh)
    assert {one.table: one.rows for one in held}["claim"] == 3
    with closing(Database(fresh)) as restored, restored.reading() as session:
        assert store.get_claim(session, claim.id).verdict is Verdict.DISPUTED
        assert store.find_story_by_title(session, story.title)
        assert list(session.execute(text("PRAGMA integrity_check"))) == [("ok",)]
        assert not session.execute(text("SELECT name FROM sqlite_schema WHERE name = 'plumbline_backup'")).all()
    with closing(Database(fresh)) as restored:
        assert [finding.what for finding in pipeline.examine(restored) if finding.advice] == []


@only_on_sqlite
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claim SET verdict = 'corroborated'",
        "DELETE FROM decision",
        "INSERT INTO plumbline_backup VALUES ('x', 1, '')",
    ],
)
def test_a_backup_that_was_changed_is_not_restored(backup: Path, fresh: Settings, change: str) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute(change)
    with pytest.raises(Refused, match="isn't what was backed up"):
        pipeline.restore(backup, fresh)
    assert list(fresh.data.iterdir()) == []


@only_on_sqlite
def test_a_backup_that_was_cut_off_is_not_restored(backup: Path, fresh: Settings) -> None:
    backup.write_bytes(backup.read_bytes()[:-20_000])
    with pytest.raises(Refused):
        pipeline.restore(backup, fresh)
    assert list(fresh.data.iterdir()) == []


@only_on_sqlite
@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0"])
def test_what_is_no_backup_is_refused(database: Database, tmp_path: Path, fresh: Settings, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(Refused, match="no backup of Plumbline"):
        pipeline.restore(tmp_path / "x.db", fresh)
    with pytest.raises(Refused, match="no such file"):
        pipeline.restore(tmp_path / "y.db", fresh)


@only_on_sqlite
def test_nothing_is_overwritten(database: Database, backup: Path) -> None:
    with pytest.raises(Refused, match="there already"):
        pipeline.back_up(database, backup)
    with pytest.raises(Refused, match="already"):
        pipeline.restore(backup, database.settings)


@only_on_sqlite
def test_a_backup_that_cannot_be_written_leaves_nothing(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refused, match="can't be written"):
        pipeline.back_up(database, tmp_path / "file" / "friday.db")


@only_on_sqlite
def test_verdicts_are_saved_while_a_backup_is_made(database: Database, story: Story, tmp_path: Path) -> None:
    waits: list[float] = []
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            began = time.monotonic()
            make_story(database, "Another event")
            waits.append(time.monotonic() - began)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            pipeline.back_up(database, tmp_path / f"{number}.db")
    finally:
        over.set()
        writer.join()
    assert len(waits) > 3
    assert max(waits) < database.settings.busy_seconds


@only_on_sqlite
def test_backups_are_made_when_they_are_due_and_the_oldest_go(
    settings: Settings, database: Database, story: Story
) -> None:
    assert pipeline.back_up_if_due(database, now=utc_now()) is None
    often = settings.model_copy(update={"backup_hours": 1.0, "backup_keep": 2})
    now = utc_now()
    with closing(Database(often)) as scheduled:
        made = [pipeline.back_up_if_due(scheduled, now=now + timedelta(minutes=30 * n)) for n in range(6)]
    assert [bool(path) for path in made] == [True, False, True, False, True, False]
    assert list_backups(settings.data / "backups") == [made[2], made[4]]


@pytest.mark.parametrize("backend", ["postgresql"])
def test_postgresql_is_backed_up_by_its_own_tools(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="SQLite") as refusal:
        pipeline.back_up(database, tmp_path / "x.db")
    assert "pg_dump" in refusal.value.hint
    with pytest.raises(Refused, match="SQLite"):
        pipeline.restore(tmp_path / "x.db", database.settings)
