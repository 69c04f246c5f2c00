"""What lists, counts and grids say of a story."""

from datetime import date
from typing import Any

import pytest

from app import store
from app.db import Database
from app.errors import NotFound, Refused
from app.models import Claim, Person, Story, utc_now
from app.store import ClaimFilter, parse_claim_filter
from app.vocabulary import Stance, Verdict
from tests.makers import (
    BROKE,
    DROWNED,
    ROADS,
    Line,
    Report,
    add_reports,
    analyse_as,
    decide,
    find_claim,
    make_flood,
    make_person,
    make_story,
)

NO_IDS = ["2" * 16, str(2**63), str(10**20), "-1", "0", "1.0", "1_0", "\0", "\ud800", "abc", "٣", "", "x" * 70_000]


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


@pytest.fixture
def ann(database: Database) -> Person:
    return make_person(database)


def _texts(database: Database, story: Story, **view: Any) -> list[str]:
    with database.reading() as session:
        return [row.claim.text for row in store.list_claims(session, story.id, ClaimFilter(**view)).items]


def _source_id(database: Database, story: Story, name: str) -> str:
    with database.reading() as session:
        rows = store.list_sources(session, story.id)
    return next(row.source.id for row in rows if row.source and row.source.name == name)


def _withdraw(database: Database, claim: Claim) -> None:
    with database.writing() as session:
        session.get_one(Claim, claim.id).withdrawn_at = utc_now()
        session.commit()


def test_a_claim_is_listed_with_the_outlet_that_it_was_taken_from(database: Database, story: Story) -> None:
    with database.reading() as session:
        first = store.list_claims(session, story.id, ClaimFilter()).items[0]
    assert (first.claim.text, first.home_source_name) == ("The flood drowned 12 people.", "The Echo")
    assert (first.sources, first.contradicting) == (2, 1)


def test_each_filter_shows_what_it_says(database: Database, story: Story, ann: Person) -> None:
    drowned, broke, roads = "The flood drowned 12 people.", "A dam broke at Lindau.", "Roads are closed."
    decide(database, find_claim(database, story, "dam broke"), ann)
    echo = _source_id(database, story, "The Echo")
    assert _texts(database, story, verdict=Verdict.CORROBORATED) == [broke]
    assert _texts(database, story, suggestion=Verdict.UNSUPPORTED) == [roads]
    assert _texts(database, story, source=echo) == [drowned, broke]
    assert (_texts(database, story, disputed=True), _texts(database, story, disputed=False)) == (
        [drowned],
        [broke, roads],
    )
    assert (_texts(database, story, decided=True), _texts(database, story, decided=False)) == (
        [broke],
        [drowned, roads],
    )
    assert (_texts(database, story, stale=True), _texts(database, story, stale=False)) == ([], [drowned, broke, roads])
    assert _texts(database, story, text="gave way") == [broke]
    assert _texts(database, story, text="people", decided=False, disputed=True) == [drowned]
    assert _texts(database, story, judge="nobody") == []


def test_claims_are_found_by_whom_they_quote(database: Database) -> None:
    story = make_story(database)
    add_reports(database, story, Report("The Echo", "The mayor said the dam held. It rained."))
    analyse_as(database, story, [Line("The Echo", "The mayor said the dam held.", speaker="the mayor")])
    assert _texts(database, story, speaker="the mayor") == ["The mayor said the dam held."]
    assert _texts(database, story, speaker="the mayor's cat") == []


def test_sorting_puts_first_what_it_says(database: Database, story: Story, ann: Person) -> None:
    decide(database, find_claim(database, story, "Roads"), ann)
    assert _texts(database, story, sort="recent")[0] == "Roads are closed."
    assert _texts(database, story, sort="disputed")[0] == "The flood drowned 12 people."


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"verdict": "disputed", "decided": "yes"},
        {"suggestion": "unsupported", "sort": "newest", "stale": "no"},
        {"source": "a" * 16, "speaker": "the mayor", "disputed": "no"},
        {"text": "50% \0 of it", "judge": "lexical"},
    ],
)
def test_an_address_that_was_read_is_written_back_the_same(params: dict[str, str]) -> None:
    assert parse_claim_filter(params).query() == params


