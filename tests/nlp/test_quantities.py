"""Figures in texts of many fields, as tables, and what must hold for any text whatever."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.nlp.quantities import Agreement, Quantity, compare_quantities, find_quantities, pair_figures
from tests.clock import takes_time_in_proportion

CASES = Path(__file__).parents[1] / "cases"
LANGUAGES = ("en", "es", "fr", "de", "uk", "ru", "ar")
FOUND = json.loads((CASES / "quantities.json").read_text())
COMPARED = json.loads((CASES / "quantities_compared.json").read_text())
NUMBERISH = st.text(alphabet="0123456789.,-–/$€%() \n'\"ahundredmillionfvtwoKkMm²½٣π", max_size=80)


def _row(text: str, one: Quantity) -> dict[str, Any]:
    return {
        "words": text[one.start : one.end],
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "approximate": one.approximate,
        "kind": one.kind,
        "of": one.of,
    }


def _label(case: dict[str, Any]) -> str:
    return str(case["label"])


def _found(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [_row(case["in"], one) for one in find_quantities(case["in"], case.get("language", "en"))]


def _matches(case: dict[str, Any]) -> bool:
    """Tell whether what is found is what the case names; what the case leaves out has its default, "of" any value."""
    found = _found(case)
    expected = [{"approximate": False, "kind": "count"} | row for row in case["out"]]
    trimmed = [{key: row[key] for key in want} for row, want in zip(found, expected, strict=False)]
    return len(found) == len(expected) and trimmed == [
        {key: pytest.approx(value) if isinstance(value, float) else value for key, value in row.items()}
        for row in expected
    ]


@pytest.mark.parametrize("case", [case for case in FOUND if "known_failure" not in case], ids=_label)
def test_a_figure_is_read_with_its_bounds_unit_and_noun(case: dict[str, Any]) -> None:
    assert _matches(case), _found(case)


@pytest.mark.parametrize("case", [case for case in FOUND if "known_failure" in case], ids=_label)
def test_a_known_failure_still_fails_and_is_taken_off_the_list_when_it_does_not(case: dict[str, Any]) -> None:
    assert not _matches(case)


@pytest.mark.parametrize("case", COMPARED, ids=_label)
def test_two_figures_agree_differ_or_are_refused_with_the_reason(case: dict[str, Any]) -> None:
    a, b = find_quantities(case["a"])[0], find_quantities(case["b"])[0]
    there, back = compare_quantities(a, b), compare_quantities(b, a)
    assert there.agreement == case["out"], there
    assert back.agreement == there.agreement
    assert there.because
    assert case.get("because", there.because) == there.because


def test_the_killed_and_the_wounded_are_added_up_against_a_figure_of_both() -> None:
    apart = find_quantities("The blast killed 12 people and wounded 30 people.")
    together = find_quantities("42 people were killed or wounded.")
    assert [pair.comparison.agreement for pair in pair_figures(apart, together)] == [Agreement.AGREE]


def test_each_figure_is_paired_once_with_its_best_partner() -> None:
    mine = find_quantities("The storm killed 13 people and flooded 40 homes.")
    theirs = find_quantities("Floods entered 40 homes; 15 people were killed.")
    pairs = pair_figures(mine, theirs)
    assert [(pair.a.unit, pair.b.unit, pair.comparison.agreement.value) for pair in pairs] == [
        ("home", "home", "agree"),
        ("person", "person", "differ"),
    ]


def test_incomparable_figures_make_no_pair() -> None:
    assert pair_figures(find_quantities("13 people were killed."), find_quantities("Prices rose 5 percent.")) == []


@given(st.one_of(st.text(max_size=200), NUMBERISH), st.sampled_from(LANGUAGES))
def test_any_text_gives_ordered_figures_inside_it(text: str, language: str) -> None:
    found = find_quantities(text, language)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert one.low is None or one.high is None or one.low <= one.high
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(NUMBERISH, NUMBERISH)
def test_any_two_figures_compare_the_same_both_ways(one: str, other: str) -> None:
    for a in find_quantities(one)[:3]:
        for b in find_quantities(other)[:3]:
            assert compare_quantities(a, b).agreement == compare_quantities(b, a).agreement


@given(NUMBERISH)
def test_a_figure_agrees_with_itself(text: str) -> None:
    for one in find_quantities(text):
        assert compare_quantities(one, replace(one, start=0, end=1)).agreement is Agreement.AGREE


HOSTILE = {
    "digits": "1" * 60_000,
    "grouped digits": "1," * 30_000,
    "number words": "two hundred and " * 4_000,
    "dashes": "1-" * 30_000,
    "brackets": "5 m (" * 12_000,
    "dollars": "$" * 60_000,
    "capitals": "A 1 B " * 10_000,
    "hedges": "more than about " * 4_000,
    "vague": "tens of " * 8_000,
    "spaced groups": "123 456 " * 8_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(name: str) -> None:
    text = HOSTILE[name]
    assert takes_time_in_proportion(lambda size: find_quantities(text[:size]), len(text))
