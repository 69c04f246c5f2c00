"""The people who work here: added, disabled and brought back by an owner; their passwords set by themselves."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app import store
from app.errors import Conflict, NotFound, Refused
from app.models import BrowserSession, Person, utc_now
from app.passwords import check_password, hash_password, verify_password
from app.pipeline.deeds import note_deed
from app.pipeline.leases import let_go
from app.pipeline.names import clean_name, fold_person
from app.pipeline.roles import require_owner
from app.pipeline.signing_in import begin_session, end_sessions
from app.vocabulary import Deed, Entry


def make_person(name: str, *, password: str = "", is_owner: bool = False) -> Person:
    """Return an account that isn't kept yet; raise Refused for a name or a password that can't be taken.

    The password is hashed here, before a transaction begins that others would wait for.
    """
    name = clean_name(name)
    person = Person(name=name, folded_name=fold_person(name), is_owner=is_owner)
    if password:
        check_password(password, name=name)
        person.password_hash = hash_password(password)
    return person


def keep_person(session: Session, person: Person) -> Person:
    """Keep a new account, and commit nothing; raise Refused where its name is somebody's already."""
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError as error:
        raise Refused("Somebody has this name already, or one that looks the same.", field="name") from error
    return person


def add_person(session: Session, name: str, *, is_owner: bool = False) -> Person:
    """Make an account without a password: a sign-in link lets the person in, who can choose one then."""
    person = keep_person(session, make_person(name, is_owner=is_owner))
    note_deed(session, Deed.ADDED, by=None, person=person, after={"is_owner": is_owner})
    session.commit()
    return person


def get_person(session: Session, person_id: str) -> Person:
    """Return somebody who is to be changed."""
    person = store.find_person(session, person_id)
    if person is None:
        raise NotFound("There is no such person.")
    return person


def get_person_by_name(session: Session, name: str) -> Person:
    """Return the person of this name, however it is spelled."""
    person = store.find_person_by_name(session, fold_person(name))
    if person is None:
        raise NotFound(f"Nobody here is called {name}.", hint="plumbline person list shows everybody.")
    return person


def disable_person(session: Session, person_id: str, *, by: Person | None = None) -> Person:
    """Let somebody in no more: their sessions end, what they hold is given back, their name stays in the record."""
    require_owner(by)
    person = get_person(session, person_id)
    _keep_an_owner(session, person)
    if person.disabled_at is None:
        person.disabled_at = utc_now()
        note_deed(session, Deed.DISABLED, by=by, person=person)
    end_sessions(session, person)
    let_go(session, person.id)
    session.commit()
    return person


def enable_person(session: Session, person_id: str, *, by: Person | None = None) -> Person:
    """Let somebody in again who was disabled; they sign in anew."""
    require_owner(by)
    person = get_person(session, person_id)
    if person.disabled_at is not None:
        person.disabled_at = None
        note_deed(session, Deed.ENABLED, by=by, person=person)
    session.commit()
    return person


def set_owner(session: Session, person_id: str, *, is_owner: bool, by: Person | None = None) -> Person:
    """Make somebody an owner of the installation, or one no more; their roles in stories stay."""
    require_owner(by)
    person = get_person(session, person_id)
    if not is_owner:
        _keep_an_owner(session, person)
    if person.is_owner is not is_owner:
        was, now = {"is_owner": person.is_owner}, {"is_owner": is_owner}
        note_deed(session, Deed.OWNER_SET, by=by, person=person, before=was, after=now)
        person.is_owner = is_owner
    session.commit()
    return person


def _keep_an_owner(session: Session, person: Person) -> None:
    """Raise Conflict where nobody would be left who may do everything."""
    owners = store.lock_owners(session)
    if person.is_owner and person.disabled_at is None and len(owners) == 1:
        raise Conflict(
            f"{person.name} is the only owner, and somebody has to be one.", hint="Make somebody else an owner first."
        )


def change_password(session: Session, person: Person, *, current: str, new: str, browser: BrowserSession) -> str:
    """Set a person's password and return the secret of a new session; all the person's sessions before it end.

    The current one is asked for, but not of who has just come in by a sign-in link: that is how a lost one is replaced.
    """
    kept = person.password_hash
    if kept and browser.entry is not Entry.LINK and not verify_password(current, kept):
        raise Refused("This isn't your current password.", field="current")
    check_password(new, name=person.name, field="new")
    hashed = hash_password(new)  # Before the transaction begins that others would wait for.
    fresh = get_person(session, person.id)
    if fresh.password_hash != kept or fresh.disabled_at is not None:
        raise Conflict("Your password was changed in another browser meanwhile.", hint="Sign in again.")
    fresh.password_hash = hashed
    note_deed(session, Deed.PASSWORD_SET, by=fresh, person=fresh)
    end_sessions(session, fresh)
    secret = begin_session(session, fresh, Entry.PASSWORD, browser=browser.browser)
    session.commit()
    return secret
