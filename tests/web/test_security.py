"""What stands between a page and somebody who means harm."""

import re
import stat
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.config import Settings, resource
from app.db import Database
from app.errors import Refused
from app.main import create_app
from app.web.pages import make_templates
from app.web.security import CONTENT_SECURITY_POLICY
from app.web.sessions import load_secret_key
from tests.web.conftest import BASE_URL, Browser, routes, some_path
from tests.web.ferry import make_story

TEMPLATES = sorted(path for path in resource("templates").rglob("*") if path.is_file())
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
UNESCAPED = re.compile(r"\|\s*safe\b|Markup\(|autoescape\s+false")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(resource("templates"))))
def test_no_template_holds_inline_script_or_style_or_unescaped_text(path: Path) -> None:
    text = path.read_text()
    if path.suffix != ".svg":
        allowed = '<script type="application/ld+json">'
        assert not INLINE.findall(text.replace(allowed, "")), "inline script or style"
    assert not UNESCAPED.findall(text), "unescaped text"


def test_every_template_is_escaped_whatever_it_is_called() -> None:
    templates = make_templates()
    assert templates.autoescape is True
    assert templates.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


def test_every_answer_carries_the_security_headers(visitor: Browser) -> None:
    for path in ("/", "/nothing-here", "/healthz", "/static/plumbline.css"):
        headers = visitor.get(path).headers
        assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "strict-transport-security" not in headers


def test_https_is_held_to_once_the_public_address_has_it(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, public_url="https://check.example")
    with TestClient(create_app(settings, with_worker=False), base_url="https://check.example") as client:
        answer = client.get("/healthz")
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


def test_pages_are_kept_by_nobody_and_marked_files_for_ever(visitor: Browser, owner: Browser) -> None:
    assert owner.get("/").headers["cache-control"] == "no-store"
    marked = re.search(r'href="(/static/plumbline\.css\?v=\w+)"', visitor.get("/").text)
    assert marked
    assert "immutable" in visitor.get(marked[1]).headers["cache-control"]
    assert visitor.get("/static/plumbline.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8000", "localhost.evil"])
def test_another_host_is_not_answered(visitor: Browser, host: str) -> None:
    answer = visitor.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:9", "[::1]:8000"])
def test_this_machine_is_answered_by_its_names(visitor: Browser, host: str) -> None:
    assert visitor.get("/healthz", headers={"Host": host}).status_code == 200


def test_an_address_never_comes_from_the_request(owner: Browser) -> None:
    answer = owner.get("/", headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"})
    assert "evil.example" not in answer.text


FULL_FORM = {"title": "x", "counting": "origins", "verdict": "disputed", "seen_version": "0", "stance": "related"}


def test_no_form_is_taken_without_its_token(owner: Browser) -> None:
    answers = {route.path: owner.client.post(some_path(route), data=FULL_FORM) for route in routes("POST")}
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 403} == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example:8000"},
    ],
)
def test_a_form_from_another_site_changes_nothing_even_with_the_token(owner: Browser, headers: dict[str, str]) -> None:
    answer = owner.post("/stories", {"title": "From elsewhere"}, headers=headers)
    assert answer.status_code == 403
    assert "From elsewhere" not in owner.get("/").text


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": BASE_URL}])
def test_a_form_of_ours_is_taken(owner: Browser, headers: dict[str, str]) -> None:
    assert owner.post("/stories", {"title": "From here"}, headers=headers).status_code == 303


def test_another_sessions_token_does_not_pass(owner: Browser, visitor: Browser) -> None:
    answer = owner.client.post("/stories", data={"csrf": visitor.token(), "title": "x"}, follow_redirects=False)
    assert answer.status_code == 403


def test_a_refused_form_keeps_what_was_typed(owner: Browser) -> None:
    answer = owner.client.post("/stories", data={"csrf": "old", "title": "A <b>long</b> title"})
    assert answer.status_code == 403
    assert "A &lt;b&gt;long&lt;/b&gt; title" in answer.text
    assert "old" not in answer.text.split("What you typed")[1].split("To the stories")[0]


@pytest.mark.parametrize("body", [b'{"title": "x"}', b"title=x"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_another_kind_of_body_changes_nothing(owner: Browser, body: bytes, kind: str) -> None:
    answer = owner.client.post("/stories", content=body, headers={"Content-Type": kind}, follow_redirects=False)
    assert answer.status_code in {403, 422}


def test_a_stranger_gets_no_page_of_the_desk(visitor: Browser) -> None:
    answers = {route.path: visitor.get(some_path(route)).status_code for route in routes("GET")}
    open_to_all = {path for path, status in answers.items() if status == 200}
    assert open_to_all == {"/healthz", "/readyz", "/help", "/sign-in"}
    assert set(answers.values()) <= {200, 401, 404, 422}


def test_looking_changes_nothing(owner: Browser, database: Database) -> None:
    make_story(database, slug="x")
    before = owner.get("/").text
    for route in routes("POST"):
        owner.get(some_path(route))
        owner.client.head(some_path(route))
    assert owner.get("/").text == before


def test_a_story_title_is_shown_as_text_wherever_it_stands(owner: Browser, database: Database) -> None:
    title = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}\u202egnp'
    make_story(database, title=title, slug="hostile")
    for path in ("/", "/stories/hostile", "/stories/hostile/articles", "/stories/hostile/settings"):
        text = owner.get(path).text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "\u202e" not in text or path.endswith("/settings")  # A field holds what it is to change, as it is.


def test_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "new")
    key = load_secret_key(settings)
    assert len(key) >= 32
    assert load_secret_key(settings) == key
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="32 characters"):
        create_app(Settings(data=tmp_path, secret_key="short"))


def test_a_body_that_says_it_is_too_large_is_not_read(owner: Browser) -> None:
    answer = owner.client.post("/stories", content=b"x", headers={"Content-Length": "999999999"})
    assert answer.status_code == 413
    assert "megabytes" in answer.text


def test_a_body_that_hides_its_length_is_held_to_the_limit(application: FastAPI, settings: Settings) -> None:
    small = settings.model_copy(update={"max_upload_mb": 1})
    with TestClient(create_app(small, with_worker=False), base_url=BASE_URL) as client:
        chunks = (b"title=" if n == 0 else b"x" * 100_000 for n in range(20))
        answer = client.post("/stories", content=chunks, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413
