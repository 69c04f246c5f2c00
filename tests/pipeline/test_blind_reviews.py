"""Where a story wants several reviews nobody knows of another's before the claim is decided, and no vote is lost."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlmodel import col

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, Forbidden, Refused
from app.models import Claim, Decision, Event, Excerpt, Person, Review, Story, utc_now
from app.vocabulary import Action, Method, Role, Stance, Verdict
from tests.makers import DROWNED, analyse_as, find_claim, make_person
from tests.pipeline.correcting import edit, merge, split

Correcting = Callable[[Database, Claim, Person], Claim]
CORROBORATED, DISPUTED, UNSUPPORTED = Verdict.CORROBORATED, Verdict.DISPUTED, Verdict.UNSUPPORTED


@pytest.fixture
def cleo(database: Database) -> Person:
    return make_person(database, "Cleo")


@pytest.fixture
def ed(database: Database, story: Story) -> Person:
    return make_person(database, "Ed", role=Role.EDITOR)


@pytest.fixture
def two(database: Database, story: Story) -> Story:
    """Have the story want two reviews for each claim."""
    _want(database, story, 2)
    return story


def _want(database: Database, story: Story, number: int) -> None:
    with database.writing() as session:
        session.get_one(Story, story.id).reviews_wanted = number
        session.commit()


def _review(
    database: Database, claim: Claim, person: Person, verdict: Verdict = DISPUTED, *, seen: int = 0, why: str = ""
) -> Decision | None:
    with database.writing() as session:
        return pipeline.review_claim(session, claim.id, verdict, person=person, rationale=why, seen_version=seen)


def _adjudicate(
    database: Database, claim: Claim, editor: Person, verdict: Verdict = DISPUTED, **form: object
) -> Decision:
    with database.reading() as session:
        seen = [review.id for review, _ in store.list_open_reviews(session, claim.id)]
    given = {"rationale": "The log settles it.", "seen_version": 0, "seen_reviews": seen} | form
    with database.writing() as session:
        return pipeline.adjudicate(session, claim.id, verdict, person=editor, **given)  # type: ignore[arg-type]


def _undo(database: Database, story: Story, person: Person) -> Event:
    with database.writing() as session:
        return pipeline.undo_last(session, story.slug, person=person)


def _again(database: Database, claim: Claim) -> Claim:
    with database.reading() as session:
        return store.get_claim(session, claim.id)


def _deeds(database: Database, claim: Claim, reader: Person | None) -> list[tuple[str | None, Action]]:
    with database.reading() as session:
        return [(row.person_name, row.event.action) for row in store.list_history(session, claim.id, reader=reader)]


def _against(database: Database, claim: Claim) -> Excerpt:
    with database.reading() as session:
        return store.get_excerpt(session, store.list_evidence(session, claim.id)[2].id)


def _correct(database: Database, excerpt: Excerpt, stance: Stance, person: Person) -> None:
    with database.writing() as session:
        pipeline.correct_stance(session, excerpt.id, stance, person=person)


def test_one_of_two_reviews_decides_nothing(database: Database, two: Story, claim: Claim, ann: Person) -> None:
    assert _review(database, claim, ann) is None
    after = _again(database, claim)
    assert (after.verdict, after.version, after.reviews) == (None, 0, 1)


def test_reviews_that_agree_decide_by_consensus(
    database: Database, two: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    _review(database, claim, ann, why="3 against 12")
    decision = _review(database, claim, bob, why="The Star differs")
    assert decision is not None
    assert (decision.verdict, decision.method, decision.reviews, decision.agreement) == (
        DISPUTED,
        Method.CONSENSUS,
        2,
        1.0,
    )
    assert decision.rationale == "Ann: 3 against 12\nBob: The Star differs"
    assert [(one["person"], one["verdict"]) for one in decision.evidence["reviews"]] == [
        ("Ann", "disputed"),
        ("Bob", "disputed"),
    ]
    after = _again(database, claim)
    assert (after.verdict, after.version, after.in_force, after.reviews) == (DISPUTED, 1, 1, 0)


@pytest.mark.parametrize(
    "verdicts",
    [
        (DISPUTED, CORROBORATED, UNSUPPORTED),
        (DISPUTED, DISPUTED, CORROBORATED),
        (CORROBORATED, DISPUTED, DISPUTED),
    ],
)
def test_neither_a_tie_nor_a_majority_decides(
    database: Database,
    story: Story,
    *,
    claim: Claim,
    ann: Person,
    bob: Person,
    cleo: Person,
    verdicts: tuple[Verdict, ...],
) -> None:
    _want(database, story, 3)
    for person, verdict in zip((ann, bob, cleo), verdicts, strict=True):
        assert _review(database, claim, person, verdict) is None
    after = _again(database, claim)
    with database.reading() as session:
        assert store.count_split(session, story.id) == 1
    assert (after.verdict, after.reviews) == (None, 3)


def test_a_claim_goes_to_as_many_people_as_reviews_are_wanted(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person
) -> None:
    with database.writing() as session:
        taken = [
            pipeline.take_claim(session, claim.id, person=person, now=utc_now()) for person in (ann, bob, cleo, ann)
        ]
    assert taken == [True, True, False, True]


def test_who_has_reviewed_a_claim_is_not_handed_it_again_and_others_are(
    database: Database, two: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    _review(database, claim, ann)
    with database.writing() as session:
        mine = pipeline.next_claim(session, two, person=ann, now=utc_now())
        theirs = pipeline.next_claim(session, two, person=bob, now=utc_now())
    assert mine is not None
    assert theirs is not None
    assert mine.id != claim.id
    assert theirs.id == claim.id


def test_a_claim_without_a_consensus_is_handed_to_nobody(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    with database.writing() as session:
        assert not pipeline.take_claim(session, claim.id, person=cleo, now=utc_now())
    with pytest.raises(pipeline.ClaimMoved, match="All 2 reviews of this claim are in") as moved:
        _review(database, claim, cleo)
    assert moved.value.is_final


def test_the_same_form_sent_twice_is_one_review(database: Database, two: Story, claim: Claim, ann: Person) -> None:
    for _ in range(2):
        assert _review(database, claim, ann) is None
    assert _again(database, claim).reviews == 1


def test_another_verdict_of_the_same_person_is_refused_in_words(
    database: Database, two: Story, claim: Claim, ann: Person
) -> None:
    _review(database, claim, ann)
    with pytest.raises(pipeline.ClaimMoved, match=r"in already: “disputed”\. Undo takes it back"):
        _review(database, claim, ann, CORROBORATED)


def test_a_decided_claim_wants_no_further_review_until_it_needs_another_look(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person
) -> None:
    for person in (ann, bob):
        _review(database, claim, person)
    with pytest.raises(pipeline.ClaimMoved, match="wants no further review"):
        _review(database, claim, cleo, CORROBORATED, seen=1)
    with database.writing() as session:
        session.get_one(Claim, claim.id).stale_at = utc_now()
        session.commit()
    for person in (cleo, ann):
        _review(database, claim, person, CORROBORATED, seen=1)
    after = _again(database, claim)
    assert (after.verdict, after.version, after.stale_at, after.reviews) == (CORROBORATED, 2, None, 0)


def test_nobody_reads_of_another_s_review_before_the_decision(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person
) -> None:
    _review(database, claim, ann, why="Only 3.")
    own = [("Ann", Action.REVIEWED)]
    assert [_deeds(database, claim, reader) for reader in (ann, bob, ed, None)] == [own, [], [], []]
    with database.reading() as session:
        assert all(row.event.claim_id is None for row in store.list_story_history(session, two.id, reader=bob).items)
    _review(database, claim, bob)
    both = [("Bob", Action.REVIEWED), ("Ann", Action.REVIEWED)]
    assert [_deeds(database, claim, reader) for reader in (ann, bob, ed, None)] == [both] * 4


def test_a_stance_stays_ones_own_until_the_claim_is_decided(
    database: Database, two: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    excerpt = _against(database, claim)
    _correct(database, excerpt, Stance.RELATED, ann)
    with database.reading() as session:
        mine, theirs = (store.list_own_stances(session, claim.id, person.id) for person in (ann, bob))
        seen = pipeline.suggest_with(session, two, store.get_claim(session, claim.id), mine)
    assert (mine, theirs) == ({excerpt.id: Stance.RELATED}, {})
    assert (seen.suggested_verdict, _again(database, claim).suggested_verdict) == (CORROBORATED, DISPUTED)
    assert (_against(database, claim).stance, _deeds(database, claim, bob)) == (Stance.CONTRADICTS, [])
    for person in (ann, bob):
        _review(database, claim, person, CORROBORATED)
    shared, after = _against(database, claim), _again(database, claim)
    assert (shared.stance, shared.corrected_by, after.suggested_verdict) == (Stance.RELATED, ann.id, CORROBORATED)
    with database.reading() as session:
        frozen = store.get_decision(session, claim.id, 1).evidence["excerpts"]
    assert [one["stance"] for one in frozen if one["id"] == excerpt.id] == ["related"]


def test_stances_on_which_reviewers_differ_do_not_come_to_count(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person
) -> None:
    excerpt = _against(database, claim)
    _correct(database, excerpt, Stance.RELATED, ann)
    _correct(database, excerpt, Stance.SUPPORTS, bob)
    _correct(database, excerpt, Stance.STATES, cleo)
    for person in (ann, bob):
        _review(database, claim, person)
    assert (_against(database, claim).stance, _against(database, claim).corrected_at) == (Stance.CONTRADICTS, None)


def test_undoing_the_review_that_made_the_consensus_makes_the_others_blind_again(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person
) -> None:
    excerpt = _against(database, claim)
    _correct(database, excerpt, Stance.RELATED, ann)
    for person in (ann, bob):
        _review(database, claim, person, CORROBORATED)
    _undo(database, two, bob)
    after = _again(database, claim)
    assert (after.verdict, after.in_force, after.version, after.reviews) == (None, 0, 1, 1)
    assert (_against(database, claim).stance, _deeds(database, claim, cleo)) == (Stance.CONTRADICTS, [])
    with database.reading() as session:
        assert store.list_own_stances(session, claim.id, ann.id) == {excerpt.id: Stance.RELATED}
    decision = _review(database, claim, cleo, CORROBORATED, seen=1)
    assert decision is not None
    assert (decision.version, decision.reviews) == (2, 2)


def test_a_review_that_others_made_a_decision_of_is_not_undone(
    database: Database, two: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    for person in (ann, bob):
        _review(database, claim, person)
    with pytest.raises(Conflict, match="Bob, whose review agreed, has decided “disputed”"):
        _undo(database, two, ann)


def test_a_review_is_undone_while_nothing_is_decided_and_its_place_is_free_again(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    _undo(database, two, ann)
    assert _again(database, claim).reviews == 1
    with database.writing() as session:
        assert pipeline.take_claim(session, claim.id, person=cleo, now=utc_now())
    assert _review(database, claim, cleo, CORROBORATED) is not None


def test_an_own_stance_is_undone_to_what_it_was(
    database: Database, two: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    excerpt = _against(database, claim)
    for stance in (Stance.RELATED, Stance.SUPPORTS):
        _correct(database, excerpt, stance, ann)
    left = []
    for _ in range(2):
        undone = _undo(database, two, ann)
        assert undone.version == 0
        with database.reading() as session:
            left.append(store.list_own_stances(session, claim.id, ann.id))
    assert left == [{excerpt.id: Stance.RELATED}, {}]
    assert _deeds(database, claim, bob) == []


def test_an_editor_decides_where_reviews_differ(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    chosen = _against(database, claim).id
    decision = _adjudicate(database, claim, ed, UNSUPPORTED, relied_on=[chosen])
    assert (decision.verdict, decision.method, decision.reviews, decision.agreement) == (
        UNSUPPORTED,
        Method.ADJUDICATION,
        2,
        0.0,
    )
    assert (decision.decided_by, decision.rationale, decision.relied_on) == (ed.id, "The log settles it.", [chosen])
    assert {name for name, _ in _deeds(database, claim, None)} == {"Ann", "Bob", "Ed"}
    _undo(database, two, ed)
    assert (_again(database, claim).verdict, _again(database, claim).reviews) == (None, 2)


def test_an_editor_can_not_decide_before_all_reviews_are_in(
    database: Database, two: Story, claim: Claim, ann: Person, ed: Person
) -> None:
    _review(database, claim, ann)
    with pytest.raises(Conflict):
        _adjudicate(database, claim, ed)


def test_a_decision_on_reviews_that_are_others_by_now_is_a_conflict(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person, ed: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    with database.reading() as session:
        seen = [review.id for review, _ in store.list_open_reviews(session, claim.id)]
    _undo(database, two, bob)
    _review(database, claim, cleo, UNSUPPORTED)
    with pytest.raises(Conflict, match="taken back or given anew"):
        _adjudicate(database, claim, ed, seen_reviews=seen)


def test_an_editor_has_to_say_why(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    with pytest.raises(Refused, match="Say what the decision rests on"):
        _adjudicate(database, claim, ed, rationale="  ")


def test_a_reviewer_neither_decides_where_reviews_differ_nor_sets_how_many_there_are(
    database: Database, two: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    rita = make_person(database, "Rita", role=Role.REVIEWER)
    with pytest.raises(Forbidden):
        _adjudicate(database, claim, rita)
    with database.writing() as session, pytest.raises(Forbidden):
        pipeline.set_reviews_wanted(session, two.slug, 1, person=rita)


def test_of_two_editors_at_once_one_decides(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person
) -> None:
    eve = make_person(database, "Eve", role=Role.EDITOR)
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    results = _at_once(
        lambda: _adjudicate(database, claim, ed, DISPUTED), lambda: _adjudicate(database, claim, eve, CORROBORATED)
    )
    assert sorted(results) == ["conflict", "saved"]
    assert _again(database, claim).version == 1


def _at_once(*deeds: Callable[[], object]) -> list[str]:
    results: list[str] = []
    ready = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> None:
        ready.wait()
        try:
            deed()
            results.append("saved")
        except Conflict:
            results.append("conflict")

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_four_reviews_at_once_two_count(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person
) -> None:
    dan = make_person(database, "Dan")
    people = (ann, bob, cleo, dan)
    results = _at_once(*[lambda person=person: _review(database, claim, person) for person in people])
    assert sorted(results) == ["conflict", "conflict", "saved", "saved"]
    with database.reading() as session:
        assert len(session.scalars(select(Review).where(col(Review.claim_id) == claim.id)).all()) == 2
        [decision] = store.list_decisions(session, claim.id)
    assert (decision.method, decision.reviews) == (Method.CONSENSUS, 2)


def test_a_smaller_number_decides_what_agrees_and_sends_the_rest_to_an_editor(
    database: Database, story: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person
) -> None:
    _want(database, story, 3)
    broke, roads = find_claim(database, story, "dam broke"), find_claim(database, story, "Roads")
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    for person in (ann, bob):
        _review(database, broke, person, CORROBORATED)
    _review(database, roads, ann, UNSUPPORTED)
    with database.writing() as session:
        made = pipeline.set_reviews_wanted(session, story.slug, 2, person=ed)
    assert made == pipeline.Resettled(decided=1, differing=1, waiting=1)
    with database.writing() as session:
        made = pipeline.set_reviews_wanted(session, story.slug, 1, person=ed)
    assert made == pipeline.Resettled(decided=1, differing=1)
    assert [_again(database, one).verdict for one in (claim, broke, roads)] == [None, CORROBORATED, UNSUPPORTED]


def test_a_larger_number_asks_for_more_reviews_of_what_is_not_decided(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, cleo: Person, ed: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    with database.writing() as session:
        assert pipeline.set_reviews_wanted(session, two.slug, 3, person=ed) == pipeline.Resettled(waiting=1)
        assert pipeline.take_claim(session, claim.id, person=cleo, now=utc_now())


@pytest.mark.parametrize("number", [0, -1, 6, 10**20])
def test_a_number_of_reviews_that_can_not_be_is_refused(
    database: Database, story: Story, ed: Person, number: int
) -> None:
    with database.writing() as session, pytest.raises(Refused):
        pipeline.set_reviews_wanted(session, story.slug, number, person=ed)


def test_a_smaller_number_set_while_a_review_comes_in_leaves_no_claim_behind(
    database: Database, two: Story, claim: Claim, ann: Person, ed: Person
) -> None:
    def lower() -> None:
        with database.writing() as session:
            pipeline.set_reviews_wanted(session, two.slug, 1, person=ed)

    assert _at_once(lambda: _review(database, claim, ann), lower) == ["saved", "saved"]
    assert _again(database, claim).verdict is DISPUTED


def test_the_review_of_who_has_left_still_counts_and_keeps_the_name(
    database: Database, two: Story, claim: Claim, ann: Person, bob: Person
) -> None:
    _review(database, claim, ann)
    with database.writing() as session:
        session.get_one(Person, ann.id).disabled_at = utc_now()
        session.commit()
    decision = _review(database, claim, bob)
    assert decision is not None
    assert [one["person"] for one in decision.evidence["reviews"]] == ["Ann", "Bob"]
    assert ("Ann", Action.REVIEWED) in _deeds(database, claim, None)


def test_a_new_analysis_keeps_an_excerpt_that_somebody_sees_otherwise(
    database: Database, two: Story, claim: Claim, ann: Person
) -> None:
    excerpt = _against(database, claim)
    _correct(database, excerpt, Stance.RELATED, ann)
    analyse_as(database, two, DROWNED[:2])
    assert _against(database, claim).id == excerpt.id


def _reword(database: Database, claim: Claim, ed: Person, *, keeps_meaning: bool = False) -> Claim:
    return edit(database, claim, "The flood drowned 12 people in Lindau.", ed, keeps_meaning=keeps_meaning)


def _merge(database: Database, claim: Claim, ed: Person) -> Claim:
    with database.reading() as session:
        story = store.get_story_by_id(session, claim.story_id)
    return merge(database, find_claim(database, story, "Roads"), claim, ed)


def _split(database: Database, claim: Claim, ed: Person) -> Claim:
    return split(database, claim, "Some drowned.", [_against(database, claim).id], ed)


@pytest.mark.parametrize("correct", [_reword, _merge, _split])
def test_a_review_is_kept_and_asked_for_again_where_the_claim_comes_to_mean_something_else(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person, correct: Correcting
) -> None:
    _review(database, claim, ann, DISPUTED, why="Said of the old wording.")
    correct(database, claim, ed)
    assert _again(database, claim).reviews == 0
    assert _review(database, claim, bob, CORROBORATED) is None
    with database.writing() as session:
        assert pipeline.take_claim(session, claim.id, person=ann, now=utc_now())
    decision = _review(database, claim, ann, CORROBORATED)
    assert decision is not None
    assert (decision.verdict, decision.reviews, decision.rationale) == (CORROBORATED, 2, "")
    with database.reading() as session:
        assert "Said of the old wording." in [review.rationale for review, _ in store.list_reviews(session, claim.id)]


@pytest.mark.parametrize("correct", [_reword, _merge, _split])
def test_who_takes_the_correction_back_lets_the_reviews_count_again(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person, correct: Correcting
) -> None:
    _review(database, claim, ann)
    correct(database, claim, ed)
    _undo(database, two, ed)
    assert _again(database, claim).reviews == 1
    assert _review(database, claim, bob) is not None


def test_reviews_that_differ_are_asked_for_again_too_and_nobody_else_learns_of_them(
    database: Database, two: Story, *, claim: Claim, ann: Person, bob: Person, ed: Person
) -> None:
    _review(database, claim, ann, DISPUTED)
    _review(database, claim, bob, CORROBORATED)
    _reword(database, claim, ed)
    assert (_again(database, claim).reviews, _deeds(database, claim, ann)[1:]) == (0, [("Ann", Action.REVIEWED)])
    with database.reading() as session:
        assert store.list_ratings(session, two.id) == []


def test_a_wording_that_means_the_same_leaves_the_reviews_in(
    database: Database, two: Story, claim: Claim, ann: Person, ed: Person
) -> None:
    _review(database, claim, ann)
    _reword(database, claim, ed, keeps_meaning=True)
    assert _again(database, claim).reviews == 1
