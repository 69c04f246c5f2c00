"""What was done to people, told in sentences: who let whom in, out, or do what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.store import DeedRow
from app.vocabulary import Deed, Entry, Role
from app.web.pages import counted


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the record of people; nobody in `who` means a command on the server."""

    at: datetime
    who: str | None
    did: str


def tell_deed(row: DeedRow) -> Told:
    """Return an entry of the record in words."""
    return Told(row.event.at, row.by, _TELL[row.event.deed](row))


def _tell_added(row: DeedRow) -> str:
    return f"added {row.person}" + (" as an owner" if row.event.after.get("is_owner") else "")


def _tell_joined(row: DeedRow) -> str:
    by_link = row.event.after["by"] == Entry.INVITATION.value
    return "came in " + ("by an invitation" if by_link else "through the sign-in provider")


def _tell_owner(row: DeedRow) -> str:
    return f"made {row.person} an owner" + ("" if row.event.after["is_owner"] else " no more")


def _tell_role(row: DeedRow) -> str:
    before, after, story = row.event.before["role"], row.event.after["role"], row.event.after["story"]
    if after is None:
        return f"took {row.person}, who was {Role(before).with_article}, out of “{story}”"
    was = f", who was {Role(before).with_article}," if before else ""
    return f"made {row.person}{was} {Role(after).with_article} of “{story}”"


def _tell_invited(row: DeedRow) -> str:
    offer = row.event.after
    stories = ", ".join(f"“{title}”" for title in offer["stories"])
    places, days = counted(offer["places"], "person", "people"), counted(offer["days"], "day")
    return f"invited {places} for {days}, each as {Role(offer['role']).with_article} of {stories}"


def _tell_withdrawn(row: DeedRow) -> str:
    left = counted(row.event.before["places"], "place")
    return f"withdrew an invitation as {Role(row.event.before['role']).with_article} with {left} left"


_TELL: Mapping[Deed, Callable[[DeedRow], str]] = {
    Deed.ADDED: _tell_added,
    Deed.JOINED: _tell_joined,
    Deed.DISABLED: lambda row: f"disabled {row.person}",
    Deed.ENABLED: lambda row: f"let {row.person} in again",
    Deed.OWNER_SET: _tell_owner,
    Deed.ROLE_SET: _tell_role,
    Deed.LINK_MADE: lambda row: f"made a link that signs {row.person} in",
    Deed.PASSWORD_SET: lambda row: "chose a new password",
    Deed.INVITED: _tell_invited,
    Deed.INVITATION_WITHDRAWN: _tell_withdrawn,
}
