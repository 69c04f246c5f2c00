"""The order of the rooms, and the only one that commits: each function is something that a person or a worker does."""

from app.pipeline.adjudicating import MOST_REVIEWS, Resettled, adjudicate, set_reviews_wanted
from app.pipeline.analysis import analyse_story, save_analysis
from app.pipeline.articles import check_text
from app.pipeline.backups import back_up, back_up_if_due, restore
from app.pipeline.bulk import (
    MOST_AT_ONCE,
    Outcome,
    Seen,
    Wanted,
    change_claims,
)
from app.pipeline.comments import comment_on_claim, read_notices, reopen_thread, resolve_thread, withdraw_comment
from app.pipeline.correcting import correct_stance
from app.pipeline.corrections import (
    add_claim,
    add_excerpt,
    correct_copy,
    correct_saying,
    discard_claim,
    edit_claim,
    find_claim_at,
    find_statement,
    merge_claims,
    move_excerpt,
    restore_claim,
    split_claim,
)
from app.pipeline.deciding import wants_review
from app.pipeline.details import correct_article
from app.pipeline.downloads import note_download
from app.pipeline.examining import Finding, examine
from app.pipeline.fetching import Address, read_addresses
from app.pipeline.identity import Span
from app.pipeline.imports import queue_import, resume_imports, run_import, stop_import
from app.pipeline.invitations import (
    MOST_DAYS,
    MOST_PLACES,
    Offer,
    accept_invitation,
    get_offer,
    invite,
    join_by_invitation,
    revoke_invitation,
)
from app.pipeline.looking import look_at
from app.pipeline.loose import read_loose_articles
from app.pipeline.members import add_member, set_member
from app.pipeline.mentions import find_mentions
from app.pipeline.passages import Place, check_passage, cut_around, find_places, span_of
from app.pipeline.people import (
    add_person,
    change_password,
    disable_person,
    enable_person,
    get_person,
    get_person_by_name,
    set_owner,
)
from app.pipeline.provided import is_allowed, sign_in_by_provider
from app.pipeline.queue import next_claim, release_claim, skip_claim, take_claim
from app.pipeline.review import ClaimMoved, review_claim
from app.pipeline.roles import NOT_SHARED, check_role, require_owner, require_role
from app.pipeline.signing_in import (
    Attempt,
    end_session,
    make_sign_in_link,
    note_visit,
    sign_in,
    sign_in_by_password,
    sign_out,
)
from app.pipeline.stories import (
    archive_story,
    find_or_make_story,
    make_story,
    publish_story,
    rename_story,
    restore_story,
    set_counting,
    set_judge,
    unpublish_story,
)
from app.pipeline.suggesting import suggest_with
from app.pipeline.tagging import (
    assign_claim,
    tag_claim,
    unassign_claim,
    untag_claim,
)
from app.pipeline.undoing import undo_last
from app.pipeline.uploads import Upload, uploads_from_paths
from app.pipeline.views import (
    delete_view,
    save_view,
)

__all__ = [
    "MOST_AT_ONCE",
    "MOST_DAYS",
    "MOST_PLACES",
    "MOST_REVIEWS",
    "NOT_SHARED",
    "Address",
    "Attempt",
    "ClaimMoved",
    "Finding",
    "Offer",
    "Outcome",
    "Place",
    "Resettled",
    "Seen",
    "Span",
    "Upload",
    "Wanted",
    "accept_invitation",
    "add_claim",
    "add_excerpt",
    "add_member",
    "add_person",
    "adjudicate",
    "analyse_story",
    "archive_story",
    "assign_claim",
    "back_up",
    "back_up_if_due",
    "change_claims",
    "change_password",
    "check_passage",
    "check_role",
    "check_text",
    "comment_on_claim",
    "correct_article",
    "correct_copy",
    "correct_saying",
    "correct_stance",
    "cut_around",
    "delete_view",
    "disable_person",
    "discard_claim",
    "edit_claim",
    "enable_person",
    "end_session",
    "examine",
    "find_claim_at",
    "find_mentions",
    "find_or_make_story",
    "find_places",
    "find_statement",
    "get_offer",
    "get_person",
    "get_person_by_name",
    "invite",
    "is_allowed",
    "join_by_invitation",
    "look_at",
    "make_sign_in_link",
    "make_story",
    "merge_claims",
    "move_excerpt",
    "next_claim",
    "note_download",
    "note_visit",
    "publish_story",
    "queue_import",
    "read_addresses",
    "read_loose_articles",
    "read_notices",
    "release_claim",
    "rename_story",
    "reopen_thread",
    "require_owner",
    "require_role",
    "resolve_thread",
    "restore",
    "restore_claim",
    "restore_story",
    "resume_imports",
    "review_claim",
    "revoke_invitation",
    "run_import",
    "save_analysis",
    "save_view",
    "set_counting",
    "set_judge",
    "set_member",
    "set_owner",
    "set_reviews_wanted",
    "sign_in",
    "sign_in_by_password",
    "sign_in_by_provider",
    "sign_out",
    "skip_claim",
    "span_of",
    "split_claim",
    "stop_import",
    "suggest_with",
    "tag_claim",
    "take_claim",
    "unassign_claim",
    "undo_last",
    "unpublish_story",
    "untag_claim",
    "uploads_from_paths",
    "wants_review",
    "withdraw_comment",
]
