"""Dates in texts of many fields, as tables, and what must hold for any text whatever."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.nlp.dates import DateSpan, compare_dates, find_dates, find_publication_date
from app.nlp.quantities import Agreement
from tests.clock import takes_time_in_proportion

CASES = Path(__file__).parents[1] / "cases"
LANGUAGES = ("en", "es", "fr", "de", "uk", "ru", "ar")
FOUND = json.loads((CASES / "dates.json").read_text())
PUBLISHED = json.loads((CASES / "dates_published.json").read_text())
DATEISH = st.text(alphabet="0123456789.,-/ \n'thelastJanMyofweekdaysgSuQ1’", max_size=80)


def _label(case: dict[str, Any]) -> str:
    return str(case["label"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", FOUND, ids=_label)
def test_a_date_is_found_and_resolved_against_publication(case: dict[str, Any]) -> None:
    text = case["in"]
    found = find_dates(text, _day(case["published"]), case.get("language", "en"))
    assert [(text[one.start : one.end], one.first, one.last) for one in found] == [
        (words, _day(first), _day(last)) for words, first, last in case["out"]
    ]


@pytest.mark.parametrize("case", PUBLISHED, ids=_label)
def test_the_day_of_publication_is_taken_from_a_date_line_alone(case: dict[str, Any]) -> None:
    assert find_publication_date(case["in"]) == _day(case["out"])


def _span(first: str | None, last: str | None) -> DateSpan:
    return DateSpan(_day(first), _day(last), 0, 0)


@pytest.mark.parametrize(
    ("a", "b", "agreement", "because"),
    [
        (("2024-08-05", "2024-08-05"), ("2024-08-01", "2024-08-31"), "agree", "5 August 2024 lies within August 2024"),
        (("2024-08-05", "2024-08-05"), ("2024-08-06", "2024-08-06"), "differ", "5 August 2024 is not 6 August 2024"),
        (("2024-08-01", None), ("2024-09-01", "2024-09-30"), "agree", "September 2024 lies within from 1 August 2024"),
        ((None, None), ("2024-09-01", "2024-09-30"), "not comparable", "not comparable: one of the dates is unknown"),
        (("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31"), "agree", "both say 2024"),
    ],
)
def test_two_dates_agree_where_they_overlap(
    a: tuple[str | None, str | None], b: tuple[str | None, str | None], agreement: str, because: str
) -> None:
    compared = compare_dates(_span(*a), _span(*b))
    assert (compared.agreement, compared.because) == (agreement, because)


DAYS = st.one_of(st.none(), st.dates())


@given(DAYS, DAYS, DAYS, DAYS)
def test_dates_compare_the_same_both_ways(a: date | None, b: date | None, c: date | None, d: date | None) -> None:
    one, other = DateSpan(a, b, 0, 0), DateSpan(c, d, 0, 0)
    assert compare_dates(one, other).agreement == compare_dates(other, one).agreement


@given(st.one_of(st.text(max_size=200), DATEISH), DAYS, st.sampled_from(LANGUAGES))
def test_any_text_gives_ordered_dates_inside_it(text: str, published: date | None, language: str) -> None:
    found = find_dates(text, published, language)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.first is None or one.last is None or one.first <= one.last
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.one_of(st.text(max_size=300), DATEISH))
def test_any_text_has_a_date_line_or_none(text: str) -> None:
    when = find_publication_date(text)
    assert when is None or isinstance(when, date)


def test_a_date_agrees_with_itself() -> None:
    (one,) = find_dates("It closed in May 2021.")
    assert compare_dates(one, one).agreement is Agreement.AGREE


HOSTILE = {
    "years": "2014 " * 12_000,
    "intervals": "from May to " * 5_000,
    "parts": "late early mid " * 4_000,
    "befores": "two days before " * 4_000,
    "determiners": "the the last " * 5_000,
    "dashes": "2014-" * 12_000,
    "names": "Monday, May 3, " * 4_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(name: str) -> None:
    def work(size: int) -> None:
        find_dates(HOSTILE[name][:size], date(2025, 2, 22))
        find_publication_date(HOSTILE[name][:size])

    assert takes_time_in_proportion(work, len(HOSTILE[name]))
