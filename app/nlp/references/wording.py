"""Word a span of an article so that it can be read alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from app.nlp.lexicon import references as lexicon


@dataclass(frozen=True, slots=True)
class Reference:
    """A span of a text that points elsewhere, and the fuller phrase that it means.

    `start` and `end` are code points, end exclusive; `antecedent` is where the fuller phrase, or what it was read from,
    begins. `possessive` tells that the phrase needs its genitive here ("his").
    """

    start: int
    end: int
    meaning: str
    antecedent: int
    possessive: bool = False


@dataclass(frozen=True)
class References:
    """The references of one article, computed once."""

    text: str
    found: tuple[Reference, ...]

    def within(self, start: int, end: int) -> Iterator[Reference]:
        """Yield the references of a span, in order."""
        at = bisect_left(self.found, start, key=lambda r: r.start)
        while at < len(self.found) and self.found[at].end <= end:
            yield self.found[at]
            at += 1

    def wording(self, start: int, end: int) -> str:
        """Return a span worded so that it can be read alone, as a sentence.

        What it points to outside itself is named once, connectives in front and marks of a quotation that begins or
        ends elsewhere are dropped, and it ends with a full stop. Quotations are kept as said.
        """
        parts: list[str] = []
        position = start
        named: set[str] = set()
        span = self.text[start:end]
        for reference in self.within(start, end):
            if reference.antecedent >= start or reference.meaning in named or reference.meaning in span:
                continue
            named.add(reference.meaning)
            parts += [self.text[position : reference.start], _inflected(reference)]
            position = reference.end
        parts.append(self.text[position:end])
        return finish("".join(parts))


def _inflected(reference: Reference) -> str:
    if not reference.possessive:
        return reference.meaning
    return reference.meaning + ("’" if reference.meaning.endswith("s") else "’s")


_CONNECTIVE = re.compile(
    r"(?:(?:%s),\s+|(?:%s),?\s+)" % ("|".join(lexicon.CONNECTIVES), "|".join(lexicon.CONJUNCTIONS)),  # noqa: UP031 - braces would need doubling.
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Z.’'-]{1,20}(?: [A-Z][A-Z.’'-]{0,20}){0,2}(?:, [A-Z][A-Za-z.]{1,20})?"
_AGENCY = r"\([A-Z][A-Za-z ]{1,20}\)"
_DATELINE = re.compile(rf"(?:{_PLACE}(?: {_AGENCY})?|{_AGENCY}) ?(?:--?|[–—]) (?=[“\"A-Z])")
_EDGES = " \t\n\r\u00a0,;:–—―-`"


def finish(words: str) -> str:
    """Return words as one sentence: white space and quotation marks in order, a capital in front, a full stop behind.

    The place and the agency in front of an article are no part of its first sentence.

    >>> finish("However, the bridge\\n had closed,”"), finish("EDE (AP) — The bridge is closed")
    ('The bridge had closed.', 'The bridge is closed.')
    """
    sentence = _without_dateline(" ".join(words.split())).strip(_EDGES)
    sentence = _balanced(sentence).strip(_EDGES)
    while match := _CONNECTIVE.match(sentence):
        rest = sentence[match.end() :].lstrip(_EDGES)
        if len(rest) < _SHORTEST:
            break
        sentence = rest
    if not sentence:
        return ""
    sentence = sentence[0].upper() + sentence[1:]
    if sentence[-1] in ".!?…" or sentence[-2:] in {".”", '."', "?”", '?"', "!”", '!"', ".’", ".)"}:
        return sentence
    if sentence[-1] in '”"’' and sentence[-2:-1] == ",":
        return sentence[:-2] + sentence[-1] + "."
    return sentence + "."


def _without_dateline(sentence: str) -> str:
    dateline = _DATELINE.match(sentence)
    return sentence[dateline.end() :] if dateline else sentence


_SHORTEST = 12  # Letters below which dropping a connective would leave no statement.


_MARK = re.compile(r"[“”«»\"]|''")
_PARTNERS = {"“": "”", "”": "“", "«": "»", "»": "«"}


def _balanced(sentence: str) -> str:
    """Give a quotation that begins or ends elsewhere its other mark, or drop the mark where all is quoted."""
    opened: re.Match[str] | None = None
    orphan: re.Match[str] | None = None
    for mark in _MARK.finditer(sentence):
        closes = mark.group() in "”»" or (
            mark.group() in {'"', "''"} and (opened or not _stands_free(sentence, mark.start()))
        )
        if not closes:
            opened = opened or mark
        elif opened:
            opened = None
        else:
            orphan = orphan or mark
    if opened:
        if opened.start() == 0:
            return sentence[opened.end() :]
        return sentence + _PARTNERS.get(opened.group(), opened.group())
    if orphan:
        if not sentence[orphan.end() :].strip(" .,;"):
            return sentence[: orphan.start()] + sentence[orphan.end() :]
        return _PARTNERS.get(orphan.group(), orphan.group()) + sentence
    return sentence


def _stands_free(sentence: str, at: int) -> bool:
    return at == 0 or sentence[at - 1] in " ([—–-"
