"""The whole flow of the pure rooms for one story: articles -> statements -> claims, excerpts, origins, suggestions."""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from app.judges import GoOn, Judge, Judgement, Lexical, Sheet, ask, explain_unjudged
from app.nlp.claims import Article, ReadArticle, Statement, read_article
from app.nlp.collecting import uncollected
from app.nlp.grouping import Group, group
from app.nlp.language import say_coverage
from app.nlp.marking import mark_words
from app.nlp.matching import Matcher
from app.nlp.names import same_name
from app.nlp.origins import Directory, Origin, count_independent, find_copies, merge_origins
from app.nlp.overtaken import Told, explain_overtaking, share_a_figure
from app.nlp.quantities import Quantity
from app.verdict import Evidence, suggest
from app.vocabulary import Counting, Stance, Verdict


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A statement held against a claim: the stance, its score (0.0-1.0), and the sentences that explain it.

    `conflict` is a contradiction in brief ("about 200 against 3,000 people"), where figures tell it.
    """

    statement: Statement
    stance: Stance
    score: float
    reasons: tuple[str, ...]
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a story with everything that is held against it; the first excerpt states it and is its home.

    `basis` is the one line under the suggestion ("4 sources, 1 origin: the port authority"); `judge` and
    `judge_version` say who judged what is held against it.
    """

    text: str
    checkworthiness: float
    why: str
    excerpts: tuple[Excerpt, ...]
    origins: tuple[str, ...]
    independent_origins: int
    suggested_verdict: Verdict
    basis: str
    reasons: tuple[str, ...] = ()
    judge: str = Lexical.name
    judge_version: str = Lexical.version


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the machine makes of a story. `copy_of` maps an article's id to the one whose text it mostly is.

    `unjudged` says what a judge couldn't tell, so that words alone had to, `unread` which articles are missing from
    the claims as the engine failed on them; both are empty where there is nothing to say.
    """

    articles: tuple[ReadArticle, ...]
    copy_of: dict[str, str]
    claims: tuple[Claim, ...]
    unjudged: str = ""
    unread: str = ""


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
    return hold(tuple(map(_read, articles)), counting, judge=judge, go_on=go_on)


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
    with uncollected():
        copy_of = find_copies(r.article for r in told)
        story = _Story({r.article.id: r for r in told}, Directory(told), copy_of, counting)
        matcher = Matcher(told)
        by_words = [_hold(matcher, found) for found in group(matcher)]
    sheets = ask(judge, by_words, [profile.statement for profile in matcher.profiles], go_on)
    with uncollected():
        claims = sorted(map(story.make_claim, sheets), key=_place)
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


def _place(claim: Claim) -> tuple[str, int, int]:
    home = claim.excerpts[0].statement
    return (home.article, home.start, home.end)


@dataclass(frozen=True, slots=True)
class _Story:
    """What making a claim needs to know of its story."""

    read: Mapping[str, ReadArticle]
    speakers: Directory
    copy_of: Mapping[str, str]
    counting: Counting

    def make_claim(self, sheet: Sheet) -> Claim:
        """Return what is held against a statement as a claim, with its origins and the verdict that they suggest."""
        home = sheet.home
        excerpts = self._date(tuple(_excerpts(sheet)))
        bearing = [e.statement for e in excerpts if e.stance in {Stance.STATES, Stance.SUPPORTS}]
        origins = merge_origins(filter(None, map(self.speakers.find_origin, bearing)))
        independent = count_independent(origins)
        suggestion = suggest(
            [self._evidence(e, origins) for e in excerpts],
            counting=self.counting,
            independent_origins=independent,
        )
        return Claim(
            text=home.wording,
            checkworthiness=home.checkworthiness,
            why=home.why,
            excerpts=excerpts,
            origins=tuple(origin.name for origin in origins),
            independent_origins=independent,
            suggested_verdict=suggestion.verdict,
            basis=suggestion.basis,
            reasons=suggestion.reasons,
            judge=sheet.judge,
            judge_version=sheet.judge_version,
        )

    def _date(self, excerpts: tuple[Excerpt, ...]) -> tuple[Excerpt, ...]:
        """Return the excerpts, those whose figure has moved since as related: a figure of another day is no dispute."""
        bearing = [e for e in excerpts if e.stance in {Stance.STATES, Stance.SUPPORTS} and e.statement.quantities]
        moved = {n: why for n, e in enumerate(excerpts) if e.conflict and (why := self._find_move(e, bearing))}
        repeated = {
            n: moved[m]
            for n, e in enumerate(excerpts)
            for m in moved
            if e.conflict and n not in moved and share_a_figure(excerpts[m].statement, e.statement)
        }
        moved |= repeated
        return tuple(_overtaken(e, moved[n]) if n in moved else e for n, e in enumerate(excerpts))

    def _find_move(self, excerpt: Excerpt, bearing: Iterable[Excerpt]) -> str:
        told = self._told(excerpt)
        return next((why for e in bearing if (why := explain_overtaking(self._told(e), told))), "")

    def _told(self, excerpt: Excerpt) -> Told:
        origin = self.speakers.find_origin(excerpt.statement)
        return Told(excerpt.statement, origin.name if origin else None, self.read[excerpt.statement.article])

    def _evidence(self, excerpt: Excerpt, origins: Sequence[Origin]) -> Evidence:
        """Return an excerpt as the verdict's rules see it."""
        article = self.read[excerpt.statement.article].article
        own = self.speakers.find_origin(excerpt.statement)
        known = next((o.name for o in origins if own and same_name(o.name, own.name)), None)
        return Evidence(
            stance=excerpt.stance,
            source=article.publisher or article.id,
            family=article.family,
            text=self.copy_of.get(article.id, article.id),
            origin=known,
            conflict=excerpt.conflict or None,
            speaker=excerpt.statement.speaker,
            moved=excerpt.conflict if excerpt.stance is Stance.RELATED else None,
        )


