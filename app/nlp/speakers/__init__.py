"""Who said what: quotations and reported speech, with the speaker's full name as the article gives it."""

from app.nlp.speakers.attributions import Attribution, find_attributions
from app.nlp.speakers.people import read_cast
from app.nlp.speakers.strength import find_strength

__all__ = ["Attribution", "find_attributions", "find_strength", "read_cast"]
