"""Servers for the benchmarks: started, waited for and ended."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

HERE = Path(__file__).parent.parent
# What a browser sends with an address that somebody typed: only then a sign-in link signs in by itself.
TYPED = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@contextmanager
def running(command: list[str], address: str, environment: dict[str, str]) -> Iterator[httpx2.Client]:
    """Start a server, wait until it answers, and end it."""
    with subprocess.Popen(
        command, env=environment, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            with httpx2.Client(base_url=address, timeout=60, follow_redirects=True) as client:
                _wait_for(client)
                yield client
        finally:
            process.terminate()


def _wait_for(client: httpx2.Client) -> None:
    for _ in range(200):
        try:
            client.get("/")
        except httpx2.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{client.base_url} did not answer within 20 seconds")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
