"""Articles by address: a page is fetched as a polite guest would, and a feed stands for the pages that it lists."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from app import fetch
from app.config import Settings
from app.db import Database
from app.errors import FetchFailed, FetchRefused, Refused, Unreadable
from app.fetch.addresses import read_target
from app.models import ImportItem, utc_now
from app.nlp.reading import read_feed
from app.pipeline.turns import take_turn

_MEGABYTE = 1_000_000
_MOST_ADDRESSES = 1000
_PAGES = {"text/html", "application/xhtml+xml", "text/plain", ""}
_FEEDS = {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
_FEED_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:rss|feed|rdf:RDF)\b", re.I)
_NOT_FOR_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Address:
    """Where an article, or a feed of articles, is to be fetched."""

    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was received: from where in the end, when, and what the site says it is."""

    url: str
    data: bytes
    media_type: str
    at: datetime

    @property
    def name(self) -> str:
        """Return a name for the file that the page is kept as.

        >>> Page("https://echo.example/news/fire?id=7", b"", "text/html", utc_now()).name
        'echo.example-news-fire-id-7.html'
        """
        plain = _NOT_FOR_NAMES.sub("-", self.url.partition("://")[2]).strip("-")[:200]
        suffix = ".txt" if self.media_type.startswith("text/plain") else ".html"
        return plain if plain.endswith((".html", ".htm", ".txt")) else f"{plain}{suffix}"


def read_addresses(lines: Iterable[str], settings: Settings) -> list[Address]:
    """Return the addresses in lines that somebody gave, each once; raise Refused, with its number, for what is none."""
    urls: dict[str, None] = {}
    given = [line.strip() for line in lines if line.strip()]
    for number, line in enumerate(given, 1):
        try:
            urls[read_target(line, make_policy(settings)).url] = None
        except FetchRefused as refusal:
            # By its number: what was typed may hold a password, and this sentence may end up in a log.
            words = f"Address {number} of {len(given)} can't be used. {refusal.message}"
            raise Refused(words, field="addresses", hint=refusal.hint) from refusal
    if len(urls) > _MOST_ADDRESSES:
        raise Refused(f"No more than {_MOST_ADDRESSES} addresses at once.", field="addresses")
    return [Address(url) for url in urls]


def fetch_address(item: ImportItem, database: Database) -> Page | list[str]:
    """Return the page at an item's address, or the addresses that a feed there lists; raise Refused with the reason."""
    settings = database.settings
    allow = make_policy(settings).allow
    limits = (settings.fetch_seconds, settings.fetch_pause, settings.max_article_mb)
    visitor = _visitor(allow, *limits, settings.fetch_contact)
    answer = visitor.visit(item.url or "", partial(take_turn, database))
    if _is_feed(answer):
        return _unfold(item, answer, settings)
    if answer.media_type not in _PAGES:
        raise FetchFailed(f"The site sent {_known_type(answer.media_type)}, and no web page.")
    return Page(answer.url, answer.body, answer.headers.get("content-type", ""), utc_now())


def _is_feed(answer: fetch.Answer) -> bool:
    return answer.media_type in _FEEDS or _FEED_START.match(answer.body) is not None


def _unfold(item: ImportItem, answer: fetch.Answer, settings: Settings) -> list[str]:
    """Return the addresses that a feed lists, but for those that are never asked."""
    if "feed" in item.known:
        raise Unreadable("A feed listed in a feed isn't followed.")
    policy, urls = make_policy(settings), []
    for url in read_feed(answer.body, url=answer.url):
        with suppress(FetchRefused):
            urls.append(read_target(url, policy).url)
    if not urls:
        raise Unreadable("The feed lists no page that can be fetched.")
    if len(urls) > _MOST_ADDRESSES:
        raise Refused(f"The feed lists more than the {_MOST_ADDRESSES} articles that are fetched at once.")
    return urls


def _known_type(media_type: str) -> str:
    """Return a type of content as it may be repeated: what a site sends is never echoed as it stands."""
    kind = media_type.partition("/")[0]
    return {"image": "a picture", "audio": "sound", "video": "a film", "font": "a font"}.get(kind, "a file")


def make_policy(settings: Settings) -> fetch.Policy:
    """Return what may be asked on behalf of this installation."""
    return fetch.Policy(allow=tuple(settings.fetch_allow.replace(",", " ").split()))


@cache
def _visitor(allow: tuple[str, ...], seconds: float, pause: float, megabytes: int, contact: str) -> fetch.Visitor:
    """Return the one visitor of this process, which remembers what each site's robots.txt says."""
    most = megabytes * _MEGABYTE
    limits = fetch.Limits(wire_bytes=most + 100_000, decoded_bytes=most, seconds=seconds)
    return fetch.Visitor(policy=fetch.Policy(allow=allow), limits=limits, pause=pause, contact=contact)
