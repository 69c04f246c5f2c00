"""What is wrong with an installation, and what to do about it: each examination is a question with a plain answer."""

import hashlib
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, or_, select, text
from sqlmodel import Session, col

from app.db import Database, is_sqlite
from app.models import Article, Capture, Chain, Excerpt, ImportItem, ImportJob, Sentence, Story, utc_now
from app.pipeline.backups import list_backups, made_at
from app.pipeline.sealing import find_breaks
from app.vocabulary import JobState

_FEWEST_FREE = 200_000_000
_LONG_WAIT = timedelta(hours=1)
_NAMED = 5
_A_BATCH = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination found; `advice` says what to do, and is empty where all is well."""

    what: str
    advice: str = ""


def examine(database: Database) -> Iterator[Finding]:
    """Yield a finding for everything that is examined; nothing is changed, and tables that are behind are left so."""
    pending = database.pending_migrations()
    yield _judge(
        "The tables are those of this version.",
        [f"migration {revision} is pending" for revision in pending],
        "Make a backup, then run `plumbline migrate`.",
    )
    yield from _examine_place(database)
    if pending:
        return
    with database.reading() as session:
        for examination in _EXAMINATIONS:
            yield examination(session)


def _judge(fine: str, wrong: list[str], advice: str) -> Finding:
    """Return what is fine, or what is wrong with the first few of it by name."""
    if not wrong:
        return Finding(fine)
    more = f", and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
    return Finding(f"{'; '.join(wrong[:_NAMED])}{more}.".capitalize(), advice)


def _examine_place(database: Database) -> Iterator[Finding]:
    """Examine the data folder: room on the disk, who may read the key, the age of the last backup."""
    settings = database.settings
    settings.data.mkdir(parents=True, exist_ok=True)
    free, file = shutil.disk_usage(settings.data).free, database.file_of(settings)
    needed = max(_FEWEST_FREE, 2 * file.stat().st_size if file and file.exists() else 0)
    yield _judge(
        f"{free // 1_000_000} MB of disk are free.",
        [f"only {free // 1_000_000} MB of disk are free, and a backup needs room beside"] if free < needed else [],
        "Free space before verdicts can no longer be saved.",
    )
    key = settings.data / "secret_key"
    is_open = key.exists() and bool(stat.S_IMODE(key.stat().st_mode) & 0o077)
    yield _judge(
        "The secret key is its owner's alone.",
        ["others on this machine may read the secret key"] if is_open else [],
        f"Run `chmod 600 {key}`.",
    )
    if settings.backup_hours and database.is_sqlite:
        made = [made_at(path) for path in list_backups(settings.backup_folder or settings.data / "backups")]
        is_late = not made or max(made) < utc_now() - timedelta(hours=2 * settings.backup_hours)
        yield _judge(
            "The last backup is as fresh as it should be.",
            ["the last scheduled backup is overdue"] if is_late else [],
            "See that a worker runs and that the folder can be written.",
        )


def _examine_file(session: Session) -> Finding:
    wrong = []
    if is_sqlite(session):
        wrong = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    return _judge("The database file is sound.", wrong, "Restore the last backup into an empty folder.")


def _examine_commits(session: Session) -> Finding:
    """Find a server that says that something is saved before it is; on SQLite our own settings see to that."""
    is_early = not is_sqlite(session) and session.scalar(text("SHOW synchronous_commit")) == "off"
    return _judge(
        "What was answered as saved is on disk.",
        ["PostgreSQL answers before it has written (synchronous_commit is off)"] if is_early else [],
        "Set synchronous_commit to on for this database: verdicts are lost where the server crashes.",
    )


def _examine_links(session: Session) -> Finding:
    """Find rows that belong to nothing; PostgreSQL doesn't let any be."""
    wrong = []
    if is_sqlite(session):
        rows = session.execute(text("PRAGMA foreign_key_check")).all()
        wrong = [f"row {row[1]} of {row[0]} belongs to no {row[2]}" for row in rows]
    return _judge("No row belongs to nothing.", wrong, "Somebody wrote to the tables: restore the last backup.")


