"""Which claims a list shows: read from an address, written back to it, and said in SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, func, not_, or_, select
from sqlmodel import Session, col

from app.db import fold_name, is_storable
from app.errors import Refused
from app.models import Article, Assignment, Claim, Excerpt, Tag, is_id
from app.search import match_claims
from app.store.paging import Key
from app.store.stories import DISCARDED, LIVE, SPLIT
from app.vocabulary import Verdict

E_ = TypeVar("E_", bound=StrEnum)
SORTS = ("worth", "newest", "disputed", "recent")
_YES, _NO = {"yes", "1", "true", "on"}, {"no", "0", "false", "off"}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """A view of a story's claims; None and the empty text ask for everything.

    `source` is a source's id, `speaker` a name as the articles give it, `judge` who judged, alone or with its version,
    `assignee` the id of a person who is asked to review them.
    """

    verdict: Verdict | None = None
    suggestion: Verdict | None = None
    source: str | None = None
    speaker: str | None = None
    disputed: bool | None = None
    decided: bool | None = None
    stale: bool | None = None
    split: bool | None = None
    discarded: bool | None = None
    text: str = ""
    sort: str = "worth"
    judge: str | None = None
    tag: str | None = None
    assignee: str | None = None

    def query(self) -> dict[str, str]:
        """Return the one query string that stands for this view, without what asks for nothing.

        >>> ClaimFilter(decided=False, sort="newest").query()
        {'decided': 'no', 'sort': 'newest'}
        """
        given = {
            name: getattr(self, name) for name in FILTER_NAMES if getattr(self, name) != getattr(_EVERYTHING, name)
        }
        return {name: _WORDS[value] if isinstance(value, bool) else str(value) for name, value in given.items()}

    def without(self, name: str) -> "ClaimFilter":
        """Return the view without one of its conditions: what a facet is counted in."""
        return replace(self, **{name: getattr(_EVERYTHING, name)})


FILTER_NAMES = tuple(field.name for field in fields(ClaimFilter))
_EVERYTHING = ClaimFilter()
_WORDS = {True: "yes", False: "no"}


def parse_claim_filter(params: Mapping[str, str]) -> ClaimFilter:
    """Read a view from query parameters; an empty one asks for nothing, and names that aren't ours are left alone.

    Raise Refused, with the field, for a value that can't be.
    """
    given = {name: params[name].strip() for name in FILTER_NAMES if params.get(name, "").strip()}
    return ClaimFilter(
        verdict=_member(given, "verdict", Verdict),
        suggestion=_member(given, "suggestion", Verdict),
        source=_id(given, "source"),
        speaker=_name(given, "speaker"),
        disputed=_flag(given, "disputed"),
        decided=_flag(given, "decided"),
        stale=_flag(given, "stale"),
        discarded=_flag(given, "discarded"),
        split=_flag(given, "split"),
        text=given.get("text", ""),
        sort=_sort(given),
        judge=_name(given, "judge"),
        tag=_name(given, "tag"),
        assignee=_id(given, "assignee"),
    )


def _refuse(field: str) -> Refused:
    return Refused(f"That is not a value that “{field}” can have.", field=field)


def _member(given: Mapping[str, str], field: str, kind: type[E_]) -> E_ | None:
    if field not in given:
        return None
    if given[field] not in set(kind):
        raise _refuse(field)
    return kind(given[field])


def _flag(given: Mapping[str, str], field: str) -> bool | None:
    value = given.get(field)
    if value is None:
        return None
    if value not in _YES | _NO:
        raise _refuse(field)
    return value in _YES


def _id(given: Mapping[str, str], field: str) -> str | None:
    value = given.get(field)
    if value is not None and not is_id(value):
        raise _refuse(field)
    return value


def _name(given: Mapping[str, str], field: str) -> str | None:
    name = given.get(field)
    if name is not None and not is_storable(name):
        raise _refuse(field)
    return name


def _sort(given: Mapping[str, str]) -> str:
    sort = given.get("sort", "worth")
    if sort not in SORTS:
        raise _refuse("sort")
    return sort


def conditions(session: Session, story_id: str, view: ClaimFilter) -> list[ColumnElement[bool]]:
    """Return what SQL asks of a claim in this view of the story."""
    wanted: list[ColumnElement[bool]] = [col(Claim.story_id) == story_id, DISCARDED if view.discarded else LIVE]
    if view.verdict is not None:
        wanted.append(col(Claim.verdict) == view.verdict)
    if view.suggestion is not None:
        wanted.append(col(Claim.suggested_verdict) == view.suggestion)
    if view.disputed is not None:
        wanted.append(col(Claim.contradicting) > 0 if view.disputed else col(Claim.contradicting) == 0)
    if view.decided is not None:
        wanted.append(col(Claim.verdict).is_not(None) if view.decided else col(Claim.verdict).is_(None))
    if view.stale is not None:
        wanted.append(col(Claim.stale_at).is_not(None) if view.stale else col(Claim.stale_at).is_(None))
    if view.split is not None:
        wanted.append(SPLIT if view.split else not_(SPLIT))
    if view.judge is not None:
        version = col(Claim.judge) + " " + col(Claim.judge_version)
        wanted.append(or_(col(Claim.judge) == view.judge, version == view.judge))
    if view.tag is not None:
        tagged = select(col(Tag.claim_id)).where(col(Tag.folded_name) == fold_name(view.tag))
        wanted.append(col(Claim.id).in_(tagged))
    if view.assignee is not None:
        assigned = select(col(Assignment.claim_id)).where(col(Assignment.person_id) == view.assignee)
        wanted.append(col(Claim.id).in_(assigned))
    return wanted + _evidence_conditions(session, story_id, view)


def _evidence_conditions(session: Session, story_id: str, view: ClaimFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if view.source is not None:
        from_source = select(col(Excerpt.claim_id)).join(Article, col(Article.id) == col(Excerpt.article_id))
        wanted.append(col(Claim.id).in_(from_source.where(col(Article.source_id) == view.source)))
    if view.speaker is not None:
        wanted.append(col(Claim.id).in_(select(col(Excerpt.claim_id)).where(col(Excerpt.speaker) == view.speaker)))
    if view.text:
        wanted.append(col(Claim.id).in_(match_claims(session, story_id, view.text)))
    return wanted


def keys(view: ClaimFilter) -> list[Key]:
    """Return what the view is ordered by; what is equal is ordered by worth."""
    first = {
        "worth": [],
        "newest": [Key(col(Claim.created_at), datetime, descending=True)],
        "disputed": [Key(col(Claim.contradicting), int, descending=True)],
        "recent": [Key(func.coalesce(col(Claim.decided_at), _NEVER), datetime, descending=True)],
    }[view.sort]
    return [*first, Key(col(Claim.rank), int), Key(col(Claim.id), str)]
