"""A claim with its evidence as plain values: what a decision keeps of what its people saw."""

from collections.abc import Sequence
from typing import Any

from app import store
from app.models import Claim


def freeze(claim: Claim, evidence: Sequence[store.EvidenceRow], relied_on: Sequence[str]) -> dict[str, Any]:
    """Return a claim with its evidence as plain values that no later change reaches."""
    return {
        "claim": claim.text,
        "suggested_verdict": claim.suggested_verdict.value,
        "basis": claim.basis,
        "reasons": claim.reasons,
        "origins": claim.origins,
        "sources": claim.sources,
        "independent_origins": claim.independent_origins,
        "excerpts": [_freeze_row(row) | {"relied_on": row.excerpt.id in relied_on} for row in evidence],
    }


def _freeze_row(row: store.EvidenceRow) -> dict[str, Any]:
    excerpt, article = row.excerpt, row.article
    return {
        "id": excerpt.id,
        "article_id": article.id,
        "title": article.title or article.name,
        "publisher": row.source.name if row.source else None,
        "author": article.author,
        "url": article.url,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "language": article.language,
        "text_sha256": article.text_sha256,
        "start": excerpt.start,
        "end": excerpt.end,
        "text": excerpt.text,
        "before": row.before,
        "after": row.after,
        "stance": excerpt.stance.value,
        "suggested_stance": excerpt.suggested_stance.value,
        "score": excerpt.score,
        "reasons": excerpt.reasons,
        "speaker": excerpt.speaker,
        "strength": excerpt.strength.value,
    }
