"""Stances that people give excerpts while reviews are blind: each person's own until the claim is decided."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from app import store
from app.db import insert_into
from app.models import Claim, Excerpt, OwnStance, Person, utc_now
from app.pipeline.record import as_moment
from app.pipeline.suggesting import suggest_again
from app.vocabulary import Stance


def give_own_stance(session: Session, excerpt_id: str, stance: Stance | None, person: Person) -> None:
    """Keep a person's own stance on an excerpt, or none any more; commit nothing."""
    if stance is None:
        own = (col(OwnStance.excerpt_id) == excerpt_id, col(OwnStance.person_id) == person.id)
        session.execute(delete(OwnStance).where(*own))
        return
    values = {"stance": stance, "given_at": utc_now(), "version": 0, "replaced": None}
    row = insert_into(session, OwnStance).values(excerpt_id=excerpt_id, person_id=person.id, **values)
    session.execute(row.on_conflict_do_update(index_elements=["excerpt_id", "person_id"], set_=values))


def share_stances(session: Session, claim: Claim, reviewers: Sequence[str], version: int) -> None:
    """Have the reviewers' own stances count from decision `version` on, and suggest again.

    Where reviewers differ on an excerpt, none of their stances takes the place of the one that counts. What people gave
    who didn't review is kept with the decision too, and counts for nothing.
    """
    changed = False
    for _, group in groupby(_list_own(session, claim.id, 0), key=lambda row: row[1].id):
        rows = list(group)
        given = [own for own, _ in rows if own.person_id in reviewers]
        excerpt = rows[0][1]
        if len({own.stance for own in given}) == 1 and given[-1].stance is not excerpt.stance:
            given[-1].replaced = describe_stance(excerpt)
            excerpt.stance, excerpt.corrected_by, excerpt.corrected_at = (
                given[-1].stance,
                given[-1].person_id,
                utc_now(),
            )
            changed = True
        for own, _ in rows:
            own.version = version
    _suggest(session, claim, changed=changed)


def take_stances_back(session: Session, claim: Claim, version: int) -> None:
    """Make the stances that came to count with decision `version` their people's own again."""
    changed = False
    for own, excerpt in _list_own(session, claim.id, version):
        if own.replaced is not None and (excerpt.stance, excerpt.corrected_by) == (own.stance, own.person_id):
            put_stance_back(excerpt, own.replaced)
            changed = True
        own.replaced, own.version = None, 0
    _suggest(session, claim, changed=changed)


_OWN = (
    select(OwnStance, Excerpt)
    .join(Excerpt, col(Excerpt.id) == col(OwnStance.excerpt_id))
    .where(col(Excerpt.claim_id) == bindparam("claim_id"), col(OwnStance.version) == bindparam("version"))
    .order_by(col(Excerpt.id), col(OwnStance.given_at), col(OwnStance.person_id))
)


def _list_own(session: Session, claim_id: str, version: int) -> list[tuple[OwnStance, Excerpt]]:
    found = session.execute(_OWN, {"claim_id": claim_id, "version": version})
    return [(own, excerpt) for own, excerpt in found]


def _suggest(session: Session, claim: Claim, *, changed: bool) -> None:
    session.flush()
    if changed:
        suggest_again(session, store.get_story_by_id(session, claim.story_id), [claim.id])
        session.flush()


def describe_stance(excerpt: Excerpt) -> dict[str, Any]:
    """Return what a correction changes of an excerpt, as the record keeps it."""
    return {
        "stance": excerpt.stance.value,
        "corrected_by": excerpt.corrected_by,
        "corrected_at": excerpt.corrected_at.isoformat() if excerpt.corrected_at else None,
    }


def put_stance_back(excerpt: Excerpt, before: dict[str, Any]) -> None:
    """Give an excerpt the stance that it had before: the machine's as it is now, or a person's."""
    by_machine = before["corrected_by"] is None
    excerpt.stance = excerpt.suggested_stance if by_machine else Stance(before["stance"])
    excerpt.corrected_by = before["corrected_by"]
    excerpt.corrected_at = as_moment(before["corrected_at"])
