"""First tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "capture",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_capture")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded_name", sa.String(length=240), nullable=False),
        sa.Column(
            "role",
            sa.Enum("owner", "editor", "reviewer", "viewer", name="role", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("folded_name", name=op.f("uq_person_folded_name")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded_name", sa.String(length=400), nullable=False),
        sa.Column("family", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("folded_name", name=op.f("uq_source_folded_name")),
    )
    op.create_table(
        "browser_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_browser_session_person_id_person")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_browser_session")),
    )
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_browser_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_link_person_id_person")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_link")),
    )
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "story",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column(
            "counting", sa.Enum("sources", "origins", name="counting", native_enum=False, length=32), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=16), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_story_created_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("slug", name=op.f("uq_story_slug")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_created_at"), ["created_at"], unique=False)

    op.create_table(
        "article",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("source_id", sa.String(length=16), nullable=True),
        sa.Column("capture_sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=True),
        sa.Column("author", sa.String(length=400), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("published_at", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("copy_of", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["capture_sha256"], ["capture.sha256"], name=op.f("fk_article_capture_sha256_capture")),
        sa.ForeignKeyConstraint(["copy_of"], ["article.id"], name=op.f("fk_article_copy_of_article")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id_source")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_article_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("story_id", "text_sha256", name=op.f("uq_article_story_id_text_sha256")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_capture_sha256"), ["capture_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_copy_of"), ["copy_of"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_source_id"), ["source_id"], unique=False)
        batch_op.create_index("ix_article_story_id_added_at_id", ["story_id", "added_at", "id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("checkworthiness", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "suggested_verdict",
            sa.Enum("corroborated", "disputed", "unsupported", name="verdict", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("contradicting", sa.Integer(), nullable=False),
        sa.Column("independent_origins", sa.Integer(), nullable=False),
        sa.Column("judge", sa.String(length=40), nullable=False),
        sa.Column("judge_version", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("corroborated", "disputed", "unsupported", name="verdict", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stale_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stale_because", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.String(length=16), nullable=True),
        sa.Column("lease_person_id", sa.String(length=16), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lease_person_id"], ["person.id"], name=op.f("fk_claim_lease_person_id_person")),
        sa.ForeignKeyConstraint(["merged_into"], ["claim.id"], name=op.f("fk_claim_merged_into_claim")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_claim_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_lease_person_id"), ["lease_person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index("ix_claim_story_id_rank_id", ["story_id", "rank", "id"], unique=False)
        batch_op.create_index("ix_claim_story_id_verdict", ["story_id", "verdict"], unique=False)

    op.create_table(
        "import_job",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "stopping",
                "stopped",
                "done",
                "failed",
                name="jobstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.String(length=120), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_import_job_person_id_person")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_import_job_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_job")),
    )
    with op.batch_alter_table("import_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_job_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_job_story_id"), ["story_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("corroborated", "disputed", "unsupported", name="verdict", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum("review", "consensus", "adjudication", name="method", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("relied_on", sa.JSON(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(length=16), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_decision_claim_id_claim")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_decision_decided_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("claim_id", "version", name=op.f("uq_decision_claim_id_version")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=True),
        sa.Column("excerpt_id", sa.String(length=16), nullable=True),
        sa.Column("person_id", sa.String(length=16), nullable=True),
        sa.Column(
            "action",
            sa.Enum(
                "reviewed",
                "undone",
                "skipped",
                "stance_corrected",
                "reopened",
                "story_made",
                "story_renamed",
                "story_archived",
                "story_restored",
                "story_published",
                "story_unpublished",
                "story_set",
                "articles_imported",
                "article_corrected",
                "source_corrected",
                name="action",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_event_claim_id_claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_event_person_id_person")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_event_story_id_story")),
        sa.ForeignKeyConstraint(["undone_by"], ["event.id"], name=op.f("fk_event_undone_by_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_claim_id_at_id", ["claim_id", "at", "id"], unique=False)
        batch_op.create_index("ix_event_person_id_at_id", ["person_id", "at", "id"], unique=False)
        batch_op.create_index("ix_event_story_id_at_id", ["story_id", "at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_undone_by"), ["undone_by"], unique=False)

    op.create_table(
        "excerpt",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "suggested_stance",
            sa.Enum("states", "supports", "contradicts", "related", name="stance", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum("states", "supports", "contradicts", "related", name="stance", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("conflict", sa.Text(), nullable=False),
        sa.Column("speaker", sa.String(length=400), nullable=True),
        sa.Column(
            "strength",
            sa.Enum(
                "asserted", "reported", "alleged", "possible", "denied", name="strength", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("origin", sa.JSON(), nullable=True),
        sa.Column("quantities", sa.JSON(), nullable=False),
        sa.Column("dates", sa.JSON(), nullable=False),
        sa.Column("corrected_by", sa.String(length=16), nullable=True),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_excerpt_article_id_article")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_excerpt_claim_id_claim")),
        sa.ForeignKeyConstraint(["corrected_by"], ["person.id"], name=op.f("fk_excerpt_corrected_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excerpt")),
        sa.UniqueConstraint(
            "claim_id", "article_id", "start", "end", name=op.f("uq_excerpt_claim_id_article_id_start_end")
        ),
    )
    with op.batch_alter_table("excerpt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_excerpt_article_id"), ["article_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_excerpt_speaker"), ["speaker"], unique=False)

    op.create_table(
        "import_item",
        sa.Column("job_id", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("capture_sha256", sa.String(length=64), nullable=False),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "added", "known", "refused", "stopped", name="itemstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_import_item_article_id_article")),
        sa.ForeignKeyConstraint(
            ["capture_sha256"], ["capture.sha256"], name=op.f("fk_import_item_capture_sha256_capture")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["import_job.id"], name=op.f("fk_import_item_job_id_import_job")),
        sa.PrimaryKeyConstraint("job_id", "position", "record", name=op.f("pk_import_item")),
    )
    with op.batch_alter_table("import_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_item_article_id"), ["article_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_item_capture_sha256"), ["capture_sha256"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("corroborated", "disputed", "unsupported", name="verdict", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("relied_on", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_review_claim_id_claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sentence",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "claim",
                "opinion",
                "heading",
                "boilerplate",
                "duplicate",
                name="sentencekind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_sentence_article_id_article")),
        sa.PrimaryKeyConstraint("article_id", "start", name=op.f("pk_sentence")),
    )
    op.create_table(
        "skip",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_skip_claim_id_claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_skip_person_id_person")),
        sa.PrimaryKeyConstraint("claim_id", "person_id", name=op.f("pk_skip")),
    )

    _make_search()


def downgrade() -> None:
    _drop_search()
    op.drop_table("skip")
    op.drop_table("sentence")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_person_id"))
        batch_op.drop_index(batch_op.f("ix_review_claim_id"))

    op.drop_table("review")
    with op.batch_alter_table("import_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_item_capture_sha256"))
        batch_op.drop_index(batch_op.f("ix_import_item_article_id"))

    op.drop_table("import_item")
    with op.batch_alter_table("excerpt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_excerpt_speaker"))
        batch_op.drop_index(batch_op.f("ix_excerpt_article_id"))

    op.drop_table("excerpt")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_undone_by"))
        batch_op.drop_index("ix_event_story_id_at_id")
        batch_op.drop_index("ix_event_person_id_at_id")
        batch_op.drop_index("ix_event_claim_id_at_id")

    op.drop_table("event")
    op.drop_table("decision")
    with op.batch_alter_table("import_job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_job_story_id"))
        batch_op.drop_index(batch_op.f("ix_import_job_state"))

    op.drop_table("import_job")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index("ix_claim_story_id_verdict")
        batch_op.drop_index("ix_claim_story_id_rank_id")
        batch_op.drop_index(batch_op.f("ix_claim_merged_into"))
        batch_op.drop_index(batch_op.f("ix_claim_lease_person_id"))

    op.drop_table("claim")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index("ix_article_story_id_added_at_id")
        batch_op.drop_index(batch_op.f("ix_article_source_id"))
        batch_op.drop_index(batch_op.f("ix_article_copy_of"))
        batch_op.drop_index(batch_op.f("ix_article_capture_sha256"))

    op.drop_table("article")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_created_at"))

    op.drop_table("story")
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_link_person_id"))

    op.drop_table("sign_in_link")
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_browser_session_person_id"))

    op.drop_table("browser_session")
    op.drop_table("source")
    op.drop_table("person")
    op.drop_table("capture")


def _make_search() -> None:
    """Make the full-text index by hand: FTS5 on SQLite, a generated tsvector on PostgreSQL.

    `body` holds words that `app.search` has split and folded, so that both databases find the same.
    """
    op.create_table(
        "claim_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_search_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_search")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_claim_search_claim_id")),
    )
    for statement in _FTS5 if op.get_bind().dialect.name == "sqlite" else _TSVECTOR:
        op.execute(statement)


_FTS5 = (
    "CREATE VIRTUAL TABLE claim_search_words USING fts5("
    "body, content='claim_search', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER claim_search_added AFTER INSERT ON claim_search BEGIN "
    "INSERT INTO claim_search_words (rowid, body) VALUES (new.id, new.body); END",
    "CREATE TRIGGER claim_search_removed AFTER DELETE ON claim_search BEGIN "
    "INSERT INTO claim_search_words (claim_search_words, rowid, body) VALUES ('delete', old.id, old.body); END",
    "CREATE TRIGGER claim_search_changed AFTER UPDATE ON claim_search BEGIN "
    "INSERT INTO claim_search_words (claim_search_words, rowid, body) VALUES ('delete', old.id, old.body); "
    "INSERT INTO claim_search_words (rowid, body) VALUES (new.id, new.body); END",
)
_TSVECTOR = (
    "ALTER TABLE claim_search ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(body, ' '))) STORED",
    "CREATE INDEX ix_claim_search_words ON claim_search USING gin (words)",
)


def _drop_search() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE claim_search_words")
    op.drop_table("claim_search")
