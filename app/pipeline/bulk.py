"""One change made to many claims: to those that were seen and counted, each by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app import store
from app.errors import Conflict, Refused
from app.models import Person
from app.pipeline.corrections import discard_claim
from app.pipeline.review import review_claim
from app.pipeline.roles import check_role
from app.pipeline.tagging import assign_claim, clean_tag, tag_claim, unassign_claim, untag_claim
from app.vocabulary import BulkChange, Verdict

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim as it was on the page where the change was confirmed."""

    claim_id: str
    version: int
    revision: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done: `words` are a rationale, a tag, or a reason; `assignee_id` a person's id."""

    change: BulkChange
    verdict: Verdict | None = None
    words: str = ""
    assignee_id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: claims that were changed, that were so already, and those at which somebody was first."""

    changed: int
    unchanged: int
    moved: tuple[str, ...]


def change_claims(session: Session, slug: str, seen: Sequence[Seen], wanted: Wanted, *, person: Person) -> Outcome:
    """Make one change to each of the claims of a story that were seen; nothing where none was.

    Each claim succeeds or is left alone by itself: one that somebody changed meanwhile stays as it is.
    Raise Refused for a change that can't be made to any claim, or for more than 500 claims.
    """
    story = store.get_story(session, slug)
    check_role(session, person, story.id, wanted.change.least)
    _check(wanted, seen)
    if any(store.get_claim(session, one.claim_id).story_id != story.id for one in seen):
        raise Refused("One of these claims belongs to another story.")
    changed = 0
    moved: list[str] = []
    for one in dict.fromkeys(seen):
        try:
            changed += _CHANGES[wanted.change](session, one, wanted, person)
        except Conflict:
            session.rollback()
            moved.append(one.claim_id)
    return Outcome(changed, len(set(seen)) - changed - len(moved), tuple(moved))


def _check(wanted: Wanted, seen: Sequence[Seen]) -> None:
    if len(seen) > MOST_AT_ONCE:
        raise Refused(f"At most {MOST_AT_ONCE} claims are changed at once.", hint="Narrow the list by its filters.")
    if wanted.change is BulkChange.DECIDE and wanted.verdict is None:
        raise Refused("Choose a verdict.", field="verdict")
    if wanted.change in {BulkChange.TAG, BulkChange.UNTAG}:
        clean_tag(wanted.words)
    if wanted.change is BulkChange.DISCARD and not wanted.words.strip():
        raise Refused("Say why these claims are discarded.", field="words")


def _decide(session: Session, one: Seen, wanted: Wanted, person: Person) -> bool:
    if wanted.verdict is None:
        return False
    review_claim(session, one.claim_id, wanted.verdict, person=person, rationale=wanted.words, seen_version=one.version)
    return True


def _tag(session: Session, one: Seen, wanted: Wanted, person: Person) -> bool:
    return tag_claim(session, one.claim_id, wanted.words, person=person)


def _untag(session: Session, one: Seen, wanted: Wanted, person: Person) -> bool:
    return untag_claim(session, one.claim_id, wanted.words, person=person)


def _assign(session: Session, one: Seen, wanted: Wanted, person: Person) -> bool:
    return assign_claim(session, one.claim_id, wanted.assignee_id, person=person)


def _unassign(session: Session, one: Seen, wanted: Wanted, person: Person) -> bool:
    return unassign_claim(session, one.claim_id, person=person)


def _discard(session: Session, one: Seen, wanted: Wanted, person: Person) -> bool:
    discard_claim(session, one.claim_id, wanted.words, person=person, seen_revision=one.revision)
    return True


_CHANGES: Mapping[BulkChange, Callable[[Session, Seen, Wanted, Person], bool]] = {
    BulkChange.DECIDE: _decide,
    BulkChange.TAG: _tag,
    BulkChange.UNTAG: _untag,
    BulkChange.ASSIGN: _assign,
    BulkChange.UNASSIGN: _unassign,
    BulkChange.DISCARD: _discard,
}
