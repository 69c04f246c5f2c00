"""A story from end to end: the public format, and what must hold whatever the articles are."""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import Analysis, analyse, as_json, as_text, hold, read_once
from app.nlp.claims import Article, read_article
from app.vocabulary import Counting, SentenceKind, Stance, Strength, Verdict

SHARED = Path(os.environ.get("PLUMBLINE_SHARED") or Path(__file__).parents[2] / "shared")

POST = Article(
    "post",
    "Fire destroys grain silo in Marow\n\n"
    "A fire destroyed the grain silo in the port of Marow on Tuesday night. "
    "Two dockers were injured, fire chief Lena Maur said. "
    "The blaze was started by a faulty dryer, according to the port authority. "
    "The silo held 4,000 tonnes of wheat.",
    title="Fire destroys grain silo in Marow",
    publisher="Marow Post",
    published_at=date(2031, 5, 21),
)
ECHO = Article(
    "echo",
    "Flames gutted the grain silo in the port of Marow late on Tuesday. "
    "Fire chief Lena Maur said that two dock workers had been injured. "
    "It is unlikely that a faulty dryer started the blaze, an engineer of the silo's owner said. "
    "Some 4,400 tons of wheat were stored in the silo.",
    publisher="Coast Echo",
    published_at=date(2031, 5, 21),
)
STAR = Article(
    "star",
    "Nine dockers were injured in the blaze, a union spokesman said. The harbour will stay closed until Friday.",
    publisher="Evening Star",
    published_at=date(2031, 5, 21),
)
UNRELATED = Article(
    "zebra",
    "Shares of the carmaker Velo rose by 4 percent after its quarterly report. Analysts had expected less profit.",
    publisher="Money",
)
STORY = (POST, ECHO, STAR)


def dump(analysis: Analysis) -> str:
    return json.dumps(as_json(analysis), ensure_ascii=False)


def claims_of(analysis: Analysis, words: str) -> list[Any]:
    return [claim for claim in analysis.claims if words in claim.text]


def test_the_same_claim_in_two_reports_is_one_claim_with_two_excerpts() -> None:
    (claim,) = claims_of(analyse(STORY), "the grain silo in the port")
    assert {e.statement.article for e in claim.excerpts if e.stance is Stance.STATES} == {"post", "echo"}
    assert claim.suggested_verdict is Verdict.CORROBORATED


def test_figures_that_exclude_each_other_are_disputed_with_the_figures_in_the_basis() -> None:
    claims = [c for c in analyse(STORY).claims if "njured" in c.text and c.suggested_verdict is Verdict.DISPUTED]
    assert claims
    assert any(" against " in claim.basis and "9" in claim.basis for claim in claims)


def test_a_figure_that_the_same_speaker_puts_otherwise_next_day_is_overtaken_and_not_disputed() -> None:
    first = Article(
        "a", "Four dockers were injured in the port of Marow, Lena Maur said.", published_at=date(2031, 5, 21)
    )
    later = Article(
        "b", "Nine dockers were injured in the port of Marow, Lena Maur said.", published_at=date(2031, 5, 22)
    )
    claims = analyse([first, later]).claims
    assert Verdict.DISPUTED not in {claim.suggested_verdict for claim in claims}
    assert all(c.basis.endswith("dockers, told on different days (21 May 2031 and 22 May 2031)") for c in claims)
    same_day = replace(later, published_at=first.published_at)
    assert {c.suggested_verdict for c in analyse([first, same_day]).claims} == {Verdict.DISPUTED}


def test_a_report_that_says_itself_that_a_figure_rose_disputes_nothing() -> None:
    day = date(2031, 5, 21)
    first = Article("a", "Four dockers were injured in the port of Marow, Lena Maur said.", published_at=day)
    told = "Nine dockers were injured in the port of Marow, Lena Maur said. At noon she had earlier spoken of four."
    claims = analyse([first, Article("b", told, published_at=day)]).claims
    assert Verdict.DISPUTED not in {claim.suggested_verdict for claim in claims}
    reasons = [r for c in claims for e in c.excerpts if e.stance is Stance.RELATED for r in e.reasons]
    assert any(r.startswith("A later figure by the same speaker") for r in reasons)


def test_an_overtaken_figure_is_overtaken_whoever_repeats_the_later_one() -> None:
    first = Article(
        "a", "Four dockers were injured in the port of Marow, Lena Maur said.", published_at=date(2031, 5, 21)
    )
    later = date(2031, 5, 22)
    own = Article("b", "Nine dockers were injured in the port of Marow, Lena Maur said.", published_at=later)
    other = Article("c", "Nine dockers were injured in the port of Marow, the union said.", published_at=later)
    assert Verdict.DISPUTED not in {c.suggested_verdict for c in analyse([first, own, other]).claims}


def test_another_account_of_the_cause_contradicts() -> None:
    (claim,) = claims_of(analyse(STORY), "started by a faulty dryer")
    assert [e.statement.article for e in claim.excerpts if e.stance is Stance.CONTRADICTS] == ["echo"]


def test_one_named_speaker_is_one_origin() -> None:
    claim = next(c for c in analyse((POST, ECHO)).claims if "njured" in c.text)
    assert claim.origins == ("Lena Maur",)
    assert claim.independent_origins == 1
    assert claim.basis == "2 sources, 1 origin: Lena Maur"


def test_a_story_that_counts_origins_does_not_call_one_speaker_corroborated() -> None:
    claim = next(c for c in analyse((POST, ECHO), Counting.ORIGINS).claims if "njured" in c.text)
    assert claim.suggested_verdict is Verdict.UNSUPPORTED


