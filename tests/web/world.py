"""A world of stories with somebody in each role, for tests that try every address."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.main import create_app
from app.models import Article, Event, Excerpt, Person
from app.vocabulary import Role, Verdict
from tests.databases import Databases
from tests.makers import make_person, set_role
from tests.web.conftest import BASE_URL, Browser
from tests.web.ferry import make_claim, make_story
from tests.web.rules import PLAIN_NAMES

MEMBERS = (Role.VIEWER, Role.REVIEWER, Role.EDITOR)


@dataclass
class World:
    """Stories, and somebody for each role in one of them; nobody but the owner is in the others."""

    application: FastAPI
    database: Database
    stranger: Browser
    browsers: dict[str, Browser] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    stories: int = 0

    def enter(self, name: str, role: Role | None) -> None:
        """Make somebody, and sign them in."""
        person = make_person(self.database, name, role)
        with self.database.writing() as session:
            token = pipeline.make_sign_in_link(session, person=person)
        browser = Browser(TestClient(self.application, base_url=BASE_URL, raise_server_exceptions=False))
        assert browser.post(f"/sign-in/{token}").status_code == 303
        self.browsers[name], self.people[name] = browser, person

    def make_things(self, *, shared: bool) -> dict[str, str]:
        """Make a story with one of everything in it; return what stands in the addresses for its things."""
        self.stories += 1
        story = make_story(self.database, title=f"Ferry {self.stories}", slug=f"ferry-{self.stories}")
        claim = make_claim(self.database, story)
        with self.database.writing() as session:
            job = pipeline.queue_import(session, story.slug, [pipeline.Upload(name="a.txt", data=b"A report.")])
            owner = self.people["owner"]
            pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=owner, seen_version=0)
            comment = pipeline.comment_on_claim(session, claim.id, "Is it?", person=owner)
            view = pipeline.save_view(session, story.slug, "All", store.ClaimFilter(), person=owner, is_shared=True)
            article = session.scalars(select(Article).where(col(Article.story_id) == story.id)).first()
            excerpt = session.scalars(select(Excerpt).where(col(Excerpt.claim_id) == claim.id)).first()
        assert article
        assert excerpt
        things = PLAIN_NAMES | {
            "slug": story.slug,
            "article_id": article.id,
            "claim_id": claim.id,
            "excerpt_id": excerpt.id,
            "job_id": job.id,
            "comment_id": comment.id,
            "view_id": view.id,
        }
        if shared:
            for role in MEMBERS:
                set_role(self.database, self.people[role], story, role)
            things["person_id"] = self.people[Role.VIEWER].id
        return things

    def count_events(self) -> int:
        """Return how much has been done."""
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Event)) or 0


@contextmanager
def running_world(databases: Databases, folder: Path) -> Iterator[World]:
    """Start the application with an owner, somebody who is in no story, and one person for each role."""
    with databases.without_rows() as url:
        application = create_app(Settings(data=folder, database_url=url), with_worker=False)
        with TestClient(application, base_url=BASE_URL, raise_server_exceptions=False) as client:
            world = World(application, application.state.database, Browser(client))
            for name, role in (("owner", Role.OWNER), ("nobody", None), *((role.value, None) for role in MEMBERS)):
                world.enter(name, role)
            yield world
