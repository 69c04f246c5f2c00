"""Reports of one event to bring in: real ones where they are at hand, else those of the sample story."""

import os
from pathlib import Path

from app import sample

_SHARED = Path(os.environ.get("PLUMBLINE_SHARED", Path(__file__).parents[3] / "shared"))


def find_reports() -> list[Path]:
    """Return the files of a handful of reports of one event."""
    real = sorted((_SHARED / "seeds").glob("*.txt"))
    return real or sorted(path for path in Path(sample.__file__).parent.iterdir() if path.suffix in {".txt", ".html"})
