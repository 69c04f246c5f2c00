"""Questions about imports."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session, col

from app.db import fetch
from app.errors import NotFound
from app.models import Article, ImportItem, ImportJob, Source, is_id
from app.vocabulary import ItemState, JobState


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What became of the things of a batch; `total` is the sum of the rest."""

    total: int = 0
    added: int = 0
    known: int = 0
    refused: int = 0
    waiting: int = 0
    stopped: int = 0

    @property
    def done(self) -> int:
        """Return how many are settled, one way or another."""
        return self.total - self.waiting


def get_import(session: Session, id: str) -> ImportJob:
    """Return the import with this id."""
    job = session.get(ImportJob, id) if is_id(id) else None
    if job is None:
        raise NotFound("There is no such import.")
    return job


def list_imports(session: Session, story_id: str, *, limit: int = 20) -> list[ImportJob]:
    """Return the story's latest imports, newest first."""
    statement = select(ImportJob).where(col(ImportJob.story_id) == story_id)
    return list(session.scalars(statement.order_by(col(ImportJob.created_at).desc(), col(ImportJob.id)).limit(limit)))


def list_import_items(session: Session, job_id: str, *, limit: int | None = None) -> list[ImportItem]:
    """Return the things of a batch in the order in which they were given."""
    statement = select(ImportItem).where(col(ImportItem.job_id) == job_id)
    return list(session.scalars(statement.order_by(col(ImportItem.position), col(ImportItem.record)).limit(limit)))


def find_waiting_item(session: Session, job_id: str) -> ImportItem | None:
    """Return the first thing of a batch that nothing was done about yet."""
    statement = select(ImportItem).where(col(ImportItem.job_id) == job_id, col(ImportItem.state) == ItemState.WAITING)
    return session.scalars(statement.order_by(col(ImportItem.position), col(ImportItem.record)).limit(1)).first()


def count_import(session: Session, job_id: str) -> ImportCounts:
    """Count what became of the things of a batch."""
    statement = select(col(ImportItem.state), func.count()).where(col(ImportItem.job_id) == job_id)
    counts = {state.value: n for state, n in session.execute(statement.group_by(col(ImportItem.state)))}
    return ImportCounts(total=sum(counts.values()), **counts)


def count_jobs(session: Session) -> dict[JobState, int]:
    """Count all imports by their state."""
    counted = select(col(ImportJob.state), func.count()).group_by(col(ImportJob.state))
    return dict(session.execute(counted).all())


_ASKED = and_(
    col(ImportItem.job_id).in_(select(col(ImportJob.id)).where(col(ImportJob.story_id) == bindparam("story_id"))),
    col(ImportItem.url).is_not(None),
)
_CAME = select(col(ImportItem.url)).where(_ASKED, col(ImportItem.capture_sha256).is_not(None))
_UNFETCHED = select(col(ImportItem.url)).where(
    _ASKED,
    col(ImportItem.capture_sha256).is_(None),
    col(ImportItem.state) == ItemState.REFUSED,
    col(ImportItem.url).not_in(_CAME),
)


def list_unfetched(session: Session, story_id: str) -> list[str]:
    """Return the outlets whose pages couldn't be fetched, nor were later: by name, else by the host of the address."""
    hosts = {_host(url) for url in fetch(session, _UNFETCHED, {"story_id": story_id}).scalars() if url}
    names = _name_hosts(session, story_id) if hosts else {}
    return sorted({names.get(host, host) for host in hosts})


def _host(url: str) -> str:
    """Return the host of an address, as it stands for an outlet whose name isn't known.

    >>> _host("https://www.echo.example/a")
    'echo.example'
    """
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _name_hosts(session: Session, story_id: str) -> dict[str, str]:
    """Return the outlet that the story's articles from a host are by."""
    statement = (
        select(col(Article.url), col(Source.name))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.story_id) == story_id, col(Article.url).is_not(None))
        .order_by(col(Article.added_at).desc(), col(Article.id))
    )
    return {_host(url): name for url, name in session.execute(statement) if url}
