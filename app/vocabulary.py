"""The closed lists of the field, each value with the label that a reader sees."""

from enum import StrEnum


class Labelled(StrEnum):
    """A closed list whose values have a label for people."""

    @property
    def label(self) -> str:
        """Return the words that a reader sees."""
        return self.value.replace("_", " ")


class Verdict(Labelled):
    """What a person, or the machine's suggestion, says of a claim."""

    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"

    @property
    def shape(self) -> str:
        """Return the sign that stands beside the word, so that colour is never alone."""
        return {"corroborated": "●", "disputed": "≠", "unsupported": "○"}[self.value]

    @property
    def explanation(self) -> str:
        """Return what the verdict means, in one sentence."""
        return {
            "corroborated": "At least one other source states or supports it and nothing contradicts it.",
            "disputed": "At least one source contradicts it.",
            "unsupported": "No other source bears it out.",
        }[self.value]


class Stance(Labelled):
    """How an excerpt stands to a claim."""

    STATES = "states"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    RELATED = "related"

    @property
    def shape(self) -> str:
        """Return the sign that stands beside the word."""
        return {"states": "■", "supports": "●", "contradicts": "≠", "related": "◇"}[self.value]


class SentenceKind(Labelled):
    """What a sentence of an article is."""

    CLAIM = "claim"
    OPINION = "opinion"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"
    DUPLICATE = "duplicate"


class Strength(Labelled):
    """How firmly an article asserts what an excerpt says."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    DENIED = "denied"


class Counting(Labelled):
    """What a story counts when it asks whether a claim is borne out."""

    SOURCES = "sources"
    ORIGINS = "origins"


class JudgeName(Labelled):
    """Who makes the machine's suggestions."""

    LEXICAL = "lexical"
    SEMANTIC = "semantic"
    LLM = "llm"

    @property
    def label(self) -> str:
        """Return the words that a reader sees."""
        return {"lexical": "words", "semantic": "models of meaning", "llm": "a language model"}[self.value]

    @property
    def explanation(self) -> str:
        """Return how the judge works, in one sentence."""
        return {
            "lexical": "Words, figures, dates and denials are held against each other by rules; it needs nothing else.",
            "semantic": "Models on this machine also find passages in other words, and tell what follows from what.",
            "llm": "A language model is asked about each passage; the articles' words are sent to its address.",
        }[self.value]


class Method(Labelled):
    """How a decision came about."""

    REVIEW = "review"
    CONSENSUS = "consensus"
    ADJUDICATION = "adjudication"


class QueueOrder(Labelled):
    """In which order the queue hands claims out."""

    WORTH = "worth"
    DISPUTED = "disputed"
    NEWEST = "newest"
    RANDOM = "random"

    @property
    def label(self) -> str:
        """Return the words that a reader sees."""
        return {
            "worth": "most worth checking",
            "disputed": "disputed first",
            "newest": "newest evidence first",
            "random": "random",
        }[self.value]


class Role(Labelled):
    """What a person may do in a story. Each role may also do whatever the ones before it may.

    A person has one of the first three by being a member of the story; an owner of the installation is one everywhere.
    """

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    OWNER = "owner"

    @property
    def explanation(self) -> str:
        """Return what the role lets a person do, beyond the role before it."""
        return {
            "viewer": "Reads the story, published or not, with its articles and history, and exports it.",
            "reviewer": "Reviews claims, skips, undoes, corrects stances and comments.",
            "editor": "Brings articles in and corrects them; merges, splits, discards and adjudicates claims; "
            "publishes, archives and sets the story; chooses its members.",
            "owner": "Does everything in every story, invites and disables people.",
        }[self.value]

    @property
    def with_article(self) -> str:
        """Return what somebody with the role is called in a sentence.

        >>> Role.EDITOR.with_article, Role.VIEWER.with_article
        ('an editor', 'a viewer')
        """
        return f"{'an' if self in {Role.EDITOR, Role.OWNER} else 'a'} {self.label}"

    def covers(self, least: "Role") -> bool:
        """Tell whether the role may do what `least` may.

        >>> Role.EDITOR.covers(Role.REVIEWER), Role.VIEWER.covers(Role.REVIEWER)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(least)


class Entry(Labelled):
    """How a browser was signed in."""

    LINK = "link"
    PASSWORD = "password"  # noqa: S105  It names a way in, and is no secret.
    INVITATION = "invitation"
    PROVIDER = "provider"

    @property
    def label(self) -> str:
        """Return the words that a reader sees."""
        return {
            "link": "by a sign-in link",
            "password": "by name and password",
            "invitation": "by an invitation",
            "provider": "through the sign-in provider",
        }[self.value]


class NoticeReason(Labelled):
    """Why a comment is in somebody's inbox."""

    MENTION = "mention"
    REPLY = "reply"

    @property
    def label(self) -> str:
        """Return the words that a reader sees."""
        return {"mention": "named you", "reply": "wrote in a thread of yours"}[self.value]


