"""Claims reworded, merged, split and discarded by plain forms, and by those that open on the desk."""

import re
from typing import Any

import pytest

from app import pipeline, store
from app.db import Database
from app.models import Claim, Person, Story
from app.vocabulary import Verdict
from tests.web.conftest import Browser
from tests.web.ferry import FERRY, make_claim, make_story

HTMX = {"HX-Request": "true"}
CLEARER = "The ferry had 240 passengers on board."


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return make_claim(database, story)


@pytest.fixture
def noon(database: Database, story: Story) -> Claim:
    return make_claim(database, story, "The ferry left at noon.", FERRY[:2], rank=1)


@pytest.fixture
def mira(database: Database) -> Person:
    with database.writing() as session:
        person = Person(name="Mira", folded_name="mira", is_owner=True)
        session.add(person)
        session.commit()
    return person


def again(database: Database, claim: Claim) -> Claim:
    with database.reading() as session:
        return store.get_claim(session, claim.id)


def desk(claim: Claim) -> str:
    return f"/stories/ferry/review/{claim.id}"


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def excerpt_of(database: Database, claim: Claim, outlet: str) -> str:
    with database.reading() as session:
        rows = store.list_evidence(session, claim.id)
    return next(row.id for row in rows if row.source_name == outlet)


def edit_as(database: Database, person: Person, claim: Claim, text: str = CLEARER) -> None:
    with database.writing() as session:
        pipeline.edit_claim(session, claim.id, text, person=person, seen_revision=0)


def test_desk_and_page_lead_to_the_ways_to_correct_a_claim(owner: Browser, claim: Claim) -> None:
    for page in (owner.get(desk(claim)).text, owner.get(f"/c/{claim.id}").text):
        assert all(f"/claims/{claim.id}/{what}" in page for what in ("edit", "merge", "split", "discard"))


def test_strangers_are_shown_no_way_to_correct(visitor: Browser, owner: Browser, claim: Claim) -> None:
    owner.post("/stories/ferry/publish")
    page = visitor.get(f"/c/{claim.id}")
    assert (page.status_code, "/claims/" in page.text) == (200, False)
    assert visitor.get(f"/claims/{claim.id}/edit").status_code == 401


def test_a_claim_is_reworded_by_a_form(owner: Browser, database: Database, claim: Claim) -> None:
    assert claim.text in owner.get(f"/claims/{claim.id}/edit").text
    answer = owner.post(f"/claims/{claim.id}/edit", {"text": CLEARER, "seen_revision": "0", "why": "Clearer."})
    assert (answer.status_code, answer.headers["location"]) == (303, desk(claim))
    page = words_of(owner.get(desk(claim)).text)
    assert CLEARER in page
    assert "Reworded. It can be undone." in page
    assert f"reworded the claim from the machine&#39;s “{claim.text}” to “{CLEARER}”" in page


def test_from_the_claims_page_one_comes_back_to_it(owner: Browser, claim: Claim) -> None:
    answer = owner.post(f"/claims/{claim.id}/edit", {"text": CLEARER, "seen_revision": "0", "back": "page"})
    assert answer.headers["location"] == f"/c/{claim.id}"


def test_htmx_gets_the_form_into_the_desk_and_then_the_desk_with_the_draft(owner: Browser, claim: Claim) -> None:
    form = owner.get(f"/claims/{claim.id}/edit", headers=HTMX)
    assert "<html" not in form.text
    assert 'hx-target="#desk"' in form.text
    answer = owner.post(
        f"/claims/{claim.id}/edit",
        {"text": CLEARER, "seen_revision": "0", "rationale": "Still counting."},
        headers=HTMX,
    )
    assert answer.status_code == 200
    assert CLEARER in answer.text
    assert ">Still counting.</textarea>" in answer.text


def test_words_that_can_not_be_taken_come_back_with_the_reason(owner: Browser, claim: Claim) -> None:
    answer = owner.post(f"/claims/{claim.id}/edit", {"text": " ", "seen_revision": "0", "why": "Because."})
    assert answer.status_code == 422
    assert "The claim is empty." in answer.text
    assert 'value="Because."' in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_who_edits_second_sees_both_wordings_and_keeps_the_own(
    owner: Browser, database: Database, claim: Claim, mira: Person, headers: dict[str, str]
) -> None:
    edit_as(database, mira, claim)
    answer = owner.post(f"/claims/{claim.id}/edit", {"text": "It carried 240.", "seen_revision": "0"}, headers=headers)
    assert answer.status_code == 409
    page = words_of(answer.text)
    assert "Mira has reworded this claim meanwhile." in page
    assert f"In force now {CLEARER}" in page
    assert "Yours, not saved It carried 240." in page
    assert 'name="seen_revision" value="1"' in answer.text
    assert answer.headers.get("hx-retarget") == ("#correcting" if headers else None)


def test_a_merged_claims_address_leads_to_the_one_that_goes_on(
    owner: Browser, database: Database, claim: Claim, noon: Claim
) -> None:
    with database.writing() as session:
        pipeline.review_claim(
            session, noon.id, Verdict.CORROBORATED, person=_owner(database), seen_version=0, rationale="Two say so."
        )
    assert noon.text in owner.get(f"/claims/{claim.id}/merge").text
    answer = owner.post(f"/claims/{claim.id}/merge", {"other": noon.id, "keep": "this", "seen_revision": "0"})
    assert (answer.status_code, answer.headers["location"]) == (303, desk(claim))
    assert owner.get(f"/c/{noon.id}").headers["location"] == f"/c/{claim.id}"
    assert owner.get(desk(noon)).headers["location"] == desk(claim)
    frozen = owner.get(f"/c/{noon.id}/v/1")
    assert (frozen.status_code, "later merged into" in frozen.text) == (200, True)
    assert "merged “The ferry left at noon.” into this claim" in words_of(owner.get(desk(claim)).text)


