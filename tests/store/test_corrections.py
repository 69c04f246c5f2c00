"""What people corrected leaves as evaluation data: the machine's before and the person's after."""

import pytest

from app import pipeline, store
from app.db import Database
from app.export import export_story
from app.models import Person, Story
from app.store import CorrectionRow
from app.vocabulary import Stance
from tests.makers import find_claim, make_flood, make_person
from tests.pipeline.correcting import (
    add_claim,
    add_excerpt,
    copy,
    discard,
    edit,
    ids_of,
    merge,
    move,
    restore,
    say,
    split,
    undo,
)

MAYOR = "The mayor blamed the rain."


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


def _rows(database: Database, story: Story) -> list[CorrectionRow]:
    with database.reading() as session:
        return list(store.stream_corrections(session, story.id))


def _correct_everything(database: Database, story: Story, ann: Person) -> None:
    drowned, broke = find_claim(database, story, "drowned"), find_claim(database, story, "dam broke")
    roads = find_claim(database, story, "Roads")
    [star] = ids_of(database, drowned, "Evening Star")
    with database.writing() as session:
        pipeline.correct_stance(session, star, Stance.RELATED, person=ann, why="Another flood.")
    edit(database, drowned, "Twelve drowned.", ann)
    say(database, star, ann, speaker="Ada Obi", origin="Ada Obi")
    move(database, star, broke, ann)
    add_excerpt(database, story, "Evening Star", MAYOR, broke, stance=Stance.SUPPORTS, person=ann)
    copy(database, story, "Valley Post", "The Echo", ann)
    add_claim(database, story, "The Echo", "Rescuers are searching.", ann)
    split(database, drowned, "Twelve people drowned.", ids_of(database, drowned, "Valley Post"), ann)
    merge(database, broke, drowned, ann)
    discard(database, roads, ann)
    restore(database, roads, ann)


def test_every_correction_is_a_row_with_what_was_and_what_is(database: Database, story: Story, ann: Person) -> None:
    _correct_everything(database, story, ann)
    rows = _rows(database, story)
    articles = {row.article_id for row in rows if row.what == "copy"}
    assert [(row.what, row.before, row.after) for row in rows if row.what != "copy"] == [
        ("stance", "contradicts", "related"),
        ("wording", "The flood drowned 12 people.", "Twelve drowned."),
        ("speaker", None, "Ada Obi"),
        ("origin", None, "Ada Obi"),
        ("place", "Twelve drowned.", "A dam broke at Lindau."),
        ("excerpt", None, "supports"),
        ("claim", None, "Rescuers are searching."),
        ("split", "Twelve drowned.", "Twelve people drowned."),
        ("merge", "A dam broke at Lindau.", "Twelve drowned."),
        ("discard", "Roads are closed.", "It is an opinion."),
        ("restore", "It is an opinion.", "Roads are closed."),
    ]
    assert {row.by for row in rows} == {"Ann"}
    assert {row.before_by for row in rows} == {"machine"}
    assert articles != {None}


def test_a_row_says_where_the_words_stand(database: Database, story: Story, ann: Person) -> None:
    _correct_everything(database, story, ann)
    added = next(row for row in _rows(database, story) if row.what == "excerpt")
    with database.reading() as session:
        article = store.get_article(session, added.article_id or "").article
    assert article.text[added.start : added.end] == added.excerpt == MAYOR
    assert added.text_sha256 == article.text_sha256


def test_what_was_taken_back_says_so_and_keeps_its_place(database: Database, story: Story, ann: Person) -> None:
    broke = find_claim(database, story, "dam broke")
    add_excerpt(database, story, "Evening Star", MAYOR, broke, stance=Stance.SUPPORTS, person=ann)
    undo(database, story, ann)
    [row] = _rows(database, story)
    assert (row.undone, row.excerpt) == (True, MAYOR)
    assert row.start is not None


def test_the_second_correction_of_a_thing_was_a_persons_before(database: Database, story: Story, ann: Person) -> None:
    drowned = find_claim(database, story, "drowned")
    edit(database, drowned, "Twelve drowned.", ann)
    edit(database, drowned, "Twelve people drowned.", ann)
    assert [row.before_by for row in _rows(database, story)] == ["machine", "person"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_corrections_leave_by_the_command_too(database: Database, story: Story, ann: Person, form: str) -> None:
    _correct_everything(database, story, ann)
    with database.reading() as session:
        exported = b"".join(export_story(session, story, "corrections", form, "https://example.org")).decode()
    assert len(exported.splitlines()) == 12 + (form == "csv")
    assert "Twelve drowned." in exported
