"""What happened to a claim or in a story, told in sentences: who did what, from what to what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import Decision, Event
from app.store import HistoryRow
from app.vocabulary import Action, JudgeName, Role, Stance, Verdict
from app.web.pages import counted

_DEEDS = {
    Action.SKIPPED: "skipped the claim",
    Action.REOPENED: "asked for another look",
    Action.CLAIM_DISCARDED: "discarded the claim",
    Action.CLAIM_RESTORED: "brought the claim back",
    Action.COMMENTED: "commented on the claim",
    Action.COMMENT_WITHDRAWN: "took a comment back",
    Action.THREAD_RESOLVED: "resolved a thread of comments",
    Action.THREAD_REOPENED: "opened a thread of comments again",
    Action.STORY_MADE: "began the story",
    Action.STORY_RENAMED: "renamed the story",
    Action.STORY_ARCHIVED: "archived the story",
    Action.STORY_RESTORED: "brought the story back",
    Action.STORY_PUBLISHED: "published the story",
    Action.STORY_UNPUBLISHED: "made the story private",
}
_DECIDING = {
    Action.REVIEWED: "decided",
    Action.ADJUDICATED: "decided, where the reviews differed,",
    Action.SETTLED: "had fewer reviews suffice, which agree: decided",
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
    claim_text: str | None


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
            claim_text=row.claim_text,
        )
        for row in rows
    ]


def _tell(event: Event, events: Mapping[str, Event], suggested: Mapping[int, Verdict]) -> str:
    if event.action is Action.UNDONE:
        undone = events.get(event.after.get("undone", ""))
        return f"took back: {_tell(undone, events, suggested) if undone else name_undone(event)}"
    if event.action in _DECIDING:
        return _tell_review(event, suggested)
    return _TELLERS[event.action](event) if event.action in _TELLERS else _DEEDS[event.action]


def name_undone(event: Event) -> str:
    """Return in a word or two what an undoing took back: its `before` is what that had made of the claim."""
    if "undone_action" in event.before:
        return _CORRECTIONS[Action(event.before["undone_action"])]
    if "verdict" in event.before:
        return Verdict(event.before.get("reviewed") or event.before["verdict"]).label
    return f"stance “{Stance(event.before['stance']).label}”" if "stance" in event.before else "skip"


def _tell_review(event: Event, suggested: Mapping[int, Verdict]) -> str:
    if not event.after.get("decided", True):
        return f"reviewed it as {Verdict(event.after['reviewed']).label}"
    was, now, version = event.before["verdict"], event.after["verdict"], event.after["version"]
    line = f"{_DECIDING[event.action]} {Verdict(now).label}, version {version}"
    if event.version and event.action is Action.REVIEWED:
        line = f"reviewed it as {Verdict(now).label} like everybody else, which decided it: version {version}"
    line = f"{line}; before, it was {Verdict(was).label if was else 'undecided'}"
    return f"{line}, and the machine suggested {suggested[version].label}" if version in suggested else line


def _tell_correction(event: Event) -> str:
    whose = "a person's" if event.before["corrected_by"] else "the machine's"
    was, now = Stance(event.before["stance"]), Stance(event.after["stance"])
    if event.version is not None:
        return f"saw the stance of an excerpt as “{now.label}”, not {whose} “{was.label}”, while reviews were blind"
    return f"changed the stance of an excerpt from {whose} “{was.label}” to “{now.label}”"


def _tell_edit(event: Event) -> str:
    whose = "a person's" if event.before["by"] == "person" else "the machine's"
    meaning = "" if event.after["keeps_meaning"] else ", which changes what it means"
    was, now = _quoted(event.before["text"]), _quoted(event.after["text"])
    return f"reworded the claim from {whose} {was} to {now}{meaning}"


def _tell_merge(event: Event) -> str:
    return f"merged the claim into {_quoted(event.after['into_text'])}"


def _tell_gain(event: Event) -> str:
    did = {
        "merge": "merged {} into this claim",
        "split": "split this claim off {}",
        "move": "moved an excerpt here from {}",
    }
    return did[event.after["by"]].format(_quoted(event.after["text"]))


def _tell_move(event: Event) -> str:
    return f"moved an excerpt from {_quoted(event.before['claim_text'])} to {_quoted(event.after['claim_text'])}"


def _tell_speaker(event: Event) -> str:
    return _tell_saying("speaker", event.before["by"], event.before["speaker"], event.after["speaker"])


def _tell_origin(event: Event) -> str:
    was, now = (side["origin"] and side["origin"]["name"] for side in (event.before, event.after))
    return _tell_saying("origin", event.before["by"], was, now)


def _tell_saying(what: str, by: str, was: str | None, now: str | None) -> str:
    whose = "a person's" if by == "person" else "the machine's"
    return f"changed the {what} of an excerpt from {whose} {_quoted(was)} to {_quoted(now)}"


def _tell_added_claim(event: Event) -> str:
    return f"added the claim, taken from {_quoted(event.after['words'])}"


def _tell_added_excerpt(event: Event) -> str:
    return f"added an excerpt that {Stance(event.after['stance']).label} the claim: {_quoted(event.after['words'])}"


def _tell_copy(event: Event) -> str:
    was, now = (
        f"the text of “{side['copy_name']}”" if side["copy_of"] else "no copy" for side in (event.before, event.after)
    )
    return f"said of the article “{event.after['name']}” that it is {now}; before, it was {was}"


def _tell_split(event: Event) -> str:
    excerpts = counted(len(event.after["excerpts"]), "excerpt")
    return f"split the claim: {excerpts} went to {_quoted(event.after['into_text'])}"


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
    if "reviews_wanted" in event.after:
        was, now = event.before["reviews_wanted"], event.after["reviews_wanted"]
        return f"changed from {was} to {now} how many people review each claim"
    judge = event.after["judge"]
    return f"had the passages judged by {JudgeName(judge).label if judge else 'whom the installation names'}"


def _tell_import(event: Event) -> str:
    return f"brought in {counted(event.after['added'], 'article')}"


def _tell_member(event: Event) -> str:
    was, now, name = event.before["role"], event.after["role"], event.after["name"]
    if now is None:
        return f"took {name}, who was {Role(was).with_article}, out of the story"
    return f"made {name} {Role(now).with_article}" + (f" instead of {Role(was).with_article}" if was else "")


def _quoted(value: str | None) -> str:
    return f"“{value}”" if value else "not known"


# What a correction is called where it is taken back.
_CORRECTIONS = {
    Action.CLAIM_EDITED: "rewording",
    Action.CLAIM_MERGED: "merge",
    Action.CLAIM_SPLIT: "split",
    Action.CLAIM_DISCARDED: "discarding",
    Action.CLAIM_RESTORED: "restoring",
    Action.CLAIM_ADDED: "added claim",
    Action.EXCERPT_ADDED: "added excerpt",
    Action.EXCERPT_MOVED: "moved excerpt",
    Action.SPEAKER_CORRECTED: "speaker",
    Action.ORIGIN_CORRECTED: "origin",
    Action.COPY_CORRECTED: "what the article is a copy of",
    Action.TAGGED: "tag",
    Action.UNTAGGED: "taking a tag off",
    Action.ASSIGNED: "assignment",
    Action.UNASSIGNED: "end of an assignment",
}


def _tell_tag(event: Event) -> str:
    if event.action is Action.TAGGED:
        return f"put the tag {_quoted(event.after['tag'])} on the claim"
    return f"took the tag {_quoted(event.before['tag'])} off the claim"


def _tell_assignment(event: Event) -> str:
    if event.action is Action.ASSIGNED:
        return f"asked {event.after['name']} to review the claim"
    return f"no longer asks {event.before['name']} to review the claim"


_TELLERS: Mapping[Action, Callable[[Event], str]] = {
    Action.TAGGED: _tell_tag,
    Action.UNTAGGED: _tell_tag,
    Action.ASSIGNED: _tell_assignment,
    Action.UNASSIGNED: _tell_assignment,
    Action.STORY_SET: _tell_setting,
    Action.CLAIM_EDITED: _tell_edit,
    Action.CLAIM_MERGED: _tell_merge,
    Action.CLAIM_GAINED: _tell_gain,
    Action.CLAIM_SPLIT: _tell_split,
    Action.CLAIM_ADDED: _tell_added_claim,
    Action.EXCERPT_ADDED: _tell_added_excerpt,
    Action.EXCERPT_MOVED: _tell_move,
    Action.SPEAKER_CORRECTED: _tell_speaker,
    Action.ORIGIN_CORRECTED: _tell_origin,
    Action.COPY_CORRECTED: _tell_copy,
    Action.STANCE_CORRECTED: _tell_correction,
    Action.ARTICLE_CORRECTED: _tell_details,
    Action.SOURCE_CORRECTED: _tell_owner,
    Action.ARTICLES_IMPORTED: _tell_import,
    Action.MEMBER_SET: _tell_member,
}
