"""Accounts: passwords, invitations, what a session was signed in by and when it was last used, and throttles.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROLE = sa.Enum("viewer", "reviewer", "editor", "owner", name="role", native_enum=False, length=32)
_ENTRY = sa.Enum("link", "password", "invitation", "provider", name="entry", native_enum=False, length=32)
_LONG_AGO = "1970-01-01 00:00:00+00:00"


def upgrade() -> None:
    op.add_column("person", sa.Column("password_hash", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("person", sa.Column("subject", sa.String(length=600), nullable=True))
    op.create_index(op.f("ix_person_subject"), "person", ["subject"], unique=True)
    op.add_column("browser_session", sa.Column("entry", _ENTRY, nullable=False, server_default="link"))
    op.add_column(
        "browser_session",
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False, server_default=_LONG_AGO),
    )
    op.execute("UPDATE browser_session SET last_seen_at = created_at")
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", _ROLE, nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("created_by", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_invitation_created_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_created_by"), "invitation", ["created_by"])
    op.create_table(
        "invitation_story",
        sa.Column("invitation_id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_story_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_invitation_story_story_id_story")),
        sa.PrimaryKeyConstraint("invitation_id", "story_id", name=op.f("pk_invitation_story")),
    )
    op.create_index(op.f("ix_invitation_story_story_id"), "invitation_story", ["story_id"])
    op.create_table(
        "throttle",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )


def downgrade() -> None:
    op.drop_table("throttle")
    op.drop_table("invitation_story")
    op.drop_table("invitation")
    op.drop_column("browser_session", "last_seen_at")
    op.drop_column("browser_session", "entry")
    op.drop_index(op.f("ix_person_subject"), "person")
    op.drop_column("person", "subject")
    op.drop_column("person", "password_hash")
