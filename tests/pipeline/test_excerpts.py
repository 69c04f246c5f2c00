"""Excerpts that people move and add, who said what, and which texts are one: as people say, whatever is read later."""

import pytest

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, Refused
from app.models import Claim, Excerpt, Person, Story
from app.vocabulary import Action, Counting, Stance, Verdict
from tests.makers import BROKE, DROWNED, ROADS, Line, Report, add_reports, analyse_as, decide, find_claim
from tests.pipeline.correcting import (
    add_claim,
    add_excerpt,
    again,
    copies,
    copy,
    edit,
    events,
    evidence,
    ids_of,
    move,
    outlets,
    say,
    undo,
)

MAYOR = "The mayor blamed the rain."


@pytest.fixture
def broke(database: Database, story: Story) -> Claim:
    return find_claim(database, story, "dam broke")


@pytest.fixture
def star(database: Database, claim: Claim) -> str:
    """Return the excerpt of the Evening Star, which contradicts the claim."""
    return ids_of(database, claim, "Evening Star")[0]


def _excerpt(database: Database, excerpt_id: str) -> Excerpt:
    with database.reading() as session:
        return session.get_one(Excerpt, excerpt_id)


def _read_again(database: Database, story: Story) -> None:
    analyse_as(database, story, DROWNED, BROKE, ROADS)


# Moving --------------------------------------------------------------------------------------------------------------


def test_a_moved_excerpt_bears_on_the_other_claim_and_stays_there(
    database: Database, story: Story, claim: Claim, broke: Claim, *, star: str, ann: Person
) -> None:
    move(database, star, broke, ann)
    _read_again(database, story)
    assert outlets(database, claim) == ["The Echo", "Valley Post"]
    assert outlets(database, broke) == ["The Echo", "Valley Post", "Evening Star"]
    assert again(database, claim).suggested_verdict is Verdict.CORROBORATED
    assert again(database, broke).suggested_verdict is Verdict.DISPUTED


def test_both_claims_are_looked_at_again(
    database: Database, story: Story, claim: Claim, broke: Claim, *, star: str, ann: Person
) -> None:
    decide(database, claim, ann)
    decide(database, broke, ann)
    move(database, star, broke, ann)
    reasons = (
        "Ann moved an excerpt to “A dam broke at Lindau.”",
        "Ann moved an excerpt here from “The flood drowned 12 people.”",
    )
    assert (again(database, claim).stale_because, again(database, broke).stale_because) == reasons
    _read_again(database, story)
    assert (again(database, claim).stale_because, again(database, broke).stale_because) == reasons


def test_a_home_that_is_moved_leaves_the_next_that_states_it(
    database: Database, story: Story, claim: Claim, broke: Claim, ann: Person
) -> None:
    move(database, ids_of(database, claim, "The Echo")[0], broke, ann)
    _read_again(database, story)
    assert outlets(database, claim) == ["Valley Post", "Evening Star"]


def test_a_move_is_taken_back(
    database: Database, story: Story, claim: Claim, broke: Claim, *, star: str, ann: Person
) -> None:
    decide(database, broke, ann)
    before = evidence(database, claim)
    move(database, star, broke, ann)
    undo(database, story, ann)
    assert evidence(database, claim) == before
    assert (outlets(database, broke), again(database, broke).stale_at) == (["The Echo", "Valley Post"], None)
    _read_again(database, story)
    assert evidence(database, claim) == before


def test_a_move_that_somebody_has_built_on_stays(
    database: Database, story: Story, claim: Claim, broke: Claim, *, star: str, ann: Person, bob: Person
) -> None:
    move(database, star, broke, ann)
    decide(database, broke, bob)
    with pytest.raises(Conflict, match="Bob has decided this claim since"):
        undo(database, story, ann)


