"""What a sentence denies, as a table."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.nlp.denials import find_denial
from app.nlp.words import tokenize

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "denials.json").read_text())


def found(case: dict[str, Any]) -> tuple[list[str], bool]:
    tokens = tokenize(case["in"])
    denial = find_denial(case["in"], tokens)
    return [t.text for t in tokens if t.start in denial.rejected and t.is_content], bool(denial.points_back)


@pytest.mark.parametrize("case", TABLE["cases"] + TABLE["negative"], ids=lambda c: c["label"])
def test_a_denial_is_found_with_what_it_denies(case: dict[str, Any]) -> None:
    assert found(case) == (case["rejected"], case["points_back"])


@pytest.mark.parametrize("case", TABLE["known_failures"], ids=lambda c: c["label"])
def test_a_known_failure_is_still_one(case: dict[str, Any]) -> None:
    assert found(case) != (case["rejected"], case["points_back"]), "It works now: move it to the cases."


def test_a_plain_negative_turns_what_follows_it() -> None:
    text = "Nobody was hurt in the blaze."
    tokens = tokenize(text)
    negated = find_denial(text, tokens).negated
    assert [t.text for t in tokens if t.start in negated and t.is_content] == ["hurt", "blaze"]
