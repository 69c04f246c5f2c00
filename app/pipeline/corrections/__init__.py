"""People correct the machine: what they say stays, whatever a later analysis finds.

Each correction is one entry of the record, with what was before, what is after and why, and can be taken back by the
function beside it.
"""

from app.pipeline.corrections.common import lock_story
from app.pipeline.corrections.merging import merge_claims, undo_merge
from app.pipeline.corrections.splitting import split_claim, undo_split
from app.pipeline.corrections.withdrawing import discard_claim, restore_claim, undo_withdrawing
from app.pipeline.corrections.wording import edit_claim, undo_edit

__all__ = [
    "discard_claim",
    "edit_claim",
    "lock_story",
    "merge_claims",
    "restore_claim",
    "split_claim",
    "undo_edit",
    "undo_merge",
    "undo_split",
    "undo_withdrawing",
]
