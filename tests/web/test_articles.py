"""The pages of articles, and the forms that bring them in."""

import html
import re

import pytest

from app import pipeline, store
from app.db import Database
from app.models import Article, Claim, Excerpt, Sentence, Story
from app.vocabulary import ItemState, SentenceKind, Stance
from app.web.pages import attachment
from app.web.reading import Piece, cut, list_strongest, number_claims
from tests import makers
from tests.web.conftest import Browser
from tests.web.ferry import Said, make_claim, make_story

TEXT = "The bridge closed on Monday. It carried 4,000 cars a day.\nUgly it was.\n\nLeave a reply\nSubscribe"


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


def excerpt(words: str, claim: Claim, stance: Stance = Stance.STATES) -> tuple[Excerpt, Claim]:
    start = TEXT.index(words)
    found = Excerpt(
        claim_id=claim.id,
        article_id="a",
        start=start,
        end=start + len(words),
        text=words,
        stance=stance,
        suggested_stance=stance,
    )
    return found, claim


def sentence(words: str, kind: SentenceKind) -> Sentence:
    start = TEXT.index(words)
    return Sentence(article_id="a", start=start, end=start + len(words), kind=kind)


WEB_PAGE = b"""<!doctype html><html lang="en"><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1>
<p>The bridge at Orla closed on Tuesday, the police said, after an inspector found cracks in two of its piers.</p>
<p>It carried about 4,000 cars a day. The detour over the northern dam takes forty minutes, the council said.</p>
</article></body></html>"""
SENTENCES = [
    sentence("The bridge closed on Monday.", SentenceKind.CLAIM),
    sentence("It carried 4,000 cars a day.", SentenceKind.CLAIM),
    sentence("Ugly it was.", SentenceKind.OPINION),
    sentence("Leave a reply", SentenceKind.BOILERPLATE),
    sentence("Subscribe", SentenceKind.BOILERPLATE),
]


def read(*excerpts: tuple[Excerpt, Claim]) -> list[Piece]:
    return cut(TEXT, SENTENCES, number_claims(excerpts))


def test_the_pieces_of_a_text_are_the_text() -> None:
    closed, cars = Claim(story_id="s", text="A"), Claim(story_id="s", text="B")
    pieces = read(excerpt("closed on Monday. It carried", closed), excerpt("It carried 4,000 cars", cars))
    assert "".join(piece.text for piece in pieces) == TEXT


def test_excerpts_that_overlap_are_all_known_where_they_do() -> None:
    closed, cars = Claim(story_id="s", text="A"), Claim(story_id="s", text="B")
    pieces = read(excerpt("closed on Monday. It carried", closed), excerpt("It carried 4,000 cars", cars))
    marked = [(piece.text, [bearing.number for bearing in piece.bears_on]) for piece in pieces if piece.bears_on]
    assert marked == [
        ("closed on Monday.", [1]),
        (" ", [1]),
        ("It carried", [1, 2]),
        (" 4,000 cars", [2]),
    ]
    assert [[bearing.number for bearing in piece.ends] for piece in pieces if piece.ends] == [[1], [2]]


def test_a_claim_has_one_number_however_often_it_comes() -> None:
    claim, other = Claim(story_id="s", text="A"), Claim(story_id="s", text="B")
    bearings = number_claims([excerpt("Ugly", claim), excerpt("The bridge", claim), excerpt("cars", other)])
    assert [bearing.number for bearing in bearings] == [1, 2, 1]


def test_a_claim_that_the_words_only_touch_on_comes_last() -> None:
    near, said = Claim(story_id="s", text="A", rank=0), Claim(story_id="s", text="B", rank=1)
    bearings = number_claims([excerpt("The bridge closed", near, Stance.RELATED), excerpt("The bridge closed", said)])
    piece = cut(TEXT, [], bearings)[0]
    assert [(bearing.number, bearing.claim.text) for bearing in piece.bears_on] == [(1, "B"), (2, "A")]


