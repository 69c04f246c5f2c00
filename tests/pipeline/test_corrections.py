"""Claims that people reword, merge, split and discard: nothing is lost, and what they did can be taken back."""

from collections.abc import Callable

import pytest

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, Forbidden, NotFound, Refused
from app.models import Claim, Person, Story
from app.vocabulary import Action, Role, Stance, Verdict
from tests.makers import (
    BROKE,
    DROWNED,
    ROADS,
    Line,
    Report,
    add_reports,
    analyse_as,
    decide,
    find_claim,
    make_person,
    make_story,
)
from tests.pipeline.correcting import (
    again,
    discard,
    edit,
    events,
    evidence,
    ids_of,
    merge,
    outlets,
    restore,
    split,
    undo,
)

HERALD = Report("Lake Herald", "The dam broke at dawn. Nobody drowned in the flood. Schools are shut.")
NOBODY = Line("Lake Herald", "Nobody drowned in the flood.", Stance.CONTRADICTS, reasons=("0 is not 12.",))
BETTER = "The flood at Lindau drowned 12 people."


@pytest.fixture
def broke(database: Database, story: Story) -> Claim:
    return find_claim(database, story, "dam broke")


@pytest.fixture
def roads(database: Database, story: Story) -> Claim:
    return find_claim(database, story, "Roads")


def _list(database: Database, story: Story, **view: object) -> list[str]:
    with database.reading() as session:
        page = store.list_claims(session, story.id, store.ClaimFilter(**view))  # type: ignore[arg-type]  # As given.
    return [row.claim.text for row in page.items]


# Wording -------------------------------------------------------------------------------------------------------------


def test_a_claim_is_worded_as_a_person_does_and_found_by_it(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    edit(database, claim, f"  {BETTER}\n", ann)
    assert again(database, claim).text == BETTER
    assert _list(database, story, text="at Lindau drowned") == [BETTER]
    [event] = events(database, claim, Action.CLAIM_EDITED)
    assert (event.before["text"], event.before["by"], event.after["text"], event.why) == (
        "The flood drowned 12 people.",
        "machine",
        BETTER,
        "Clearer.",
    )


def test_the_second_rewording_says_that_the_first_was_a_persons(database: Database, claim: Claim, ann: Person) -> None:
    edit(database, claim, BETTER, ann)
    edit(database, claim, "Twelve people drowned at Lindau.", ann)
    assert events(database, claim, Action.CLAIM_EDITED)[0].before["by"] == "person"


def test_another_meaning_asks_for_another_look_and_changes_no_decision(
    database: Database, claim: Claim, ann: Person
) -> None:
    decide(database, claim, ann, Verdict.DISPUTED)
    edit(database, claim, "The flood drowned 30 people.", ann)
    after = again(database, claim)
    assert (after.verdict, after.in_force) == (Verdict.DISPUTED, 1)
    assert after.stale_because == "Ann reworded the claim, and its meaning with it"
    with database.reading() as session:
        assert store.get_decision(session, claim.id, 1).evidence["claim"] == "The flood drowned 12 people."


def test_clearer_words_for_the_same_leave_the_decision_settled(database: Database, claim: Claim, ann: Person) -> None:
    decide(database, claim, ann)
    edit(database, claim, BETTER, ann, keeps_meaning=True)
    assert again(database, claim).stale_at is None


def test_who_edits_second_is_told_who_was_first(database: Database, claim: Claim, ann: Person, bob: Person) -> None:
    edit(database, claim, BETTER, ann)
    with database.writing() as session, pytest.raises(pipeline.ClaimMoved, match="Ann has reworded this claim"):
        pipeline.edit_claim(session, claim.id, "Another.", person=bob, seen_revision=0)
    assert again(database, claim).text == BETTER


def test_the_same_rewording_sent_twice_is_one(database: Database, claim: Claim, ann: Person) -> None:
    for _ in range(2):
        with database.writing() as session:
            pipeline.edit_claim(session, claim.id, BETTER, person=ann, seen_revision=0)
    assert len(events(database, claim, Action.CLAIM_EDITED)) == 1


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001, "a\0b", "\ud800"])
def test_words_that_can_not_be_a_claim_are_refused(database: Database, claim: Claim, ann: Person, text: str) -> None:
    with pytest.raises(Refused) as refused:
        edit(database, claim, text, ann)
    assert refused.value.field == "claim"


