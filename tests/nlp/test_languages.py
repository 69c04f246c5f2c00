"""What is read in languages other than English, as one table a language; see `app/nlp/language.py` for what is not."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.nlp.claims import Article
from app.nlp.dates import find_dates
from app.nlp.language import detect_language
from app.nlp.origins import find_copies
from app.nlp.quantities import find_quantities
from app.nlp.sentences import split

TABLES = {
    path.stem: json.loads(path.read_text())
    for path in sorted((Path(__file__).parents[1] / "cases" / "languages").glob("*.json"))
}
QUANTITIES = [(language, case) for language, table in TABLES.items() for case in table["quantities"]]
DATES = [(language, case) for language, table in TABLES.items() for case in table["dates"]]
SENTENCES = [(language, case) for language, table in TABLES.items() for case in table["sentences"]]
READ = [(language, case) for language, case in DATES if "known_failure" not in case]
MISREAD = [(language, case) for language, case in DATES if "known_failure" in case]


def _figures(text: str, language: str) -> list[dict[str, Any]]:
    found = [
        {"words": text[q.start : q.end], "low": q.low, "high": q.high, "unit": q.unit}
        | ({"approximate": True} if q.approximate else {})
        | ({"kind": q.kind} if q.kind != "count" else {})
        for q in find_quantities(text, language)
    ]
    return [{k: round(v, 6) if isinstance(v, float) else v for k, v in row.items()} for row in found]


def _dates(text: str, language: str) -> list[list[str | None]]:
    published = date.fromisoformat(TABLES[language]["published"])
    return [
        [text[d.start : d.end], d.first and d.first.isoformat(), d.last and d.last.isoformat()]
        for d in find_dates(text, published, language)
    ]


@pytest.mark.parametrize(("language", "case"), QUANTITIES)
def test_figures_are_read_as_the_language_writes_them(language: str, case: dict[str, Any]) -> None:
    assert _figures(case["in"], language) == case["out"]


@pytest.mark.parametrize(("language", "case"), READ)
def test_dates_are_read_as_the_language_tells_them(language: str, case: dict[str, Any]) -> None:
    assert _dates(case["in"], language) == case["out"]


@pytest.mark.parametrize(("language", "case"), MISREAD)
def test_a_known_failure_still_fails(language: str, case: dict[str, Any]) -> None:
    assert _dates(case["in"], language) != case["out"]


@pytest.mark.parametrize(("language", "sentences"), SENTENCES)
def test_sentences_end_where_the_language_ends_them(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split(text, language)] == sentences


@pytest.mark.parametrize("language", TABLES)
def test_the_language_of_a_few_sentences_is_told(language: str) -> None:
    assert detect_language(" ".join(case["in"] for case in TABLES[language]["quantities"])) == language


@pytest.mark.parametrize("language", TABLES)
def test_a_copy_is_found_in_any_language(language: str) -> None:
    sentences = [case["in"] for case in TABLES[language]["quantities"]]
    whole = Article("a", " ".join(sentences), language=language)
    part = Article("b", " ".join(sentences[:5]), language=language)
    other = Article("c", " ".join(s for c in TABLES[language]["sentences"] for s in c), language=language)
    assert find_copies([part, whole, other]) == {"b": "a"}
