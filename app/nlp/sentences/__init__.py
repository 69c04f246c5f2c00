"""Text -> sentences: their spans and their kinds."""

from app.nlp.sentences.boundaries import split
from app.nlp.sentences.kinds import Sentence, sort_sentences

__all__ = ["Sentence", "sort_sentences", "split"]
