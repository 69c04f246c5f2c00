"""The page of an import, which asks for itself."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete

from app.models import BrowserSession, ImportJob, Story, utc_now
from app.vocabulary import JobState
from tests.serving import LocalServer
from tests.web.ferry import make_story

_SEVERAL_POLLS = 3_500  # Milliseconds; the page asks every second.


@pytest.fixture
def job(server: LocalServer) -> ImportJob:
    """Keep an import that is another worker's and goes on for long."""
    story: Story = make_story(server.database)
    with server.database.writing() as session:
        lease_until = utc_now() + timedelta(hours=1)
        job = ImportJob(story_id=story.id, state=JobState.RUNNING, total=1, attempts=1, lease_until=lease_until)
        session.add(job)
        session.commit()
    return job


def test_a_page_that_is_refused_asks_no_more_and_says_how_to_sign_in(
    owner: Page, server: LocalServer, job: ImportJob, complaints: list[str]
) -> None:
    owner.goto(f"/imports/{job.id}")
    with owner.expect_response(f"**/imports/{job.id}") as polled:
        pass
    assert polled.value.status == 200
    with server.database.writing() as session:
        session.execute(delete(BrowserSession))
        session.commit()
    expect(owner.get_by_role("status").get_by_role("link", name="Sign in")).to_be_visible()
    asked: list[str] = []
    owner.on("request", lambda request: asked.append(request.url))
    owner.wait_for_timeout(_SEVERAL_POLLS)
    assert asked == []
    expect(owner.get_by_role("progressbar")).to_be_visible()
    assert [line for line in complaints if "401" not in line] == []
    complaints.clear()
