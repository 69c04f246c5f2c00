"""What stands in front of every answer: the host allow-list, the size limit and the security headers."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import Settings
from app.errors import PlumblineError, TooLarge
from app.web.errors import answer

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it browsers send "Origin: null" with our own forms, and we could not tell them as ours.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_YEAR = 365 * 86_400


class UnknownHost(PlumblineError):
    """The request is for a host that isn't ours."""

    status = 400


def security_headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every answer."""
    strict = {"Strict-Transport-Security": f"max-age={_YEAR}; includeSubDomains"} if settings.is_secure else {}
    return _HEADERS | strict


def host_name(header: str) -> str:
    """Return the name in a Host header, without its port.

    >>> host_name("Example.org:8000"), host_name("[::1]:8000"), host_name("127.0.0.1")
    ('example.org', '[::1]', '127.0.0.1')
    """
    name, colon, port = header.strip().lower().rpartition(":")
    return name if colon and port.isdigit() else header.strip().lower()


class Gate:
    """Let requests for our hosts through, up to the size limit, and put the headers on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = settings.hosts
        self.most_megabytes = settings.max_upload_mb
        self.headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), self.headers, scope)
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        app = answer(Request(scope), refusal) if refusal else self.app
        await app(scope, self._counting(receive), send_with_headers)

    def _refusal(self, headers: Headers) -> PlumblineError | None:
        if host_name(headers.get("host", "")) not in self.hosts:
            return UnknownHost(
                "This address isn't one that Plumbline answers to.",
                hint="Whoever runs it can add the name to PLUMBLINE_ALLOWED_HOSTS.",
            )
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.most_megabytes * 1_000_000:
            return TooLarge(
                f"No more than {self.most_megabytes} megabytes are taken at once, so nothing was added.",
                hint="Send the files in smaller batches, or import them with the plumbline command.",
            )
        return None

    def _counting(self, receive: Receive) -> Receive:
        """Hold a body to the limit also where it doesn't say its length."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most_megabytes * 1_000_000:
                raise HTTPException(413)
            return message

        return counted


def _add_headers(headers: MutableHeaders, ours: Mapping[str, str], scope: Scope) -> None:
    for name, value in ours.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", _cache_control(scope))


def _cache_control(scope: Scope) -> str:
    """Keep static files that carry the mark of their content for ever, and pages not at all."""
    if not scope["path"].startswith("/static/"):
        return "no-store"
    return "public, max-age=31536000, immutable" if scope["query_string"].startswith(b"v=") else "no-cache"
