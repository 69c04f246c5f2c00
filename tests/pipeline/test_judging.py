"""A story's judge: chosen by people, asked by a job that can be stopped, never in the way of what people did."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.errors import Forbidden, Refused
from app.models import Claim, Event, ImportJob, Person, Story
from app.pipeline.judging import Paced
from app.vocabulary import Action, JobState, JudgeName, Role, Stance, Verdict
from tests.judges import models
from tests.judges.models import Model, running
from tests.makers import Report, add_reports, decide, make_person, make_story

ECHO = Report("The Echo", "A dam broke at Lindau on Monday. The flood drowned 12 people in the valley.")
POST = Report("Valley Post", "The dam at Lindau broke on Monday. Twelve people drowned in the flood of the valley.")
STAR = Report("Evening Star", "A dam broke at Lindau on Monday, the mayor said. Schools in the valley are shut.")


@pytest.fixture
def model() -> Iterator[Model]:
    """Run a model that says that every passage contradicts the claim, citing all of it."""
    with running(models.quoting("contradicts")) as model:
        yield model


@pytest.fixture
def settings(database_url: str, tmp_path: Path, model: Model) -> Settings:
    return Settings(
        data=tmp_path,
        database_url=database_url,
        llm_url=model.url,
        llm_model="small",
        llm_retries=0,
        llm_at_once=1,
    )


@pytest.fixture
def story(database: Database) -> Story:
    story = make_story(database)
    add_reports(database, story, ECHO, POST)
    pipeline.analyse_story(database, story.id)
    return story


@pytest.fixture
def ann(database: Database, story: Story) -> Person:
    return make_person(database, role=Role.EDITOR)


def _queue(database: Database, story: Story, person: Person, judge: JudgeName | None = JudgeName.LLM) -> str:
    with database.writing() as session:
        return pipeline.set_judge(session, story.slug, judge, person=person).id


def _judge(database: Database, story: Story, person: Person, judge: JudgeName | None = JudgeName.LLM) -> ImportJob:
    return pipeline.run_import(database, _queue(database, story, person, judge))


def _claims(database: Database, story: Story) -> dict[str, Claim]:
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.ClaimFilter(), limit=100).items
    return {"broke" if "broke" in row.claim.text else "drowned": row.claim for row in rows}


def _evidence(database: Database, claim: Claim) -> list[store.EvidenceRow]:
    with database.reading() as session:
        return store.list_evidence(session, claim.id)


def test_a_story_is_judged_again_by_whom_was_chosen(database: Database, story: Story, ann: Person) -> None:
    before = _claims(database, story)
    job = _judge(database, story, ann)
    after = _claims(database, story)
    assert (job.state, job.message) == (JobState.DONE, "")
    assert {claim.judge for claim in before.values()} == {"lexical"}
    assert {(claim.judge, claim.judge_version) for claim in after.values()} == {("llm", "1 small")}
    assert {name: claim.id for name, claim in before.items()} == {name: claim.id for name, claim in after.items()}
    assert after["broke"].suggested_verdict is Verdict.DISPUTED


def test_the_reasons_are_the_models_with_the_words_that_they_rest_on(
    database: Database, story: Story, ann: Person
) -> None:
    _judge(database, story, ann)
    reasons = _evidence(database, _claims(database, story)["broke"])[1].reasons
    assert reasons[0] == "The language model says: Both tell of it."
    assert reasons[1].startswith("It rests on “")
    assert reasons[2] == "By words alone: states."


def test_words_take_a_story_back(database: Database, story: Story, ann: Person) -> None:
    before = _claims(database, story)
    _judge(database, story, ann)
    _judge(database, story, ann, JudgeName.LEXICAL)
    after = _claims(database, story)
    assert {n: (c.judge, c.suggested_verdict) for n, c in after.items()} == {
        n: (c.judge, c.suggested_verdict) for n, c in before.items()
    }


def test_what_the_installation_names_counts_where_a_story_says_nothing(
    database: Database, story: Story, ann: Person
) -> None:
    database.settings.judge = JudgeName.LLM
    assert _judge(database, story, ann, None).state is JobState.DONE
    assert {claim.judge for claim in _claims(database, story).values()} == {"llm"}


def test_new_articles_are_judged_by_the_storys_judge(database: Database, story: Story, ann: Person) -> None:
    _judge(database, story, ann)
    with database.writing() as session:
        upload = pipeline.Upload("star.txt", STAR.text.encode())
        job_id = pipeline.queue_import(session, story.slug, [upload], person=ann).id
    pipeline.run_import(database, job_id)
    assert _claims(database, story)["broke"].judge == "llm"


def test_decisions_and_corrections_stay_and_changed_evidence_asks_for_another_look(
    database: Database, story: Story, ann: Person
) -> None:
    claims = _claims(database, story)
    decide(database, claims["broke"], ann)
    with database.writing() as session:
        own = _evidence(database, claims["drowned"])[1]
        pipeline.correct_stance(session, own.id, Stance.RELATED, person=ann)
    _judge(database, story, ann)
    after = _claims(database, story)
    assert after["broke"].verdict is Verdict.CORROBORATED
    assert after["broke"].stale_because.startswith("Changed evidence: ")
    assert after["broke"].stale_because.endswith(" now contradicts it")
    kept = next(row for row in _evidence(database, after["drowned"]) if row.id == own.id)
    assert (kept.stance, kept.suggested_stance) == (Stance.RELATED, Stance.CONTRADICTS)


def test_judging_again_with_the_same_answers_changes_nothing(
    database: Database, story: Story, ann: Person, model: Model
) -> None:
    _judge(database, story, ann)
    asked, before = len(model.asked), [c.model_dump() for c in _claims(database, story).values()]
    _judge(database, story, ann)
    assert [c.model_dump() for c in _claims(database, story).values()] == before
    assert len(model.asked) == asked, "answers are kept"


def test_a_model_that_fails_in_the_middle_leaves_the_rest_to_words_and_the_job_says_so(
    database: Database, story: Story, ann: Person, model: Model
) -> None:
    before = _claims(database, story)
    model.behaviours = [models.quoting("contradicts"), models.failing(401)]
    job = _judge(database, story, ann)
    after = _claims(database, story)
    assert job.state is JobState.DONE
    assert job.message.startswith("Words alone judged ")
    assert job.message.endswith("at least in part: the language model's server answered 401.")
    assert sorted(claim.judge for claim in after.values()) == ["lexical", "llm"]
    left = next(name for name, claim in after.items() if claim.judge == "lexical")
    assert after[left].suggested_verdict is before[left].suggested_verdict
    told = [reason for row in _evidence(database, after[left]) for reason in row.reasons]
    assert "Judged by words alone: the language model's server answered 401." in told


def test_a_judge_that_cannot_be_had_is_refused_and_nothing_is_queued(
    database: Database, story: Story, ann: Person
) -> None:
    with pytest.raises(Refused, match="PLUMBLINE_SEMANTIC_MODEL names no model"):
        _queue(database, story, ann, JudgeName.SEMANTIC)
    with database.reading() as session:
        assert store.list_imports(session, story.id) == []


def test_a_judge_that_went_away_leaves_a_story_to_words_and_the_job_says_so(
    database: Database, story: Story, ann: Person
) -> None:
    job_id = _queue(database, story, ann)
    database.settings.llm_model = ""
    job = pipeline.run_import(database, job_id)
    assert job.state is JobState.DONE
    assert job.message == (
        "The judge “llm” can't be used: PLUMBLINE_LLM_URL and PLUMBLINE_LLM_MODEL have to name an address and a model. "
        "Words alone judged."
    )
    assert {claim.judge for claim in _claims(database, story).values()} == {"lexical"}


def test_only_an_editor_chooses_the_judge(database: Database, story: Story) -> None:
    reviewer = make_person(database, "Rita", Role.REVIEWER)
    with pytest.raises(Forbidden):
        _queue(database, story, reviewer)


def test_the_choice_is_recorded_once(database: Database, story: Story, ann: Person) -> None:
    _judge(database, story, ann)
    _judge(database, story, ann)
    with database.reading() as session:
        events = list(session.scalars(select(Event).where(col(Event.action) == Action.STORY_SET)))
    assert [(event.before, event.after) for event in events] == [({"judge": None}, {"judge": "llm"})]


def slowly(handler: models.Handler) -> None:
    """Answer after the time for which nobody is told how far judging is."""
    time.sleep(0.3)
    models.quoting("contradicts")(handler)


def test_a_job_that_is_stopped_while_it_judges_leaves_the_rest_to_words(
    database: Database, story: Story, ann: Person, model: Model
) -> None:
    job_id = _queue(database, story, ann)

    def stop(handler: models.Handler) -> None:
        with database.writing() as session:
            pipeline.stop_import(session, job_id, person=ann)
        slowly(handler)

    model.behaviours = [stop]
    assert "judging was stopped" in pipeline.run_import(database, job_id).message
    assert sorted(claim.judge for claim in _claims(database, story).values()) == ["lexical", "llm"]


def test_a_worker_that_leaves_while_it_judges_gives_the_job_back(
    database: Database, story: Story, ann: Person, model: Model
) -> None:
    job_id = _queue(database, story, ann)
    model.behaviours = [slowly]
    job = pipeline.run_import(database, job_id, should_leave=lambda: True)
    assert (job.state, job.failures, job.step) == (JobState.QUEUED, 0, "Lining up the claims")
    assert pipeline.run_import(database, job_id).state is JobState.DONE
    assert {claim.judge for claim in _claims(database, story).values()} == {"llm"}


def test_a_job_says_how_far_judging_is(database: Database, story: Story, ann: Person, model: Model) -> None:
    job_id, seen = _queue(database, story, ann), []

    def look(handler: models.Handler) -> None:
        with database.reading() as session:
            seen.append(store.get_import(session, job_id).step)
        slowly(handler)

    model.behaviours = [look]
    pipeline.run_import(database, job_id)
    assert seen[-1] == "Judging the claims: 1 of 2"


def test_how_far_judging_is_is_told_now_and_then() -> None:
    told: list[int] = []

    def tell(done: int, total: int) -> bool:
        told.append(done)
        return done < 3

    at_once, later = Paced(tell, seconds=0.0), Paced(tell, seconds=60.0)
    assert [at_once(done, 9) for done in range(6)] == [True, True, True, False, False, False]
    assert told == [0, 1, 2, 3]
    assert all(later(done, 9) for done in range(6))
    assert told == [0, 1, 2, 3]
