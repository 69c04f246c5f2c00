"""Words of an article become a claim or an excerpt, chosen by sentences, by pasting or by a selection's place."""

import re

import pytest

from app import store
from app.db import Database
from app.models import Claim, Story
from app.vocabulary import Stance
from tests.makers import Line, Report, add_reports, analyse_as, find_claim
from tests.makers import make_story as make_plain_story
from tests.web.conftest import Browser

TEXT = (
    "The kiln burst at noon. The kiln burst again.\nFour people were hurt — said Ada Obi. The kiln is \u202eold\u202c."
)
BURST = "The kiln burst at noon."
HURT = "Four people were hurt — said Ada Obi."


@pytest.fixture
def story(database: Database) -> Story:
    story = make_plain_story(database, "Kiln")
    add_reports(database, story, Report("Clay Times", TEXT), Report("Brick News", "A kiln burst. Nobody came."))
    analyse_as(database, story, [Line("Clay Times", BURST), Line("Brick News", "A kiln burst.")])
    return story


@pytest.fixture
def claim(database: Database, story: Story) -> Claim:
    return find_claim(database, story, "burst")


@pytest.fixture
def path(database: Database, story: Story) -> str:
    with database.reading() as session:
        articles = {source.name: article.id for article, source in store.list_all_articles(session, story.id) if source}
    return f"/articles/{articles['Clay Times']}"


def offsets(page: str) -> tuple[str, str]:
    found = re.search(r'name="start" value="(\d+)"><input type="hidden" name="end" value="(\d+)"', page)
    assert found, page
    return found[1], found[2]


def test_the_reading_view_leads_to_adding_and_tells_where_each_piece_stands(owner: Browser, path: str) -> None:
    page = owner.get(path).text
    assert f'href="{path}/add"' in page
    at = {int(start): words for start, words in re.findall(r'data-at="(\d+)">([^<]+)<', page)}
    assert all(TEXT[start : start + len(words)] == words for start, words in at.items() if "U+" not in words)


def test_a_ticked_sentence_becomes_a_claim(owner: Browser, database: Database, story: Story, path: str) -> None:
    start = TEXT.index(HURT)
    assert f'name="sentence" value="{start}"' in owner.get(f"{path}/add").text
    page = owner.get(f"{path}/add?sentence={start}").text
    assert offsets(page) == (str(start), str(start + len(HURT)))
    form = {"start": str(start), "end": str(start + len(HURT)), "kind": "claim", "text": "Four people were hurt."}
    answer = owner.post(f"{path}/add", form)
    added = find_claim(database, story, "Four people were hurt.")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/stories/kiln/review/{added.id}")
    assert "added the claim" in owner.get(f"/c/{added.id}").text
    refused = owner.post(f"{path}/add", form)
    assert (refused.status_code, "There is a claim taken from these words" in refused.text) == (422, True)


def test_several_ticked_sentences_are_one_passage(owner: Browser, path: str) -> None:
    second = TEXT.index("The kiln burst again.")
    page = owner.get(f"{path}/add?sentence=0&sentence={second}").text
    assert offsets(page) == ("0", str(second + len("The kiln burst again.")))


def test_pasted_words_must_stand_in_the_article(owner: Browser, path: str) -> None:
    page = owner.get(f"{path}/add?words=Four+people%0D%0A+were+hurt")
    assert offsets(page.text)[0] == str(TEXT.index("Four people"))
    missing = owner.get(f"{path}/add?words=Five+people")
    assert (missing.status_code, "These words aren&#39;t in the article." in missing.text) == (422, True)
    assert ">Five people</textarea>" in missing.text


def test_words_that_stand_there_twice_are_asked_about(owner: Browser, path: str) -> None:
    page = owner.get(f"{path}/add?words=The+kiln+burst").text
    assert "2 times" in page
    places = re.findall(r"add\?start=(\d+)&amp;end=(\d+)", page)
    assert places == [("0", "14"), ("24", "38")]
    assert offsets(owner.get(f"{path}/add?start=24&end=38").text) == ("24", "38")


