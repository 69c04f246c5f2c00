"""Blind reviews by pages and files: nothing tells one reviewer what another thinks before the claim is decided."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import pipeline, store
from app.db import Database
from app.models import Claim, Person, Story, utc_now
from app.vocabulary import Role, Verdict
from tests.makers import make_person, set_role
from tests.web.conftest import BASE_URL, Browser
from tests.web.ferry import make_claim, make_story

SECRET = "Only the purser counted."
PAGES = (
    "/stories/ferry",
    "/stories/ferry/history",
    "/stories/ferry/claims",
    "/stories/ferry/claims?decided=no",
    "/stories/ferry/claims.csv",
    "/stories/ferry/claims.json",
    "/stories/ferry/claims.jsonl",
    "/stories/ferry/evidence.csv",
    "/stories/ferry/agreement",
    "/stories/ferry/review/{id}",
    "/stories/ferry/adjudication/{id}",
    "/c/{id}",
)


@pytest.fixture
def story(database: Database) -> Story:
    story = make_story(database)
    with database.writing() as session:
        session.get_one(Story, story.id).reviews_wanted = 2
        session.commit()
    return story


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return make_claim(database, story)


@pytest.fixture
def enter(
    application: FastAPI, client: TestClient, database: Database, claim: Claim
) -> Callable[..., tuple[Browser, Person]]:
    """Sign people in, each with a browser of their own."""

    def enter(name: str, role: Role = Role.REVIEWER) -> tuple[Browser, Person]:
        person = make_person(database, name, role)
        browser = Browser(TestClient(application, base_url=BASE_URL, raise_server_exceptions=False))
        with database.writing() as session:
            token = pipeline.make_sign_in_link(session, person=person)
        assert browser.post(f"/sign-in/{token}").status_code == 303
        return browser, person

    return enter


def _desk(claim: Claim) -> str:
    return f"/stories/ferry/review/{claim.id}"


def _review(browser: Browser, claim: Claim, verdict: str = "disputed", why: str = SECRET) -> int:
    answer = browser.post(_desk(claim), {"verdict": verdict, "seen_version": "0", "rationale": why})
    return answer.status_code


def _islander(database: Database, claim: Claim) -> store.EvidenceRow:
    with database.reading() as session:
        rows = store.list_evidence(session, claim.id)
    return next(row for row in rows if row.source_name == "The Islander")


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_no_page_and_no_file_tells_of_a_blind_review(
    enter: Callable[..., tuple[Browser, Person]], database: Database, claim: Claim
) -> None:
    (ann, _), (ben, _), (ed, _) = enter("Ann Otter"), enter("Ben Tern"), enter("Ed Heron", Role.EDITOR)
    paths = [path.format(id=claim.id) for path in PAGES]
    ignored = re.compile(r"value=\"[0-9a-f]{64}\"|\d\d:\d\d UTC|\?v=\w+|yours until.*?</time>")

    def look(browser: Browser) -> dict[str, str]:
        return {path: ignored.sub("", browser.get(path).text) for path in paths}

    before = look(ben)
    ann.post(f"/excerpts/{_islander(database, claim).id}", {"stance": "related"})
    assert _review(ann, claim) == 303
    after = look(ben)
    for page in (*after.values(), *look(ed).values()):
        assert SECRET not in page
    changed = {path for path in paths if before[path] != after[path]}
    counters = {"/stories/ferry/claims", "/stories/ferry/claims?decided=no", _desk(claim), paths[10]}
    assert changed <= counters  # How many reviews are in is told, and nothing else.
    assert SECRET in ann.get(_desk(claim)).text


def test_a_reviewer_sees_their_own_verdict_and_stance_and_how_many_are_in(
    enter: Callable[..., tuple[Browser, Person]], database: Database, claim: Claim
) -> None:
    ann, _ = enter("Ann Otter")
    answer = ann.post(
        f"/excerpts/{_islander(database, claim).id}", {"stance": "related"}, headers={"HX-Request": "true"}
    )
    assert "Yours alone until the claim is decided" in answer.text
    assert "suggested: corroborated" in _words(answer.text)
    _review(ann, claim)
    page = _words(ann.get(_desk(claim)).text)
    assert "1 of 2 reviews in" in page
    assert f"disputed is your verdict, which undo takes back: {SECRET}" in page.replace("≠", "")
    assert "corrected by a person" in page


def test_reviews_that_agree_are_a_consensus_on_every_page(
    enter: Callable[..., tuple[Browser, Person]], database: Database, claim: Claim
) -> None:
    for name in ("Ann Otter", "Ben Tern"):
        browser, _ = enter(name)
        assert _review(browser, claim) == 303
    page = _words(browser.get(f"/c/{claim.id}/v/1").text)
    assert "Decided by 2 reviews that agree" in page
    assert f"Ann Otter: disputed{SECRET}" in page
    row = browser.get("/stories/ferry/claims.json").json()[0]
    assert (row["method"], row["reviews"], row["agreement"], row["decided_by"]) == ("consensus", 2, 1.0, "Ben Tern")


def test_an_editor_reads_differing_reviews_side_by_side_and_decides(
    enter: Callable[..., tuple[Browser, Person]], database: Database, claim: Claim
) -> None:
    (ann, _), (ben, _), (ed, _) = enter("Ann Otter"), enter("Ben Tern"), enter("Ed Heron", Role.EDITOR)
    chosen = _islander(database, claim)
    ann.post(_desk(claim), {"verdict": "disputed", "seen_version": "0", "rationale": SECRET, "relied_on": chosen.id})
    _review(ben, claim, "corroborated", "Two lists agree.")
    assert ed.get("/stories/ferry/adjudication").headers["location"] == f"/stories/ferry/adjudication/{claim.id}"
    page = ed.get(f"/stories/ferry/adjudication/{claim.id}").text
    words = _words(page)
    assert "2 reviews, no consensus" in words
    assert "Ann Otter says disputed." in words
    assert "Only Ann Otter relies on The Islander." in words
    assert ben.get(f"/stories/ferry/adjudication/{claim.id}").status_code == 403
    assert "no consensus" in _words(ben.get("/stories/ferry/claims?split=yes").text)
    form = {
        "verdict": "unsupported",
        "seen_version": "0",
        "seen_reviews": re.findall(r'seen_reviews" value="(\w+)"', page),
    }
    refused = ed.post(f"/stories/ferry/adjudication/{claim.id}", form)
    assert refused.status_code == 422
    assert "Say what the decision rests on" in refused.text
    answer = ed.post(f"/stories/ferry/adjudication/{claim.id}", form | {"rationale": "Nobody kept the list."})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/c/{claim.id}")
    row = ed.get("/stories/ferry/claims.json").json()[0]
    assert (row["verdict"], row["method"], row["agreement"]) == ("unsupported", "adjudication", 0.0)
    assert "Decided by an editor, where 2 reviews differ, by Ed Heron" in _words(ed.get(f"/c/{claim.id}").text)


def test_a_verdict_that_was_taken_back_can_not_be_read_while_reviews_are_blind_again(
    enter: Callable[..., tuple[Browser, Person]], claim: Claim
) -> None:
    (ann, _), (ben, _), (cleo, _) = enter("Ann Otter"), enter("Ben Tern"), enter("Cleo Wren")
    for browser in (ann, ben):
        _review(browser, claim)
    assert cleo.get(f"/c/{claim.id}/v/1").status_code == 200
    ben.post("/stories/ferry/undo")
    answer = cleo.get(f"/c/{claim.id}/v/1")
    assert answer.status_code == 404
    assert "was taken back" in answer.text
    assert "Version 1" not in cleo.get(f"/c/{claim.id}").text


def test_a_claim_that_was_full_meanwhile_keeps_the_draft(
    enter: Callable[..., tuple[Browser, Person]], claim: Claim
) -> None:
    (ann, _), (ben, _), (cleo, _) = enter("Ann Otter"), enter("Ben Tern"), enter("Cleo Wren")
    _review(ann, claim)
    _review(ben, claim, "corroborated")
    answer = cleo.post(_desk(claim), {"verdict": "unsupported", "seen_version": "0", "rationale": "Nobody counted."})
    assert answer.status_code == 409
    assert "All 2 reviews of this claim are in meanwhile" in answer.text
    assert "Nobody counted." in answer.text
    assert "Save mine" not in answer.text


def test_the_settings_say_what_another_number_of_reviews_has_made(
    enter: Callable[..., tuple[Browser, Person]], claim: Claim
) -> None:
    (ann, _), (ed, _) = enter("Ann Otter"), enter("Ed Heron", Role.EDITOR)
    _review(ann, claim)
    assert ann.post("/stories/ferry/reviews", {"reviews_wanted": "1"}).status_code == 403
    answer = ed.post("/stories/ferry/reviews", {"reviews_wanted": "1"})
    page = ed.get(answer.headers["location"]).text
    assert "Each claim now wants 1 review. 1 claim is decided: its reviews agree." in page
    for wrong in ("0", "6", "many", str(10**20)):
        assert ed.post("/stories/ferry/reviews", {"reviews_wanted": wrong}).status_code == 422
    assert "changed from 2 to 1 how many people review each claim" in _words(ed.get("/stories/ferry/history").text)


@pytest.mark.parametrize("gone", ["role", "account"])
def test_who_may_no_longer_review_is_told_so_and_gets_the_words_back(
    enter: Callable[..., tuple[Browser, Person]], database: Database, story: Story, claim: Claim, gone: str
) -> None:
    ann, person = enter("Ann Otter")
    ann.get(_desk(claim))
    if gone == "role":
        set_role(database, person, story, Role.VIEWER)
    else:
        with database.writing() as session:
            session.get_one(Person, person.id).disabled_at = utc_now()
            session.commit()
    answer = ann.post(_desk(claim), {"verdict": "disputed", "seen_version": "0", "rationale": SECRET})
    assert answer.status_code in {401, 403}
    assert SECRET in answer.text
    with database.reading() as session:
        assert store.list_open_reviews(session, claim.id) == []


def test_the_agreement_page_shows_raw_share_n_and_alpha_together(
    enter: Callable[..., tuple[Browser, Person]], database: Database, story: Story, claim: Claim
) -> None:
    (ann, _), (ben, _) = enter("Ann Otter"), enter("Ben Tern")
    assert "nothing to agree on" in ann.get("/stories/ferry/agreement").text
    others = [make_claim(database, story, f"Boat {n} sank.", rank=n) for n in range(1, 4)]
    for browser in (ann, ben):
        _review(browser, claim)
    page = _words(ann.get("/stories/ferry/agreement").text)
    assert "2 people met on 1 claim: 100 % of 1 pair of verdicts are alike." in page
    assert "alpha is undefined (n = 1)" in page
    for one, (mine, theirs) in zip(
        others, (("corroborated", "corroborated"), ("unsupported", "disputed"), ("disputed", "disputed")), strict=True
    ):
        _review(ann, one, mine)
        _review(ben, one, theirs)
    page = _words(ann.get("/stories/ferry/agreement").text)
    assert "2 people met on 4 claims: 75 % of 4 pairs of verdicts are alike." in page
    assert re.search(r"Ann Otter and Ben Tern ?4 ?75 % ?0\.56 ?0\.59", page)


def test_a_stale_decision_gives_its_reason_in_list_permalink_and_file(
    enter: Callable[..., tuple[Browser, Person]], database: Database, claim: Claim
) -> None:
    ann, _ = enter("Ann Otter")
    reason = "New evidence: Lake Herald contradicts it"
    with database.writing() as session:
        kept = session.get_one(Claim, claim.id)
        kept.verdict, kept.stale_at, kept.stale_because = Verdict.DISPUTED, utc_now(), reason
        session.commit()
    assert reason in _words(ann.get("/stories/ferry/claims?stale=yes").text)
    assert reason in _words(ann.get(f"/c/{claim.id}").text)
    assert ann.get("/stories/ferry/claims.json?stale=yes").json()[0]["stale_because"] == reason
    assert ann.get("/stories/ferry/claims.json?stale=no").json() == []
