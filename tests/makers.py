"""Plain makers with good defaults: people, stories, articles, and analyses that say what a test needs said."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app import pipeline, store
from app.analysis import Analysis, Claim, Excerpt
from app.db import Database
from app.models import Article, Capture, Membership, Person, Source, Story
from app.models import Claim as KeptClaim
from app.nlp.claims import ReadArticle, Statement
from app.nlp.sentences import Sentence
from app.pipeline.analysis import readable
from app.pipeline.articles import find_or_make_source
from app.vocabulary import Role, SentenceKind, Stance, Strength, Verdict

_SENTENCE = re.compile(r"[^.\n]+\.?")


@dataclass(frozen=True)
class Report:
    """An article to be: what an outlet printed, and when."""

    outlet: str | None
    text: str
    published_at: date | None = date(2031, 3, 3)
    title: str | None = None
    language: str = "en"


@dataclass(frozen=True)
class Line:
    """Words of an outlet's article, held against a claim."""

    outlet: str
    words: str
    stance: Stance = Stance.STATES
    speaker: str | None = None
    reasons: tuple[str, ...] = ("Both say so.",)


ECHO = Report("The Echo", "A dam broke at Lindau. The flood drowned 12 people. Rescuers are searching.")
POST = Report("Valley Post", "The dam at Lindau gave way. Twelve people drowned in the flood. Roads are closed.")
STAR = Report("Evening Star", "Only 3 people drowned when the dam broke. The mayor blamed the rain.")
DROWNED = (
    Line("The Echo", "The flood drowned 12 people."),
    Line("Valley Post", "Twelve people drowned in the flood."),
    Line("Evening Star", "Only 3 people drowned", Stance.CONTRADICTS, reasons=("3 is not 12.",)),
)
BROKE = (Line("The Echo", "A dam broke at Lindau."), Line("Valley Post", "The dam at Lindau gave way."))
ROADS = (Line("Valley Post", "Roads are closed."),)


def make_person(database: Database, name: str = "Ann", role: Role | None = Role.OWNER) -> Person:
    """Keep somebody who works here: an owner, who may do everything, or with `role` in each story that there is."""
    with database.writing() as session:
        person = Person(name=name, folded_name=name.casefold(), is_owner=role is Role.OWNER)
        session.add(person)
        session.flush()
        if role and not person.is_owner:
            stories = session.scalars(select(col(Story.id))).all()
            session.add_all(Membership(story_id=id, person_id=person.id, role=role) for id in stories)
        session.commit()
    return person


def set_role(database: Database, person: Person, story: Story, role: Role | None) -> None:
    """Make somebody a member of a story with this role, or no member of it."""
    with database.writing() as session:
        session.execute(
            delete(Membership).where(col(Membership.person_id) == person.id, col(Membership.story_id) == story.id)
        )
        if role is not None:
            session.add(Membership(story_id=story.id, person_id=person.id, role=role))
        session.commit()


def make_story(database: Database, title: str = "Dam at Lindau") -> Story:
    """Keep a story without articles."""
    with database.writing() as session:
        return pipeline.make_story(session, title)


def add_reports(database: Database, story: Story, *reports: Report) -> list[Article]:
    """Keep articles in a story, without an import around them."""
    with database.writing() as session:
        articles = [_add_report(session, story, report) for report in reports]
        session.commit()
    return articles


def _add_report(session: Session, story: Story, report: Report) -> Article:
    data = report.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    if session.get(Capture, sha256) is None:
        session.add(Capture(sha256=sha256, data=data, name="report.txt"))
        session.flush()
    article = Article(
        story_id=story.id,
        source_id=find_or_make_source(session, report.outlet),
        capture_sha256=sha256,
        name="report.txt",
        title=report.title,
        published_at=report.published_at,
        language=report.language,
        text=report.text,
        text_sha256=sha256,
    )
    session.add(article)
    session.flush()
    return article


def analyse_as(
    database: Database, story: Story, *claims: Sequence[Line], copy_of: dict[str, str] | None = None
) -> None:
    """Save an analysis of the story that finds these claims, the first the most worth checking."""
    found = make_analysis(database, story, *claims, copy_of=copy_of)
    with database.writing() as session:
        assert pipeline.save_analysis(session, story.id, found)


def make_analysis(
    database: Database, story: Story, *claims: Sequence[Line], copy_of: dict[str, str] | None = None
) -> Analysis:
    """Return an analysis of the story's articles; `copy_of` maps an outlet to the one that it copies."""
    with database.reading() as session:
        rows = store.list_all_articles(session, story.id)
    read = {source.name if source else "": _read(article, source) for article, source in rows}
    copies = {read[copy].article.id: read[original].article.id for copy, original in (copy_of or {}).items()}
    return Analysis(
        articles=tuple(read.values()),
        copy_of=copies,
        claims=tuple(_find(read, lines, worth) for lines, worth in zip(claims, _falling(len(claims)), strict=True)),
    )


def _read(article: Article, source: Source | None) -> ReadArticle:
    sentences = tuple(
        Sentence(match.start() + _blanks(match[0]), match.end(), SentenceKind.CLAIM)
        for match in _SENTENCE.finditer(article.text)
        if match[0].strip()
    )
    return ReadArticle(readable(article, source), sentences, (), ())


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _falling(count: int) -> list[float]:
    return [1.0 - place / (count + 1) for place in range(count)]


def _find(read: dict[str, ReadArticle], lines: Sequence[Line], worth: float) -> Claim:
    return Claim(
        text=lines[0].words,
        checkworthiness=worth,
        why="a figure",
        excerpts=tuple(_excerpt(read[line.outlet], line, worth) for line in lines),
        origins=(),
        independent_origins=0,
        suggested_verdict=Verdict.UNSUPPORTED,
        basis="",
    )


def _excerpt(read: ReadArticle, line: Line, worth: float) -> Excerpt:
    start = read.article.text.index(line.words)
    statement = Statement(
        article=read.article.id,
        start=start,
        end=start + len(line.words),
        text=line.words,
        wording=line.words,
        speaker=line.speaker,
        strength=Strength.ASSERTED,
        quantities=(),
        dates=(),
        checkworthiness=worth,
        why="a figure",
    )
    conflict = line.reasons[0].rstrip(".") if line.stance is Stance.CONTRADICTS else ""
    return Excerpt(statement, line.stance, 0.9, line.reasons, conflict)


def make_flood(database: Database) -> Story:
    """Keep a story of three outlets with three claims: how many drowned (disputed), that the dam broke, the roads."""
    story = make_story(database)
    add_reports(database, story, ECHO, POST, STAR)
    analyse_as(database, story, DROWNED, BROKE, ROADS)
    return story


def find_claim(database: Database, story: Story, text: str) -> KeptClaim:
    """Return the story's claim that has this in its text."""
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.ClaimFilter(), limit=200).items
    return next(row.claim for row in rows if text in row.claim.text)


def decide(database: Database, claim: KeptClaim, person: Person, verdict: Verdict = Verdict.CORROBORATED) -> KeptClaim:
    """Have a person decide a claim as it stands now; return the claim as it is then."""
    with database.writing() as session:
        seen = store.get_claim(session, claim.id).version
        pipeline.review_claim(session, claim.id, verdict, person=person, seen_version=seen)
    with database.reading() as session:
        return store.get_claim(session, claim.id)
