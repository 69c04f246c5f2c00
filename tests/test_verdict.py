"""The rules of the verdict, case by case."""

import pytest

from app.verdict import Decided, Evidence, count_sources, decide, suggest
from app.vocabulary import Counting, Method, Stance, Verdict

STATES, SUPPORTS, CONTRADICTS, RELATED = Stance.STATES, Stance.SUPPORTS, Stance.CONTRADICTS, Stance.RELATED


def evidence(source: str, stance: Stance = STATES, **known: str) -> Evidence:
    return Evidence(stance=stance, source=source, **known)


def test_a_claim_of_one_source_is_unsupported() -> None:
    suggestion = suggest([evidence("Post")])
    assert suggestion.verdict is Verdict.UNSUPPORTED
    assert suggestion.basis == "1 source"


def test_another_source_corroborates() -> None:
    assert suggest([evidence("Post"), evidence("Echo", SUPPORTS)]).verdict is Verdict.CORROBORATED


def test_a_related_excerpt_corroborates_nothing() -> None:
    assert suggest([evidence("Post"), evidence("Echo", RELATED)]).verdict is Verdict.UNSUPPORTED


def test_one_contradiction_disputes_however_many_support() -> None:
    many = [evidence(name) for name in ("Post", "Echo", "Mail")]
    suggestion = suggest([*many, evidence("Star", CONTRADICTS, conflict="200 against 3,000 casualties")])
    assert suggestion.verdict is Verdict.DISPUTED
    assert suggestion.basis == "200 against 3,000 casualties"


def test_a_dispute_without_figures_counts_the_sides() -> None:
    suggestion = suggest([evidence("Post"), evidence("Echo"), evidence("Star", CONTRADICTS)])
    assert suggestion.basis == "2 sources for, 1 source against"


def test_a_dispute_without_figures_says_who_differs() -> None:
    bearing = [evidence("Post"), evidence("Echo", speaker="the club")]
    suggestion = suggest([*bearing, evidence("Star", CONTRADICTS, speaker="Jon Hale")])
    assert suggestion.basis == "the club says so, Jon Hale disputes it"


def test_a_figure_goes_before_who_differs() -> None:
    against = [evidence("Star", CONTRADICTS, speaker="Jon Hale"), evidence("Sun", CONTRADICTS, conflict="2 against 9")]
    assert suggest([evidence("Post", speaker="the club"), *against]).basis == "2 against 9"


def test_outlets_that_all_quote_one_spokesperson_get_the_caution() -> None:
    five = [evidence(name, origin="the spokesperson") for name in "ABCDE"]
    suggestion = suggest(five, independent_origins=1)
    assert suggestion.verdict is Verdict.CORROBORATED
    assert suggestion.basis == "5 sources, 1 origin: the spokesperson"
    assert "5 sources, 1 origin: the spokesperson." in suggestion.reasons


def test_a_story_that_counts_origins_calls_the_same_claim_unsupported() -> None:
    five = [evidence(name, origin="the spokesperson") for name in "ABCDE"]
    assert suggest(five, independent_origins=1, counting=Counting.ORIGINS).verdict is Verdict.UNSUPPORTED


def test_two_independent_origins_corroborate_when_origins_are_counted() -> None:
    two = [evidence("Post", origin="Ada Obi"), evidence("Echo", origin="Jon Hale")]
    assert suggest(two, independent_origins=2, counting=Counting.ORIGINS).verdict is Verdict.CORROBORATED


def test_origins_that_are_not_known_to_be_independent_are_said_to_be_so() -> None:
    two = [evidence("Post", origin="Ada Obi"), evidence("Echo", origin="a witness")]
    assert suggest(two, independent_origins=1).basis == "2 sources, 2 origins (1 independent)"


def test_an_unknown_origin_is_said_to_be_unknown() -> None:
    assert suggest([evidence("Post"), evidence("Echo")]).basis == "2 sources, origin unknown"


def test_copies_of_one_text_count_once() -> None:
    copies = [evidence("Post", text="wire"), evidence("Echo", text="wire")]
    suggestion = suggest(copies)
    assert suggestion.verdict is Verdict.UNSUPPORTED
    assert "Copies of one text and outlets of one owner are counted once." in suggestion.reasons


def test_sources_of_one_family_count_once() -> None:
    assert suggest([evidence("Post", family="North"), evidence("Echo", family="North")]).verdict is Verdict.UNSUPPORTED


def test_a_figure_that_moved_is_a_caution_and_no_dispute() -> None:
    suggestion = suggest(
        [evidence("Post"), evidence("Echo"), Evidence(Stance.RELATED, "Sun", moved="3 on 1 May, 7 on 2 May")]
    )
    assert suggestion.verdict is Verdict.CORROBORATED
    assert "3 on 1 May, 7 on 2 May" in suggestion.basis


def test_what_is_bound_through_a_third_is_one_source() -> None:
    chain = [
        evidence("Post", family="North"),
        evidence("Echo", family="North", text="wire"),
        evidence("Sun", text="wire"),
    ]
    assert count_sources(chain) == 1


DISPUTED, CORROBORATED, UNSUPPORTED = Verdict.DISPUTED, Verdict.CORROBORATED, Verdict.UNSUPPORTED


def test_one_review_decides_where_one_is_enough() -> None:
    assert decide([DISPUTED]) == Decided(DISPUTED, Method.REVIEW)


@pytest.mark.parametrize("wanted", [1, 2, 5])
def test_no_review_decides_nothing(wanted: int) -> None:
    assert decide([], wanted) is None


def test_nothing_is_decided_until_all_reviews_are_in() -> None:
    assert decide([DISPUTED, DISPUTED], wanted=3) is None
    assert decide([DISPUTED, DISPUTED, DISPUTED], wanted=3) == Decided(DISPUTED, Method.CONSENSUS)


@pytest.mark.parametrize(
    "verdicts",
    [
        [DISPUTED, CORROBORATED],
        [CORROBORATED, DISPUTED],
        [DISPUTED, DISPUTED, CORROBORATED],
        [DISPUTED, CORROBORATED, UNSUPPORTED],
        [DISPUTED, DISPUTED, DISPUTED, DISPUTED, UNSUPPORTED],
    ],
)
@pytest.mark.parametrize("wanted", [1, 2])
def test_neither_a_tie_nor_a_majority_is_a_consensus(verdicts: list[Verdict], wanted: int) -> None:
    assert decide(verdicts, wanted) is None


def test_more_reviews_than_are_wanted_decide_if_they_agree() -> None:
    assert decide([DISPUTED, DISPUTED], wanted=1) == Decided(DISPUTED, Method.CONSENSUS)
