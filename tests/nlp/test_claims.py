"""Statements: where sentences are cut, what each carries, and that offsets are exact on any text."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.nlp.claims import Article, Statement, read_article, split_statements, weigh
from app.nlp.dates import DateSpan
from app.nlp.profiling import prepare
from app.nlp.quantities import Quantity
from app.nlp.words import tokenize
from app.vocabulary import SentenceKind, Strength
from tests.clock import takes_time_in_proportion

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "statements.json").read_text())
NEWSISH = st.text(alphabet="aeiou nrst.,;:“”\"'()–—\n\r\t12%äß木🙂\u00a0ANT", max_size=300)


def cut(case: dict[str, Any]) -> list[str]:
    text = case["in"]
    return [text[a:b] for a, b in split_statements(text, case.get("language", "en"))]


@pytest.mark.parametrize("case", TABLE["cases"] + TABLE["negative"], ids=lambda c: c["label"])
def test_a_sentence_is_cut_where_both_halves_can_be_checked(case: dict[str, Any]) -> None:
    assert cut(case) == case["out"]


@pytest.mark.parametrize("case", TABLE["known_failures"], ids=lambda c: c["label"])
def test_a_known_failure_is_still_one(case: dict[str, Any]) -> None:
    assert cut(case) != case["out"], "It works now: move it to the cases."


def only_statement(text: str) -> Statement:
    (statement,) = read_article(Article("a", text, published_at=date(2031, 5, 20))).statements
    return statement


def test_a_statement_carries_its_values_at_the_places_of_the_article() -> None:
    text = "Marow flood\n\nThe flood in Marow damaged 340 houses on 18 May, said mayor Ada Obi."
    statement = read_article(Article("a", text, published_at=date(2031, 5, 20))).statements[-1]
    (quantity,) = statement.quantities
    (day,) = statement.dates
    assert (quantity.low, text[quantity.start : quantity.end]) == (340, "340")
    assert (day.first, text[day.start : day.end]) == (date(2031, 5, 18), "18 May")
    assert statement.speaker == "Ada Obi"


def test_a_hedge_shows_in_the_strength() -> None:
    assert only_statement("The dam in Hollin reportedly broke on Monday evening.").strength is Strength.REPORTED


def test_check_worthiness_has_its_reason_in_words() -> None:
    statement = only_statement("The flood in Marow killed 34 people, said mayor Ada Obi.")
    assert statement.checkworthiness > 0.6
    assert statement.why == "a figure about casualties, said by Ada Obi"


def test_a_plain_statement_is_worth_less() -> None:
    rose, killed = (tokenize(text) for text in ("The river rose.", "The flood killed people."))
    assert weigh(rose, [], None)[0] < weigh(killed, [], None)[0]


def test_an_empty_article_has_no_statement() -> None:
    assert read_article(Article("a", "")).statements == ()


@settings(max_examples=60, deadline=None)
@given(NEWSISH)
def test_offsets_are_exact_on_any_text(text: str) -> None:
    read = read_article(Article("a", text, published_at=date(2031, 5, 20)))
    claims = [s for s in read.sentences if s.kind is SentenceKind.CLAIM]
    for statement in read.statements:
        assert text[statement.start : statement.end] == statement.text
        assert any(s.start <= statement.start < statement.end <= s.end for s in claims)
        values: list[Quantity | DateSpan] = [*statement.quantities, *statement.dates]
        for value in values:
            assert statement.start <= value.start < value.end <= statement.end or value.end > statement.end


@pytest.mark.parametrize("piece", ["and ", " ", "not no ", "“", "A was hurt, and the ", "1 ", "unlikely, "])
def test_a_large_hostile_text_takes_no_more_than_linear_time(piece: str) -> None:
    def work(size: int) -> None:
        split_statements(piece * (size // len(piece)))
        prepare(replace(only_statement("The dam broke on Monday."), text=piece * (size // len(piece))))

    assert takes_time_in_proportion(work, 400_000, parts=10, most=20)


@settings(max_examples=60, deadline=None)
@given(NEWSISH)
def test_cutting_loses_no_word(text: str) -> None:
    spans = split_statements(text)
    assert all(a <= b for a, b in spans)
    assert spans[-1][1] == len(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_a_short_quotation_keeps_its_speaker_however_long_the_rest_of_the_sentence() -> None:
    text = "“Never,” Dahl said on the steps of the court in Velden as hundreds of fans looked on after the trial."
    (statement,) = read_article(Article("a", text)).statements
    assert statement.speaker == "Dahl"


def test_a_few_words_quoted_inside_a_report_make_nobody_its_speaker() -> None:
    text = "The bridge at Velden, which Dahl has called “a disgrace”, was closed for nine weeks after the flood of May."
    (statement,) = read_article(Article("a", text)).statements
    assert statement.speaker is None


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Speaking to reporters in Velden on Monday, Ada Obi said that she would stay.", "Ada Obi"),
        ("In a statement, the mayor, Ada Obi, said that she would stay.", "Ada Obi"),
        ("Ada Obi, who speaks for the port, conceded that it flooded but said that it was safe.", "Ada Obi"),
        ("The port authority in Velden dismissed the accusation.", "the port authority in Velden"),
        ("The bridge was closed for nine weeks after the flood of May, which Ada Obi called a disgrace.", None),
        ("The ferry sank off Velden with 90 passengers and 12 cars, the worst loss since Ada Obi took over.", None),
    ],
)
def test_who_says_most_of_a_statement_is_its_speaker(sentence: str, speaker: str | None) -> None:
    (statement,) = read_article(Article("a", sentence)).statements
    assert statement.speaker == speaker