def test_what_is_all_that_a_claim_has_is_not_moved(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    roads = find_claim(database, story, "Roads")
    with pytest.raises(Refused, match="only excerpt"):
        move(database, ids_of(database, roads, "Valley Post")[0], claim, ann)


# Who said it ---------------------------------------------------------------------------------------------------------


def test_a_speaker_stays_as_a_person_says(database: Database, story: Story, star: str, ann: Person) -> None:
    say(database, star, ann, speaker="Mayor Ada Obi")
    _read_again(database, story)
    assert _excerpt(database, star).speaker == "Mayor Ada Obi"
    say(database, star, ann)
    _read_again(database, story)
    assert _excerpt(database, star).speaker is None


def test_an_origin_counts_as_a_person_says(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    for excerpt_id in ids_of(database, claim, "The Echo", "Valley Post"):
        say(database, excerpt_id, ann, origin="the fire service")
    _read_again(database, story)
    after = again(database, claim)
    assert (after.origins, after.independent_origins) == (["the fire service"], 1)
    with database.writing() as session:
        pipeline.set_counting(session, story.slug, Counting.ORIGINS, person=ann)
    assert after.sources == 2


def test_the_record_tells_whose_the_speaker_was(database: Database, claim: Claim, star: str, ann: Person) -> None:
    say(database, star, ann, speaker="Ada Obi")
    say(database, star, ann, speaker="Ada Obi, mayor")
    newest, oldest = events(database, claim, Action.SPEAKER_CORRECTED)
    assert [(e.before["speaker"], e.before["by"], e.after["speaker"]) for e in (oldest, newest)] == [
        (None, "machine", "Ada Obi"),
        ("Ada Obi", "person", "Ada Obi, mayor"),
    ]


def test_speaker_and_origin_are_taken_back_one_by_one(database: Database, story: Story, star: str, ann: Person) -> None:
    say(database, star, ann, speaker="Ada Obi", origin="Ada Obi")
    for _ in range(2):
        undo(database, story, ann)
    excerpt = _excerpt(database, star)
    assert (excerpt.speaker, excerpt.origin, excerpt.settled) == (None, None, [])


# Same text as --------------------------------------------------------------------------------------------------------


def test_a_copy_counts_once_as_soon_as_a_person_says_so(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    copy(database, story, "Valley Post", "The Echo", ann)
    assert again(database, claim).sources == 1
    _read_again(database, story)
    assert copies(database, story) == {"Valley Post": "The Echo"}


def test_what_is_no_copy_stays_none(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    found = {"Valley Post": "The Echo"}
    analyse_as(database, story, DROWNED, BROKE, ROADS, copy_of=found)
    copy(database, story, "Valley Post", None, ann)
    analyse_as(database, story, DROWNED, BROKE, ROADS, copy_of=found)
    assert (copies(database, story), again(database, claim).sources) == ({}, 2)


def test_a_chain_of_copies_has_one_end(database: Database, story: Story, ann: Person) -> None:
    found = {"Evening Star": "Valley Post"}
    analyse_as(database, story, DROWNED, BROKE, ROADS, copy_of=found)
    copy(database, story, "Valley Post", "The Echo", ann)
    expected = {"Valley Post": "The Echo", "Evening Star": "The Echo"}
    assert copies(database, story) == expected
    analyse_as(database, story, DROWNED, BROKE, ROADS, copy_of=found)
    assert copies(database, story) == expected
    undo(database, story, ann)
    assert copies(database, story) == found


def test_an_article_is_no_copy_of_itself(database: Database, story: Story, ann: Person) -> None:
    with pytest.raises(Refused, match="another article"):
        copy(database, story, "Valley Post", "Valley Post", ann)


# Adding --------------------------------------------------------------------------------------------------------------


def test_words_of_an_article_become_a_claim(database: Database, story: Story, ann: Person) -> None:
    added = add_claim(database, story, "Evening Star", MAYOR, ann)
    assert evidence(database, added) == [("Evening Star", MAYOR, Stance.STATES)]
    assert find_claim(database, story, "mayor").id == added.id


def test_an_added_claim_stays_and_gets_the_evidence_that_is_found(
    database: Database, story: Story, ann: Person
) -> None:
    added = add_claim(database, story, "Evening Star", MAYOR, ann)
    _read_again(database, story)
    assert outlets(database, added) == ["Evening Star"]
    add_reports(database, story, Report("Lake Herald", "Rain was the cause, said the mayor."))
    also = Line("Lake Herald", "Rain was the cause, said the mayor.", Stance.SUPPORTS)
    analyse_as(database, story, DROWNED, BROKE, ROADS, (Line("Evening Star", MAYOR), also))
    assert outlets(database, added) == ["Evening Star", "Lake Herald"]
    assert again(database, added).text == MAYOR


def test_words_that_are_a_claim_already_are_told_so(database: Database, story: Story, ann: Person) -> None:
    with pytest.raises(Refused, match="The flood drowned 12 people"):
        add_claim(database, story, "The Echo", "The flood drowned 12 people.", ann)


def test_an_added_claim_is_taken_back(database: Database, story: Story, ann: Person) -> None:
    added = add_claim(database, story, "Evening Star", MAYOR, ann)
    undo(database, story, ann)
    assert again(database, added).withdrawn_because == "Added by mistake."


def test_words_of_an_article_are_held_against_a_claim(
    database: Database, story: Story, broke: Claim, ann: Person
) -> None:
    decide(database, broke, ann)
    add_excerpt(database, story, "Evening Star", MAYOR, broke, stance=Stance.SUPPORTS, person=ann)
    _read_again(database, story)
    assert evidence(database, broke)[2] == ("Evening Star", MAYOR, Stance.SUPPORTS)
    after = again(database, broke)
    assert (after.sources, after.stale_because) == (3, "Ann added an excerpt of Evening Star")


def test_an_added_excerpt_is_taken_back(database: Database, story: Story, broke: Claim, ann: Person) -> None:
    add_excerpt(database, story, "Evening Star", MAYOR, broke, stance=Stance.SUPPORTS, person=ann)
    undo(database, story, ann)
    assert outlets(database, broke) == ["The Echo", "Valley Post"]


def test_an_added_excerpt_that_somebody_has_relied_on_stays(
    database: Database, story: Story, broke: Claim, ann: Person, *, bob: Person
) -> None:
    add_excerpt(database, story, "Evening Star", MAYOR, broke, stance=Stance.SUPPORTS, person=ann)
    edit(database, broke, "The rain broke the dam.", bob)
    with pytest.raises(Conflict, match="Bob has reworded this claim since"):
        undo(database, story, ann)


def test_what_is_held_against_the_claim_already_is_refused(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    words = "Only 3 people drowned"
    with pytest.raises(Refused, match="already"):
        add_excerpt(database, story, "Evening Star", words, claim, stance=Stance.SUPPORTS, person=ann)


@pytest.mark.parametrize("place", [(0, 0), (5, 2), (-3, 0), (10**9, 10**9 + 5), (6, 7)])
def test_a_place_without_words_is_refused(
    database: Database, story: Story, ann: Person, place: tuple[int, int]
) -> None:
    with database.reading() as session:
        article = store.list_articles(session, story.id).items[0].article
    with database.writing() as session, pytest.raises(Refused) as refused:
        pipeline.add_claim(session, article.id, place, "A claim.", person=ann)
    assert refused.value.field == "words"
