"""Full-text search in a story's claims: FTS5 on SQLite, tsvector on PostgreSQL, one interface.

Text is split and folded here, not by either database, so that both find the same.
"""

import re
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import ColumnElement, Select, cast, column, delete, false, func, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, col

from app.db import insert_into, is_sqlite, is_storable
from app.models import Claim, Excerpt
from app.nlp.words import fold, rarity, tokenize

_INDEX = table("claim_search", column("id"), column("claim_id"), column("story_id"), column("body"), column("words"))
_FTS5 = table("claim_search_words", column("rowid"), column("claim_search_words"))
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 64
_MOST_WORDS = 4000  # PostgreSQL takes 1 MB of words a row: 4,000 of 64 characters of 4 bytes.
_MOST_SEARCHED = 64
_MOST_ALIKE = 12  # Words of a text that others like it are looked for by.
_LONGEST_ALIKE = 2000  # Code points.
_A_CHUNK = 500


def split_words(text: str) -> list[str]:
    """Return the words of `text` without case and accents, each once.

    >>> split_words("Zürich's 1,200 zurich_tonnes")
    ['zurich', 's', '1', '200', 'tonnes']
    """
    return list(dict.fromkeys(word[:_LONGEST_WORD] for word in _WORD.findall(fold(text))))


def index_claim(session: Session, claim_id: str, story_id: str, body: str) -> None:
    """Make a claim found by the words of `body`."""
    index_claims(session, story_id, [(claim_id, body)])


def index_claims(session: Session, story_id: str, bodies: Sequence[tuple[str, str]]) -> None:
    """Make claims, given as ids and texts, found by the words of their texts; unchanged ones are left alone."""
    rows = [{"claim_id": claim_id, "story_id": story_id, "body": _index_body(body)} for claim_id, body in bodies]
    insert = insert_into(session, _INDEX)
    body = insert.excluded.body
    upsert = insert.on_conflict_do_update(index_elements=["claim_id"], set_={"body": body}, where=_INDEX.c.body != body)
    if rows:
        session.connection().execute(upsert, rows)


def _index_body(text: str) -> str:
    return " ".join(islice(split_words(text), _MOST_WORDS))


def unindex_claims(session: Session, ids: Sequence[str]) -> None:
    """Make claims not found any more."""
    for start in range(0, len(ids), _A_CHUNK):
        session.connection().execute(delete(_INDEX).where(_INDEX.c.claim_id.in_(ids[start : start + _A_CHUNK])))


def match_claims(session: Session, story_id: str, text: str) -> Select[str]:
    """Return a select of the ids of the story's claims that hold every word of `text`, in the claim or its excerpts.

    Any text is safe: nothing in it is taken for an operator. A word of letters is found by its beginning, a figure as
    it stands; what has no letter or figure in it ("%") must stand in the text as it is.
    """
    pieces = text.split()
    words = split_words(text)[:_MOST_SEARCHED]
    symbols = list(dict.fromkeys(piece for piece in pieces if not _WORD.search(piece)))[:_MOST_SEARCHED]
    conditions: list[ColumnElement[bool]] = [_holds_symbol(session, symbol) for symbol in symbols]
    if words:
        conditions.append(_holds_words(session, words))
    return (
        select(_INDEX.c.claim_id)
        .join(Claim, col(Claim.id) == _INDEX.c.claim_id)
        .where(_INDEX.c.story_id == story_id, *conditions)
    )


def find_alike(session: Session, story_id: str, text: str, *, limit: int) -> list[str]:
    """Return the ids of the story's claims that share most of the words of `text` that tell something, most first."""
    tokens = {token.lemma: token.text for token in tokenize(text[:_LONGEST_ALIKE]) if token.is_content}
    telling = sorted(tokens, key=lambda lemma: (-rarity(lemma), lemma))[:_MOST_ALIKE]
    words = split_words(" ".join(tokens[lemma] for lemma in telling))
    if not words:
        return []
    statement = select(_INDEX.c.claim_id).where(_INDEX.c.story_id == story_id)
    if is_sqlite(session):
        query = " OR ".join(f'"{word}"' for word in words)
        statement = statement.join(_FTS5, _FTS5.c.rowid == _INDEX.c.id)
        ordered = statement.where(_FTS5.c.claim_search_words.op("MATCH")(query)).order_by(column("rank"))
    else:
        wanted = cast(" | ".join(f"'{word}'" for word in words), TSQUERY)
        ordered = statement.where(_INDEX.c.words.op("@@")(wanted)).order_by(func.ts_rank(_INDEX.c.words, wanted).desc())
    return list(session.scalars(ordered.order_by(_INDEX.c.claim_id).limit(limit)))


def _holds_words(session: Session, words: Sequence[str]) -> ColumnElement[bool]:
    if is_sqlite(session):
        query = " ".join(f'"{word}"{"*" if _is_prefix(word) else ""}' for word in words)
        matching = select(_FTS5.c.rowid).where(_FTS5.c.claim_search_words.op("MATCH")(query))
        return _INDEX.c.id.in_(matching)
    query = " & ".join(f"'{word}'{':*' if _is_prefix(word) else ''}" for word in words)
    return _INDEX.c.words.op("@@")(cast(query, TSQUERY))


def _is_prefix(word: str) -> bool:
    return len(word) > 2 and word.isalpha()


def is_found(searched: Sequence[str], word: str) -> bool:
    """Tell whether a search for these words, as they were split, finds this word of a text.

    >>> is_found(["pass", "40"], "Passengers"), is_found(["pass", "40"], "400")
    (True, False)
    """
    folded = split_words(word)
    return any(one in folded or (_is_prefix(one) and any(two.startswith(one) for two in folded)) for one in searched)


def _holds_symbol(session: Session, symbol: str) -> ColumnElement[bool]:
    if not is_storable(symbol):
        return false()
    # LIKE would do for both databases, but not for long patterns.
    find = func.instr if is_sqlite(session) else func.strpos
    inside = select(col(Excerpt.id)).where(col(Excerpt.claim_id) == col(Claim.id), find(col(Excerpt.text), symbol) > 0)
    return or_(find(col(Claim.text), symbol) > 0, inside.exists())