def test_a_claim_is_listed_once_with_what_says_most() -> None:
    claim = Claim(story_id="s", text="A")
    twice = [excerpt("The bridge", claim, Stance.RELATED), excerpt("It carried", claim, Stance.CONTRADICTS)]
    assert [b.excerpt.stance for b in list_strongest(number_claims(twice))] == [Stance.CONTRADICTS]


def test_a_kind_is_named_where_its_passage_begins() -> None:
    named = [(piece.text, piece.kind) for piece in read() if piece.names_kind]
    assert named == [
        ("The bridge closed on Monday.", SentenceKind.CLAIM),
        ("Ugly it was.", SentenceKind.OPINION),
        ("Leave a reply", SentenceKind.BOILERPLATE),
    ]


def test_a_text_without_sentences_is_one_piece() -> None:
    assert [piece.text for piece in cut("Words.", [], [])] == ["Words."]
    assert cut("", [], []) == []


def first_article(database: Database, story: Story) -> Article:
    with database.reading() as session:
        return store.get_article(session, store.list_articles(session, story.id).items[0].article.id).article


def test_an_article_is_read_with_its_claims_marked_and_linked(owner: Browser, database: Database, story: Story) -> None:
    claim = make_claim(database, story)
    article = first_article(database, story)
    text = owner.get(f"/articles/{article.id}").text
    linked = rf'<a class="claim-span [^"]+" href="/c/{claim.id}" data-at="\d+">The ferry carried 240 passengers\.</a>'
    assert re.search(linked, text)
    assert f'<a href="/c/{claim.id}">The ferry carried 240 passengers.</a>' in text
    assert article.capture_sha256 in text


def test_a_reading_view_keeps_line_breaks_and_adds_none(owner: Browser, database: Database, story: Story) -> None:
    report = makers.Report("The Echo", "First line.\r\n\r\nSecond line.\n  Third,  with blanks.\n")
    article = makers.add_reports(database, story, report)[0]
    page = owner.get(f"/articles/{article.id}").content.decode()
    body = page.split('dir="auto">')[1].split("</div>")[0]
    assert html.unescape(re.sub(r"<[^>]+>", "", body)) == report.text


def test_the_list_counts_the_claims_on_which_an_article_takes_a_side(
    owner: Browser, database: Database, story: Story
) -> None:
    make_claim(database, story)
    page = owner.get(f"/stories/{story.slug}/articles").text
    assert re.findall(r'class="number">(\d+)</td>', page) == ["1", "1", "1", "0"]


def test_hostile_words_of_an_article_are_shown_as_text(owner: Browser, database: Database, story: Story) -> None:
    words = '<script>alert(1)</script><b hx-get="/sign-out">{{ 7*7 }}</b>\u202e'
    make_claim(database, story, words, [Said("<i>Outlet</i>", words, url="javascript:alert(1)", title=words)])
    article = first_article(database, story)
    for path in (f"/articles/{article.id}", f"/stories/{story.slug}/articles", f"/stories/{story.slug}"):
        text = owner.get(path).text
        assert "<script>alert" not in text
        assert "<b hx-get" not in text
        assert 'href="javascript:' not in text
        assert "\u202e" not in text


def test_a_text_in_another_language_says_so(owner: Browser, database: Database, story: Story) -> None:
    article = makers.add_reports(database, story, makers.Report("El Eco", "El puente cerró.", language="es"))[0]
    text = owner.get(f"/articles/{article.id}").text
    assert "Who says what, opinions and stances are not analysed in Spanish" in text
    assert 'lang="es"' in text
    assert "read in part (Spanish)" in owner.get(f"/stories/{story.slug}/articles").text
    assert "1 article in Spanish: read in part." in owner.get(f"/stories/{story.slug}").text


def test_the_original_is_a_file_to_keep_and_never_a_page(owner: Browser, database: Database, story: Story) -> None:
    upload = pipeline.Upload("Zürich — 東京\r\n.html", WEB_PAGE)
    with database.writing() as session:
        job = pipeline.queue_import(session, story.slug, [upload])
    pipeline.run_import(database, job.id)
    answer = owner.get(f"/articles/{first_article(database, story).id}/original")
    assert answer.content == upload.data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ['a"b\\c.txt', "a\r\nX-Injected: 1.txt", "東京.csv", "\ud800.txt", ""])
