"""The pages on which people choose who judges, and see who did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.models import Claim, Story
from app.vocabulary import JobState
from tests.judges import models
from tests.judges.models import Model, running
from tests.makers import Report, add_reports, make_story
from tests.web.conftest import Browser

ECHO = Report("The Echo", "A dam broke at Lindau on Monday. The flood drowned 12 people in the valley.")
POST = Report("Valley Post", "The dam at Lindau broke on Monday. Twelve people drowned in the flood of the valley.")
SCRIPT = '<script>alert("judge")</script>\u202e'


def hostile(handler: models.Handler) -> None:
    """Give a reason that would do harm on a page that takes it for its own."""
    passage = handler.model.asked[-1].material["passage"]["text"]
    handler.send(200, models.wrap(models.judged("contradicts", passage, reason=SCRIPT + "x" * 900)))


@pytest.fixture
def model() -> Iterator[Model]:
    with running(hostile) as model:
        yield model


@pytest.fixture
def settings(database_url: str, tmp_path: Path, model: Model) -> Settings:
    return Settings(data=tmp_path, database_url=database_url, llm_url=model.url, llm_model="small", llm_at_once=1)


@pytest.fixture
def story(database: Database) -> Story:
    story = make_story(database)
    add_reports(database, story, ECHO, POST)
    pipeline.analyse_story(database, story.id)
    return story


def _judge(owner: Browser, database: Database, story: Story, judge: str = "llm") -> str:
    """Choose a judge by the form, and do what the worker would; return the job's page."""
    answer = owner.post(f"/stories/{story.slug}/judge", {"judge": judge})
    assert answer.status_code == 303
    page = answer.headers["location"]
    assert pipeline.run_import(database, page.removeprefix("/imports/")).state is JobState.DONE
    return page


def _claim(database: Database, story: Story) -> Claim:
    with database.reading() as session:
        return store.list_claims(session, story.id, store.ClaimFilter()).items[0].claim


def test_the_settings_say_who_can_judge_and_what_others_lack(owner: Browser, story: Story) -> None:
    text = owner.get(f"/stories/{story.slug}/settings").text
    assert '<input type="radio" name="judge" value="" checked>' in text
    assert '<input type="radio" name="judge" value="llm">' in text
    assert '<input type="radio" name="judge" value="semantic" disabled>' in text
    assert "PLUMBLINE_SEMANTIC_MODEL names no model." in text


def test_choosing_a_judge_leads_to_the_job_and_is_told_in_the_history(
    owner: Browser, database: Database, story: Story
) -> None:
    page = _judge(owner, database, story)
    assert "Done" in owner.get(page).text
    assert '<input type="radio" name="judge" value="llm" checked>' in owner.get(f"/stories/{story.slug}/settings").text
    assert "had the passages judged by a language model" in owner.get(f"/stories/{story.slug}/history").text


def test_a_judge_that_cannot_be_had_is_refused_beside_the_choice(owner: Browser, story: Story) -> None:
    answer = owner.post(f"/stories/{story.slug}/judge", {"judge": "semantic"})
    assert answer.status_code == 422
    assert "can&#39;t be used: PLUMBLINE_SEMANTIC_MODEL names no model." in answer.text
    assert owner.post(f"/stories/{story.slug}/judge", {"judge": "oracle"}).status_code == 422


def test_a_queued_job_cannot_be_stopped_before_it_judges(owner: Browser, story: Story) -> None:
    page = owner.post(f"/stories/{story.slug}/judge", {"judge": "llm"}).headers["location"]
    assert "/stop" not in owner.get(page).text


def test_the_desk_says_who_judged_and_shows_a_models_words_as_words(
    owner: Browser, database: Database, story: Story
) -> None:
    _judge(owner, database, story)
    claim = _claim(database, story)
    for path in (f"/stories/{story.slug}/review/{claim.id}", f"/c/{claim.id}"):
        text = owner.get(path).text
        assert "The language model says: &lt;script&gt;alert(" in text, path
        assert "<script>alert(" not in text, path
        assert "\u202e" not in text, path
        assert "x" * 301 not in text, path
    assert "Judged by a language model, version 1 small." in owner.get(f"/stories/{story.slug}/review/{claim.id}").text


def test_a_reviewer_of_words_is_told_nothing_of_judges(owner: Browser, database: Database, story: Story) -> None:
    claim = _claim(database, story)
    assert "Judged by" not in owner.get(f"/stories/{story.slug}/review/{claim.id}").text
    assert "Judged by" not in owner.get(f"/stories/{story.slug}/claims").text


def test_claims_are_filtered_by_their_judge(owner: Browser, database: Database, story: Story, model: Model) -> None:
    model.behaviours = [hostile, models.failing(401)]
    _judge(owner, database, story)
    path = f"/stories/{story.slug}/claims"
    whole = owner.get(path).text
    assert '<option value="llm 1 small">a language model, version 1 small (1)</option>' in whole
    assert whole.count('class="claim-row"') == 2
    for judge in ("llm", "llm 1 small", "lexical"):
        assert owner.get(f"{path}?judge={judge}").text.count('class="claim-row"') == 1, judge
    chosen = owner.get(f"{path}?judge=llm 1 small").text
    assert '<option value="llm 1 small" selected>' in chosen
    nobody = owner.get(f"{path}?judge=<b>nobody</b>").text
    assert nobody.count('class="claim-row"') == 0
    assert "&lt;b&gt;nobody&lt;/b&gt;" in nobody