def _overtaken(excerpt: Excerpt, why: str) -> Excerpt:
    told = f"{excerpt.conflict}, {why}"
    reasons = (f"A later figure by the same speaker: {told}.", *excerpt.reasons[1:])
    return replace(excerpt, stance=Stance.RELATED, reasons=reasons, conflict=told)


def _hold(matcher: Matcher, found: Group) -> Sheet:
    """Return a claim's home and what words hold against it: what else states it, and what is beside it."""
    home, *members = found.members
    stated = [(at, found.stances[at], Stance.STATES) for at in members]
    beside = [(at, told, told.stance) for at, told in found.others]
    held = (
        (matcher.profiles[at].statement, Judgement(stance, told.score, told.reasons, conflict=told.conflict))
        for at, told, stance in stated + beside
    )
    return Sheet(matcher.profiles[home].statement, tuple(held))


def _excerpts(sheet: Sheet) -> Iterator[Excerpt]:
    """Yield the excerpts of a claim: its home, what else states it, and what is held against it."""
    yield Excerpt(sheet.home, Stance.STATES, 1.0, ("The claim is taken from here.",))
    for statement, told in sheet.held:
        yield Excerpt(statement, told.stance, told.score, told.reasons, told.conflict)


def as_json(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as version 1 of the public format (docs/contract.md), ready for `json.dumps`."""
    return {
        "version": 1,
        "articles": [_article_json(read, analysis.copy_of) for read in analysis.articles],
        "claims": [_claim_json(number, claim) for number, claim in enumerate(analysis.claims, 1)],
    }


def _article_json(read: ReadArticle, copy_of: Mapping[str, str]) -> dict[str, Any]:
    article = read.article
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published_at": _iso(article.published_at),
        "language": article.language,
        "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "copy_of": copy_of.get(article.id),
        "sentences": [{"start": s.start, "end": s.end, "kind": s.kind.value} for s in read.sentences],
    }


def _claim_json(number: int, claim: Claim) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "text": claim.text,
        "checkworthiness": claim.checkworthiness,
        "why": claim.why,
        "excerpts": [_excerpt_json(excerpt) for excerpt in claim.excerpts],
        "origins": list(claim.origins),
        "independent_origins": claim.independent_origins,
        "suggested_verdict": claim.suggested_verdict.value,
        "basis": claim.basis,
    }


def _excerpt_json(excerpt: Excerpt) -> dict[str, Any]:
    statement = excerpt.statement
    return {
        "article": statement.article,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "stance": excerpt.stance.value,
        "score": excerpt.score,
        "reasons": list(excerpt.reasons),
        "speaker": statement.speaker,
        "strength": statement.strength.value,
        "quantities": [_quantity_json(q) for q in statement.quantities],
        "dates": [{"from": _iso(d.first), "to": _iso(d.last), "start": d.start, "end": d.end} for d in statement.dates],
    }


def _quantity_json(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "approximate": quantity.approximate,
        "of": quantity.of,
        "start": quantity.start,
        "end": quantity.end,
    }


def _number(value: float | None) -> float | int | None:
    """Return a whole number without its decimal point, as a reader writes it."""
    return int(value) if value is not None and value == int(value) else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_text(analysis: Analysis) -> str:
    """Return an analysis as a report to read in a terminal."""
    return "\n\n".join([_heading(analysis), *(_claim_text(claim) for claim in analysis.claims)]) + "\n"


def _heading(analysis: Analysis) -> str:
    lines = [f"{len(analysis.articles)} articles, {len(analysis.claims)} claims"]
    lines += [f"{copy} is a copy of {original}" for copy, original in sorted(analysis.copy_of.items())]
    coverage = {read.article.id: say_coverage(read.article.language) for read in analysis.articles}
    lines += [f"{article}: {said}" for article, said in coverage.items() if said]
    return "\n".join(lines)


def _claim_text(claim: Claim) -> str:
    lines = [
        claim.text,
        f"  {claim.suggested_verdict.shape} {claim.suggested_verdict.label}: {claim.basis}",
        f"  worth checking {claim.checkworthiness:.2f}: {claim.why}",
    ]
    for excerpt in claim.excerpts:
        speaker = f" ({excerpt.statement.speaker})" if excerpt.statement.speaker else ""
        lines.append(f"  {excerpt.stance.shape} {excerpt.stance.label} {excerpt.statement.article}{speaker}")
        lines.append(f"      {' '.join(excerpt.statement.text.split())}")
        lines += [f"      {reason}" for reason in excerpt.reasons]
    return "\n".join(lines)
