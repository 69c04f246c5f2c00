"""Any text can be searched for, and is found as it stands, the same on both databases."""

import pytest

from app import search
from app.db import Database
from app.models import Claim, Story
from tests.makers import make_story

CLAIMS = {
    "grain": "The fire destroyed 12,000 tonnes of grain in Zürich.",
    "share": "About 50% of the quay burned, the port said.",
    "code": "The alarm ran on a program written in C++.",
    "quote": 'Nobody "warned" the crew, it said; they don\'t know why.',
    "greek": "Ο δήμαρχος της Αθήνας παραιτήθηκε.",
    "cyrillic": "Мэр Тывы подал в отставку.",
    "dotted": "The train T-1.5 left at 7:30 with_cargo.",
    "plain": "Two tonnes of coal were lost.",
}
FOUND = {
    "grain": {"grain"},
    "GRAIN": {"grain"},
    "zurich": {"grain"},
    "ZÜRICH": {"grain"},
    "tonne": {"grain", "plain"},
    "tonnes grain": {"grain"},
    "grain coal": set(),
    "12,000": {"grain"},
    "12": {"grain"},
    "1": {"dotted"},
    "5": {"dotted"},
    "Αθήνας": {"greek"},
    "αθηνας": {"greek"},
    "тыв": {"cyrillic"},
    "cargo": {"dotted"},
    "train t-1.5": {"dotted"},
    '"': {"quote"},
    'grain"': {"grain"},
    '"grain': {"grain"},
    '"warned"': {"quote"},
    "AND": set(),
    "grain AND coal": set(),
    "grain OR coal": set(),
    "NOT grain": set(),
    "NEAR(": set(),
    "NEAR(fire grain)": set(),
    "C++": {"code"},
    "++": {"code"},
    "50%": {"share"},
    "%": {"share"},
    "%%": set(),
    "_": {"dotted"},
    "don't": {"quote"},
    "body:grain": set(),
    "claim_id:1": set(),
    "grain*": {"grain"},
    "*": set(),
    "^grain": {"grain"},
    "(": set(),
    ")": set(),
    "{grain}": {"grain"},
    "grain -fire": {"grain"},
    "-": {"dotted"},
    "a-b": set(),
    "\\": set(),
    "'": {"quote"},
    "';DROP TABLE claim;--": set(),
    "grain & !coal": set(),
    "grain <-> fire": set(),
    ":*": set(),
    "\0": set(),
    "gr\0ain": set(),
    "\ud800": set(),
    "grain \ud800": set(),
    "\x01": set(),
    "💥": set(),
    "grain " * 20_000: {"grain"},
    "x" * 100_000: set(),
    " ".join(f"word{n}" for n in range(20_000)): set(),
    "%" * 60_000: set(),
}


@pytest.fixture
def story(database: Database) -> Story:
    return _keep(database, make_story(database), CLAIMS)


def _keep(database: Database, story: Story, claims: dict[str, str]) -> Story:
    with database.writing() as session:
        for name, text in claims.items():
            claim = Claim(story_id=story.id, text=text, why=name)
            session.add(claim)
            session.flush()
            search.index_claim(session, claim.id, story.id, text)
        session.commit()
    return story


def _search(database: Database, story: Story, text: str) -> set[str]:
    with database.reading() as session:
        ids = session.scalars(search.match_claims(session, story.id, text)).all()
        return {session.get_one(Claim, id).why for id in ids}


def test_every_text_is_searched_for_as_it_stands(database: Database, story: Story) -> None:
    assert {text[:40]: _search(database, story, text) for text in FOUND} == {
        text[:40]: found for text, found in FOUND.items()
    }


def test_a_search_stays_in_its_story(database: Database, story: Story) -> None:
    other = make_story(database, "Another story")
    _keep(database, other, {"elsewhere": "Grain was lost elsewhere."})
    assert _search(database, story, "grain") == {"grain"}
    assert _search(database, other, "grain") == {"elsewhere"}


def test_a_claim_is_found_by_what_it_says_now(database: Database, story: Story) -> None:
    with database.writing() as session:
        [id] = session.scalars(search.match_claims(session, story.id, "coal")).all()
        search.index_claim(session, id, story.id, "Two tonnes of wheat were lost.")
        session.commit()
    assert (_search(database, story, "coal"), _search(database, story, "wheat")) == (set(), {"plain"})


def test_a_claim_that_is_taken_out_is_found_no_more(database: Database, story: Story) -> None:
    with database.writing() as session:
        ids = session.scalars(search.match_claims(session, story.id, "tonnes")).all()
        search.unindex_claims(session, ids)
        session.commit()
    assert _search(database, story, "tonnes") == set()


def test_an_endless_text_is_kept_in_part(database: Database, story: Story) -> None:
    text = " ".join(f"{'ж' * 70}{n}" for n in range(30_000))
    _keep(database, story, {"endless": f"beginning {text}"})
    assert _search(database, story, "beginning") == {"endless"}
