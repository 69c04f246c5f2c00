"""What pronouns, short names and bare descriptions in an article mean, so that a statement can be read alone."""

from app.nlp.references.frames import find_said
from app.nlp.references.resolving import resolve_references
from app.nlp.references.wording import Reference, References, finish

__all__ = ["Reference", "References", "find_said", "finish", "resolve_references"]
