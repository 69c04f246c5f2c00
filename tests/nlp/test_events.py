"""Small invented events of many fields, each with what its sentences say: what of it the engine finds.

A sentence `says` facets; "!x" says that x isn't so. Two sentences of different articles support each other where they
share one, and contradict each other where one denies what the other says or their facets exclude each other. The
floors are what the engine reaches, less a little: a change that costs an event much is no improvement. Facets that are
`near` each other tell of one matter without saying the same: what is said to support each other there is no error.
Longer events give paragraphs, and of a sentence its kind if it is no claim, and its speaker. The one `held_out` is
scored, and its errors are not looked at.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from app.analysis import Analysis, Claim, analyse
from app.nlp.claims import Article
from app.vocabulary import Stance

EVENTS = json.loads((Path(__file__).parents[1] / "cases" / "events.json").read_text())
BEARING = {Stance.STATES, Stance.SUPPORTS}
MOST_EXCERPTS = 9.0

Place = tuple[str, int]
Pairs = dict[str, set[tuple[Place, Place]]]


def read(event: dict[str, Any]) -> tuple[list[Article], dict[Place, set[str]]]:
    """Return an event's articles, one sentence a paragraph where none are given, and what each sentence says."""
    articles, says = [], {}
    for given in event["articles"]:
        text, title = "", None
        for paragraph in given.get("paragraphs") or [[sentence] for sentence in given["sentences"]]:
            for sentence, facets, *more in paragraph:
                says[given["id"], len(text)] = set(facets)
                title = sentence if {"kind": "heading"} in more else title
                text += sentence + " "
            text = text[:-1] + "\n\n"
        day = date.fromisoformat(given["published"]) if "published" in given else None
        articles.append(Article(given["id"], text, title, given.get("publisher"), published_at=day))
    return articles, says


@cache
def analyse_event(label: str) -> Analysis:
    return analyse(read(next(event for event in EVENTS if event["label"] == label))[0])


def find_gold(event: dict[str, Any], says: dict[Place, set[str]]) -> Pairs:
    apart = [set(pair) for pair in event["excludes"]]
    near = [set(pair) for pair in event.get("near", ())]
    gold: Pairs = {"supports": set(), "contradicts": set(), "near": set()}
    for a, b in combinations(sorted(says), 2):
        if a[0] == b[0]:
            continue
        if says[a] & says[b]:
            gold["supports"].add((a, b))
        elif any({x, y} in near for x, y in product(says[a], says[b])):
            gold["near"].add((a, b))
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
    says = read(event)[1]
    found, gold = find(analyse_event(event["label"]).claims, says), find_gold(event, says)
    reached = {
        "supports": score(found["supports"] - gold["near"], gold["supports"]),
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
    claims = analyse_event(event["label"]).claims
    others = [e for c in claims for e in c.excerpts if e.statement.article != c.excerpts[0].statement.article]
    assert len(others) / len(claims) <= MOST_EXCERPTS


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event["label"])
def test_every_stance_has_its_reason_in_words(event: dict[str, Any]) -> None:
    excerpts = [excerpt for claim in analyse_event(event["label"]).claims for excerpt in claim.excerpts]
    assert all(
        1 <= len(e.reasons) <= 2 and all(r[0].isupper() and r.endswith(".") for r in e.reasons) for e in excerpts
    )


@pytest.mark.parametrize("event", [e for e in EVENTS if "kinds" in e["floor"]], ids=lambda event: event["label"])
def test_what_sentences_are_and_who_speaks_is_found(event: dict[str, Any]) -> None:
    analysis = analyse_event(event["label"])
    kinds = {(r.article.id, s.start): s.kind.value for r in analysis.articles for s in r.sentences}
    given = [sentence for a in event["articles"] for paragraph in a["paragraphs"] for sentence in paragraph]
    told = dict(zip(read(event)[1], given, strict=True))
    right = [kinds.get(at) == (more[0].get("kind", "claim") if more else "claim") for at, (_, _, *more) in told.items()]
    assert sum(right) / len(told) >= event["floor"]["kinds"]
    assert score_speakers(analysis, told) >= event["floor"]["speakers"]


def score_speakers(analysis: Analysis, told: dict[Place, list[Any]]) -> float:
    """Return F1 of the sentences' speakers; one is right that shares a word with the one given."""
    found: dict[Place, set[str]] = {at: set() for at in told}
    for statement in (s for r in analysis.articles for s in r.statements if s.speaker):
        at = max(p for p in told if p[0] == statement.article and p[1] <= statement.start)
        found[at] |= name_words(statement.speaker or "")
    wanted = {at: name_words(more[0].get("speaker", "")) if more else set() for at, (_, _, *more) in told.items()}
    true = sum(bool(found[at] & wanted[at]) for at in told)
    return 2 * true / max(1, sum(map(bool, found.values())) + sum(map(bool, wanted.values())))


def name_words(name: str) -> set[str]:
    return set(re.findall("[a-z]+", name.lower())) - {"the", "of", "a"}


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