def _owner(database: Database) -> Person:
    with database.reading() as session:
        person = store.find_owner(session)
        assert person
        return person


def test_addresses_of_claims_merged_twice_lead_to_the_last_at_once(
    owner: Browser, database: Database, story: Story, claim: Claim, noon: Claim
) -> None:
    crane = make_claim(database, story, "A crane fell.", FERRY[:1], rank=2)
    owner.post(f"/claims/{crane.id}/merge", {"other": noon.id, "keep": "other", "seen_revision": "0"})
    owner.post(f"/claims/{noon.id}/merge", {"other": claim.id, "keep": "other", "seen_revision": "1"})
    assert owner.get(f"/c/{crane.id}").headers["location"] == f"/c/{claim.id}"


def test_the_other_claim_is_found_by_words(owner: Browser, database: Database, story: Story, claim: Claim) -> None:
    crane = make_claim(database, story, "A crane fell.", FERRY[3:], rank=2)
    found = owner.get(f"/claims/{claim.id}/merge?text=crane").text
    assert f'value="{crane.id}"' in found
    assert "has all of these words" in owner.get(f"/claims/{claim.id}/merge?text=nowhere").text


def test_a_merge_without_a_choice_says_so(owner: Browser, claim: Claim, noon: Claim) -> None:
    answer = owner.post(f"/claims/{claim.id}/merge", {"seen_revision": "0", "why": "The same."})
    assert (answer.status_code, "Choose the claim that says the same." in answer.text) == (422, True)
    assert 'value="The same."' in answer.text


def test_a_claim_is_split_by_a_form(owner: Browser, database: Database, claim: Claim) -> None:
    islander = excerpt_of(database, claim, "The Islander")
    page = owner.get(f"/claims/{claim.id}/split").text
    assert f'value="{islander}"' in page
    form = {"text": "The ferry carried 90 passengers.", "chosen": [islander], "seen_revision": "0"}
    assert owner.post(f"/claims/{claim.id}/split", form).status_code == 303
    listed = owner.get("/stories/ferry/claims").text
    assert "The ferry carried 90 passengers." in listed
    again_sent = owner.post(f"/claims/{claim.id}/split", form)
    assert (again_sent.status_code, "has split this claim meanwhile" in again_sent.text) == (409, True)


def test_a_discarded_claim_says_so_on_its_page_and_can_be_restored(
    owner: Browser, database: Database, claim: Claim, noon: Claim
) -> None:
    assert owner.post(f"/claims/{claim.id}/discard", {"why": "", "seen_revision": "0"}).status_code == 422
    answer = owner.post(f"/claims/{claim.id}/discard", {"why": "A question.", "seen_revision": "0"})
    assert answer.headers["location"] == desk(noon)
    page = owner.get(f"/c/{claim.id}").text
    assert "was discarded" in page
    assert "A question." in page
    assert owner.get(desk(claim)).headers["location"] == f"/c/{claim.id}"
    assert claim.text not in owner.get("/stories/ferry/claims").text
    assert claim.text not in owner.get("/stories/ferry/claims.csv").text
    assert claim.text in owner.get("/stories/ferry/claims?discarded=yes").text
    assert claim.text in owner.get("/stories/ferry/claims.csv?discarded=yes").text
    assert owner.post(f"/claims/{claim.id}/restore").headers["location"] == f"/c/{claim.id}"
    assert again(database, claim).withdrawn_at is None


def test_each_correction_can_be_undone_from_the_desk(
    owner: Browser, database: Database, claim: Claim, noon: Claim
) -> None:
    islander = excerpt_of(database, claim, "The Islander")
    deeds: dict[str, tuple[dict[str, Any], str]] = {
        "edit": ({"text": CLEARER}, "rewording"),
        "merge": ({"other": noon.id}, "merge"),
        "split": ({"text": "It carried 90.", "chosen": [islander]}, "split"),
        "discard": ({"why": "A question."}, "discarding"),
    }
    for what, (form, name) in deeds.items():
        seen = str(again(database, claim).revision)
        assert owner.post(f"/claims/{claim.id}/{what}", form | {"seen_revision": seen}).status_code == 303
        answer = owner.post("/stories/ferry/undo")
        assert answer.status_code == 303
        assert f"Undone: {name}." in owner.get(answer.headers["location"]).text
    assert again(database, claim).text == claim.text


@pytest.mark.parametrize("what", ["edit", "merge", "split", "discard"])
def test_forms_say_what_is_wrong_with_the_revision(owner: Browser, claim: Claim, what: str) -> None:
    answer = owner.post(f"/claims/{claim.id}/{what}", {"seen_revision": str(2**63), "text": "a", "why": "b"})
    assert answer.status_code == 422


def test_a_verdict_on_words_that_changed_meanwhile_is_kept_as_a_draft(
    owner: Browser, database: Database, claim: Claim, mira: Person
) -> None:
    seen = re.search(r'name="seen_revision" value="(\d+)"', owner.get(desk(claim)).text)
    assert seen
    edit_as(database, mira, claim)
    form = {"verdict": "disputed", "seen_version": "0", "seen_revision": seen[1], "rationale": "Two lists differ."}
    answer = owner.post(desk(claim), form)
    assert answer.status_code == 409
    assert "Mira has reworded this claim meanwhile." in answer.text
    assert ">Two lists differ.</textarea>" in answer.text
    assert 'name="seen_revision" value="1"' in answer.text
    assert owner.post(desk(claim), form | {"seen_revision": "1"}).status_code == 303
