"""What those who run it rely on: probes that mean it, metrics, log lines, and a start that refuses what isn't safe."""

import logging
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.config import Settings
from app.db import Database
from app.errors import Refused
from app.main import create_app
from tests.web.conftest import BASE_URL, Browser

KEY = "pf3Wv0kYt7QmJz9LxR2sNhBc8DgTuAe5"
SAFE = {"production": True, "secret_key": KEY, "public_url": "https://desk.example"}
HERE = ("127.0.0.1", 50000)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"secret_key": ""}, "SECRET_KEY has to be set"),
        ({"secret_key": "change-me-" * 5}, "others use"),
        ({"secret_key": "abc123" * 10}, "others use"),
        ({"secret_key": KEY[:31]}, "short"),
        ({"log_level": "debug"}, "LOG_LEVEL"),
        ({"allowed_hosts": "*"}, "ALLOWED_HOSTS"),
        ({"allowed_hosts": "desk.example, *"}, "ALLOWED_HOSTS"),
        ({"public_url": "http://desk.example"}, "https"),
    ],
)
def test_production_does_not_start_with_what_leaves_it_open(
    tmp_path: Path, change: dict[str, object], named: str
) -> None:
    with pytest.raises(Refused, match=named):
        create_app(Settings.model_validate({"data": tmp_path, **SAFE, **change}))


def test_production_starts_with_what_is_safe(tmp_path: Path) -> None:
    assert create_app(Settings.model_validate({"data": tmp_path, **SAFE}))


@pytest.mark.parametrize("backend", ["sqlite"])  # What is asked is the same on both.
def test_tables_that_are_behind_are_not_ready(application: FastAPI, visitor: Browser, database: Database) -> None:
    assert visitor.get("/readyz").text == "ok\n"
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        session.commit()
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "the database has not been migrated to this version\n")


def test_a_worker_that_has_stopped_is_not_ready(application: FastAPI, visitor: Browser) -> None:
    application.state.is_working = lambda: False
    assert visitor.get("/readyz").status_code == 503
    assert visitor.get("/healthz").status_code == 200


def test_metrics_are_for_this_machine_and_for_nobody_whom_a_proxy_brings(
    application: FastAPI, visitor: Browser
) -> None:
    here = TestClient(application, base_url=BASE_URL, client=HERE)
    here.get("/no/such/page")
    told = here.get("/metrics")
    assert 'plumbline_requests_total{method="GET",route="none",status="404"} 1.0' in told.text
    assert 'plumbline_imports{state="queued"} 0' in told.text
    assert visitor.get("/metrics").status_code == 404
    for header in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        assert here.get("/metrics", headers={header: "1.2.3.4"}).status_code == 404


def test_metrics_are_for_whoever_has_the_token(settings: Settings) -> None:
    guarded = create_app(settings.model_copy(update={"metrics_token": "s3same"}), with_worker=False)
    guarded.state.settings = Settings(data=settings.data, database_url=settings.database_url, metrics_token="s3same")
    with TestClient(guarded, base_url=BASE_URL, client=HERE) as client:
        statuses = [
            client.get("/metrics", headers=headers).status_code
            for headers in ({}, {"Authorization": "Bearer other"}, {"Authorization": "Bearer s3same"})
        ]
    assert statuses == [404, 404, 200]


def test_a_request_is_logged_by_its_route_and_its_id_and_never_by_its_address(
    visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "httpx2")  # The test's own client logs what it asks for.
    caplog.set_level(logging.INFO, "plumbline")
    answer = visitor.get("/sign-in/very-secret-token?note=hunter2", headers={"X-Request-ID": "forged"})
    (line,) = [record for record in caplog.records if record.name == "plumbline.requests"]
    assert (line.route, line.method, line.status) == ("/sign-in/{token}", "GET", answer.status_code)  # type: ignore[attr-defined]
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["x-request-id"])
    assert not {"very-secret-token", "hunter2", "forged"} & set(re.findall(r"[\w-]+", caplog.text))


def test_a_client_makes_up_no_labels(application: FastAPI, visitor: Browser) -> None:
    for number in range(5):
        visitor.client.request(f"MADE{number}", f"/no/such/page/{number}")
    told = TestClient(application, base_url=BASE_URL, client=HERE).get("/metrics").text
    assert 'method="other",route="none"' in told
    assert "MADE" not in told
