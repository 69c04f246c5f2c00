"""How far an import is."""

import pytest
from sqlalchemy import update

from app import pipeline, store
from app.db import Database
from app.models import ImportJob, Story
from app.vocabulary import JobState
from tests.web.conftest import Browser
from tests.web.ferry import make_story

REPORT = pipeline.Upload("a.txt", b"The bridge at Orla closed on Monday, the mayor said.")


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def job(database: Database, story: Story) -> ImportJob:
    broken = pipeline.Upload("<b>broken</b>.txt", b"\x00\x01\xff")
    with database.writing() as session:
        return pipeline.queue_import(session, story.slug, [REPORT, broken])


def test_an_import_that_runs_asks_for_itself(owner: Browser, job: ImportJob) -> None:
    text = owner.get(f"/imports/{job.id}").text
    assert f'hx-get="/imports/{job.id}" hx-trigger="every 1s"' in text
    assert '<progress value="0" max="2"' in text
    assert f'action="/imports/{job.id}/stop"' in text


def test_without_scripts_it_reloads_or_has_a_link(owner: Browser, job: ImportJob) -> None:
    text = owner.get(f"/imports/{job.id}").text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text
    assert f'href="/imports/{job.id}">Reload</a>' in text


def test_an_import_that_is_over_stops_asking(owner: Browser, database: Database, job: ImportJob) -> None:
    pipeline.run_import(database, job.id)
    for answer in (owner.get(f"/imports/{job.id}"), owner.fragment(f"/imports/{job.id}")):
        assert "hx-trigger" not in answer.text
        assert "http-equiv" not in answer.text
        assert '<progress value="2" max="2"' in answer.text
        assert "See where the story stands" in answer.text


def test_each_thing_says_what_became_of_it(owner: Browser, database: Database, job: ImportJob) -> None:
    pipeline.run_import(database, job.id)
    text = owner.get(f"/imports/{job.id}").text
    assert "&lt;b&gt;broken&lt;/b&gt;.txt" in text
    assert text.count('<span class="tag">added</span>') == 1
    with database.reading() as session:
        reason = store.list_import_items(session, job.id)[1].message
    assert reason
    assert reason.split(".")[0].replace("'", "&#39;") in text


def test_the_same_article_twice_is_said_to_be_here(owner: Browser, database: Database, story: Story) -> None:
    for _ in range(2):
        with database.writing() as session:
            job = pipeline.queue_import(session, story.slug, [REPORT])
        pipeline.run_import(database, job.id)
    text = owner.get(f"/imports/{job.id}").text
    assert '<span class="tag">already here</span>' in text
    assert "<strong>1</strong> already here" in text


def test_a_long_list_says_how_much_more_there_is(owner: Browser, database: Database, story: Story) -> None:
    uploads = [pipeline.Upload(f"{number}.txt", b"The bridge at Orla closed.") for number in range(502)]
    with database.writing() as session:
        job = pipeline.queue_import(session, story.slug, uploads)
    text = owner.get(f"/imports/{job.id}").text
    assert text.count('<th scope="row">') == 500
    assert "And 2 more items, not listed here." in text


def test_a_fragment_is_the_part_that_changes(owner: Browser, job: ImportJob) -> None:
    answer = owner.fragment(f"/imports/{job.id}")
    assert answer.headers["vary"] == "HX-Request"
    assert "<html" not in answer.text
    assert f'id="import-{job.id}"' in answer.text


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_whole_page_is_given_where_htmx_needs_one(owner: Browser, job: ImportJob, header: str) -> None:
    answer = owner.get(f"/imports/{job.id}", headers={"HX-Request": "true", header: "true"})
    assert "<html" in answer.text


def test_an_import_is_stopped(owner: Browser, database: Database, job: ImportJob) -> None:
    answer = owner.post(f"/imports/{job.id}/stop")
    assert answer.headers["location"] == f"/imports/{job.id}"
    pipeline.run_import(database, job.id)
    with database.reading() as session:
        assert store.get_import(session, job.id).state is JobState.STOPPED
        assert store.count_import(session, job.id).added == 0
    page = owner.get(f"/imports/{job.id}").text
    assert "Stopped" in page
    assert "<strong>2</strong> left out" in page


def test_an_import_that_is_being_stopped_says_so_once(owner: Browser, database: Database, job: ImportJob) -> None:
    with database.writing() as session:
        session.execute(update(ImportJob).values(state=JobState.RUNNING))
        session.commit()
    owner.post(f"/imports/{job.id}/stop")
    page = owner.get(f"/imports/{job.id}").text
    assert '<h2 id="import-state">Stopping</h2>' in page


def test_an_unknown_import_is_not_found(owner: Browser) -> None:
    for name in ("x", "%00", "99999999999999999999"):
        assert owner.get(f"/imports/{name}").status_code == 404
        assert owner.post(f"/imports/{name}/stop").status_code == 404
