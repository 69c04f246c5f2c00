"""The review desk by its addresses and forms, as a browser without scripts and as htmx use it."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import text, update
from sqlmodel import col, select

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.main import create_app
from app.models import Claim, Decision, Event, Person, Story, utc_now
from app.vocabulary import Role, Stance, Verdict
from tests.makers import make_person
from tests.web.conftest import BASE_URL, Browser
from tests.web.ferry import FERRY, Said, make_claim, make_story
from tests.web.queries import count_queries

HTMX = {"HX-Request": "true"}


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return make_claim(database, story)


@pytest.fixture
def other(database: Database, story: Story, claim: Claim) -> Claim:
    """Return a claim that comes after `claim` in the queue."""
    said = [Said("Otter Gazette", "The ferry left the harbour at noon.")]
    return make_claim(database, story, "The ferry left the harbour at noon.", said, rank=1)


def desk(claim: Claim) -> str:
    return f"/stories/ferry/review/{claim.id}"


def fresh(database: Database, claim: Claim) -> Claim:
    with database.reading() as session:
        return store.get_claim(session, claim.id)


def held(database: Database, claim: Claim) -> list[datetime | None]:
    with database.reading() as session:
        return [lease.until for lease in store.list_leases(session, claim.id, utc_now())]


def excerpts(database: Database, claim: Claim) -> dict[str, store.EvidenceRow]:
    with database.reading() as session:
        return {row.source_name: row for row in store.list_evidence(session, claim.id)}


def decide(browser: Browser, claim: Claim, verdict: str = "disputed", seen: int | str = 0, **form: object) -> Response:
    return browser.post(desk(claim), {"verdict": verdict, "seen_version": str(seen), **form})


def colleague(database: Database) -> Person:
    return make_person(database, "Mira", Role.REVIEWER)


def decide_as(database: Database, person: Person, claim: Claim, seen: int = 0) -> Decision:
    with database.writing() as session:
        decision = pipeline.review_claim(
            session, claim.id, Verdict.CORROBORATED, person=person, rationale="The log says so.", seen_version=seen
        )
    assert decision is not None
    return decision


def test_the_queue_hands_out_the_next_claim(owner: Browser, claim: Claim, other: Claim) -> None:
    answer = owner.get("/stories/ferry/review")
    assert (answer.status_code, answer.headers["location"]) == (303, desk(claim))


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}])
def test_a_prefetch_holds_no_claim(owner: Browser, database: Database, claim: Claim, headers: dict[str, str]) -> None:
    answer = owner.get("/stories/ferry/review", headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, desk(claim))
    assert "yours until" not in owner.get(desk(claim), headers=headers).text
    assert held(database, claim) == []


def test_a_head_holds_no_claim(owner: Browser, database: Database, claim: Claim) -> None:
    answers = [owner.client.head(path, follow_redirects=False) for path in ("/stories/ferry/review", desk(claim))]
    assert [answer.status_code for answer in answers] == [303, 200]
    assert held(database, claim) == []


@pytest.mark.parametrize("backend", ["sqlite"])  # Where one write keeps every other waiting.
def test_a_claim_is_read_while_the_database_can_not_be_written(
    owner: Browser, settings: Settings, database: Database, claim: Claim
) -> None:
    impatient = create_app(settings.model_copy(update={"busy_seconds": 0.2}), with_worker=False)
    with (
        TestClient(impatient, base_url=BASE_URL, cookies=owner.client.cookies) as client,
        database.writing() as session,
    ):
        session.execute(update(Claim).values(rank=1))
        answer = client.get("/stories/ferry/review", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, desk(claim))
        page = client.get(desk(claim))
    assert page.status_code == 200
    assert "couldn&#39;t be held for you" in page.text
    assert "yours until" not in page.text


def test_the_desk_asks_for_somebody_who_is_signed_in(visitor: Browser, claim: Claim) -> None:
    assert visitor.get(desk(claim)).status_code == 401


def test_the_desk_shows_claim_suggestion_and_who_has_it(owner: Browser, claim: Claim) -> None:
    page = owner.get(desk(claim)).text
    assert "The ferry carried 240 passengers." in page
    assert "suggested: disputed" in re.sub(r"<[^>]+>", "", page)
    assert "because: 2 sources say 240 passengers, 1 says 90" in page
    assert "0 of 1 decided" in page
    assert "yours until" in page


def test_excerpts_come_home_first_then_contradicting_then_bearing_out_then_related(
    owner: Browser, claim: Claim
) -> None:
    page = owner.get(desk(claim)).text
    outlets = re.findall(r'<h3 id="outlet-\w+"><bdi>([^<]+)', page)
    assert outlets == ["Otter Gazette", "The Islander", "Sound Radio", "Mainland Post"]


def test_an_excerpt_stands_in_its_context_with_the_words_that_matter_marked(owner: Browser, claim: Claim) -> None:
    page = owner.get(desk(claim)).text
    assert f"Sentence before, in The Islander {claim.id} 2." in page
    assert "Sentence after." in page
    assert re.search(r'<mark class="differ" title="[^"]+">90</mark>', page)
    assert re.search(r'<mark class="agree" title="[^"]+">240</mark>', page)
    assert '<mark class="differ">not</mark>' in page


def test_more_than_two_related_excerpts_wait_behind_a_button(owner: Browser, database: Database, story: Story) -> None:
    related = [replace(FERRY[3], outlet=f"Outlet {number}") for number in range(5)]
    page = owner.get(desk(make_claim(database, story, said=[FERRY[0], *related]))).text
    assert "Show 3 more related" in page


def test_silent_sources_are_named(owner: Browser, claim: Claim, other: Claim) -> None:
    page = owner.get(desk(other)).text
    silent = page[page.index("Silent:") : page.index("</p>", page.index("Silent:"))]
    assert [name for name in ("Sound Radio", "The Islander", "Mainland Post") if name in silent] == [
        "Sound Radio",
        "The Islander",
        "Mainland Post",
    ]


def test_of_many_silent_sources_the_desk_names_some_and_the_permalink_all(
    owner: Browser, database: Database, story: Story, claim: Claim
) -> None:
    make_claim(database, story, said=[replace(FERRY[3], outlet=f"Outlet {number}") for number in range(14)])
    silent = f'<a href="/c/{claim.id}#silent-{claim.id}">2 others</a>'
    desks, permalink = owner.get(desk(claim)).text, owner.get(f"/c/{claim.id}").text
    assert (desks.count("<bdi>Outlet "), silent in desks) == (12, True)
    assert (permalink.count("<bdi>Outlet "), silent in permalink) == (14, False)


def test_a_verdict_is_saved_and_the_next_claim_comes(
    owner: Browser, database: Database, claim: Claim, other: Claim
) -> None:
    gazette = excerpts(database, claim)["Otter Gazette"]
    answer = decide(owner, claim, "corroborated", rationale="Two lists agree.", relied_on=[gazette.id])
    assert (answer.status_code, answer.headers["location"]) == (303, desk(other))
    with database.reading() as session:
        (decision,) = store.list_decisions(session, claim.id)
    assert (decision.verdict, decision.rationale, decision.relied_on) == (
        Verdict.CORROBORATED,
        "Two lists agree.",
        [gazette.id],
    )
    assert "Corroborated saved. It can be undone." in owner.get(desk(other)).text


def test_htmx_gets_the_next_desk_at_once_with_its_address(owner: Browser, claim: Claim, other: Claim) -> None:
    answer = owner.post(desk(claim), {"verdict": "disputed", "seen_version": "0"}, headers=HTMX)
    assert (answer.status_code, answer.headers["hx-push-url"]) == (200, desk(other))
    assert "<html" not in answer.text
    assert f'id="claim-{other.id}" tabindex="-1" autofocus' in answer.text
    assert 'id="status"' in answer.text
    assert "Disputed saved. Undo with u." in answer.text


def test_the_same_form_sent_twice_is_one_decision(
    owner: Browser, database: Database, claim: Claim, other: Claim
) -> None:
    decide(owner, claim)
    assert decide(owner, claim).status_code == 303
    assert fresh(database, claim).version == 1


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "true", "seen_version": "0"},
        {"verdict": "disputed"},
        {"verdict": "disputed", "seen_version": str(2**63)},
        {"verdict": "disputed", "seen_version": "-1"},
        {"verdict": "disputed", "seen_version": "0", "relied_on": "nosuchexcerpt"},
        {"verdict": "disputed", "seen_version": "0", "rationale": "x" * 6000},
    ],
)
def test_a_verdict_that_can_not_be_changes_nothing(
    owner: Browser, database: Database, claim: Claim, form: dict[str, str]
) -> None:
    assert owner.post(desk(claim), form).status_code == 422
    assert fresh(database, claim).verdict is None


def test_a_rationale_that_is_refused_is_given_back(owner: Browser, claim: Claim) -> None:
    answer = decide(owner, claim, rationale="Because of the " + "log " * 2000)
    assert "Because of the log log" in answer.text


def test_a_form_that_failed_gives_back_what_was_typed_by_its_labels(
    owner: Browser, database: Database, claim: Claim
) -> None:
    chosen = ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"]
    for seen in ("0", "-1"):
        page = decide(owner, claim, seen=seen, rationale="Only ninety.", relied_on=chosen).text
        assert "seen_version" not in page
        labels = dict(re.findall(r'<label for="typed-\d">([^<]+)</label>\s*<textarea[^>]*>([^<]*)<', page))
        assert labels == {"Verdict": "disputed", "Why": "Only ninety.", "Excerpts relied on": "\n".join(chosen)}


def test_a_verdict_on_another_story_s_claim_is_not_found(owner: Browser, database: Database, claim: Claim) -> None:
    make_story(database, title="Another", slug="another")
    form = {"verdict": "disputed", "seen_version": "0"}
    for path in ("", "/skip", "/release", "/hold"):
        assert owner.post(f"/stories/another/review/{claim.id}{path}", form).status_code == 404
    assert owner.get(f"/stories/another/review/{claim.id}").status_code == 404
    assert fresh(database, claim).verdict is None


@pytest.mark.parametrize("scripts", [False, True], ids=["plain", "htmx"])
def test_a_verdict_after_a_colleague_s_shows_both_and_keeps_the_draft(
    owner: Browser, database: Database, claim: Claim, scripts: bool
) -> None:
    owner.get(desk(claim))
    decide_as(database, colleague(database), claim)
    islander = excerpts(database, claim)["The Islander"]
    form = {"verdict": "disputed", "seen_version": "0", "rationale": "Only ninety.", "relied_on": islander.id}
    answer = owner.post(desk(claim), form, headers=HTMX if scripts else {})
    assert answer.status_code == 409
    assert "Mira" in answer.text
    assert "The log says so." in answer.text
    assert re.search(r"<textarea[^>]*>Only ninety.</textarea>", answer.text)
    assert re.search(rf'value="{islander.id}"[^>]* checked', answer.text)
    assert '<input type="hidden" name="seen_version" value="1">' in answer.text
    assert "Save mine as the newer version" in answer.text
    assert fresh(database, claim).verdict is Verdict.CORROBORATED
    assert decide(owner, claim, "disputed", seen=1, rationale="Only ninety.").status_code == 303
    assert (fresh(database, claim).verdict, fresh(database, claim).version) == (Verdict.DISPUTED, 2)


def test_a_verdict_on_a_claim_merged_meanwhile_leads_to_the_other(
    owner: Browser, database: Database, claim: Claim, other: Claim
) -> None:
    with database.writing() as session:
        store.get_claim(session, claim.id).merged_into = other.id
        session.commit()
    answer = decide(owner, claim)
    assert answer.status_code == 409
    assert desk(other) in answer.text
    assert "Save mine" not in answer.text


def test_a_skipped_claim_comes_back_last(owner: Browser, database: Database, claim: Claim, other: Claim) -> None:
    assert owner.post(f"{desk(claim)}/skip").headers["location"] == desk(other)
    assert decide(owner, other).headers["location"] == desk(claim)


def test_undo_goes_back_to_the_claim_and_survives_leaving_the_page(
    owner: Browser, database: Database, claim: Claim, other: Claim
) -> None:
    decide(owner, claim)
    owner.get("/")
    answer = owner.post("/stories/ferry/undo")
    assert (answer.status_code, answer.headers["location"]) == (303, desk(claim))
    assert fresh(database, claim).verdict is None


def test_undo_says_what_was_undone(owner: Browser, database: Database, claim: Claim, other: Claim) -> None:
    decide(owner, claim)
    owner.post(f"{desk(other)}/skip")
    owner.post(f"/excerpts/{excerpts(database, claim)['The Islander'].id}", {"stance": "related"})
    said = []
    for _ in range(3):
        page = owner.get(owner.post("/stories/ferry/undo").headers["location"]).text
        said.extend(re.findall(r"Undone: [^<]+", page))
    assert said == ["Undone: stance “related”.", "Undone: skip.", "Undone: disputed."]
    overview = owner.get("/stories/ferry").text
    assert "took back: " in overview
    assert "something" not in overview


def test_undo_with_nothing_to_undo_says_so(owner: Browser, claim: Claim) -> None:
    answer = owner.post("/stories/ferry/undo")
    assert answer.status_code == 422
    assert "nothing of yours to undo" in answer.text


def test_a_released_claim_is_free_again(owner: Browser, database: Database, claim: Claim) -> None:
    owner.get(desk(claim))
    assert len(held(database, claim)) == 1
    assert owner.post(f"{desk(claim)}/release").status_code == 303
    assert held(database, claim) == []


def test_a_held_claim_is_held_for_longer(owner: Browser, database: Database, claim: Claim) -> None:
    owner.get(desk(claim))
    [before] = held(database, claim)
    assert owner.post(f"{desk(claim)}/hold").headers["location"] == desk(claim)
    [after] = held(database, claim)
    assert before
    assert after
    assert after > before


def test_what_is_typed_holds_the_claim_and_says_nothing_of_it(owner: Browser, claim: Claim) -> None:
    page = owner.get(desk(claim)).text
    assert f'hx-post="{desk(claim)}/hold?quiet=yes" hx-trigger="input throttle:60s"' in page
    answer = owner.post(f"{desk(claim)}/hold?quiet=yes", headers=HTMX)
    assert "yours until" in answer.text
    assert 'id="status"' not in answer.text


def test_a_claim_that_is_not_one_s_own_any_more_is_told_in_the_place_of_the_time(
    owner: Browser, database: Database, claim: Claim
) -> None:
    mira = colleague(database)
    with database.writing() as session:
        pipeline.take_claim(session, claim.id, person=mira, now=utc_now())
    answer = owner.post(f"{desk(claim)}/hold?quiet=yes", headers=HTMX)
    assert "on somebody else's desk" in answer.text
    assert "<textarea" not in answer.text


def test_the_address_keeps_the_order_of_the_queue(
    owner: Browser, database: Database, claim: Claim, other: Claim
) -> None:
    page = owner.get(desk(claim)).text
    assert 'href="/stories/ferry/review?order=disputed&amp;anew=yes"' in page
    answer = owner.get("/stories/ferry/review?order=disputed&anew=yes")
    assert answer.headers["location"] == f"{desk(claim)}?order=disputed"
    page = owner.get(answer.headers["location"]).text
    assert f'action="{desk(claim)}?order=disputed"' in page
    answer = owner.post(f"{desk(claim)}?order=disputed", {"verdict": "disputed", "seen_version": "0"})
    assert answer.headers["location"] == f"{desk(other)}?order=disputed"
    assert owner.get("/stories/ferry/review?order=backwards").status_code == 422


def test_htmx_gets_nothing_but_the_new_time(owner: Browser, claim: Claim) -> None:
    answer = owner.post(f"{desk(claim)}/hold", headers=HTMX)
    assert "yours until" in answer.text
    assert "<textarea" not in answer.text
    assert "This claim stays yours for longer." in answer.text


def test_a_claim_on_a_colleague_s_desk_says_so(owner: Browser, database: Database, claim: Claim) -> None:
    mira = colleague(database)
    with database.writing() as session:
        pipeline.take_claim(session, claim.id, person=mira, now=utc_now())
    assert "on somebody else" in owner.get(desk(claim)).text
    assert "each on somebody" in owner.get("/stories/ferry/review").text


def test_a_corrected_stance_is_a_person_s_from_then_on(owner: Browser, database: Database, claim: Claim) -> None:
    post = excerpts(database, claim)["Mainland Post"]
    answer = owner.post(f"/excerpts/{post.id}", {"stance": "contradicts"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{desk(claim)}#excerpt-{post.id}")
    corrected = excerpts(database, claim)["Mainland Post"]
    assert (corrected.stance, corrected.suggested_stance) == (Stance.CONTRADICTS, Stance.RELATED)
    page = owner.get(desk(claim)).text
    assert "corrected by a person" in page
    assert "related became contradicts" in page


def test_htmx_gets_the_corrected_excerpt_and_the_new_suggestion(
    owner: Browser, database: Database, claim: Claim
) -> None:
    islander = excerpts(database, claim)["The Islander"]
    answer = owner.post(f"/excerpts/{islander.id}", {"stance": "related"}, headers=HTMX)
    assert answer.text.count('<article class="excerpt') == 1
    assert f'id="excerpt-{islander.id}"' in answer.text
    assert f'id="suggestion-{claim.id}" hx-swap-oob="true"' in answer.text
    assert "suggested: corroborated" in re.sub(r"<[^>]+>", "", answer.text)
    assert "Stance saved: related. Undo with u." in answer.text


@pytest.mark.parametrize(("excerpt", "stance", "status"), [("nosuch", "related", 404), ("", "true", 422)])
def test_a_correction_that_can_not_be_is_refused(
    owner: Browser, database: Database, claim: Claim, *, excerpt: str, stance: str, status: int
) -> None:
    id = excerpt or excerpts(database, claim)["The Islander"].id
    assert owner.post(f"/excerpts/{id}", {"stance": stance}).status_code == status


def test_the_history_tells_person_from_machine(owner: Browser, database: Database, claim: Claim) -> None:
    owner.post(f"/excerpts/{excerpts(database, claim)['Mainland Post'].id}", {"stance": "contradicts"})
    decide(owner, claim, "unsupported", rationale="Nobody counted.")
    owner.post("/stories/ferry/undo")
    page = owner.get(desk(claim)).text
    history = re.sub(r"<[^>]+>", "", page[page.index("History:") :])
    assert "changed the stance of an excerpt from the machine&#39;s “related” to “contradicts”" in history
    assert "decided unsupported, version 1; before, it was undecided, and the machine suggested disputed" in history
    assert "took back: decided unsupported" in history
    assert "Nobody counted." in history


def test_the_end_of_the_queue_says_what_next(owner: Browser, claim: Claim) -> None:
    assert decide(owner, claim).headers["location"] == "/stories/ferry/review"
    page = owner.get("/stories/ferry/review").text
    assert "Every claim is decided" in page
    assert "Publish the story" in page
    assert "Export the verdicts" in page


def test_a_story_without_claims_says_what_to_do(owner: Browser, story: Story) -> None:
    assert "Bring articles in" in owner.get("/stories/ferry/review").text


def test_looking_at_a_desk_decides_nothing(owner: Browser, database: Database, claim: Claim) -> None:
    owner.get(desk(claim))
    with database.reading() as session:
        events = session.exec(select(Event).where(col(Event.claim_id).is_not(None))).all()
    assert events == []


MARKUP = '"><img src=x onerror=alert(1)><form action=//x.example id=csrf>'


def test_words_of_an_article_can_not_become_markup(owner: Browser, database: Database, story: Story) -> None:
    said = [Said(MARKUP, MARKUP, speaker=MARKUP, reasons=(MARKUP,), title=MARKUP, url="javascript:alert(1)")]
    claim = make_claim(database, story, MARKUP, said, basis=MARKUP)
    decide(owner, claim, rationale=MARKUP)
    for path in (desk(claim), f"/c/{claim.id}", f"/c/{claim.id}/v/1", "/stories/ferry/claims"):
        page = owner.get(path).text
        assert "<img" not in page
        assert "<form action=//" not in page
        assert "javascript:" not in page.replace("&#34;", '"').split("application/ld+json")[0]


def test_a_claim_that_can_not_be_is_not_found(owner: Browser, story: Story) -> None:
    wrong = ["abc", "%00", "9" * 30, "٣" * 16, "a" * 16]
    paths = [beginning + id for beginning in ("/stories/ferry/review/", "/c/") for id in wrong]
    assert {path: owner.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


def test_the_desk_asks_the_database_as_often_for_many_excerpts_as_for_few(
    owner: Browser, database: Database, story: Story
) -> None:
    few = make_claim(database, story, said=FERRY[:1])
    many = make_claim(database, story, "Another claim.", [replace(FERRY[0], outlet=f"O{n}") for n in range(9)], rank=1)
    assert count_queries(lambda: owner.get(desk(few))) == count_queries(lambda: owner.get(desk(many)))


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_verdict_that_is_saved_is_said_to_be_where_no_next_claim_can_be_had(
    owner: Browser, database: Database, story: Story, claim: Claim, other: Claim
) -> None:
    with database.writing() as session:  # From now on nobody can be handed a claim.
        session.execute(text("CREATE TRIGGER refuse BEFORE INSERT ON lease BEGIN SELECT * FROM nowhere; END"))
        session.commit()
    answer = decide(owner, claim, "corroborated")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/stories/{story.slug}/review")
    with database.reading() as session:
        assert [one.verdict for one in store.list_decisions(session, claim.id)] == [Verdict.CORROBORATED]
    desk_again = owner.get(answer.headers["location"]).headers["location"]
    page = owner.get(desk_again).text
    assert "Corroborated saved. It can be undone. This claim couldn&#39;t be held for you." in page
