"""Every reader of what comes from outside: for anything at all it gives a value that can be kept, or a sentence.

An error of any other kind would be a crash to whoever sent it.
"""

import base64
import json
import os
from contextlib import suppress
from datetime import date, datetime
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.db import Database, is_storable
from app.errors import FetchRefused, Refused, Unreadable
from app.fetch.addresses import Policy, is_public, pin, read_target
from app.models import Story
from app.nlp.reading import Reading, read, read_records
from app.nlp.reading.article import parse_day
from app.nlp.reading.feeds import read_feed
from app.store import ClaimFilter, list_claims, parse_claim_filter
from app.store.filters import SORTS
from tests.makers import make_flood

TEXTS = int(os.environ.get("PLUMBLINE_TEST_TEXTS", "0"))
"""How many texts each reader gets, other ones each time; 0 stands for the few, always the same, of the whole check."""


def bounds(few: int) -> settings:
    return settings(
        max_examples=TEXTS or few,
        deadline=None,
        derandomize=not TEXTS,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def mixed(*pieces: str) -> st.SearchStrategy[str]:
    """Return texts put together of these pieces and of any signs."""
    return st.lists(st.one_of(st.sampled_from(pieces), st.text(max_size=6)), max_size=14).map("".join)


def storable(reading: Reading | Unreadable) -> bool:
    """Tell whether a database can keep all that was read, or a page can show why nothing was."""
    if isinstance(reading, Unreadable):
        return is_storable(reading.message)
    words = (reading.title, reading.publisher, reading.author, reading.language, reading.url, reading.text)
    return all(is_storable(text) for text in words if text)


BYTES = st.one_of(
    st.binary(max_size=400),
    st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        st.text(max_size=120),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32-be", "cp1252", "koi8-r", "shift_jis", "utf-7"]),
    ),
)
MARKUP = mixed(
    "<p>", "</p>", "<article>", "<script>", "<!--", "-->", "<![CDATA[", "]]>", "&#0;", "&#xd800;", "&amp;",
    "<base href=", '<meta charset="utf-16">', '<meta property="article:published_time" content="', '">', "<title>",
    "A dam broke. ",
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-13-45"}</script>',
    "\0", "\x1b[2J",
)  # fmt: skip
JSONL = mixed(
    "{", "}", '"text"', ":", '"A dam broke."', ",", "\n", "\r\n", '"published_at":"2031-02-30"', '"language":"xx-yy"',
    "[" * 60, "]" * 60, '"\\ud800"', '"\\u0000"', "1e999", "NaN", "null", '"url":"javascript:x"', '"html":"<p>A dam"',
)  # fmt: skip
TABLE = mixed(
    "text", "html", "title", ",", ";", "\t", '"', '""', "\n", "\r", "sep=;\n", "A dam broke.", "\0", "x" * 999
)
FEED = mixed(
    '<?xml version="1.0"?>', "<rss>", "<channel>", "<item>", "<link>", "https://echo.example/a", "</link>", "</item>",
    '<feed xmlns="http://www.w3.org/2005/Atom">', '<entry><link href="', '"/></entry>', "</feed>", "]>", "&a;",
    '<!DOCTYPE r [<!ENTITY a "b">', "../..//\\", "http://[::1", "\0",
)  # fmt: skip
ADDRESS = mixed(
    "http://", "https:", "//", "@", ":", "%00", "[::1]", "[", "]", "127.0.0.1", "0x7f.1", "２１３０７０６４３３",
    "①②⑦.⓪.⓪.①", "localhost", "echo.example", "。", "/", "\\", "?", "#", "xn--", "xn--a", ":99999", ":٣", "\t",
    "\ud800", "ß", "-",
)  # fmt: skip


