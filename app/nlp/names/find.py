"""Find the proper names of a text by capitals: runs of them, with the small words that names hold inside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import simplemma
from rapidfuzz.fuzz import ratio

from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.names import AND_HEADS, BODY_TAILS, CALENDAR, OF_HEADS, PARTICLES, STARTERS, TITLES
from app.nlp.lexicon.speakers import UNNAMED_HEADS

# A word with a capital, "al-Amin" and "U.S." included; small letters beyond ASCII are sorted out afterwards.
_CAPITAL = re.compile(
    r"(?<![^\W_])(?:(?:[^\W\d_a-z]\.){2,}|(?:(?:al|el|ad|as|ash|an)-)?[^\W\d_a-z][^\W_]*(?:[-’'ʼ](?!s\b)[^\W_]+)*)"
)
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_SENTENCE_ENDS = frozenset(".!?…:;\"“”„«‘'[-–—―•*>|")
_SHORT = word_set("st mt ft mr mrs ms dr gen sen rep gov col lt sgt prof rev capt maj adm jr sr")
_SLIP = 90.0  # Similarity from which a word is a misspelt title: one letter in seven.
_LONGEST_HEADING = 200
_FEWEST_HEADING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a text: code points `start` to `end` (exclusive), as written."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Word:
    text: str
    lower: str
    start: int
    end: int
    opens: bool  # Stands where every word has a capital: first in a sentence, a quotation or a line.
    gap: str = ""  # What stands between the capital word before, in the same line, and this one.
    heading: bool = False
    named: bool = True


def find_names(text: str) -> list[Name]:
    """Return the proper names in `text`, in order (capitalised runs, "University of X", acronyms).

    Titles before a name are left out, and so are days, months and what has a capital only because a sentence
    starts there. Scripts without capitals have no names here.

    >>> [n.text for n in find_names("On Monday President Ada Obi of the Bank of Lagos met Dr. J. van Dyk.")]
    ['Ada Obi', 'Bank of Lagos', 'J. van Dyk']
    """
    words = list(_words(text))
    known = {w.lower for w in words if not w.opens and not w.heading}
    for word, following in zip(words, [*words[1:], None], strict=False):
        word.named = _may_name(word, following, known)
    return [name for run in _runs(words) for name in _names_of(text, run)]


def _words(text: str) -> Iterator[_Word]:
    """Yield the words with a capital, line by line."""
    start = 0
    for line in text.splitlines(keepends=True):
        heading = _is_heading(line.strip())
        last = start
        for match in _CAPITAL.finditer(text, start, start + len(line)):
            word = match.group()
            if not has_capital(word):
                continue
            gap = text[last : match.start()] if last > start and match.start() - last < 24 else "\n"
            yield _Word(
                word, word.lower(), match.start(), match.end(), _opens(text, start, match.start()), gap, heading
            )
            last = match.end()
        start += len(line)


def _is_heading(line: str) -> bool:
    """Tell whether a line is set in headline capitals, so that a capital says nothing there."""
    if not line or len(line) > _LONGEST_HEADING or line[-1] in ".):,":
        return False
    long = _LONG_WORD.findall(line)
    return len(long) >= _FEWEST_HEADING_WORDS and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def has_capital(word: str) -> bool:
    """Tell whether a word is written as names are, "al-Amin" included."""
    _, hyphen, rest = word.partition("-")
    return word[0].isupper() or (bool(hyphen and rest) and rest[0].isupper())


def _opens(text: str, line_start: int, start: int) -> bool:
    at = start - 1
    while at >= line_start and start - at < 4 and text[at].isspace():
        at -= 1
    if at < line_start:
        return True
    return text[at] in _SENTENCE_ENDS and not (text[at] == "." and _is_short(text, at))


def _is_short(text: str, dot: int) -> bool:
    """Tell whether an initial or an abbreviated title stands before a dot, which then ends no sentence."""
    start = dot
    while start > 0 and dot - start < 5 and text[start - 1].isalpha():
        start -= 1
    if start > 0 and text[start - 1].isalnum():
        return False
    word = text[start:dot]
    return (len(word) == 1 and word != "I") or word.lower() in _SHORT


def _may_name(word: _Word, following: _Word | None, known: set[str]) -> bool:
    """Tell whether a word with a capital can be part of a name."""
    if word.lower in CALENDAR or word.text == "I" or word.text.startswith(("I'", "I’")):
        return False
    if word.heading:
        return word.lower in known or not is_common(word.lower)
    if not word.opens or (len(word.text) > 1 and word.text.isupper()):
        return word.lower != "the"
    return word.lower not in STARTERS and (word.lower in known or _opens_name(word, following))


def _opens_name(word: _Word, following: _Word | None) -> bool:
    """Tell whether the first word of a sentence begins a name, rather than having its capital from there."""
    common = is_common(word.lower)
    if word.lower in UNNAMED_HEADS or (common and word.lower.endswith("ist")):
        return False
    before_name = following is not None and following.gap == " " and not following.opens
    return not common or (before_name and not word.lower.endswith(("ly", "ing", "ed")))


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Tell whether a dictionary knows a lower-case word as one that is written so."""
    if not simplemma.is_known(word, lang="en"):
        return False
    return str(simplemma.lemmatize(word, lang="en")).islower()


