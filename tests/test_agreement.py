"""Agreement is what the literature's worked examples say, and undefined where there is nothing to say."""

from collections import Counter
from random import Random
from statistics import quantiles

import krippendorff as peer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agreement import Unit, bootstrap, cohen, krippendorff, measure, measure_pairs, share_agreeing, tabulate
from tests.processes import run_afresh

# Four observers, twelve units, five values (K. Krippendorff, Content Analysis); a dot is a rating that is missing.
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def _units(raters: tuple[str, ...]) -> list[Unit]:
    """Return what the raters said of each thing: one line a rater, one sign a thing."""
    return [
        {f"rater {number}": line[place] for number, line in enumerate(raters) if line[place] != "."}
        for place in range(len(raters[0]))
    ]


@pytest.mark.parametrize(
    ("raters", "alpha"),
    [(("0100000010", "1110010000"), 0.095), (("aabbdcccedda", "babbbccceddd"), 0.692), (OBSERVERS, 0.743)],
    ids=["two observers, two values", "two observers, five values", "four observers, ratings missing"],
)
def test_alpha_is_that_of_its_author_s_examples(raters: tuple[str, ...], alpha: float) -> None:
    assert measure(_units(raters)).alpha == pytest.approx(alpha, abs=0.0005)


def test_the_four_observers_have_an_alpha_of_0_743() -> None:
    found = measure(_units(OBSERVERS))
    assert found.alpha == pytest.approx(0.743, abs=0.0005)
    assert (found.raters, found.units, found.pairs) == (4, 11, 55)
    assert found.alpha is not None
    assert found.interval is not None
    assert found.interval.low < found.alpha < found.interval.high <= 1


def test_a_unit_that_one_rater_saw_says_nothing() -> None:
    with_lone_units = [*_units(OBSERVERS), {"rater 0": "5"}, {}]
    assert measure(with_lone_units) == measure(_units(OBSERVERS))


def test_cohen_s_kappa_of_the_textbook_table_is_0_4() -> None:
    """Fifty grant proposals, two readers: 20 both yes, 15 both no, 5 and 10 where they differ."""
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    ratings = [pair for pair, times in table.items() for _ in range(times)]
    assert cohen(ratings) == pytest.approx(0.4)


def test_ninety_five_per_cent_of_raw_agreement_can_be_no_better_than_chance() -> None:
    found = measure([{"ann": "a", "ben": "a"}] * 95 + [{"ann": "a", "ben": "b"}] * 5)
    assert (found.raw, found.kappa) == (0.95, 0.0)
    assert found.alpha is not None
    assert abs(found.alpha) < 0.03


@pytest.mark.parametrize(
    ("label", "units"),
    [
        ("no review", []),
        ("one rater", [{"ann": "a"}, {"ann": "b"}]),
        ("no overlap", [{"ann": "a"}, {"ben": "b"}]),
    ],
)
def test_without_two_ratings_of_one_thing_all_is_undefined(label: str, units: list[Unit]) -> None:
    found = measure(units)
    assert (found.units, found.raw, found.kappa, found.alpha, found.interval) == (0, None, None, None, None), label


@pytest.mark.parametrize("number", [1, 2, 50])
def test_one_label_only_leaves_what_chance_explains_undefined(number: int) -> None:
    found = measure([{"ann": "a", "ben": "a"}] * number)
    assert (found.units, found.raw, found.kappa, found.alpha, found.interval) == (number, 1.0, None, None, None)


def test_kappa_is_for_two_and_pairs_have_their_own() -> None:
    units = [{"ann": "a", "ben": "a", "cleo": "b"}, {"ann": "b", "ben": "b"}, {"dan": "b"}]
    assert measure(units).kappa is None
    pairs = measure_pairs(units)
    assert {pair: (found.units, found.raw) for pair, found in pairs.items()} == {
        ("ann", "ben"): (2, 1.0),
        ("ann", "cleo"): (1, 0.0),
        ("ben", "cleo"): (1, 0.0),
    }
    assert pairs["ann", "ben"].kappa == 1.0


def test_the_same_reviews_always_have_the_same_interval_whatever_their_order() -> None:
    units = [Counter(unit.values()) for unit in _units(OBSERVERS) if len(unit) > 1]
    assert bootstrap(tabulate(units)) == bootstrap(tabulate(units[::-1]))


def test_the_interval_is_that_of_alphas_of_units_drawn_anew() -> None:
    units, draw = [Counter(unit.values()) for unit in _units(OBSERVERS)] * 4, Random(1)  # noqa: S311  A sample.
    alphas = [krippendorff(tabulate(draw.choices(units, k=len(units)))) for _ in range(400)]
    found = bootstrap(tabulate(units))
    assert found is not None
    low, *_, high = quantiles([alpha for alpha in alphas if alpha is not None], n=40)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.03)


def test_a_few_samples_with_one_label_only_are_left_out_of_the_interval() -> None:
    """Four of fifty units aren't plain: one sample in sixty draws none of them."""
    found = bootstrap(tabulate([Counter(a=2)] * 46 + [Counter(a=1, b=1)] * 3 + [Counter(b=2)]))
    assert found is not None
    assert -0.1 < found.low < 0 < found.high <= 1


def test_where_all_units_are_alike_there_is_no_interval() -> None:
    assert bootstrap(tabulate([Counter(a=1, b=1)] * 9)) is None


def test_where_most_samples_hold_one_label_there_is_no_interval() -> None:
    assert bootstrap(tabulate([Counter(a=2)] * 4 + [Counter(a=1, b=1)])) is None


def test_who_asks_for_no_interval_does_not_wait_for_statistics_to_load() -> None:
    """Every decision has its share of agreeing pairs; loading SciPy takes a second and tens of megabytes."""
    said = run_afresh(
        "import sys",
        "import app.agreement",
        "assert app.agreement.measure([{'ann': 'a', 'ben': 'a'}]).raw == 1",
        "print('scipy' in sys.modules)",
    )
    assert said == "False\n"


def test_pairs_that_agree_are_counted_not_labels() -> None:
    assert share_agreeing(["a", "a", "a", "b"]) == 0.5


_RATINGS = st.lists(st.lists(st.sampled_from("abc"), max_size=5), max_size=12)


@given(_RATINGS)
def test_alpha_is_what_the_reference_library_computes(ratings: list[list[str]]) -> None:
    units = [Counter(labels) for labels in ratings]
    mine = krippendorff(tabulate(units))
    counts = [[unit[label] for label in "abc"] for unit in units if unit.total() > 1]
    if mine is None:
        assert sum(any(column) for column in zip(*counts, strict=True)) < 2
    else:
        assert mine == pytest.approx(float(peer.alpha(value_counts=counts, level_of_measurement="nominal")))
