"""Bytes -> characters, or the reason why there are none."""

import codecs
import re

from charset_normalizer import CharsetMatch, from_bytes

from app.errors import Unreadable
from app.nlp.lexicon.reading import CHARSETS, MAGIC

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; those of UTF-32 come first, since that of UTF-16 is their beginning."""

_DECLARED = re.compile(rb"<meta[^>]{1,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:.-]{2,40})", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_UNSURE = 0.05
"""A rival encoding this close in coherence makes the first no better than a guess."""


def decode(data: bytes) -> str:
    """Return the characters of a text file, nothing changed but the byte order mark dropped.

    UTF-8 and what carries a byte order mark are certain; other encodings are detected, and refused where two would
    do. Raise Unreadable where the bytes are empty, are no text, or where the text has nothing to read in it.
    """
    if not data:
        raise Unreadable("The file is empty: choose one with the article's text in it.")
    _refuse_known_format(data)
    text = _decode_marked(data)
    if text is None:
        if b"\0" in data:
            raise Unreadable("The file is not text (it holds NUL bytes): save the article as UTF-8 text or HTML.")
        text = _decode_unmarked(data)
    return check(text)


def decode_markup(data: bytes) -> str:
    """Return the characters of a web page, by its mark, by UTF-8, by what it declares, or by detection."""
    declared = _DECLARED.search(data, 0, 4096)
    if declared and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        text = _try(data, "utf-8")
        if text is None:
            text = _try(data, declared[1].decode("ascii", "replace"))
        if text is not None:
            return check(text)
    return decode(data)


def check(text: str, *, what: str = "file") -> str:
    """Return `text`, or raise Unreadable where it can't be an article's: no letters, NUL, half characters."""
    if "\0" in text:
        raise Unreadable(f"The {what} is not text (it holds NUL characters): save the article as UTF-8 text or HTML.")
    if _SURROGATES.search(text):
        raise Unreadable(f"The {what} holds half a character (a lone surrogate): save it again as UTF-8.")
    if len(_CONTROLS.findall(text)) > len(text) / 200:
        raise Unreadable(f"The {what} is not text (it is full of control characters): save the article as UTF-8 text.")
    if not any(map(str.isalpha, text)):
        raise Unreadable(f"There is no text in the {what}: check that it holds the article's words.")
    return text


def _refuse_known_format(data: bytes) -> None:
    """Raise Unreadable where the first bytes are those of a format that isn't text."""
    for start, name in MAGIC:
        if data.startswith(start):
            raise Unreadable(f"The file is {name}, not text: save the article as text or HTML and add that.")


def _decode_marked(data: bytes) -> str | None:
    """Return the characters of bytes that begin with a byte order mark, or None."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            if text is None:
                raise Unreadable(f"The file says that it is {encoding.upper()} and isn't: save it again as UTF-8.")
            return text
    return None


def _decode_unmarked(data: bytes) -> str:
    """Return the characters of bytes without a mark: UTF-8, or the one encoding that fits."""
    text = _try(data, "utf-8")
    return _detect(data) if text is None else text


def _try(data: bytes, encoding: str) -> str | None:
    """Return the characters, or None where the bytes are in another encoding or there is no such encoding."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _detect(data: bytes) -> str:
    """Return the characters in the encoding that fits best, if no other fits as well."""
    matches = list(from_bytes(data, cp_isolation=list(CHARSETS)))
    best = matches[0] if matches else None
    if best is None or any(_rivals(best, other) for other in matches[1:]):
        raise Unreadable("The encoding of the file can't be told: save it again as UTF-8.")
    return str(best)


def _rivals(best: CharsetMatch, other: CharsetMatch) -> bool:
    """Tell whether two encodings give other characters and are as likely."""
    return other.chaos <= best.chaos + 0.02 and other.coherence >= best.coherence - _UNSURE and str(other) != str(best)
