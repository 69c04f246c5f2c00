"""The nouns: one table each, columns and links only. What they mean stands in `docs/data-dictionary.md`."""

from app.models.claims import Claim, Excerpt, Exclusion, OwnStance, Tag
from app.models.columns import UtcDateTime, closed, is_id, new_id, utc_now
from app.models.desk import Comment, Notice, Presence, SavedView
from app.models.imports import ImportItem, ImportJob, Turn
from app.models.people import BrowserSession, Invitation, InvitationStory, Membership, Person, SignInLink, Throttle
from app.models.record import Chain, Download, Event, PersonEvent
from app.models.reviews import Assignment, Decision, Lease, Review, Skip
from app.models.stories import Article, Capture, Sentence, Source, Story

__all__ = [
    "Article",
    "Assignment",
    "BrowserSession",
    "Capture",
    "Chain",
    "Claim",
    "Comment",
    "Decision",
    "Download",
    "Event",
    "Excerpt",
    "Exclusion",
    "ImportItem",
    "ImportJob",
    "Invitation",
    "InvitationStory",
    "Lease",
    "Membership",
    "Notice",
    "OwnStance",
    "Person",
    "PersonEvent",
    "Presence",
    "Review",
    "SavedView",
    "Sentence",
    "SignInLink",
    "Skip",
    "Source",
    "Story",
    "Tag",
    "Throttle",
    "Turn",
    "UtcDateTime",
    "closed",
    "is_id",
    "new_id",
    "utc_now",
]
