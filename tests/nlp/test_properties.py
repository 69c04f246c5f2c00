"""What must hold for every reader, whatever the text: exact offsets, one result for one story, and linear time."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import Analysis, analyse, hold
from app.nlp.claims import Article, read_article
from app.nlp.copies import shingle
from app.nlp.credits import find_credit
from app.nlp.dates import find_dates, find_publication_date
from app.nlp.language import detect_language
from app.nlp.names import find_acronyms, find_names, name_key
from app.nlp.quantities import find_quantities
from app.nlp.sentences import sort_sentences, split
from app.nlp.words import tokenize
from tests.clock import takes_time_in_proportion

LANGUAGES = ("en", "es", "fr", "de", "uk", "ru", "ar", "und", "ja")
PIECES = st.sampled_from(
    [
        "“No,” said Ana Ruiz. ",
        "El 3,5 % de 1.234 votos; ",
        "12\u202f000 blessés le 3\u00a0mai. ",
        "2,5 Mio. Euro am 3. Mai ",
        "п’ятеро зникли 14 травня, ",
        "5,6 тыс. человек в 2024 г. ",
        "قُتل ٣٤ شخصًا في ١٤ مايو، ",
        "e\u0301te\u0301 ",
        "👩‍👩‍👧 ",
        "\u200f\u202b12\u202c ",
        "½ mile ",
        "Ⅳ ",
        "ﬁre ",
        "\ud7ff",
        "\U0001d7d9\U0001d7da ",
        "İstanbul ",
        "ß ",
        "\r\n",
        "\n\n",
        "He (SBU) said that 12 of them, ",
        "東京で３０人。",
        "\u0301",
        "…",
        "according to the Post, ",
        "until Friday ",
        "41.3C ",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=12).map("".join))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_every_span_of_every_reader_is_what_it_says(text: str, language: str) -> None:
    read = read_article(Article("a", text, published_at=date(2031, 5, 20), language=language))
    for statement in read.statements:
        assert text[statement.start : statement.end] == statement.text
        assert statement.text == statement.text.strip()
    spans = [(q.start, q.end) for q in find_quantities(text, language)]
    spans += [(d.start, d.end) for d in find_dates(text, date(2031, 5, 20), language)]
    spans += [(s.start, s.end) for s in read.sentences]
    spans += [span for a in read.attributions for span in (*a.content, a.source, a.cue) if span]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[name.start : name.end] == name.text for name in find_names(text))
    assert all(text[token.start : token.end] == token.text for token in tokenize(text, language))
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


FLOOD = st.sampled_from(
    [
        "The river Alba flooded 340 homes in Velden on Monday.",
        "The dam at Velden did not break, the mayor said.",
        "Two people drowned in the flood, police said.",
        "Some 300 homes in Velden were flooded, Ana Ruiz said.",
        "The dam broke at dawn, according to residents.",
        "Three people drowned when the river rose.",
        "El río Alba inundó 340 casas en Velden.",
        "“The water came at night,” Ana Ruiz said.",
    ]
)
MATCH = st.sampled_from(
    [
        "Rovers beat Albion 3-1 in the cup final.",
        "Striker Leo Marsh scored twice before half-time.",
        "The referee showed four yellow cards.",
        "Coach Dan Field praised his goalkeeper.",
        "Albion had won the league seven times.",
        "Rovers ont battu Albion 3-1.",
    ]
)


def _article(name: str, sentences: list[str]) -> Article:
    return Article(name, " ".join(sentences), published_at=date(2031, 5, 20))


def _stances(analysis: Analysis, but: str = "") -> set[tuple[str, str, str, str, float]]:
    """Return every excerpt's stance to its claim, without those in which one article takes part."""
    return {
        (claim.text, excerpt.statement.article, excerpt.statement.text, excerpt.stance.value, excerpt.score)
        for claim in analysis.claims
        for excerpt in claim.excerpts
        if but not in {claim.excerpts[0].statement.article, excerpt.statement.article}
    }


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.lists(FLOOD, min_size=1, max_size=4), min_size=2, max_size=3), st.lists(MATCH, min_size=1, max_size=4)
)
def test_neither_order_nor_repetition_nor_an_unrelated_article_changes_a_stance(
    stories: list[list[str]], match: list[str]
) -> None:
    articles = [_article(f"flood-{number}", sentences) for number, sentences in enumerate(stories)]
    alone = analyse(articles)
    assert analyse(articles[::-1]) == alone == analyse(articles)
    assert _stances(analyse([*articles, _article("match", match)]), but="match") == _stances(alone)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(FLOOD, min_size=1, max_size=4), min_size=2, max_size=4))
def test_what_earlier_analyses_judged_never_shows_in_a_later_one(stories: list[list[str]]) -> None:
    articles = [_article(f"flood-{number}", sentences) for number, sentences in enumerate(stories)]
    corrected = [*articles[:-1], replace(articles[-1], published_at=date(2029, 1, 3))]
    runs = [articles[:-1], articles, corrected, articles[1:], articles[::-1], articles]
    assert [analyse(run) for run in runs] == [hold(map(read_article, run)) for run in runs]


READERS: dict[str, Callable[[str], object]] = {
    "sentences": split,
    "kinds": sort_sentences,
    "words": tokenize,
    "figures": find_quantities,
    "figures in German": lambda text: find_quantities(text, "de"),
    "figures in Arabic": lambda text: find_quantities(text, "ar"),
    "dates": lambda text: find_dates(text, date(2031, 5, 20)),
    "dates in French": lambda text: find_dates(text, date(2031, 5, 20), "fr"),
    "date line": find_publication_date,
    "names": find_names,
    "acronyms": find_acronyms,
    "key": name_key,
    "credit": find_credit,
    "copies": shingle,
    "language": detect_language,
}
UNITS = {
    "digits": "1",
    "dots": ". ",
    "dots without a space": ".",
    "quotation marks": "“",
    "brackets": "(",
    "capitals": "A",
    "said": "X said, ",
    "until": "until Friday ",
    "magnitudes": "magnitude 5 of ",
    "marks": "e\u0301\u0301",
    "Mio": "2 Mio. ",
    "vague": "tens of thousands of ",
    "shares": "1 in ",
    "hyphens": "5-",
    "vowel signs": "قُ",
    "lines": "(Reuters) -\n",
}
LONGEST = int(os.environ.get("PLUMBLINE_HOSTILE_BYTES", "24000"))
"""How long the hostile texts are; with 1000000 the whole takes a few minutes."""


@pytest.mark.parametrize(("reader", "unit"), list(product(READERS, UNITS)))
def test_twice_the_text_takes_no_more_than_about_twice_the_time(reader: str, unit: str) -> None:
    text = UNITS[unit] * (LONGEST // len(UNITS[unit]))
    assert takes_time_in_proportion(lambda size: READERS[reader](text[:size]), len(text), parts=2, most=3.5)
