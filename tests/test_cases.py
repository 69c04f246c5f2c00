"""The table of hostile cases says what is tested, and nothing that isn't."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DOCUMENT = (TESTS.parent / "docs" / "security.md").read_text()
ROWS = re.findall(r"^\| (\d+|[a-h]) \| (.+?) \| (.*?) \| (.+) \|$", DOCUMENT, re.M)
WANTED = [*map(str, range(1, 41)), *"abcdefgh"]


def names_in(path: Path) -> set[str]:
    return {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}


def test_every_case_has_its_row() -> None:
    assert [row[0] for row in ROWS] == WANTED


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_case_names_tests_that_are_there(row: tuple[str, str, str, str]) -> None:
    _, _, named, result = row
    tests = re.findall(r"`([\w/]+\.py)::(test_\w+)`", named)
    assert named == "<br>".join(f"`{file}::{test}`" for file, test in tests)
    assert [test for file, test in tests if test not in names_in(TESTS / file)] == []
    assert result == "passes" or result.startswith("in part: ") or (result == "open" and not tests)
    assert tests or result == "open"


def test_the_number_of_cases_that_pass_is_that_of_the_table() -> None:
    passed = sum(row[3] == "passes" for row in ROWS)
    assert f"\n{passed} of {len(WANTED)} pass." in DOCUMENT
