"""Members: what a person may do is said for each story; an owner of the installation may do everything.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROLE = sa.Enum("viewer", "reviewer", "editor", "owner", name="role", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "membership",
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("role", _ROLE, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_membership_story_id_story")),
        sa.PrimaryKeyConstraint("story_id", "person_id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"])
    # Column by column, not by copying the table: on SQLite a table that others point to can't be replaced.
    op.add_column("person", sa.Column("is_owner", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE person SET is_owner = (role = 'owner')")
    # What somebody could do everywhere until now, they can go on doing in the stories that there are.
    op.execute(
        "INSERT INTO membership (story_id, person_id, role, since) "
        "SELECT story.id, person.id, person.role, CURRENT_TIMESTAMP FROM story CROSS JOIN person "
        "WHERE person.role <> 'owner'"
    )
    op.drop_column("person", "role")


def downgrade() -> None:
    op.add_column("person", sa.Column("role", _ROLE, nullable=False, server_default="reviewer"))
    op.execute("UPDATE person SET role = 'owner' WHERE is_owner")
    op.drop_column("person", "is_owner")
    op.drop_table("membership")
