"""A claim stays itself when its story is read again."""

from app.pipeline.identity import Drift, Span, Stated, find_drift, match_claims, match_spans
from app.vocabulary import Stance

A, B, C = Span("a", 0, 40), Span("b", 10, 60), Span("c", 5, 30)
ELSEWHERE = Span("a", 100, 140)


def test_a_claim_goes_on_as_the_one_that_holds_its_home() -> None:
    assert match_claims({"old": Stated((A, B))}, [Stated((B,)), Stated((C, A))]) == {1: "old"}


def test_a_claim_whose_home_is_gone_goes_on_where_most_of_it_is_stated() -> None:
    assert match_claims({"old": Stated((A, B, C))}, [Stated((C,)), Stated((B,))]) == {1: "old"}


def test_a_home_whose_ends_moved_is_still_the_same_home() -> None:
    assert match_claims({"old": Stated((A,))}, [Stated((Span("a", 5, 52),))]) == {0: "old"}


def test_a_span_that_barely_touches_is_another_claim() -> None:
    assert match_claims({"old": Stated((A,))}, [Stated((Span("a", 35, 90),))]) == {}


def test_of_two_claims_that_became_one_the_one_that_somebody_worked_on_goes_on() -> None:
    known = {"untouched": Stated((A,)), "reviewed": Stated((B,), is_touched=True)}
    assert match_claims(known, [Stated((A, B))]) == {0: "reviewed"}


def test_a_claim_that_was_split_goes_on_as_the_part_that_has_its_home_as_home() -> None:
    assert match_claims({"old": Stated((A, B))}, [Stated((C, A)), Stated((A, B))]) == {1: "old"}


def test_every_claim_that_is_found_again_keeps_its_name() -> None:
    spans = [Span("a", n * 10, n * 10 + 8) for n in range(50)]
    known = {str(n): Stated((span,)) for n, span in enumerate(spans)}
    assert match_claims(known, [Stated((span,)) for span in reversed(spans)]) == {49 - n: str(n) for n in range(50)}


def test_a_claim_that_is_stated_elsewhere_is_a_new_one() -> None:
    assert match_claims({"old": Stated((A,))}, [Stated((ELSEWHERE,)), Stated((B,))]) == {}


def test_an_excerpt_is_the_same_span_before_it_is_an_overlapping_one() -> None:
    moved = Span("a", 2, 40)
    assert match_spans([A], [moved, A]) == {1: 0}


def test_a_known_excerpt_is_given_out_once() -> None:
    assert match_spans([A], [Span("a", 2, 40), Span("a", 0, 38)]) == {0: 0}


def test_evidence_that_bears_on_the_verdict_drifts() -> None:
    was = [("a", Stance.STATES), ("b", Stance.SUPPORTS), ("c", Stance.STATES)]
    now = [("a", Stance.STATES), ("b", Stance.CONTRADICTS), ("d", Stance.CONTRADICTS)]
    assert find_drift(was, now, {}) == [
        Drift("b", Stance.SUPPORTS, Stance.CONTRADICTS),
        Drift("d", None, Stance.CONTRADICTS),
        Drift("c", Stance.STATES, None),
    ]


def test_what_is_only_related_never_drifts() -> None:
    assert find_drift([("a", Stance.RELATED)], [("b", Stance.RELATED)], {}) == []


def test_another_copy_of_a_text_is_no_new_evidence() -> None:
    assert find_drift([("a", Stance.STATES)], [("a", Stance.STATES), ("b", Stance.STATES)], {"b": "a"}) == []


def test_a_source_that_also_contradicts_counts_as_contradicting() -> None:
    both = [("a", Stance.CONTRADICTS), ("a", Stance.STATES)]
    assert find_drift([("a", Stance.STATES)], both, {}) == [Drift("a", Stance.STATES, Stance.CONTRADICTS)]
