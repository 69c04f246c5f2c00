"""Signing in through an OpenID Connect provider that really runs, honest or not."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from joserfc.jwk import RSAKey
from pydantic import SecretStr

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.main import create_app
from app.models import Person
from app.vocabulary import Role
from tests.fetch.sites import site
from tests.makers import make_person, make_story
from tests.serving import serving_here
from tests.web.conftest import BASE_URL, Browser
from tests.web.providers import CLIENT_ID, SECRET, LocalProvider, running_provider

REFUSED = 422


@pytest.fixture
def provider() -> Iterator[LocalProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def settings(settings: Settings, provider: LocalProvider) -> Settings:
    return settings.model_copy(
        update={
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": SecretStr(SECRET),
            "oidc_name": "Desk Login",
            "oidc_allow": "@desk.example",
            "fetch_allow": provider.place,
        }
    )


@pytest.fixture
def with_provider(settings: Settings) -> Iterator[Browser]:
    with TestClient(create_app(settings, with_worker=False), base_url=BASE_URL) as client:
        yield Browser(client)


def sign_in(browser: Browser, provider: LocalProvider, path: str = "/provider/start") -> Response:
    start = browser.get(path)
    assert start.status_code == 303, start.text
    return browser.get(provider.authorize(start.headers["location"]).removeprefix(BASE_URL))


def people(database: Database) -> list[tuple[str, str | None]]:
    with database.reading() as session:
        return [(row.person.name, row.person.subject) for row in store.list_people(session)]


def test_the_sign_in_page_names_the_provider_only_where_there_is_one(with_provider: Browser, visitor: Browser) -> None:
    assert "Sign in with Desk Login" in with_provider.get("/sign-in").text
    assert "/provider/start" in with_provider.get("/sign-in").text


def test_without_a_provider_in_the_settings_there_are_no_such_pages(tmp_path: Any) -> None:
    with TestClient(create_app(Settings(data=tmp_path), with_worker=False), base_url=BASE_URL) as client:
        assert "/provider/start" not in client.get("/sign-in").text
        for path in ("/provider/start", "/provider/back?code=x&state=y"):
            assert client.get(path, follow_redirects=False).status_code == 404


def test_who_the_rule_lets_in_gets_an_account_once(
    with_provider: Browser, provider: LocalProvider, database: Database
) -> None:
    for _ in range(2):
        answer = sign_in(with_provider, provider, "/provider/start?next=/help")
        assert (answer.status_code, answer.headers["location"]) == (303, "/help")
        assert "Ilse Brandt" in with_provider.get("/").text
        assert with_provider.post("/sign-out").status_code == 303
    assert people(database) == [("Ilse Brandt", f"{provider.issuer} s-1")]


MISBEHAVIOURS: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "another audience": {"claims": {"aud": "somebody else"}},
    "several audiences, given to another": {"claims": {"aud": [CLIENT_ID, "x"], "azp": "x"}},
    "expired": {"claims": {"exp": int(time.time()) - 3600}},
    "issued for later": {"claims": {"iat": int(time.time()) + 3600}},
    "no expiry": {"claims": {"exp": None}},
    "nobody": {"claims": {"sub": None}},
    "an empty subject": {"claims": {"sub": ""}},
    "a subject that is no text": {"claims": {"sub": ["s-1"]}},
    "not signed": {"header": {"alg": "none"}},
    "signed with the public key": {"header": {"alg": "HS256"}},
    "signed with another key": {"published": RSAKey.generate_key(2048, {"kid": "one"})},
    "a key that isn't published": {"header": {"alg": "RS256", "kid": "two"}},
    "describes another provider": {"description": {"issuer": "https://evil.example"}},
    "refuses the code": {"token_status": 400},
    "fails": {"token_status": 500},
    "keys in another place that isn't allowed": {"description": {"jwks_uri": "http://127.0.0.1:1/keys"}},
}


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("label", MISBEHAVIOURS)
def test_a_provider_that_misbehaves_signs_nobody_in(
    with_provider: Browser, provider: LocalProvider, database: Database, label: str
) -> None:
    wrong = MISBEHAVIOURS[label]
    start = with_provider.get("/provider/start")
    back = provider.authorize(start.headers["location"])
    for name, value in wrong.items():
        setattr(provider, name, value)
    answer = with_provider.get(back.removeprefix(BASE_URL))
    assert answer.status_code == REFUSED, answer.text
    assert "Begin again" in answer.text or "asked" in answer.text or "address" in answer.text
    assert people(database) == []
    assert with_provider.get("/").status_code == 401


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "/provider/back",
        "/provider/back?code=code-0",
        "/provider/back?code=code-0&state=another",
        "/provider/back?error=access_denied&state={state}",
        "/provider/back?state={state}",
    ],
)
def test_what_comes_back_has_to_be_what_left(with_provider: Browser, provider: LocalProvider, path: str) -> None:
    start = with_provider.get("/provider/start")
    back = provider.authorize(start.headers["location"])
    state = back.rpartition("state=")[2]
    assert with_provider.get(path.format(state=state)).status_code == REFUSED
    assert with_provider.get("/").status_code == 401


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_another_browser_can_not_go_on_with_a_sign_in(
    with_provider: Browser, provider: LocalProvider, settings: Settings
) -> None:
    back = provider.authorize(with_provider.get("/provider/start").headers["location"]).removeprefix(BASE_URL)
    app = with_provider.client.app
    other = Browser(TestClient(app, base_url=BASE_URL))
    assert other.get(back).status_code == REFUSED
    other.client.cookies.set("plumbline-provider", "7b7d." + "0" * 64)
    assert other.get(back).status_code == REFUSED
    assert with_provider.get(back).status_code == 303
    assert with_provider.get(back).status_code == REFUSED  # Neither the code nor the cookie is good for twice.


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@other.example"},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": None},
    ],
)
def test_who_is_neither_invited_nor_allowed_is_refused(
    with_provider: Browser, provider: LocalProvider, database: Database, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    answer = sign_in(with_provider, provider)
    assert answer.status_code == REFUSED
    assert "Nobody has invited you" in answer.text
    assert people(database) == []


@pytest.fixture
def invited(database: Database) -> Person:
    return make_person(database, "Ann")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("by_link", [True, False])
def test_an_invitation_lets_in_by_its_link_or_by_the_address_it_names(
    with_provider: Browser, provider: LocalProvider, database: Database, invited: Person, by_link: bool
) -> None:
    story = make_story(database)
    provider.claims = {"email": "Guest@Other.example"}
    with database.writing() as session:
        offer = pipeline.Offer(Role.REVIEWER, [story.slug], email="" if by_link else "guest@other.example")
        token = pipeline.invite(session, offer, by=invited)
    path = f"/provider/start?invitation={token}" if by_link else "/provider/start"
    assert sign_in(with_provider, provider, path).status_code == 303
    assert with_provider.get(f"/stories/{story.slug}").status_code == 200
    assert with_provider.get(f"/stories/{story.slug}/settings").status_code == 403
    assert with_provider.get(f"/join/{token}").status_code == REFUSED


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_disabled_person_is_not_let_in_by_the_provider(
    with_provider: Browser, provider: LocalProvider, database: Database
) -> None:
    sign_in(with_provider, provider)
    with database.writing() as session:
        person = store.find_person_by_subject(session, f"{provider.issuer} s-1")
        assert person
        pipeline.disable_person(session, person.id)
    assert with_provider.get("/").status_code == 401
    assert sign_in(with_provider, provider).status_code == REFUSED


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_name_that_somebody_has_gets_a_number(
    with_provider: Browser, provider: LocalProvider, database: Database
) -> None:
    make_person(database, "ilse brandt")
    assert sign_in(with_provider, provider).status_code == 303
    assert ("Ilse Brandt (2)", f"{provider.issuer} s-1") in people(database)


def test_a_provider_that_stalls_keeps_no_page_waiting(tmp_path: Path) -> None:
    over = threading.Event()
    with site({"/.well-known/openid-configuration": lambda _: over.wait(20)}) as stalled:
        slow = {"oidc_issuer": f"http://{stalled.place}", "oidc_client_id": CLIENT_ID, "fetch_allow": stalled.place}
        settings = Settings(data=tmp_path, database_url="", fetch_seconds=20, **slow)  # type: ignore[arg-type]  # Texts.
        with serving_here(settings) as server, ThreadPoolExecutor(20) as strangers:
            left = [strangers.submit(httpx2.get, f"{server.url}/provider/start", timeout=30) for _ in range(20)]
            while not stalled.asked:
                time.sleep(0.01)
            assert httpx2.get(f"{server.url}/sign-in", timeout=10, trust_env=False).status_code == 200
            assert not any(one.done() for one in left)
            over.set()
