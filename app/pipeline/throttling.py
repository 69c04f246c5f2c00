"""How often signing in may be tried: less and less as it fails, by account and by address, and never barred for good.

The counts stand in the database, so that all processes share them, and an attempt is counted before the password is
looked at, so that many at once don't slip through together.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.db import insert_into
from app.errors import TooOften
from app.models import Throttle
from app.pipeline.names import fold_person

_LONGEST_WAIT = timedelta(minutes=15)
_FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Turnstile:
    """What is counted together, and how many failures are free before each further one makes the next wait."""

    key: str
    free: int


def for_account(name: str) -> Turnstile:
    """Return what counts the attempts on one name, whether somebody has it or not."""
    return _turnstile("account", fold_person(name), free=5)


def for_address(address: str) -> Turnstile:
    """Return what counts the attempts from one network address; of IPv6, from what one customer is given."""
    return _turnstile("address", network_of(address), free=30)


def _turnstile(kind: str, what: str, *, free: int) -> Turnstile:
    return Turnstile(f"{kind}:{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()}", free)


def network_of(address: str) -> str:
    """Return what an attacker can't change at will of an address.

    >>> network_of("203.0.113.9"), network_of("2001:db8:1:2:3:4:5:6"), network_of("::ffff:203.0.113.9")
    ('203.0.113.9', '2001:db8:1:2::/64', '203.0.113.9')
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))


def wait_after(failures: int, free: int) -> timedelta:
    """Return how long to wait after so many failures in a row: twice as long each time, up to a quarter of an hour.

    >>> [wait_after(failures, 5).seconds for failures in (4, 5, 6, 10, 60)]
    [0, 1, 2, 32, 900]
    """
    if failures < free:
        return timedelta(0)
    return min(_LONGEST_WAIT, timedelta(seconds=2 ** min(failures - free, 20)))


def count_attempt(session: Session, *turnstiles: Turnstile, now: datetime) -> None:
    """Count an attempt as failed until it has succeeded; raise TooOften, and count nothing, where it has to wait."""
    rows = [_lock(session, turnstile, now) for turnstile in sorted(turnstiles, key=lambda one: one.key)]
    # Who would have to wait longer than anybody does was counted before the clock went back.
    wait = max((row.free_at for row in rows if row.free_at <= now + _LONGEST_WAIT), default=now) - now
    if wait > timedelta(0):
        raise TooOften("There were too many attempts to sign in.", seconds=int(wait.total_seconds()) + 1)
    free = {turnstile.key: turnstile.free for turnstile in turnstiles}
    for row in rows:
        row.failures = 1 if now - row.last_at > _FORGOTTEN_AFTER else row.failures + 1
        row.last_at, row.free_at = now, now + wait_after(row.failures, free[row.key])
    session.commit()


def _lock(session: Session, turnstile: Turnstile, now: datetime) -> Throttle:
    """Return the row of a turnstile, made where there is none, and let nobody else count meanwhile."""
    made = insert_into(session, Throttle).values(key=turnstile.key, failures=0, last_at=now, free_at=now)
    session.execute(made.on_conflict_do_nothing())
    locked = select(Throttle).where(col(Throttle.key) == turnstile.key).with_for_update()
    return session.scalars(locked, execution_options={"populate_existing": True}).one()


def forgive(session: Session, account: Turnstile, address: Turnstile, *, now: datetime) -> None:
    """Count an attempt as succeeded: the account begins anew, the address gets this one back. Commit nothing.

    An address isn't forgiven the rest: who has one password might try it between guesses at another.
    """
    session.execute(delete(Throttle).where(col(Throttle.key) == account.key))
    row = _lock(session, address, now)
    row.failures = max(0, row.failures - 1)
    row.free_at = min(row.free_at, now)
    stale = now - _FORGOTTEN_AFTER
    session.execute(delete(Throttle).where(col(Throttle.last_at) < stale, col(Throttle.key) != address.key))
