"""Corrections: what people settled stays theirs when a story is read again.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Column by column, not by copying tables: on SQLite a table that others point to can't be replaced.
    op.add_column("article", sa.Column("copy_settled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("claim", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("excerpt", sa.Column("settled", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("excerpt", sa.Column("merged_from", sa.String(length=16), nullable=True))
    op.create_table(
        "exclusion",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_exclusion_article_id_article")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_exclusion_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "article_id", "start", "end", name=op.f("pk_exclusion")),
    )


def downgrade() -> None:
    op.drop_table("exclusion")
    op.drop_column("excerpt", "merged_from")
    op.drop_column("excerpt", "settled")
    op.drop_column("claim", "revision")
    op.drop_column("article", "copy_settled_at")
