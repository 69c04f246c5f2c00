"""Claims that somebody chose in a list, to change them all at once."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from app.models import Claim, is_id
from app.store.filters import ClaimFilter, conditions, keys
from app.store.stories import LIVE


def list_chosen(session: Session, story_id: str, claim_ids: Sequence[str]) -> Sequence[Claim]:
    """Return those of the claims that belong to the story and weren't merged or withdrawn, by worth."""
    ids = [id for id in claim_ids if is_id(id)]
    chosen = select(Claim).where(col(Claim.story_id) == story_id, col(Claim.id).in_(ids), LIVE)
    return session.scalars(chosen.order_by(col(Claim.rank), col(Claim.id))).all()


def list_in_view(session: Session, story_id: str, view: ClaimFilter, *, limit: int) -> Sequence[Claim]:
    """Return the first `limit` claims of a view, in its order."""
    order = [key.column.desc() if key.descending else key.column.asc() for key in keys(view)]
    statement = select(Claim).where(*conditions(session, story_id, view)).order_by(*order).limit(limit)
    return session.scalars(statement).all()
