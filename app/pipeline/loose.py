"""Loose articles: read from files and handed to the engine, without a story or a database."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.errors import Refused, Unreadable
from app.nlp import reading
from app.nlp.claims import Article
from app.nlp.reading import Reading
from app.pipeline.uploads import Upload, holds_records, uploads_from_paths


def read_loose_articles(paths: Sequence[Path]) -> tuple[list[Article], list[tuple[str, str]]]:
    """Read the articles in files and folders: those that could be read, and name and reason of the others.

    An article's id is its file's name, `name#3` for the third record of a file. Files of one name in different folders
    get a part of their text's hash behind it, so that ids are unique and never hang on the order of the paths. The same
    text under the same name is one article.
    """
    read: list[Article] = []
    uploads, refused = uploads_from_paths(paths)
    for upload in uploads:
        for name, found in _read(upload):
            if isinstance(found, Refused):
                refused.append((name, found.message))
            else:
                read.append(_article(name, found))
    unique = {(article.id, article.text): article for article in read}.values()
    times = Counter(article.id for article in unique)
    return [_renamed(article) if times[article.id] > 1 else article for article in unique], sorted(refused)


def _read(upload: Upload) -> Iterator[tuple[str, Reading | Refused]]:
    try:
        if not holds_records(upload.name):
            yield upload.name, reading.read(upload.data, name=upload.name)
            return
        for number, found in enumerate(reading.read_records(upload.data, name=upload.name), 1):
            yield f"{upload.name}#{number}", found
    except Unreadable as error:
        yield upload.name, error


def _article(name: str, found: Reading) -> Article:
    return Article(
        id=name,
        text=found.text,
        title=found.title,
        publisher=found.publisher,
        author=found.author,
        published_at=found.published_at,
        language=found.language,
    )


def _renamed(article: Article) -> Article:
    return replace(article, id=f"{article.id} ({hashlib.sha256(article.text.encode()).hexdigest()[:8]})")
