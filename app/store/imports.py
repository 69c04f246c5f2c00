"""Questions about imports."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.errors import NotFound
from app.models import ImportItem, ImportJob, is_id
from app.vocabulary import ItemState


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