def test_a_selection_is_taken_at_its_place_if_its_words_are_there(owner: Browser, path: str) -> None:
    page = owner.get(f"{path}/add?start=24&end=38&words=The+kiln+burst").text
    assert offsets(page) == ("24", "38")
    moved = owner.get(f"{path}/add?start=3&end=10&words={HURT.replace(' ', '+')}").text
    assert offsets(moved)[0] == str(TEXT.index(HURT))


def test_words_are_held_against_a_claim(owner: Browser, database: Database, path: str, claim: Claim) -> None:
    start = TEXT.index("The kiln burst again.")
    page = owner.get(f"{path}/add?sentence={start}").text
    assert f'value="{claim.id}"' in page
    form = {"start": str(start), "end": str(start + 21), "kind": "excerpt", "stance": "contradicts"}
    unchosen = owner.post(f"{path}/add", form)
    assert (unchosen.status_code, "Choose the claim" in unchosen.text) == (422, True)
    answer = owner.post(f"{path}/add", form | {"other": claim.id})
    assert answer.headers["location"] == f"/stories/kiln/review/{claim.id}"
    with database.reading() as session:
        last = store.list_evidence(session, claim.id)[-1]
    assert (last.text, last.stance) == ("The kiln burst again.", Stance.CONTRADICTS)


@pytest.mark.parametrize(
    "query", ["start=-5&end=2", "start=5&end=5", "start=99999999999999999999&end=1", "start=a&end=b"]
)
def test_a_place_that_is_none_is_told_so(owner: Browser, path: str, query: str) -> None:
    assert owner.get(f"{path}/add?{query}").status_code in {200, 422}


def test_an_article_is_said_to_be_a_copy_and_that_is_undone(
    owner: Browser, database: Database, story: Story, path: str, *, claim: Claim
) -> None:
    page = owner.get(f"{path}/copy").text
    [other] = re.findall(r'name="copy_of" value="(\w+)"', page)
    assert owner.post(f"{path}/copy", {"copy_of": other}).headers["location"] == path
    assert "A person says so." in owner.get(path).text
    with database.reading() as session:
        assert store.get_claim(session, claim.id).sources == 1
    assert owner.post("/stories/kiln/undo").headers["location"] == path
    assert "Mostly the same text" not in owner.get(path).text
    assert "that it is the text of" in owner.get("/stories/kiln/history").text
    assert owner.post(f"{path}/copy", {"copy_of": path.rsplit("/", maxsplit=1)[-1]}).status_code == 422


def test_an_excerpts_speaker_origin_and_claim_are_corrected(
    owner: Browser, database: Database, story: Story, path: str, *, claim: Claim
) -> None:
    with database.reading() as session:
        brick = store.list_evidence(session, claim.id)[1].id
    assert "Who said it first" in owner.get(f"/excerpts/{brick}/edit").text
    answer = owner.post(
        f"/excerpts/{brick}/saying", {"speaker": "Ada Obi", "origin": "the kiln master", "seen_revision": "0"}
    )
    assert answer.headers["location"] == f"/stories/kiln/review/{claim.id}"
    page = owner.get(answer.headers["location"]).text
    assert "Saved: speaker and origin." in page
    assert "Ada Obi" in page
    added = owner.post(f"{path}/add", {"start": "24", "end": "45", "kind": "claim", "text": "The kiln burst twice."})
    other = added.headers["location"].split("/")[-1]
    assert owner.post(f"/excerpts/{brick}/move", {"seen_revision": "0"}).status_code == 422
    owner.post(f"/excerpts/{brick}/move", {"other": other, "seen_revision": "0"})
    with database.reading() as session:
        assert [row.id for row in store.list_evidence(session, other)][-1] == brick
    assert "moved an excerpt" in owner.get(f"/c/{claim.id}").text


def test_corrections_leave_as_a_file(owner: Browser, claim: Claim) -> None:
    owner.post(f"/claims/{claim.id}/edit", {"text": "A kiln burst.", "seen_revision": "0"})
    answer = owner.get("/stories/kiln/corrections.csv")
    assert '"wording"' in answer.text
    assert "kiln-corrections.csv" in answer.headers["content-disposition"]
    assert "corrections.jsonl" in owner.get("/stories/kiln/export").text
