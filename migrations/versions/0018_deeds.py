"""What is done to people: who did it, when, and what was before and after.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_event",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.String(length=16), nullable=True),
        sa.Column("person_id", sa.String(length=16), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_person_event_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_event_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_event")),
    )
    op.create_index("ix_person_event_at_id", "person_event", ["at", "id"])
    op.create_index(op.f("ix_person_event_person_id"), "person_event", ["person_id"])


def downgrade() -> None:
    op.drop_table("person_event")
