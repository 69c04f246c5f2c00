"""What has to be right before strangers may reach an installation: in production mode it doesn't start otherwise."""

from app.config import Settings
from app.errors import Refused

_FEWEST_SIGNS = 10
_SHORTEST_KEY = 32
_PLACEHOLDERS = ("change", "default", "example", "insecure", "password", "placeholder", "secret", "12345", "qwert")
_A_KEY = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'


def refuse_unsafe(settings: Settings) -> None:
    """Raise Refused, with the first reason, for settings that would leave an installation open."""
    if "*" in settings.allowed_hosts:
        raise Refused("PLUMBLINE_ALLOWED_HOSTS can't hold a *.", hint="Name the hosts that are answered, by commas.")
    if not settings.production:
        return
    if not settings.secret_key:
        raise Refused("In production PLUMBLINE_SECRET_KEY has to be set.", hint=_A_KEY)
    if is_guessable(settings.secret_key):
        raise Refused("PLUMBLINE_SECRET_KEY is short, or a word that others use too.", hint=_A_KEY)
    if settings.log_level == "debug":
        raise Refused("In production PLUMBLINE_LOG_LEVEL can't be debug.", hint="Libraries log then what people send.")
    if not settings.is_secure:
        raise Refused(
            "In production PLUMBLINE_PUBLIC_URL has to begin with https://.",
            hint="Cookies and sign-in links would be sent in the clear.",
        )


def is_guessable(key: str) -> bool:
    """Tell whether somebody could come upon a key by trying.

    >>> is_guessable("change-me-change-me-change-me-change-me"), is_guessable("x" * 40)
    (True, True)
    """
    plain = key.lower()
    return len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_SIGNS or any(word in plain for word in _PLACEHOLDERS)
