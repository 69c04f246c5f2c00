"""Which statements of a story are held against each other."""

from itertools import product

import pytest

from app.nlp.claims import Article, read_article
from app.nlp.index import Index, find_most_candidates
from app.nlp.profiles import Profile, read_profiles


def _write_story(articles: int, places: int) -> list[Profile]:
    """Return the statements of so many articles that all tell of a silo, each in one of some places."""
    towns = ["".join(letters).capitalize() + "ford" for letters in product("bdgklmnprt", "aeiou", "lmnr")]
    texts = (f"A silo in {towns[number % places]} lost its wheat." for number in range(articles))
    read = (read_article(Article(f"{number:04d}", text)) for number, text in enumerate(texts))
    return [profile for one in read for profile in read_profiles(one)]


@pytest.mark.parametrize("places", [60, 2], ids=["a word that few have", "words that all have, in twos"])
def test_however_many_speak_of_one_thing_a_statement_finds_those_that_share_most(places: int) -> None:
    profiles = _write_story(480, places)
    index = Index(profiles)
    found = {at: index.find_candidates(at) for at in range(0, len(profiles), 37)}
    near = min(find_most_candidates(len(profiles)), 480 // places - 1)
    assert all({other % places for other in others[:near]} == {at % places} for at, others in found.items())
    assert {len(others) for others in found.values()} == {find_most_candidates(len(profiles))}


def test_a_statement_is_never_held_against_its_own_article() -> None:
    read = read_article(Article("a", "The silo burned down. The silo burned down in the night."))
    index = Index(read_profiles(read))
    assert [index.find_candidates(at) for at in range(2)] == [[], []]
