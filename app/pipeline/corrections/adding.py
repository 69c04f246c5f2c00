"""What the machine has overlooked: a person chooses words of an article, as a claim or as an excerpt of one."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import store
from app.errors import Conflict, Refused
from app.models import Article, Claim, Event, Excerpt, Person, Source, utc_now
from app.nlp.claims import Statement, read_article
from app.nlp.origins import Directory
from app.pipeline.analysis import readable
from app.pipeline.checks import clean_line, clean_text
from app.pipeline.corrections.common import (
    BEARING,
    LONGEST_CLAIM,
    LONGEST_WHY,
    ask_again,
    check_live,
    describe_asking,
    finish,
    list_excerpts,
    lock_story,
    open_claim,
    quote,
    readmit,
    record_undoing,
    refuse_if_built_on,
    renumber,
)
from app.pipeline.corrections.wording import restore_asking
from app.pipeline.identity import Span, overlap
from app.pipeline.passages import Place, check_passage
from app.pipeline.record import record
from app.pipeline.roles import check_role
from app.pipeline.statements import read_off
from app.store import LIVE
from app.vocabulary import Action, Role, Stance

_BY_HAND = "Added by a person; the machine hadn't held it against the claim."
_HOME = "A person took the claim from here."


def add_claim(session: Session, article_id: str, place: Place, text: str, *, person: Person, why: str = "") -> Claim:
    """Make a claim of words of an article, and return it.

    `place` is in code points of the article's text, end exclusive. Raise Refused if these words are a claim already.
    """
    text, why = clean_line(text, "claim", LONGEST_CLAIM), clean_text(why, "reason", LONGEST_WHY)
    row = store.get_article(session, article_id)
    story = lock_story(session, row.article.story_id)
    check_role(session, person, story.id, Role.REVIEWER)
    span = _check(row.article, place)
    known = find_claim_at(session, story.id, span)
    if known is not None:
        raise Refused(f"There is a claim taken from these words: {quote(known.text)}.", field="words")
    found = find_statement(row.article, row.source, place)
    claim = Claim(
        story_id=story.id, text=text, checkworthiness=found.checkworthiness if found else 1.0, why="added by a person"
    )
    session.add(claim)
    session.flush()
    own = {"suggested_stance": Stance.STATES, "stance": Stance.STATES, "reasons": [_HOME]}
    excerpt = _make_excerpt(row, span, person, claim_id=claim.id, **own)
    session.add(excerpt)
    finish(session, story, claim)
    record(
        session,
        Action.CLAIM_ADDED,
        story.id,
        person=person,
        claim_id=claim.id,
        excerpt_id=excerpt.id,
        after={"text": text} | _describe(excerpt),
        why=why,
    )
    session.commit()
    return claim


def _describe(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "article": excerpt.article_id,
        "start": excerpt.start,
        "end": excerpt.end,
        "words": excerpt.text,
    }


def _check(article: Article, place: Place) -> Span:
    return Span(article.id, *check_passage(article.text, *place))


def find_claim_at(session: Session, story_id: str, span: Span) -> Claim | None:
    """Return the story's claim that is taken from these words, if there is one."""
    statement = (
        select(Claim, Excerpt)
        .join(Excerpt, col(Excerpt.claim_id) == col(Claim.id))
        .where(col(Claim.story_id) == story_id, LIVE)
        .where(col(Excerpt.article_id) == span.article, col(Excerpt.position) == 0)
        .where(col(Excerpt.start) < span.end, col(Excerpt.end) > span.start)
        .order_by(col(Excerpt.start), col(Claim.id))
    )
    same = ((claim, overlap(span, Span(e.article_id, e.start, e.end))) for claim, e in session.execute(statement))
    return next((claim for claim, shared in same if shared), None)


def find_statement(article: Article, source: Source | None, place: Place) -> Statement | None:
    """Return what the machine reads in these words of an article, if anything."""
    return _read(article, source, place)[0]


def _read(article: Article, source: Source | None, place: Place) -> tuple[Statement | None, Directory]:
    read = read_article(readable(article, source))
    span = Span("", *place)
    rated = [(overlap(span, Span("", one.start, one.end)), -at) for at, one in enumerate(read.statements)]
    shared, at = max(rated, default=(0, 0))
    return (read.statements[-at] if shared else None), Directory([read])


def _make_excerpt(row: store.ArticleRow, span: Span, person: Person, **own: Any) -> Excerpt:
    """Return an excerpt that a person placed, with what the machine reads in its words."""
    found, speakers = _read(row.article, row.source, (span.start, span.end))
    return Excerpt(
        article_id=row.article.id,
        start=span.start,
        end=span.end,
        text=row.article.text[span.start : span.end],
        corrected_by=person.id,
        corrected_at=utc_now(),
        settled=["place"],
        **(read_off(found, speakers) if found else {}),
        **own,
    )


def add_excerpt(
    session: Session,
    claim_id: str,
    article_id: str,
    place: Place,
    stance: Stance,
    *,
    person: Person,
    why: str = "",
) -> Excerpt:
    """Hold words of an article against a claim of its story, with a stance; return the excerpt.

    `place` is in code points of the article's text, end exclusive. Raise Refused if they are held against it already.
    """
    why = clean_text(why, "reason", LONGEST_WHY)
    row = store.get_article(session, article_id)
    story, claim = open_claim(session, claim_id, person=person)
    check_live(claim)
    if row.article.story_id != story.id:
        raise Refused("The claim is of another story than the article.", field="claim")
    span, held = _check(row.article, place), list_excerpts(session, claim.id)
    if any(overlap(span, Span(one.article_id, one.start, one.end)) for one in held):
        raise Refused("These words are held against that claim already: correct their stance there.", field="claim")
    own = {"suggested_stance": Stance.RELATED, "stance": stance, "reasons": [_BY_HAND], "position": len(held)}
    excerpt = _make_excerpt(row, span, person, claim_id=claim.id, **own)
    session.add(excerpt)
    readmit(session, claim.id, [excerpt])
    before = describe_asking(claim)
    if stance in BEARING:
        ask_again(claim, f"{person.name} added an excerpt of {row.source_name or row.name}")
    finish(session, story, claim)
    record(
        session,
        Action.EXCERPT_ADDED,
        story.id,
        person=person,
        claim_id=claim.id,
        excerpt_id=excerpt.id,
        before=before,
        after={"stance": stance.value} | _describe(excerpt) | describe_asking(claim),
        why=why,
    )
    session.commit()
    return excerpt


def undo_adding_claim(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Discard a claim that was added; its page stays, for its address may be known. Commit nothing."""
    refuse_if_built_on(session, event, [claim.id])
    check_live(claim)
    claim.withdrawn_at, claim.withdrawn_because = utc_now(), "Added by mistake."
    finish(session, store.get_story_by_id(session, claim.story_id), claim)
    return record_undoing(session, event, person)


def undo_adding_excerpt(session: Session, claim: Claim, event: Event, person: Person) -> Event:
    """Take an excerpt away that was added; commit nothing."""
    refuse_if_built_on(session, event, [claim.id])
    excerpt = session.get(Excerpt, event.excerpt_id)
    if excerpt is None or excerpt.claim_id != claim.id:
        raise Conflict("It can't be undone: the excerpt isn't held against this claim any more.")
    session.delete(excerpt)
    session.flush()
    renumber(list_excerpts(session, claim.id))
    restore_asking(session, claim, event)
    finish(session, store.get_story_by_id(session, claim.story_id), claim)
    return record_undoing(session, event, person)
