"""The claims that still want a verdict, in their order, and a person's place at each: the next one is found at once.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = sa.text("withdrawn_at IS NULL AND merged_into IS NULL AND (verdict IS NULL OR stale_at IS NOT NULL)")
    op.create_index(
        "ix_claim_queue",
        "claim",
        ["story_id", "rank", "id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("ix_lease_person_id_claim_id", "lease", ["person_id", "claim_id"])
    op.drop_index("ix_lease_person_id", table_name="lease")


def downgrade() -> None:
    op.create_index("ix_lease_person_id", "lease", ["person_id"])
    op.drop_index("ix_lease_person_id_claim_id", table_name="lease")
    op.drop_index("ix_claim_queue", table_name="claim")
