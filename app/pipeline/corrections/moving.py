"""An excerpt that bears on another claim than the machine thought."""

from sqlmodel import Session

from app import store
from app.errors import Conflict, Refused
from app.models import Claim, Event, Excerpt, Person
from app.pipeline.checks import clean_text
from app.pipeline.corrections.common import (
    BEARING,
    LONGEST_WHY,
    ask_again,
    check_live,
    describe_asking,
    exclude,
    finish,
    list_excerpts,
    open_excerpt,
    quote,
    readmit,
    record_undoing,
    refuse_if_built_on,
    renumber,
    settle,
    undo_beside,
)
from app.pipeline.corrections.wording import restore_asking
from app.pipeline.identity import Span, overlap
from app.pipeline.record import record
from app.pipeline.review import lock_claim
from app.vocabulary import Action, Role


def move_excerpt(session: Session, excerpt_id: str, to_id: str, *, person: Person, why: str = "") -> Excerpt:
    """Hold an excerpt against another claim of the story, with its stance; the machine doesn't bring it back.

    Raise Refused if it is all that the claim has, or if the other claim has the passage already.
    """
    why = clean_text(why, "reason", LONGEST_WHY)
    story, claim, excerpt = open_excerpt(session, excerpt_id, person=person, least=Role.EDITOR)
    if claim.id != to_id:  # Otherwise it is there already, and the same form was sent twice.
        target = lock_claim(session, to_id)
        left = _check(session, claim, excerpt, target)
        before = {"claim": claim.id, "claim_text": claim.text, "position": excerpt.position}
        before |= {"settled": excerpt.settled, "merged_from": excerpt.merged_from} | describe_asking(claim)
        was_asked = describe_asking(target)
        exclude(session, claim.id, [excerpt])
        readmit(session, target.id, [excerpt])
        excerpt.claim_id, excerpt.merged_from = target.id, None
        excerpt.position = len(list_excerpts(session, target.id))
        settle(excerpt, "place")
        renumber(left)
        if excerpt.stance in BEARING:
            ask_again(claim, f"{person.name} moved an excerpt to {quote(target.text)}")
            ask_again(target, f"{person.name} moved an excerpt here from {quote(claim.text)}")
        finish(session, story, claim, target)
        gained = record(
            session,
            Action.CLAIM_GAINED,
            story.id,
            person=person,
            claim_id=target.id,
            excerpt_id=excerpt.id,
            before=was_asked,
            after={"by": "move", "from": claim.id, "text": claim.text} | describe_asking(target),
            why=why,
        )
        after = {"claim": target.id, "claim_text": target.text, "beside": gained.id} | describe_asking(claim)
        record(
            session,
            Action.EXCERPT_MOVED,
            story.id,
            person=person,
            claim_id=claim.id,
            excerpt_id=excerpt.id,
            before=before,
            after=after,
            why=why,
        )
    session.commit()
    return excerpt


def _check(session: Session, claim: Claim, excerpt: Excerpt, target: Claim) -> list[Excerpt]:
    """Return what the claim has left without the excerpt; raise Refused if it can't be moved."""
    if target.story_id != claim.story_id:
        raise Refused("The other claim is of another story.", field="other")
    check_live(target)
    left = [one for one in list_excerpts(session, claim.id) if one.id != excerpt.id]
    if not left:
        hint = "Merge the claim with the other one, or discard it."
        raise Refused("It is the only excerpt of its claim.", field="other", hint=hint)
    span = Span(excerpt.article_id, excerpt.start, excerpt.end)
    held = (Span(one.article_id, one.start, one.end) for one in list_excerpts(session, target.id))
    if any(overlap(span, other) for other in held):
        raise Refused("The other claim has this passage already.", field="other")
    return left


def undo_move(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Hold an excerpt against the claim again that it was moved from; commit nothing."""
    target = lock_claim(session, event.after["claim"])
    refuse_if_built_on(session, event, [claim.id, target.id])
    excerpt = session.get(Excerpt, event.excerpt_id)
    if excerpt is None or excerpt.claim_id != target.id:
        raise Conflict("It can't be undone: the excerpt was moved on since.")
    check_live(claim)
    readmit(session, claim.id, [excerpt])
    excerpt.claim_id, excerpt.settled = claim.id, event.before["settled"]
    excerpt.merged_from, excerpt.position = event.before["merged_from"], event.before["position"]
    rest = [one for one in list_excerpts(session, claim.id) if one.id != excerpt.id]
    ordered = [*rest[: excerpt.position], excerpt, *rest[excerpt.position :]]
    for position, one in enumerate(ordered):
        one.position = position
    session.flush()
    renumber(list_excerpts(session, target.id))
    restore_asking(session, claim, event)
    gained = session.get(Event, event.after["beside"])
    if gained is not None:
        restore_asking(session, target, gained)
    finish(session, store.get_story_by_id(session, claim.story_id), claim, target)
    undone = record_undoing(session, event, person)
    undo_beside(session, event, undone)
    return undone
