"""A language model's server for tests: real HTTP on this machine, which behaves as a test wants, also badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Material = dict[str, dict[str, str]]
Behaviour = Callable[["Handler"], None]


@dataclass
class Asked:
    """One question as it came in."""

    path: str
    key: str
    body: dict[str, Any]

    @property
    def material(self) -> Material:
        """Return the claim and the passage that it is about."""
        found: Material = json.loads(self.body["messages"][-1]["content"])
        return found


@dataclass
class Model:
    """What the server does: `behaviours` one after the other, and then the last one again and again."""

    url: str = ""
    behaviours: list[Behaviour] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def next(self) -> Behaviour:
        """Return how the question that just came in is treated."""
        return self.behaviours[min(len(self.asked), len(self.behaviours)) - 1]


class Handler(BaseHTTPRequestHandler):
    """One question to the server; what the test wants of it stands in the server's model."""

    model: Model

    def do_POST(self) -> None:
        """Note the question, and behave."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.asked.append(Asked(self.path, self.headers.get("Authorization", ""), body))
        self.model.next()(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Answer whole."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running(*behaviours: Behaviour) -> Iterator[Model]:
    """Run a model's server on a free port of this machine."""
    model = Model(behaviours=list(behaviours))
    handler = type("OfOneTest", (Handler,), {"model": model})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False  # One that drips is left dripping.
        model.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield model
        finally:
            server.shutdown()
            thread.join()


def wrap(said: str, tokens: int = 100) -> bytes:
    """Return a model's words as the interface of chat completions sends them."""
    answer = {"choices": [{"message": {"role": "assistant", "content": said}}], "usage": {"total_tokens": tokens}}
    return json.dumps(answer).encode()


def judged(stance: str, quote: str, *, reason: str = "Both tell of it.", confidence: float = 0.8) -> str:
    """Return an answer of the form that is asked for, about a claim of one part."""
    part = {"part": "it happened", "stance": "silent" if stance == "related" else stance, "quote": quote}
    return json.dumps({"parts": [part], "stance": stance, "confidence": confidence, "reason": reason})


def saying(said: str, tokens: int = 100) -> Behaviour:
    """Answer every question with these words."""
    return lambda handler: handler.send(200, wrap(said, tokens))


def quoting(stance: str) -> Behaviour:
    """Answer with a stance that rests on the whole passage."""

    def behave(handler: Handler) -> None:
        passage = handler.model.asked[-1].material["passage"]["text"]
        handler.send(200, wrap(judged(stance, passage)))

    return behave


def failing(status: int, **headers: str) -> Behaviour:
    """Answer with an error, as servers do that are busy or broken."""
    return lambda handler: handler.send(status, b"<html>stack trace with secrets</html>", **headers)


def sending(body: bytes) -> Behaviour:
    """Answer with these very bytes and a good status."""
    return lambda handler: handler.send(200, body)


def dripping(handler: Handler) -> None:
    """Send an answer byte by byte, so that no single wait is long."""
    body = wrap(judged("supports", "x"))
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    for at in range(40):
        handler.wfile.write(body[at : at + 1])
        time.sleep(0.05)


def closing_early(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(wrap(judged("supports", "x"))[:40])
