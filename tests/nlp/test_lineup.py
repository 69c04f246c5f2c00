"""A story that grows and shrinks: what is found must be what would be found if it had always been so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import analyse, as_json, hold
from app.nlp.claims import Article, read_article
from app.nlp.clusters import Clusters
from app.nlp.copies import Copies, find_copies
from app.nlp.index import Index
from app.nlp.lineup import Lineup
from app.nlp.prepared import prepare_article
from app.nlp.stances import Judgement
from app.vocabulary import Stance

PLACES, WORDS = range(24), "abcdefgh"
TERMS = st.dictionaries(st.sampled_from(WORDS), st.sampled_from([0.5, 1.0, 1.7]), max_size=6)
CHANGES = st.lists(st.dictionaries(st.sampled_from(PLACES), st.none() | TERMS, max_size=14), min_size=2, max_size=6)


@settings(max_examples=150, deadline=None)
@given(CHANGES, st.integers(1, 4), st.integers(2, 8))
def test_candidates_are_those_of_a_story_that_was_always_so(
    changes: list[dict[int, dict[str, float] | None]], most: int, common: int
) -> None:
    index, terms = Index(most, common), dict[int, dict[str, float]]()
    for change in changes:
        numbered = {_number(place): own for place, own in change.items()}
        gone = terms.keys() & numbered.keys()
        new = {at: own for at, own in numbered.items() if own is not None}
        terms = {at: own for at, own in terms.items() if at not in gone} | new
        index.replace(gone, new)
        fresh = Index(most, common)
        fresh.replace((), terms)
        assert index.candidates == fresh.candidates


def _number(place: int) -> int:
    """Return the number of a statement, two of which are in one article."""
    return (place // 2 << 24) + place % 2


[PROFILE] = prepare_article(read_article(Article("a", "The ferry sank off Velden.")), 0).profiles.values()
STANCES = st.sampled_from([Stance.SUPPORTS, Stance.SUPPORTS, Stance.SUPPORTS, Stance.CONTRADICTS, None])
EDGES = st.dictionaries(
    st.sampled_from(list(combinations(range(12), 2))), st.tuples(STANCES, st.integers(1, 5)), max_size=30
)


@settings(max_examples=150, deadline=None)
@given(EDGES, st.lists(EDGES.filter(len), min_size=1, max_size=4))
def test_clusters_are_those_of_a_story_that_was_always_so(
    first: dict[tuple[int, int], tuple[Stance | None, int]],
    changes: list[dict[tuple[int, int], tuple[Stance | None, int]]],
) -> None:
    judged: dict[int, dict[int, Judgement]] = {_number(place): {} for place in range(12)}
    clusters = Clusters(judged, most_candidates=3)
    _judge(judged, first)
    clusters.replace((), judged.keys())
    for edges in changes:
        _judge(judged, edges)
        clusters.replace((), {_number(place) for pair in edges for place in pair})
        fresh = Clusters(judged, most_candidates=3)
        fresh.replace((), judged.keys())
        assert _members(clusters) == _members(fresh)


def _judge(judged: dict[int, dict[int, Judgement]], edges: dict[tuple[int, int], tuple[Stance | None, int]]) -> None:
    for (a, b), (stance, score) in edges.items():
        for one, other in ((_number(a), _number(b)), (_number(b), _number(a))):
            judged[one].pop(other, None)
            if stance:
                judged[one][other] = Judgement(stance, score / 5, PROFILE, PROFILE, ())


def _members(clusters: Clusters) -> set[tuple[int, ...]]:
    return {tuple(sorted(cluster.members)) for cluster in clusters.of.values()}


WIRE = "on monday the long freight train from tolvik left its rails again"
PARAGRAPHS = [" ".join(f"{word}{number}" for word in WIRE.split()) for number in range(6)]
TEXTS = st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=5, unique=True).map(" ".join)
DAYS = st.none() | st.sampled_from([date(2031, 5, day) for day in (1, 2, 3)])
REPRINTS = st.dictionaries(st.sampled_from("abcdefg"), st.none() | st.tuples(TEXTS, DAYS), max_size=6)


@settings(max_examples=100, deadline=None)
@given(st.lists(REPRINTS, min_size=2, max_size=5))
def test_copies_are_those_of_a_story_that_was_always_so(
    changes: list[dict[str, tuple[str, date | None] | None]],
) -> None:
    copies, articles = Copies(), dict[str, Article]()
    for change in changes:
        gone = articles.keys() & change.keys()
        new = {key: Article(key, told[0], published_at=told[1]) for key, told in change.items() if told}
        articles = {key: article for key, article in articles.items() if key not in gone} | new
        copies.replace(gone, new.values())
        assert copies.originals == find_copies(articles.values())


SAID = st.sampled_from(
    [
        "The fire at the mill of Hollin destroyed 600 tons of pulp on Monday.",
        "A fire destroyed 600 tons of pulp in the paper mill of Hollin.",
        "The fire at the mill of Hollin destroyed 900 tons of pulp, the fire service said.",
        "Seven firefighters were hurt in the fire at the mill of Hollin, Ada Obi said.",
        "Nine firefighters were hurt in the fire at the mill of Hollin, said Ada Obi, a doctor.",
        "Ada Obi, who speaks for the ministry, denied that anybody was hurt in the fire.",
        "A faulty dryer caused the fire at the mill, according to the owner.",
        "It is unlikely that a faulty dryer caused the fire at the mill, the fire service said.",
        "Pulp from Hollin is sold in twelve countries.",
    ]
)
REPORTS = st.dictionaries(
    st.sampled_from("abcdef"), st.none() | st.tuples(st.lists(SAID, max_size=4), DAYS), max_size=5
)


@settings(max_examples=40, deadline=None)
@given(st.lists(REPORTS, min_size=2, max_size=4))
def test_an_analysis_is_that_of_a_story_that_was_always_so(
    changes: list[dict[str, tuple[list[str], date | None] | None]],
) -> None:
    articles: dict[str, Article] = {}
    for change in changes:
        articles |= {key: Article(key, " ".join(told[0]), published_at=told[1]) for key, told in change.items() if told}
        articles = {key: article for key, article in articles.items() if change.get(key, ()) is not None}
        assert as_json(analyse(articles.values())) == as_json(hold(map(read_article, articles.values())))


def test_whoever_analyses_one_story_at_the_same_time_finds_the_same() -> None:
    articles = [Article(name, f"{PARAGRAPHS[n]}. A fire destroyed 600 tons of pulp.") for n, name in enumerate("abc")]
    stories = [articles[:size] for size in (1, 2, 3, 3, 2, 3)]
    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(analyse, stories))
    assert found == [hold(map(read_article, story)) for story in stories]


def test_where_no_number_is_left_between_two_articles_all_are_numbered_anew() -> None:
    # Each comes in right behind the first one, so that the room there is halved every time.
    names = ["a", *(f"b{number:02d}" for number in range(40, 0, -1))]
    texts = {name: read_article(Article(name, "A fire destroyed 600 tons of pulp in Hollin.")) for name in names}
    lineup = Lineup([texts["a"], texts["b40"]])
    for end in range(3, len(names) + 1):
        lineup.replace([texts[name] for name in names[:end]])
        assert [len(group.members) for group in lineup.groups] == [end]
