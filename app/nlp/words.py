"""Text -> words: tokens with their spans, lemmas, stems, and how much a word tells a reader."""

import json
import math
import re
import unicodedata
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import NamedTuple

import simplemma

from app.nlp.lexicon.nations import DEMONYMS
from app.nlp.lexicon.words import (
    ARABIC_ENDINGS,
    ARABIC_LEADS,
    CONTRACTIONS,
    DERIVATIONAL_SUFFIXES,
    ELIDED,
    FOREIGN_STOP_WORDS,
    IRREGULAR_FORMS,
    LEMMATIZED_LANGUAGES,
    OWN_STEMS,
    STOP_WORDS,
)

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"  # Accents, and the vowel signs of Arabic.
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*|[’'ʼ][^\W\d_]+)*")
_MARK = re.compile(rf"[{_MARKS}]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


class Token(NamedTuple):
    """A word of a text: code points `start` to `end` (exclusive), its lower-case form and its lemma.

    `is_number` tells whether it is written with digits, `is_content` whether it says something by itself (no article,
    auxiliary, pronoun ...).
    """

    text: str
    lower: str
    lemma: str
    is_number: bool
    is_content: bool
    start: int
    end: int


# A plain tuple's way to make one: a named one's own goes through Python each time, and an article has a thousand words.
_token = partial(tuple.__new__, Token)


@lru_cache(maxsize=64)
def tokenize(text: str, language: str = "en") -> tuple[Token, ...]:
    """Return the words of `text`, in order; offsets are those of `text`.

    The last few texts are kept, as a sentence is asked for by several readers one after the other.

    >>> [(t.text, t.lemma) for t in tokenize("The rivers rose; they didn’t fall.") if t.is_content]
    [('rivers', 'river'), ('rose', 'rise'), ('fall', 'fall')]
    """
    return tuple([_token((*_read_word(match.group(), language), *match.span())) for match in _WORD.finditer(text)])


@lru_cache(maxsize=100_000)
def _read_word(word: str, language: str) -> tuple[str, str, str, bool, bool]:
    """Return what a token tells but where it stands."""
    lower = _compose(word.lower()).translate(_APOSTROPHES)
    if language in ELIDED and lower.partition("'")[0] in ELIDED[language]:
        lower = lower.partition("'")[2] or lower
    elif len(lower) > 2:
        lower = lower.removesuffix("'s")
    lemma, is_number = lemmatize(lower, language), word[0].isdigit()
    stops = FOREIGN_STOP_WORDS.get(language, STOP_WORDS)
    is_content = lower not in stops and lemma not in stops and (len(lower) > 1 or is_number)
    return word, lower, lemma, is_number, is_content


def is_telling(lemma: str) -> bool:
    """Tell whether an English word says something by itself.

    >>> is_telling("resign"), is_telling("do")
    (True, False)
    """
    return lemma not in STOP_WORDS


def _compose(word: str) -> str:
    """Return a word with each accent in one letter with what it stands on, and without the vowel signs of Arabic."""
    if word.isascii() or not _MARK.search(word):
        return word
    return _MARK.sub("", unicodedata.normalize("NFC", word)) or word


@lru_cache(maxsize=100_000)
def lemmatize(word: str, language: str = "en") -> str:
    """Return the dictionary form of a lower-case word.

    >>> lemmatize("found"), lemmatize("children"), lemmatize("flooding")
    ('find', 'child', 'flood')
    """
    if word in CONTRACTIONS:
        return CONTRACTIONS[word]
    if word in IRREGULAR_FORMS and language == "en":
        return IRREGULAR_FORMS[word]
    if language == "ar":
        return _strip_arabic(word)
    if language not in LEMMATIZED_LANGUAGES or word[0].isdigit():
        return word
    lemma = str(simplemma.lemmatize(word, lang=language)).lower()
    return _verb_of(lemma) if language == "en" else lemma


def _strip_arabic(word: str) -> str:
    """Return an Arabic word without article, joined particles and endings.

    A light stemmer after Larkey, Ballesteros and Connell, "Improving stemming for Arabic information retrieval" (2002).

    >>> _strip_arabic("والمنازل") == _strip_arabic("منازل")
    True
    """
    lead = next((lead for lead in ARABIC_LEADS if word.startswith(lead) and len(word) - len(lead) >= 3), "")
    word = word.removeprefix(lead)
    ending = next((end for end in ARABIC_ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), "")
    return word.removesuffix(ending)


def _verb_of(lemma: str) -> str:
    """Undo an English -ing that the dictionary takes for a noun, so that "flooding" meets "flooded"."""
    if not lemma.endswith("ing") or len(lemma) < 6:
        return lemma
    bare = lemma[:-3]
    if bare[-1] == bare[-2] and bare[-1] not in "lsz":
        bare = bare[:-1]
    past = str(simplemma.lemmatize(bare + "ed", lang="en"))
    if past == bare or (past == bare + "e" and simplemma.is_known(past, lang="en")):
        return past
    return lemma


@lru_cache(maxsize=100_000)
def stem(lemma: str) -> str:
    """Return what a word shares with its relatives: a long lemma loses a derivational suffix.

    >>> stem("evacuation") == stem("evacuate"), stem("deployment") == stem("deploy"), stem("station") == stem("state")
    (True, True, False)
    """
    if lemma in OWN_STEMS:
        return lemma
    for suffix in DERIVATIONAL_SUFFIXES:
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= 5:
            lemma = lemma[: -len(suffix)]
            break
    return lemma[:-1] if len(lemma) > 4 and lemma[-1] in "ey" else lemma


_NATION_OF = {
    called: country
    for country, people in (line.split(": ") for line in DEMONYMS.strip().split("\n"))
    for called in people.split()
}


@lru_cache(maxsize=100_000)
def word_key(lemma: str) -> str:
    """Return what two words have in common that mean the same in another form: the stem, or the nation.

    >>> word_key("israeli") == word_key("israel"), word_key("evacuation") == word_key("evacuate")
    (True, True)
    """
    return stem(_NATION_OF.get(lemma) or _NATION_OF.get(lemma.removesuffix("s")) or lemma)


@cache
def _frequencies() -> dict[str, float]:
    """Return in how many of a million sentences each lemma occurs, as `benchmarks/count_words.py` counted."""
    data = files("app.nlp.lexicon").joinpath("frequencies.json").read_text("utf-8")
    table: dict[str, float] = json.loads(data)["per_million"]
    return table


_RAREST = 150.0


@lru_cache(maxsize=100_000)
def rarity(lemma: str) -> float:
    """Return how much a lemma tells, 0.0 (in every sentence) to 1.0 (rare in English at large).

    The inverse document frequency over sentences, from a shipped table: a story's own counts would let an
    unrelated article change what two others say of each other.

    >>> rarity("say") < rarity("evacuate") < rarity("isthmus")
    True
    """
    per_million = _frequencies().get(lemma, _RAREST)
    return math.log(1e6 / max(per_million, _RAREST)) / math.log(1e6 / _RAREST)


def fold(text: str) -> str:
    """Return text without case, accents and compatibility forms, for comparing words as a reader would.

    >>> fold("Ａcción Élite")
    'accion elite'
    """
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
