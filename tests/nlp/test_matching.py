"""Pairs of statements of many fields and the stance that they have to each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.nlp.claims import Article, read_article
from app.nlp.features import FEATURES
from app.nlp.lineup import Lineup
from app.nlp.matching import Judgement, rank_passages
from app.vocabulary import Stance

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "stances.json").read_text())
WEIGHT = [Stance.CONTRADICTS, Stance.SUPPORTS, Stance.RELATED]


def judge(a: str, b: str) -> Judgement | None:
    """Return the weightiest judgement between two articles of a sentence or two."""
    judged = [j for j in list_judgements(a, b) if is_across(j)]
    return min(judged, key=lambda j: WEIGHT.index(j.stance), default=None)


def list_judgements(*texts: str) -> list[Judgement]:
    """Return how the statements of a story of one article a text stand to each other, each pair once."""
    lineup = Lineup([read_article(Article(f"{number}", text)) for number, text in enumerate(texts)])
    return [j for at, found in lineup.matcher.judged.items() for other, j in found.items() if at < other]


def is_across(judgement: Judgement) -> bool:
    return judgement.claim.statement.article != judgement.passage.statement.article


def stance_of(case: dict[str, Any]) -> str:
    found = judge(case["a"], case["b"])
    return found.stance.value if found else "none"


@pytest.mark.parametrize("case", TABLE["cases"] + TABLE["negative"], ids=lambda c: c["label"])
def test_a_passage_stands_to_a_claim_as_a_reader_sees_it(case: dict[str, Any]) -> None:
    assert stance_of(case) == case["stance"]


@pytest.mark.parametrize("case", TABLE["known_failures"], ids=lambda c: c["label"])
def test_a_known_failure_is_still_one(case: dict[str, Any]) -> None:
    assert stance_of(case) != case["stance"], "It works now: move it to the cases."


@pytest.mark.parametrize("case", TABLE["cases"] + TABLE["negative"], ids=lambda c: c["label"])
def test_the_two_directions_agree(case: dict[str, Any]) -> None:
    assert stance_of({"a": case["b"], "b": case["a"]}) == stance_of(case)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda c: c["label"])
def test_every_stance_comes_with_its_reason_in_words(case: dict[str, Any]) -> None:
    found = judge(case["a"], case["b"])
    assert found is not None
    assert found.reasons
    assert all(reason[0].isupper() and reason.endswith(".") for reason in found.reasons)


REPORTS = {
    "a": "The ferry sank off Velden with 12 people aboard.",
    "b": "A ferry with 12 people aboard sank off Velden on Monday.",
    "c": "Rovers beat Albion 3-1 in the cup final.",
}


def test_every_feature_says_its_sentence_in_its_docstring() -> None:
    for feature in FEATURES:
        sentence = (feature.__doc__ or "").split("\n", 1)[0]
        assert sentence.endswith("."), feature
        assert len(sentence.split()) >= 3, feature


def test_a_conflict_of_figures_names_the_figures() -> None:
    found = judge("The blast at Brenn killed 14 workers.", "The blast at Brenn killed 40 workers.")
    assert found is not None
    assert "14" in found.reasons[0]
    assert "40" in found.reasons[0]


def test_a_denial_says_what_is_denied() -> None:
    found = judge(
        "Norrland Steel dumped acid in the river Ost.", "Norrland Steel denied that it dumped acid in the river Ost."
    )
    assert found is not None
    assert found.reasons[0].startswith("One rejects what the other says")
    assert "acid" in found.reasons[0]


def test_passages_are_ranked_by_what_bears_on_the_claim() -> None:
    passages = ["The weather was fine.", "Ada Obi won the race in Lusk.", "The race in Lusk was long."]
    assert rank_passages("Ada Obi won in Lusk.", passages) == [1, 2, 0]


def test_ranking_nothing_gives_nothing() -> None:
    assert rank_passages("Ada Obi won.", []) == []


def judge_one(text: str) -> list[tuple[Stance, str]]:
    """Return how the statements of one article stand to each other."""
    return [(judgement.stance, judgement.reasons[0]) for judgement in list_judgements(text)]


def test_two_speakers_of_one_article_may_contradict_each_other() -> None:
    [(stance, reason)] = judge_one(
        "The collapse of the grandstand in Quill injured 5 people, the ministry said.\n\n"
        "The collapse of the grandstand in Quill injured 9 people, according to the union."
    )
    assert stance is Stance.CONTRADICTS
    assert "5" in reason
    assert "9" in reason


def test_one_speaker_does_not_contradict_himself_and_a_repetition_is_nothing() -> None:
    assert not judge_one(
        "The collapse of the grandstand in Quill injured 5 people, the ministry said.\n\n"
        "The collapse of the grandstand in Quill injured 9 people in all, the ministry said.\n\n"
        "Nine people were injured in the collapse of the grandstand in Quill, according to the ministry."
    )


def test_two_statements_are_judged_once_for_as_long_as_both_are_the_same() -> None:
    ferry, strike, match = (read_article(Article(name, text)) for name, text in REPORTS.items())
    lineup = Lineup([ferry, strike])
    [before] = list_pair(lineup)
    lineup.replace([ferry, strike, match])
    assert list_pair(lineup) == [before]
    assert list_pair(lineup)[0] is before
    lineup.replace([ferry, read_article(strike.article)])
    assert list_pair(lineup) == [before]
    assert list_pair(lineup)[0] is not before


def list_pair(lineup: Lineup) -> list[Judgement]:
    """Return what is judged of the first statement of all."""
    return list(lineup.matcher.judged[min(lineup.matcher.judged)].values())
