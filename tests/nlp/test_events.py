"""Small invented events of many fields, each with what its sentences say: what of it the engine finds.

A sentence `says` facets; "!x" says that x isn't so. Two sentences of different articles support each other where they
share one, and contradict each other where one denies what the other says or their facets exclude each other. The
floors are what the engine reaches, less a little: a change that costs an event much is no improvement.
"""

import json
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from app.analysis import Claim, analyse
from app.nlp.claims import Article
from app.vocabulary import Stance

EVENTS = json.loads((Path(__file__).parents[1] / "cases" / "events.json").read_text())
BEARING = {Stance.STATES, Stance.SUPPORTS}
MOST_EXCERPTS = 9.0

Place = tuple[str, int]
Pairs = dict[str, set[tuple[Place, Place]]]


def read(event: dict[str, Any]) -> tuple[list[Article], dict[Place, set[str]]]:
    """Return an event's articles, one sentence a paragraph, and what each sentence says by where it begins."""
    articles, says = [], {}
    for given in event["articles"]:
        text = ""
        for sentence, facets in given["sentences"]:
            says[given["id"], len(text)] = set(facets)
            text += sentence + "\n\n"
        articles.append(Article(given["id"], text))
    return articles, says


def find_gold(event: dict[str, Any], says: dict[Place, set[str]]) -> Pairs:
    apart = [set(pair) for pair in event["excludes"]]
    gold: Pairs = {"supports": set(), "contradicts": set()}
    for a, b in combinations(sorted(says), 2):
        if a[0] == b[0]:
            continue
        if says[a] & says[b]:
            gold["supports"].add((a, b))
        if any(x == f"!{y}" or y == f"!{x}" or {x, y} in apart for x, y in product(says[a], says[b])):
            gold["contradicts"].add((a, b))
    return gold


def list_pairs(claim: Claim, says: dict[Place, set[str]]) -> Iterator[tuple[Place, Place, set[Stance]]]:
    placed = [
        (max(p for p in says if p[0] == e.statement.article and p[1] <= e.statement.start), e.stance)
        for e in claim.excerpts
    ]
    for (a, mine), (b, other) in combinations(placed, 2):
        if a[0] != b[0]:
            yield min(a, b), max(a, b), {mine, other}


def find(claims: tuple[Claim, ...], says: dict[Place, set[str]]) -> Pairs:
    found: Pairs = {"supports": set(), "contradicts": set(), "shown": set()}
    for a, b, stances in (pair for claim in claims for pair in list_pairs(claim, says)):
        if Stance.STATES in stances:
            found["shown"].add((a, b))
        if stances <= BEARING:
            found["supports"].add((a, b))
        elif stances == {Stance.STATES, Stance.CONTRADICTS}:
            found["contradicts"].add((a, b))
    return found


def score(found: set[tuple[Place, Place]], gold: set[tuple[Place, Place]]) -> tuple[float, float]:
    """Return F1 and precision."""
    true = len(found & gold)
    return 2 * true / max(1, len(found) + len(gold)), true / max(1, len(found))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event["label"])
def test_what_says_the_same_and_what_excludes_it_is_found(event: dict[str, Any]) -> None:
    articles, says = read(event)
    found, gold = find(analyse(articles).claims, says), find_gold(event, says)
    reached = {
        "supports": score(found["supports"], gold["supports"]),
        "contradicts": score(found["contradicts"], gold["contradicts"]),
    }
    every = gold["supports"] | gold["contradicts"]
    floor = event["floor"]
    assert reached["supports"] >= (floor["supports"], 0.0), reached
    assert reached["supports"][1] >= floor["precision"], reached
    assert reached["contradicts"] >= (floor["contradicts"], 0.0), reached
    assert len(every & found["shown"]) / len(every) >= floor["shown"]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event["label"])
def test_a_desk_of_few_articles_is_not_flooded(event: dict[str, Any]) -> None:
    claims = analyse(read(event)[0]).claims
    others = [e for c in claims for e in c.excerpts if e.statement.article != c.excerpts[0].statement.article]
    assert len(others) / len(claims) <= MOST_EXCERPTS


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event["label"])
def test_every_stance_has_its_reason_in_words(event: dict[str, Any]) -> None:
    excerpts = [excerpt for claim in analyse(read(event)[0]).claims for excerpt in claim.excerpts]
    assert all(
        1 <= len(e.reasons) <= 2 and all(r[0].isupper() and r.endswith(".") for r in e.reasons) for e in excerpts
    )


def list_stances(articles: list[Article]) -> dict[tuple[str, str], Stance]:
    claims = analyse(articles).claims
    return {(claim.excerpts[0].statement.text, e.statement.text): e.stance for claim in claims for e in claim.excerpts}


@pytest.mark.parametrize("event", EVENTS[:2], ids=lambda event: event["label"])
def test_the_order_of_the_articles_and_an_unrelated_one_change_nothing(event: dict[str, Any]) -> None:
    articles, _ = read(event)
    unrelated = Article("z", "Snails of the genus Orvica live on wet limestone.\n\nTheir shells are left-handed.")
    stances = list_stances(articles)
    assert list_stances(articles[::-1]) == stances
    assert stances.items() <= list_stances([*articles, unrelated]).items()
