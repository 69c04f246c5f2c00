"""The review desk as it is answered: a claim with all that is held against it, or the end of the queue."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app import pipeline, store
from app.db import as_busy
from app.errors import Busy, Conflict
from app.models import Claim, Person, Story, utc_now
from app.vocabulary import QueueOrder, Verdict
from app.web.comments import open_talk
from app.web.deps import Reader, SignedIn, Writer, is_visit, render, see, wants_fragment
from app.web.evidence import draw_cards, find_home, lay_out
from app.web.history import tell_history
from app.web.live import look_around
from app.web.pages import address
from app.web.standing import find_standing

KEYS = (
    ("123", "give the verdict on that button, save it and go on"),
    ("u", "undo the last thing you did in this story"),
    ("s", "skip: the claim comes back at the end of your queue"),
    ("jk", "next and previous excerpt"),
    ("r", "the verdict relies on this excerpt, or doesn't"),
    ("t", "change the excerpt's stance"),
    ("o", "who said the excerpt, who said it first, which claim it bears on"),
    ("e", "edit the claim's wording"),
    ("mxd", "merge the claim with another one, split it, discard it"),
    ("c", "comment on the claim"),
    ("/", "search the claims"),
    ("?", "these keys"),
)


class Draft(BaseModel):
    """A verdict as it was typed, with the version of the claim that the person saw."""

    verdict: Verdict
    seen_version: int = Field(ge=0, lt=2**31)
    seen_revision: int | None = Field(default=None, ge=0, lt=2**31)
    rationale: str = ""
    relied_on: list[str] = Field(default_factory=list, max_length=1000)


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was typed on the desk for a verdict that isn't given yet."""

    rationale: str
    relied_on: list[str]


