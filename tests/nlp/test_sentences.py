"""Where sentences begin and end, and what each of them is."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.nlp.sentences import sort_sentences, split
from app.vocabulary import SentenceKind

TESTS = Path(__file__).parents[1]
SHARED = Path(os.environ.get("PLUMBLINE_SHARED", TESTS.parents[1] / "shared"))
SPLITTING = json.loads((TESTS / "cases" / "sentences_splitting.json").read_text())
KINDS = json.loads((TESTS / "cases" / "sentences_kinds.json").read_text())

LEDE = "The dyke at Elmstadt held through the night, the mayor said.\n\n"
END = "\n\nThe river fell by two metres, the ministry reported on Monday."

NEWSY = st.text(st.sampled_from("abA. .?!…\"“”«»'’()[]—-•1\n\r\u2028。؟їІ "), max_size=200)


def _texts(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


def _kinds(text: str, title: str | None = None, language: str = "en") -> list[str]:
    return [sentence.kind.value for sentence in sort_sentences(text, title=title, language=language)]


def _kinds_inside(sentence: str) -> set[str]:
    """Return the kinds of a paragraph that stands in the middle of a report."""
    return {
        found.kind.value
        for found in sort_sentences(LEDE + sentence + END)
        if len(LEDE) <= found.start < len(LEDE) + len(sentence)
    }


@pytest.mark.parametrize("case", SPLITTING["cases"], ids=lambda case: case["label"])
def test_a_text_is_split_into_its_sentences(case: dict[str, Any]) -> None:
    assert _texts(case["in"], case["language"]) == case["out"]


@pytest.mark.parametrize("case", SPLITTING["known_failures"], ids=lambda case: case["label"])
def test_a_known_failure_of_splitting_still_fails(case: dict[str, Any]) -> None:
    assert _texts(case["in"], case["language"]) != case["out"]


@pytest.mark.parametrize("case", [*KINDS["cases"], *KINDS["negative"]], ids=lambda case: case["label"])
def test_a_sentence_is_of_its_kind(case: dict[str, Any]) -> None:
    assert _kinds_inside(case["in"]) == {case["out"]}


@pytest.mark.parametrize("case", KINDS["known_failures"], ids=lambda case: case["label"])
def test_a_known_failure_of_sorting_still_fails(case: dict[str, Any]) -> None:
    assert _kinds_inside(case["in"]) != {case["out"]}


@settings(derandomize=True)
@given(st.one_of(st.text(), NEWSY), st.sampled_from(["en", "de", "uk", "ar", "und"]))
def test_spans_are_in_order_and_hold_everything_but_the_space_between_them(text: str, language: str) -> None:
    spans = split(text, language)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@settings(derandomize=True)
@given(st.one_of(st.text(), NEWSY), st.one_of(st.none(), st.text()))
def test_every_sentence_has_one_kind_and_the_span_that_splitting_gave_it(text: str, title: str | None) -> None:
    sentences = sort_sentences(text, title=title)
    assert [(sentence.start, sentence.end) for sentence in sentences] == split(text)
    assert all(sentence.why for sentence in sentences if sentence.kind is not SentenceKind.CLAIM)


HOSTILE = [
    ".",
    '"',
    "a",
    "(",
    ". ",
    '."',
    "A. ",
    "1. ",
    "a\n",
    "“a” ",
    "raises ",
    "If ",
    "By A ",
    "— ",
    "(x)",
    "。",
    "a, ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_long_run_of_the_same_is_split_without_looking_twice(unit: str) -> None:
    # A rule that looked back over the run at each of its characters would need hours for this.
    text = unit * (120_000 // len(unit))
    sentences = sort_sentences(text)
    assert sentences[0].start == 0
    assert sentences[-1].end == len(text.rstrip())


def test_a_repeated_half_is_marked_as_repeated() -> None:
    half = "The dyke held on Monday.\nWhat the mayor said\nThe mayor thanked 200 helpers.\n"
    assert _kinds(half + half.upper() + "The river fell on Tuesday.") == [
        *["claim", "heading", "claim"],
        *["duplicate"] * 3,
        "claim",
    ]


def test_a_comment_form_ends_the_report() -> None:
    text = LEDE + "Leave a Reply\n\nYour email address will not be published.\nFirst! The mayor lies about 3 dead."
    assert _kinds(text) == ["claim", *["boilerplate"] * 4]


def test_a_list_of_links_ends_where_the_report_goes_on() -> None:
    report = "The ministry reported on Monday that the river had fallen by two metres. " * 5
    text = f"{LEDE}{report}\n\nRelated articles\nPumps failed twice\n\n{report.replace('two', 'three')}"
    kinds = _kinds(text)
    assert kinds.count("boilerplate") == 2
    assert kinds[8] == "claim"


def test_an_authors_box_at_the_end_is_boilerplate() -> None:
    text = f"{LEDE}{END}\n\nAuthor\n\n  • Orla Finn\n\n    With a love of rivers, she writes about 3 of them."
    assert _kinds(text) == ["claim", "claim", "boilerplate", "boilerplate", "boilerplate"]


def test_the_sentences_before_an_image_credit_are_its_caption() -> None:
    text = f"{LEDE}Crews clear mud from a street on Monday. Photo: Ada Moor{END}"
    assert _kinds(text) == ["claim", "boilerplate", "boilerplate", "claim"]


def test_the_title_is_a_heading_whatever_it_ends_with() -> None:
    assert _kinds("The dyke held.\nThe river fell by 2 metres.", title="The dyke held.") == ["heading", "claim"]


def test_a_sentence_inside_a_quotation_is_weighed_as_spoken() -> None:
    text = "“The pumps failed twice. I think we were lucky. It took 9 hours,” said Orla Finn."
    assert _kinds(text) == ["claim", "opinion", "claim"]


def test_an_article_in_another_language_is_split_and_taken_for_claims() -> None:
    text = "Hochwasser in Elmstadt\n\nDer Deich hielt am 3. Mai. Er sollte höher sein.\n\nFoto: Ada Moor"
    assert _kinds(text, language="de") == ["heading", "claim", "claim", "boilerplate"]


@pytest.mark.parametrize("event", ["dams", "crater"])
def test_sentences_and_kinds_of_annotated_reports_are_as_people_see_them(event: str) -> None:
    folder = SHARED / "events" / event
    if not folder.is_dir():
        pytest.skip(f"the annotated reports are not here: {folder}")
    gold = [json.loads(line) for line in (folder / "gold" / "sentences.jsonl").read_text().splitlines()]
    found = {
        (path.name[:3], sentence.start, sentence.end): sentence.kind.value
        for path in sorted(folder.glob("*.txt"))
        for sentence in sort_sentences(path.read_bytes().decode())
    }
    agreed = [row["kind"] == found.get((row["doc"], row["start"], row["end"])) for row in gold]
    assert sum(agreed) >= 0.95 * len(gold)
    assert len(found) <= 1.02 * len(gold)


def test_reports_as_captured_come_out_clean() -> None:
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the reports are not here: {folder}")
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode()
        claims = [
            " ".join(text[sentence.start : sentence.end].split()).casefold()
            for sentence in sort_sentences(text)
            if sentence.kind is SentenceKind.CLAIM
        ]
        assert len(claims) >= 10
        assert len(set(claims)) == len(claims)
        assert all(claim.endswith((".", "”", '"')) for claim in claims)
        assert not any("required fields" in claim or "all posts" in claim or "@" in claim for claim in claims)
