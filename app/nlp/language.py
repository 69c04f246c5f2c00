"""Which language a text is in."""

from functools import cache
from typing import TYPE_CHECKING

from app.nlp.lexicon.reading import ENGLISH_PARTICLES

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_FEWEST_LETTERS = 20
_SAMPLE = 4000
_SURE = 0.5
"""Confidence, calibrated across lengths by the model itself, under which the answer is "can't be told"."""


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, or "und" where it is too short or too mixed to tell.

    >>> detect_language("El río subió dos metros durante la noche y el puente quedó cerrado.")
    'es'
    >>> detect_language("OK 3")
    'und'
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return "und"
    if _is_plainly_english(sample):
        return "en"
    code, confidence = _load_identifier().classify(sample)
    return str(code) if confidence >= _SURE else "und"


def _is_plainly_english(text: str) -> bool:
    """Tell whether so many of the words are English particles that no model needs to be asked."""
    words = text.lower().split()
    return len(words) >= 40 and sum(word in ENGLISH_PARTICLES for word in words) >= 0.15 * len(words)


@cache
def _load_identifier() -> "LanguageIdentifier":
    """Return the identifier with its model, read once."""
    # Loading numpy and the model takes half a second; whoever never asks need not wait.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
