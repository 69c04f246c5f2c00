"""The pages of stories."""

import html
import re
from datetime import date

import pytest

from app import store
from app.db import Database
from app.models import Event, Story, utc_now
from app.vocabulary import Action, Verdict
from app.web.charts import verdict_bar
from app.web.stories import find_next_step
from tests.web.conftest import Browser
from tests.web.ferry import FERRY, Said, make_claim, make_story
from tests.web.queries import count_queries


def test_the_whole_history_is_paged_and_linked_from_the_overview(owner: Browser, database: Database) -> None:
    story = make_story(database)
    make_claim(database, story)
    path = f"/stories/{story.slug}/history"
    assert "Nothing has happened here yet." in owner.get(path).text
    for number in range(60):
        owner.post(f"/stories/{story.slug}/rename", {"title": f"Ferry {number}"})
    assert f'href="{path}"' in owner.get(f"/stories/{story.slug}").text
    first = owner.get(path).text
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    second = owner.get(html.unescape(older[1])).text
    assert [page.count("renamed the story") for page in (first, second)] == [50, 10]
    assert 'rel="prev"' in second
    assert owner.get(f"{path}?after=x").status_code == 422
    assert owner.get("/stories/nothing/history").status_code == 404


def test_of_many_sources_the_overview_shows_those_with_most_articles_and_leads_to_all(
    owner: Browser, database: Database
) -> None:
    story = make_story(database)
    outlets = [f"Outlet {letter}" for letter in "ABCDEFGHIJKLMN"]
    make_claim(
        database, story, "The ferry sank.", [Said(outlet, f"The ferry sank, {outlet} found.") for outlet in outlets]
    )
    make_claim(database, story, "It was full.", [Said("Outlet N", "It was full.", title="More")])
    overview, every = owner.get(f"/stories/{story.slug}").text, owner.get(f"/stories/{story.slug}/sources").text
    assert [f"{outlet}</bdi>" in overview for outlet in outlets] == [True] * 11 + [False, False, True]
    assert overview.count(f'<a href="/stories/{story.slug}/sources">and 2 more</a>') == 2
    assert all(f"{outlet}</bdi>" in every for outlet in outlets)
    assert owner.get("/stories/nothing/sources").status_code == 404


def test_the_history_tells_from_what_to_what(owner: Browser, database: Database) -> None:
    story = make_story(database)
    echo = {"name": "The Echo"}
    with database.writing() as session:
        session.add(Event(story_id=story.id, action=Action.ARTICLES_IMPORTED, after={"added": 3}))
        owned, not_owned = echo | {"family": "Lakeside"}, echo | {"family": None}
        session.add(Event(story_id=story.id, action=Action.SOURCE_CORRECTED, before=owned, after=not_owned))
        session.commit()
    text = owner.get(f"/stories/{story.slug}/history").text
    assert "brought in 3 articles" in text
    assert "corrected the owner of “The Echo” from “Lakeside” to not known" in text


def test_the_history_names_the_claim_by_its_words(owner: Browser, database: Database) -> None:
    claim = make_claim(database, make_story(database))
    owner.post(f"/c/{claim.id}/tags", {"name": "to call"})
    text = owner.get("/stories/ferry/history").text
    assert f'<a class="words" href="/c/{claim.id}">The ferry carried 240 passengers.</a>' in text


def test_an_editor_finds_the_members_on_the_overview(owner: Browser, database: Database) -> None:
    make_story(database)
    assert 'href="/stories/ferry/members"' in owner.get("/stories/ferry").text


def test_an_empty_list_says_what_to_do(owner: Browser) -> None:
    text = owner.get("/").text
    assert "No story yet" in text
    assert '<a class="button primary" href="#title">' in text


def test_a_story_is_begun_and_asks_for_its_articles(owner: Browser) -> None:
    answer = owner.post("/stories", {"title": "Storm at Cape Orla"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/storm-at-cape-orla/articles")
    page = owner.get("/stories/storm-at-cape-orla/articles")
    assert "“Storm at Cape Orla” is begun" in page.text
    assert "is begun" not in owner.get("/stories/storm-at-cape-orla/articles").text, "said more than once"


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "a\x00b"])
def test_a_title_that_cannot_be_is_refused_beside_its_field(owner: Browser, title: str) -> None:
    answer = owner.post("/stories", {"title": title})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{title[:150]}' in answer.text, "what was typed is lost"


def test_the_list_shows_how_far_each_story_is(owner: Browser, database: Database) -> None:
    make_claim(database, make_story(database))
    text = owner.get("/").text
    assert "4 articles · 1 claim · 0 decided" in text


def test_the_list_pages_by_key(owner: Browser, database: Database) -> None:
    for number in range(51):
        make_story(database, title=f"Story {number}", slug=f"story-{number}")
    first = owner.get("/").text
    assert first.count('<article class="card link') == 50
    after = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = owner.get(after).text
    assert second.count('<article class="card link') == 1
    assert 'rel="prev"' in second


def test_an_address_of_a_page_that_is_not_ours_is_refused(owner: Browser) -> None:
    assert owner.get("/?after=nonsense").status_code == 422


def test_a_story_is_renamed_and_keeps_its_address(owner: Browser, database: Database) -> None:
    make_story(database)
    assert owner.post("/stories/ferry/rename", {"title": "Ferry aground"}).headers["location"].endswith("/settings")
    assert "Ferry aground" in owner.get("/stories/ferry").text


def test_a_name_that_cannot_be_is_refused_beside_its_field(owner: Browser, database: Database) -> None:
    make_story(database)
    answer = owner.post("/stories/ferry/rename", {"title": " "})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_an_archived_story_leaves_the_list_and_comes_back(owner: Browser, database: Database) -> None:
    make_story(database)
    owner.post("/stories/ferry/archive")
    assert "is archived" in owner.get("/").text
    assert 'href="/stories/ferry"' not in owner.get("/").text
    assert 'href="/stories/ferry"' in owner.get("/?archived=yes").text
    owner.post("/stories/ferry/restore")
    assert 'href="/stories/ferry"' in owner.get("/").text


