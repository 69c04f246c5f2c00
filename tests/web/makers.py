"""Rows with good defaults, for tests of the pages."""

import hashlib
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from app.models import Article, Capture, Claim, Excerpt, Sentence, Source, Story
from app.vocabulary import SentenceKind, Stance

TEXT = "The bridge at Orla closed on Monday.\r\nIt carried 4,000 cars a day.\nI think it was ugly.\nLeave a reply"


def make_story(session: Session, **values: Any) -> Story:
    """Make a story."""
    return _add(session, Story(**{"slug": "orla-bridge", "title": "Orla bridge closes"} | values))


def make_source(session: Session, name: str = "The Orla Echo") -> Source:
    """Return the outlet with this name, made if there is none."""
    found = session.exec(select(Source).where(col(Source.folded_name) == name.casefold())).first()
    return found or _add(session, Source(name=name, folded_name=name.casefold()))


def make_article(
    session: Session, story: Story, *, text: str = TEXT, outlet: str | None = None, **values: Any
) -> Article:
    """Make an article of a story, with the bytes that it was read from."""
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    if session.get(Capture, digest) is None:
        _add(session, Capture(sha256=digest, data=data, media_type="text/plain", name=values.get("name", "report.txt")))
    known = {
        "story_id": story.id,
        "source_id": make_source(session, outlet).id if outlet else None,
        "capture_sha256": digest,
        "text": text,
        "text_sha256": digest,
        "title": "Bridge shut",
        "language": "en",
        "published_at": date(2026, 5, 3),
    }
    return _add(session, Article(**(known | values)))


def make_sentence(session: Session, article: Article, words: str, kind: SentenceKind = SentenceKind.CLAIM) -> Sentence:
    """Mark the words of an article as a sentence."""
    start = article.text.index(words)
    return _add(session, Sentence(article_id=article.id, start=start, end=start + len(words), kind=kind))


def make_claim(session: Session, story: Story, text: str = "The bridge closed on Monday.", **values: Any) -> Claim:
    """Make a claim of a story."""
    return _add(session, Claim(**{"story_id": story.id, "text": text} | values))


def make_excerpt(
    session: Session, claim: Claim, article: Article, words: str, stance: Stance = Stance.STATES, **values: Any
) -> Excerpt:
    """Hold the words of an article against a claim."""
    start = article.text.index(words)
    known = {
        "claim_id": claim.id,
        "article_id": article.id,
        "start": start,
        "end": start + len(words),
        "text": words,
        "stance": stance,
        "suggested_stance": stance,
    }
    return _add(session, Excerpt(**(known | values)))


def _add(session: Session, row: Any) -> Any:
    session.add(row)
    session.commit()
    return row
