"""Quotations and reported speech are read with who said it, by full name where the article gives one."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.nlp.sentences import Sentence, split
from app.nlp.speakers import Attribution, find_attributions, find_strength
from app.vocabulary import SentenceKind, Strength
from tests.clock import takes_time_in_proportion

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "speakers.json").read_text("utf-8"))


def attributions_of(text: str) -> list[Attribution]:
    return find_attributions(text, [Sentence(start, end, SentenceKind.CLAIM) for start, end in split(text)])


def sayings(text: str) -> list[list[str]]:
    return [
        [attribution.speaker, text[start:end]]
        for attribution in attributions_of(text)
        if attribution.speech
        for start, end in attribution.content
    ]


@pytest.mark.parametrize("case", [c for c in CASES if not c.get("known_failure")], ids=lambda c: c["label"])
def test_who_says_what(case: dict[str, Any]) -> None:
    assert sorted(sayings(case["text"])) == sorted(case["out"])


def test_known_failures_are_still_failures() -> None:
    """A case that begins to work moves out of the list."""
    working = [c["label"] for c in CASES if c.get("known_failure") and sorted(sayings(c["text"])) == sorted(c["out"])]
    assert working == []


def test_source_and_cue_have_their_spans() -> None:
    text = "“The bridge is safe,” engineer Ida Holt has repeatedly said."
    (attribution,) = attributions_of(text)
    assert attribution.source is not None
    assert attribution.cue is not None
    assert text[slice(*attribution.source)] == "engineer Ida Holt"
    assert text[slice(*attribution.cue)] == "has repeatedly said"
    assert attribution.quoted


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("“We won,” coach Pia Lund told the Ede Post.", "Pia Lund", "Ede Post"),
        ("The mine is shut, the Ede Post reported, citing the labour ministry.", "the labour ministry", "Ede Post"),
        ("The Ede Post quoted Pia Lund as saying the team was ready.", "Pia Lund", "Ede Post"),
        ("Two trawlers sank, the navy said, according to Reuters.", "the navy", "Reuters"),
        ("“We won,” coach Pia Lund told parliament.", "Pia Lund", None),
    ],
)
def test_the_outlet_that_passed_it_on_is_named(text: str, speaker: str, via: str | None) -> None:
    assert (speaker, via) in {(a.speaker, a.via) for a in attributions_of(text)}


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Senior army officials said the road was clear.", "senior army officials"),
        ("Witnesses said that smoke rose at noon.", "witnesses"),
        ("A source close to the board said the sale had failed.", "a source close to the board"),
        ("Doctors at the clinic said nine patients had left.", "doctors at the clinic"),
    ],
)
def test_sources_without_a_name_keep_their_description(text: str, description: str) -> None:
    (attribution,) = attributions_of(text)
    assert attribution.unnamed
    assert attribution.speaker == description


def test_a_named_source_is_not_unnamed() -> None:
    assert [a.unnamed for a in attributions_of("Ida Holt said the slope was stable.")] == [False]


@pytest.mark.parametrize(
    "text",
    ["The union wants a higher wage.", "The senator criticized the tax on bread.", "The mayor has not said who paid."],
)
def test_wishes_judgements_and_silence_are_no_statements(text: str) -> None:
    assert [a for a in attributions_of(text) if a.speech] == []


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("The tower fell at noon.", Strength.ASSERTED),
        ("The tower reportedly fell at noon.", Strength.REPORTED),
        ("According to reports, the tower fell.", Strength.REPORTED),
        ("The guard allegedly slept.", Strength.ALLEGED),
        ("The firm claims that it paid.", Strength.ALLEGED),
        ("The tower may have fallen at noon.", Strength.POSSIBLE),
        ("The tower opened on 3 May and stood.", Strength.ASSERTED),
        ("May was wet.", Strength.ASSERTED),
        ("He is believed to have left.", Strength.POSSIBLE),
        ("The bank denied the report.", Strength.DENIED),
        ("The bank rejected the allegations.", Strength.DENIED),
        ("The bank rejected the loan.", Strength.ASSERTED),
        ("She was denied entry.", Strength.ASSERTED),
        ("They could not reach the village.", Strength.ASSERTED),
        ("The golden garden is open.", Strength.ASSERTED),
    ],
)
def test_hedges_tell_how_firmly_a_sentence_asserts(sentence: str, strength: Strength) -> None:
    assert find_strength(sentence) is strength


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Police said the driver fled.", Strength.ASSERTED),
        ("Police said the driver may have fled.", Strength.POSSIBLE),
        ("Police alleged the driver fled.", Strength.ALLEGED),
        ("Police denied that the driver fled.", Strength.DENIED),
        ("Police believe that the driver fled.", Strength.POSSIBLE),
    ],
)
def test_the_strength_of_an_attribution_is_that_of_its_verb_and_its_words(text: str, strength: Strength) -> None:
    assert [a.strength for a in attributions_of(text)] == [strength]


_PIECES = [
    "“",
    "”",
    '"',
    "'",
    " said ",
    "Ada Obi",
    " he ",
    ", ",
    ". ",
    "\n\n",
    ":",
    " that ",
    "according to ",
    "(",
    ")",
    "—",
    "é",
    "😀",
    " told ",
]


@settings(derandomize=True, max_examples=300)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_every_span_lies_in_the_text_and_holds_words(text: str) -> None:
    for attribution in attributions_of(text):
        spans = [*attribution.content, *(s for s in (attribution.source, attribution.cue) if s)]
        assert attribution.content
        assert attribution.speaker.strip()
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(text[start:end].strip() == text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "“a” ",
        "A",
        "Abc ",
        "said ",
        "he said ",
        "Obi said ",
        "according to ",
        ", adding that he",
        "A: ",
        "(A) ",
        "\n",
    ],
)
def test_hostile_repetition_takes_time_in_proportion(unit: str) -> None:
    def work(size: int) -> None:
        text = unit * (size // len(unit))
        find_attributions(text, [Sentence(0, len(text), SentenceKind.CLAIM)])

    assert takes_time_in_proportion(work, 100_000)
