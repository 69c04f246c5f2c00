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
        "excerpts": [_freeze_row(row) | {"relied_on": row.id in relied_on} for row in evidence],
    }


def _freeze_row(row: store.EvidenceRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "article_id": row.article_id,
        "title": row.title or row.name,
        "publisher": row.publisher,
        "author": row.author,
        "url": row.url,
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "language": row.language,
        "text_sha256": row.text_sha256,
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "before": row.before,
        "after": row.after,
        "stance": row.stance.value,
        "suggested_stance": row.suggested_stance.value,
        "score": row.score,
        "reasons": row.reasons,
        "speaker": row.speaker,
        "strength": row.strength.value,
    }
