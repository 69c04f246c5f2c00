"""Words that mean harm, wherever a person or an article can put any, on every page of a real browser."""

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from playwright.sync_api import Page
from sqlmodel import Session

from app import pipeline, store
from app.models import Claim, Person, Story
from app.vocabulary import Stance, Verdict
from tests import makers
from tests.browser.test_desk import find_overflow
from tests.browser.walking import walk
from tests.serving import LocalServer
from tests.web.ferry import Said, make_claim

WORDS = (
    "<script>document.title = 'taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "\"><svg/onload=document.title='taken'>",
    "' autofocus onfocus=document.title='taken' x='",
    "</title></textarea></script><iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
    "<a href='javascript:document.title=1' hx-get='/help' hx-trigger='load'>here</a>",
    "<base href='//elsewhere.example/'><meta http-equiv='refresh' content='0;url=//elsewhere.example/'>",
    "<link rel=stylesheet href=//elsewhere.example/a.css><style>body{display:none}</style>",
    "<form action='//elsewhere.example'><input name=csrf><plaintext>",
    "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7*7 %> &lt;b&gt; %3Cb%3E \\u003cb\\u003e ]]> <!--",
    "\u202egnp.exe \u2066\u2067\u2068 \u200b\u2060\ufeff \u200f\u0301\u0301\u0301 𐍈",
    "javascript:document.title='taken'//\nhttps://elsewhere.example/",
)
ALL = " ".join(WORDS)
UNBROKEN = "W" * 100_000
_ADDED = (
    "script:not([src], [type='application/ld+json']), style, iframe, base, "
    "svg[onload], img[onerror], [onfocus], [hx-trigger=load], [href^='javascript:']"
)


@pytest.fixture
def claim(server: LocalServer) -> Claim:
    """Keep a story all of whose words mean harm, with everything done in it that can be; return its worst claim."""
    database = server.database
    story = makers.make_story(database, ALL[:200])
    with database.writing() as session:
        uploads = [_upload(number, words) for number, words in enumerate((*WORDS, UNBROKEN))]
        job = pipeline.queue_import(session, story.slug, uploads)
    pipeline.run_import(database, job.id)
    person = makers.make_person(database, WORDS[0])
    said = [_say(number, words) for number, words in enumerate((ALL, *WORDS, "W" * 3000))]
    claim = make_claim(database, story, ALL, said, basis=ALL)
    with database.reading() as session:
        excerpt = store.list_evidence(session, claim.id)[0].id
    for work in _works(story, claim, excerpt, person):
        with database.writing() as session:
            work(session)
    view = {"text": ALL[:200]}
    list(
        pipeline.note_download(database, iter(()), story=story, what="verdicts", form="csv", query=view, person=person)
    )
    return claim


def _works(story: Story, claim: Claim, excerpt: str, me: Person) -> Sequence[Callable[[Session], object]]:
    """Return everything that can be done with words of one's own, to be done in this order."""
    view = store.ClaimFilter(text=ALL[:200])
    return (
        lambda session: pipeline.correct_stance(session, excerpt, Stance.RELATED, person=me, why=ALL[:400]),
        lambda session: pipeline.correct_saying(
            session, excerpt, speaker=WORDS[1], origin=WORDS[2], person=me, why=ALL[:400]
        ),
        lambda session: pipeline.edit_claim(
            session, claim.id, f"{ALL[:400]} it is.", person=me, seen_revision=_revision(session, claim), why=ALL[:400]
        ),
        lambda session: pipeline.review_claim(
            session, claim.id, Verdict.DISPUTED, person=me, seen_version=0, rationale=ALL
        ),
        lambda session: pipeline.discard_claim(
            session, _other(session, story, claim), ALL[:400], person=me, seen_revision=0
        ),
        *(partial(_talk, claim, me, words) for words in WORDS),
        *(partial(_tag, claim, me, words) for words in WORDS),
        lambda session: pipeline.save_view(session, story.slug, WORDS[0], view, person=me, is_shared=True),
        lambda session: pipeline.publish_story(session, story.slug, person=me),
    )


def _revision(session: Session, claim: Claim) -> int:
    return store.get_claim(session, claim.id).revision


def _other(session: Session, story: Story, claim: Claim) -> str:
    listed = store.list_claims(session, story.id, store.ClaimFilter(), limit=5).items
    return next(row.claim.id for row in listed if row.claim.id != claim.id)


def _talk(claim: Claim, me: Person, words: str, session: Session) -> None:
    pipeline.comment_on_claim(session, claim.id, f"@{me.name} {words}", person=me)


def _tag(claim: Claim, me: Person, words: str, session: Session) -> None:
    pipeline.tag_claim(session, claim.id, words[:40], person=me)


def _upload(number: int, words: str) -> pipeline.Upload:
    """Return an article whose text, name and details are these words."""
    text = f"A dam broke at Lindau on Monday and {number + 2} people drowned, {words} said.\n\n{words}\n"
    details = ("title", "publisher", "author", "url")
    return pipeline.Upload(f"{words[:300]}.txt", text.encode(), known=dict.fromkeys(details, words[:150]))


def _say(number: int, words: str) -> Said:
    """Return words held against a claim; the outlets differ."""
    stance = list(Stance)[number % len(Stance)]
    return Said(f"{number} {words[:150]}", words, stance, words[:300], reasons=(words,), url=words[:300], title=words)


def test_words_that_mean_harm_are_only_shown(owner: Page, server: LocalServer, claim: Claim) -> None:
    owner.set_viewport_size({"width": 320, "height": 640})
    asked: list[str] = []
    owner.on("request", lambda request: asked.append(request.url))
    faults = {}
    for path in dict.fromkeys([*walk(owner, f"/c/{claim.id}"), *walk(owner), *_list_pages(server, claim)]):
        owner.goto(path)
        taken = owner.title() in {"taken", "1"} or owner.locator(_ADDED).count()
        faults[path] = ["taken"] if taken else find_overflow(owner)
    assert {path: found for path, found in faults.items() if found} == {}
    assert [url for url in asked if not url.startswith(server.url)] == []


def _list_pages(server: LocalServer, claim: Claim) -> list[str]:
    """Return the pages of everything that holds such words."""
    with server.database.reading() as session:
        story = store.get_story_by_id(session, claim.story_id)
        articles = [row.article.id for row in store.list_articles(session, story.id).items]
        claims = [row.claim.id for row in store.list_claims(session, story.id, store.ClaimFilter(), limit=6).items]
        jobs = [job.id for job in store.list_imports(session, story.id)]
    base = f"/stories/{story.slug}"
    return [
        *(f"{base}{page}" for page in ("", "/articles", "/claims", "/review", "/history", "/settings", "/export")),
        *(f"{base}{page}" for page in ("/members", "/sources", "/agreement", "/claims?discarded=yes")),
        *("/", "/account", "/people", "/invitations", "/inbox"),
        *(f"/articles/{id}{page}" for id in articles for page in ("", "/edit")),
        *(f"/imports/{id}" for id in jobs),
        *(f"/c/{id}" for id in claims),
        f"/c/{claim.id}/v/1",
        f"{base}/review/{claim.id}",
    ]