class BulkChange(Labelled):
    """What can be done to many claims of a list at once."""

    DECIDE = "decide"
    TAG = "tag"
    UNTAG = "untag"
    ASSIGN = "assign"
    UNASSIGN = "unassign"
    DISCARD = "discard"

    @property
    def label(self) -> str:
        """Return the words that a reader sees."""
        return {"untag": "take a tag off", "unassign": "take the assignment off"}.get(self.value, self.value)

    @property
    def least(self) -> Role:
        """Return the role that it takes."""
        return Role.REVIEWER if self in {BulkChange.DECIDE, BulkChange.TAG, BulkChange.UNTAG} else Role.EDITOR


class JobState(Labelled):
    """Where an import stands."""

    QUEUED = "queued"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will happen to the job by itself."""
        return self in {JobState.STOPPED, JobState.DONE, JobState.FAILED}


class ItemState(Labelled):
    """What became of one thing in a batch."""

    WAITING = "waiting"
    ADDED = "added"
    KNOWN = "known"
    REFUSED = "refused"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """Return the words that a reader sees."""
        return "already here" if self is ItemState.KNOWN else super().label


class Deed(Labelled):
    """What the record of people says that somebody did."""

    ADDED = "added"
    JOINED = "joined"
    DISABLED = "disabled"
    ENABLED = "enabled"
    OWNER_SET = "owner_set"
    ROLE_SET = "role_set"
    LINK_MADE = "link_made"
    PASSWORD_SET = "password_set"  # noqa: S105  It names a deed.
    INVITED = "invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"


class Action(Labelled):
    """What the record of a story says that somebody did."""

    REVIEWED = "reviewed"
    ADJUDICATED = "adjudicated"
    SETTLED = "settled"
    UNDONE = "undone"
    SKIPPED = "skipped"
    STANCE_CORRECTED = "stance_corrected"
    REOPENED = "reopened"
    CLAIM_EDITED = "claim_edited"
    CLAIM_MERGED = "claim_merged"
    CLAIM_SPLIT = "claim_split"
    CLAIM_DISCARDED = "claim_discarded"
    CLAIM_RESTORED = "claim_restored"
    CLAIM_ADDED = "claim_added"
    CLAIM_GAINED = "claim_gained"
    EXCERPT_ADDED = "excerpt_added"
    EXCERPT_MOVED = "excerpt_moved"
    SPEAKER_CORRECTED = "speaker_corrected"
    ORIGIN_CORRECTED = "origin_corrected"
    COPY_CORRECTED = "copy_corrected"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    COMMENTED = "commented"
    COMMENT_WITHDRAWN = "comment_withdrawn"
    THREAD_RESOLVED = "thread_resolved"
    THREAD_REOPENED = "thread_reopened"
    MEMBER_SET = "member_set"
    STORY_MADE = "story_made"
    STORY_RENAMED = "story_renamed"
    STORY_ARCHIVED = "story_archived"
    STORY_RESTORED = "story_restored"
    STORY_PUBLISHED = "story_published"
    STORY_UNPUBLISHED = "story_unpublished"
    STORY_SET = "story_set"
    ARTICLES_IMPORTED = "articles_imported"
    ARTICLE_CORRECTED = "article_corrected"
    SOURCE_CORRECTED = "source_corrected"
