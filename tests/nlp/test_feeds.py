"""The addresses that feeds list, and what isn't followed in them."""

import pytest

from app.errors import Unreadable
from app.nlp.reading import read_feed

URL = "https://echo.example/news/feed.xml"
RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:m="http://media.example/"><channel><title>The Echo</title>
<link>https://echo.example/</link><item><title>A & B&nbsp;</title>
<link> https://echo.example/a?x=1&amp;y=2 </link></item>
<item><guid>https://echo.example/b</guid></item><item><guid isPermaLink="false">42</guid></item>
<item><link>c</link></item><item><link>https://echo.example/a?x=1&amp;y=2</link></item></channel></rss>"""
ATOM = b"""\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/><entry>
<link rel="enclosure" href="/sound.mp3"/><link href="/a"/></entry>
<entry><link rel="alternate" href="/b"/></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><link>https://echo.example/</link></channel><item><link>https://echo.example/a</link></item></rdf:RDF>"""
LAUGHS = b"".join(b'<!ENTITY x%d "%s">' % (n, b"&x%d;" % (n - 1) * 10) for n in range(1, 12))


@pytest.mark.parametrize(
    ("feed", "links"),
    [
        (RSS, ["https://echo.example/a?x=1&y=2", "https://echo.example/b", "https://echo.example/news/c"]),
        (ATOM, ["https://echo.example/a", "https://echo.example/b"]),
        (RDF, ["https://echo.example/a"]),
    ],
    ids=["rss", "atom", "rdf"],
)
def test_a_feed_is_the_addresses_of_its_articles(feed: bytes, links: list[str]) -> None:
    assert read_feed(feed, url=URL) == links


@pytest.mark.parametrize(
    "text", [b"", b"<html><body>No feed.</body></html>", b"\0\1", b"<rss/>", b"{}", b"<!DOCTYPE x"]
)
def test_what_lists_nothing_is_no_feed(text: bytes) -> None:
    with pytest.raises(Unreadable):
        read_feed(text, url=URL)


def test_a_link_that_is_no_address_does_not_take_the_good_ones_with_it() -> None:
    items = b"<item><link>http://[::1</link></item><item><link>/a</link></item>"
    assert read_feed(b"<rss><channel>" + items + b"</channel></rss>", url=URL) == ["https://echo.example/a"]


def test_a_feed_that_would_unfold_for_ever_is_read_as_it_stands() -> None:
    feed = (
        b'<!DOCTYPE rss [<!ENTITY x0 "ha">' + LAUGHS + b"]><rss><item><title>&x11;</title><link>/a</link></item></rss>"
    )
    assert read_feed(feed, url=URL) == ["https://echo.example/a"]
    assert read_feed(feed.decode().encode("utf-16"), url=URL) == ["https://echo.example/a"]


def test_a_feed_reads_no_file_of_ours() -> None:
    feed = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><item><link>/a&x;</link></item></rss>'
    assert read_feed(feed, url=URL) == ["https://echo.example/a&x"]


@pytest.mark.parametrize("piece", [b"<", b"<a>", b'a="b" ', b"&", b"<!--", b"<![CDATA[", b"<item>", b"]]>"])
def test_a_million_hostile_bytes_are_read_at_once(piece: bytes) -> None:
    with pytest.raises(Unreadable):
        read_feed(b"<rss><channel>" + piece * (1_000_000 // len(piece)), url=URL)
