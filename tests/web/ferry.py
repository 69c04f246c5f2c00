"""An invented story of a stranded ferry, for the tests of claims: rows, with no engine between test and page."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app import search, store
from app.db import Database
from app.models import Article, Capture, Claim, Excerpt, Sentence, Source, Story
from app.vocabulary import SentenceKind, Stance, Strength, Verdict


@dataclass(frozen=True)
class Said:
    """What one outlet says about a claim."""

    outlet: str
    words: str
    stance: Stance = Stance.STATES
    speaker: str | None = None
    strength: Strength = Strength.ASSERTED
    reasons: tuple[str, ...] = ()
    url: str | None = None
    title: str = "Ferry runs aground"
    language: str = "en"


FERRY = (
    Said("Otter Gazette", "The ferry carried 240 passengers.", speaker="Harbour Master Ilse Brandt"),
    Said("Sound Radio", "There were 240 people on the ferry.", Stance.SUPPORTS, reasons=("240 is 240",)),
    Said("The Islander", "Only 90 passengers were not ashore.", Stance.CONTRADICTS, reasons=("90 is not 240",)),
    Said("Mainland Post", "The ferry was built in 1998.", Stance.RELATED),
)


def make_story(database: Database, *, title: str = "Ferry at Otter Sound", slug: str = "ferry") -> Story:
    """Keep a story without a claim in it."""
    with database.writing() as session:
        story = Story(title=title, slug=slug)
        session.add(story)
        session.commit()
    return story


def make_claim(
    database: Database,
    story: Story,
    text: str = "The ferry carried 240 passengers.",
    said: Sequence[Said] = FERRY,
    *,
    rank: int = 0,
    suggested: Verdict = Verdict.DISPUTED,
    basis: str = "2 sources say 240 passengers, 1 says 90",
) -> Claim:
    """Keep a claim with an article of its own for each thing said about it."""
    with database.writing() as session:
        claim = Claim(
            story_id=story.id,
            text=text,
            rank=rank,
            why="a figure about the passengers",
            suggested_verdict=suggested,
            basis=basis,
            origins=[one.speaker for one in said if one.speaker],
            sources=sum(one.stance in {Stance.STATES, Stance.SUPPORTS} for one in said),
            contradicting=sum(one.stance is Stance.CONTRADICTS for one in said),
        )
        session.add(claim)
        session.flush()
        for position, one in enumerate(said):
            _keep(session, story, claim, position, one)
        search.index_claim(session, claim.id, story.id, " ".join([text, *(one.words for one in said)]))
        session.commit()
    return claim


def _keep(session: Session, story: Story, claim: Claim, position: int, said: Said) -> None:
    before, after = f"Sentence before, in {said.outlet} {claim.id} {position}.", "Sentence after."
    text = f"{before} {said.words} {after}"
    article = Article(
        story_id=story.id,
        source_id=_source(session, said.outlet).id,
        capture_sha256=_capture(session, text),
        name=f"{position}.txt",
        title=said.title,
        url=said.url,
        published_at=date(2026, 5, 3 + position),
        language=said.language,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    session.add(article)
    session.flush()
    start = len(before) + 1
    end = start + len(said.words)
    for place, stop in ((0, len(before)), (start, end), (end + 1, len(text))):
        session.add(Sentence(article_id=article.id, start=place, end=stop, kind=SentenceKind.CLAIM))
    session.add(
        Excerpt(
            claim_id=claim.id,
            article_id=article.id,
            position=position,
            start=start,
            end=end,
            text=said.words,
            suggested_stance=said.stance,
            stance=said.stance,
            score=0.8,
            reasons=list(said.reasons),
            speaker=said.speaker,
            strength=said.strength,
        )
    )
    session.flush()


def _source(session: Session, name: str) -> Source:
    folded = name.casefold()
    known = store.find_source(session, folded)
    if known is None:
        known = Source(name=name, folded_name=folded)
        session.add(known)
        session.flush()
    return known


def _capture(session: Session, text: str) -> str:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    if session.get(Capture, digest) is None:
        session.add(Capture(sha256=digest, data=data, media_type="text/plain"))
        session.flush()
    return digest
