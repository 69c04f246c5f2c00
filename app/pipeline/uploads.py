"""What comes in: bytes with a name, from a page or from a folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

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


def uploads_from_paths(paths: Iterable[Path]) -> tuple[list[Upload], list[tuple[str, str]]]:
    """Read files, and folders in sorted order but for hidden files.

    Return what could be read, and of what couldn't the path and the reason.
    """
    uploads, refused = [], []
    for path, name in (found for given in paths for found in _walk(given)):
        try:
            uploads.append(Upload(name, path.read_bytes()))
        except OSError as error:
            refused.append((str(path), f"It can't be read: {(error.strerror or str(error)).lower()}."))
    return uploads, refused


def _walk(given: Path) -> Iterator[tuple[Path, str]]:
    if not given.is_dir():
        yield given, given.name
        return
    for path in sorted(given.rglob("*")):
        inside = path.relative_to(given)
        if (path.is_file() or path.is_symlink()) and not any(part.startswith(".") for part in inside.parts):
            yield path, inside.as_posix()