@dataclass(frozen=True, slots=True)
class Desk:
    """One request to the desk of a story.

    Whatever is written is committed before the first read: on SQLite a reading transaction goes on seeing the rows as
    they were when it began.
    """

    request: Request
    story: Story
    person: Person
    writing: Session
    reading: Session
    order: QueueOrder = QueueOrder.WORTH

    def path(self, claim: Claim | None = None) -> str:
        """Return the address of the desk with `claim` on it, or of the queue."""
        return address(f"/stories/{self.story.slug}/review" + (f"/{claim.id}" if claim else ""), self.query)

    @property
    def query(self) -> dict[str, str]:
        """Return what the address keeps: the order in which claims come."""
        return {} if self.order is QueueOrder.WORTH else {"order": self.order.value}

    def take(self, claim_id: str) -> Claim:
        """Hold a claim for this person if it is free."""
        claim = store.get_claim(self.writing, claim_id)
        pipeline.take_claim(self.writing, claim.id, person=self.person, now=utc_now())
        return claim

    def hand_out(self, *, anew: bool = False) -> Claim | None:
        """Hold the next claim of the queue for this person."""
        now = utc_now()
        return pipeline.next_claim(self.writing, self.story, person=self.person, now=now, order=self.order, anew=anew)

    def hand_out_to_visitor(self, *, anew: bool) -> Claim | None:
        """Hold the next claim for a visitor; where nobody looks or nothing can be written, only find it."""
        if is_visit(self.request):
            with suppress(Busy), _telling_busy():
                return self.hand_out(anew=anew)
        undecided = store.list_claims(self.reading, self.story.id, store.ClaimFilter(decided=False), limit=1)
        return undecided.items[0].claim if undecided.items else None

    def take_for_visitor(self, claim_id: str) -> str:
        """Hold a claim for a visitor if it is free; return what to say where it can't be held, for it can be read."""
        if not is_visit(self.request):
            return ""
        try:
            with _telling_busy():
                self.take(claim_id)
        except Busy as busy:
            return f"This claim couldn't be held for you. {busy.message}"
        return ""

    def go_on(self, said: str) -> Response:
        """Show the next claim; what was done is saved, whether or not there can be one right now."""
        try:
            with _telling_busy():
                claim = self.hand_out()
        except Busy:
            return self._go(self.path(), said)
        return self.go_to(claim, said)

    def go_to(self, claim: Claim | None, said: str, *, draft: Unsent | None = None) -> Response:
        """Send a plain form on to the next desk; give htmx that desk at once, with its address."""
        if not wants_fragment(self.request):
            return see(self.request, self.path(claim), said=said)
        response = self.show(claim, said=said, draft=draft) if claim else self.show_end(said=said)
        response.headers["HX-Push-Url"] = self.path(claim)
        return response

    def show(
        self, claim: Claim, *, said: str = "", draft: Draft | Unsent | None = None, conflict: Conflict | None = None
    ) -> Response:
        """Answer with the desk; a conflict shows the verdict in force beside the draft."""
        story = self.story
        if conflict is None and (claim.merged_into or claim.withdrawn_at):
            return self._leave(claim, said)
        standing = find_standing(self.reading, story, claim, self.person)
        cards = draw_cards(claim.text, store.list_evidence(self.reading, claim.id), standing.stances)
        decisions = store.list_decisions(self.reading, claim.id) if claim.version else []
        decision = next((one for one in decisions if one.version == claim.in_force), None)
        decider = store.find_person(self.reading, decision.decided_by) if decision and decision.decided_by else None
        return render(
            self.request,
            "review/show.html",
            fragment="review/_swap.html",
            status=conflict.status if conflict else 200,
            story=story,
            section="review",
            keys=KEYS,
            progress=store.count_decided(self.reading, story.id),
            claim=claim,
            standing=standing,
            query=self.query,
            order=self.order,
            suggested=pipeline.suggest_with(self.reading, story, claim, standing.stances),
            may_insist=isinstance(conflict, pipeline.ClaimMoved) and not conflict.is_final,
            columns=lay_out(cards),
            home=find_home(cards),
            decision=decision,
            decided_by=decider.name if decider else None,
            silent=store.list_silent(self.reading, claim),
            unfetched=store.list_unfetched(self.reading, story.id),
            history=tell_history(store.list_history(self.reading, claim.id, reader=self.person), decisions),
            talk=open_talk(self.reading, claim, self.person),
            live=look_around(self.reading, claim, self.person),
            tags=store.list_tags(self.reading, [claim.id]).get(claim.id, []),
            draft=draft,
            conflict=conflict,
            said=said,
        )

    def _leave(self, claim: Claim, said: str) -> Response:
        """Send the browser from a claim that is none any more to the one that it is part of, or to its page."""
        survivor = store.find_survivor(self.reading, claim)
        return self._go(f"/c/{survivor.id}" if survivor.withdrawn_at else self.path(survivor), said)

    def go_to_article(self, article_id: str, said: str) -> Response:
        """Send the browser to an article."""
        return self._go(f"/articles/{article_id}", said)

    def _go(self, path: str, said: str) -> Response:
        """Send the browser to another page than the desk, whoever asks."""
        response = see(self.request, path, said=said)
        if wants_fragment(self.request):  # It would put the whole page into its place on the desk.
            response.headers["HX-Redirect"], response.status_code = path, 200
            del response.headers["Location"]
        return response

    def extend(self, claim: Claim, said: str) -> Response:
        """Answer with the time until which the claim is held, or with its desk to a plain form."""
        if not wants_fragment(self.request):
            return self.go_to(claim, said)
        standing = find_standing(self.reading, self.story, claim, self.person)
        return render(
            self.request,
            "review/_held.html",
            story=self.story,
            claim=claim,
            standing=standing,
            query=self.query,
            said=said,
        )

    def show_end(self, *, said: str = "") -> Response:
        """Answer with what there is to do when the queue has nothing to hand out."""
        return render(
            self.request,
            "review/done.html",
            fragment="review/_done_swap.html",
            story=self.story,
            section="review",
            keys=KEYS,
            progress=store.count_decided(self.reading, self.story.id),
            claim=None,
            standing=None,
            query=self.query,
            order=self.order,
            waiting=store.count_split(self.reading, self.story.id),
            said=said,
        )


@contextmanager
def _telling_busy() -> Iterator[None]:
    """Raise Busy for whatever the driver raises where the database can't be written right now."""
    try:
        yield
    except SQLAlchemyError as error:
        busy = as_busy(error)
        if busy is None:
            raise
        raise busy from error


async def sit_down(
    request: Request,
    person: SignedIn,
    writing: Writer,
    reading: Reader,
    order: QueueOrder = QueueOrder.WORTH,
) -> Desk:
    """Return the desk that a request is for."""
    place: store.Place = request.state.place
    return Desk(request, place.story, person, writing, reading, order)


AtDesk = Annotated[Desk, Depends(sit_down)]
