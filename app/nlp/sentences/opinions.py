"""Which sentences judge, predict, appeal or speak of significance and state nothing that can be checked."""

import re

from app.nlp.lexicon.opinions import APPEALS, FIRM, MEASURED, QUOTED, SAID, SOFT
from app.nlp.sentences.line import Line, find_why

_LONGEST = 1000
_QUOTATION = re.compile(r"[\"“«][^\"“”«»]*[\"”»]")
_ADDRESS = re.compile(r"\b(?:https?://|www\.|pic\.)\S{1,200}")
_DIGIT = re.compile(r"\d")
_CREDITED = re.compile(
    r"\baccording to\b|\badds[.,:]"
    r"|\b(?:reports|claims|fears|hopes|promises|calls|shows?|showed|found|finds|adds) that\b"
)
_NOT_CLEAR = re.compile(r"(?:\bnot|n't)(?: \w+)? (?:clear|known|certain)\b|\bun(?:clear|known|certain)\b")
_ASIDE = re.compile(
    r",\s(?:\w+ly\s)?(?:\w+ing|which|who|where|a\s(?:move|development|step|sign|decision))\b[^,]*(?=,|\.?\Z)"
)


def find_opinion(line: Line) -> str:
    """Return why a sentence is judgement rather than a claim, or nothing.

    Somebody who is credited, or a figure, makes a judgement checkable: it is a claim that she said it.

    >>> find_opinion(Line("The flood is a stark reminder that the valley is fragile."))
    'speaks of significance'
    >>> find_opinion(Line("The flood is a stark reminder that the valley is fragile, Orla Finn said."))
    ''
    """
    if len(line.text) > _LONGEST:
        return ""
    text = _ADDRESS.sub("", line.low)
    if why := find_why(APPEALS, text, line.words):
        return why
    if _is_checkable(text):
        return ""
    core = _ASIDE.sub("", text)
    return (
        find_why(FIRM, core, line.words)
        or (find_why(QUOTED, text, line.words) if line.is_quoted else "")
        or ("" if MEASURED & line.words else find_why(SOFT, core, line.words))
    )


def _is_checkable(text: str) -> bool:
    """Tell whether the sentence holds a figure, or credits somebody outside quotation marks."""
    if _DIGIT.search(text) or _CREDITED.search(text) or _NOT_CLEAR.search(text):
        return True
    return not SAID.isdisjoint(re.findall(r"[a-z]+", _QUOTATION.sub(" ", text)))
