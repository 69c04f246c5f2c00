"""Three people at one desk do anything in any order, and a model says what must come of it.

The model knows two things: which decisions stand, and in which order people worked on each claim. Whoever takes back
what was done last to a claim must get the claim as it was; whoever takes back what others built on may be refused, and
then nothing has changed. Whatever happens, no other claim changes, nothing recorded is lost, and the chain holds.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as bounds
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlmodel import Session, col

from app import pipeline
from app.config import Settings
from app.db import Database
from app.errors import Conflict, PlumblineError, Refused
from app.models import Claim, Decision, Event, Excerpt, Lease, Person, Review, Story, utc_now
from app.pipeline.sealing import find_breaks
from app.vocabulary import Role, Stance, Verdict
from tests.databases import Databases
from tests.makers import BROKE, DROWNED, ROADS, analyse_as, make_flood, make_person

DESKS = int(os.environ.get("PLUMBLINE_TEST_DESKS", "0"))
"""How many desks are tried, other ones each time; 0 stands for the few, always the same, of the whole check."""

NUMBERS = st.integers(0, 9)
WHO = st.integers(0, 2)
NEVER_CHANGED = {
    Event: ("story_id", "claim_id", "person_id", "action", "before", "after", "why", "at", "number", "sha256"),
    Decision: ("claim_id", "version", "verdict", "rationale", "relied_on", "decided_by", "decided_at", "evidence"),
    Review: ("claim_id", "person_id", "verdict", "rationale", "relied_on"),
}


@dataclass
class Made:
    """A decision, and the reviews that it took up: who, and what."""

    verdict: Verdict
    reviews: list[tuple[str, Verdict]]
    stands: bool = True


@dataclass
class Kept:
    """What the model knows of a claim's verdicts."""

    open: list[tuple[str, Verdict]] = field(default_factory=list)
    decisions: list[Made] = field(default_factory=list)

    def settle(self, wanted: int) -> None:
        """Decide, where enough reviews are in and all agree."""
        if len(self.open) >= wanted and len({verdict for _, verdict in self.open}) == 1:
            self.decisions.append(Made(self.open[0][1], self.open))
            self.open = []

    @property
    def in_force(self) -> int:
        """Return the number of the newest decision that stands."""
        return max((number for number, made in enumerate(self.decisions, 1) if made.stands), default=0)


@dataclass(eq=False)
class Deed:
    """Something that can be taken back: who did it, the claims that it touched, and these as they were before."""

    person: Person
    touched: tuple[str, ...]
    seen: dict[str, dict[str, Any]]
    kept: dict[str, Kept]
    review: int | None = None  # The decision that it made as a review; 0 where that has decided nothing yet.
    aside: dict[str, list[tuple[str, Verdict]]] = field(default_factory=dict)  # Open reviews that are asked for again.


