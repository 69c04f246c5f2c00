"""What a sentence names as a cause, and of what, as a table."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.nlp.causes import find_causes
from app.nlp.words import tokenize

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "causes.json").read_text())


def found(case: dict[str, Any]) -> list[list[list[str]]]:
    tokens = tokenize(case["in"])
    return [
        [[t.text for t in tokens if t.start in part] for part in (cause.agent, cause.effect)]
        for cause in find_causes(case["in"], tokens)
    ]


@pytest.mark.parametrize("case", TABLE["cases"] + TABLE["negative"], ids=lambda c: c["label"])
def test_a_cause_is_found_with_its_effect(case: dict[str, Any]) -> None:
    assert found(case) == case["out"]


@pytest.mark.parametrize("case", TABLE["known_failures"], ids=lambda c: c["label"])
def test_a_known_failure_is_still_one(case: dict[str, Any]) -> None:
    assert found(case) != case["out"], "It works now: move it to the cases."


def test_a_long_text_without_marks_is_read_whole() -> None:
    tokens = tokenize("a fire caused the fire and because of fire " * 4_000)
    assert len(find_causes("a fire caused the fire and because of fire " * 4_000, tokens)) == 8_000
