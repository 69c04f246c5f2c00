"""Talking about a claim: the threads under it, and each person's inbox."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from app import pipeline, store
from app.errors import PlumblineError, Refused
from app.models import Claim, Comment, Person
from app.vocabulary import Role
from app.web.deps import Reader, SignedIn, Writer, needs, render, see, wants_fragment

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Talk:
    """The threads on a claim, and the names that can be mentioned there."""

    threads: list[store.Thread]
    names: tuple[str, ...]

    @property
    def open_threads(self) -> int:
        """Return how many threads still need something."""
        return sum(not thread.is_resolved for thread in self.threads)

    def cut(self, text: str) -> list[tuple[str, bool]]:
        """Return a comment in pieces, each with whether it names somebody.

        >>> Talk([], ("Ann",)).cut("ask @Ann first")
        [('ask ', False), ('@Ann', True), (' first', False)]
        """
        pieces, end = [], 0
        for mention in pipeline.find_mentions(text, self.names):
            pieces += [(text[end : mention.start], False), (text[mention.start : mention.end], True)]
            end = mention.end
        return [*pieces, (text[end:], False)]


def open_talk(session: Session, claim: Claim, reader: Person) -> Talk:
    """Return what is said about a claim, as far as the reader may know."""
    names = tuple(store.list_readers(session, claim.story_id).values())
    return Talk(store.list_threads(session, claim.id, reader), names)


@router.get("/c/{claim_id}/comments", dependencies=[needs(Role.VIEWER)])
def show_comments(request: Request, claim_id: str, person: SignedIn, session: Reader) -> Response:
    """Show what is said about a claim."""
    return _show(request, claim_id, session)


@router.post("/c/{claim_id}/comments", dependencies=[needs(Role.REVIEWER)])
def comment_on_claim(
    request: Request,
    claim_id: str,
    *,
    person: SignedIn,
    writing: Writer,
    reading: Reader,
    text: Annotated[str, Form()] = "",
    thread_id: Annotated[str, Form()] = "",
) -> Response:
    """Add a comment, or an answer; one that can't be taken stays in its field."""
    try:
        comment = pipeline.comment_on_claim(writing, claim_id, text, person=person, thread_id=thread_id or None)
    except Refused as refusal:
        return _show(request, claim_id, reading, refusal=refusal, typed=text, thread_id=thread_id)
    return _go_on(request, comment, reading, "Comment saved.")


@router.post("/comments/{comment_id}/resolve", dependencies=[needs(Role.REVIEWER)])
def resolve_thread(request: Request, comment_id: str, person: SignedIn, writing: Writer, reading: Reader) -> Response:
    """Say that a thread needs nothing more."""
    return _go_on(request, pipeline.resolve_thread(writing, comment_id, person=person), reading, "Thread resolved.")


@router.post("/comments/{comment_id}/reopen", dependencies=[needs(Role.REVIEWER)])
def reopen_thread(request: Request, comment_id: str, person: SignedIn, writing: Writer, reading: Reader) -> Response:
    """Open a resolved thread again."""
    return _go_on(request, pipeline.reopen_thread(writing, comment_id, person=person), reading, "Thread open again.")


@router.post("/comments/{comment_id}/withdraw", dependencies=[needs(Role.REVIEWER)])
def withdraw_comment(request: Request, comment_id: str, person: SignedIn, writing: Writer, reading: Reader) -> Response:
    """Take one's own comment back."""
    return _go_on(
        request, pipeline.withdraw_comment(writing, comment_id, person=person), reading, "Comment taken back."
    )


def _go_on(request: Request, comment: Comment, session: Session, said: str) -> Response:
    if wants_fragment(request):
        return _show(request, comment.claim_id, session, said=said)
    return see(request, f"/c/{comment.claim_id}/comments#comment-{comment.id}", said=said)


def _show(
    request: Request,
    claim_id: str,
    session: Session,
    *,
    said: str = "",
    refusal: PlumblineError | None = None,
    typed: str = "",
    thread_id: str = "",
) -> Response:
    claim = store.get_claim(session, claim_id)
    return render(
        request,
        "comments/show.html",
        fragment="comments/_swap.html",
        status=refusal.status if refusal else 200,
        story=store.get_story_by_id(session, claim.story_id),
        claim=claim,
        talk=open_talk(session, claim, request.state.person),
        refusal=refusal,
        typed=typed,
        answered=thread_id,
        **({"said": said} if said else {}),
    )


@router.get("/inbox")
def show_inbox(request: Request, person: SignedIn, session: Reader, after: str | None = None) -> Response:
    """Show the comments that name this person or answer in threads of theirs."""
    return render(request, "comments/inbox.html", page=store.list_notices(session, person, after=after))


@router.post("/inbox/read")
def read_all(request: Request, person: SignedIn, writing: Writer) -> Response:
    """Take everything in the inbox as read."""
    pipeline.read_notices(writing, person=person)
    return see(request, "/inbox", said="Everything is marked as read.")


@router.post("/inbox/{comment_id}", dependencies=[needs(Role.VIEWER)])
def open_notice(request: Request, comment_id: str, person: SignedIn, writing: Writer) -> Response:
    """Take one comment as read, and go to it."""
    pipeline.read_notices(writing, person=person, comment_id=comment_id)
    comment = store.get_comment(writing, comment_id)
    return see(request, f"/c/{comment.claim_id}/comments#comment-{comment_id}")
