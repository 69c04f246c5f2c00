"""Indexes that a story's claims and articles are counted from, without reading their texts.

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_CLAIM = ["story_id", "withdrawn_at", "merged_into", "verdict", "suggested_verdict", "stale_at"]
_ARTICLE = ["story_id", "source_id", "language", "id"]


def upgrade() -> None:
    op.create_index("ix_claim_counts", "claim", _CLAIM)
    op.create_index("ix_article_counts", "article", _ARTICLE)
    op.drop_index("ix_claim_story_id_verdict", "claim")


def downgrade() -> None:
    op.create_index("ix_claim_story_id_verdict", "claim", ["story_id", "verdict"])
    op.drop_index("ix_article_counts", "article")
    op.drop_index("ix_claim_counts", "claim")
