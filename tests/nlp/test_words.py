"""Words, their lemmas, and how much they tell."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.nlp.words import fold, lemmatize, rarity, stem, tokenize, word_key


@pytest.mark.parametrize(
    ("one", "other"),
    [("evacuated", "evacuation"), ("deployed", "deployment"), ("flooding", "floods"), ("kilometres", "kilometers")],
)
def test_forms_of_one_word_have_one_key(one: str, other: str) -> None:
    assert word_key(lemmatize(one)) == word_key(lemmatize(other))


@pytest.mark.parametrize(("one", "other"), [("station", "state"), ("general", "generate"), ("police", "policy")])
def test_words_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert word_key(lemmatize(one)) != word_key(lemmatize(other))


@pytest.mark.parametrize(
    ("people", "country"), [("danish", "denmark"), ("israelis", "israel"), ("dutch", "netherlands")]
)
def test_a_people_has_the_key_of_its_country(people: str, country: str) -> None:
    assert word_key(people) == word_key(country)


def test_common_words_tell_less_than_rare_ones() -> None:
    assert 0 < rarity("the") < rarity("government") < rarity("seismograph") <= 1


def test_a_possessive_is_its_owner() -> None:
    assert [t.lemma for t in tokenize("The city’s port")] == ["the", "city", "port"]


@given(st.text(max_size=200))
def test_offsets_are_exact_on_any_text(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_stem_begins_its_word(word: str) -> None:
    assert word.startswith(stem(word))
