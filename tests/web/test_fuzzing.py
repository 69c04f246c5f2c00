"""Whatever is sent to an address, signed in or not, is answered in words: none of it is a crash.

What is sent comes from the description that the application could give of itself (it publishes none), as schemathesis
makes it up, and from the fields that our own forms have. What an address names is there half of the time, so that not
every request ends at "not found".
"""

import json
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from app.config import resource
from app.main import ROOMS
from app.vocabulary import Role
from tests.databases import Databases
from tests.web.conftest import Browser, routes
from tests.web.world import World, running_world

AnyCase = Case[Any]
REQUESTS = int(os.environ.get("PLUMBLINE_TEST_REQUESTS", "0"))
"""How many requests each address gets, other ones each time; 0 stands for the few, always the same, of the check."""

KEYS = [f"{method} {route.path}" for method in ("GET", "POST") for route in routes(method)]
FIELDS = sorted(
    {
        name
        for page in Path(resource("templates")).rglob("*.html")
        for name in re.findall(r'name="(\w+)"', page.read_text())
    }
)
ODD = ["", "0", "1", "-1", "9" * 19, "yes", "disputed", "states", "editor", "/", "\0", "\ud800", "٣", "x" * 3000]
WORDS = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
FORMS = st.dictionaries(st.sampled_from(FIELDS), st.lists(WORDS, min_size=1, max_size=2), max_size=6)
FILES = st.none() | st.tuples(
    st.sampled_from(["a.txt", "a.csv", "a.jsonl", "a.html", "é\n.zip"]), st.binary(max_size=60)
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Origin",
            "Referer",
            "Cookie",
            "Accept",
            "Accept-Language",
            "Range",
            "If-None-Match",
            "If-Modified-Since",
            "HX-Request",
            "HX-Target",
            "HX-Current-URL",
            "Sec-Fetch-Site",
            "Sec-Purpose",
            "Authorization",
            "Last-Event-ID",
            "X-Forwarded-For",
            "X-Request-ID",
            "User-Agent",
        ]
    ),
    st.one_of(
        st.sampled_from([b"", b"true", b"http://[", b"bytes=9-1,-", b"\xff", b"W/*", b"none"]), st.binary(max_size=20)
    ),
    max_size=3,
).map(lambda given: {name.encode(): value.translate(None, b"\0\r\n").strip() for name, value in given.items()})
BOUNDS = settings(
    max_examples=REQUESTS or 3,
    deadline=None,
    derandomize=not REQUESTS,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def world(sqlite: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running_world(sqlite, tmp_path_factory.mktemp("fuzzing")) as world:
        yield world


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """Return what could be sent to each address."""
    every = [route for room in ROOMS for route in room.router.routes]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # A route that answers HEAD too is described twice.
        document = get_openapi(title="Plumbline", version="1", routes=every)
    schema = schemathesis.openapi.from_dict(document)
    return {key: schema[path][method] for key in KEYS for method, path in [key.split()]}


@dataclass(frozen=True)
class Sent:
    """What goes to an address: what its description allows or forbids, fields of our forms, odd headers."""

    case: AnyCase
    is_there: bool
    form: dict[str, list[str]]
    file: tuple[str, bytes] | None
    headers: dict[bytes, bytes]

    def by(self, browser: Browser, things: dict[str, str]) -> Response:
        """Send it, with the token of a form of ours."""
        path = self.case.operation.path.format(**things) if self.is_there else self.case.formatted_path
        address = f"{path}?{_encode(self.case.query)}"
        if self.case.method.upper() == "GET":
            return browser.get(address, headers=self.headers)
        fields = {"csrf": browser.token()} | (self.case.body if isinstance(self.case.body, dict) else {}) | self.form
        if self.file is not None:
            data = {name: [_plain(one).encode(errors="replace") for one in _list(it)] for name, it in fields.items()}
            return browser.client.post(
                address, data=data, files={"files": self.file}, headers=self.headers, follow_redirects=False
            )
        headers = self.headers | {b"Content-Type": b"application/x-www-form-urlencoded"}
        return browser.client.post(address, content=_encode(fields), headers=headers, follow_redirects=False)


@pytest.mark.parametrize("key", KEYS)
def test_whatever_is_sent_is_answered_without_a_crash(world: World, described: dict[str, Any], key: str) -> None:
    things = world.make_things(shared=True)
    world.enter(f"fuzz {key}", Role.OWNER)
    both = (described[key].as_strategy(mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE))

    @BOUNDS
    @given(st.builds(Sent, st.one_of(*both), st.booleans(), FORMS, FILES, HEADERS))
    def send(sent: Sent) -> None:
        for browser in (world.stranger, world.browsers[f"fuzz {key}"]):
            answer = sent.by(browser, things)
            assert answer.status_code < 500
            assert "Traceback" not in answer.text

    send()


def _encode(fields: dict[str, Any]) -> str:
    pairs = [(name, _plain(one)) for name, given in fields.items() for one in _list(given)]
    return urlencode(pairs, errors="surrogatepass")


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)
