"""RSS and Atom feeds -> the addresses of the articles that they list."""

import re
from urllib.parse import urljoin

from lxml import etree

from app.errors import Unreadable

_LISTS = {"rss", "rdf", "feed"}
_ENTRIES = {"item", "entry"}
_NO_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,8}|#x[0-9a-fA-F]{1,8});)")
_NO_FEED = "This is no feed of articles: give the address of a page, or of an RSS or Atom feed."


def read_feed(data: bytes, *, url: str) -> list[str]:
    """Return the addresses of a feed's articles in its order, each once and whole.

    Feeds in the wild are often not well-formed, so the parser mends what it can; of entities it knows only those that
    every XML has, so that no feed reads a file or unfolds to a huge one. Raise Unreadable where no article is listed.

    >>> read_feed(b"<rss><channel><item><link>/a</link></item></channel></rss>", url="https://echo.example/feed")
    ['https://echo.example/a']
    """
    parser = etree.XMLParser(recover=True, resolve_entities="internal", no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(_NO_ENTITY.sub(b"&amp;", data), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_NO_FEED) from error
    if root is None or _name(root) not in _LISTS:
        raise Unreadable(_NO_FEED)
    links = (_link(entry) for entry in root.iter() if _name(entry) in _ENTRIES)
    found = list(dict.fromkeys(filter(None, (_join(url, link) for link in links if link))))
    if not found:
        raise Unreadable("The feed lists no articles.")
    return found


def _name(element: etree._Element) -> str:
    """Return an element's name without its namespace; nothing for a comment."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _join(url: str, link: str) -> str:
    """Return a link as it is meant on the page at `url`; an empty text where it is no address at all."""
    try:
        return urljoin(url, link)
    except ValueError:  # Such as a bracket that is never closed.
        return ""


def _link(entry: etree._Element) -> str:
    """Return where an entry leads: RSS has the address as text, or as an id that says so; Atom has it beside `href`."""
    for child in entry:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip()
    for child in entry:
        if _name(child) == "guid" and child.get("isPermaLink", "true") == "true":
            return (child.text or "").strip()
    return ""
