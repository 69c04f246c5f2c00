"""The OpenID Connect provider: where a browser is sent to sign in there, and whom it says has come back.

Only the authorization code flow, with PKCE, state and nonce. What crosses the network goes through `app.fetch`; what
the provider signed is read with joserfc and judged with Authlib, which the extra `plumbline[oidc]` brings.
"""

import base64
import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from app import fetch
from app.config import Settings
from app.errors import PlumblineError, Refused

_log = logging.getLogger(__name__)

_SCOPE = "openid email profile"
# What a provider may sign with: never "none", and never a key that both sides hold.
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512"]
_LEEWAY = 60  # Seconds by which clocks may differ.
_CALLBACK = "/provider/back"


@dataclass(frozen=True, slots=True)
class Departure:
    """What the browser keeps while its person is at the provider."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    next: str = "/"
    invitation: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider has signed in; the address counts only where the provider says that it has checked it."""

    subject: str
    name: str
    email: str = ""


class Provider:
    """The provider that the settings name."""

    def __init__(self, settings: Settings) -> None:
        try:
            import authlib.oidc.core  # noqa: F401, PLC0415  An extra brings it: nothing else may need it.
        except ImportError as error:
            raise Refused("Signing in through a provider needs the extra plumbline[oidc].") from error
        self.issuer = settings.oidc_issuer
        self._client_id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret.get_secret_value()
        self._callback = settings.public_url.rstrip("/") + _CALLBACK
        self._policy = fetch.Policy(
            schemes=("https", "http") if self.issuer.startswith("http://") else ("https",),
            allow=tuple(settings.fetch_allow.split(",")),
        )
        self._limits = fetch.Limits(wire_bytes=500_000, decoded_bytes=500_000, seconds=settings.fetch_seconds)

    def address_for(self, departure: Departure) -> str:
        """Return where to send the browser."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # noqa: PLC0415  An extra brings it.
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415

        address: str = prepare_grant_uri(
            self._describe()["authorization_endpoint"],
            client_id=self._client_id,
            response_type="code",
            redirect_uri=self._callback,
            scope=_SCOPE,
            state=departure.state,
            nonce=departure.nonce,
            code_challenge=create_s256_code_challenge(departure.verifier),
            code_challenge_method="S256",
        )
        return address

    def identify(self, departure: Departure, answer: Mapping[str, str]) -> Identity:
        """Return whom the provider has signed in, from what the browser brought back; raise Refused if it can't be."""
        if not secrets.compare_digest(answer.get("state", "").encode(), departure.state.encode()):
            raise Refused("This sign-in wasn't begun in this browser.", hint="Begin again from the sign-in page.")
        if "error" in answer or "code" not in answer:
            raise Refused("The sign-in provider didn't sign you in.", hint="Begin again from the sign-in page.")
        description = self._describe()
        tokens = self._ask_for_tokens(description["token_endpoint"], answer["code"], departure.verifier)
        claims = self._read(tokens.get("id_token"), self._get(description["jwks_uri"]), departure.nonce)
        email = str(claims.get("email", "")).lower() if claims.get("email_verified") is True else ""
        name = next((str(claims[key]) for key in ("name", "preferred_username", "email") if claims.get(key)), "")
        return Identity(f"{self.issuer} {claims['sub']}", name, email)

    def _describe(self) -> dict[str, Any]:
        description = self._get(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if description.get("issuer") != self.issuer:
            raise _useless("it calls itself by another address")
        return description

    def _ask_for_tokens(self, url: str, code: str, verifier: str) -> dict[str, Any]:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._callback,
            "code_verifier": verifier,
        }
        pair = f"{quote(self._client_id, safe='')}:{quote(self._secret, safe='')}"
        headers = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}", "Accept": "application/json"}
        return self._take(fetch.post_form(url, fields, headers=headers, policy=self._policy, limits=self._limits))

    def _get(self, url: str) -> dict[str, Any]:
        return self._take(fetch.get(url, policy=self._policy, limits=self._limits))

    def _take(self, answer: fetch.Answer) -> dict[str, Any]:
        try:
            value = json.loads(answer.body)
        except ValueError as error:
            raise _useless("it is no JSON") from error
        if answer.status != 200 or not isinstance(value, dict):
            raise _useless(f"its status is {answer.status}")
        return value

    def _read(self, token: object, keys: dict[str, Any], nonce: str) -> Mapping[str, Any]:
        """Return the claims of an ID token that the provider signed for us and this departure, and that is in time."""
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415  An extra brings it.
        from joserfc import jwt  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415

        try:
            signed = jwt.decode(str(token), _key_set(keys), algorithms=_ALGORITHMS)
            claims = CodeIDToken(
                signed.claims,
                signed.header,
                {
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self._client_id},
                },
                {"nonce": nonce, "client_id": self._client_id},
            )
            claims.validate(leeway=_LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise _useless(type(error).__name__) from error
        if not isinstance(claims["sub"], str) or not claims["sub"] or len(claims["sub"]) > 255:
            raise _useless("it names nobody")
        return dict(claims)


def _key_set(keys: dict[str, Any]) -> Any:
    """Return a provider's public keys; raise ValueError where there are none."""
    from joserfc.jwk import KeySet  # noqa: PLC0415  An extra brings it.

    if not isinstance(keys.get("keys"), list):
        raise ValueError("no keys")
    return KeySet.import_key_set({"keys": keys["keys"]})


def _useless(reason: str) -> PlumblineError:
    """Return the sentence for an answer that doesn't hold; the log says why, without the answer."""
    _log.warning("The answer of the sign-in provider was refused: %s", reason)
    return Refused("The sign-in provider's answer can't be used.", hint="Begin again from the sign-in page.")
