"""What is read in languages other than English, as one table a language; see `app/nlp/language.py` for what is not."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.analysis import Analysis, Excerpt, analyse, as_text
from app.nlp.claims import Article
from app.nlp.copies import find_copies
from app.nlp.dates import find_dates
from app.nlp.language import detect_language
from app.nlp.quantities import find_quantities
from app.nlp.sentences import split
from app.vocabulary import Stance

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
        [text[d.start : d.end], *(day.isoformat() if day else None for day in (d.first, d.last))]
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


FLOOD = {
    "es": "El río Alba inundó el barrio viejo. Murieron 1.234 personas. El dique no se rompió, dijo el alcalde.",
    "fr": "La rivière Alba a inondé le vieux quartier. 1 234 personnes sont mortes. La digue a tenu, dit le maire.",
    "de": "Der Fluss Alba hat das alte Viertel überflutet. 1.234 Menschen starben. Der Damm brach nicht, hieß es.",
    "uk": "Річка Альба затопила старий квартал. Загинули 1 234 людини. Дамбу не прорвало, заявив мер.",
    "ru": "Река Альба затопила старый квартал. Погибли 1 234 человека. Дамбу не прорвало, заявил мэр.",
    "ar": "أغرق نهر ألبا الحي القديم. قتل ١٬٢٣٤ شخصا. السد لم ينكسر كما قال العمدة.",
}
ENGLISH = "The Alba flooded the old quarter. In all 1,234 people died. The dam did not break, the mayor said."


def _others(analysis: Analysis, home: str) -> list[Excerpt]:
    """Return the excerpts of other articles under the claims of one."""
    return [
        excerpt
        for claim in analysis.claims
        if claim.excerpts[0].statement.article == home
        for excerpt in claim.excerpts
        if excerpt.statement.article != home
    ]


@pytest.mark.parametrize("language", FLOOD)
def test_the_same_figure_in_two_languages_is_related_and_says_so(language: str) -> None:
    analysis = analyse([Article("a", ENGLISH), Article("b", FLOOD[language], language=language)])
    related = [e for e in _others(analysis, "a") if "1,234" in e.reasons[0]]
    assert [(e.stance, e.statement.article) for e in related] == [(Stance.RELATED, "b")]
    assert related[0].reasons[0] == "Their figures agree: both say 1,234."


@pytest.mark.parametrize("language", FLOOD)
def test_what_is_read_in_part_has_no_speaker_and_takes_no_side(language: str) -> None:
    turned = " ".join(sentence for case in TABLES[language]["sentences"] for sentence in case)
    texts = {"a": FLOOD[language], "b": FLOOD[language].partition(". ")[2] + " " + turned, "c": turned}
    analysis = analyse([Article(name, text, language=language) for name, text in texts.items()])
    excerpts = [excerpt for claim in analysis.claims for excerpt in claim.excerpts]
    assert {excerpt.statement.speaker for excerpt in excerpts} == {None}
    assert Stance.CONTRADICTS not in {excerpt.stance for excerpt in excerpts}
    assert not any("article" in claim.why for claim in analysis.claims)


RELATIVES = {
    "es": ("Los vecinos cerraron los puentes viejos.", "El puente viejo fue cerrado por un vecino."),
    "fr": ("Les habitants ont fermé les vieux ponts.", "Le vieux pont a été fermé par un habitant."),
    "de": ("Die Anwohner schlossen die alten Brücken.", "Eine alte Brücke wurde von einem Anwohner geschlossen."),
    "uk": ("Мешканці перекрили старі мости.", "Старий міст перекрив мешканець."),
    "ru": ("Жители перекрыли старые мосты.", "Старый мост перекрыл житель."),
    "ar": ("أغلق السكان الجسور القديمة.", "الجسور القديمة أغلقها السكان."),
}


@pytest.mark.parametrize("language", RELATIVES)
def test_other_forms_of_the_same_words_find_each_other(language: str) -> None:
    one, other = RELATIVES[language]
    analysis = analyse([Article("a", one, language=language), Article("b", other, language=language)])
    (found,) = _others(analysis, "a")
    assert found.reasons[0].startswith("Both use the same words: ")
    assert found.reasons[0].count(",") >= 1


def test_a_report_in_the_terminal_says_what_was_read_in_part() -> None:
    text = as_text(analyse([Article("a", FLOOD["es"], language="es"), Article("b", ENGLISH)]))
    assert "a: Read in part, as it is in Spanish: sentences, numbers, dates, copies and words in common." in text
    assert "b: Read in part" not in text
