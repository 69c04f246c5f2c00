"""Who said what an excerpt says, and who said it first."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict
from app.models import Claim, Event, Excerpt, Person
from app.nlp.names import same_name
from app.nlp.origins import Origin
from app.pipeline.checks import clean_line, clean_text
from app.pipeline.corrections.common import (
    LONGEST_WHY,
    finish,
    open_excerpt,
    record_undoing,
    refuse_if_built_on,
    settle,
)
from app.pipeline.record import record
from app.pipeline.suggesting import origin_row
from app.vocabulary import Action

_LONGEST_NAME = 400
_COLUMNS = {Action.SPEAKER_CORRECTED: "speaker", Action.ORIGIN_CORRECTED: "origin"}


def correct_saying(
    session: Session, excerpt_id: str, *, speaker: str, origin: str, person: Person, why: str = ""
) -> list[Action]:
    """Set who an excerpt's speaker is and where the statement came from, empty where nobody can tell.

    Return what was changed. What wasn't stays the machine's.
    """
    why = clean_text(why, "reason", LONGEST_WHY)
    said_by, came_from = _clean(speaker, "speaker"), _clean(origin, "origin")
    story, claim, excerpt = open_excerpt(session, excerpt_id, person=person)
    changed: dict[Action, Any] = {}
    if said_by != excerpt.speaker:
        changed[Action.SPEAKER_CORRECTED] = said_by
    if came_from != (excerpt.origin["name"] if excerpt.origin else None):
        changed[Action.ORIGIN_CORRECTED] = _find_origin(session, claim, came_from)
    for action, value in changed.items():
        _correct(session, claim, excerpt, action, value, person=person, why=why)
    if changed:
        finish(session, story, claim)
    session.commit()
    return list(changed)


def _clean(name: str, field: str) -> str | None:
    return clean_line(name, field, _LONGEST_NAME) if name.strip() else None


def _find_origin(session: Session, claim: Claim, name: str | None) -> dict[str, Any] | None:
    """Return an origin as it is kept: with what the story's articles say of on whose behalf it speaks, if they do.

    One that no article tells anything about is never counted as independent of another.
    """
    if name is None:
        return None
    in_story = select(col(Excerpt.origin)).join(Claim, col(Claim.id) == col(Excerpt.claim_id))
    known = [row for row in session.scalars(in_story.where(col(Claim.story_id) == claim.story_id)) if row]
    sides = [set(row["side"]) for row in known if same_name(row["name"], name)]
    return origin_row(Origin(name, True, frozenset(set[str]().union(*sides))))


def _correct(
    session: Session, claim: Claim, excerpt: Excerpt, action: Action, value: Any, *, person: Person, why: str
) -> None:
    column = _COLUMNS[action]
    by = "person" if column in excerpt.settled else "machine"
    before = {column: getattr(excerpt, column), "settled": excerpt.settled, "by": by}
    setattr(excerpt, column, value)
    settle(excerpt, column)
    record(
        session,
        action,
        claim.story_id,
        person=person,
        claim_id=claim.id,
        excerpt_id=excerpt.id,
        before=before,
        after={column: value},
        why=why,
    )


def undo_saying(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Give an excerpt the speaker or the origin that it had; commit nothing."""
    refuse_if_built_on(session, event, [claim.id])
    excerpt, column = session.get(Excerpt, event.excerpt_id), _COLUMNS[event.action]
    if excerpt is None or getattr(excerpt, column) != event.after[column]:
        raise Conflict(f"It can't be undone: the {column} of this excerpt was set anew since.")
    setattr(excerpt, column, event.before[column])
    if event.before["by"] == "machine":
        excerpt.settled = [name for name in excerpt.settled if name != column]
    finish(session, store.get_story_by_id(session, claim.story_id), claim)
    return record_undoing(session, event, person)
