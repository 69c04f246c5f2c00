"""Signing in by password, invitations, one's own account, people and members, by their forms."""

import re
import time
from datetime import timedelta
from statistics import median

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update
from sqlmodel import Session

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.errors import Refused
from app.main import create_app
from app.models import BrowserSession, Person, Story, Throttle, utc_now
from app.pipeline.people import keep_person, make_person
from app.vocabulary import Role
from tests import makers
from tests.makers import set_role
from tests.web.conftest import BASE_URL, Browser

PASSWORD = " wide harbour 東京 "


@pytest.fixture
def ann(database: Database) -> Person:
    with database.writing() as session:
        person = keep_person(session, make_person("Ann", password=PASSWORD))
        session.commit()
    return person


@pytest.fixture
def story(database: Database) -> Story:
    return makers.make_story(database)


def enter(browser: Browser, name: str = "Ann", password: str = PASSWORD, **fields: str) -> int:
    return browser.post("/sign-in", {"name": name, "password": password} | fields).status_code


def test_name_and_password_sign_in_and_lead_on(visitor: Browser, ann: Person) -> None:
    asked = visitor.get("/stories/x?a=1&b=2")
    assert asked.status_code == 401
    [link] = set(re.findall(r'href="(/sign-in\?next=[^"]+)"', asked.text))
    page = visitor.get(link.replace("&amp;", "&")).text
    assert '<input type="hidden" name="next" value="/stories/x?a=1&amp;b=2">' in page
    assert 'autocomplete="current-password"' in page
    answer = visitor.post("/sign-in", {"name": "ann ", "password": PASSWORD, "next": "/stories/x?a=1&b=2"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/x?a=1&b=2")


ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "%2f%2fevil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "///evil.example",
    "/\x00",
    "evil.example",
    "",
    "/" + "x" * 3000,
]


@pytest.mark.parametrize("next", ELSEWHERE)
def test_signing_in_never_leads_elsewhere(visitor: Browser, ann: Person, next: str) -> None:
    answer = visitor.post("/sign-in", {"name": "Ann", "password": PASSWORD, "next": next})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    visitor.client.cookies.clear()
    if "\x00" not in next:
        page = visitor.client.get("/sign-in", params={"next": next}).text
        assert 'name="next" value="/"' in page


def test_a_refused_sign_in_keeps_the_name_and_says_nothing_of_who_is_known(visitor: Browser, ann: Person) -> None:
    texts = set()
    for name in ("Ann", "Nobody"):
        answer = visitor.post("/sign-in", {"name": name, "password": "wrong"})
        assert answer.status_code == 422
        assert f'value="{name}"' in answer.text
        texts.add(answer.text.replace(name, "NAME"))
    assert len(texts) == 1


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_time_tells_nothing_of_who_is_known(database: Database, ann: Person) -> None:
    def seconds(name: str) -> float:
        began = time.perf_counter()
        with pytest.raises(Refused):
            pipeline.sign_in_by_password(database, pipeline.Attempt(name, "wrong", name), now=now)
        return time.perf_counter() - began

    now = utc_now()
    seconds("warm")
    pairs = []
    for number in range(7):
        pairs.append((seconds("Ann"), seconds(f"Nobody {number}")))
        now += timedelta(hours=2)
    known, unknown = (median(one) for one in zip(*pairs, strict=True))
    assert 0.4 < known / unknown < 2.5


def test_too_many_attempts_are_told_when_to_try_again(visitor: Browser, ann: Person) -> None:
    for _ in range(16):  # Each wait is twice as long as the last: however slow the machine, one of them isn't over.
        answer = visitor.post("/sign-in", {"name": "Ann", "password": "wrong"})
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Try again in" in answer.text
    assert 'value="Ann"' in answer.text


def test_the_counts_are_shared_by_processes(
    settings: Settings, visitor: Browser, ann: Person, database: Database
) -> None:
    enter(visitor, password="wrong")
    with database.writing() as session:
        session.execute(update(Throttle).values(free_at=utc_now() + timedelta(minutes=1)))
        session.commit()
    with TestClient(create_app(settings, with_worker=False), base_url=BASE_URL) as client:
        assert enter(Browser(client)) == 429
    assert enter(visitor) == 429


def test_sessions_are_listed_and_ended_one_by_one(application: FastAPI, visitor: Browser, ann: Person) -> None:
    other = Browser(TestClient(application, base_url=BASE_URL, headers={"User-Agent": "Pocket <b>browser</b>"}))
    assert [enter(visitor), enter(other)] == [303, 303]
    page = visitor.get("/account").text
    assert "Pocket &lt;b&gt;browser&lt;/b&gt;" in page
    [end] = re.findall(r'action="(/account/browsers/\w+/end)"', page)
    assert visitor.post(end).status_code == 303
    assert (visitor.get("/").status_code, other.get("/").status_code) == (200, 401)
    assert visitor.post(end).status_code == 404


def test_nobody_ends_another_persons_session(owner: Browser, visitor: Browser, ann: Person, database: Database) -> None:
    enter(visitor)
    with database.reading() as session:
        [browser] = store.list_browsers(session, ann, utc_now())
    assert owner.post(f"/account/browsers/{browser.mark}/end").status_code == 404
    assert visitor.get("/").status_code == 200


def test_a_password_is_changed_and_other_browsers_are_signed_out(
    application: FastAPI, visitor: Browser, ann: Person
) -> None:
    other = Browser(TestClient(application, base_url=BASE_URL))
    enter(visitor), enter(other)
    before = visitor.client.cookies["plumbline"]
    wrong = visitor.post("/account/password", {"current": "no", "new": "words of a kind"})
    assert wrong.status_code == 422
    assert "current password" in wrong.text
    short = visitor.post("/account/password", {"current": PASSWORD, "new": "short"})
    assert "shorter than 8" in short.text
    assert visitor.post("/account/password", {"current": PASSWORD, "new": " words of a kind"}).status_code == 303
    assert visitor.client.cookies["plumbline"] != before
    assert (visitor.get("/").status_code, other.get("/").status_code) == (200, 401)
    other.client.cookies.set("plumbline", before)
    assert other.get("/").status_code == 401


def test_a_browser_left_alone_is_signed_out_and_one_in_use_is_not(
    visitor: Browser, ann: Person, database: Database
) -> None:
    enter(visitor)
    for hours, status in ((71, 200), (71, 200), (73, 401)):
        with database.writing() as session:
            session.execute(update(BrowserSession).values(last_seen_at=utc_now() - timedelta(hours=hours)))
            session.commit()
        assert visitor.get("/").status_code == status


def invite(owner: Browser, story: Story, **fields: str) -> str:
    page = owner.post("/invitations", {"slugs": story.slug, "role": "reviewer", "places": "1", "days": "7"} | fields)
    assert page.status_code == 200, page.text
    [link] = re.findall(r'value="http://127\.0\.0\.1:8000(/join/[^"]+)"', page.text)
    return str(link)


def test_an_invitation_is_made_accepted_and_then_over(owner: Browser, visitor: Browser, story: Story) -> None:
    link = invite(owner, story)
    assert link not in owner.get("/invitations").text
    page = visitor.get(link).text
    assert "You are invited" in page
    assert 'autocomplete="new-password"' in page
    refused = visitor.post(link, {"name": "Bea", "password": "password"})
    assert refused.status_code == 422
    assert 'value="Bea"' in refused.text
    assert visitor.post(link, {"name": "Bea", "password": PASSWORD}).status_code == 303
    assert visitor.get(f"/stories/{story.slug}/review").status_code == 200
    assert visitor.get(f"/stories/{story.slug}/settings").status_code == 403
    assert owner.get(link).status_code == 422
    assert "made Bea a reviewer" in owner.get(f"/stories/{story.slug}/history").text


def test_who_has_an_account_accepts_with_it(owner: Browser, visitor: Browser, story: Story, ann: Person) -> None:
    link = invite(owner, story, role="viewer")
    enter(visitor)
    assert visitor.get(f"/stories/{story.slug}").status_code == 404
    assert "Accept the invitation" in visitor.get(link).text
    assert visitor.post(link).status_code == 303
    assert visitor.get(f"/stories/{story.slug}").status_code == 200


@pytest.mark.parametrize(
    "fields",
    [{"slugs": ""}, {"slugs": "no-such"}, {"places": "0"}, {"places": "many"}, {"days": "99"}, {"role": "owner"}],
)
def test_an_invitation_that_can_not_be_made_comes_back_filled_in(
    owner: Browser, story: Story, fields: dict[str, str]
) -> None:
    typed = {"slugs": story.slug, "role": "viewer", "places": "4", "days": "9"} | fields
    answer = owner.post("/invitations", typed)
    assert answer.status_code in {404, 422}
    assert answer.status_code == 404 or f'value="{typed["places"]}"' in answer.text


def test_an_invitation_is_withdrawn(owner: Browser, visitor: Browser, story: Story) -> None:
    link = invite(owner, story)
    [revoke] = re.findall(r'action="(/invitations/\w+/revoke)"', owner.get("/invitations").text)
    assert owner.post(revoke).status_code == 303
    assert visitor.get(link).status_code == 422


def test_an_owner_disables_somebody_and_lets_them_in_again(owner: Browser, visitor: Browser, ann: Person) -> None:
    enter(visitor)
    assert owner.post(f"/people/{ann.id}/disable").status_code == 303
    assert visitor.get("/").status_code == 401
    assert enter(visitor) == 422
    assert "disabled" in owner.get("/people").text
    assert owner.post(f"/people/{ann.id}/enable").status_code == 303
    assert enter(visitor) == 303


def test_an_owner_makes_another_and_nobody_else_does(owner: Browser, visitor: Browser, ann: Person) -> None:
    enter(visitor)
    assert visitor.post(f"/people/{ann.id}/owner", {"is_owner": "yes"}).status_code == 403
    assert visitor.post("/stories", {"title": "Mine", "is_owner": "yes", "created_by": "x"}).status_code == 303
    assert visitor.get("/people").status_code == 403
    assert owner.post(f"/people/{ann.id}/owner", {"is_owner": "yes"}).status_code == 303
    assert visitor.get("/people").status_code == 200


def test_what_is_done_to_people_is_recorded_for_the_owner(
    owner: Browser, visitor: Browser, ann: Person, story: Story, database: Database
) -> None:
    link = invite(owner, story)
    visitor.post(link, {"name": "Zoë", "password": PASSWORD})
    with database.writing() as session:
        pipeline.set_member(session, story.slug, _find(session, "zoë").id, Role.VIEWER, by=None)
    owner.post(f"/people/{ann.id}/owner", {"is_owner": "yes"})
    owner.post(f"/people/{ann.id}/disable")
    owner.post(f"/people/{ann.id}/disable")
    owner.post(f"/people/{ann.id}/enable")
    told = _history(owner.get("/people/history").text)
    assert told[:7] == [
        "Owner let Ann in again",
        "Owner disabled Ann",
        "Owner made Ann an owner",
        f"A command on the server made Zoë, who was a reviewer, a viewer of “{story.title}”",
        f"Owner made Zoë a reviewer of “{story.title}”",
        "Zoë came in by an invitation",
        f"Owner invited 1 person for 7 days, each as a reviewer of “{story.title}”",
    ]
    assert _history(owner.get(f"/people/history?person={ann.id}").text) == told[:3]
    assert visitor.get("/people/history").status_code == 403


def _find(session: Session, folded_name: str) -> Person:
    person = store.find_person_by_name(session, folded_name)
    assert person is not None
    return person


def _history(page: str) -> list[str]:
    lines = re.findall(r"<li>\s*<p>(.*?)</p>", page, re.S)
    return [re.sub(r"<[^>]+>", "", line) for line in lines]


def test_an_owner_makes_a_link_that_signs_somebody_in_once(owner: Browser, visitor: Browser, ann: Person) -> None:
    page = owner.post(f"/people/{ann.id}/link").text
    [link] = re.findall(r'value="http://127.0.0.1:8000(/sign-in/[^"]+)"', page)
    assert visitor.post(link).status_code == 303
    assert "Ann" in visitor.get("/account").text
    assert link not in owner.get("/people").text
    assert _history(owner.get(f"/people/history?person={ann.id}").text) == ["Owner made a link that signs Ann in"]


def test_no_link_signs_in_whom_an_owner_has_disabled(owner: Browser, ann: Person) -> None:
    owner.post(f"/people/{ann.id}/disable")
    assert owner.post(f"/people/{ann.id}/link").status_code == 422
    assert owner.post("/people/nobody/link").status_code == 404


def test_the_menu_offers_invitations_to_who_may_make_them(
    visitor: Browser, ann: Person, story: Story, database: Database
) -> None:
    enter(visitor)
    for role, may in ((None, False), (Role.REVIEWER, False), (Role.EDITOR, True)):
        set_role(database, ann, story, role)
        assert ('href="/invitations"' in visitor.get("/account").text) is may


def test_an_editor_looks_after_the_members(visitor: Browser, owner: Browser, story: Story, ann: Person) -> None:
    base = f"/stories/{story.slug}/members"
    enter(visitor)
    assert owner.post(base, {"name": " ANN", "role": "editor"}).status_code == 303
    assert "Ann" in visitor.get(base).text
    unknown = visitor.post(base, {"name": "Zed", "role": "viewer"})
    assert (unknown.status_code, 'value="Zed"' in unknown.text) == (422, True)
    assert visitor.post(base, {"name": "Ann", "role": "owner"}).status_code == 422
    left = visitor.post(f"{base}/{ann.id}", {"role": "viewer"})
    assert (left.status_code, left.headers["location"]) == (303, "/")
    assert visitor.get(base).status_code == 403
    assert owner.post(f"{base}/{ann.id}").status_code == 303
    assert visitor.get(f"/stories/{story.slug}").status_code == 404
    history = owner.get(f"/stories/{story.slug}/history").text
    for line in ("made Ann an editor", "made Ann a viewer instead of an editor", "took Ann, who was a viewer, out"):
        assert line in history


def test_who_begins_a_story_is_its_editor(visitor: Browser, ann: Person, database: Database) -> None:
    enter(visitor)
    made = visitor.post("/stories", {"title": "A bridge"}).headers["location"]
    assert visitor.get(made.replace("/articles", "/settings")).status_code == 200
    with database.reading() as session:
        mine = store.get_story(session, "a-bridge")
    set_role(database, ann, mine, Role.REVIEWER)
    assert visitor.get(made.replace("/articles", "/settings")).status_code == 403
