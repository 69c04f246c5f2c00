"""A statement is worded so that it can be read alone, and a pronoun stays where it isn't sure whom it means."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.nlp.claims import Article, read_article
from app.nlp.references import References, resolve_references
from app.nlp.sentences import Sentence, split
from app.vocabulary import SentenceKind
from tests.clock import takes_time_in_proportion

TABLES = Path(__file__).parents[1] / "cases"
CASES: list[dict[str, Any]] = json.loads((TABLES / "references.json").read_text("utf-8"))
FRAMES: list[dict[str, Any]] = json.loads((TABLES / "frames.json").read_text("utf-8"))


def references_of(text: str) -> References:
    return resolve_references(text, [Sentence(start, end, SentenceKind.CLAIM) for start, end in split(text)])


def wording(case: dict[str, Any]) -> str:
    start = case["text"].rindex(case["statement"])
    return references_of(case["text"]).wording(start, start + len(case["statement"]))


@pytest.mark.parametrize("case", [c for c in CASES if not c.get("known_failure")], ids=lambda c: c["label"])
def test_a_statement_can_be_read_alone(case: dict[str, Any]) -> None:
    assert wording(case) == case["out"]


def test_known_failures_are_still_failures() -> None:
    """A case that begins to work moves out of the list."""
    assert [c["label"] for c in CASES if c.get("known_failure") and wording(c) == c["out"]] == []


def unframed(case: dict[str, Any]) -> str:
    """Return the wording of the last statement of a text, as an article gets it."""
    return read_article(Article("a", case["text"])).statements[-1].wording


@pytest.mark.parametrize("case", [c for c in FRAMES if not c.get("known_failure")], ids=lambda c: c["label"])
def test_a_wording_leaves_out_who_said_it_unless_that_is_the_news(case: dict[str, Any]) -> None:
    assert unframed(case) == case["out"]


def test_known_failures_of_frames_are_still_failures() -> None:
    assert [c["label"] for c in FRAMES if c.get("known_failure") and unframed(c) == c["out"]] == []


def test_a_frame_goes_from_the_wording_alone() -> None:
    text = "Two masons were hurt, site manager Ida Holt said on Friday."
    (statement,) = read_article(Article("a", text)).statements
    assert (statement.text, statement.start, statement.end) == (text, 0, len(text))
    assert (statement.wording, statement.speaker) == ("Two masons were hurt.", "Ida Holt")


def test_references_carry_their_spans_and_where_the_meaning_stands() -> None:
    text = "Ivo Petrov owns the farm. He lost forty cows."
    (reference,) = references_of(text).found
    assert text[reference.start : reference.end] == "He"
    assert reference.meaning == "Ivo Petrov"
    assert reference.antecedent == 0


_PIECES = [
    "Ada Obi",
    "He ",
    "his ",
    "her ",
    "They ",
    "It ",
    "has ",
    "the mayor ",
    "The sailors ",
    "Danish sailors ",
    ". ",
    ", ",
    "“",
    "”",
    '"',
    "\n",
    "But ",
    "s",
    "😀",
]


@settings(derandomize=True, max_examples=300)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)), st.integers(0, 60), st.integers(0, 60))
def test_any_span_has_a_wording_and_every_reference_lies_in_the_text(text: str, start: int, length: int) -> None:
    references = references_of(text)
    found = references.found
    assert all(0 <= r.start < r.end <= len(text) and r.meaning.strip() for r in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    worded = references.wording(min(start, len(text)), min(start + length, len(text)))
    assert worded == " ".join(worded.split())


@pytest.mark.parametrize(
    "unit", ["He said. ", "Ada Obi met him. ", "the sailors ", "Danish sailors ", '"', "“a", "But ", "A"]
)
def test_hostile_repetition_takes_time_in_proportion(unit: str) -> None:
    def work(size: int) -> None:
        text = unit * (size // len(unit))
        resolve_references(text, [Sentence(0, len(text), SentenceKind.CLAIM)]).wording(0, len(text))

    assert takes_time_in_proportion(work, 100_000)
