"""Bytes become articles, or one sentence says why not."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Unreadable
from app.nlp.language import detect_language
from app.nlp.reading import Reading, read, read_records, read_text

HEADS = json.loads((Path(__file__).parents[1] / "cases" / "reading_heads.json").read_text())

ENGLISH = "The mayor of Elmstadt said on Monday that the dyke had held. “We were lucky,” she said. "
PARAGRAPHS = (
    "<p>The dyke at Elmstadt held on Monday night, the mayor said, as the river rose by two metres in six hours.</p>"
    "<p>Two hundred people left their homes on the eastern bank of the river.</p>"
)


def make_page(head: str = "", body: str = PARAGRAPHS) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def refusal(data: bytes, name: str = "a.txt", media_type: str = "") -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, name=name, media_type=media_type)
    return refused.value.message


def describe(record: Reading | Unreadable) -> str:
    return record.message if isinstance(record, Unreadable) else record.text


def make_csv(*rows: list[str], **options: Any) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, **options).writerows(rows)
    return file.getvalue().encode()


# --- plain text ---


@pytest.mark.parametrize("case", [*HEADS["cases"], *HEADS["negative"]], ids=lambda case: case["label"])
def test_the_first_lines_tell_what_they_tell_and_no_more(case: dict[str, Any]) -> None:
    article = read_text(case["in"])
    day = article.published_at.isoformat() if article.published_at else None
    known = {"title": article.title, "author": article.author, "publisher": article.publisher, "published_at": day}
    assert {name: value for name, value in known.items() if value} == case["out"]


def test_a_text_may_begin_far_down() -> None:
    assert (
        read_text("\n" * 5000 + "Dyke holds in Elmstadt\n\nThe dyke held on Monday.").title == "Dyke holds in Elmstadt"
    )


def test_what_is_given_goes_before_what_the_text_tells() -> None:
    text = "Dyke holds in Elmstadt\nBy Orla Finn\n\nThe dyke held on Monday."
    article = read_text(
        text,
        title="T",
        publisher="P",
        author="A",
        published_at=date(2031, 3, 4),
        language="fr",
        url="https://x.example",
    )
    assert article == Reading(text, "T", "P", "A", date(2031, 3, 4), "fr", "https://x.example")


@settings(derandomize=True)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
        lambda text: text[0] != "\ufeff"
    )
)
def test_the_text_of_a_plain_file_is_the_decoded_file(text: str) -> None:
    text += "\r\n end \r\n\n"
    assert read(text.encode(), name="a.txt").text == text


@settings(derandomize=True)
@given(st.binary())
def test_any_bytes_give_a_text_that_can_be_stored_or_a_sentence(data: bytes) -> None:
    try:
        words = read(data, name="a.txt").text
    except Unreadable as refused:
        words = refused.message
    assert words.encode()
    assert "\0" not in words


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_dropped(encoding: str) -> None:
    assert read(ENGLISH.encode(encoding), name="a.txt").text == ENGLISH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", ENGLISH + "The café of José Núñez was flooded."),
        ("cp1252", "Der Bürgermeister sagte, der Deich habe gehalten; über fünfzig Häuser wurden geräumt."),
        ("cp1250", "Burmistrz powiedział w poniedziałek, że wał wytrzymał powódź."),
        ("cp1251", "Мер міста заявив у понеділок, що гребля витримала повінь."),
        ("koi8-r", "Мэр города заявил в понедельник, что плотина выдержала паводок."),
        ("cp1256", "قال رئيس البلدية يوم الاثنين إن السد صمد أمام الفيضان."),
        ("shift_jis", "市長は月曜日に、堤防は持ちこたえたと述べた。" * 3),
    ],
)
def test_an_older_encoding_is_told_by_the_text_that_it_gives(encoding: str, text: str) -> None:
    assert read(text.encode(encoding), name="a.txt").text == text


def test_the_encoding_declared_beside_a_file_is_used() -> None:
    text = "Мэр города заявил."
    assert read(text.encode("koi8-r"), name="a", media_type="text/plain; charset=KOI8-R").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 ...", "The file is a PDF, not text"),
        (b"PK\x03\x04 ...", "The file is a ZIP archive (or a Word, Excel or e-book file), not text"),
        (b"\x89PNG\r\n\x1a\n", "The file is a PNG image, not text"),
        (b"\xff\xd8\xff\xe0", "The file is a JPEG image, not text"),
        (b"The dyke\0held", "The file is not text (it holds NUL bytes)"),
        (b"\xff\xfet\0h\0\0\0", "The file is not text (it holds NUL characters)"),
        (b"dyke" + b"\x01\x02" * 20, "The file is not text (it is full of control characters)"),
        (b" \r\n\t \n", "There is no text in the file"),
        (b"12.5 ... 3", "There is no text in the file"),
        (b"\xff\xfe\x00\xd8", "The file says that it is UTF-16-LE and isn't"),
        ("Мэр".encode("cp1251"), "The encoding of the file can't be told"),
        ("The café".encode("mac-roman"), "The encoding of the file can't be told"),
    ],
)
def test_bytes_that_hold_no_article_are_refused_in_one_sentence(data: bytes, reason: str) -> None:
    message = refusal(data)
    assert message.startswith(reason)
    assert message.count(": ") == 1
    assert message.endswith(".")


@pytest.mark.parametrize("text", ["", " \n", "a\0b", "half \ud800 a character"])
def test_pasted_text_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_text(text)


# --- languages ---


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ENGLISH),
        ("es", "El alcalde dijo que el río subió dos metros durante la noche."),
        ("fr", "Le maire a déclaré lundi que la digue avait tenu malgré la crue."),
        ("de", "Der Bürgermeister sagte am Montag, der Deich habe gehalten."),
        ("uk", "Мер міста заявив у понеділок, що гребля витримала повінь."),
        ("ru", "Мэр города заявил в понедельник, что плотина выдержала паводок."),
        ("ar", "قال رئيس البلدية يوم الاثنين إن السد صمد أمام الفيضان."),
        ("und", "Elmstadt 3"),
        ("und", ""),
    ],
)
def test_the_language_is_told_where_there_is_enough_of_it(language: str, text: str) -> None:
    assert detect_language(text) == language


# --- web pages ---


def test_a_page_gives_its_article_and_what_its_metadata_says() -> None:
    head = (
        '<title>Dyke holds | Elm Post</title><meta property="og:site_name" content="Elm Post">'
        '<meta name="author" content="Orla Finn"><link rel="canonical" href="https://elmpost.example/dyke">'
        '<meta property="article:published_time" content="2031-03-03T10:00:00Z">'
    )
    article = read(make_page(head, f"<h1>Dyke holds</h1>{PARAGRAPHS}"), name="dyke.html")
    assert article == Reading(
        text="Dyke holds\n"
        "The dyke at Elmstadt held on Monday night, the mayor said, as the river rose by two metres in six hours.\n"
        "Two hundred people left their homes on the eastern bank of the river.",
        title="Dyke holds",
        publisher="Elm Post",
        author="Orla Finn",
        published_at=date(2031, 3, 3),
        language="en",
        url="https://elmpost.example/dyke",
    )


@pytest.mark.parametrize(
    ("name", "media_type", "is_page"),
    [
        ("a.html", "", True),
        ("a.htm", "text/plain", True),
        ("a.txt", "text/html", False),
        ("article", "text/html; charset=utf-8", True),
        ("article", "text/plain", False),
        ("article", "", True),
    ],
)
def test_the_name_tells_the_format_then_the_media_type_then_the_first_bytes(
    name: str, media_type: str, is_page: bool
) -> None:
    assert ("<p>" not in read(make_page(), name=name, media_type=media_type).text) is is_page


def test_the_encoding_that_a_page_declares_is_used() -> None:
    page = (
        f'<html><head><meta charset="windows-1251"></head><body><p>{"Плотина выдержала паводок, сказал мэр. " * 4}</p>'
    )
    assert read(page.encode("cp1251"), name="a.html").text.startswith("Плотина выдержала")


def test_a_page_in_a_script_without_spaces_is_read() -> None:
    sentence = "市长周一表示，堤坝经受住了洪水，没有人受伤。"
    article = read(make_page(body=f"<p>{sentence * 4}</p>"), name="a.html")
    assert (article.text, article.language) == (sentence * 4, "zh")


def test_a_date_that_a_page_gives_in_part_is_not_completed() -> None:
    page = make_page('<meta property="article:published_time" content="2031-02-30">')
    assert read(page, name="a.html").published_at is None


@pytest.mark.parametrize(
    "page",
    [
        b"<html></html>",
        b"<html><body><nav>Home News Sport</nav></body></html>",
        b"<html><script>alert('the dyke held')</script></html>",
        b"<html><body>" + b"<div>" * 20_000 + b"The dyke held.",
        b"<html>&#0;&#xD800;",
    ],
)
def test_a_page_without_an_article_is_refused(page: bytes) -> None:
    assert refusal(page, name="a.html")


def test_characters_that_no_text_has_never_come_out_of_a_page() -> None:
    text = read(make_page(body="<p>A &#0; b &#xD800; c</p>" + PARAGRAPHS), name="a.html").text
    assert "\0" not in text
    assert text.encode()


# --- records ---


def test_a_csv_file_gives_an_article_a_row() -> None:
    columns = ["url", "title", "publisher", "author", "published_at", "language", "text", "id"]
    row = ["https://x.example", "T", "P", "A", "2031-03-03T07:30:00Z", "en-GB", "The dyke\nheld.", "7"]
    expected = Reading("The dyke\nheld.", "T", "P", "A", date(2031, 3, 3), "en", "https://x.example")
    assert read_records(make_csv(columns, row), name="a.csv") == [expected]


def test_a_json_lines_file_gives_an_article_a_line() -> None:
    line = json.dumps({"text": "The dyke\u2028held.", "title": "T", "published_at": "2031-03-03", "id": 7, "url": None})
    found = read_records(f"\n{line}\r\n".encode(), name="a.jsonl")
    assert found == [Reading("The dyke\u2028held.", title="T", published_at=date(2031, 3, 3))]


def test_a_record_may_hold_a_page_and_its_own_fields_go_first() -> None:
    page = make_page("<title>Of the page</title>").decode()
    (article,) = read_records(json.dumps({"html": page, "title": "Of the record"}).encode(), name="a.jsonl")
    assert isinstance(article, Reading)
    assert (article.title, article.text[:8]) == ("Of the record", "The dyke")


@pytest.mark.parametrize(
    "data",
    [
        "\ufefftitle,text\r\nT,The dyke held.\r\n".encode(),
        "title,text\nT,The dyke held.".encode("utf-16"),
        b"title;text\nT;The dyke held.\n",
        b"title\ttext\nT\tThe dyke held.\n",
        b"sep=;\ntitle;text\nT;The dyke held.\n",
        b"title,text\rT,The dyke held.\r",
        b'"Title"," TEXT "\nT,"The dyke held."\n\n',
    ],
)
def test_every_dialect_of_csv_is_read(data: bytes) -> None:
    (article,) = read_records(data, name="a.csv")
    assert isinstance(article, Reading)
    assert (article.title, article.text) == ("T", "The dyke held.")


def test_a_field_may_be_longer_than_the_csv_reader_likes() -> None:
    text = "The dyke held. " * 20_000
    assert read_records(make_csv(["text"], [text]), name="a.csv") == [Reading(text, language="en")]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("title,text\nT,x,y\n", "Line 2: the row and the header differ in fields (3 and 2)"),
        ("title,text\nT\n", "Line 2: the row and the header differ in fields (1 and 2)"),
        ('title,text\n\nT,"x\ny"\nT,"open\n', "Line 5: the row can't be read (unexpected end of data)"),
        ("title,text\nT,\n", "Line 2: a record needs text in either of the columns text and html"),
        ("text,html\nThe dyke,<p>held</p>\n", "Line 2: a record needs text in either of the columns text and html"),
        ("text,published_at\ndyke,2031-02-30\n", "Line 2: published_at can't be '2031-02-30'"),
        ("text,published_at\ndyke,03/04/2031\n", "Line 2: published_at can't be '03/04/2031'"),
        ("text,language\ndyke,Englisch\n", "Line 2: language is no ISO 639-1 code ('Englisch')"),
        ("text\n123\n", "Line 2: There is no text in the article"),
    ],
)
def test_a_row_that_holds_no_article_is_refused_with_its_line(rows: str, reason: str) -> None:
    assert describe(read_records(rows.encode(), name="a.csv")[-1]).startswith(reason)


def test_a_bad_row_does_not_take_the_good_ones_with_it() -> None:
    found = read_records(b"text\nThe dyke held.\na,b\nThe river fell.\n", name="a.csv")
    assert [isinstance(record, Reading) for record in found] == [True, False, True]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"title,body\nT,x\n", "The header names no column text or html"),
        (b"text,title,Text\nx,T,y\n", "The header names the column 'text' twice"),
        (b"title,text\n\n", "There are no articles in the file"),
        (b"PK\x03\x04", "The file is a ZIP archive"),
        (b"", "The file is empty"),
    ],
)
def test_a_table_that_can_hold_no_article_is_refused_whole(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_records(data, name="a.csv")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x", "score": NaN}', "Line 1: JSON has no NaN."),
        ('{"text": "x", "score": -Infinity}', "Line 1: JSON has no -Infinity."),
        ('{"text": "x", "text": "y"}', "Line 1: the name 'text' is given twice."),
        ('{"text": "x", "a": ' + "[" * 100_000 + "}", "Line 1: the JSON is nested too deeply."),
        ('{"text": "x"', "Line 1: this is no JSON"),
        ('{"a": ' + "1" * 5000 + "}", "Line 1: this is no JSON"),
        ('["x"]', "Line 1: a record has to be a JSON object, in braces."),
        ('{"text": 5}', "Line 1: text has to be a text in quotes."),
        ('{"text": "half \\ud800"}', "Line 1: The article holds half a character"),
        ('{"text": "x\\u0000y"}', "Line 1: The article is not text (it holds NUL characters)"),
        ('{"title": "x"}', "Line 1: a record needs text"),
    ],
)
def test_a_line_that_holds_no_article_is_refused_in_words(line: str, reason: str) -> None:
    (record,) = read_records(line.encode(), name="a.jsonl")
    assert describe(record).startswith(reason)


@settings(derandomize=True)
@given(st.text('textil,;"\n\r\t{}:[]0 \\', min_size=1), st.sampled_from(["a.csv", "a.jsonl"]))
def test_any_table_gives_records_or_a_sentence(text: str, name: str) -> None:
    records: list[Reading | Unreadable]
    try:
        records = read_records(f"text,title\n{text}".encode(), name=name)
    except Unreadable as refused:
        records = [refused]
    assert all(describe(record) for record in records)


@pytest.mark.parametrize("name", ["story.json", "feed.XML", "script.py"])
def test_a_file_of_a_kind_that_holds_no_article_is_refused_by_name(name: str) -> None:
    with pytest.raises(Unreadable, match=r"is no article; give the report as \.txt or \.html"):
        read(b"Some text that could be read, and goes on for a while.", name=name)


def test_a_day_on_which_no_news_can_have_been_published_is_refused() -> None:
    (found,) = read_records(
        b'{"text": "The hall burned down in the night.", "published_at": "0001-01-01"}\n', name="a.jsonl"
    )
    assert isinstance(found, Unreadable)
    assert "published_at can't be" in found.message
