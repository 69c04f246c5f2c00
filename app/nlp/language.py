"""Which language a text is in, and how far texts in it are read."""

from functools import cache
from typing import TYPE_CHECKING

from app.nlp.lexicon.languages import BY_WORDS, IN_FULL, NAMES
from app.nlp.lexicon.reading import ENGLISH_PARTICLES

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_FEWEST_LETTERS = 20
_SAMPLE = 4000
_UNKNOWN_WORDS = "sentences, numbers in digits, copies and words in common"
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


def is_read_in_full(language: str) -> bool:
    """Tell whether speakers, opinions, references and stances are read in a language, and not only what stands in
    figures."""
    return language in IN_FULL


def name_language(language: str) -> str:
    """Return what a language is called, or its code where no name is known.

    >>> name_language("uk"), name_language("xx")
    ('Ukrainian', 'a language with the code xx')
    """
    return NAMES.get(language, f"a language with the code {language}")


def say_coverage(language: str) -> str:
    """Return what is read of a text in a language and what isn't, or "" where all is.

    >>> say_coverage("en")
    ''
    >>> say_coverage("es").split(": ")[0]
    'Read in part, as it is in Spanish'
    """
    if is_read_in_full(language):
        return ""
    name = name_language(language)
    read = "sentences, numbers, dates, copies and words in common" if language in BY_WORDS else _UNKNOWN_WORDS
    missing = f"Who says what, opinions and stances are not analysed in {name}, so that its passages are only related."
    return f"Read in part, as it is in {name}: {read}. {missing}"


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