class Desk(RuleBasedStateMachine):
    """The flood's three claims, and Ann, Bob and Cem, each of whom may do everything."""

    def __init__(self, databases: Databases, settings: Settings, wanted: int) -> None:
        super().__init__()
        self.open = ExitStack()
        url = self.open.enter_context(databases.fresh(filled_by=_fill))
        self.database = Database(settings.model_copy(update={"database_url": url}))
        self.open.callback(self.database.close)
        self.wanted, self.now = wanted, utc_now()
        with self.database.writing() as session:
            self.story = session.scalars(select(Story)).one()
            self.story.reviews_wanted = wanted
            self.people = list(session.scalars(select(Person).order_by(col(Person.name))))
            session.commit()
        self.deeds: list[Deed] = []  # Those that were not taken back, in their order.
        self.done: defaultdict[str, list[object]] = defaultdict(list)  # By claim: what was done to it, the last on top.
        self.kept: defaultdict[str, Kept] = defaultdict(Kept)
        self.recorded: dict[tuple[str, str], tuple[object, ...]] = {}
        self.seen = self.look()

    def teardown(self) -> None:
        self.open.close()

    # --- what is seen ---

    def look(self) -> dict[str, dict[str, Any]]:
        """Return every claim as a reader sees it, the oldest first."""
        with self.database.reading() as session:
            claims = session.scalars(select(Claim).order_by(col(Claim.created_at), col(Claim.rank))).all()
            excerpts = session.scalars(select(Excerpt)).all()
        told = ("text", "verdict", "in_force", "reviews", "stale_because", "withdrawn_because", "merged_into", "basis")
        return {
            claim.id: {name: getattr(claim, name) for name in told}
            | {"evidence": {(e.article_id, e.start, e.end, e.stance) for e in excerpts if e.claim_id == claim.id}}
            for claim in claims
        }

    def is_live(self, id: str) -> bool:
        return not self.seen[id]["withdrawn_because"] and self.seen[id]["merged_into"] is None

    def pick(self, number: int, *, live: bool = True) -> str:
        """Return one of the claims; where `live`, one that is neither merged nor discarded, if there is one."""
        ids = [id for id in self.seen if self.is_live(id)] if live else []
        ids = ids or list(self.seen)
        return ids[number % len(ids)]

    def get(self, id: str) -> Claim:
        with self.database.reading() as session:
            return session.get_one(Claim, id)

    # --- what is done ---

    def do(self, who: int, touched: tuple[str, ...], act: Callable[[Session, Person], object]) -> bool:
        """Have somebody do something; return whether it was done: a refusal changes nothing, no deed another claim."""
        person = self.people[who]
        deed = Deed(
            person, touched, {id: self.seen[id] for id in touched}, deepcopy({i: self.kept[i] for i in touched})
        )
        try:
            with self.database.writing() as session:
                act(session, person)
        except PlumblineError:
            self.expect(self.seen)
            return False
        was, self.seen = self.seen, self.look()
        changed = {id for id in self.seen if self.seen[id] != was.get(id, self.seen[id])}
        assert changed <= set(touched)
        new = tuple(id for id in self.seen if id not in was)
        deed.touched = (*touched, *new)
        self.deeds.append(deed)
        for id in deed.touched:
            self.done[id].append(deed)
        return True

    def expect(self, seen: dict[str, dict[str, Any]]) -> None:
        """Hold what is there against what was seen before."""
        assert self.look() == seen

    @rule(who=WHO, number=NUMBERS, verdict=st.sampled_from(Verdict))
    def review(self, who: int, number: int, verdict: Verdict) -> None:
        id, me = self.pick(number), self.people[who].id
        claim, kept = self.get(id), self.kept[id]
        if any(by == me for by, _ in kept.open):
            return self.refuse_a_second_review(who, claim, verdict)
        is_free = self.wanted == 1 or (
            len(kept.open) < self.wanted and (claim.verdict is None or claim.stale_at is not None)
        )
        done = self.do(
            who,
            (id,),
            lambda session, me: pipeline.review_claim(session, id, verdict, person=me, seen_version=claim.version),
        )
        assert done == (self.is_live(id) and is_free)
        if done:
            before = len(kept.decisions)
            kept.open.append((me, verdict))
            kept.settle(self.wanted)
            self.deeds[-1].review = len(kept.decisions) if len(kept.decisions) > before else 0
        return None

    def refuse_a_second_review(self, who: int, claim: Claim, verdict: Verdict) -> None:
        """Somebody whose review is in gives another one: it is refused, or is the very same and changes nothing."""
        try:
            with self.database.writing() as session:
                person = self.people[who]
                pipeline.review_claim(session, claim.id, verdict, person=person, seen_version=claim.version)
        except Conflict:
            pass
        self.expect(self.seen)

    @rule(who=WHO, number=NUMBERS, verdict=st.sampled_from(Verdict), ago=st.integers(1, 2))
    def review_what_is_past(self, who: int, number: int, verdict: Verdict, ago: int) -> None:
        """Decide in view of an older version: it is refused, or is a form sent twice and changes nothing."""
        claim = self.get(self.pick(number))
        try:
            with self.database.writing() as session:
                seen = claim.version - ago
                pipeline.review_claim(session, claim.id, verdict, person=self.people[who], seen_version=seen)
        except Conflict:
            pass
        self.expect(self.seen)

    @rule(who=WHO, number=NUMBERS, words=st.integers(1, 4), keeps_meaning=st.booleans())
    def edit(self, who: int, number: int, words: int, keeps_meaning: bool) -> None:
        claim = self.get(self.pick(number))
        text = f"{words} people drowned."
        if claim.text == text:
            return
        done = self.do(
            who,
            (claim.id,),
            lambda session, me: pipeline.edit_claim(
                session, claim.id, text, person=me, seen_revision=claim.revision, keeps_meaning=keeps_meaning
            ),
        )
        assert done == self.is_live(claim.id)
        if done and not keeps_meaning:
            self.set_aside(claim.id)

    def set_aside(self, id: str) -> None:
        """The claim means something else since the last deed: its open reviews count no longer."""
        self.deeds[-1].aside, self.kept[id].open = {id: self.kept[id].open}, []

    @rule(who=WHO, number=NUMBERS, other=NUMBERS)
    def merge(self, who: int, number: int, other: int) -> None:
        gone, survivor = self.pick(number), self.pick(other)
        if self.seen[gone]["merged_into"] == survivor:
            return
        may = gone != survivor and self.is_live(gone) and self.is_live(survivor)
        act = self.do(
            who,
            (gone, survivor) if gone != survivor else (gone,),
            lambda session, me: pipeline.merge_claims(session, gone, survivor, person=me, seen={}),
        )
        assert act == may
        if act:
            self.set_aside(survivor)

    @rule(who=WHO, number=NUMBERS, which=NUMBERS)
    def split(self, who: int, number: int, which: int) -> None:
        claim = self.get(self.pick(number))
        with self.database.reading() as session:
            ids = session.scalars(select(col(Excerpt.id)).where(col(Excerpt.claim_id) == claim.id)).all()
        may = self.is_live(claim.id) and len(ids) > 1
        chosen = [ids[which % len(ids)]] if ids else []
        done = self.do(
            who,
            (claim.id,),
            lambda session, me: pipeline.split_claim(
                session, claim.id, "It is another matter.", chosen, person=me, seen_revision=claim.revision
            ),
        )
        assert done == may
        if done:
            self.set_aside(claim.id)

    @rule(who=WHO, number=NUMBERS)
    def discard(self, who: int, number: int) -> None:
        claim = self.get(self.pick(number))
        if claim.withdrawn_at is not None:
            return
        done = self.do(
            who,
            (claim.id,),
            lambda session, me: pipeline.discard_claim(
                session, claim.id, "It is an opinion.", person=me, seen_revision=claim.revision
            ),
        )
        assert done == (claim.merged_into is None)

    @precondition(lambda self: any(seen["withdrawn_because"] for seen in self.seen.values()))
    @rule(who=WHO, number=NUMBERS)
    def restore(self, who: int, number: int) -> None:
        ids = [id for id, seen in self.seen.items() if seen["withdrawn_because"]]
        id = ids[number % len(ids)]
        done = self.do(who, (id,), lambda session, me: pipeline.restore_claim(session, id, person=me))
        assert done == (self.get(id).merged_into is None)

    @rule(who=WHO, number=NUMBERS, which=NUMBERS, stance=st.sampled_from(Stance))
    def correct(self, who: int, number: int, which: int, stance: Stance) -> None:
        id = self.pick(number)
        with self.database.reading() as session:
            events = len(session.scalars(select(col(Event.id))).all())
            excerpts = session.scalars(select(col(Excerpt.id)).where(col(Excerpt.claim_id) == id)).all()
        if not excerpts:
            return
        excerpt = excerpts[which % len(excerpts)]
        done = self.do(who, (id,), lambda session, me: pipeline.correct_stance(session, excerpt, stance, person=me))
        assert done == self.is_live(id)
        with self.database.reading() as session:
            if done and len(session.scalars(select(col(Event.id))).all()) == events:  # It had this stance already.
                self.done[id].remove(self.deeds.pop())

    @rule(who=WHO, number=NUMBERS)
    def skip(self, who: int, number: int) -> None:
        id = self.pick(number)
        assert self.do(who, (), lambda session, me: pipeline.skip_claim(session, id, person=me))

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        person = self.people[who]
        deed = next((deed for deed in reversed(self.deeds) if deed.person is person), None)
        is_last = deed is not None and all(self.done[id][-1] is deed for id in deed.touched)
        try:
            with self.database.writing() as session:
                pipeline.undo_last(session, self.story.slug, person=person)
        except (Conflict, Refused):
            assert not is_last
            return self.expect(self.seen)
        assert deed is not None
        was, self.seen = self.seen, self.look()
        assert {id for id in was if was[id] != self.seen[id]} <= set(deed.touched)
        self.deeds.remove(deed)
        return self.take_back(deed) if is_last else self.take_out(deed)

    def take_back(self, deed: Deed) -> None:
        """Nobody has built on it: what it touched must be as it was, but that no number is given twice."""
        for id in deed.touched:
            self.done[id].pop()
        assert {id: self.seen[id] for id in deed.seen} == deed.seen
        for id, kept in deed.kept.items():
            for made in self.kept[id].decisions[len(kept.decisions) :]:
                made.stands = False
                kept.decisions.append(made)
            self.kept[id] = kept

    def take_out(self, deed: Deed) -> None:
        """Something was built on it: from here on the claims aren't as anybody has seen them before."""
        for id in deed.touched:
            self.done[id].remove(deed)
            self.done[id].append("taken out")
        for id, reviews in deed.aside.items():
            kept = self.kept[id]
            given = {by for by, _ in kept.open}
            kept.open += [(by, verdict) for by, verdict in reviews if by not in given]
            kept.settle(self.wanted)
        if deed.review is not None:
            self.take_review_out(deed)

    def take_review_out(self, deed: Deed) -> None:
        """Take back a review, which is open, has gone into a decision, or was set aside when it was still open."""
        id, me = deed.touched[0], deed.person.id
        kept = self.kept[id]
        if deed.review:
            made = kept.decisions[deed.review - 1]
            made.stands = False
            kept.open = [*made.reviews, *kept.open]
        asides = [other.aside[id] for other in reversed(self.deeds) if id in other.aside]
        for reviews in (kept.open, *asides):  # The newest first: it is the one that is taken back.
            own = [review for review in reviews if review[0] == me]
            if own:
                reviews.remove(own[0])
                break
        kept.settle(self.wanted)

    @rule(who=WHO)
    def take(self, who: int) -> None:
        """Ask for the next claim: it wants a verdict, and no more people hold it than are to review it."""
        others = self.count_held(but=self.people[who])
        with self.database.writing() as session:
            claim = pipeline.next_claim(session, self.story, person=self.people[who], now=self.now)
        self.expect(self.seen)
        if claim is not None:
            assert self.is_live(claim.id)
            assert claim.verdict is None or claim.stale_at is not None
            assert others[claim.id] < self.wanted

    def count_held(self, but: Person) -> Counter[str]:
        with self.database.reading() as session:
            leases = session.scalars(select(Lease).where(col(Lease.person_id) != but.id)).all()
        return Counter(lease.claim_id for lease in leases if lease.until is None or lease.until > self.now)

    @rule(minutes=st.sampled_from([-600, -20, 3, 20, 600]))
    def set_clock(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def read_again(self) -> None:
        """The machine thinks again, and finds what it found before: no decision changes."""
        decided = {id: (seen["verdict"], seen["in_force"]) for id, seen in self.seen.items()}
        analyse_as(self.database, self.story, DROWNED, BROKE, ROADS)
        self.seen = self.look()
        assert {id: (self.seen[id]["verdict"], self.seen[id]["in_force"]) for id in decided} == decided
        for id in self.seen:
            self.done[id].append("read again")

    # --- what holds at any time ---

    @invariant()
    def every_verdict_is_the_newest_decision_in_force(self) -> None:
        for id, seen in self.seen.items():
            kept = self.kept[id]
            verdict = kept.decisions[kept.in_force - 1].verdict if kept.in_force else None
            assert (seen["verdict"], seen["in_force"], seen["reviews"]) == (verdict, kept.in_force, len(kept.open)), id

    @invariant()
    def nothing_recorded_is_lost_or_changed(self) -> None:
        with self.database.reading() as session:
            now = {
                (table.__name__, row.id): tuple(getattr(row, name) for name in names)
                for table, names in NEVER_CHANGED.items()
                for row in _all(session, table)
            }
            assert list(find_breaks(session, self.story.id)) == []
        assert self.recorded.items() <= now.items()
        self.recorded = now

    @invariant()
    def no_lease_is_doubled(self) -> None:
        with self.database.reading() as session:
            running = [one for one in _all(session, Lease) if one.until is None or one.until > self.now]
        assert max(Counter(lease.claim_id for lease in running).values(), default=0) <= self.wanted
        assert len({(lease.claim_id, lease.person_id) for lease in running}) == len(running)
        assert max(Counter(one.person_id for one in running if one.until).values(), default=0) <= 1


def _all(session: Session, table: Any) -> list[Any]:
    return list(session.scalars(select(table)))


def _fill(database: Database) -> None:
    database.migrate()
    make_flood(database)
    for name in ("Ann", "Bob", "Cem"):
        make_person(database, name, Role.OWNER)


@pytest.mark.parametrize("wanted", [1, 2])
def test_whatever_people_do_at_one_desk_the_record_and_the_claims_agree(
    databases: Databases, settings: Settings, wanted: int
) -> None:
    run_state_machine_as_test(
        lambda: Desk(databases, settings, wanted),  # type: ignore[arg-type]  # It asks for a class; what makes one does.
        settings=_bounds(),
    )


def _bounds() -> bounds:
    return bounds(
        max_examples=DESKS or 5,
        stateful_step_count=60 if DESKS else 25,
        deadline=None,
        derandomize=not DESKS,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_model_counts_every_verdict_that_was_taken_back(databases: Databases, settings: Settings) -> None:
    desk = Desk(databases, settings, wanted=1)
    desk.review(0, 0, Verdict.DISPUTED)
    desk.review(0, 0, Verdict.UNSUPPORTED)
    desk.undo(0)
    desk.undo(0)
    desk.review(0, 0, Verdict.CORROBORATED)
    desk.every_verdict_is_the_newest_decision_in_force()
    desk.teardown()
