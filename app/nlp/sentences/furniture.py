"""Which sentences are page furniture: bylines, credits, captions, forms, links, notices."""

import re

from app.nlp.lexicon.cues import words_of
from app.nlp.lexicon.furniture import BYLINE, CAPTION, FURNITURE
from app.nlp.lexicon.sentences import FINITE
from app.nlp.sentences.boundaries import find_dateline_end
from app.nlp.sentences.line import Line, find_why

_LONGEST = 500
_LONGEST_CAPTION = 40
_BULLETS = "•*·>»|[ "
_PARTICIPLE = re.compile(r",\s(?:\w+ly\s)?\w+ing\b.*", re.DOTALL)
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_PASSIVE = re.compile(r"^\w+ed\s|\b\w+ed\sby\b")
_CONTRACTED = re.compile(r"\b(?:i|you|he|she|it|we|they|there|that|who)'\w")
_BEFORE_NOUN = words_of("a an the his her its their our that this these those no any to him them it")


def find_furniture(line: Line) -> str:
    """Return what kind of page furniture a sentence is, or nothing.

    >>> find_furniture(Line("Photo: Orla Finn"))
    'an image credit'
    >>> find_furniture(Line("Orla Finn took the photo."))
    ''
    """
    if len(line.text) > _LONGEST:
        return ""
    if not line.words:
        return "no words"
    if find_dateline_end(line.text, 0, len(line.text)) == len(line.text):
        return "a dateline"
    if BYLINE.match(line.text):
        return "a byline"
    text = line.low.lstrip(_BULLETS) or line.low
    return find_why(FURNITURE, text, line.words, anchored=True) or _find_caption(line)


def _find_caption(line: Line) -> str:
    """Return why a sentence is a caption, or nothing: it says so, or it stands by itself and has no verb."""
    if CAPTION.match(line.low):
        return "a caption"
    if not line.is_alone or line.is_quoted or not line.text.endswith(".") or not _lacks_verb(line):
        return ""
    return "a caption: it has no verb" if line.is_glued or _PASSIVE.search(line.low) else ""


def _lacks_verb(line: Line) -> bool:
    """Tell whether no word of the sentence can be its verb: a participle ("a bridge closed by floods") is none."""
    if FINITE & line.words or _CONTRACTED.search(line.low):
        return False
    tokens = _TOKEN.findall(_PARTICIPLE.sub("", line.low))
    if not 4 <= len(tokens) <= _LONGEST_CAPTION:
        return False
    return not any(_is_verb(token, after) for token, after in zip(tokens[1:], [*tokens[2:], ""], strict=True))


def _is_verb(word: str, after: str) -> bool:
    """Tell whether a word may be a verb that makes a sentence, by its ending and by the word after it."""
    if word.endswith("ed"):
        return after != "by"
    return word.endswith("s") and after in _BEFORE_NOUN