def _runs(words: list[_Word]) -> Iterator[list[_Word]]:
    """Yield the runs of words that make one name each."""
    run: list[_Word] = []
    for word in words:
        if not word.named or (run and not _joined(run, word)):
            if run:
                yield run
            run = []
        if word.named:
            run.append(word)
    if run:
        yield run


def _joined(run: list[_Word], word: _Word) -> bool:
    """Tell whether what stands between two words goes on with a name: a blank, "van", "of the", a ministry's "and"."""
    if word.gap in {" ", "\u00a0", " & ", "-"}:
        return True
    last = run[-1].lower
    gap = word.gap
    if gap.startswith(". ") and (len(last) == 1 or last in _SHORT):
        gap = gap[1:]
        if gap == " ":
            return True
    if not gap.startswith(" ") or not gap.endswith(" "):
        return False
    small = gap.split()
    if small and all(w in PARTICLES for w in small):
        return True
    if small in (["of"], ["for"], ["of", "the"], ["for", "the"], ["in", "the"]):
        return last in OF_HEADS or (small[0] == "in" and any(w.lower in OF_HEADS for w in run[:-1]))
    return small == ["and"] and any(w.lower in AND_HEADS for w in run) and any(w.gap.strip() == "of" for w in run[1:])


def _names_of(text: str, run: list[_Word]) -> Iterator[Name]:
    """Yield the names in a run: without titles in front, and cut after a body's name that a person's follows."""
    for part in _cut(run):
        start = 0
        for at, (word, following) in enumerate(pairwise(part)):
            if (
                (word.lower.rstrip(".") in TITLES or (at == start > 0 and _misspells_title(word.lower)))
                and following.lower not in TITLES
                and "of" not in following.gap
            ):
                start = at + 1
        if part[start].lower in BODY_TAILS:
            start = 0
        if len(part) - start == 1 and (part[-1].lower in TITLES or len(part[-1].text) == 1):
            continue
        yield Name(text[part[start].start : part[-1].end], part[start].start, part[-1].end)


@lru_cache(maxsize=10_000)
def _misspells_title(word: str) -> bool:
    """Tell whether a long word after a title is a title with a slip in it ("Brigadier Genral")."""
    return len(word) > 6 and any(ratio(word, title) >= _SLIP for title in TITLES)


def _cut(run: list[_Word]) -> Iterator[list[_Word]]:
    start = 0
    for at in range(1, len(run) - 2):
        after = run[at + 1]
        if (
            run[at].lower in BODY_TAILS
            and at > start
            and after.lower not in BODY_TAILS
            and after.gap in {" ", "\u00a0"}
        ):
            yield run[start : at + 1]
            start = at + 1
    yield run[start:]
