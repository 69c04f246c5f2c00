"""How it stands with a claim for one reviewer: who holds it, how many reviews are in, and what must stay unseen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import pipeline, store
from app.models import Claim, Decision, Person, Review, Story, utc_now
from app.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person's desk says about a claim beside its evidence.

    `held_until` is set where the person holds the claim, `away_until` where only others do. `given` are the reviews
    that are in and have decided nothing yet, `own` the person's among them, `set_aside` one that the person gave before
    the claim came to mean something else, `stances` those that are the person's own.
    """

    held_until: datetime | None
    away_until: datetime | None
    wanted: int
    given: int
    own: Review | None
    set_aside: Review | None
    stances: dict[str, Stance]
    is_open: bool

    @property
    def is_blind(self) -> bool:
        """Tell whether reviewers mustn't know of each other."""
        return self.wanted > 1 and self.is_open and not self.is_split

    @property
    def is_split(self) -> bool:
        """Tell whether all reviews are in and differ, so that an editor decides."""
        return self.is_open and self.given >= max(self.wanted, 1)

    @property
    def takes_verdict(self) -> bool:
        """Tell whether the person can give a verdict."""
        return self.own is None and not self.is_split and (self.wanted == 1 or self.is_open)


def find_standing(session: Session, story: Story, claim: Claim, person: Person) -> Standing:
    """Return how it stands with a claim for a person right now."""
    leases = store.list_leases(session, claim.id, utc_now())
    held = next((lease.until for lease in leases if lease.person_id == person.id), None)
    away = max((lease.until for lease in leases if lease.until), default=None)
    given = store.list_open_reviews(session, claim.id) if claim.reviews else []
    own = next((review for review, by in given if by.id == person.id), None)
    is_asked = own is None and story.reviews_wanted > 1 and pipeline.wants_review(claim)
    return Standing(
        held_until=held,
        away_until=None if held else away,
        wanted=story.reviews_wanted,
        given=len(given),
        own=own,
        set_aside=store.find_set_aside(session, claim, person) if is_asked else None,
        stances=store.list_own_stances(session, claim.id, person.id),
        is_open=pipeline.wants_review(claim),
    )


def list_readable(decisions: Sequence[Decision], story: Story, claim: Claim) -> list[Decision]:
    """Return the decisions that anyone may read.

    While reviews are blind one that was taken back says what somebody thinks of the claim; it can be read again once
    the claim is decided.
    """
    if not pipeline.wants_review(claim) or (story.reviews_wanted == 1 and not claim.reviews):
        return list(decisions)
    return [one for one in decisions if one.undone_at is None or one.version <= claim.in_force]
