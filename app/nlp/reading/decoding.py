"""Bytes -> characters, or the reason why there are none."""

import codecs
import re

from charset_normalizer import CharsetMatch, from_bytes

from app.errors import Unreadable
from app.nlp.language import detect_language
from app.nlp.lexicon.reading import CHARSETS, DECLARED_AS, MAGIC

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
_NEVER_WRITTEN = re.compile(r"[\x80-\x9f¤]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_CLEAN = 0.1
"""Most disorder, as the detector measures it, that a rightly decoded text shows."""

_MARGIN = 0.05
"""A rival encoding whose text is hardly worse, in disorder or in likeness to a language, is as likely."""


def decode(data: bytes, *, declared: str = "") -> str:
    """Return the characters of a text file, nothing changed but the byte order mark dropped.

    A byte order mark and valid UTF-8 are certain; then comes the encoding that was declared beside the file, then the
    one that is detected, unless two would do. Raise Unreadable where the bytes are empty, are no text, or where the
    text has nothing to read in it.
    """
    if not data:
        raise Unreadable("The file is empty: choose one with the article's text in it.")
    _refuse_known_format(data)
    text = _decode_marked(data)
    if text is None:
        if b"\0" in data:
            raise Unreadable("The file is not text (it holds NUL bytes): save the article as UTF-8 text or HTML.")
        text = _decode_unmarked(data, declared)
    return check(text)


def decode_markup(data: bytes, *, declared: str = "") -> str:
    """Return the characters of a web page; what is declared beside the page goes before what it declares itself."""
    inside = _DECLARED.search(data, 0, 4096)
    return decode(data, declared=declared or (inside[1].decode("ascii", "replace") if inside else ""))


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


def _decode_unmarked(data: bytes, declared: str) -> str:
    """Return the characters of bytes without a mark: UTF-8, else the encoding declared, else the one that fits."""
    text = _try(data, "utf-8")
    if text is None and (encoding := _find_encoding(declared)):
        text = _try(data, encoding)
    return _detect(data) if text is None else text


def _find_encoding(declared: str) -> str:
    """Return the encoding that a label means to a browser, or nothing where it is none that pages are written in."""
    try:
        name = codecs.lookup(declared).name.replace("-", "_")
    except (LookupError, ValueError):
        return ""
    name = DECLARED_AS.get(name, name)
    return name if name in CHARSETS or name in DECLARED_AS.values() else ""


def _try(data: bytes, encoding: str) -> str | None:
    """Return the characters, or None where the bytes are in another encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _detect(data: bytes) -> str:
    """Return the characters in the one encoding that gives a clean text in a language it was made for."""
    matches = [match for match in from_bytes(data, cp_isolation=list(CHARSETS)) if match.chaos <= _CLEAN]
    least = min((match.chaos for match in matches), default=0)
    likely = [match for match in matches if match.chaos <= least + _MARGIN and _is_at_home(match)]
    most = max((match.coherence for match in likely), default=0)
    texts = {str(match) for match in likely if match.coherence >= most - _MARGIN}
    if len(texts) != 1:
        raise Unreadable("The encoding of the file can't be told: save it again as UTF-8.")
    return texts.pop()


def _is_at_home(match: CharsetMatch) -> bool:
    """Tell whether the text is in a language that its encoding was made for."""
    text = str(match)
    language = detect_language(text)
    return _NEVER_WRITTEN.search(text) is None and any(
        language in CHARSETS.get(charset, ()) for charset in match.could_be_from_charset
    )