def test_a_rewording_is_taken_back_with_the_mark_that_it_left(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    decide(database, claim, ann)
    edit(database, claim, BETTER, ann)
    undo(database, story, ann)
    after = again(database, claim)
    assert (after.text, after.stale_at, after.verdict) == (claim.text, None, Verdict.CORROBORATED)
    assert _list(database, story, text="flood drowned 12") == [claim.text]


def test_a_rewording_that_somebody_has_decided_upon_stays(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    edit(database, claim, BETTER, ann)
    decide(database, claim, bob)
    with pytest.raises(Conflict, match="Bob has decided this claim since"):
        undo(database, story, ann)
    assert again(database, claim).text == BETTER


def test_reading_again_keeps_a_persons_wording_and_brings_new_evidence(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    edit(database, claim, BETTER, ann)
    add_reports(database, story, HERALD)
    analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    assert again(database, claim).text == BETTER
    assert outlets(database, claim)[-1] == "Lake Herald"
    assert _list(database, story, text="at Lindau drowned nobody") == [BETTER]


# Merging -------------------------------------------------------------------------------------------------------------


def test_a_merged_claim_hands_its_evidence_over(
    database: Database, story: Story, claim: Claim, broke: Claim, ann: Person
) -> None:
    merge(database, broke, claim, ann)
    assert outlets(database, claim) == ["The Echo", "Valley Post", "Evening Star", "The Echo", "Valley Post"]
    assert again(database, broke).merged_into == claim.id
    assert _list(database, story) == ["The flood drowned 12 people.", "Roads are closed."]
    assert _list(database, story, text="dam gave way drowned") == [claim.text]


def test_reviews_and_decisions_of_both_are_kept_and_the_one_that_goes_on_is_asked_again(
    database: Database, claim: Claim, broke: Claim, ann: Person, bob: Person
) -> None:
    decide(database, claim, ann, Verdict.DISPUTED)
    decide(database, broke, bob)
    merge(database, broke, claim, ann)
    after = again(database, claim)
    assert (after.verdict, after.stale_because) == (
        Verdict.DISPUTED,
        "Ann merged “A dam broke at Lindau.” into this claim",
    )
    with database.reading() as session:
        assert store.get_decision(session, broke.id, 1).verdict is Verdict.CORROBORATED
        assert len(store.list_reviews(session, broke.id)) == 1


def test_a_passage_that_both_have_is_held_against_the_claim_once(database: Database, story: Story, ann: Person) -> None:
    also = Line("The Echo", "The flood drowned 12 people.")
    analyse_as(database, story, DROWNED, (*BROKE, also), ROADS)
    claim, broke = find_claim(database, story, "drowned"), find_claim(database, story, "dam broke")
    merge(database, broke, claim, ann)
    assert [words for _, words, _ in evidence(database, claim)].count(also.words) == 1


def test_a_merge_is_taken_back(database: Database, story: Story, claim: Claim, broke: Claim, ann: Person) -> None:
    decide(database, claim, ann)
    merge(database, broke, claim, ann)
    undo(database, story, ann)
    assert again(database, broke).merged_into is None
    assert again(database, claim).stale_at is None
    assert outlets(database, claim) == ["The Echo", "Valley Post", "Evening Star"]
    assert outlets(database, broke) == ["The Echo", "Valley Post"]
    [gained] = events(database, claim, Action.CLAIM_GAINED)
    assert gained.undone_by is not None


def test_a_merge_that_somebody_has_built_on_stays(
    database: Database, story: Story, claim: Claim, broke: Claim, *, ann: Person, bob: Person
) -> None:
    merge(database, broke, claim, ann)
    edit(database, claim, BETTER, bob)
    with pytest.raises(Conflict, match="Bob has reworded this claim since"):
        undo(database, story, ann)
    assert again(database, broke).merged_into == claim.id


def test_reading_again_brings_what_is_new_of_a_merged_claim_to_the_one_that_goes_on(
    database: Database, story: Story, claim: Claim, broke: Claim, ann: Person
) -> None:
    merge(database, broke, claim, ann)
    decide(database, claim, ann)
    add_reports(database, story, HERALD)
    dawn = Line("Lake Herald", "The dam broke at dawn.", Stance.SUPPORTS)
    for _ in range(2):
        analyse_as(database, story, DROWNED, (*BROKE, dawn), ROADS)
    assert outlets(database, claim)[3:] == ["The Echo", "Valley Post", "Lake Herald"]
    assert again(database, claim).stale_because == "New evidence: Lake Herald supports it"
    assert again(database, broke).merged_into == claim.id
    assert _list(database, story) == ["The flood drowned 12 people.", "Roads are closed."]


def test_a_merge_is_taken_back_after_reading_again(
    database: Database, story: Story, claim: Claim, broke: Claim, ann: Person
) -> None:
    merge(database, broke, claim, ann)
    add_reports(database, story, HERALD)
    dawn = Line("Lake Herald", "The dam broke at dawn.", Stance.SUPPORTS)
    analyse_as(database, story, DROWNED, (*BROKE, dawn), ROADS)
    undo(database, story, ann)
    assert outlets(database, claim) == ["The Echo", "Valley Post", "Evening Star"]
    assert outlets(database, broke) == ["The Echo", "Valley Post", "Lake Herald"]


def test_claims_are_merged_one_after_the_other(
    database: Database, story: Story, claim: Claim, broke: Claim, *, roads: Claim, ann: Person
) -> None:
    merge(database, roads, broke, ann)
    merge(database, broke, claim, ann)
    analyse_as(database, story, DROWNED, BROKE, ROADS)
    assert len(outlets(database, claim)) == 6
    with database.reading() as session:
        assert store.find_survivor(session, store.get_claim(session, roads.id)).id == claim.id
    assert _list(database, story) == ["The flood drowned 12 people."]


def test_a_claim_is_merged_once(database: Database, claim: Claim, broke: Claim, roads: Claim, ann: Person) -> None:
    merge(database, broke, claim, ann)
    assert merge(database, broke, claim, ann).id == claim.id
    assert len(events(database, broke, Action.CLAIM_MERGED)) == 1
    with pytest.raises(pipeline.ClaimMoved, match="was merged into another one"):
        merge(database, broke, roads, ann)
    with pytest.raises(pipeline.ClaimMoved):
        merge(database, claim, broke, ann)


def test_a_claim_is_not_merged_with_itself_nor_with_another_storys(
    database: Database, claim: Claim, ann: Person
) -> None:
    with pytest.raises(Refused, match="with itself"):
        merge(database, claim, claim, ann)
    other = make_story(database, "Another story")
    add_reports(database, other, HERALD)
    analyse_as(database, other, [NOBODY])
    with pytest.raises(Refused, match="one story"):
        merge(database, find_claim(database, other, "Nobody"), claim, ann)


def test_a_merge_of_a_claim_that_was_reworded_meanwhile_is_shown_first(
    database: Database, claim: Claim, broke: Claim, ann: Person, bob: Person
) -> None:
    edit(database, claim, BETTER, bob)
    with database.writing() as session, pytest.raises(pipeline.ClaimMoved, match="Bob has reworded"):
        pipeline.merge_claims(session, broke.id, claim.id, person=ann, seen={claim.id: 0})


def test_the_nearest_claims_come_first(database: Database, story: Story, ann: Person) -> None:
    add_reports(database, story, HERALD)
    analyse_as(database, story, DROWNED, BROKE, ROADS, [NOBODY])
    with database.reading() as session:
        claim = store.get_claim(session, find_claim(database, story, "Nobody").id)
        near = store.list_near_claims(session, claim)
    assert near[0].claim.text == "The flood drowned 12 people."
    assert claim.id not in [row.claim.id for row in near]


# Splitting -----------------------------------------------------------------------------------------------------------


def test_chosen_excerpts_go_to_a_new_claim(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    new = split(database, claim, "Three people drowned.", ids_of(database, claim, "Evening Star"), ann)
    assert outlets(database, claim) == ["The Echo", "Valley Post"]
    assert outlets(database, new) == ["Evening Star"]
    assert again(database, claim).suggested_verdict is Verdict.CORROBORATED
    assert (again(database, new).text, again(database, new).verdict) == ("Three people drowned.", None)
    assert _list(database, story, text="three people drowned") == ["Three people drowned."]


def test_the_home_of_each_is_an_excerpt_that_states_it(database: Database, claim: Claim, ann: Person) -> None:
    new = split(database, claim, "Twelve drowned.", ids_of(database, claim, "The Echo", "Evening Star"), ann)
    assert outlets(database, claim) == ["Valley Post"]
    assert outlets(database, new) == ["The Echo", "Evening Star"]


def test_a_split_asks_for_another_look(database: Database, claim: Claim, ann: Person) -> None:
    decide(database, claim, ann)
    split(database, claim, "Three people drowned.", ids_of(database, claim, "Evening Star"), ann)
    after = again(database, claim)
    assert (after.verdict, after.stale_because) == (
        Verdict.CORROBORATED,
        "Ann split “Three people drowned.” off this claim",
    )


def test_something_goes_and_something_stays(database: Database, claim: Claim, broke: Claim, ann: Person) -> None:
    with pytest.raises(Refused, match="Choose the excerpts"):
        split(database, claim, "Three people drowned.", [], ann)
    every = ids_of(database, claim, "The Echo", "Valley Post", "Evening Star")
    with pytest.raises(Refused, match="at least one"):
        split(database, claim, "Three people drowned.", every, ann)
    with pytest.raises(Refused, match="no longer held"):
        split(database, claim, "Three people drowned.", ids_of(database, broke, "The Echo"), ann)


@pytest.mark.parametrize("who", ["Evening Star", "The Echo"])
def test_reading_again_puts_nothing_together_that_was_split(
    database: Database, story: Story, claim: Claim, ann: Person, who: str
) -> None:
    new = split(database, claim, "Another claim.", ids_of(database, claim, who), ann)
    before = (sorted(outlets(database, claim)), outlets(database, new))
    add_reports(database, story, HERALD)
    analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    found = [*outlets(database, claim), *outlets(database, new)]
    assert found.count("Lake Herald") == 1
    assert sorted(o for o in outlets(database, claim) if o != "Lake Herald") == before[0]
    assert [o for o in outlets(database, new) if o != "Lake Herald"] == before[1]
    assert again(database, new).text == "Another claim."


def test_a_split_is_taken_back_and_its_address_leads_to_what_it_was_part_of(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    decide(database, claim, ann)
    before = evidence(database, claim)
    new = split(database, claim, "Three people drowned.", ids_of(database, claim, "Evening Star"), ann)
    undo(database, story, ann)
    assert evidence(database, claim) == before
    assert (again(database, new).merged_into, again(database, claim).stale_at) == (claim.id, None)
    analyse_as(database, story, DROWNED, BROKE, ROADS)
    assert evidence(database, claim) == before


def test_a_split_that_somebody_has_built_on_stays(
    database: Database, story: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    new = split(database, claim, "Three people drowned.", ids_of(database, claim, "Evening Star"), ann)
    decide(database, new, bob)
    with pytest.raises(Conflict, match="Bob has decided this claim since"):
        undo(database, story, ann)


# Discarding ----------------------------------------------------------------------------------------------------------


def test_a_discarded_claim_is_out_of_list_counts_and_queue(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    decide(database, claim, ann)
    discard(database, claim, ann)
    after = again(database, claim)
    assert (after.withdrawn_because, after.verdict) == ("It is an opinion.", Verdict.CORROBORATED)
    assert claim.text not in _list(database, story)
    with database.reading() as session:
        progress = store.count_progress(session, story.id)
    assert (progress.claims, progress.decided) == (2, 0)


def test_discarding_takes_a_reason(database: Database, claim: Claim, ann: Person) -> None:
    with pytest.raises(Refused) as refused:
        discard(database, claim, ann, "  ")
    assert refused.value.field == "reason"


def test_a_discarded_claim_stays_discarded_when_the_story_is_read_again_and_comes_back_up_to_date(
    database: Database, story: Story, claim: Claim, ann: Person
) -> None:
    discard(database, claim, ann)
    add_reports(database, story, HERALD)
    analyse_as(database, story, (*DROWNED, NOBODY), BROKE, ROADS)
    assert claim.text not in _list(database, story)
    restore(database, claim, ann)
    assert claim.text in _list(database, story)
    assert outlets(database, claim)[-1] == "Lake Herald"


def test_discarding_and_restoring_are_taken_back(database: Database, story: Story, claim: Claim, ann: Person) -> None:
    discard(database, claim, ann)
    restore(database, claim, ann)
    undo(database, story, ann)
    assert again(database, claim).withdrawn_because == "It is an opinion."
    undo(database, story, ann)
    assert again(database, claim).withdrawn_at is None


# Who may -------------------------------------------------------------------------------------------------------------


def test_a_reviewer_words_claims_and_an_editor_reshapes_them(
    database: Database, story: Story, claim: Claim, broke: Claim
) -> None:
    reviewer, viewer = make_person(database, "Rea", Role.REVIEWER), make_person(database, "Vic", Role.VIEWER)
    edit(database, claim, BETTER, reviewer)
    deeds: tuple[Callable[[], Claim], ...] = (
        lambda: merge(database, broke, claim, reviewer),
        lambda: split(database, claim, "Three.", ids_of(database, claim, "Evening Star"), reviewer),
        lambda: discard(database, claim, reviewer),
        lambda: edit(database, claim, "Another.", viewer),
    )
    for deed in deeds:
        with pytest.raises(Forbidden):
            deed()


def test_who_is_no_member_finds_no_claim(database: Database, claim: Claim) -> None:
    with pytest.raises(NotFound):
        edit(database, claim, BETTER, make_person(database, "Nobody", None))


def test_a_verdict_on_other_words_than_the_claim_has_by_now_is_a_conflict(
    database: Database, claim: Claim, ann: Person, bob: Person
) -> None:
    edit(database, claim, BETTER, ann)
    with database.writing() as session, pytest.raises(pipeline.ClaimMoved, match="Ann has reworded this claim"):
        pipeline.review_claim(session, claim.id, Verdict.DISPUTED, person=bob, seen_version=0, seen_revision=0)
