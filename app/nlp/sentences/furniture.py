"""Which sentences are page furniture: bylines, credits, captions, forms, links, notices."""

import re

from app.nlp.lexicon.furniture import BYLINE, CAPTION, FURNITURE
from app.nlp.lexicon.sentences import FINITE
from app.nlp.sentences.boundaries import find_dateline_end
from app.nlp.sentences.line import Line, find_why

_LONGEST = 500
_LONGEST_CAPTION = 40
_BULLETS = "•*·>»|[ "
_PARTICIPLE = re.compile(r",\s(?:\w+ly\s)?\w+ing\b.*", re.DOTALL)
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_AFTER_VERB = frozenset("a an the his her its their our that this these those no any to him them it".split(" "))
_BEFORE_PARTICIPLE_ENDS = frozenset("by in at on from during near after with outside inside for to of".split(" "))


def find_furniture(line: Line) -> str:
    """Return what kind of page furniture a sentence is, or nothing.

    >>> find_furniture(Line("Photo: Orla Finn"))
    'an image credit'
    >>> find_furniture(Line("Orla Finn took the photo."))
    ''
    """
    if len(line.text) > _LONGEST:
        return ""
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
    if not line.is_alone or line.is_quoted or not line.text.endswith("."):
        return ""
    return "a caption: a sentence by itself without a verb" if _lacks_verb(line) else ""


def _lacks_verb(line: Line) -> bool:
    """Tell whether no word of the sentence can be its verb: a participle ("a bridge closed by floods") is none."""
    tokens = _TOKEN.findall(_PARTICIPLE.sub("", line.low))
    if not 4 <= len(tokens) <= _LONGEST_CAPTION or FINITE & line.words:
        return False
    return not any(_is_verb(token, after) for token, after in zip(tokens[1:], [*tokens[2:], ""], strict=True))


def _is_verb(word: str, after: str) -> bool:
    """Tell whether a word may be a verb that makes a sentence, by its ending and by the word after it."""
    if word.endswith("ed"):
        return after not in _BEFORE_PARTICIPLE_ENDS
    return word.endswith("s") and after in _AFTER_VERB
