"""The order of the rooms, and the only one that commits: each function is something that a person or a worker does."""

from app.pipeline.analysis import analyse_story, save_analysis
from app.pipeline.articles import check_text
from app.pipeline.correcting import correct_stance
from app.pipeline.details import correct_article
from app.pipeline.imports import queue_import, resume_imports, run_import, stop_import
from app.pipeline.loose import read_loose_articles
from app.pipeline.people import make_sign_in_link, sign_in, sign_out
from app.pipeline.queue import next_claim, release_claim, skip_claim, take_claim
from app.pipeline.review import ClaimMoved, review_claim
from app.pipeline.roles import NOT_SHARED, check_role
from app.pipeline.stories import (
    archive_story,
    find_or_make_story,
    make_story,
    publish_story,
    rename_story,
    restore_story,
    set_counting,
    unpublish_story,
)
from app.pipeline.undoing import undo_last
from app.pipeline.uploads import Upload, uploads_from_paths

__all__ = [
    "NOT_SHARED",
    "ClaimMoved",
    "Upload",
    "analyse_story",
    "archive_story",
    "check_role",
    "check_text",
    "correct_article",
    "correct_stance",
    "find_or_make_story",
    "make_sign_in_link",
    "make_story",
    "next_claim",
    "publish_story",
    "queue_import",
    "read_loose_articles",
    "release_claim",
    "rename_story",
    "restore_story",
    "resume_imports",
    "review_claim",
    "run_import",
    "save_analysis",
    "set_counting",
    "sign_in",
    "sign_out",
    "skip_claim",
    "stop_import",
    "take_claim",
    "undo_last",
    "unpublish_story",
    "uploads_from_paths",
]
