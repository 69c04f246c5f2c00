"""Correcting claims in tests: each deed in a transaction of its own, and what there is afterwards."""

from collections.abc import Sequence

from sqlmodel import Session

from app import pipeline, store
from app.db import Database
from app.models import Claim, Event, Person, Story
from app.vocabulary import Action, Stance


def again(database: Database, claim: Claim) -> Claim:
    """Return the claim as it is now."""
    with database.reading() as session:
        return store.get_claim(session, claim.id)


def undo(database: Database, story: Story, person: Person) -> Event:
    """Take back what the person did last."""
    with database.writing() as session:
        return pipeline.undo_last(session, story.slug, person=person)


def evidence(database: Database, claim: Claim) -> list[tuple[str, str, Stance]]:
    """Return outlet, words and stance of what is held against a claim, in order."""
    with database.reading() as session:
        rows = store.list_evidence(session, claim.id)
    return [(row.source_name, row.text, row.stance) for row in rows]


def outlets(database: Database, claim: Claim) -> list[str]:
    """Return the outlets of what is held against a claim, in order."""
    return [outlet for outlet, _, _ in evidence(database, claim)]


def ids_of(database: Database, claim: Claim, *names: str) -> list[str]:
    """Return the ids of the excerpts of these outlets."""
    with database.reading() as session:
        return [row.id for row in store.list_evidence(session, claim.id) if row.source_name in names]


def events(database: Database, claim: Claim, action: Action) -> list[Event]:
    """Return what the record says of this kind about a claim, newest first."""
    with database.reading() as session:
        return [row.event for row in store.list_history(session, claim.id) if row.event.action is action]


def edit(database: Database, claim: Claim, text: str, person: Person, *, keeps_meaning: bool = False) -> Claim:
    """Word a claim otherwise, as it was seen."""
    with database.writing() as session:
        return pipeline.edit_claim(
            session,
            claim.id,
            text,
            person=person,
            seen_revision=_revision(session, claim),
            keeps_meaning=keeps_meaning,
            why="Clearer.",
        )


def merge(database: Database, gone: Claim, survivor: Claim, person: Person) -> Claim:
    """Merge one claim into another."""
    with database.writing() as session:
        return pipeline.merge_claims(session, gone.id, survivor.id, person=person, seen={}, why="The same.")


def split(database: Database, claim: Claim, text: str, chosen: Sequence[str], person: Person) -> Claim:
    """Split a claim, as it was seen."""
    with database.writing() as session:
        seen = _revision(session, claim)
        return pipeline.split_claim(session, claim.id, text, chosen, person=person, seen_revision=seen)


def discard(database: Database, claim: Claim, person: Person, why: str = "It is an opinion.") -> Claim:
    """Discard a claim, as it was seen."""
    with database.writing() as session:
        return pipeline.discard_claim(session, claim.id, why, person=person, seen_revision=_revision(session, claim))


def restore(database: Database, claim: Claim, person: Person) -> Claim:
    """Bring a discarded claim back."""
    with database.writing() as session:
        return pipeline.restore_claim(session, claim.id, person=person)


def _revision(session: Session, claim: Claim) -> int:
    return store.get_claim(session, claim.id).revision


def move(database: Database, excerpt_id: str, to: Claim, person: Person) -> None:
    """Move an excerpt to another claim."""
    with database.writing() as session:
        pipeline.move_excerpt(session, excerpt_id, to.id, person=person, why="It is about that.")


def say(database: Database, excerpt_id: str, person: Person, *, speaker: str = "", origin: str = "") -> None:
    """Set who said what an excerpt says, and who said it first."""
    with database.writing() as session:
        pipeline.correct_saying(session, excerpt_id, speaker=speaker, origin=origin, person=person)


def copy(database: Database, story: Story, outlet: str, of: str | None, person: Person) -> None:
    """Say that an outlet's article has the same text as another outlet's."""
    with database.writing() as session:
        articles = {source.name: article.id for article, source in store.list_all_articles(session, story.id) if source}
        pipeline.correct_copy(session, articles[outlet], articles[of] if of else None, person=person)


def copies(database: Database, story: Story) -> dict[str, str]:
    """Return which outlet's article is a copy of which."""
    with database.reading() as session:
        rows = store.list_all_articles(session, story.id)
    names = {article.id: source.name for article, source in rows if source}
    return {names[article.id]: names[article.copy_of] for article, _ in rows if article.copy_of}


def find_words(database: Database, story: Story, outlet: str, words: str) -> tuple[str, tuple[int, int]]:
    """Return the article of an outlet and where words stand in it."""
    with database.reading() as session:
        article = next(a for a, s in store.list_all_articles(session, story.id) if s and s.name == outlet)
    [place] = pipeline.find_places(article.text, words)
    return article.id, place


def add_claim(database: Database, story: Story, outlet: str, words: str, person: Person) -> Claim:
    """Make a claim of words of an outlet's article, worded as they are."""
    article, place = find_words(database, story, outlet, words)
    with database.writing() as session:
        return pipeline.add_claim(session, article, place, words, person=person)


def add_excerpt(
    database: Database, story: Story, outlet: str, words: str, claim: Claim, *, stance: Stance, person: Person
) -> None:
    """Hold words of an outlet's article against a claim."""
    article, place = find_words(database, story, outlet, words)
    with database.writing() as session:
        pipeline.add_excerpt(session, claim.id, article, place, stance, person=person)