def test_a_story_is_published_and_made_private_again(owner: Browser, database: Database) -> None:
    make_story(database)
    owner.post("/stories/ferry/publish")
    assert "permalinks can be read without an account" in owner.get("/stories/ferry").text
    owner.post("/stories/ferry/unpublish")
    assert "permalinks are private again" in owner.get("/stories/ferry").text


def test_what_suggestions_count_is_set(owner: Browser, database: Database) -> None:
    make_story(database)
    owner.post("/stories/ferry/counting", {"counting": "origins"})
    assert "counts origins" in owner.get("/stories/ferry").text
    assert owner.post("/stories/ferry/counting", {"counting": "votes"}).status_code == 422


def test_the_overview_of_an_empty_story_asks_for_articles(owner: Browser, database: Database) -> None:
    make_story(database)
    assert "Nothing has been read yet" in owner.get("/stories/ferry").text


def test_the_overview_shows_who_says_what_and_who_is_silent(owner: Browser, database: Database) -> None:
    story = make_story(database)
    make_claim(database, story)
    make_claim(database, story, "The ferry sailed at dawn.", [Said("Otter Gazette", "It sailed at dawn.")], rank=1)
    text = owner.get("/stories/ferry").text
    grid = text.split('id="grid"')[1].split("</table>")[0]
    first, second = grid.split('<tr role="row">')[2:4]
    assert [first.count(word) for word in ("states", "supports", "contradicts", "related", "silent")] == [2, 2, 2, 2, 0]
    assert second.count('class="silent"') == 3
    assert "First published" in text
    assert f"{date(2026, 5, 3).day} May 2026" in text


def test_a_stance_that_a_person_corrected_is_solid(owner: Browser, database: Database) -> None:
    claim = make_claim(database, make_story(database))
    with database.reading() as session:
        row = next(r for r in store.list_evidence(session, claim.id) if r.source_name == "Mainland Post")
    owner.post(f"/excerpts/{row.id}", {"stance": "contradicts"})
    grid = owner.get("/stories/ferry").text.split('id="grid"')[1].split("</table>")[0]
    assert grid.count('class="badge contradicts"') == 1
    assert grid.count('class="badge contradicts suggested"') == 1
    assert 'class="badge contradicts"' in owner.get(f"/articles/{row.article_id}").text


def test_the_overview_of_an_unknown_story_is_not_found(owner: Browser) -> None:
    for slug in ("nothing", "%00", "NOTHING", "x" * 500, "..%2f..%2fetc"):
        assert owner.get(f"/stories/{slug}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/stories/ferry", "/stories/ferry/articles"])
def test_more_rows_ask_no_more_questions(owner: Browser, database: Database, path: str) -> None:
    story = make_story(database)
    make_claim(database, story)
    few = count_queries(lambda: owner.get(path))
    for number in range(10):
        make_story(database, slug=f"story-{number}")
        make_claim(database, story, f"Claim {number}", [*FERRY, Said(f"Outlet {number}", "Something else.")])
    assert count_queries(lambda: owner.get(path)) == few


NEXT = [
    (store.Progress(), "Add articles"),
    (store.Progress(articles=3), "Add more articles"),
    (store.Progress(articles=3, claims=2, decided=1, stale=1), "Review"),
    (store.Progress(articles=3, claims=2, decided=2, stale=1), "Look again"),
    (store.Progress(articles=3, claims=2, decided=2), "Settings"),
]


@pytest.mark.parametrize(("progress", "button"), NEXT)
def test_a_story_says_what_to_do_next(progress: store.Progress, button: str) -> None:
    step = find_next_step(Story(slug="s", title="S"), progress, running_id=None)
    assert step is not None
    assert step.button == button


def test_a_story_that_is_done_asks_for_nothing() -> None:
    story = Story(slug="s", title="S", published_at=utc_now())
    assert find_next_step(story, store.Progress(articles=1, claims=1, decided=1), running_id=None) is None


def test_while_the_first_import_runs_it_is_what_to_watch() -> None:
    step = find_next_step(Story(slug="s", title="S"), store.Progress(articles=1), running_id="abc")
    assert step is not None
    assert step.path == "/imports/abc"


def test_the_verdict_bar_is_as_wide_as_its_claims() -> None:
    bar = verdict_bar({Verdict.CORROBORATED: 1, Verdict.UNSUPPORTED: 2}, 3)
    assert [stretch.verdict for stretch in bar] == [Verdict.CORROBORATED, Verdict.UNSUPPORTED]
    assert sum(stretch.width for stretch in bar) == pytest.approx(100, abs=0.01)
    assert verdict_bar({}, 0) == ()


def test_the_record_says_who_did_what(owner: Browser, database: Database) -> None:
    make_claim(database, make_story(database))
    owner.post("/stories/ferry/rename", {"title": "Ferry aground"})
    assert "<strong><bdi>Owner</bdi></strong> renamed the story" in owner.get("/stories/ferry").text


def test_the_record_tells_every_deed_of_a_story(owner: Browser, database: Database) -> None:
    make_claim(database, make_story(database))
    for deed in ("publish", "unpublish", "archive", "restore"):
        owner.post(f"/stories/ferry/{deed}")
    owner.post("/stories/ferry/counting", {"counting": "origins"})
    text = owner.get("/stories/ferry").text
    for words in ("published the story", "made the story private", "archived the story", "brought the story back"):
        assert words in text
    assert "changed what suggestions count" in text
