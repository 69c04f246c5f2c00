"""The sample story shows every feature, and says that it is invented."""

from collections import Counter

from app import sample
from app.analysis import analyse
from app.nlp import reading
from app.nlp.claims import Article
from app.vocabulary import Stance


def test_the_sample_says_that_it_is_invented() -> None:
    assert "invented" in sample.load()["note"]


def test_every_address_in_the_sample_is_reserved_for_examples() -> None:
    assert all(".example/" in article["url"] for article in sample.load()["articles"])


def test_a_wire_text_is_printed_twice_in_the_sample() -> None:
    paragraphs = Counter(
        line
        for article in sample.load()["articles"]
        for line in set(article["data"].decode().splitlines())
        if len(line) > 80
    )
    assert sum(times > 1 for times in paragraphs.values()) >= 4


def test_every_sample_article_can_be_read() -> None:
    for article in sample.load()["articles"]:
        assert len(reading.read(article["data"], name=article["name"]).text) > 300


def test_no_passage_bears_out_a_claim_of_its_own_article() -> None:
    read = [
        (article["name"], reading.read(article["data"], name=article["name"])) for article in sample.load()["articles"]
    ]
    claims = analyse([Article(name, found.text, title=found.title) for name, found in read]).claims
    beside = [
        (claim.text, excerpt.statement.text)
        for claim in claims
        for home, *others in [claim.excerpts]
        for excerpt in others
        if excerpt.statement.article == home.statement.article and excerpt.stance is Stance.SUPPORTS
    ]
    assert beside == []
