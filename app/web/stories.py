"""The pages of stories: the list, one story's overview, its settings."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app import pipeline, store
from app.errors import Refused
from app.judges import list_judges
from app.models import Person, Story
from app.vocabulary import Counting, JudgeName, Role
from app.web.charts import verdict_bar
from app.web.deps import Enqueue, Reader, SignedIn, Writer, get_settings, needs, render, see, signed_in
from app.web.history import tell_history
from app.web.live import BEATS
from app.web.pages import counted

router = APIRouter(dependencies=[Depends(signed_in)])

_GRID_ROWS = 12
_GRID_SOURCES = 12
_HISTORY_ROWS = 8


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a story asks for next, in words, and where the button leads."""

    words: str
    button: str
    path: str
    least: Role = Role.VIEWER


@router.get("/")
def list_stories(
    request: Request, session: Reader, person: SignedIn, archived: bool = False, after: str | None = None
) -> HTMLResponse:
    """Show the stories that the person works in, or those of them that were put away."""
    return _show_stories(request, session, person, archived=archived, after=after)


def _show_stories(
    request: Request,
    session: Session,
    person: Person,
    *,
    archived: bool = False,
    after: str | None = None,
    typed: str = "",
    refusal: Refused | None = None,
) -> HTMLResponse:
    page = store.list_stories(session, person=person, archived=archived, after=after)
    status = refusal.status if refusal else 200
    return render(
        request, "stories/list.html", status=status, page=page, archived=archived, typed=typed, refusal=refusal
    )


@router.post("/stories")
def make_story(request: Request, session: Writer, person: SignedIn, title: Annotated[str, Form()] = "") -> Response:
    """Begin a story; its articles come next."""
    try:
        story = pipeline.make_story(session, title, person=person)
    except Refused as refusal:
        return _show_stories(request, session, person, typed=title, refusal=refusal)
    return see(request, f"/stories/{story.slug}/articles", said=f"“{story.title}” is begun. Now bring its articles in.")


@router.get("/stories/{slug}", dependencies=[needs(Role.VIEWER)])
def show_story(request: Request, slug: str, session: Reader, person: SignedIn) -> HTMLResponse:
    """Show where a story stands."""
    story = store.get_story(session, slug)
    progress = store.count_progress(session, story.id)
    running = next((job for job in store.list_imports(session, story.id) if not job.state.is_over), None)
    return render(
        request,
        "stories/show.html",
        story=story,
        section="overview",
        progress=progress,
        bar=verdict_bar(progress.by_verdict, progress.claims),
        beats=BEATS,
        sources=store.list_sources(session, story.id, limit=_GRID_SOURCES),
        grid=store.list_stances(session, story.id, limit=_GRID_ROWS),
        unfetched=store.list_unfetched(session, story.id),
        history=tell_history(store.list_story_history(session, story.id, reader=person, limit=_HISTORY_ROWS).items),
        split=store.count_split(session, story.id),
        running=running,
        next_step=find_next_step(story, progress, running_id=running.id if running else None),
    )


@router.get("/stories/{slug}/sources", dependencies=[needs(Role.VIEWER)])
def list_sources(request: Request, slug: str, session: Reader) -> HTMLResponse:
    """Show on how many claims each of a story's sources takes which stance."""
    story = store.get_story(session, slug)
    sources = store.list_sources(session, story.id)
    return render(request, "stories/sources.html", story=story, section="", sources=sources)


@router.get("/stories/{slug}/history", dependencies=[needs(Role.VIEWER)])
def list_history(
    request: Request, slug: str, session: Reader, person: SignedIn, after: str | None = None
) -> HTMLResponse:
    """Show everything that happened in a story."""
    story = store.get_story(session, slug)
    page = store.list_story_history(session, story.id, reader=person, after=after)
    history = tell_history(page.items)
    return render(request, "stories/history.html", story=story, section="", page=page, history=history)


def find_next_step(story: Story, progress: store.Progress, *, running_id: str | None) -> NextStep | None:
    """Return what to do next; None where nothing is left to do."""
    base = f"/stories/{story.slug}"
    waiting = counted(progress.claims - progress.decided, "claim")
    steps = (
        (
            running_id and not progress.claims,
            NextStep("An import is running; claims come with it.", "Watch it", f"/imports/{running_id}"),
        ),
        (
            not progress.articles,
            NextStep("Bring in the reports of this event.", "Add articles", f"{base}/articles", Role.EDITOR),
        ),
        (
            not progress.claims,
            NextStep("No checkable claim was found.", "Add more articles", f"{base}/articles", Role.EDITOR),
        ),
        (
            progress.claims > progress.decided,
            NextStep(f"{waiting} to decide.", "Review", f"{base}/review", Role.REVIEWER),
        ),
        (progress.stale, NextStep("New evidence asks for another look.", "Look again", f"{base}/claims?stale=yes")),
        (
            not story.published_at,
            NextStep("Every claim is decided: publish to share.", "Settings", f"{base}/settings", Role.EDITOR),
        ),
    )
    return next((step for is_due, step in steps if is_due), None)


@router.get("/stories/{slug}/settings", dependencies=[needs(Role.EDITOR)])
def edit_story(request: Request, slug: str, session: Reader) -> HTMLResponse:
    """Show what can be set for a story."""
    return _show_settings(request, store.get_story(session, slug))


