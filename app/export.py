"""Rows out as CSV, JSON Lines and ClaimReview: one function a format, one dict `FORMATS`.

CSV is RFC 4180 with every field quoted; a text that a spreadsheet would take for a formula gets a leading `'`
(OWASP ASVS 5.0, 1.2.10). Quoting alone would not help: `csv.writer` and spreadsheets both see the bare text.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlmodel import Session

from app import store
from app.errors import Refused
from app.models import Decision, Story

VERDICT_COLUMNS = (
    "claim_id",
    "claim",
    "verdict",
    "basis",
    "version",
    "decided_at",
    "decided_by",
    "method",
    "rationale",
    "reviews",
    "agreement",
    "sources",
    "independent_origins",
    "first_published_at",
    "suggested_verdict",
    "stale",
    "permalink",
    "permalink_version",
    "stale_because",
)
EVIDENCE_COLUMNS = (
    "claim_id",
    "version",
    "excerpt_id",
    "article_id",
    "publisher",
    "title",
    "url",
    "published_at",
    "speaker",
    "stance",
    "suggested_stance",
    "relied_on",
    "score",
    "reasons",
    "excerpt",
    "start",
    "end",
    "text_sha256",
)
CLAIM_COLUMNS = ("claim_id", "claim", "suggested_verdict", "basis", "checkworthiness", "why", "verdict", "version")
ARTICLE_COLUMNS = (
    "article_id",
    "title",
    "publisher",
    "author",
    "url",
    "published_at",
    "language",
    "text_sha256",
    "copy_of",
    "text",
)
CORRECTION_COLUMNS = (
    "correction_id",
    "at",
    "by",
    "what",
    "before",
    "before_by",
    "after",
    "why",
    "undone",
    "claim_id",
    "claim",
    "other_claim_id",
    "excerpt_id",
    "article_id",
    "text_sha256",
    "start",
    "end",
    "excerpt",
    "judge",
    "judge_version",
)
COLUMNS = {
    "verdicts": VERDICT_COLUMNS,
    "evidence": EVIDENCE_COLUMNS,
    "claims": CLAIM_COLUMNS,
    "articles": ARTICLE_COLUMNS,
    "corrections": CORRECTION_COLUMNS,
}
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
_CONTROL_STARTS = ("\t", "\r", "\n", "\0")
_ROWS_A_CHUNK = 1000  # One row a chunk over HTTP reaches 9,000 rows a second, a thousand reach 164,000.


def permalink(claim_id: str, public_url: str, version: int = 0) -> str:
    """Return the absolute address of a claim, or of one frozen version of its decision."""
    base = f"{public_url.rstrip('/')}/c/{claim_id}"
    return f"{base}/v/{version}" if version else base


def neutralise(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: what looks like a formula gets a leading apostrophe.

    >>> neutralise("=1+1"), neutralise("  @SUM(A1)"), neutralise("3,000 tonnes")
    ("'=1+1", "'  @SUM(A1)", '3,000 tonnes')
    """
    if text[:1].isalnum():
        return text  # Almost every field ends here.
    is_formula = text.lstrip().startswith(_FORMULA_STARTS) or text.startswith(_CONTROL_STARTS)
    return f"'{text}" if is_formula else text


def as_csv(columns: tuple[str, ...], rows: Iterable[dict[str, Any]], *, bom: bool = False) -> Iterator[bytes]:
    """Yield RFC 4180 lines in UTF-8, a thousand rows a chunk; a failure of `rows` ends the stream."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutralise(column) for column in columns])
    head = "\ufeff" if bom else ""
    lines = iter(rows)
    while True:
        chunk = list(islice(lines, _ROWS_A_CHUNK))
        writer.writerows([[_cell(row[column]) for column in columns] for row in chunk])
        yield (head + buffer.getvalue()).encode()
        if len(chunk) < _ROWS_A_CHUNK:
            return
        head = ""
        buffer.seek(0)
        buffer.truncate()


def as_jsonl(columns: tuple[str, ...], rows: Iterable[dict[str, Any]], *, bom: bool = False) -> Iterator[bytes]:
    """Yield one JSON object a line, nothing neutralised: the lossless twin of the CSV. A BOM has no place in JSON."""
    del bom
    lines = iter(rows)
    while chunk := list(islice(lines, _ROWS_A_CHUNK)):
        yield "".join(
            json.dumps({column: _plain(row[column]) for column in columns}, ensure_ascii=False) + "\n" for row in chunk
        ).encode()


def as_json(columns: tuple[str, ...], rows: Iterable[dict[str, Any]], *, bom: bool = False) -> Iterator[bytes]:
    """Yield the same as one JSON array; broken off in the middle, it is no JSON."""
    del bom
    before = b"["
    for chunk in as_jsonl(columns, rows):
        yield before + chunk.rstrip(b"\n").replace(b"\n", b",\n")
        before = b",\n"
    yield b"[]\n" if before == b"[" else b"]\n"


FORMATS: dict[str, Callable[..., Iterator[bytes]]] = {"csv": as_csv, "jsonl": as_jsonl, "json": as_json}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "jsonl": "application/x-ndjson; charset=utf-8",
}


def stream(what: str, form: str, rows: Iterable[Any], public_url: str, *, bom: bool = False) -> Iterator[bytes]:
    """Yield the export of `what` (a key of COLUMNS) in `form` (a key of FORMATS) from the store's rows.

    `rows` have an attribute for each column but the permalinks, which are made here from the configured address.
    """
    columns = COLUMNS[what]
    stored = tuple(column for column in columns if not column.startswith("permalink"))
    plain = ({column: getattr(row, column) for column in stored} for row in rows)
    if what == "verdicts":
        plain = (_with_permalinks(row, public_url) for row in plain)
    return FORMATS[form](columns, plain, bom=bom)


def export_story(session: Session, story: Story, what: str, form: str, public_url: str) -> Iterator[bytes]:
    """Yield all of a story's `what` in `form`, or its decided claims as a ClaimReview feed."""
    everything = store.ClaimFilter()
    if form == "claimreview":
        if what != "verdicts":
            raise Refused(f"There is no ClaimReview of {what}.", hint="Leave --what out, or choose another --format.")
        return as_claim_reviews(store.stream_decisions(session, story.id, everything), story.title, public_url)
    rows: dict[str, Callable[[], Iterable[Any]]] = {
        "verdicts": lambda: store.stream_verdicts(session, story.id, everything),
        "evidence": lambda: store.stream_evidence(session, story.id, everything),
        "claims": lambda: store.stream_claims(session, story.id, everything),
        "articles": lambda: store.stream_articles(session, story.id),
        "corrections": lambda: store.stream_corrections(session, story.id),
    }
    return stream(what, form, rows[what](), public_url)


