"""Find the proper names of a text by capitals: runs of them, with the small words that names hold inside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from app.nlp.lexicon.names import AND_HEADS, BODY_TAILS, CALENDAR, OF_HEADS, PARTICLES, STARTERS, TITLES

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'ʼ](?!s\b)[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:;\n]\s*[\"“”'’)\]]*\s*$|[\"“(\[]\s*$|\n|[-–—•*]\s*$")
_INITIALS = re.compile(r"[^\W\d_]|St|Mt|Ft|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Sgt|Prof|Rev|Capt|Maj|Adm|Jr|Sr")
_HEADING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a text: code points `start` to `end` (exclusive), as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    lower: str
    start: int
    end: int
    capital: bool
    opens: bool  # Stands where every word has a capital: first in a sentence, a quotation or a line.


def find_names(text: str) -> list[Name]:
    """Return the proper names in `text`, in order (capitalised runs, "University of X", acronyms).

    Titles before a name are left out, and so are days, months and what has a capital only because a sentence
    starts there. Scripts without capitals have no names here.

    >>> [n.text for n in find_names("On Monday President Ada Obi of the Bank of Lagos met Dr. J. van Dyk.")]
    ['Ada Obi', 'Bank of Lagos', 'J. van Dyk']
    """
    names: list[Name] = []
    known: set[str] = set()
    lines = [list(_words(text, start, end)) for start, end in _lines(text)]
    for line in lines:
        if not _is_heading(text, line):
            known.update(w.lower for w in line if w.capital and not w.opens)
    for line in lines:
        for run in _runs(text, _marked(text, line, known)):
            names += _names_of(text, run)
    return names


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    last = start
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        between = text[max(last, match.start() - 6) : match.start()]
        opens = last == start or _SENTENCE_END.search(between) is not None
        opens = opens and not (between.startswith(".") and _follows_short(text, last))
        yield _Word(word, word.lower(), match.start(), match.end(), _has_capital(word), opens)
        last = match.end()


def _has_capital(word: str) -> bool:
    """Tell whether a word is written as names are, "al-Amin" included."""
    particle, hyphen, rest = word.partition("-")
    return word[0].isupper() or (bool(hyphen and rest) and rest[0].isupper() and particle in PARTICLES)


def _follows_short(text: str, end: int) -> bool:
    """Tell whether the word that ends at `end` is an initial or an abbreviated title, whose dot ends no sentence."""
    match = re.search(r"[^\W_]+$", text[max(0, end - 6) : end])
    return match is not None and _INITIALS.fullmatch(match.group()) is not None and match.group() != "I"


def _is_heading(text: str, line: list[_Word]) -> bool:
    """Tell whether a line is set in headline capitals, so that a capital says nothing there."""
    if not line or text[line[-1].end : line[-1].end + 1] in {".", ")"}:
        return False
    long = [w for w in line if len(w.text) > 3]
    return len(long) >= _HEADING_WORDS and sum(w.capital for w in long) >= 0.8 * len(long)


def _marked(text: str, line: list[_Word], known: set[str]) -> list[tuple[_Word, bool]]:
    """Return the words of a line, each with whether it can be part of a name."""
    heading = _is_heading(text, line)
    followers = [*line[1:], None]
    return [(w, _may_name(w, after, heading, known)) for w, after in zip(line, followers, strict=False)]


def _may_name(word: _Word, following: _Word | None, heading: bool, known: set[str]) -> bool:
    if not word.capital or word.lower in CALENDAR or word.text == "I":
        return False
    if len(word.text) > 1 and word.text.isupper() and not heading:
        return True
    if heading:
        return word.lower in known or not _is_common(word.lower)
    if not word.opens:
        return word.lower != "the" and not word.text.startswith(("I'", "I’"))
    if word.lower in STARTERS:
        return False
    if word.lower in known:
        return True
    before_name = following is not None and following.capital and not following.opens
    return (before_name and not word.lower.endswith(("ly", "ing", "ed"))) or not _is_common(word.lower)


@lru_cache(maxsize=50_000)
def _is_common(word: str) -> bool:
    """Tell whether a dictionary knows a lower-case word as one that is written so."""
    if not simplemma.is_known(word, lang="en"):
        return False
    return str(simplemma.lemmatize(word, lang="en")).islower()


def _runs(text: str, words: list[tuple[_Word, bool]]) -> Iterator[list[_Word]]:
    """Yield the runs of words that make one name each, small joining words included."""
    run: list[_Word] = []
    for at, (word, can_name) in enumerate(words):
        if run and _touches(text, run[-1], word):
            if can_name or (run[0].capital and word.text.isdigit() and len(word.text) < 5):
                run.append(word)
                continue
            if _joins(run, word, words[at + 1 : at + 3]):
                run.append(word)
                continue
        if run:
            yield _trimmed(run)
        run = [word] if can_name else []
    if run:
        yield _trimmed(run)


def _touches(text: str, left: _Word, right: _Word) -> bool:
    gap = text[left.end : right.start]
    return gap in {" ", "\u00a0", "-", " & "} or (gap == ". " and _INITIALS.fullmatch(left.text) is not None)


def _joins(run: list[_Word], word: _Word, following: list[tuple[_Word, bool]]) -> bool:
    """Tell whether a small word goes on with a name: "van", "of the", "and" in a ministry's field of work."""
    last = run[-1].lower
    after = bool(following) and following[0][1]
    if word.lower in PARTICLES:
        return after
    if word.lower == "the":
        return last in {"of", "for"} and after
    if word.lower in {"of", "for"}:
        the_next = len(following) > 1 and following[0][0].lower == "the" and following[1][1]
        return last in OF_HEADS and (after or the_next)
    return (
        word.lower == "and" and after and any(w.lower in AND_HEADS for w in run) and any(w.lower == "of" for w in run)
    )


def _trimmed(run: list[_Word]) -> list[_Word]:
    while not run[-1].capital and not run[-1].text.isdigit():
        run = run[:-1]
    return run


def _names_of(text: str, run: list[_Word]) -> Iterator[Name]:
    """Yield the names in a run: without titles in front, and cut after a body's name that a person's follows."""
    for part in _cut(run):
        start = 0
        for at, word in enumerate(part[:-1]):
            if word.lower.rstrip(".") in TITLES and part[at + 1].lower not in {"of", "for"} | TITLES:
                start = at + 1
        part = part[start:] if part[start:] and part[start].lower not in BODY_TAILS else part
        if len(part) == 1 and (part[0].lower in TITLES or len(part[0].text) == 1):
            continue
        yield Name(text[part[0].start : part[-1].end], part[0].start, part[-1].end)


def _cut(run: list[_Word]) -> Iterator[list[_Word]]:
    start = 0
    for at in range(1, len(run) - 2):
        ends_body = run[at].lower in BODY_TAILS and run[at + 1].lower not in {"of", "for", "and", *BODY_TAILS}
        if ends_body and at > start and all(w.capital for w in run[at + 1 :]):
            yield run[start : at + 1]
            start = at + 1
    yield run[start:]
