"""What comes in: bytes with a name, from a page or from a folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from app.errors import Refused

_RECORDS = {".jsonl", ".ndjson", ".csv"}


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes as they were received, and what was said about them beside.

    `known` may have title, publisher, author, published_at (ISO 8601), url and language; what it says goes first.
    """

    name: str
    data: bytes
    media_type: str = ""
    known: dict[str, str] = field(default_factory=dict)


def holds_records(name: str) -> bool:
    """Tell whether a file of this name holds one article a record.

    >>> holds_records("a/Reports.CSV"), holds_records("report.txt")
    (True, False)
    """
    return PurePath(name).suffix.lower() in _RECORDS


def uploads_from_paths(paths: Iterable[Path]) -> list[Upload]:
    """Read files, and folders in sorted order but for hidden files; raise Refused for a path that can't be read."""
    return [_read(path, name) for given in paths for path, name in _walk(given)]


def _walk(given: Path) -> Iterator[tuple[Path, str]]:
    if not given.is_dir():
        yield given, given.name
        return
    for path in sorted(given.rglob("*")):
        inside = path.relative_to(given)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield path, inside.as_posix()


def _read(path: Path, name: str) -> Upload:
    try:
        return Upload(name, path.read_bytes())
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror or error}.") from error