@bounds(60)
@given(
    st.one_of(BYTES, MARKUP.map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from(["a.txt", "a.html", "a"]),
)
def test_any_bytes_are_an_article_that_can_be_kept_or_a_sentence(data: bytes, name: str) -> None:
    found: Reading | Unreadable
    try:
        found = read(data, name=name)
    except Unreadable as refused:
        found = refused
    assert storable(found)


@bounds(60)
@given(st.one_of(JSONL, TABLE), st.sampled_from(["a.csv", "a.jsonl"]), st.booleans())
def test_any_records_are_articles_that_can_be_kept_or_sentences(text: str, name: str, has_head: bool) -> None:
    data = (("text,title,url,published_at,language\n" if has_head else "") + text).encode("utf-8", "replace")
    try:
        records = read_records(data, name=name)
    except Unreadable as refused:
        records = [refused]
    assert all(storable(record) for record in records)


@bounds(60)
@given(FEED)
def test_any_feed_is_addresses_or_a_sentence(text: str) -> None:
    try:
        links = read_feed(text.encode("utf-8", "replace"), url="https://echo.example/feed")
    except Unreadable as refused:
        links = [refused.message]
    assert all(is_storable(link) for link in links)


@bounds(150)
@given(ADDRESS)
def test_any_address_is_one_in_plain_form_or_refused(text: str) -> None:
    policy = Policy(resolve=lambda host, port: [host])
    try:
        target = read_target(text, policy)
    except FetchRefused:
        return
    assert target.url.isascii()
    assert read_target(target.url, policy) == target
    try:
        asked = pin(target, policy)
    except FetchRefused:
        return
    assert all(is_public(one) for one in asked)


@bounds(150)
@given(st.ip_addresses())
def test_no_form_of_an_address_makes_a_private_one_public(ip: IPv4Address | IPv6Address) -> None:
    # Which forms of an address inside another are global differs with Python's version: the one inside is held instead.
    inside = ip.sixtofour or ip if isinstance(ip, IPv6Address) else ip
    assert not is_public(str(ip)) or inside.is_global or inside.is_reserved


@bounds(100)
@given(st.text("0123456789-:TZ+. ", max_size=30) | st.text(max_size=30))
def test_any_day_is_a_day_or_none(text: str) -> None:
    day = parse_day(text)
    assert day is None or isinstance(day, date)


NAMES = [*ClaimFilter.__dataclass_fields__, "after", "page"]
VALUES = st.sampled_from(
    ["yes", "no", "1", "disputed", "newest", "recent", " ", "a" * 16, "\0", "\ud800", "*", '"', "NEAR("]
)


@bounds(100)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES | st.text(max_size=20), max_size=5))
def test_any_view_is_refused_by_its_field_or_written_and_read_back_the_same(params: dict[str, str]) -> None:
    try:
        view = parse_claim_filter(params)
    except Refused as refused:
        wrong = refused.field
    else:
        wrong = ""
        assert parse_claim_filter(view.query()) == view
    assert not wrong or wrong in params


def _as_cursor(values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


MOMENTS = st.datetimes(timezones=st.timezones()).map(datetime.isoformat) | st.just("0001-01-01T00:00:00+14:00")
VALUES_OF_KEYS = st.one_of(st.booleans(), st.none(), st.integers(), st.floats(), st.text(max_size=17), MOMENTS)
CURSORS = st.text(max_size=40) | st.lists(VALUES_OF_KEYS, max_size=5).map(_as_cursor)
SHAPED = st.tuples(st.booleans(), MOMENTS, st.integers(), st.text(max_size=17)).map(_as_cursor)


@pytest.fixture
def story(database: Database) -> Story:
    return make_flood(database)


def test_any_cursor_leads_to_a_page_or_is_refused(database: Database, story: Story) -> None:
    @bounds(60)
    @given(CURSORS | SHAPED, st.sampled_from(SORTS))
    def look(cursor: str, sort: str) -> None:
        with database.reading() as session, suppress(Refused):
            assert len(list_claims(session, story.id, ClaimFilter(sort=sort), after=cursor, limit=2).items) <= 2

    look()


def test_any_words_can_be_searched_for(database: Database, story: Story) -> None:
    @bounds(60)
    @given(mixed("drowned", '"', "*", "NEAR(", " AND ", " -", ":", "%", "_", "\\", "'", "&", "|", "!", "<->", "東京"))
    def look(words: str) -> None:
        with database.reading() as session:
            found = list_claims(session, story.id, parse_claim_filter({"text": words}), limit=5)
            assert len(found.items) <= 3

    look()
