"""Who looks at which claim right now. It is no part of the record: a look that ends leaves nothing."""

from sqlmodel import Session, col

from app import store
from app.db import insert_into
from app.models import Person, Presence, utc_now
from app.pipeline.roles import check_role
from app.vocabulary import Role


def look_at(session: Session, claim_id: str, *, person: Person) -> None:
    """Say that a person looks at a claim now, and no more at the one before."""
    claim = store.get_claim(session, claim_id)
    check_role(session, person, claim.story_id, Role.REVIEWER)
    now = {"claim_id": claim.id, "seen_at": utc_now()}
    insert = insert_into(session, Presence).values(person_id=person.id, **now)
    session.execute(insert.on_conflict_do_update(index_elements=[col(Presence.person_id)], set_=now))
    session.commit()
