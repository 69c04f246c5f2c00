"""Who may do what in a story: asked in the transaction that writes, so that a role taken away meanwhile counts."""

from sqlmodel import Session

from app import store
from app.errors import Forbidden, NotFound
from app.models import Membership, Person
from app.vocabulary import Role

NOT_SHARED = "There is no such page, or it isn't shared with you."


def check_role(session: Session, person: Person | None, story_id: str, least: Role) -> Role:
    """Return the person's role in the story if it may do what `least` may.

    Raise NotFound for who isn't a member, Forbidden for a member whose role doesn't do. Nobody in `person` means the
    command line: whoever runs it holds the database itself.
    """
    return require_role(store.find_role(session, person, story_id) if person else Role.OWNER, least)


def require_role(role: Role | None, least: Role) -> Role:
    """Return a role in a story if it may do what `least` may; raise as `check_role` does."""
    if role is None:
        raise NotFound(NOT_SHARED)
    if not role.covers(least):
        raise Forbidden(
            f"You are {role.with_article} of this story; this is for {least.with_article}.",
            hint="An editor of the story can give it to you.",
        )
    return role


def require_owner(person: Person | None) -> None:
    """Raise Forbidden unless the person owns the installation; nobody means the command line."""
    if person is not None and not person.is_owner:
        raise Forbidden("Only an owner of this installation may do that.")


def make_editor(session: Session, person: Person, story_id: str) -> None:
    """Make whoever began a story its editor; commit nothing."""
    session.add(Membership(story_id=story_id, person_id=person.id, role=Role.EDITOR))