def test_what_asks_for_nothing_is_left_out_of_the_address() -> None:
    params = {"verdict": "", "text": "  ", "sort": "worth", "decided": "0", "after": "x", "bom": "1", "limit": "-1"}
    assert parse_claim_filter(params).query() == {"decided": "no"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("verdict", "true"),
        ("verdict", "__class__"),
        ("suggestion", "CORROBORATED"),
        ("sort", "password_hash"),
        ("sort", "rank; DROP TABLE claim"),
        ("source", "1 OR 1=1"),
        ("source", str(2**63)),
        ("source", "\0"),
        ("decided", "maybe"),
        ("disputed", "٣"),
        ("stale", "-1"),
        ("speaker", "a\0b"),
        ("judge", "\ud800"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_field(field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_claim_filter({field: value})
    assert refused.value.field == field


def test_each_facet_is_counted_with_the_other_filters_applied(database: Database, story: Story, ann: Person) -> None:
    decide(database, find_claim(database, story, "dam broke"), ann, Verdict.DISPUTED)
    with database.reading() as session:
        facets = store.count_facets(session, story.id, ClaimFilter(decided=True, source=None))
        undisputed = store.count_facets(session, story.id, ClaimFilter(disputed=False))
    assert (facets.total, facets.decided, facets.undecided) == (1, 1, 2)
    assert (facets.verdicts[Verdict.DISPUTED], facets.suggestions[Verdict.CORROBORATED]) == (1, 1)
    assert [(name, n) for _, name, n in facets.sources] == [("The Echo", 1), ("Valley Post", 1)]
    assert (undisputed.total, undisputed.disputed) == (2, 1)


def test_speakers_are_counted_the_most_quoted_first(database: Database) -> None:
    story = make_story(database)
    add_reports(database, story, Report("The Echo", "One. Two. Three."))
    analyse_as(
        database,
        story,
        *([Line("The Echo", words, speaker=by)] for words, by in (("One.", "b"), ("Two.", "a"), ("Three.", "b"))),
    )
    with database.reading() as session:
        assert store.count_facets(session, story.id, ClaimFilter()).speakers == [("b", 2), ("a", 1)]


def test_progress_counts_the_decided_by_verdict_and_the_rest_by_suggestion(
    database: Database, story: Story, ann: Person
) -> None:
    decide(database, find_claim(database, story, "Roads"), ann, Verdict.DISPUTED)
    with database.reading() as session:
        progress = store.count_progress(session, story.id)
    assert (progress.claims, progress.decided, progress.stale) == (3, 1, 0)
    assert progress.by_verdict == {Verdict.CORROBORATED: 0, Verdict.DISPUTED: 1, Verdict.UNSUPPORTED: 0}
    assert progress.by_suggestion == {Verdict.CORROBORATED: 1, Verdict.DISPUTED: 1, Verdict.UNSUPPORTED: 0}
    assert (progress.articles, progress.sources, progress.partial_articles) == (3, 3, 0)


def test_an_empty_story_counts_to_nothing(database: Database) -> None:
    story = make_story(database)
    with database.reading() as session:
        progress = store.count_progress(session, story.id)
        facets = store.count_facets(session, story.id, ClaimFilter())
        [row] = store.list_stories(session).items
    assert (progress.claims, progress.articles, facets.total, facets.disputed) == (0, 0, 0, 0)
    assert (row.articles, row.claims, row.decided, row.latest_at) == (0, 0, 0, story.created_at)


def test_a_story_is_listed_with_its_counts(database: Database, story: Story, ann: Person) -> None:
    decide(database, find_claim(database, story, "Roads"), ann)
    with database.reading() as session:
        [row] = store.list_stories(session).items
        latest = max(each.article.added_at for each in store.list_articles(session, story.id).items)
    assert (row.articles, row.claims, row.decided, row.latest_at) == (3, 3, 1, latest)


def test_a_withdrawn_claim_counts_nowhere_but_is_still_there(database: Database, story: Story) -> None:
    drowned = find_claim(database, story, "drowned")
    _withdraw(database, drowned)
    assert "The flood drowned 12 people." not in _texts(database, story)
    with database.reading() as session:
        assert store.count_progress(session, story.id).claims == 2
        assert store.count_facets(session, story.id, ClaimFilter()).total == 2
        assert [row.claim.text for row in store.list_stances(session, story.id)] == [BROKE[0].words, ROADS[0].words]
        assert [row.contradicts for row in store.list_sources(session, story.id)] == [0, 0, 0]
        assert store.get_claim(session, drowned.id).text == drowned.text


def test_sources_say_on_how_many_claims_they_take_which_stance(database: Database, story: Story) -> None:
    with database.reading() as session:
        rows = store.list_sources(session, story.id)
    told = {row.source.name: (row.states, row.contradicts, row.silent) for row in rows if row.source}
    assert told == {"The Echo": (2, 0, 1), "Valley Post": (3, 0, 0), "Evening Star": (0, 1, 2)}
    assert {row.first_published_at for row in rows} == {date(2031, 3, 3)}


def test_an_article_of_no_known_outlet_is_a_source_of_its_own_and_comes_last(database: Database, story: Story) -> None:
    add_reports(database, story, Report(None, "Nobody knows who wrote this.", title="A"), Report(None, "Nor this."))
    with database.reading() as session:
        rows = store.list_sources(session, story.id)
        assert store.count_progress(session, story.id).sources == len(rows) == 5
    assert [(row.source, row.articles, row.silent) for row in rows[-2:]] == [(None, 1, 3), (None, 1, 3)]
    assert "A" in {row.name for row in rows}


def test_the_grid_shows_the_dispute_where_a_source_says_both(database: Database, story: Story) -> None:
    both = (*DROWNED, Line("The Echo", "Rescuers are searching.", Stance.CONTRADICTS))
    analyse_as(database, story, both, BROKE, ROADS)
    echo, post = _source_id(database, story, "The Echo"), _source_id(database, story, "Valley Post")
    with database.reading() as session:
        first, second, third = store.list_stances(session, story.id)
    assert (first.stances[echo], first.stances[post], second.stances[echo]) == (
        Stance.CONTRADICTS,
        Stance.STATES,
        Stance.STATES,
    )
    assert third.stances == {post: Stance.STATES}


def test_an_excerpt_stands_in_its_context(database: Database, story: Story) -> None:
    with database.reading() as session:
        rows = store.list_evidence(session, find_claim(database, story, "drowned").id)
    assert [(row.source_name, row.before, row.after) for row in rows] == [
        ("The Echo", "A dam broke at Lindau. ", " Rescuers are searching."),
        ("Valley Post", "The dam at Lindau gave way. ", " Roads are closed."),
        ("Evening Star", "", " when the dam broke. The mayor blamed the rain."),
    ]


def test_context_counts_code_points_not_bytes(database: Database) -> None:
    story = make_story(database)
    add_reports(database, story, Report("The Echo", "Größe 🌊🌊 überall. Die 💧 Flut kam. Ende 🏁 gut."))
    analyse_as(database, story, [Line("The Echo", "Die 💧 Flut kam.")])
    with database.reading() as session:
        [row] = store.list_evidence(session, find_claim(database, story, "Flut").id)
    assert (row.before, row.after) == ("Größe 🌊🌊 überall. ", " Ende 🏁 gut.")


def test_context_stays_short_in_an_article_without_an_end(database: Database) -> None:
    story = make_story(database)
    text = f"{'before ' * 2000}the middle {'after ' * 2000}"
    add_reports(database, story, Report("The Echo", text))
    analyse_as(database, story, [Line("The Echo", "the middle")])
    with database.reading() as session:
        [row] = store.list_evidence(session, find_claim(database, story, "middle").id)
    assert (len(row.before), len(row.after)) == (600, 600)
    assert f"{row.before}the middle{row.after}" in text


@pytest.mark.parametrize("slug", ["nowhere", "2", "\0", "x" * 500, "--'"])
def test_an_address_of_no_story_leads_nowhere(database: Database, story: Story, ann: Person, slug: str) -> None:
    with database.reading() as session:
        assert store.find_place(session, ann, {"slug": slug}) is None
        with pytest.raises(NotFound):
            store.get_story(session, slug)


def test_silent_sources_are_named_with_the_reason(database: Database, story: Story) -> None:
    add_reports(
        database,
        story,
        Report("Echo Online", "A dam broke at Lindau. More soon."),
        Report(None, "No word.", title="A note"),
    )
    analyse_as(database, story, DROWNED, BROKE, ROADS, copy_of={"Echo Online": "The Echo"})
    with database.reading() as session:
        rows = store.list_silent(session, find_claim(database, story, "Roads"))
    assert [(row.source_name, row.because) for row in rows] == [
        ("A note", "silent"),
        ("Echo Online", "same text as The Echo"),
        ("Evening Star", "silent"),
        ("The Echo", "silent"),
    ]


def test_an_article_says_what_it_is_a_copy_of(database: Database, story: Story) -> None:
    [copy] = add_reports(database, story, Report("Echo Online", "A dam broke at Lindau. More soon."))
    analyse_as(database, story, DROWNED, BROKE, ROADS, copy_of={"Echo Online": "The Echo"})
    with database.reading() as session:
        row = store.get_article(session, copy.id)
    assert (row.copy_title, row.copy_source_name, row.claims) == ("report.txt", "The Echo", 0)


def test_a_reading_view_has_the_sentences_and_the_claims_in_place(database: Database, story: Story) -> None:
    with database.reading() as session:
        article = store.list_articles(session, story.id).items[0].article
        sentences = store.list_sentences(session, article.id)
        excerpts = store.list_article_excerpts(session, article.id)
    assert [(sentence.start, sentence.end) for sentence in sentences] == [(0, 22), (23, 51), (52, 75)]
    assert [(excerpt.start, claim.text) for excerpt, claim in excerpts] == [
        (0, "A dam broke at Lindau."),
        (23, "The flood drowned 12 people."),
    ]


@pytest.mark.parametrize("id", NO_IDS, ids=range(len(NO_IDS)))
def test_what_is_no_id_is_not_found(database: Database, id: str) -> None:
    with database.reading() as session:
        for get in (
            store.get_story,
            store.get_story_by_id,
            store.get_article,
            store.get_capture,
            store.get_claim,
            store.get_import,
        ):
            with pytest.raises(NotFound):
                get(session, id)


@pytest.mark.parametrize("version", [-1, 0, 2, 2**31, 2**63, 10**20])
def test_a_version_that_is_not_there_is_not_found(database: Database, story: Story, ann: Person, version: int) -> None:
    claim = decide(database, find_claim(database, story, "Roads"), ann)
    with database.reading() as session, pytest.raises(NotFound):
        store.get_decision(session, claim.id, version)
