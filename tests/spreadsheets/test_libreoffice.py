"""An export opened by a real spreadsheet: nothing in it runs, and what comes out again is what went in."""

import csv
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from app import export
from tests.cells import FORMULAS, TEXTS

CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
COMMAS, KEEPING_TEXTS = "CSV:44,34,76,1", "CSV:44,34,76,1,,0,true"
"""How a file is opened: as anybody does, and with every quoted field as text ("quoted field as text")."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Keep the settings of whoever runs the tests out of them."""
    return f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"


def convert(source: Path, to: str, profile: str, *, opened: str) -> Path:
    """Open a CSV file and save it in another format, without a window."""
    soffice, folder = shutil.which("soffice"), source.parent / "converted"
    assert soffice
    options = (
        profile,
        "--headless",
        "--norestore",
        f"--infilter={opened}",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
    )
    subprocess.run([soffice, *options, str(source)], check=True, timeout=120, capture_output=True)
    return folder / f"{source.stem}.{to.partition(':')[0]}"


def write(folder: Path, texts: tuple[str, ...], *, raw: bool = False) -> Path:
    """Write texts, beside a negative number each, as an export does, or as no export may."""
    path = folder / "claims.csv"
    rows: list[dict[str, Any]] = [{"=claim": text, "score": -1.5} for text in texts]
    if raw:
        with path.open("w", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(row.values() for row in rows)
    else:
        path.write_bytes(b"".join(export.as_csv(("=claim", "score"), rows)))
    return path


def formulas(sheet: Path) -> list[str]:
    """Return the formulas of a sheet's cells."""
    return [cell.attrib[FORMULA] for cell in _cells(sheet) if FORMULA in cell.attrib]


def test_no_cell_of_an_export_is_a_formula(profile: str, tmp_path: Path) -> None:
    sheet = convert(write(tmp_path, FORMULAS + TEXTS), "fods", profile, opened=COMMAS)
    assert formulas(sheet) == []
    values = {cell.attrib.get("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value") for cell in _cells(sheet)}
    assert "-1.5" in values  # A number that is negative is no text that begins with a minus.


def test_the_same_texts_would_be_formulas_if_nothing_were_done(profile: str, tmp_path: Path) -> None:
    assert "of:=1+1" in formulas(convert(write(tmp_path, FORMULAS, raw=True), "fods", profile, opened=COMMAS))


def test_every_text_comes_back_from_the_spreadsheet(profile: str, tmp_path: Path) -> None:
    again = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true"
    back = convert(write(tmp_path, TEXTS + FORMULAS), again, profile, opened=KEEPING_TEXTS)
    with back.open(newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["'=claim", "score"]
    went_in = [export.neutralise(text) for text in TEXTS + FORMULAS]
    # A spreadsheet knows one kind of line end within a cell.
    assert rows == [[text.replace("\r\n", "\n").replace("\r", "\n"), "-1.5"] for text in went_in]


def _cells(sheet: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(sheet).iter(CELL))  # noqa: S314  Written a moment ago, by a program of this machine.