def test_any_file_name_makes_a_header(name: str) -> None:
    header = attachment(name)
    header.encode("ascii")
    assert "\r" not in header
    assert header.count('"') == 2


@pytest.mark.parametrize(
    "path", ["/articles/x", "/articles/%00", "/articles/x/original", "/articles/99999999999999999"]
)
def test_an_unknown_article_is_not_found(owner: Browser, path: str) -> None:
    assert owner.get(path).status_code == 404


def test_pasted_text_comes_in_with_what_is_known_of_it(owner: Browser, database: Database, story: Story) -> None:
    form = {
        "text": "The bridge at Orla closed on Monday.\r\nPolice said so.\r\n",
        "title": "reports.csv",
        "publisher": "The Echo",
        "author": "Ida Lund",
        "published_at": "2026-05-03",
        "url": "https://echo.example/bridge",
    }
    answer = owner.post(f"/stories/{story.slug}/articles/paste", form)
    assert answer.status_code == 303
    pipeline.run_import(database, answer.headers["location"].removeprefix("/imports/"))
    article = first_article(database, story)
    assert article.text == "The bridge at Orla closed on Monday.\nPolice said so.\n"
    assert (article.title, article.author, article.url) == ("reports.csv", "Ida Lund", "https://echo.example/bridge")
    assert "The Echo" in owner.get(f"/stories/{story.slug}/articles").text


def test_a_form_without_text_is_filled_in_again(owner: Browser, story: Story) -> None:
    answer = owner.post(f"/stories/{story.slug}/articles/paste", {"text": " \n", "publisher": "The <Echo>"})
    assert answer.status_code == 422
    assert "Paste the article&#39;s text." in answer.text
    assert 'value="The &lt;Echo&gt;"' in answer.text


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"text": "The bridge closed. " * 300_000}, "larger than the 5 MB"),
        ({"text": "The bridge\x00 closed.\x01\x02"}, ""),
        ({"published_at": "last week"}, "“last week” is not a date"),
        ({"title": "T" * 1001}, "The title is longer than 1000 characters."),
        ({"author": "A\x07"}, "The author holds control characters."),
    ],
)
def test_a_text_that_would_be_refused_is_given_back_at_once(
    owner: Browser, database: Database, story: Story, form: dict[str, str], reason: str
) -> None:
    typed = {"text": "The bridge at Orla closed on Monday.", "publisher": "The <Echo>"} | form
    answer = owner.post(f"/stories/{story.slug}/articles/paste", typed)
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert reason in page
    assert 'value="The <Echo>"' in page
    assert typed["text"] in page
    with database.reading() as session:
        assert store.list_imports(session, story.id) == []


def test_several_files_come_in_at_once(owner: Browser, database: Database, story: Story) -> None:
    files = [
        ("files", ("a.txt", b"The bridge at Orla closed on Monday.", "text/plain")),
        ("files", ("b.html", WEB_PAGE, "text/html")),
        ("files", ("c.txt", b"\x00\x01\x02\xff", "text/plain")),
    ]
    answer = owner.post(f"/stories/{story.slug}/articles", files=files)
    assert answer.status_code == 303
    job_id = answer.headers["location"].removeprefix("/imports/")
    pipeline.run_import(database, job_id)
    with database.reading() as session:
        states = [item.state for item in store.list_import_items(session, job_id)]
    assert states == [ItemState.ADDED, ItemState.ADDED, ItemState.REFUSED]


def test_what_is_known_of_all_files_is_said_once(owner: Browser, database: Database, story: Story) -> None:
    files = [
        ("files", (name, f"{name}: the bridge at Orla closed.".encode(), "text/plain")) for name in ("a.txt", "b.txt")
    ]
    known = {"publisher": "The Echo", "published_at": "2026-05-03"}
    answer = owner.post(f"/stories/{story.slug}/articles", known, files=files)
    pipeline.run_import(database, answer.headers["location"].removeprefix("/imports/"))
    with database.reading() as session:
        rows = store.list_articles(session, story.id).items
    assert [(row.source_name, str(row.article.published_at)) for row in rows] == [("The Echo", "2026-05-03")] * 2


