"""Which format bytes are in, and the reader for it."""

import re
from pathlib import PurePath

from app.errors import Unreadable
from app.nlp.reading.article import Reading
from app.nlp.reading.decoding import decode, decode_markup
from app.nlp.reading.plain import read_text

_PLAIN = {".txt", ".text", ".md"}
_MARKUP = {".html", ".htm", ".xhtml"}
_MARKUP_TYPES = {"text/html", "application/xhtml+xml"}
_NO_ARTICLE = {
    ".json",
    ".xml",
    ".rss",
    ".yml",
    ".yaml",
    ".toml",
    ".ini",
    ".py",
    ".js",
    ".css",
    ".sh",
    ".svg",
    ".rtf",
    ".eml",
}
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_MARKUP_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s+html|html|head|body)\b", re.I
)


def read(data: bytes, *, name: str, media_type: str = "") -> Reading:
    """Return the article in `data`, by what its name, media type and first bytes say it is (txt, html).

    Plain text: the text *is* the decoded file (UTF-8 or a detected encoding, line ends untouched, BOM dropped).
    Raise Unreadable with one sentence: no kind of file that holds an article, empty, binary, unknown encoding, no text.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _NO_ARTICLE:
        raise Unreadable(f"A {suffix} file is no article; give the report as .txt or .html.")
    charset = _CHARSET.search(media_type)
    declared = charset[1] if charset else ""
    if not _is_markup(data, name, media_type):
        return read_text(decode(data, declared=declared))
    # The extractor takes most of a second to load; whoever reads plain text need not wait for it.
    from app.nlp.reading.markup import read_markup  # noqa: PLC0415

    return read_markup(decode_markup(data, declared=declared))


def _is_markup(data: bytes, name: str, media_type: str) -> bool:
    """Tell whether the bytes are a web page: the name says so, else the media type, else its first tag."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _PLAIN | _MARKUP:
        return suffix in _MARKUP
    kind = media_type.partition(";")[0].strip().lower()
    return kind in _MARKUP_TYPES or (kind != "text/plain" and _MARKUP_START.match(data) is not None)
