"""The list of claims: its filters, the counts beside them, its address and its pages."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from app import store
from app.db import Database
from app.models import Claim, Story
from app.vocabulary import Stance, Verdict
from tests.web.conftest import Browser
from tests.web.ferry import FERRY, Said, make_claim, make_story
from tests.web.queries import count_queries

LIST = "/stories/ferry/claims"


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def claims(database: Database, story: Story, owner: Browser) -> dict[str, Claim]:
    """Keep three claims: a disputed one that is decided, a corroborated suggestion, and an unsupported one."""
    crane = [Said("Sound Radio", "A crane of 40 tonnes fell.", speaker="Ada Holt")]
    made = {
        "passengers": make_claim(database, story),
        "noon": make_claim(
            database, story, "The ferry left at noon.", FERRY[:2], rank=1, suggested=Verdict.CORROBORATED, basis=""
        ),
        "crane": make_claim(database, story, "A crane fell.", crane, rank=2, suggested=Verdict.UNSUPPORTED, basis=""),
    }
    owner.post(f"/stories/ferry/review/{made['passengers'].id}", {"verdict": "disputed", "seen_version": "0"})
    return made


@pytest.mark.usefixtures("story")
def test_where_there_is_no_claim_there_is_nothing_to_filter(owner: Browser) -> None:
    page = owner.get(LIST).text
    assert "No claims yet" in page
    assert '<form class="claim-filters"' not in page
    assert "No claim is like that" in owner.get(f"{LIST}?text=ferry").text


def listed(page: str) -> list[str]:
    return re.findall(r'<li class="claim-row" id="claim-(\w+)"', page)


def ids(claims: dict[str, Claim], *names: str) -> list[str]:
    return [claims[name].id for name in names]


VIEWS = {
    "": ["passengers", "noon", "crane"],
    "?verdict=disputed": ["passengers"],
    "?decided=no": ["noon", "crane"],
    "?decided=yes": ["passengers"],
    "?suggestion=unsupported": ["crane"],
    "?disputed=yes": ["passengers"],
    "?stale=yes": [],
    "?speaker=Ada+Holt": ["crane"],
    "?text=crane": ["crane"],
    "?text=40+tonnes": ["crane"],
    "?text=nothing+like+it": [],
    "?sort=recent": ["passengers", "noon", "crane"],
    "?verdict=&suggestion=&text=&sort=worth": ["passengers", "noon", "crane"],
}


def test_the_address_says_which_claims_are_shown(owner: Browser, claims: dict[str, Claim]) -> None:
    names = {claim.id: name for name, claim in claims.items()}
    shown = {query: [names[id] for id in listed(owner.get(LIST + query).text)] for query in VIEWS}
    assert shown == VIEWS


def test_a_source_keeps_the_claims_that_it_speaks_of(
    owner: Browser, database: Database, claims: dict[str, Claim]
) -> None:
    with database.reading() as session:
        islander = store.find_source(session, "the islander")
    assert islander
    assert listed(owner.get(f"{LIST}?source={islander.id}").text) == ids(claims, "passengers")


def test_a_view_that_can_not_be_is_refused(owner: Browser, claims: dict[str, Claim]) -> None:
    wrong = [
        "verdict=true",
        "sort=password_hash",
        "disputed=perhaps",
        "source=__class__",
        "after=%00",
        "after=abc",
        "speaker=%00",
    ]
    assert {query: owner.get(f"{LIST}?{query}").status_code for query in wrong} == dict.fromkeys(wrong, 422)


def test_what_the_list_can_not_be_narrowed_by_is_said(owner: Browser, claims: dict[str, Claim]) -> None:
    answer = owner.get(f"{LIST}?verdicts=disputed&decided=no&<b>=1")
    assert "narrowed by it: <bdi>&lt;b&gt;</bdi>, <bdi>verdicts</bdi>." in answer.text
    assert listed(answer.text) == ids(claims, "noon", "crane")
    assert "narrowed by it" not in owner.get(f"{LIST}?decided=no&after=").text


def test_what_was_searched_for_is_marked(owner: Browser, claims: dict[str, Claim]) -> None:
    page = owner.get(f"{LIST}?text=PASSENGER+240").text
    assert "The ferry carried <mark>240</mark> <mark>passengers</mark>.</a></h2>" in page
    assert "<mark>" not in owner.get(LIST).text


def test_a_row_says_once_how_many_sources_there_are(owner: Browser, claims: dict[str, Claim]) -> None:
    rows = owner.get(LIST).text.split('<li class="claim-row"')[1:]
    assert ["sources, 1 against" in row or "2 sources</span>" in row for row in rows] == [False, True, False]
    assert "2 sources say 240 passengers, 1 says 90" in rows[0]


def test_any_words_can_be_searched_for(owner: Browser, claims: dict[str, Claim]) -> None:
    texts = ['"', 'foo"', "AND", "NEAR(", "C++", "50%", "don't", "col:x", "*", "(", "a" * 3000]
    assert {text: owner.get(LIST, params={"text": text}).status_code for text in texts} == dict.fromkeys(texts, 200)


def test_each_choice_has_its_count_with_the_other_filters_applied(owner: Browser, claims: dict[str, Claim]) -> None:
    page = re.sub(r"<[^>]+>|\s+", " ", owner.get(f"{LIST}?decided=no").text)
    assert re.search(r"undecided\s+2\b", page)
    assert re.search(r"\bdecided\s+1\b", page)
    assert re.search(r"needs another look\s+0\b", page)
    assert "Sound Radio (2)" in page
    assert "2 claims" in page


def test_the_form_shows_what_the_address_asks_for(owner: Browser, claims: dict[str, Claim]) -> None:
    page = owner.get(f"{LIST}?suggestion=unsupported&text=crane&sort=newest").text
    assert re.search(r'id="suggestion-unsupported"[^>]* checked', page)
    assert re.search(r'id="text"[^>]* value="crane"', page)
    assert '<option value="newest" selected>' in page


def test_a_decision_is_solid_and_a_suggestion_says_so(owner: Browser, claims: dict[str, Claim]) -> None:
    rows = owner.get(LIST).text.split('<li class="claim-row"')[1:]
    assert '<span class="badge disputed">' in rows[0]
    assert '<span class="badge suggested corroborated">' in rows[1]


def test_the_files_have_the_same_filters(owner: Browser, claims: dict[str, Claim]) -> None:
    page = owner.get(f"{LIST}?decided=yes").text
    found = re.search(r'href="(/stories/ferry/claims\.csv[^"]*)"', page)
    assert found
    lines = owner.get(found[1].replace("&amp;", "&")).text.splitlines()
    assert len(lines) == 2
    assert claims["passengers"].id in lines[1]


def test_htmx_gets_results_and_counts_and_the_clean_address(owner: Browser, claims: dict[str, Claim]) -> None:
    answer = owner.fragment(f"{LIST}?verdict=&decided=no&text=")
    assert "<html" not in answer.text
    assert listed(answer.text) == ids(claims, "noon", "crane")
    assert 'id="facets" hx-swap-oob="true"' in answer.text
    assert answer.headers["hx-push-url"] == f"{LIST}?decided=no"
    assert answer.headers["vary"] == "HX-Request"


def test_pages_follow_each_other_without_losing_a_claim(owner: Browser, database: Database, story: Story) -> None:
    made = [make_claim(database, story, f"Claim {n}.", FERRY[:1], rank=n).id for n in range(53)]
    first = owner.get(LIST).text
    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found
    second = owner.get(found[1].replace("&amp;", "&")).text
    assert listed(first) + listed(second) == made
    assert "after" in parse_qs(urlsplit(found[1]).query)


def test_nothing_found_offers_the_way_back(owner: Browser, claims: dict[str, Claim]) -> None:
    page = owner.get(f"{LIST}?text=nothing+like+it").text
    assert "No claim is like that" in page
    assert f'<a class="button" href="{LIST}">Show all claims</a>' in page


def test_a_story_without_claims_says_what_to_do(owner: Browser, story: Story) -> None:
    assert "Bring articles in" in owner.get(LIST).text


def test_a_story_that_is_not_there_is_not_found(owner: Browser, story: Story) -> None:
    assert owner.get("/stories/nosuch/claims").status_code == 404


def test_the_list_asks_for_somebody_who_is_signed_in(visitor: Browser, claims: dict[str, Claim]) -> None:
    assert visitor.get(LIST).status_code == 401


def test_the_list_asks_the_database_as_often_for_many_claims_as_for_few(
    owner: Browser, database: Database, story: Story
) -> None:
    make_claim(database, story, said=FERRY[:1])
    few = count_queries(lambda: owner.get(LIST))
    for number in range(8):
        make_claim(database, story, f"Claim {number}.", [replace(FERRY[0], outlet=f"O{number}")])
    assert count_queries(lambda: owner.get(LIST)) == few


def test_a_corrected_stance_moves_a_claim_between_views(
    owner: Browser, database: Database, claims: dict[str, Claim]
) -> None:
    with database.reading() as session:
        row = next(r for r in store.list_evidence(session, claims["noon"].id) if r.stance is Stance.SUPPORTS)
    owner.post(f"/excerpts/{row.id}", {"stance": "contradicts"})
    assert listed(owner.get(f"{LIST}?disputed=yes").text) == ids(claims, "passengers", "noon")
