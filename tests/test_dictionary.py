"""The data dictionary describes every table and every export, column by column, in order."""

import re
from pathlib import Path

import pytest

from app import export
from app.models import Story

DICTIONARY = (Path(__file__).parents[1] / "docs" / "data-dictionary.md").read_text()
SECTIONS = {part.partition("\n")[0].strip(): part for part in DICTIONARY.split("\n### ")[1:]}
TABLES = Story.metadata.tables


def _columns(section: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|.*\S.* \|$", SECTIONS[section], re.M)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_described_column_by_column(table: str) -> None:
    assert _columns(table) == [column.name for column in TABLES[table].columns]


@pytest.mark.parametrize("what", export.COLUMNS)
def test_an_export_is_described_in_the_order_of_its_columns(what: str) -> None:
    assert _columns(what) == list(export.COLUMNS[what])
