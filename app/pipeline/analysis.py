"""A story's articles -> its claims: the machine's part is written anew, people's work stays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from app import store
from app.analysis import Analysis, analyse
from app.db import Database
from app.judges import GoOn
from app.models import Article, Sentence, Source, Story
from app.nlp.claims import Article as ReadableArticle
from app.nlp.sentences import Sentence as FoundSentence
from app.pipeline.claims import save_claims
from app.pipeline.copies import apply_copies
from app.pipeline.judging import find_judge
from app.pipeline.statements import Columns


def analyse_story(database: Database, story_id: str, *, go_on: GoOn = lambda done, total: True) -> str:
    """Read the story's articles, line their claims up and save them; a second time changes nothing.

    Return what is to be said of it: which articles the engine failed on, and what the story's judge couldn't judge.

    Thinking takes long and holds no lock. Where an article came in meanwhile, or what is known of one was corrected, it
    is thought through again.
    """
    with database.reading() as session:
        judge, missing = find_judge(database.settings, store.get_story_by_id(session, story_id))
    saved = False
    while not saved:
        with database.reading() as session:
            story = store.get_story_by_id(session, story_id)
            articles = store.list_all_articles(session, story_id)
        texts = [readable(article, source) for article, source in articles]
        found = analyse(texts, story.counting, judge=judge, go_on=go_on)
        columns = Columns(found)
        with database.writing() as session:
            saved = save_analysis(session, story_id, found, columns)
    return " ".join(filter(None, (found.unread, missing or found.unjudged)))


def readable(article: Article, source: Source | None, *, text: str | None = None) -> ReadableArticle:
    """Return an article as the engine reads it; the hash of its text names it, so that nothing depends on chance.

    `text` stands in for the article's own, which is then not asked for.
    """
    return ReadableArticle(
        id=article.text_sha256,
        text=article.text if text is None else text,
        title=article.title,
        publisher=source.name if source else None,
        author=article.author,
        published_at=article.published_at,
        language=article.language,
        family=source.family if source else None,
    )


def save_analysis(session: Session, story_id: str, found: Analysis, columns: Columns | None = None) -> bool:
    """Save what was found and commit; return False, and save nothing, if articles or details are others by now.

    `columns` are what its statements say; whoever has many of them reads them off before taking the lock.
    """
    story = session.scalars(select(Story).where(col(Story.id) == story_id).with_for_update()).one()
    rows = store.list_all_articles(session, story_id, texts=False)
    articles = {article.text_sha256: article for article, _ in rows}
    as_read = {replace(read.article, text="") for read in found.articles}
    if as_read != {readable(article, source, text="") for article, source in rows}:
        return False
    _save_articles(session, story_id, articles, found)
    save_claims(session, story, rows, found, columns or Columns(found))
    session.commit()
    return True


def _save_articles(session: Session, story_id: str, articles: Mapping[str, Article], found: Analysis) -> None:
    """Save the sentences of the articles, and which of them are copies."""
    known: defaultdict[str, list[Sentence]] = defaultdict(list)
    in_story = select(Sentence).join(Article, col(Article.id) == col(Sentence.article_id))
    for sentence in session.scalars(in_story.where(col(Article.story_id) == story_id)):
        known[sentence.article_id].append(sentence)
    for read in found.articles:
        article, original = articles[read.article.id], found.copy_of.get(read.article.id)
        if article.copy_settled_at is None:
            article.copy_of = articles[original].id if original else None
        _save_sentences(session, article.id, known[article.id], read.sentences)
    apply_copies({article.id: article for article in articles.values()})
    session.flush()


def _save_sentences(
    session: Session, article_id: str, known: Sequence[Sentence], found: Sequence[FoundSentence]
) -> None:
    before = sorted((s.start, s.end, s.kind, s.why) for s in known)
    if before == sorted((s.start, s.end, s.kind, s.why) for s in found):
        return
    for sentence in known:
        session.expunge(sentence)
    session.execute(delete(Sentence).where(col(Sentence.article_id) == article_id))
    rows = [
        {"article_id": article_id, "start": s.start, "end": s.end, "kind": s.kind, "why": s.why[:300]} for s in found
    ]
    if rows:
        session.execute(insert(Sentence), rows)
