"""Servers for tests on free ports: the real command in a process of its own, or a thread of this process."""

import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2
import uvicorn

from app import pipeline
from app.config import Settings
from app.db import Database
from app.main import create_app

_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    """A server that answers at `url`; `output` is what it has printed so far."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def output(self) -> str:
        """Return what the server has printed so far."""
        return self.log.read_text()

    @property
    def sign_in_link(self) -> str:
        """Return the link that the server printed for its owner; there is one on the first start."""
        found = re.search(rf"{re.escape(self.url)}/sign-in/\S+", self.output)
        assert found, f"no link that signs in among:\n{self.output}"
        return found[0]

    def get(self, path: str) -> str:
        """Return the text at an address of the server's, redirects followed."""
        answer = httpx2.get(self.url + path, timeout=30, follow_redirects=True, trust_env=False)
        return answer.raise_for_status().text


@contextmanager
def serving(command: Sequence[str | Path], folder: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    """Start `command serve` in `folder` on a free port, with nothing set but `settings`; stop it at the end."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("PLUMBLINE_")}
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "serve", "--port", "0"],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**others, "PYTHONUNBUFFERED": "1", **settings},
        )
    try:
        yield Server(_wait_until_ready(process, log), process, log)
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Return the address that the server printed, once it answers there."""
    deadline = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text()):
            with suppress(httpx2.TransportError):
                httpx2.get(f"{found[0]}/healthz", trust_env=False).raise_for_status()
                return found[0]
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


@dataclass(frozen=True)
class LocalServer:
    """A server in a thread of this process: quick to start, and its database is at hand."""

    url: str
    database: Database

    def new_sign_in_link(self) -> str:
        """Return a new link that signs the owner in, once."""
        with self.database.writing() as session:
            return f"{self.url}/sign-in/{pipeline.make_sign_in_link(session)}"


@contextmanager
def serving_here(settings: Settings) -> Iterator[LocalServer]:
    """Serve the application, worker included, in a thread; stop it at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = create_app(settings.model_copy(update={"public_url": url}))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield LocalServer(url, app.state.database)
        finally:
            server.should_exit = True
            thread.join()
