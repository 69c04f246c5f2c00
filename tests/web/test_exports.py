"""Lists as files."""

import csv
import io
import json
import re

import pytest

from app.db import Database
from app.export import COLUMNS
from app.models import Story
from tests.web.conftest import BASE_URL, Browser
from tests.web.ferry import Said, make_claim, make_story
from tests.web.queries import list_queries


@pytest.fixture
def story(database: Database) -> Story:
    story = make_story(database)
    make_claim(database, story)
    make_claim(database, story, "=1+1 is a figure", [Said("Otter Gazette", "=1+1", speaker="@mayor")], rank=1)
    return story


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_verdicts_leave_as_csv(owner: Browser, story: Story) -> None:
    answer = owner.get(f"/stories/{story.slug}/claims.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"ferry-verdicts.csv\"; filename*=UTF-8''ferry-verdicts.csv"
    )
    head, *claims = rows(answer.text)
    assert tuple(head) == COLUMNS["verdicts"]
    assert [claim[1] for claim in claims] == ["The ferry carried 240 passengers.", "'=1+1 is a figure"]
    assert all(claim[head.index("permalink")].startswith(f"{BASE_URL}/c/") for claim in claims)


def test_evidence_leaves_as_csv(owner: Browser, story: Story) -> None:
    head, *excerpts = rows(owner.get(f"/stories/{story.slug}/evidence.csv").text)
    assert tuple(head) == COLUMNS["evidence"]
    assert len(excerpts) == 5
    assert excerpts[-1][head.index("speaker")] == "'@mayor"


@pytest.mark.parametrize("what", ["claims", "evidence"])
def test_an_export_holds_what_the_filtered_list_shows(owner: Browser, story: Story, what: str) -> None:
    everything = owner.get(f"/stories/{story.slug}/{what}.jsonl").text.splitlines()
    filtered = owner.get(f"/stories/{story.slug}/{what}.jsonl?disputed=yes").text.splitlines()
    assert 0 < len(filtered) < len(everything)
    assert set(filtered) < set(everything)


def test_json_is_the_same_as_json_lines(owner: Browser, story: Story) -> None:
    lines = owner.get(f"/stories/{story.slug}/claims.jsonl").text.splitlines()
    assert owner.get(f"/stories/{story.slug}/claims.json").json() == [json.loads(line) for line in lines]
    assert owner.get(f"/stories/{story.slug}/claims.json?text=nothing").json() == []


def test_excel_gets_a_mark_when_it_asks(owner: Browser, story: Story) -> None:
    assert owner.get(f"/stories/{story.slug}/claims.csv?bom=1").content.startswith(b'\xef\xbb\xbf"claim_id"')
    assert owner.get(f"/stories/{story.slug}/claims.csv").content.startswith(b'"claim_id"')


def test_head_says_what_a_download_would_be(owner: Browser, story: Story) -> None:
    answer = owner.client.head(f"/stories/{story.slug}/claims.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content == b""


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories/nothing/claims.csv", 404),
        ("/stories/ferry/claims.exe", 404),
        ("/stories/ferry/claims.csv?verdict=true", 422),
        ("/stories/ferry/evidence.csv?sort=password", 422),
        ("/stories/ferry/export?source=x", 422),
    ],
)
def test_what_is_not_there_is_said(owner: Browser, story: Story, path: str, status: int) -> None:
    assert owner.get(path).status_code == status


def test_the_export_page_keeps_the_view_one_came_from(owner: Browser, story: Story) -> None:
    text = owner.get(f"/stories/{story.slug}/export?disputed=1").text
    assert 'href="/stories/ferry/claims.csv?disputed=yes"' in text
    assert "1 claim of the view" in text
    assert "All 2 claims" in owner.get(f"/stories/{story.slug}/export").text


def test_an_export_counts_nothing_before_its_first_row(owner: Browser, story: Story) -> None:
    asked = list_queries(lambda: owner.get(f"/stories/{story.slug}/claims.csv"))
    assert any("FROM claim" in statement for statement in asked)
    assert [statement for statement in asked if re.search(r"count\(.*\nFROM (claim|decision)", statement)] == []


def test_who_takes_which_file_away_is_kept(owner: Browser, story: Story) -> None:
    owner.client.head(f"/stories/{story.slug}/claims.csv")
    assert "Taken away" not in owner.get(f"/stories/{story.slug}/export").text
    for path in ("claims.csv", "evidence.jsonl?disputed=yes", "corrections.json"):
        assert owner.get(f"/stories/{story.slug}/{path}").status_code == 200
    text = owner.get(f"/stories/{story.slug}/export").text
    for taken in ("Verdicts as csv<", "Evidence as jsonl of <a", "Corrections as json<"):
        assert taken in text
    assert 'href="/stories/ferry/claims?disputed=yes"' in text
    assert "incomplete</span>" not in text


def test_an_export_is_not_for_strangers(visitor: Browser, story: Story) -> None:
    for ending in ("claims.csv", "evidence.csv", "claims.json"):
        assert visitor.get(f"/stories/{story.slug}/{ending}").status_code == 401
