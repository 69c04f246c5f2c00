"""A story of a flood, one of its claims, and two people who review it."""

import pytest

from app.db import Database
from app.models import Claim, Person, Story
from tests.makers import find_claim, make_flood, make_person


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return find_claim(database, story, "drowned")


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


@pytest.fixture
def bob(database: Database) -> Person:
    return make_person(database, "Bob")