def _show_settings(
    request: Request,
    story: Story,
    *,
    typed: str | None = None,
    refusal: Refused | None = None,
    judge_refusal: Refused | None = None,
) -> HTMLResponse:
    refused, settings = refusal or judge_refusal, get_settings(request)
    return render(
        request,
        "stories/edit.html",
        status=refused.status if refused else 200,
        story=story,
        section="",
        most_reviews=pipeline.MOST_REVIEWS,
        typed=story.title if typed is None else typed,
        refusal=refusal,
        judge_refusal=judge_refusal,
        judge_choices=list_judges(settings),
        usual_judge=settings.judge,
    )


@router.post("/stories/{slug}/rename", dependencies=[needs(Role.EDITOR)])
def rename_story(
    request: Request, slug: str, session: Writer, person: SignedIn, title: Annotated[str, Form()] = ""
) -> Response:
    """Give a story another title."""
    try:
        story = pipeline.rename_story(session, slug, title, person=person)
    except Refused as refusal:
        return _show_settings(request, store.get_story(session, slug), typed=title, refusal=refusal)
    return see(request, f"/stories/{story.slug}/settings", said="Renamed.")


@router.post("/stories/{slug}/counting", dependencies=[needs(Role.EDITOR)])
def set_counting(
    request: Request, slug: str, session: Writer, person: SignedIn, counting: Annotated[Counting, Form()]
) -> Response:
    """Choose whether suggestions count sources or origins."""
    story = pipeline.set_counting(session, slug, counting, person=person)
    return see(request, f"/stories/{story.slug}/settings", said=f"Suggestions now count {story.counting.label}.")


@router.post("/stories/{slug}/reviews", dependencies=[needs(Role.EDITOR)])
def set_reviews_wanted(
    request: Request, slug: str, session: Writer, person: SignedIn, reviews_wanted: Annotated[int, Form()]
) -> Response:
    """Choose how many people review each claim before it is decided."""
    made = pipeline.set_reviews_wanted(session, slug, reviews_wanted, person=person)
    return see(request, f"/stories/{slug}/settings", said=tell_resettled(reviews_wanted, made))


def tell_resettled(wanted: int, made: pipeline.Resettled) -> str:
    """Say what another number of reviews has made of the claims that had some.

    >>> tell_resettled(2, pipeline.Resettled(decided=1, differing=2))
    'Each claim now wants 2 reviews. 1 claim is decided: its reviews agree. 2 claims go to an editor: reviews differ.'
    """
    said = [f"Each claim now wants {counted(wanted, 'review')}."]
    if made.decided:
        said.append(f"{counted(made.decided, 'claim is', 'claims are')} decided: its reviews agree.")
    if made.differing:
        said.append(f"{counted(made.differing, 'claim goes', 'claims go')} to an editor: reviews differ.")
    if made.waiting:
        said.append(f"{counted(made.waiting, 'claim waits', 'claims wait')} for further reviews.")
    return " ".join(said)


@router.post("/stories/{slug}/judge", dependencies=[needs(Role.EDITOR)])
def set_judge(
    request: Request,
    slug: str,
    *,
    session: Writer,
    person: SignedIn,
    enqueue: Enqueue,
    judge: Annotated[JudgeName | Literal[""], Form()] = "",
) -> Response:
    """Choose who judges the story's passages, and have them judged again."""
    try:
        job = pipeline.set_judge(session, slug, judge or None, person=person)
    except Refused as refusal:
        return _show_settings(request, store.get_story(session, slug), judge_refusal=refusal)
    enqueue(job.id)
    return see(request, f"/imports/{job.id}", said="The passages are judged again.")


@router.post("/stories/{slug}/publish", dependencies=[needs(Role.EDITOR)])
def publish_story(request: Request, slug: str, session: Writer, person: SignedIn) -> Response:
    """Let anyone who has a permalink read the claim."""
    story = pipeline.publish_story(session, slug, person=person)
    return see(request, f"/stories/{story.slug}", said="Published: permalinks can be read without an account.")


@router.post("/stories/{slug}/unpublish", dependencies=[needs(Role.EDITOR)])
def unpublish_story(request: Request, slug: str, session: Writer, person: SignedIn) -> Response:
    """Make the permalinks private again."""
    story = pipeline.unpublish_story(session, slug, person=person)
    return see(request, f"/stories/{story.slug}", said="No longer published: permalinks are private again.")


@router.post("/stories/{slug}/archive", dependencies=[needs(Role.EDITOR)])
def archive_story(request: Request, slug: str, session: Writer, person: SignedIn) -> Response:
    """Put a story away; nothing of it is lost."""
    story = pipeline.archive_story(session, slug, person=person)
    return see(request, "/", said=f"“{story.title}” is archived.")


@router.post("/stories/{slug}/restore", dependencies=[needs(Role.EDITOR)])
def restore_story(request: Request, slug: str, session: Writer, person: SignedIn) -> Response:
    """Bring a story back from the archive."""
    story = pipeline.restore_story(session, slug, person=person)
    return see(request, f"/stories/{story.slug}", said="Brought back from the archive.")
