"""The sample story shows every feature, and says that it is invented."""

from collections import Counter

from app import sample
from app.analysis import Claim, analyse
from app.nlp import reading
from app.nlp.claims import Article
from app.vocabulary import Stance, Verdict


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


def _analyse_sample() -> tuple[Claim, ...]:
    read = [(each["name"], reading.read(each["data"], name=each["name"])) for each in sample.load()["articles"]]
    return analyse(
        Article(name, r.text, title=r.title, publisher=r.publisher, published_at=r.published_at) for name, r in read
    ).claims


def test_what_is_disputed_in_the_sample_is_what_was_written_to_be() -> None:
    disputed = {claim.text for claim in _analyse_sample() if claim.suggested_verdict is Verdict.DISPUTED}
    matters = ("tonnes", "electrical fault", "warned the port", "received any warning", "denies this")
    assert {text for text in disputed if not any(matter in text for matter in matters)} == set()
    assert {matter for matter in matters if not any(matter in text for text in disputed)} == set()


def test_no_passage_bears_out_a_claim_of_its_own_article() -> None:
    beside = [
        (claim.text, excerpt.statement.text)
        for claim in _analyse_sample()
        for home, *others in [claim.excerpts]
        for excerpt in others
        if excerpt.statement.article == home.statement.article and excerpt.stance is Stance.SUPPORTS
    ]
    assert beside == []
