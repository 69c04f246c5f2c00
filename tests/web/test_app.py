"""What holds for the whole application: its errors, its frame, what it serves."""

import hashlib
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app import pipeline
from app.config import Settings, resource
from app.db import Database
from app.main import create_app
from app.web.pages import shown
from tests.web.conftest import BASE_URL, Browser, routes, some_path

DOCS = resource("templates").parent / "docs"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_told_to_anybody(visitor: Browser, path: str) -> None:
    assert visitor.get(path).text == "ok\n"


def test_a_database_that_is_gone_is_not_ready(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with TestClient(create_app(settings, with_worker=False), base_url=BASE_URL) as client:
        assert client.get("/readyz").status_code == 200
        client.app.state.database.close()  # type: ignore[attr-defined]  # The test client hides what application it has.
        for file in (tmp_path / "data").glob("plumbline.db*"):
            file.unlink()
        (tmp_path / "data" / "plumbline.db").mkdir()
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_head_is_answered_wherever_get_is(visitor: Browser) -> None:
    for path in map(some_path, routes("GET")):
        got, headed = visitor.get(path), visitor.client.head(path, follow_redirects=False)
        assert headed.status_code == got.status_code, path
        assert headed.headers["content-type"] == got.headers["content-type"], path


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_the_frameworks_own_pages_are_off(owner: Browser, path: str) -> None:
    assert owner.get(path).status_code == 404


def test_an_unknown_page_says_so_in_words(owner: Browser) -> None:
    answer = owner.get("/no/such/page")
    assert answer.status_code == 404
    assert "no such page" in answer.text
    assert '<a class="button" href="/">' in answer.text


def test_an_unknown_page_keeps_the_menu_of_who_is_signed_in(owner: Browser) -> None:
    assert 'action="/sign-out"' in owner.get("/no/such/page").text


@pytest.mark.parametrize("backend", ["sqlite"])  # A table that is gone is gone for the next test on the other one.
def test_an_unknown_page_needs_no_database(owner: Browser, database: Database) -> None:
    with database.writing() as session:
        session.execute(text("ALTER TABLE browser_session RENAME TO gone"))
        session.commit()
    answer = owner.get("/no/such/page")
    assert answer.status_code == 404
    assert 'action="/sign-out"' not in answer.text


def test_an_unknown_page_is_the_same_for_strangers(visitor: Browser, owner: Browser) -> None:
    assert visitor.get("/no/such/page").status_code == 404


@pytest.mark.parametrize(
    ("path", "where"),
    [("/help/", "/help"), ("//evil.example/", "/evil.example"), ("/\\evil.example/", "/evil.example")],
)
def test_a_slash_at_the_end_leads_to_the_page_on_this_host(visitor: Browser, path: str, where: str) -> None:
    answer = visitor.client.request("GET", BASE_URL + path, follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == where


def test_a_wrong_method_says_so(owner: Browser) -> None:
    answer = owner.post("/healthz")
    assert answer.status_code == 405
    assert "text/html" in answer.headers["content-type"]


def test_a_query_that_cannot_be_is_a_page_of_words(owner: Browser) -> None:
    answer = owner.get("/?archived=perhaps")
    assert answer.status_code == 422
    assert "What was sent for “archived” can&#39;t be used." in answer.text


@pytest.mark.parametrize("path", ["/stories/x/claims.csv?bom=perhaps", "/stories/x/evidence.jsonl", "/x.csv"])
def test_a_file_that_cannot_be_had_is_a_line_of_words(owner: Browser, path: str) -> None:
    answer = owner.get(path)
    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.count("\n") == 1


def test_htmx_gets_the_words_alone_and_puts_them_where_they_are_read_out(owner: Browser) -> None:
    answer = owner.fragment("/stories/no-such-story")
    assert answer.status_code == 404
    assert "<html" not in answer.text
    assert answer.headers["hx-retarget"] == "#status"
    assert answer.headers["vary"] == "HX-Request"


def test_a_program_gets_json(owner: Browser) -> None:
    answer = owner.get("/stories/no-such-story/claims.json")
    assert answer.status_code == 404
    assert answer.json()["error"] == pipeline.NOT_SHARED


def test_a_crash_is_a_page_without_a_traceback(application: FastAPI, client: TestClient) -> None:
    @application.get("/crash")
    def crash() -> None:
        raise RuntimeError("secret words")

    answer = client.get("/crash")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert "Something went wrong here" in answer.text
    assert answer.headers["content-security-policy"]


def test_a_locked_database_is_503_with_words(application: FastAPI, client: TestClient) -> None:
    @application.get("/locked")
    def locked() -> None:
        raise OperationalError("UPDATE claim", {}, Exception("database is locked"))

    answer = client.get("/locked")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "locked" in answer.text
    assert "UPDATE" not in answer.text


def test_every_setting_is_documented() -> None:
    text = (DOCS / "settings.md").read_text()
    for name, field in Settings.model_fields.items():
        line = next((line for line in text.splitlines() if line.startswith(f"| `PLUMBLINE_{name.upper()}` |")), "")
        assert field.description, name
        assert field.description in line, name


def test_documented_settings_exist() -> None:
    documented = set(re.findall(r"^\| `PLUMBLINE_(\w+)`", (DOCS / "settings.md").read_text(), re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_htmx_is_the_release_that_was_read() -> None:
    script = (resource("static") / "htmx.min.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() == "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
    assert b'version:"2.0.11"' in script


def test_the_page_names_nothing_outside_this_host(owner: Browser) -> None:
    text = owner.get("/").text
    addresses = re.findall(r'(?:href|src|action)="([^"]+)"', text)
    assert addresses
    assert all(address.startswith(("/", "#")) for address in addresses)


def test_hidden_signs_are_shown_by_name() -> None:
    assert shown("safe\u200bfile\u202egnp.exe\x07") == "safe[U+200B]file[U+202E]gnp.exe␇"