def as_claim_reviews(decisions: Iterable[Decision], story: str, public_url: str) -> Iterator[bytes]:
    """Yield a schema.org DataFeed of the decisions, one ClaimReview a line."""
    head = {"@context": "https://schema.org", "@type": "DataFeed", "name": story, "url": public_url}
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "dataFeedElement": ['
    separator = b"\n"
    for decision in decisions:
        review = claim_review(
            claim_id=decision.claim_id,
            frozen=decision.evidence,
            verdict=decision.verdict,
            version=decision.version,
            decided_at=decision.decided_at,
            story=story,
            public_url=public_url,
        )
        yield separator + json.dumps(review, ensure_ascii=False).encode()
        separator = b",\n"
    yield b"\n]}\n"


def claim_review(
    *,
    claim_id: str,
    frozen: dict[str, Any],
    verdict: Any,
    version: int,
    decided_at: datetime,
    story: str,
    public_url: str,
) -> dict[str, Any]:
    """Return a decided claim as schema.org ClaimReview (JSON-LD), from the evidence as it was frozen.

    `frozen` is a decision's evidence: "claim", and "excerpts" with stance, url, publisher, published_at and speaker.
    """
    ratings = {"unsupported": 2, "disputed": 1, "corroborated": 3}
    excerpts = frozen.get("excerpts", [])
    said = [excerpt for excerpt in excerpts if excerpt["stance"] == "states"]
    appearances = sorted({excerpt["url"] for excerpt in said if _is_web(excerpt.get("url"))})
    home: dict[str, Any] = said[0] if said else {}
    author = home.get("speaker") or home.get("publisher")
    first = min((excerpt["published_at"] for excerpt in said if excerpt.get("published_at")), default=None)
    item: dict[str, Any] = {"@type": "Claim", "name": frozen["claim"]}
    if author:
        item["author"] = {"@type": "Person" if home.get("speaker") else "Organization", "name": author}
    if first:
        item["datePublished"] = first
    if appearances:
        item["appearance"] = [{"@type": "CreativeWork", "url": url} for url in appearances]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": permalink(claim_id, public_url, version),
        "datePublished": decided_at.date().isoformat(),
        "claimReviewed": frozen["claim"],
        "author": {"@type": "Organization", "name": "Plumbline", "url": public_url},
        "isPartOf": {"@type": "CreativeWork", "name": story},
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": ratings[verdict.value],
            "bestRating": 3,
            "worstRating": 1,
            "alternateName": verdict.value.capitalize(),
        },
    }


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))


def _with_permalinks(row: dict[str, Any], public_url: str) -> dict[str, Any]:
    row["permalink"] = permalink(row["claim_id"], public_url)
    row["permalink_version"] = permalink(row["claim_id"], public_url, row["version"]) if row["version"] else None
    return row


def _cell(value: Any) -> str | int | float:
    """Return what stands in a CSV field: numbers stay numbers, texts can't run, nothing is an empty field."""
    kind = type(value)
    if kind is str:
        return neutralise(value)
    if value is None:
        return ""
    if kind is bool:
        return "true" if value else "false"
    if kind is list:
        return neutralise(" | ".join(map(str, value)))
    plain: str | int | float = _plain(value)
    return neutralise(plain) if isinstance(plain, str) else plain


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
