"""People correct the machine: what they say stays, whatever a later analysis finds.

Each correction is one entry of the record, with what was before, what is after and why, and can be taken back by the
function beside it.
"""

from app.pipeline.corrections.adding import (
    add_claim,
    add_excerpt,
    find_claim_at,
    find_statement,
    undo_adding_claim,
    undo_adding_excerpt,
)
from app.pipeline.corrections.common import lock_story
from app.pipeline.corrections.copies import correct_copy, undo_copy
from app.pipeline.corrections.merging import merge_claims, undo_merge
from app.pipeline.corrections.moving import move_excerpt, undo_move
from app.pipeline.corrections.sayings import correct_saying, undo_saying
from app.pipeline.corrections.splitting import split_claim, undo_split
from app.pipeline.corrections.withdrawing import discard_claim, restore_claim, undo_withdrawing
from app.pipeline.corrections.wording import edit_claim, undo_edit
from app.vocabulary import Action

UNDOERS = {
    Action.CLAIM_ADDED: undo_adding_claim,
    Action.CLAIM_DISCARDED: undo_withdrawing,
    Action.CLAIM_EDITED: undo_edit,
    Action.CLAIM_MERGED: undo_merge,
    Action.CLAIM_RESTORED: undo_withdrawing,
    Action.CLAIM_SPLIT: undo_split,
    Action.EXCERPT_ADDED: undo_adding_excerpt,
    Action.EXCERPT_MOVED: undo_move,
    Action.ORIGIN_CORRECTED: undo_saying,
    Action.SPEAKER_CORRECTED: undo_saying,
}

__all__ = [
    "UNDOERS",
    "add_claim",
    "add_excerpt",
    "correct_copy",
    "correct_saying",
    "discard_claim",
    "edit_claim",
    "find_claim_at",
    "find_statement",
    "lock_story",
    "merge_claims",
    "move_excerpt",
    "restore_claim",
    "split_claim",
    "undo_copy",
]
