"""The whole flow of the pure rooms for one story: articles -> statements -> claims, excerpts, origins, suggestions."""

import logging
from collections.abc import Iterable
from functools import lru_cache

from app.analysis.claims import Story
from app.analysis.standing import lend
from app.analysis.values import Analysis
from app.judges import GoOn, Judge, Lexical, ask, explain_unjudged
from app.nlp.claims import Article, ReadArticle, read_article
from app.nlp.collecting import uncollected
from app.nlp.marking import mark_words
from app.nlp.origins import Directory
from app.vocabulary import Counting

_WORDS = Lexical()
_MOST_NAMES = 3
_log = logging.getLogger(__name__)
# What a slip in the engine raises. A full memory or a stop by hand is none, and ends the analysis.
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def warm() -> None:
    """Load what the engine loads when it is first used, such as the tables of words and the units of measure.

    It takes about a second, which would otherwise be somebody's first page.
    """
    words = ("The fire burned 12,000 tonnes of wheat on Monday, Ilse Varga said.", "It burned 9 million kg of wheat.")
    analyse([Article(text, text) for text in words])
    mark_words(*words)


def analyse(
    articles: Iterable[Article],
    counting: Counting = Counting.SOURCES,
    *,
    judge: Judge = _WORDS,
    go_on: GoOn = lambda done, total: True,
) -> Analysis:
    """Return the analysis of a story; the same whatever the order of the articles, as far as the judge is."""
    with uncollected():
        read = tuple(map(_read, articles))
    return hold(read, counting, judge=judge, go_on=go_on)


# An article is read as often as others come in beside it, and reading it again gives the same.
read_once = lru_cache(maxsize=2_000)(read_article)


def _read(article: Article) -> ReadArticle:
    """Read an article, or say that the engine failed on it: one text that nobody foresaw must not hide a story."""
    try:
        return read_once(article)
    except _FAULTS:
        _log.exception("The engine failed on the article %s. The story is analysed without it.", article.id)
        return ReadArticle(article, (), (), (), is_read=False)


def hold(
    read: Iterable[ReadArticle],
    counting: Counting = Counting.SOURCES,
    *,
    judge: Judge = _WORDS,
    go_on: GoOn = lambda done, total: True,
) -> Analysis:
    """Hold articles that have been read against each other: by words, and then as `judge` sees it."""
    ordered = tuple(sorted(read, key=lambda r: r.article.id))
    told = [r for r in ordered if r.is_read]
    with lend(told) as standing:
        with uncollected():
            by_words = standing.line_up(told)
        sheets = ask(judge, by_words, [statement for r in told for statement in r.statements], go_on)
        with uncollected():
            copy_of = standing.lineup.copies.originals
            story = Story({r.article.id: r for r in told}, Directory(told), copy_of, counting)
            claims = standing.make_claims(sheets, story)
    return Analysis(ordered, copy_of, tuple(claims), explain_unjudged(sheets), explain_unread(ordered))


def explain_unread(read: Iterable[ReadArticle]) -> str:
    """Say in one sentence which articles the engine failed on, or nothing.

    >>> explain_unread([ReadArticle(Article("a", "?", title="Ferry sinks"), (), (), (), is_read=False)])
    'The engine failed on 1 article, whose claims are missing: “Ferry sinks”. The log says why.'
    """
    names = [f"“{r.article.title or r.article.id}”" for r in read if not r.is_read]
    if not names:
        return ""
    some = ", ".join(names[:_MOST_NAMES]) + (" and others" if len(names) > _MOST_NAMES else "")
    articles = f"{len(names):,} {'article' if len(names) == 1 else 'articles'}"
    return f"The engine failed on {articles}, whose claims are missing: {some}. The log says why."
