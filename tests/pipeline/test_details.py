"""People correct what is known of an article; its text and their decisions stay."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from app import pipeline, store
from app.db import Database
from app.errors import NotFound, Refused
from app.models import Article, Event, ImportJob, Person, Story
from app.vocabulary import Action, JobState, Verdict
from tests.makers import Report, add_reports, decide, make_person, make_story

WIRE = (
    "A dam broke at Lindau on Monday and the flood drowned 12 people in the valley, the mayor said. "
    "Rescuers were searching the banks of the river for three more people on Tuesday morning. "
    "The regional government has promised 40 million crowns for the repair of roads and bridges."
)
ECHO = Report("The Echo", WIRE, date(2031, 3, 4), title="Dam breaks")
POST = Report("Valley Post", f"{WIRE} Schools are closed.", date(2031, 3, 5), title="Flood in the valley")
STAR = Report("Evening Star", "A dam broke at Lindau on Monday. The flood drowned 12 people.", date(2031, 3, 5))


@pytest.fixture
def story(database: Database) -> Story:
    story = make_story(database)
    add_reports(database, story, ECHO, POST, STAR)
    pipeline.analyse_story(database, story.id)
    return story


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


def _row(database: Database, story: Story, outlet: str) -> store.ArticleRow:
    with database.reading() as session:
        rows = store.list_articles(session, story.id).items
        article_id = next(row.article.id for row in rows if row.source_name == outlet)
        return store.get_article(session, article_id)


def _details(row: store.ArticleRow, **changes: str) -> dict[str, str]:
    """Return what the form would send, with some of it changed."""
    article = row.article
    return {
        "title": article.title or "",
        "publisher": row.source_name or "",
        "family": row.source.family or "" if row.source else "",
        "author": article.author or "",
        "published_at": article.published_at.isoformat() if article.published_at else "",
        "url": article.url or "",
        "language": article.language,
        **changes,
    }


def _correct(database: Database, row: store.ArticleRow, person: Person | None = None, **changes: str) -> list[str]:
    """Correct an article's details, and return the ids of the jobs that follow from it."""
    with database.writing() as session:
        jobs = pipeline.correct_article(session, row.article.id, _details(row, **changes), person=person)
        return [job.id for job in jobs]


def _run(database: Database, job_ids: list[str]) -> None:
    for job_id in job_ids:
        assert pipeline.run_import(database, job_id).state is JobState.DONE


def _events(database: Database, story: Story) -> list[Event]:
    told = (Action.ARTICLE_CORRECTED, Action.SOURCE_CORRECTED, Action.ARTICLES_IMPORTED)
    with database.reading() as session:
        rows = store.list_story_history(session, story.id).items
    return [row.event for row in rows if row.event.action in told]


def _copies(database: Database, story: Story) -> dict[str | None, str | None]:
    """Return what outlets copy whom."""
    with database.reading() as session:
        rows = store.list_articles(session, story.id).items
    return {row.source_name: row.copy_source_name for row in rows if row.copy_source_name}


def _drowned(database: Database, story: Story) -> store.ClaimRow:
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.ClaimFilter(), limit=200).items
    return next(row for row in rows if "drowned" in row.claim.text)


def test_every_detail_can_be_corrected_and_the_text_never_changes(
    database: Database, story: Story, ann: Person
) -> None:
    row = _row(database, story, "Evening Star")
    changes = {
        "title": "  Dam   gives way ",
        "publisher": "Morning Star",
        "author": "Ida Lund",
        "published_at": "2031-03-03",
        "url": "https://star.example/dam",
        "language": "en-GB",
    }
    assert len(_correct(database, row, ann, **changes)) == 1
    after = _row(database, story, "Morning Star").article
    assert (after.title, after.author, after.published_at) == ("Dam gives way", "Ida Lund", date(2031, 3, 3))
    assert (after.url, after.language) == ("https://star.example/dam", "en")
    assert (after.id, after.text, after.text_sha256) == (row.article.id, STAR.text, row.article.text_sha256)


def test_a_correction_is_recorded_from_what_to_what(database: Database, story: Story, ann: Person) -> None:
    row = _row(database, story, "The Echo")
    _correct(database, row, ann, published_at="", author="Ida Lund")
    event = _events(database, story)[0]
    which = {"article": row.article.id, "name": "Dam breaks"}
    assert (event.action, event.person_id) == (Action.ARTICLE_CORRECTED, ann.id)
    assert event.before == which | {"author": None, "published_at": "2031-03-04"}
    assert event.after == which | {"author": "Ida Lund", "published_at": None}


def test_what_is_left_as_it_was_changes_nothing(database: Database, story: Story, ann: Person) -> None:
    assert _correct(database, _row(database, story, "The Echo"), ann, title=" Dam  breaks ") == []
    assert _events(database, story) == []


