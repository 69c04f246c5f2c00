"""What is written down: structured, with the request it belongs to, and without anybody's words."""

import json
import logging

import pytest

from app.logs import REQUEST_ID, JsonLines, TextLines

SECRET = "the port authority said so"


def fail() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def note(**said: object) -> logging.LogRecord:
    record = logging.makeLogRecord({"name": "plumbline", "levelname": "WARNING", "msg": "answered", **said})
    record.created = 1_930_000_000.0
    return record


def note_failure() -> logging.LogRecord:
    try:
        fail()
    except RuntimeError as error:
        return note(exc_info=(type(error), error, error.__traceback__))
    raise AssertionError


def test_a_line_is_json_with_what_was_said_beside_it() -> None:
    token = REQUEST_ID.set("0123abcd")
    line = JsonLines().format(note(route="/c/{claim_id}", status=200))
    REQUEST_ID.reset(token)
    assert json.loads(line) == {
        "at": "2031-02-27T23:06:40.000+00:00",
        "level": "warning",
        "logger": "plumbline",
        "message": "answered",
        "request": "0123abcd",
        "route": "/c/{claim_id}",
        "status": 200,
    }


@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_a_failure_is_told_by_its_kind_and_place_and_never_by_its_words(form: logging.Formatter) -> None:
    line = form.format(note_failure())
    assert "builtins.RuntimeError from builtins.ValueError" in line
    assert "test_logs.py" in line
    assert SECRET not in line
    assert form.format(note_failure()).count("\n") <= 3


@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_no_line_can_pretend_to_be_another(form: logging.Formatter) -> None:
    assert "\n" not in form.format(note(route='x\n{"level": "info"}'))
