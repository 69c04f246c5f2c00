"""One change to many claims of a list: chosen there, counted and confirmed on a page of its own."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app import pipeline, store
from app.errors import PlumblineError, Refused
from app.models import Claim, Story
from app.vocabulary import BulkChange, Role, Verdict
from app.web.deps import Reader, SignedIn, Writer, needs, render, see
from app.web.pages import address, counted

router = APIRouter()


class Choice(BaseModel):
    """What was ticked in the list: some claims, or all those of the view (as a query string)."""

    change: BulkChange
    claim: list[str] = Field(default_factory=list, max_length=pipeline.MOST_AT_ONCE)
    everything: bool = False
    view: str = Field(default="", max_length=4000)


class Change(BaseModel):
    """What was confirmed: each claim as it was seen, and what is to become of them."""

    seen: list[str] = Field(default_factory=list, max_length=pipeline.MOST_AT_ONCE)
    view: str = Field(default="", max_length=4000)
    verdict: Verdict | None = None
    words: str = ""
    assignee_id: str = ""


@router.post("/stories/{slug}/claims/bulk", dependencies=[needs(Role.REVIEWER)])
def choose_claims(
    request: Request, slug: str, choice: Annotated[Choice, Form()], person: SignedIn, session: Reader
) -> Response:
    """Show which claims were chosen and how many they are, before anything happens to them."""
    story, view = store.get_story(session, slug), read_view(choice.view)
    pipeline.check_role(session, person, story.id, choice.change.least)
    claims = _list_chosen(session, story, choice, view)
    if not claims:
        back = address(f"/stories/{slug}/claims", view.query())
        return see(request, back, said="No claim was chosen, so nothing was changed.")
    return _ask(request, session, story, claims=claims, change=choice.change, view=view)


def _list_chosen(session: Session, story: Story, choice: Choice, view: store.ClaimFilter) -> Sequence[Claim]:
    if not choice.everything:
        return store.list_chosen(session, story.id, choice.claim)
    claims = store.list_in_view(session, story.id, view, limit=pipeline.MOST_AT_ONCE + 1)
    if len(claims) > pipeline.MOST_AT_ONCE:
        raise Refused(
            f"This view has more than {pipeline.MOST_AT_ONCE} claims, the most that are changed at once.",
            hint="Narrow the list by its filters, or tick single claims.",
        )
    return claims


def read_view(query: str) -> store.ClaimFilter:
    """Read a view from a query string; raise Refused for one that can't be."""
    return store.parse_claim_filter(dict(parse_qsl(query)))


def _ask(
    request: Request,
    session: Session,
    story: Story,
    *,
    claims: Sequence[Claim],
    change: BulkChange,
    view: store.ClaimFilter,
    typed: Change | None = None,
    refusal: PlumblineError | None = None,
) -> Response:
    return render(
        request,
        "claims/confirm.html",
        status=refusal.status if refusal else 200,
        story=story,
        section="claims",
        change=change,
        claims=claims,
        view=view,
        query=urlencode(view.query()),
        reviewers=store.list_reviewers(session, story.id),
        tags=store.list_story_tags(session, story.id),
        typed=typed or Change(),
        refusal=refusal,
    )


@router.post("/stories/{slug}/claims/bulk/{change}", dependencies=[needs(Role.REVIEWER)])
def change_claims(
    request: Request,
    slug: str,
    change: BulkChange,
    confirmed: Annotated[Change, Form()],
    *,
    person: SignedIn,
    writing: Writer,
    reading: Reader,
) -> Response:
    """Make the change to the claims that were confirmed; what can't be made to any comes back with its words."""
    view, seen = read_view(confirmed.view), [_read_seen(one) for one in confirmed.seen]
    wanted = pipeline.Wanted(change, confirmed.verdict, confirmed.words, confirmed.assignee_id)
    try:
        outcome = pipeline.change_claims(writing, slug, seen, wanted, person=person)
    except Refused as refusal:
        story = store.get_story(reading, slug)
        claims = store.list_chosen(reading, story.id, [one.claim_id for one in seen])
        return _ask(request, reading, story, claims=claims, change=change, view=view, typed=confirmed, refusal=refusal)
    return see(request, address(f"/stories/{slug}/claims", view.query()), said=tell_outcome(outcome))


def _read_seen(text: str) -> pipeline.Seen:
    """Read a claim's id, version and revision as the confirmation names them."""
    claim_id, _, numbers = text.partition(".")
    version, _, revision = numbers.partition(".")
    if not (version.isdecimal() and revision.isdecimal() and len(numbers) < 20):
        raise Refused("The list of claims can't be read.", hint="Go back to the list and choose again.")
    return pipeline.Seen(claim_id, int(version), int(revision))


def tell_outcome(outcome: pipeline.Outcome) -> str:
    """Return in sentences what became of a change.

    >>> tell_outcome(pipeline.Outcome(changed=3, unchanged=1, moved=("a", "b")))
    '3 claims were changed. 1 claim was like that already. 2 claims were left alone: somebody changed them meanwhile.'
    """
    told = [f"{_were(outcome.changed)} changed."] if outcome.changed or not outcome.unchanged else []
    if outcome.unchanged:
        told.append(f"{_were(outcome.unchanged)} like that already.")
    if outcome.moved:
        whom = "it" if len(outcome.moved) == 1 else "them"
        told.append(f"{_were(len(outcome.moved))} left alone: somebody changed {whom} meanwhile.")
    return " ".join(told)


def _were(number: int) -> str:
    return f"{counted(number, 'claim')} {'was' if number == 1 else 'were'}"
