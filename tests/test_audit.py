"""The audit of the locked packages: what is known to be weak fails it, and silence is never taken for safety."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

AUDIT = Path(__file__).parents[1] / ".ci" / "audit.py"
Answer = Callable[[dict[str, Any]], object]


@contextmanager
def advisories(answer: Answer) -> Iterator[str]:
    """Run a service that answers each query as it is told; the body is sent as JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"results": [answer(one) for one in asked["queries"]]}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def run(service: str, *options: str) -> tuple[int, str]:
    environment = os.environ | {"ADVISORIES": service, "no_proxy": "*"}
    command = [sys.executable, str(AUDIT), *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def _weak(*names: str) -> Answer:
    return lambda asked: {"vulns": [{"id": f"GHSA-{asked['version']}"}]} if asked["package"]["name"] in names else {}


def _only_the_old(asked: dict[str, Any]) -> object:
    is_old = (asked["package"]["name"], asked["version"]) == ("jinja2", "2.4.1")
    return {"vulns": [{"id": "GHSA-old"}]} if is_old else {}


def test_packages_without_known_weaknesses_pass() -> None:
    with advisories(_only_the_old) as service:
        code, said = run(service)
    assert (code, "0 with known weaknesses" in said) == (0, True), said


def test_a_package_with_a_known_weakness_is_named_with_its_lock_and_fails() -> None:
    with advisories(_weak("jinja2")) as service:
        code, said = run(service)
    assert code == 1
    assert "jinja2 3" in said
    assert "requirements.lock" in said
    assert "GHSA-3" in said


@pytest.mark.parametrize("options", [(), ("--must",)])
@pytest.mark.parametrize("answer", [_weak(), lambda asked: "who are you?", None])
def test_where_there_are_no_advisories_the_audit_is_left_out_and_says_so(
    answer: Answer | None, options: tuple[str, ...]
) -> None:
    if answer is None:
        code, said = run("http://127.0.0.1:9", *options)  # Nobody listens on the port for discarding.
    else:
        with advisories(answer) as service:
            code, said = run(service, *options)
    assert "left out: the audit of the locked packages, because " in said
    assert "Traceback" not in said
    assert code == len(options)
