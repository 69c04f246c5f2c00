"""What any text from outside must pass before it is kept."""

import re

from app.db import is_storable
from app.errors import Refused

_BLANKS = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_line(text: str, field: str, most: int, *, least: int = 1) -> str:
    """Return `text` on one line, its blanks single; raise Refused if it is too short, too long or can't be kept.

    >>> clean_line("  Harbour\\n fire ", "title", 20)
    'Harbour fire'
    """
    line = _BLANKS.sub(" ", clean_text(text, field, most * 4)).strip()
    if len(line) < least:
        raise Refused(f"The {field} is empty.", field=field)
    if len(line) > most:
        raise Refused(f"The {field} is longer than {most} characters.", field=field)
    return line


def clean_text(text: str, field: str, most: int) -> str:
    """Return `text` as it is, without blanks at its ends; raise Refused if it is too long or can't be kept."""
    if not is_storable(text) or _CONTROL.search(text):
        raise Refused(f"The {field} holds control characters.", field=field)
    if len(text) > most:
        raise Refused(f"The {field} is longer than {most} characters.", field=field)
    return text.strip()
