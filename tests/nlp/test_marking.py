"""The words that a reviewer looks for are marked, and the excerpt stays what it is."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.nlp.marking import mark_words
from tests.clock import takes_time_in_proportion

CASES = json.loads((Path(__file__).parents[1] / "cases" / "marking.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_the_words_that_matter_are_marked(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if "published" in case else None
    segments = mark_words(case["excerpt"], case["claim"], published=published)
    assert [[segment.text, segment.mark.value] for segment in segments if segment.mark] == case["out"]


def test_a_difference_comes_with_its_explanation() -> None:
    segments = mark_words("It lost 3,000 tonnes of grain.", "It lost 12,000 tonnes of grain.")
    assert [segment.because for segment in segments if segment.because] == ["12,000 is not 3,000"]


@settings(derandomize=True)
@given(st.text(), st.text())
def test_the_segments_joined_are_the_excerpt_again(excerpt: str, claim: str) -> None:
    assert "".join(segment.text for segment in mark_words(excerpt, claim)) == excerpt


def test_many_figures_take_time_in_proportion() -> None:
    def work(times: int) -> None:
        mark_words("12 bridges and 3 roads, " * times, "The storm closed 12 bridges.")

    assert takes_time_in_proportion(work, 500)