def correction(**changes: str) -> dict[str, str]:
    """Return what the form of an article's details sends."""
    empty = dict.fromkeys(("title", "publisher", "family", "author", "published_at", "url", "language"), "")
    return empty | {"publisher": "The Echo", "language": "en"} | changes


@pytest.fixture
def report(database: Database, story: Story) -> Article:
    return makers.add_reports(database, story, makers.Report("The Echo", "A dam broke at Lindau.", title="Dam"))[0]


def test_the_details_of_an_article_are_shown_to_be_corrected(owner: Browser, report: Article) -> None:
    assert f'href="/articles/{report.id}/edit"' in owner.get(f"/articles/{report.id}").text
    text = owner.get(f"/articles/{report.id}/edit").text
    for value in ("Dam", "The Echo", "2031-03-03", "en"):
        assert f'value="{value}"' in text


def test_corrected_details_are_shown_at_once_and_the_claims_follow(
    owner: Browser, database: Database, story: Story, report: Article
) -> None:
    form = correction(title="Dam <breaks>", author="Ida Lund", published_at="2031-03-02", family="Lakeside Media")
    answer = owner.post(f"/articles/{report.id}/edit", form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/articles/{report.id}")
    text = owner.get(f"/articles/{report.id}").text
    for words in ("Dam &lt;breaks&gt;", "Ida Lund", "2 March 2031", "Lakeside Media", "being lined up again"):
        assert words in text
    with database.reading() as session:
        job = store.list_imports(session, story.id)[0]
    assert "Claims lined up again" in owner.get(f"/stories/{story.slug}/articles").text
    pipeline.run_import(database, job.id)
    assert "Claims lined up again" in owner.get(f"/imports/{job.id}").text
    history = html.unescape(owner.get(f"/stories/{story.slug}").text)
    assert "corrected the article “Dam”: title from “Dam” to “Dam <breaks>”, author from not known to" in history
    assert "corrected the owner of “The Echo” from not known to “Lakeside Media”" in history


def test_details_that_were_left_as_they_are_change_nothing(owner: Browser, report: Article) -> None:
    owner.post(f"/articles/{report.id}/edit", correction(title="Dam", published_at="2031-03-03"))
    assert "Nothing was changed." in owner.get(f"/articles/{report.id}").text


def test_details_that_cannot_be_taken_are_kept_in_the_form(owner: Browser, report: Article) -> None:
    form = correction(title="Typed <anew>", published_at="last week")
    answer = owner.post(f"/articles/{report.id}/edit", form)
    assert answer.status_code == 422
    assert 'value="Typed &lt;anew&gt;"' in answer.text
    assert "“last week” is not a date" in answer.text
    assert 'id="published_at" name="published_at" type="date" value="last week" aria-invalid="true"' in answer.text


def test_more_files_than_are_taken_at_once_are_refused_in_words(owner: Browser, story: Story) -> None:
    files = [("files", (f"{number}.txt", b"The bridge closed.", "text/plain")) for number in range(1001)]
    answer = owner.post(f"/stories/{story.slug}/articles", files=files)
    assert answer.status_code == 413
    assert "No more than 1,000 files at once." in answer.text
    assert "smaller batches" in answer.text


def test_an_upload_without_a_file_says_so(owner: Browser, story: Story) -> None:
    parts = {'name="csrf"': owner.token(), 'name="files"; filename=""': ""}
    body = "".join(f"--b\r\nContent-Disposition: form-data; {name}\r\n\r\n{value}\r\n" for name, value in parts.items())
    answer = owner.client.post(
        f"/stories/{story.slug}/articles",
        content=f"{body}--b--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert answer.status_code == 422
    assert "There is nothing to import." in answer.text


def test_articles_of_an_unknown_story_are_not_taken(owner: Browser) -> None:
    assert owner.post("/stories/nothing/articles/paste", {"text": "Words."}).status_code == 404