def test_a_copy_is_said_to_be_one_and_corroborates_nothing() -> None:
    long = " ".join([POST.text, "The port of Marow is the largest on the coast and has burned twice in its history."])
    first, second = (Article(name, long, publisher=name, published_at=POST.published_at) for name in ("a", "b"))
    analysis = analyse([second, first])
    assert analysis.copy_of == {"b": "a"}
    assert {claim.suggested_verdict for claim in analysis.claims} == {Verdict.UNSUPPORTED}


def test_a_repetition_within_one_article_adds_no_excerpt() -> None:
    repeated = Article("r", f"{STAR.text}\n\n{STAR.text}")
    for claim in analyse([repeated, POST]).claims:
        texts = [e.statement.text for e in claim.excerpts if e.statement.article == "r"]
        assert len(texts) == len(set(texts))


def test_every_statement_is_in_some_claim() -> None:
    analysis = analyse(STORY)
    shown = {(e.statement.article, e.statement.start) for claim in analysis.claims for e in claim.excerpts}
    assert {(s.article, s.start) for read in analysis.articles for s in read.statements} <= shown


def test_the_order_of_the_articles_never_matters() -> None:
    assert dump(analyse(STORY)) == dump(analyse(STORY[::-1])) == dump(analyse((STAR, POST, ECHO)))


def test_analysing_twice_changes_nothing() -> None:
    assert dump(analyse(STORY)) == dump(analyse(STORY))


def test_an_unrelated_article_changes_no_stance() -> None:
    before, after = analyse(STORY), analyse((*STORY, UNRELATED))
    assert [c for c in after.claims if c.excerpts[0].statement.article != "zebra"] == list(before.claims)


def test_the_public_format_has_every_field() -> None:
    data = as_json(analyse(STORY))
    assert data["version"] == 1
    for article in data["articles"]:
        assert list(article) == [
            "id", "title", "publisher", "author", "published_at", "language", "sha256", "copy_of", "sentences",
        ]  # fmt: skip
    for number, claim in enumerate(data["claims"], 1):
        assert list(claim) == [
            "id", "text", "checkworthiness", "why", "excerpts", "origins", "independent_origins",
            "suggested_verdict", "basis",
        ]  # fmt: skip
        assert claim["id"] == f"c{number}"
        assert claim["excerpts"][0]["stance"] == "states"
        for excerpt in claim["excerpts"]:
            check_excerpt(excerpt)


def check_excerpt(excerpt: dict[str, Any]) -> None:
    text = {article.id: article.text for article in STORY}[excerpt["article"]]
    assert list(excerpt) == [
        "article", "start", "end", "text", "stance", "score", "reasons", "speaker", "strength", "quantities", "dates",
    ]  # fmt: skip
    assert text[excerpt["start"] : excerpt["end"]] == excerpt["text"]
    assert excerpt["stance"] in set(Stance)
    assert excerpt["strength"] in set(Strength)
    assert 0 <= excerpt["score"] <= 1
    assert excerpt["reasons"]
    for quantity in excerpt["quantities"]:
        assert list(quantity) == ["low", "high", "unit", "approximate", "of", "start", "end"]
    for day in excerpt["dates"]:
        assert list(day) == ["from", "to", "start", "end"]


def test_a_story_without_articles_is_empty() -> None:
    assert as_json(analyse([])) == {"version": 1, "articles": [], "claims": []}


def test_the_report_names_verdict_basis_and_reasons() -> None:
    report = as_text(analyse(STORY))
    assert "3 articles" in report
    assert "corroborated: 2 sources" in report
    assert "■ states post" in report


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="abn ert.,“”1 9\nTMé", max_size=120), max_size=4), st.randoms(use_true_random=False))
def test_any_texts_give_the_same_in_any_order(texts: list[str], random: Any) -> None:
    articles = [Article(f"{number}", text) for number, text in enumerate(texts)]
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert dump(analyse(articles)) == dump(analyse(shuffled))


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="The reports to measure with are not beside the project.")
def test_on_five_real_reports_the_main_facts_meet() -> None:
    articles = [
        Article(path.name, path.read_bytes().decode(), published_at=date(2025, 1, 12))
        for path in sorted((SHARED / "seeds").glob("*.txt"))
    ]
    analysis = analyse(articles)
    conflicts = [e for c in analysis.claims for e in c.excerpts if e.stance is Stance.CONTRADICTS]
    assert any("200" in reason for e in conflicts for reason in e.reasons)
    areas = [r for c in analysis.claims for e in c.excerpts for r in e.reasons if "square" in r]
    assert any("984" in reason or "380" in reason for reason in areas)
    repeated = analysis.articles[1]
    assert sum(s.kind is SentenceKind.DUPLICATE for s in repeated.sentences) >= 8


def test_an_article_that_the_engine_fails_on_is_named_and_hides_no_other(caplog: pytest.LogCaptureFixture) -> None:
    # No text is known to fail: a number stands for the one that nobody foresaw.
    broken = replace(STAR, id="broken", title="Broken", text=cast("str", 7))
    found = analyse([*STORY, broken])
    assert found.claims == analyse(STORY).claims
    assert found.unread == "The engine failed on 1 article, whose claims are missing: “Broken”. The log says why."
    assert "TypeError" in caplog.text


@given(st.permutations((*STORY, UNRELATED)))
@settings(max_examples=5, deadline=None)
def test_one_more_article_reads_only_itself_and_gives_what_reading_all_gives(articles: list[Article]) -> None:
    *before, last = (replace(article, id=f"{article.id} again") for article in articles)
    read_once.cache_clear()
    analyse(before)
    together = analyse([*before, last])
    assert read_once.cache_info().misses == len(articles)
    assert dump(together) == dump(hold(map(read_article, [*before, last])))
