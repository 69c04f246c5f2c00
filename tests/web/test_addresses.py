"""Articles by address, as the pages take them and tell what became of them."""

import re
from collections.abc import Iterator

import pytest

from app import pipeline
from app.config import Settings
from app.db import Database
from app.models import Story
from tests.fetch.sites import Site, answer, site
from tests.pipeline.test_addresses import PAGE
from tests.web.conftest import Browser
from tests.web.ferry import make_story

REPORT = pipeline.Upload("a.txt", b"The bridge at Orla closed on Monday, the mayor said.")


@pytest.fixture
def echo() -> Iterator[Site]:
    with site({"/a": answer(PAGE.encode()), "/gone": answer(status="410 Gone")}) as running:
        yield running


@pytest.fixture
def settings(settings: Settings, echo: Site) -> Settings:
    return settings.model_copy(update={"fetch_allow": echo.place, "fetch_pause": 0.0})


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


def test_addresses_are_fetched_and_each_says_what_became_of_it(
    owner: Browser, echo: Site, database: Database, story: Story
) -> None:
    lines = f"{echo.url('/a')}\r\n\r\n{echo.url('/gone')}\r\n"
    sent = owner.post(f"/stories/{story.slug}/articles/addresses", {"addresses": lines})
    assert sent.status_code == 303
    pipeline.run_import(database, sent.headers["location"].removeprefix("/imports/"))
    text = owner.get(sent.headers["location"]).text
    assert "status 410" in text
    assert "<strong>1</strong> added" in text
    assert echo.url("/gone") in text


def test_a_fetched_page_leaves_as_a_file_and_never_as_a_page_of_ours(
    owner: Browser, echo: Site, database: Database, story: Story
) -> None:
    sent = owner.post(f"/stories/{story.slug}/articles/addresses", {"addresses": echo.url("/a")})
    pipeline.run_import(database, sent.headers["location"].removeprefix("/imports/"))
    found = re.search(r"/articles/\w{16}", owner.get(sent.headers["location"]).text)
    assert found
    original = owner.get(f"{found[0]}/original")
    assert (original.text, original.headers["content-type"]) == (PAGE, "application/octet-stream")
    assert original.headers["content-disposition"].startswith("attachment")


def test_an_address_that_is_never_asked_is_refused_beside_its_field(owner: Browser, story: Story) -> None:
    path = f"/stories/{story.slug}/articles/addresses"
    refused = owner.post(path, {"addresses": "https://echo.example/a\nfile:///etc/passwd"})
    assert refused.status_code == 422
    assert "Address 2 of 2 can&#39;t be used." in refused.text
    assert "https://echo.example/a\nfile:///etc/passwd</textarea>" in refused.text
    assert owner.post(path, {"addresses": " \n"}).status_code == 422


def test_pages_name_what_could_not_be_fetched_among_the_silent(
    owner: Browser, database: Database, story: Story
) -> None:
    with database.writing() as session:
        job_id = pipeline.queue_import(session, story.slug, [REPORT, pipeline.Address("http://10.0.0.1/a")]).id
    pipeline.run_import(database, job_id)
    assert "Could not be fetched:</strong> <bdi>10.0.0.1</bdi>" in owner.get(f"/stories/{story.slug}").text
    desk = owner.get(owner.get(f"/stories/{story.slug}/review").headers["location"]).text
    assert "<strong>not fetched:</strong> <bdi>10.0.0.1</bdi>" in desk
