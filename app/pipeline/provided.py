"""Signing in through the provider: only who is known, invited, or let in by the settings' rule."""

from contextlib import suppress

from sqlmodel import Session, col

from app import store
from app.db import settings_of
from app.errors import Refused
from app.models import Invitation, Person, utc_now
from app.pipeline.deeds import note_deed
from app.pipeline.invitations import holds_token, join, take_place
from app.pipeline.names import clean_name
from app.pipeline.people import keep_person, make_person
from app.pipeline.signing_in import begin_session
from app.provider import Identity
from app.vocabulary import Deed, Entry

_MOST_NAMESAKES = 1000


def sign_in_by_provider(session: Session, identity: Identity, *, invitation: str = "", browser: str = "") -> str:
    """Return the secret for the browser's cookie of whom the provider has signed in.

    Somebody new needs the link of an invitation, one that names the e-mail address that the provider has checked, or
    the settings' rule. Raise Refused for anybody else.
    """
    person = store.find_person_by_subject(session, identity.subject)
    if person is None:
        person = _welcome(session, identity, _find_invitation(session, identity, invitation))
    elif invitation:
        join(session, take_place(session, holds_token(invitation)), person)
    if person.disabled_at is not None:
        raise Refused("This account is disabled.", hint="Ask whoever runs Plumbline.")
    secret = begin_session(session, person, Entry.PROVIDER, browser=browser)
    session.commit()
    return secret


def _find_invitation(session: Session, identity: Identity, token: str) -> Invitation | None:
    """Take a place for somebody new; None where the rule lets them in without."""
    if token:
        return take_place(session, holds_token(token))
    named = store.find_invitation_for(session, identity.email, utc_now()) if identity.email else None
    if named is not None:
        return take_place(session, col(Invitation.id) == named.id)
    if not is_allowed(identity.email, settings_of(session).oidc_allow):
        raise Refused("Nobody has invited you here yet.", hint="Ask an editor for an invitation.")
    return None


def is_allowed(email: str, rule: str) -> bool:
    """Tell whether the settings let an address in that nobody has invited.

    >>> rule = "ann@other.example, @desk.example"
    >>> [is_allowed(email, rule) for email in ("ann@other.example", "bob@desk.example", "bob@evil-desk.example", "")]
    [True, True, False, False]
    """
    allowed = {entry.strip().lower() for entry in rule.split(",")} - {""}
    return bool(email) and (email in allowed or f"@{email.rpartition('@')[2]}" in allowed)


def _welcome(session: Session, identity: Identity, invitation: Invitation | None) -> Person:
    """Make the account of somebody new."""
    person = _keep_under_free_name(session, identity)
    person.subject = identity.subject
    note_deed(session, Deed.JOINED, by=person, person=person, after={"by": Entry.PROVIDER.value})
    if invitation is not None:
        join(session, invitation, person)
    return person


def _keep_under_free_name(session: Session, identity: Identity) -> Person:
    """Keep somebody under the name that the provider gives, with a number after it where somebody has that already."""
    try:
        name = clean_name(identity.name)[:100]
    except Refused:
        name = "Somebody new"
    for number in range(1, _MOST_NAMESAKES):
        with suppress(Refused):
            return keep_person(session, make_person(f"{name} ({number})" if number > 1 else name))
    raise Refused("Too many people here have your name.", hint="Ask for an invitation, and choose another one.")
