"""The pure rooms in order, without a database: a story's articles -> its claims. Begin with `flow`."""

from app.analysis.flow import analyse, explain_unread, hold, read_once, warm
from app.analysis.report import as_json, as_text
from app.analysis.values import Analysis, Claim, Excerpt

__all__ = [
    "Analysis",
    "Claim",
    "Excerpt",
    "analyse",
    "as_json",
    "as_text",
    "explain_unread",
    "hold",
    "read_once",
    "warm",
]
