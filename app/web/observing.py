"""What is counted and written down of each request: its route, status and time; never its address, body or answer."""

import logging
import secrets
import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.logs import REQUEST_ID

_log = logging.getLogger("plumbline.requests")
_SLOW = 1.0
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "plumbline_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "plumbline_request_seconds",
            "Time from a request to the beginning of its answer.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self.registry,
        )


class Observer:
    """Give each request an id, which its answer and all that is logged meanwhile carry, and count and log it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Always one of ours: what a client sends could hold anything, and could be another request's.
        request_id = secrets.token_hex(8)
        began, status, seconds = time.perf_counter(), 500, 0.0

        async def send_with_id(message: Message) -> None:
            nonlocal status, seconds
            if message["type"] == "http.response.start":
                status, seconds = message["status"], time.perf_counter() - began
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        token = REQUEST_ID.set(request_id)
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            self._note(scope, status, seconds or time.perf_counter() - began)
            REQUEST_ID.reset(token)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        # Only methods that we know and routes that are ours: a client can't make up labels without end.
        method = scope["method"] if scope["method"] in {"GET", "HEAD", "POST"} else "other"
        route = _name_route(scope)
        self.metrics.requests.labels(method, route, status).inc()
        self.metrics.seconds.labels(method, route).observe(seconds)
        level = logging.WARNING if status >= 500 or seconds > _SLOW else logging.INFO
        told: dict[str, Any] = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        _log.log(level, "answered", extra=told)


def _name_route(scope: Scope) -> str:
    """Return the pattern that an address fits, such as `/c/{claim_id}`; a file or an address of nothing by one name."""
    route = getattr(scope.get("route"), "path", "")
    return str(route) or ("/static" if scope["path"].startswith("/static/") else "none")
