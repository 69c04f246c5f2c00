"""What pronouns, short names and bare descriptions in an article mean, so that a statement can be read alone."""

from app.nlp.references.resolving import resolve_references
from app.nlp.references.wording import Reference, References, finish

__all__ = ["Reference", "References", "finish", "resolve_references"]