def test_a_corrected_date_tells_which_text_came_first(database: Database, story: Story, ann: Person) -> None:
    assert _copies(database, story) == {"Valley Post": "The Echo"}
    _run(database, _correct(database, _row(database, story, "The Echo"), ann, published_at="2031-03-06"))
    assert _copies(database, story) == {"The Echo": "Valley Post"}


def test_outlets_of_one_owner_count_once_from_then_on(database: Database, story: Story, ann: Person) -> None:
    before = _drowned(database, story).claim
    assert before.suggested_verdict is Verdict.CORROBORATED
    for outlet in ("The Echo", "Valley Post", "Evening Star"):
        _run(database, _correct(database, _row(database, story, outlet), ann, family="Lakeside Media"))
    after = _drowned(database, story).claim
    assert (after.id, after.sources, after.suggested_verdict) == (before.id, 1, Verdict.UNSUPPORTED)
    event = _events(database, story)[0]
    assert event.action is Action.SOURCE_CORRECTED
    assert (event.before["family"], event.after["family"]) == (None, "Lakeside Media")


def test_an_owner_counts_in_every_story_that_the_outlet_reports(database: Database, story: Story, ann: Person) -> None:
    other = make_story(database, "Crane in the harbour")
    add_reports(database, other, Report("The Echo", "A crane fell into the harbour."))
    jobs = _correct(database, _row(database, story, "The Echo"), ann, family="Lakeside Media")
    with database.reading() as session:
        stories = set(session.scalars(select(col(ImportJob.story_id)).where(col(ImportJob.id).in_(jobs))))
    assert stories == {story.id, other.id}
    assert [event.action for event in _events(database, other)] == [Action.SOURCE_CORRECTED]


def test_another_outlet_keeps_its_own_owner(database: Database, story: Story, ann: Person) -> None:
    _correct(database, _row(database, story, "The Echo"), ann, family="Lakeside Media")
    _correct(database, _row(database, story, "Valley Post"), ann, family="Hill Press")
    _correct(database, _row(database, story, "Valley Post"), ann, publisher="The Echo")
    with database.reading() as session:
        families = {row.name: row.source and row.source.family for row in store.list_sources(session, story.id)}
    assert families["The Echo"] == "Lakeside Media"


def test_a_decision_stays_as_it_is(database: Database, story: Story, ann: Person) -> None:
    decided = decide(database, _drowned(database, story).claim, ann)
    row = _row(database, story, "The Echo")
    _run(database, _correct(database, row, ann, published_at="2031-03-06", publisher="Echo Online"))
    after = _drowned(database, story).claim
    assert (after.id, after.verdict, after.in_force) == (decided.id, Verdict.CORROBORATED, 1)
    with database.reading() as session:
        frozen = store.get_decision(session, decided.id, 1)
    assert "The Echo" in str(frozen.evidence)


def test_corrections_one_after_the_other_line_the_claims_up_once(database: Database, story: Story, ann: Person) -> None:
    first = _correct(database, _row(database, story, "The Echo"), ann, author="Ida Lund")
    assert _correct(database, _row(database, story, "Valley Post"), ann, author="Ida Lund") == first
    _run(database, first)
    assert _correct(database, _row(database, story, "Valley Post"), ann, author="Ove Berg") != first
    assert Action.ARTICLES_IMPORTED not in {event.action for event in _events(database, story)}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "T" * 1001),
        ("publisher", "O" * 201),
        ("family", "F" * 201),
        ("author", "a\x00b"),
        ("author", "A" * 401),
        ("published_at", "last Tuesday"),
        ("published_at", "2031-02-30"),
        ("url", "https://" + "u" * 2000),
        ("language", "the one we speak"),
    ],
)
def test_what_no_column_holds_is_refused_and_nothing_is_changed(
    database: Database, story: Story, ann: Person, field: str, value: str
) -> None:
    row = _row(database, story, "The Echo")
    with pytest.raises(Refused) as refused:
        _correct(database, row, ann, **{"author": "Ida Lund", field: value})
    assert refused.value.field == field
    assert _row(database, story, "The Echo").article.model_dump() == row.article.model_dump()
    assert _events(database, story) == []


def test_an_owner_without_an_outlet_is_refused(database: Database, story: Story, ann: Person) -> None:
    with pytest.raises(Refused) as refused:
        _correct(database, _row(database, story, "The Echo"), ann, publisher="", family="Lakeside Media")
    assert refused.value.field == "family"


@pytest.mark.parametrize("article_id", ["x", "\x00", "a" * 16])
def test_an_unknown_article_is_not_corrected(database: Database, article_id: str) -> None:
    details = _details(
        store.ArticleRow(Article(story_id="", capture_sha256="", text="", text_sha256=""), None, 0, None, None)
    )
    with database.writing() as session, pytest.raises(NotFound):
        pipeline.correct_article(session, article_id, details, person=None)
