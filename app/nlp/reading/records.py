"""JSON Lines and CSV of articles -> an article a record, or the reason why there is none.

Columns (CSV) or names (JSON), any order, others are ignored: `url`, `title`, `publisher`, `author`, `published_at`
(ISO 8601: 2031-03-03 or 2031-03-03T07:30:00Z), `language` (ISO 639-1), and either `text` or `html`.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from app.errors import Unreadable
from app.nlp.reading.article import Reading, parse_day
from app.nlp.reading.decoding import decode
from app.nlp.reading.plain import read_text

if TYPE_CHECKING:
    import _csv

_COLUMNS = ("url", "title", "publisher", "author", "published_at", "language", "text", "html")
_BODIES = {"text", "html"}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.{0,20})?")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_CSV_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_SEPARATORS = (",", ";", "\t", "|")

Record = dict[str, str]
Numbered = tuple[int, Record | Unreadable]
"""A record with the number of the line that it begins on, or the reason why that line holds none."""


def read_records(data: bytes, *, name: str) -> list[Reading | Unreadable]:
    """Return the articles of a JSON Lines or CSV file: a Reading each, or why a row has none, with its line.

    Raise Unreadable where the file as a whole can't be read: its encoding, its header, nothing below it.
    """
    text = decode(data)
    records = _list_json(text) if PurePath(name).suffix.lower() in {".jsonl", ".ndjson", ".json"} else _list_csv(text)
    articles = [_read_record(line, record) for line, record in records]
    if not articles:
        raise Unreadable("There are no articles in the file: each needs a row below the header.")
    return articles


def _read_record(line: int, record: Record | Unreadable) -> Reading | Unreadable:
    """Return the article of one record, or why it has none; the line is named in the reason."""
    if isinstance(record, Unreadable):
        return Unreadable(f"Line {line}: {record.message}", hint=record.hint)
    try:
        return _read_fields(record)
    except Unreadable as reason:
        return Unreadable(f"Line {line}: {reason.message}", hint=reason.hint)


def _read_fields(record: Record) -> Reading:
    """Return the article that the fields of a record give."""
    known = {name: value for name in _COLUMNS if (value := record.get(name, "").strip())}
    if len(_BODIES & known.keys()) != 1:
        raise Unreadable("a record needs text in either of the columns text and html.")
    page = _read_page(record["html"]) if "html" in known else Reading(record["text"])
    return read_text(
        page.text,
        title=known.get("title") or page.title,
        publisher=known.get("publisher") or page.publisher,
        author=known.get("author") or page.author,
        published_at=_read_day(known["published_at"]) if "published_at" in known else page.published_at,
        language=_read_language(known["language"]) if "language" in known else None,
        url=known.get("url") or page.url,
    )


def _read_page(markup: str) -> Reading:
    """Return the article of a page held in a record."""
    # The extractor takes most of a second to load; files of plain text need not wait for it.
    from app.nlp.reading.markup import read_markup  # noqa: PLC0415

    return read_markup(markup)


def _read_day(value: str) -> date:
    """Return the day of an ISO 8601 date or time, as written, whatever its zone."""
    day = parse_day(value) if _ISO_DATE.fullmatch(value) else None
    if day is None:
        raise Unreadable(f"published_at can't be {value[:40]!r}: write a day of our times as 2031-03-03.")
    return day


def _read_language(value: str) -> str:
    """Return the ISO 639-1 code of a language tag."""
    match = _LANGUAGE.fullmatch(value)
    if not match:
        raise Unreadable(f"language is no ISO 639-1 code ({value[:40]!r}): write it as en.")
    return match[1].lower()


def _list_json(text: str) -> Iterator[Numbered]:
    """Yield the object on each line that isn't blank."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _parse_json(line)


def _parse_json(line: str) -> Record | Unreadable:
    """Return the names and texts of a JSON object, or why it can't be taken."""
    try:
        value = json.loads(line, parse_constant=_refuse_constant, object_pairs_hook=_refuse_twins)
    except Unreadable as reason:
        return reason
    except RecursionError:
        return Unreadable("the JSON is nested too deeply.")
    except ValueError as reason:
        return Unreadable(f"this is no JSON ({reason}).")
    if not isinstance(value, dict):
        return Unreadable("a record has to be a JSON object, in braces.")
    known = {name: value[name] for name in _COLUMNS if value.get(name) is not None}
    wrong = next((name for name, field in known.items() if not isinstance(field, str)), None)
    return Unreadable(f"{wrong} has to be a text in quotes.") if wrong else known


def _refuse_constant(constant: str) -> None:
    """Refuse the numbers that Python's reader takes and JSON hasn't."""
    raise Unreadable(f"JSON has no {constant}.")


def _refuse_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object, or refuse one that gives a name twice, since either value may be the one meant."""
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twin = next(name for number, name in enumerate(names) if name in names[:number])
        raise Unreadable(f"the name {twin[:40]!r} is given twice.")
    return dict(pairs)


def _list_csv(text: str) -> Iterator[Numbered]:
    """Yield the rows below the header, by the names of its columns."""
    # Articles are longer than the 131,072 characters that a field may have by default; the limit only ever grows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = _CSV_LINE.findall(text)
    declared = re.fullmatch(r"sep=(.)", lines[0].strip("\r\n"), re.IGNORECASE) if lines else None
    skipped = 1 if declared else 0
    separator = declared[1] if declared else _find_separator(lines[0])
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    header = _read_header(reader)
    yield from _list_rows(reader, header, skipped)


def _find_separator(line: str) -> str:
    """Return the separator that makes the most known columns of the header."""
    return max(_SEPARATORS, key=lambda mark: sum(name.strip(' "\r\n').lower() in _COLUMNS for name in line.split(mark)))


def _read_header(reader: Iterator[list[str]]) -> list[str]:
    """Return the names of the columns, or raise Unreadable where no article could come of them."""
    try:
        header = [name.strip().lower() for name in next(reader, [])]
    except csv.Error as reason:
        raise Unreadable(f"The header row can't be read ({reason}).") from reason
    twin = next((name for number, name in enumerate(header) if name and name in header[:number]), None)
    if twin:
        raise Unreadable(f"The header names the column {twin!r} twice: keep one.")
    if not _BODIES & set(header):
        raise Unreadable("The header names no column text or html: the first row has to name the columns.")
    return header


def _list_rows(reader: "_csv.Reader", header: list[str], skipped: int) -> Iterator[Numbered]:
    """Yield each row that isn't blank, with the line that it begins on."""
    while True:
        line = reader.line_num + skipped + 1
        try:
            row = next(reader, None)
        except csv.Error as reason:
            yield line, Unreadable(f"the row can't be read ({reason}): check its quotation marks.")
            continue
        if row is None:
            return
        if any(row):
            yield line, _name_fields(row, header)


def _name_fields(row: list[str], header: list[str]) -> Record | Unreadable:
    """Return a row's fields by name, or why they can't be told apart."""
    if len(row) != len(header):
        counts = f"{len(row)} and {len(header)}"
        return Unreadable(f"the row and the header differ in fields ({counts}): check its quotation marks.")
    return dict(zip(header, row, strict=True))
