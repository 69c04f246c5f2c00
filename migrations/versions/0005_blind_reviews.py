"""Blind reviews: a story may want several for each claim, and leases are places at a claim.

Revision ID: 0005
Revises: 0004
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STANCE = sa.Enum("states", "supports", "contradicts", "related", name="stance", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "lease",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_lease_claim_id_claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_lease_person_id_person")),
        sa.PrimaryKeyConstraint("claim_id", "seat", name=op.f("pk_lease")),
    )
    op.create_index(op.f("ix_lease_person_id"), "lease", ["person_id"])
    op.execute(
        "INSERT INTO lease (claim_id, seat, person_id, until) "
        "SELECT id, 1, lease_person_id, lease_until FROM claim WHERE lease_person_id IS NOT NULL"
    )
    _drop_lease_columns()
    op.create_table(
        "own_stance",
        sa.Column("excerpt_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("stance", _STANCE, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaced", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["excerpt_id"], ["excerpt.id"], name=op.f("fk_own_stance_excerpt_id_excerpt")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_own_stance_person_id_person")),
        sa.PrimaryKeyConstraint("excerpt_id", "person_id", name=op.f("pk_own_stance")),
    )
    op.add_column("story", sa.Column("reviews_wanted", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("claim", sa.Column("reviews", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("claim", sa.Column("evidence_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE claim SET evidence_at = (SELECT max(article.added_at) FROM excerpt "
        "JOIN article ON article.id = excerpt.article_id WHERE excerpt.claim_id = claim.id)"
    )
    op.add_column("decision", sa.Column("agreement", sa.Float(), nullable=True))
    op.add_column("event", sa.Column("version", sa.Integer(), nullable=True))
    op.add_column("review", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    # Until now each review made a decision at once: the third review of a claim made its third.
    op.execute(
        "UPDATE review SET version = (SELECT count(*) FROM review AS other WHERE other.claim_id = review.claim_id "
        "AND (other.created_at < review.created_at "
        "OR (other.created_at = review.created_at AND other.id <= review.id)))"
    )


def _drop_lease_columns() -> None:
    """Drop what the table of leases took the place of."""
    op.drop_index("ix_claim_lease_person_id", "claim")
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_column("claim", "lease_person_id")
        op.drop_column("claim", "lease_until")
        return
    # SQLite drops no column that is a foreign key. The table is written anew under its own name, so that what points
    # to it is whole again by the end of the transaction, which is when deferred keys are looked at.
    run = connection.exec_driver_sql
    table = run("SELECT sql FROM sqlite_master WHERE name = 'claim'").scalar_one()
    indexes = run(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'claim' AND type = 'index' AND sql NOT NULL"
    ).scalars()
    columns = [row.name for row in run("PRAGMA table_info(claim)") if not row.name.startswith("lease_")]
    named = ", ".join(f'"{column}"' for column in columns)
    statements = [
        "PRAGMA defer_foreign_keys = ON",
        "CREATE TEMP TABLE claim_rows AS SELECT * FROM claim",
        "DROP TABLE claim",
        re.sub(r"\s(?:CONSTRAINT \w+ FOREIGN KEY\(lease_person_id\)|lease_\w+)[^,]*,", "", table),
        f"INSERT INTO claim ({named}) SELECT {named} FROM claim_rows",  # noqa: S608  The names are the table's own.
        "DROP TABLE claim_rows",
        *indexes.all(),
    ]
    for statement in statements:
        run(statement)


def downgrade() -> None:
    op.drop_column("review", "version")
    op.drop_column("event", "version")
    op.drop_column("decision", "agreement")
    op.drop_column("claim", "evidence_at")
    op.drop_column("claim", "reviews")
    op.drop_column("story", "reviews_wanted")
    op.drop_table("own_stance")
    op.execute("ALTER TABLE claim ADD COLUMN lease_person_id VARCHAR(16) REFERENCES person (id)")
    op.add_column("claim", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_claim_lease_person_id", "claim", ["lease_person_id"])
    op.drop_table("lease")
