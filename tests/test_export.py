"""Exports: nothing in them runs in a spreadsheet, and nothing is lost on the way back."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pandas
import pytest

from app import export
from app.vocabulary import Method, Verdict
from tests.cells import FORMULAS, TEXTS

STORED = [column for column in export.VERDICT_COLUMNS if not column.startswith("permalink")]
PUBLIC = "https://desk.example/"


def make_row(**changes: Any) -> Any:
    values: dict[str, Any] = dict.fromkeys(STORED)
    values |= {
        "claim_id": "k2m4n6p8q2r4s6t8",
        "claim": "The fire destroyed 12,000 tonnes of grain.",
        "verdict": Verdict.DISPUTED,
        "version": 2,
        "decided_at": datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
        "method": Method.REVIEW,
        "first_published_at": date(2026, 5, 3),
        "sources": 3,
        "stale": False,
    }
    return SimpleNamespace(**values | changes)


def read_back(chunks: Iterator[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(chunks).decode(), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert export.neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "3 - 1", "ok;=1+1", "a@b", "12 percent"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert export.neutralise(text) == text


def test_every_field_is_quoted_so_that_no_semicolon_splits_a_cell() -> None:
    lines = b"".join(export.stream("verdicts", "csv", [make_row(claim="ok;=1+1")], PUBLIC)).decode()
    assert '"ok;=1+1"' in lines
    assert lines.endswith("\r\n")


def test_a_negative_number_stays_a_number() -> None:
    assert read_back(export.as_csv(("score",), iter([{"score": -1.5}])))[0]["score"] == "-1.5"


def read_with_python(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_with_pandas(data: bytes) -> list[list[str]]:
    frame = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return [list(frame.columns), *frame.to_numpy().tolist()]


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("read", [read_with_python, read_with_pandas])
def test_a_text_comes_back_from_csv_as_it_went_in(read: Callable[[bytes], list[list[str]]], bom: bool) -> None:
    written = [make_row(claim=text, rationale=text) for text in TEXTS]
    head, *rows = read(b"".join(export.stream("verdicts", "csv", written, PUBLIC, bom=bom)))
    assert tuple(head) == export.VERDICT_COLUMNS
    assert {len(row) for row in rows} == {len(head)}
    assert [(row[head.index("claim")], row[head.index("rationale")]) for row in rows] == [
        (text, text) for text in TEXTS
    ]


def test_an_export_without_rows_still_has_its_header() -> None:
    assert b"".join(export.stream("verdicts", "csv", [], PUBLIC)).decode().startswith('"claim_id","claim","verdict"')


def test_a_byte_order_mark_comes_once_and_only_if_wanted() -> None:
    rows = [make_row()] * 2500
    assert b"".join(export.stream("verdicts", "csv", rows, PUBLIC, bom=True)).count(b"\xef\xbb\xbf") == 1
    assert b"\xef\xbb\xbf" not in b"".join(export.stream("verdicts", "csv", rows, PUBLIC))


def test_every_row_arrives_once_whatever_the_number_of_chunks() -> None:
    for number in (0, 1, 999, 1000, 1001, 2000):
        rows = [make_row(claim_id=str(n)) for n in range(number)]
        assert [row["claim_id"] for row in read_back(export.stream("verdicts", "csv", rows, PUBLIC))] == [
            str(n) for n in range(number)
        ]


def test_times_are_utc_and_addresses_come_from_the_configured_address() -> None:
    row = read_back(export.stream("verdicts", "csv", [make_row()], PUBLIC))[0]
    assert row["decided_at"] == "2026-05-04T09:30:00Z"
    assert row["permalink"] == "https://desk.example/c/k2m4n6p8q2r4s6t8"
    assert row["permalink_version"] == "https://desk.example/c/k2m4n6p8q2r4s6t8/v/2"


def test_an_undecided_claim_has_no_frozen_address() -> None:
    assert read_back(export.stream("verdicts", "csv", [make_row(version=0, verdict=None)], PUBLIC))[0][
        "permalink_version"
    ] == ("")


def test_a_failure_in_the_middle_is_raised_and_never_written_into_the_data() -> None:
    def rows() -> Iterator[Any]:
        yield make_row()
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        list(export.stream("verdicts", "csv", rows(), PUBLIC))


def test_json_lines_keep_the_text_untouched() -> None:
    line = b"".join(export.stream("verdicts", "jsonl", [make_row(claim="=1+1")], PUBLIC)).decode()
    assert json.loads(line)["claim"] == "=1+1"


@pytest.mark.parametrize("number", [0, 1, 1000, 2001])
def test_a_json_export_is_one_array_of_all_rows(number: int) -> None:
    rows = [make_row(claim_id=str(n), claim="a\nb") for n in range(number)]
    exported = json.loads(b"".join(export.stream("verdicts", "json", rows, PUBLIC)))
    assert [row["claim_id"] for row in exported] == [str(n) for n in range(number)]


def test_a_claim_review_has_what_schema_org_requires() -> None:
    frozen = {
        "claim": "The fire destroyed 12,000 tonnes of grain.",
        "excerpts": [
            {
                "stance": "states",
                "url": "https://wire.example/1",
                "publisher": "Wire",
                "published_at": "2026-05-03",
                "speaker": None,
            },
            {"stance": "contradicts", "url": "javascript:alert(1)", "publisher": "Post", "published_at": "2026-05-02"},
        ],
    }
    review = export.claim_review(
        claim_id="k2m4",
        frozen=frozen,
        verdict=Verdict.DISPUTED,
        version=2,
        decided_at=datetime(2026, 5, 4, tzinfo=UTC),
        story="Harbour fire",
        public_url=PUBLIC,
    )
    assert review["claimReviewed"] == frozen["claim"]
    assert review["url"] == "https://desk.example/c/k2m4/v/2"
    assert review["author"]["name"]
    assert review["reviewRating"]["alternateName"] == "Disputed"
    assert review["reviewRating"]["worstRating"] <= review["reviewRating"]["ratingValue"] <= 3
    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "Wire"}
    assert review["itemReviewed"]["datePublished"] == "2026-05-03"
    assert review["itemReviewed"]["appearance"] == [{"@type": "CreativeWork", "url": "https://wire.example/1"}]
