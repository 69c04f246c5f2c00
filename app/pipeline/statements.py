"""What a statement says, as an excerpt's columns keep it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from app.analysis import Analysis
from app.nlp.claims import Statement
from app.nlp.origins import Directory
from app.pipeline.suggesting import origin_row

LONGEST_SPEAKER = 400


def read_off(statement: Statement, speakers: Directory) -> dict[str, Any]:
    """Return who says a statement, how firmly, where it came from, and its figures and dates, as columns."""
    return {
        "speaker": statement.speaker and statement.speaker[:LONGEST_SPEAKER],
        "strength": statement.strength,
        "origin": origin_row(speakers.find_origin(statement)),
        "quantities": [_as_json(quantity) for quantity in statement.quantities],
        "dates": [_as_json(span) for span in statement.dates],
    }


class Columns:
    """What the statements of an analysis say, as columns: read off before anything is locked, each statement once."""

    def __init__(self, found: Analysis) -> None:
        speakers = Directory(found.articles)
        self._found = found  # The statements are known by their ids for as long as they are there.
        statements = {id(e.statement): e.statement for claim in found.claims for e in claim.excerpts}
        self._of = {key: read_off(statement, speakers) for key, statement in statements.items()}

    def of(self, statement: Statement) -> dict[str, Any]:
        """Return the columns of one of the analysis' own statements."""
        return self._of[id(statement)]


def _as_json(value: Any) -> dict[str, Any]:
    """Return a value of the engine as JSON keeps it."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(value).items()}
