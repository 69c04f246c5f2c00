"""Signing in by a link that works once, and signing out."""

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from app import pipeline
from app.config import Settings
from app.db import Database
from app.main import create_app
from app.models import Person, SignInLink, utc_now
from tests.web.conftest import Browser

OPENED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"}


@pytest.fixture
def link(database: Database) -> str:
    with database.writing() as session:
        return f"/sign-in/{pipeline.make_sign_in_link(session)}"


def test_a_person_who_opens_the_link_is_signed_in(visitor: Browser, link: str) -> None:
    answer = visitor.get(link, headers=OPENED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Owner" in visitor.get("/").text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        OPENED | {"Sec-Fetch-Site": "cross-site"},
        OPENED | {"Sec-Fetch-Dest": "iframe"},
        OPENED | {"Sec-Fetch-Mode": "no-cors"},
        OPENED | {"Sec-Purpose": "prefetch;prerender"},
        OPENED | {"Purpose": "prefetch"},
    ],
)
def test_a_program_that_looks_at_the_link_does_not_use_it_up(
    visitor: Browser, link: str, headers: dict[str, str]
) -> None:
    page = visitor.get(link, headers=headers)
    assert page.status_code == 200
    assert "plumbline" not in visitor.client.cookies
    assert f'<form method="post" action="{link}">' in page.text
    visitor.client.head(link, headers=OPENED)
    assert visitor.post(link).status_code == 303


def test_a_link_works_once(visitor: Browser, link: str) -> None:
    assert visitor.post(link).status_code == 303
    again = visitor.post(link)
    assert again.status_code == 422
    assert "used already" in again.text


def test_a_used_link_says_so_at_once_and_how_to_get_another(visitor: Browser, owner: Browser, link: str) -> None:
    visitor.post(link)
    for browser in (visitor, owner):
        answer = browser.get(link)
        assert answer.status_code == 422
        assert "was used already or is too old" in answer.text
        assert f'action="{link}"' not in answer.text
    visitor.client.cookies.clear()
    assert "plumbline person link" in visitor.get(link).text


def test_a_link_that_is_too_old_says_so(visitor: Browser, link: str, database: Database) -> None:
    with database.writing() as session:
        session.execute(update(SignInLink).values(expires_at=utc_now() - timedelta(seconds=1)))
        session.commit()
    assert visitor.post(link).status_code == 422


@pytest.mark.parametrize("token", ["nonsense", "%00", "%F0%9F%98%80", "x" * 5000])
def test_a_made_up_link_signs_nobody_in(visitor: Browser, token: str) -> None:
    answer = visitor.get(f"/sign-in/{token}", headers=OPENED)
    assert answer.status_code == 422
    assert "plumbline" not in visitor.client.cookies


def test_signing_in_begins_a_new_session(visitor: Browser, link: str, database: Database) -> None:
    visitor.post(link)
    before = visitor.client.cookies["plumbline"]
    with database.writing() as session:
        another = pipeline.make_sign_in_link(session)
    visitor.post(f"/sign-in/{another}")
    assert visitor.client.cookies["plumbline"] != before
    visitor.client.cookies.clear()
    visitor.client.cookies.set("plumbline", before)
    assert visitor.get("/").status_code == 401


def test_signing_out_ends_the_session_where_it_is_kept(owner: Browser) -> None:
    cookie = owner.client.cookies["plumbline"]
    answer = owner.post("/sign-out")
    assert answer.status_code == 303
    assert "storage" in answer.headers["clear-site-data"]
    assert "plumbline" not in owner.client.cookies
    owner.client.cookies.set("plumbline", cookie)
    assert owner.get("/").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: Browser, link: str) -> None:
    cookie = visitor.post(link).headers["set-cookie"]
    assert re.match(r"plumbline=\S+; HttpOnly; Max-Age=1209600; Path=/; SameSite=lax$", cookie)


def test_over_https_every_cookie_is_held_to_this_host(settings: Settings, link: str) -> None:
    secure = settings.model_copy(update={"public_url": "https://check.example"})
    secure.__dict__.pop("hosts", None)  # What was worked out from the address before.
    with TestClient(create_app(secure, with_worker=False), base_url="https://check.example") as client:
        browser = Browser(client)
        stranger = browser.get("/sign-in").headers["set-cookie"]
        session = browser.post(link).headers["set-cookie"]
        said = browser.post("/stories", {"title": "Dam at Lindau"}).headers["set-cookie"]
        assert "is begun." in browser.get("/stories/dam-at-lindau/articles").text
        assert "is begun." not in browser.get("/stories/dam-at-lindau/articles").text
    for name, cookie in (("-form", stranger), ("", session), ("-said", said)):
        assert cookie.startswith(f"__Host-plumbline{name}=")
        assert "; Secure" in cookie
        assert "Domain" not in cookie


def test_a_disabled_person_is_signed_out(owner: Browser, database: Database) -> None:
    with database.writing() as session:
        session.execute(update(Person).values(disabled_at=utc_now()))
        session.commit()
    assert owner.get("/").status_code == 401


def test_a_stranger_is_told_how_to_sign_in(visitor: Browser) -> None:
    answer = visitor.get("/")
    assert answer.status_code == 401
    assert "plumbline person link" in answer.text
    assert visitor.get("/sign-in").status_code == 200


def test_who_is_signed_in_stands_in_the_frame(owner: Browser) -> None:
    assert '<form method="post" action="/sign-out">' in owner.get("/").text
    assert "You are signed in as" in owner.get("/sign-in").text


@pytest.mark.parametrize("cookie", ["", "x", "\x7f", "a" * 4000])
def test_a_made_up_cookie_signs_nobody_in(application: FastAPI, client: TestClient, cookie: Any) -> None:
    client.cookies.set("plumbline", cookie)
    assert client.get("/").status_code == 401
