"""An analysis as others read it: the public format, and a report for a terminal."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.analysis.values import Analysis, Claim, Excerpt
from app.nlp.claims import ReadArticle
from app.nlp.language import say_coverage
from app.nlp.quantities import Quantity


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
