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


class Method(Labelled):
    """How a decision came about."""

    REVIEW = "review"
    CONSENSUS = "consensus"
    ADJUDICATION = "adjudication"


class Role(Labelled):
    """What a person may do."""

    OWNER = "owner"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    VIEWER = "viewer"


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


class Action(Labelled):
    """What the record of a story says that somebody did."""

    REVIEWED = "reviewed"
    UNDONE = "undone"
    SKIPPED = "skipped"
    STANCE_CORRECTED = "stance_corrected"
    REOPENED = "reopened"
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
