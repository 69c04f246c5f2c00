"""Fill a database with a story of many claims, for measuring pages and exports."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel

from app.config import Settings
from app.db import Database
from app.models import Article, Capture, Claim, Excerpt, Sentence, Source, Story, new_id
from app.vocabulary import SentenceKind, Stance, Verdict

SLUG = "a-long-story"
_ARTICLES = 200
_EXCERPTS_A_CLAIM = 4
_LINE = "The fire destroyed {n:,} tonnes of grain in hall {m}."


def fill(folder: Path, claims: int, url: str = "") -> list[str]:
    """Make a database with one story of `claims` claims, four excerpts each; return the claims' ids.

    It is an SQLite file in `folder`, unless `url` says where else.
    """
    database = Database(Settings(data=folder, database_url=url))
    database.migrate()
    story = Story(slug=SLUG, title="A long story")
    articles = [_write_article(number) for number in range(_ARTICLES)]
    ids = [new_id() for _ in range(claims)]
    with database.writing() as session:
        session.add(story)
        session.flush()
        for source, capture, article in articles:
            article["story_id"] = story.id
            _insert(session, Source, [source])
            _insert(session, Capture, [capture])
            _insert(session, Article, [article])
            _insert(session, Sentence, _write_sentences(article))
        _insert(session, Claim, [_write_claim(claim_id, n, story.id) for n, claim_id in enumerate(ids)])
        _insert(session, Excerpt, [e for n, claim_id in enumerate(ids) for e in _write_excerpts(claim_id, n, articles)])
        session.commit()
    database.close()
    return ids


def _insert(session: Any, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    # A model fills in its defaults; Core inserts the rows many at a time.
    session.execute(insert(table), [table(**row).model_dump() for row in rows])


def _write_article(number: int) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    lines = [_LINE.format(n=n * 7 + number, m=n) for n in range(number % 7, 60)]
    text = "\n".join(lines)
    digest = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
    source_id = new_id()
    return (
        {"id": source_id, "name": f"Outlet {number}", "folded_name": f"outlet {number}"},
        {"sha256": digest, "data": text.encode(), "name": f"{number}.txt"},
        {
            "id": new_id(),
            "source_id": source_id,
            "capture_sha256": digest,
            "title": f"Report {number}",
            "published_at": date(2026, 5, 1 + number % 28),
            "language": "en",
            "text": text,
            "text_sha256": digest,
        },
    )


def _write_sentences(article: dict[str, Any]) -> list[dict[str, Any]]:
    rows, start = [], 0
    for line in article["text"].split("\n"):
        rows.append({"article_id": article["id"], "start": start, "end": start + len(line), "kind": SentenceKind.CLAIM})
        start += len(line) + 1
    return rows


def _write_claim(claim_id: str, n: int, story_id: str) -> dict[str, Any]:
    return {
        "id": claim_id,
        "story_id": story_id,
        "text": _LINE.format(n=n * 7, m=n),
        "rank": n,
        "checkworthiness": 0.8,
        "why": "a figure about the damage",
        "suggested_verdict": list(Verdict)[n % 3],
        "basis": "2 sources say it and 1 differs",
        "sources": 3,
        "independent_origins": 2,
        "origins": ["the port authority"],
        "judge": "lexical",
        "judge_version": "1",
    }


def _write_excerpts(claim_id: str, n: int, articles: list[Any]) -> list[dict[str, Any]]:
    rows = []
    for position in range(_EXCERPTS_A_CLAIM):
        article = articles[(n + position * 13) % len(articles)][2]
        line = article["text"].split("\n")[n % 50]
        start = article["text"].index(line)
        stance = list(Stance)[position]
        rows.append(
            {
                "claim_id": claim_id,
                "article_id": article["id"],
                "position": position,
                "start": start,
                "end": start + len(line),
                "text": line,
                "suggested_stance": stance,
                "stance": stance,
                "score": 0.7,
                "reasons": ["Both speak of tonnes of grain."],
            }
        )
    return rows
