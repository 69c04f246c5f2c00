"""Questions about who took what away."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from app.models import Download, Person


@dataclass(frozen=True, slots=True)
class DownloadRow:
    """A file that left, with the name of who took it; None for a command on the server."""

    download: Download
    name: str | None


def list_downloads(session: Session, story_id: str, *, limit: int = 20) -> Sequence[DownloadRow]:
    """Return what was last taken away from a story, the newest first."""
    newest = (col(Download.begun_at).desc(), col(Download.id).desc())
    statement = (
        select(Download, col(Person.name))
        .outerjoin(Person, col(Person.id) == col(Download.person_id))
        .where(col(Download.story_id) == story_id)
        .order_by(*newest)
        .limit(limit)
    )
    return [DownloadRow(download, name) for download, name in session.execute(statement)]
