"""Who looks at which claim right now.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presence",
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_presence_claim_id_claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_presence_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_claim_id"), "presence", ["claim_id"])


def downgrade() -> None:
    op.drop_table("presence")
