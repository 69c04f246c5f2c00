"""Reading a story again changes what the machine says and nothing that a person did."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from app import pipeline, sample, store
from app.analysis import analyse
from app.db import Database
from app.errors import NotFound
from app.models import Article, Claim, Event, Excerpt, Person, Skip, Story, utc_now
from app.pipeline.analysis import readable
from app.vocabulary import Action, Counting, Stance, Verdict
from tests.makers import (
    BROKE,
    DROWNED,
    ECHO,
    ROADS,
    Line,
    Report,
    add_reports,
    analyse_as,
    decide,
    find_claim,
    make_analysis,
    make_flood,
    make_person,
    make_story,
)

HERALD = Report("Lake Herald", "The dam broke at dawn. Nobody drowned in the flood. Schools are shut.")
NOBODY = Line("Lake Herald", "Nobody drowned in the flood.", Stance.CONTRADICTS, reasons=("0 is not 12.",))
ALSO = Line("Lake Herald", "The dam broke at dawn.", Stance.SUPPORTS)


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


def _dump(database: Database) -> dict[str, list[Any]]:
    """Return every row of every table."""
    with database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)))) for table in SQLModel.metadata.sorted_tables
        }


def _evidence(database: Database, claim: Claim) -> list[store.EvidenceRow]:
    with database.reading() as session:
        return store.list_evidence(session, claim.id)


def _events(database: Database, claim: Claim, action: Action) -> list[Event]:
    with database.reading() as session:
        return [row.event for row in store.list_history(session, claim.id) if row.event.action is action]


def _again(database: Database, claim: Claim) -> Claim:
    with database.reading() as session:
        return store.get_claim(session, claim.id)


def test_a_claim_is_suggested_by_what_is_held_against_it(database: Database, story: Story) -> None:
    drowned, broke = find_claim(database, story, "drowned"), find_claim(database, story, "dam broke")
    assert (drowned.suggested_verdict, drowned.sources, drowned.contradicting) == (Verdict.DISPUTED, 2, 1)
    assert (drowned.basis, broke.suggested_verdict, broke.basis) == (
        "3 is not 12",
        Verdict.CORROBORATED,
        "2 sources, origin unknown",
    )


def test_analysing_twice_changes_nothing(database: Database, story: Story, ann: Person) -> None:
    decide(database, find_claim(database, story, "drowned"), ann)
    before = _dump(database)
    analyse_as(database, story, DROWNED, BROKE, ROADS)
    assert _dump(database) == before


def test_the_engine_twice_over_the_same_articles_changes_nothing(database: Database) -> None:
    story = make_story(database)
    add_reports(database, story, ECHO, HERALD)
    pipeline.analyse_story(database, story.id)
    before = _dump(database)
    pipeline.analyse_story(database, story.id)
    assert _dump(database) == before
    assert before["claim"] != []


def test_a_new_article_joins_the_claims_that_are_there(database: Database, story: Story) -> None:
    before = find_claim(database, story, "dam broke")
    add_reports(database, story, HERALD)
    analyse_as(database, story, DROWNED, (*BROKE, ALSO), ROADS)
    after = find_claim(database, story, "dam broke")
    assert (after.id, after.sources) == (before.id, 3)


def test_a_claim_that_nobody_touched_and_that_is_found_no_more_is_gone(database: Database, story: Story) -> None:
    roads = find_claim(database, story, "Roads")
    analyse_as(database, story, DROWNED, BROKE)
    with database.reading() as session, pytest.raises(NotFound):
        store.get_claim(session, roads.id)
    with database.reading() as session:
        found = store.list_claims(session, story.id, store.ClaimFilter(text="roads"))
    assert found.items == []


@pytest.mark.parametrize("deed", ["decided", "skipped", "corrected", "leased"])
def test_a_claim_that_somebody_worked_on_stays_with_its_evidence(
    database: Database, story: Story, ann: Person, deed: str
) -> None:
    roads = find_claim(database, story, "Roads")
    with database.writing() as session:
        if deed == "decided":
            pipeline.review_claim(session, roads.id, Verdict.UNSUPPORTED, person=ann, seen_version=0)
        elif deed == "skipped":
            pipeline.skip_claim(session, roads.id, person=ann)
        elif deed == "corrected":
            excerpt = store.list_evidence(session, roads.id)[0]
            pipeline.correct_stance(session, excerpt.id, Stance.RELATED, person=ann)
        else:
            pipeline.take_claim(session, roads.id, person=ann, now=utc_now())
    analyse_as(database, story, DROWNED, BROKE)
    assert _again(database, roads).text == roads.text
    assert [row.text for row in _evidence(database, roads)] == ["Roads are closed."]


def test_a_claim_whose_lease_has_run_out_goes_like_any_other(database: Database, story: Story, ann: Person) -> None:
    roads = find_claim(database, story, "Roads")
    with database.writing() as session:
        pipeline.take_claim(session, roads.id, person=ann, now=utc_now() - timedelta(days=1))
    analyse_as(database, story, DROWNED, BROKE)
    with database.reading() as session, pytest.raises(NotFound):
        store.get_claim(session, roads.id)


def test_a_corrected_stance_is_never_overwritten(database: Database, story: Story, ann: Person) -> None:
    drowned = find_claim(database, story, "drowned")
    against = _evidence(database, drowned)[2]
    with database.writing() as session:
        pipeline.correct_stance(session, against.id, Stance.RELATED, person=ann)
    analyse_as(database, story, DROWNED, BROKE, ROADS)
    with database.reading() as session:
        after = store.get_excerpt(session, _evidence(database, drowned)[2].id)
    assert (after.stance, after.suggested_stance, after.corrected_by) == (Stance.RELATED, Stance.CONTRADICTS, ann.id)
    assert _again(database, drowned).suggested_verdict is Verdict.CORROBORATED


def test_a_corrected_stance_goes_along_when_its_passage_is_cut_otherwise(
    database: Database, story: Story, ann: Person
) -> None:
    drowned = find_claim(database, story, "drowned")
    against = _evidence(database, drowned)[2]
    with database.writing() as session:
        pipeline.correct_stance(session, against.id, Stance.RELATED, person=ann)
    longer = Line("Evening Star", "Only 3 people drowned when the dam broke.", Stance.CONTRADICTS)
    analyse_as(database, story, (*DROWNED[:2], longer), BROKE, ROADS)
    after = _evidence(database, drowned)[2]
    assert (after.id, after.text, after.stance) == (against.id, longer.words, Stance.RELATED)


def test_a_corrected_passage_that_the_machine_finds_no_more_stays(
    database: Database, story: Story, ann: Person
) -> None:
    drowned = find_claim(database, story, "drowned")
    against = _evidence(database, drowned)[2]
    with database.writing() as session:
        pipeline.correct_stance(session, against.id, Stance.SUPPORTS, person=ann)
    analyse_as(database, story, DROWNED[:2], BROKE, ROADS)
    assert [row.stance for row in _evidence(database, drowned)][2:] == [Stance.SUPPORTS]


def test_new_evidence_marks_a_decided_claim_and_changes_no_decision(
    database: Database, story: Story, ann: Person
) -> None:
    drowned = decide(database, find_claim(database, story, "drowned"), ann, Verdict.DISPUTED)
    add_reports(database, story, HERALD)
    analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    after = _again(database, drowned)
    assert (after.verdict, after.version, after.decided_at) == (Verdict.DISPUTED, 1, drowned.decided_at)
    assert after.stale_at is not None
    assert after.stale_because == "New evidence: Lake Herald contradicts it"
    assert [event.why for event in _events(database, drowned, Action.REOPENED)] == [after.stale_because]


def test_a_claim_is_marked_once_for_the_same_evidence(database: Database, story: Story, ann: Person) -> None:
    drowned = decide(database, find_claim(database, story, "drowned"), ann)
    add_reports(database, story, HERALD)
    for _ in range(2):
        analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    assert len(_events(database, drowned, Action.REOPENED)) == 1


def test_deciding_again_with_the_new_evidence_in_view_settles_it(database: Database, story: Story, ann: Person) -> None:
    drowned = decide(database, find_claim(database, story, "drowned"), ann)
    add_reports(database, story, HERALD)
    analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    decide(database, drowned, ann, Verdict.DISPUTED)
    analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    after = _again(database, drowned)
    assert (after.stale_at, after.stale_because, after.version) == (None, "", 2)


def test_evidence_that_is_gone_marks_a_decided_claim(database: Database, story: Story, ann: Person) -> None:
    drowned = decide(database, find_claim(database, story, "drowned"), ann)
    analyse_as(database, story, DROWNED[:2], BROKE, ROADS)
    assert _again(database, drowned).stale_because == "Changed evidence: Evening Star no longer contradicts it"


def test_evidence_that_the_machine_judges_otherwise_marks_a_decided_claim(
    database: Database, story: Story, ann: Person
) -> None:
    drowned = decide(database, find_claim(database, story, "drowned"), ann)
    supports = replace(DROWNED[2], stance=Stance.SUPPORTS)
    analyse_as(database, story, (*DROWNED[:2], supports), BROKE, ROADS)
    assert _again(database, drowned).stale_because == "Changed evidence: Evening Star now supports it"


def test_what_people_corrected_themselves_is_no_news_to_them(database: Database, story: Story, ann: Person) -> None:
    drowned = decide(database, find_claim(database, story, "drowned"), ann)
    against = _evidence(database, drowned)[2]
    with database.writing() as session:
        pipeline.correct_stance(session, against.id, Stance.RELATED, person=ann)
    analyse_as(database, story, DROWNED, BROKE, ROADS)
    assert _again(database, drowned).stale_at is None


def test_another_print_of_the_same_text_is_no_new_evidence(database: Database, story: Story, ann: Person) -> None:
    broke = decide(database, find_claim(database, story, "dam broke"), ann)
    add_reports(database, story, Report("Echo Online", f"{ECHO.text} Reprinted."))
    reprint = Line("Echo Online", "A dam broke at Lindau.")
    analyse_as(database, story, DROWNED, (*BROKE, reprint), ROADS, copy_of={"Echo Online": "The Echo"})
    after = _again(database, broke)
    assert (after.stale_at, after.sources) == (None, 2)


def test_an_undecided_claim_is_never_stale(database: Database, story: Story) -> None:
    drowned = find_claim(database, story, "drowned")
    add_reports(database, story, HERALD)
    analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    assert _again(database, drowned).stale_at is None


def test_an_analysis_that_an_article_has_overtaken_is_not_saved(database: Database, story: Story) -> None:
    late = make_analysis(database, story, DROWNED)
    add_reports(database, story, HERALD)
    before = _dump(database)
    with database.writing() as session:
        assert not pipeline.save_analysis(session, story.id, late)
    assert _dump(database) == before


def test_an_analysis_that_a_correction_has_overtaken_is_not_saved(
    database: Database, story: Story, ann: Person
) -> None:
    late = make_analysis(database, story, DROWNED)
    with database.writing() as session:
        article = session.scalars(select(Article).where(col(Article.story_id) == story.id)).first()
        assert article
        article.published_at = None
        session.commit()
    before = _dump(database)
    with database.writing() as session:
        assert not pipeline.save_analysis(session, story.id, late)
    assert _dump(database) == before


def test_claims_come_in_the_order_of_their_worth(database: Database, story: Story) -> None:
    analyse_as(database, story, ROADS, DROWNED, BROKE)
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.ClaimFilter()).items
    assert [row.claim.rank for row in rows] == [0, 1, 2]
    assert rows[0].claim.text == "Roads are closed."


def test_counting_origins_suggests_anew_without_reading_anything(database: Database, story: Story) -> None:
    with database.writing() as session:
        pipeline.set_counting(session, story.slug, Counting.ORIGINS, person=None)
    assert find_claim(database, story, "dam broke").suggested_verdict is Verdict.UNSUPPORTED
    assert find_claim(database, story, "drowned").suggested_verdict is Verdict.DISPUTED


def test_claims_that_go_take_their_skips_and_excerpts_along(database: Database, story: Story, ann: Person) -> None:
    roads = find_claim(database, story, "Roads")
    with database.writing() as session:
        session.add(Skip(claim_id=roads.id, person_id=ann.id))
        session.commit()
    analyse_as(database, story, DROWNED, BROKE)
    with database.reading() as session:
        assert _rows_of(session, roads.id) == []


def _rows_of(session: Session, claim_id: str) -> list[Any]:
    excerpts = session.scalars(select(Excerpt).where(Excerpt.claim_id == claim_id))  # type: ignore[arg-type]
    return [*excerpts, *session.scalars(select(Skip).where(Skip.claim_id == claim_id))]  # type: ignore[arg-type]


def test_what_is_kept_is_what_the_engine_suggested(database: Database) -> None:
    story = make_story(database)
    for name, article in ((each["name"], each) for each in sample.load()["articles"] if each["name"].endswith(".txt")):
        add_reports(database, story, Report(article["publisher"], article["data"].decode(), title=name))
    pipeline.analyse_story(database, story.id)
    with database.reading() as session:
        rows = store.list_all_articles(session, story.id)
        kept = [row.claim for row in store.list_claims(session, story.id, store.ClaimFilter(), limit=200).items]
    found = analyse([readable(article, source) for article, source in rows]).claims
    assert sorted((c.text, c.suggested_verdict, c.basis, c.origins, c.independent_origins) for c in kept) == sorted(
        (c.text, c.suggested_verdict, c.basis, list(c.origins), c.independent_origins) for c in found
    )
    assert len(kept) > 10
