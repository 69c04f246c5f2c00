"""Views of a story's claims that people keep under a name."""

from sqlmodel import Session

from app import store
from app.db import fold_name
from app.errors import Forbidden, Refused
from app.models import Person, SavedView
from app.pipeline.checks import clean_line
from app.pipeline.corrections import lock_story
from app.pipeline.roles import check_role
from app.store import ClaimFilter
from app.vocabulary import Role

_LONGEST_NAME = 80
_MOST_VIEWS = 50


def save_view(
    session: Session, slug: str, name: str, view: ClaimFilter, *, person: Person, is_shared: bool = False
) -> SavedView:
    """Keep a view under a name; the person's own one of that name is replaced.

    Raise Refused for a name that can't be, or one view too many.
    """
    name = clean_line(name, "name", _LONGEST_NAME)
    story = lock_story(session, store.get_story(session, slug).id)
    check_role(session, person, story.id, Role.REVIEWER if is_shared else Role.VIEWER)
    own = {kept.folded_name: kept for kept, _ in store.list_views(session, story.id, person) if _is_own(kept, person)}
    kept = own.get(fold_name(name))
    if kept is None:
        if len(own) >= _MOST_VIEWS:
            raise Refused(f"You have {_MOST_VIEWS} views of this story already.", hint="Delete one of them first.")
        kept = SavedView(story_id=story.id, person_id=person.id, name=name, folded_name=fold_name(name))
        session.add(kept)
    kept.name, kept.query, kept.is_shared = name, view.query(), is_shared
    session.commit()
    return kept


def delete_view(session: Session, view_id: str, *, person: Person) -> SavedView:
    """Forget a view of one's own; an editor may forget one that is shared."""
    kept = store.get_view(session, view_id)
    role = check_role(session, person, kept.story_id, Role.VIEWER)
    if not _is_own(kept, person) and not (kept.is_shared and role.covers(Role.EDITOR)):
        raise Forbidden("Only who saved a view can delete it, or an editor if it is shared.")
    session.delete(kept)
    session.commit()
    return kept


def _is_own(kept: SavedView, person: Person) -> bool:
    return kept.person_id == person.id
