"""Passwords: kept as Argon2id hashes, and refused only where they are short or are what anybody would guess first."""

import re
from functools import cache
from pathlib import Path

from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher

from app.errors import Refused

SHORTEST, LONGEST = 8, 1024
_COMMON = Path(__file__).with_name("common.txt")
# The least that OWASP's cheat sheet on storing passwords asks of Argon2id: 19 MiB, two passes, one lane.
_hasher = PasswordHash((Argon2Hasher(memory_cost=19_456, time_cost=2, parallelism=1),))
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
_REPEATED = re.compile(r"(.{1,4}?)\1+", re.DOTALL)


def hash_password(password: str) -> str:
    """Return what is kept of a password: its every character counts, blanks at its ends too."""
    return _hasher.hash(password)


def verify_password(password: str, kept: str) -> bool:
    """Tell whether this is the password that was hashed; where nothing is kept, take as long to say no."""
    if not 0 < len(password) <= LONGEST:
        return False
    try:
        return _hasher.verify(password, kept or _nobodys()) and bool(kept)
    except (PwdlibError, UnicodeEncodeError):  # A hash of another kind, or half a surrogate pair.
        return False


@cache
def _nobodys() -> str:
    """Return a hash to work on for who has none, so that the time doesn't tell."""
    return _hasher.hash("nobody's password")


def check_password(password: str, *, name: str = "", field: str = "password") -> None:
    """Raise Refused for a password that is too short, too long, or that anybody would guess first."""
    if len(password) < SHORTEST:
        raise Refused(f"The password is shorter than {SHORTEST} characters.", field=field, hint=_ADVICE)
    if len(password) > LONGEST:
        raise Refused(f"The password is longer than {LONGEST:,} characters.", field=field)
    if is_guessed_first(password, name):
        raise Refused("This password is among the first that anybody would guess.", field=field, hint=_ADVICE)


_ADVICE = "A few words that don't belong together make a good one; blanks and every script are welcome."


def is_guessed_first(password: str, name: str = "") -> bool:
    """Tell whether a password is on the list of common ones, or made by the simplest of rules.

    >>> [is_guessed_first(word, "Ann Lee") for word in ("Password", "aaaaaaaa", "abcdefgh", "87654321", "annlee2026")]
    [True, True, True, True, True]
    >>> is_guessed_first("correct horse battery staple"), is_guessed_first("naïve Brücke 東京")
    (False, False)
    """
    word = password.strip().casefold()
    bare = re.sub(r"[\W\d_]+", "", word)
    own = re.sub(r"[\W\d_]+", "", name.casefold())
    return (
        word in _common()
        or _REPEATED.fullmatch(word) is not None
        or any(word in row or word in row[::-1] for row in _ROWS)
        or bare in {own, "plumbline", "password"} - {""}
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text().split())