def _examine_captures(session: Session) -> Finding:
    wrong = []
    for capture in session.scalars(select(Capture).order_by(col(Capture.sha256)).execution_options(yield_per=_A_BATCH)):
        if hashlib.sha256(capture.data).hexdigest() != capture.sha256:
            wrong.append(f"the original {capture.sha256[:12]} ({capture.name}) isn't what was received")
        session.expunge(capture)
    return _judge("Every original is as it was received.", wrong, "Restore the last backup: originals never change.")


def _examine_orphans(session: Session) -> Finding:
    articles = select(col(Article.id)).where(col(Article.capture_sha256) == col(Capture.sha256))
    items = select(col(ImportItem.job_id)).where(col(ImportItem.capture_sha256) == col(Capture.sha256))
    unused = select(func.count()).select_from(Capture).where(~articles.exists(), ~items.exists())
    count = session.scalar(unused) or 0
    wrong = [f"{count} originals belong to no article and no import"] if count else []
    return _judge("Every original belongs to something.", wrong, "They only take room, and may stay.")


def _examine_texts(session: Session) -> Finding:
    """Hold every text against its hash, and every excerpt and sentence against its place in it."""
    wrong = []
    for article in session.scalars(select(Article).order_by(col(Article.id)).execution_options(yield_per=_A_BATCH)):
        wrong += [f"article {article.id}: {fault}" for fault in _find_faults(session, article)]
        session.expunge(article)
    return _judge("Every excerpt is where it says in its text.", wrong, "Restore the last backup: texts never change.")


def _find_faults(session: Session, article: Article) -> Iterator[str]:
    if hashlib.sha256(article.text.encode()).hexdigest() != article.text_sha256:
        yield "its text isn't what was captured"
    excerpts = select(col(Excerpt.id), col(Excerpt.start), col(Excerpt.end), col(Excerpt.text))
    for id, start, end, words in session.execute(excerpts.where(col(Excerpt.article_id) == article.id)):
        if article.text[start:end] != words:
            yield f"excerpt {id} isn't at {start} to {end}"
    outside = or_(col(Sentence.end) > len(article.text), col(Sentence.end) <= col(Sentence.start))
    if session.scalar(select(func.count()).where(col(Sentence.article_id) == article.id, outside)):
        yield "sentences lie outside its text"


def _examine_records(session: Session) -> Finding:
    """Hold each story's record against its chain."""
    wrong = []
    for story in session.scalars(select(Story).order_by(col(Story.id))):
        wrong += [f"record of {story.slug}: {fault}" for fault in find_breaks(session, story.id)]
    return _judge(
        f"The record of every story is whole; its seal is {fingerprint(session)[:16]}.",
        wrong,
        "Somebody changed the record: compare it with a backup, and see who can write to the database.",
    )


def fingerprint(session: Session) -> str:
    """Return one hash over the ends of all records, to be noted where nobody who could change them can change it."""
    ends = select(col(Chain.story_id), col(Chain.sha256), col(Chain.earlier_sha256)).order_by(col(Chain.story_id))
    return hashlib.sha256("\n".join(" ".join(end) for end in session.execute(ends)).encode()).hexdigest()


def _examine_jobs(session: Session) -> Finding:
    waiting = select(col(ImportJob.id)).where(
        col(ImportJob.state) == JobState.QUEUED, col(ImportJob.created_at) < utc_now() - _LONG_WAIT
    )
    wrong = [f"import {id} has waited for more than an hour" for id in session.scalars(waiting)]
    return _judge("No import waits for a worker.", wrong, "Start `plumbline worker`, or serve without --no-worker.")


_EXAMINATIONS: tuple[Callable[[Session], Finding], ...] = (
    _examine_file,
    _examine_commits,
    _examine_links,
    _examine_captures,
    _examine_orphans,
    _examine_texts,
    _examine_records,
    _examine_jobs,
)
