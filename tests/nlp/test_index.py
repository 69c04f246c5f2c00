"""Which statements of a story are held against each other."""

from collections.abc import Iterable, Iterator
from itertools import product

import pytest

from app.nlp.claims import Article, ReadArticle, read_article
from app.nlp.index import Index, find_most_candidates
from app.nlp.prepared import article_of, prepare_article


def _index(read: Iterable[ReadArticle]) -> Index:
    """Return an index of all statements of some articles, whose numbers are in the order of the articles."""
    index = Index(find_most_candidates(1))
    prepared = [prepare_article(one, number) for number, one in enumerate(read)]
    index.replace((), {at: profile.terms for one in prepared for at, profile in one.profiles.items()})
    return index


def _write_story(articles: int, places: int) -> Iterator[ReadArticle]:
    """Yield so many articles of one statement that all tell of a silo, each in one of some places."""
    towns = ["".join(letters).capitalize() + "ford" for letters in product("bdgklmnprt", "aeiou", "lmnr")]
    texts = (f"A silo in {towns[number % places]} lost its wheat." for number in range(articles))
    yield from (read_article(Article(f"{number:04d}", text)) for number, text in enumerate(texts))


@pytest.mark.parametrize("places", [60, 2], ids=["a word that few have", "words that all have, in twos"])
def test_however_many_speak_of_one_thing_a_statement_finds_those_that_share_most(places: int) -> None:
    index = _index(_write_story(480, places))
    found = {article_of(at): set(map(article_of, others)) for at, others in index.candidates.items()}
    near = min(find_most_candidates(480), 480 // places - 1)
    assert all(sum(other % places == at % places for other in others) >= near for at, others in found.items())
    assert {len(others) for others in found.values()} == {find_most_candidates(480)}


def test_a_statement_is_never_held_against_its_own_article() -> None:
    read = read_article(Article("a", "The silo burned down. The silo burned down in the night."))
    assert list(_index([read]).candidates.values()) == [[], []]
