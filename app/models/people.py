"""Who works here, how they come in, and what they may do."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.models.columns import UtcDateTime, a_time, an_id, closed, link, now
from app.vocabulary import Entry, Role


class Person(SQLModel, table=True):
    """Somebody who works here. A disabled person keeps the name in the record."""

    id: str = an_id()
    name: str = Field(max_length=120)
    folded_name: str = Field(max_length=240, unique=True, description="NFKC and case folded: one identity.")
    is_owner: bool = Field(default=False, description="Owns the installation: may do everything, in every story.")
    created_at: datetime = now()
    disabled_at: datetime | None = a_time()
    password_hash: str = Field(default="", max_length=200, description="Argon2id; empty for who has no password.")
    subject: str | None = Field(
        default=None, max_length=600, index=True, unique=True, description="Who it is to the provider: issuer, subject."
    )


class SignInLink(SQLModel, table=True):
    """A link that signs one person in, once. Only the hash of its token is kept."""

    __tablename__ = "sign_in_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: str = link("person.id", index=True)
    created_at: datetime = now()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = a_time()


class BrowserSession(SQLModel, table=True):
    """A signed-in browser. Only the hash of its cookie is kept; signing out deletes the row."""

    __tablename__ = "browser_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: str = link("person.id", index=True)
    created_at: datetime = now()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    browser: str = Field(default="", max_length=200)
    entry: Entry = Field(default=Entry.LINK, sa_type=closed(Entry), description="How it was signed in.")
    last_seen_at: datetime = now()

    @property
    def mark(self) -> str:
        """Return what tells this session from the person's others, and is of no use to anybody else."""
        return self.token_hash[:16]


class Invitation(SQLModel, table=True):
    """A link by which as many people as it has places come in, with a role in its stories."""

    id: str = an_id()
    token_hash: str = Field(max_length=64, unique=True)
    role: Role = Field(sa_type=closed(Role))
    places: int = Field(default=1, description="How many people may accept it.")
    accepted: int = Field(default=0, description="How many have.")
    email: str = Field(default="", max_length=320, description="Whom it lets in through the sign-in provider.")
    created_by: str = link("person.id", index=True)
    created_at: datetime = now()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = a_time()


class InvitationStory(SQLModel, table=True):
    """A story that an invitation is for."""

    __tablename__ = "invitation_story"

    invitation_id: str = link("invitation.id", primary_key=True)
    story_id: str = link("story.id", primary_key=True, index=True)


class Throttle(SQLModel, table=True):
    """How often signing in failed lately, for one account or one address; all processes share it."""

    key: str = Field(primary_key=True, max_length=80, description="A word for its kind, and a hash.")
    failures: int = 0
    last_at: datetime = now()
    free_at: datetime = now()


class Membership(SQLModel, table=True):
    """What one person may do in one story. Who has none can't tell the story from one that isn't there."""

    story_id: str = link("story.id", primary_key=True)
    person_id: str = link("person.id", primary_key=True, index=True)
    role: Role = Field(sa_type=closed(Role))
    since: datetime = now()
