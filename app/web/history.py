"""What happened to a claim or in a story, told in sentences: who did what, from what to what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import Decision, Event
from app.store import HistoryRow
from app.vocabulary import Action, JudgeName, Stance, Verdict
from app.web.pages import counted

_DEEDS = {
    Action.SKIPPED: "skipped the claim",
    Action.REOPENED: "asked for another look",
    Action.STORY_MADE: "began the story",
    Action.STORY_RENAMED: "renamed the story",
    Action.STORY_ARCHIVED: "archived the story",
    Action.STORY_RESTORED: "brought the story back",
    Action.STORY_PUBLISHED: "published the story",
    Action.STORY_UNPUBLISHED: "made the story private",
}
_DETAILS = {
    "title": "title",
    "publisher": "outlet",
    "author": "author",
    "published_at": "date",
    "url": "address",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the history; nobody in `who` means the machine."""

    at: datetime
    who: str | None
    did: str
    why: str
    is_undone: bool
    claim_id: str | None


def tell_history(rows: Sequence[HistoryRow], decisions: Sequence[Decision] = ()) -> list[Line]:
    """Return the history in sentences, in the order of `rows`.

    The decisions say what the machine suggested when each was made.
    """
    events = {row.event.id: row.event for row in rows}
    suggested = {decision.version: Verdict(decision.evidence["suggested_verdict"]) for decision in decisions}
    return [
        Line(
            at=row.event.at,
            who=row.person_name,
            did=_tell(row.event, events, suggested),
            why=row.event.why,
            is_undone=bool(row.event.undone_by),
            claim_id=row.event.claim_id,
        )
        for row in rows
    ]


def _tell(event: Event, events: Mapping[str, Event], suggested: Mapping[int, Verdict]) -> str:
    if event.action is Action.UNDONE:
        undone = events.get(event.after.get("undone", ""))
        return f"took back: {_tell(undone, events, suggested) if undone else name_undone(event)}"
    if event.action is Action.REVIEWED:
        return _tell_review(event, suggested)
    return _TELLERS[event.action](event) if event.action in _TELLERS else _DEEDS[event.action]


def name_undone(event: Event) -> str:
    """Return in a word or two what an undoing took back: its `before` is what that had made of the claim."""
    if "verdict" in event.before:
        return Verdict(event.before["verdict"]).label
    return f"stance “{Stance(event.before['stance']).label}”" if "stance" in event.before else "skip"


def _tell_review(event: Event, suggested: Mapping[int, Verdict]) -> str:
    was, now, version = event.before["verdict"], event.after["verdict"], event.after["version"]
    line = (
        f"decided {Verdict(now).label}, version {version}; before, it was {Verdict(was).label if was else 'undecided'}"
    )
    return f"{line}, and the machine suggested {suggested[version].label}" if version in suggested else line


def _tell_correction(event: Event) -> str:
    whose = "a person's" if event.before["corrected_by"] else "the machine's"
    was, now = Stance(event.before["stance"]), Stance(event.after["stance"])
    return f"changed the stance of an excerpt from {whose} “{was.label}” to “{now.label}”"


def _tell_details(event: Event) -> str:
    changes = [
        f"{_DETAILS[name]} from {_quoted(was)} to {_quoted(event.after[name])}"
        for name, was in event.before.items()
        if name in _DETAILS
    ]
    return f"corrected the article “{event.before['name']}”: {', '.join(changes)}"


def _tell_owner(event: Event) -> str:
    was, now = _quoted(event.before["family"]), _quoted(event.after["family"])
    return f"corrected the owner of “{event.before['name']}” from {was} to {now}"


def _tell_setting(event: Event) -> str:
    if "counting" in event.after:
        return "changed what suggestions count"
    judge = event.after["judge"]
    return f"had the passages judged by {JudgeName(judge).label if judge else 'whom the installation names'}"


def _tell_import(event: Event) -> str:
    return f"brought in {counted(event.after['added'], 'article')}"


def _quoted(value: str | None) -> str:
    return f"“{value}”" if value else "not known"


_TELLERS: Mapping[Action, Callable[[Event], str]] = {
    Action.STORY_SET: _tell_setting,
    Action.STANCE_CORRECTED: _tell_correction,
    Action.ARTICLE_CORRECTED: _tell_details,
    Action.SOURCE_CORRECTED: _tell_owner,
    Action.ARTICLES_IMPORTED: _tell_import,
}
