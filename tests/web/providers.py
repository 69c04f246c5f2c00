"""An OpenID Connect provider on loopback: real HTTP, real keys, real signatures; it can be told to misbehave."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, SECRET = "plumbline at the desk", "a secret: of the tests"


@dataclass
class LocalProvider:
    """The provider's side: it signs everybody in who is sent to it, as the claims say."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    claims: dict[str, Any] = field(default_factory=dict)  # What differs from an honest answer.
    description: dict[str, Any] = field(default_factory=dict)
    published: RSAKey | None = None
    token_status: int = 200
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Return what the settings have to allow."""
        return urlsplit(self.issuer).netloc

    def describe(self) -> dict[str, Any]:
        """Return what the provider says of itself."""
        ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        known = {"issuer": self.issuer} | {name: self.issuer + path for name, path in ends.items()}
        return known | self.description

    def authorize(self, address: str) -> str:
        """Sign somebody in who was sent to this address; return where the browser is sent back to."""
        asked = dict(parse_qsl(urlsplit(address).query, strict_parsing=True))
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT_ID, "code")
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def give_token(self, asked: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Exchange a code, once, if the secret and the verifier are right."""
        begun = self.codes.pop(asked.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        pair = base64.b64encode(urlencode({"": CLIENT_ID})[1:].replace("+", "%20").encode() + b":" + _quoted(SECRET))
        if (
            begun is None
            or challenge.decode().rstrip("=") != begun["code_challenge"]
            or asked.get("redirect_uri") != begun["redirect_uri"]
            or authorization != f"Basic {pair.decode()}"
        ):
            return 400, {"error": "invalid_grant"}
        return self.token_status, {"token_type": "Bearer", "id_token": self.sign(begun["nonce"])}

    def sign(self, nonce: str) -> str:
        """Return the ID token for somebody who has just signed in."""
        now = int(time.time())
        honest = {"iss": self.issuer, "sub": "s-1", "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": nonce}
        who = {"name": "Ilse Brandt", "email": "ilse@desk.example", "email_verified": True}
        claims = {key: value for key, value in (honest | who | self.claims).items() if value is not None}
        if self.header["alg"] == "none":
            return ".".join([_segment(self.header), _segment(claims), ""])
        if self.header["alg"] == "HS256":  # The public key taken for a shared secret.
            head = f"{_segment(self.header)}.{_segment(claims)}"
            return f"{head}.{_mac(self.key.as_pem(private=False), head)}"
        return jwt.encode(self.header, claims, self.key)


def _segment(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _mac(key: bytes, text: str) -> str:
    import hmac

    return base64.urlsafe_b64encode(hmac.digest(key, text.encode(), "sha256")).decode().rstrip("=")


def _quoted(text: str) -> bytes:
    return urlencode({"": text})[1:].replace("+", "%20").encode()


@contextmanager
def running_provider() -> Iterator[LocalProvider]:
    """Serve a provider on a free port for as long as the block takes."""
    provider = LocalProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [(provider.published or provider.key).as_dict(private=False)]}
            pages = {"/.well-known/openid-configuration": provider.describe(), "/keys": keys}
            self.answer(200 if self.path in pages else 404, pages.get(self.path, {}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            self.answer(*provider.give_token(asked, self.headers.get("Authorization", "")))

        def answer(self, status: int, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the tests look at what comes back."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
