"""Where sentences begin and end.

Every full stop is looked at once, with a bounded window on both sides, so that time grows with the length of the text
whatever it holds.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from app.nlp.lexicon.sentences import (
    AFTER_CLOCK,
    BEFORE_DATE,
    BEFORE_MORE,
    BEFORE_NAME,
    BEFORE_NUMBER,
    CLOCK,
    EITHER,
    OPENERS,
    SAYING,
)
from app.nlp.sentences.paragraphs import list_paragraphs

_WINDOW = 60

_QUOTES = "\"'”’»›“‘"
_CLOSERS = _QUOTES + ")]}"
_OPENERS_BEFORE_WORD = "\"'“‘«‹„‚([{¿¡—–-•*"

# The look-behind lets a run of stops be tried at its first character only: without it a megabyte of dots is quadratic.
# Only single characters are repeated possessively: Python before 3.11.5 loses matches where a group is.
_STOP = re.compile(
    rf"""
      (?<![.!?…؟۔।]) (?P<mark> [.!?…؟۔।]++ (?:[ ]\.++){{0,8}} ) (?![ ]\.)
      (?P<close> (?: [{re.escape(_CLOSERS)}] | [ \u00a0\u202f]»(?=\s|\Z) ){{0,8}} ) (?P<gap> \s++ )
    | (?<![。！？｡]) (?P<wide> [。！？｡]++ [」』”’）]*+ )
    """,
    re.VERBOSE,
)

# Two sentences printed without a space between them: "…in the north.Rescuers were…", "(image: Reuters)Rescuers…".
_GLUED = re.compile(
    r"[.!?](?<=[^\W\d_A-Z]{3}.)[”’\"»)]?(?=[A-Z][a-z]+[\s,’'])|[)](?<=[^\W\d_].)(?=[A-Z][a-z]+\s)", re.DOTALL
)
_IN_ADDRESS = re.compile(r"[@/_\\]|www\.|\.\w+\.")

_SHORTENED = BEFORE_NAME | BEFORE_NUMBER | BEFORE_MORE | EITHER

_NEXT_WORD = re.compile(r"[^\W_](?:[\w'’-]|\.(?=\w))*")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)*[^\W\d_](?<!I)|(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_NAME_BEFORE_I = re.compile(r"[A-Z][\w'’-]{1,30}\sI\Z")
_NEXT_INITIAL = re.compile(r"[^\W\d_]\.\s?[^\W\d_a-z]")
_FIGURE_BEFORE = re.compile(r"\d[\s°]{0,2}[^\W\d_]{1,3}\Z")
_DASH_GOES_ON = re.compile(r"[—–-]{1,2}\s+")
_ELISION = re.compile(r"\A(?:[LldDNn]|[Qq]u)['’]")  # "L’art. 5" is shortened as "art. 5" is.
_LIST_MARK = re.compile(r"(?:[•⁃▪*-]\s?)?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})")

_ITEM = re.compile(r"(?<!\S)(?P<bullet>[•⁃▪]\s?)?(?P<label>\d{1,3}|[a-z])(?P<end>\.\)|\)|\.)(?=\s)")

# A source in brackets before the full stop that belongs to both: “…” (Finn 55).
_CITED = re.compile(r"\([^()]{1,40}\)\.")

_CREDIT = re.compile(
    rf"(?:[A-Z][\w.'’-]{{0,30}}\s){{1,4}}(?:{'|'.join(sorted(SAYING))})(?:[.,;:]|\s(?:in|on|at|after|during|to)\b|\Z)"
)

# "ELMSTADT, Feb. 3 (Agency) --", "ELM CITY (Agency) -": a place in capitals and an agency or a day, then a dash.
_DATELINE = re.compile(
    r"""
    (?P<place> [^\W\d_a-z][^\W\d_a-z.'’-]+ (?:[ ,/]{1,2}[^\W\d_][\w.'’-]*){0,4}? )
    (?P<day> ,[ ](?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8}\.?)(?:,?[ ]\d{4})? )?
    (?P<agency> [ ]\([^()\n]{2,40}\) )?
    [ ]? (?:--|—|–|-) (?=\s|\Z)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A full stop and its surroundings: `word` before it, `rest` after it, `so_far` since the sentence began."""

    so_far: str
    word: str
    mark: str
    close: str
    rest: str
    next_word: str

    @property
    def key(self) -> str:
        """Return the word before the stop as the word lists write it."""
        return self.word.lower()


def split(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, trimmed of white space, in order, never overlapping.

    Paragraphs end sentences; a line that only wraps does not. Time is linear in the length of `text`.

    >>> text = "Gen. Orla Finn spoke at 5 p.m. Monday. “It held,” she said."
    >>> [text[start:end] for start, end in split(text)]
    ['Gen. Orla Finn spoke at 5 p.m. Monday.', '“It held,” she said.']
    """
    return [span for start, end in list_paragraphs(text) for span in _split_paragraph(text, start, end, language)]


def _split_paragraph(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph."""
    cuts = {find_dateline_end(text, start, end), *_find_glued(text, start, end), *_find_items(text, start, end)}
    yield from _trim(text, start, [*_add_stops(text, start, end, cuts, language), end])


def _find_glued(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence begins that no space parts from the one before."""
    for match in _GLUED.finditer(text, start, end):
        if match[0] == ")" or not _is_address(text, match):
            yield match.end()


def _add_stops(text: str, start: int, end: int, cuts: set[int], language: str) -> list[int]:
    """Return `cuts` and the full stops that end a sentence, in order."""
    fixed, found, begun = deque(sorted(cuts)), [], start
    for match in _STOP.finditer(text, start, end):
        while fixed and fixed[0] <= match.start():
            begun = fixed.popleft()
            found.append(begun)
        if match["wide"] or not _goes_on(_look_at(text, begun, match, end), language):
            begun = match.end()
            found.append(begun)
    return [*found, *fixed]


def _look_at(text: str, begun: int, match: re.Match[str], end: int) -> _Stop:
    """Return the stop with what stands around it, as far as the window reaches."""
    so_far = text[max(begun, match.start() - _WINDOW) : match.start()].lstrip()
    rest = text[match.end() : min(end, match.end() + _WINDOW)]
    next_word = _NEXT_WORD.match(rest.lstrip(_OPENERS_BEFORE_WORD + " "))
    word = "" if so_far[-1:].isspace() else so_far.rsplit(None, 1)[-1] if so_far else ""
    return _Stop(
        so_far=so_far,
        word=_ELISION.sub("", word.lstrip(_OPENERS_BEFORE_WORD)),
        mark=match["mark"],
        close=match["close"],
        rest=rest,
        next_word=next_word[0] if next_word else "",
    )


def _goes_on(stop: _Stop, language: str) -> bool:
    """Tell whether the sentence goes on behind the stop."""
    if not stop.rest or stop.rest[0] in ",;:)]%":
        return True
    if stop.rest[0].islower():
        return not _is_careless(stop)
    if _is_marker(stop) or _is_pause(stop) or _is_narrated(stop):
        return True
    if stop.mark != "." or stop.close:
        return bool(stop.close) and (_is_credited(stop) or _CITED.match(stop.rest) is not None)
    return _is_shortened(stop) or (language == "de" and _is_ordinal(stop))


def _is_careless(stop: _Stop) -> bool:
    """Tell whether a new sentence begins with a small letter, as in hasty writing: "it rained. the…"."""
    is_plain = len(stop.word) >= 3 and stop.word.isalpha() and stop.word.islower() and not stop.close
    return is_plain and stop.key not in _SHORTENED and stop.next_word in OPENERS


def _is_credited(stop: _Stop) -> bool:
    """Tell whether a quoted question or cry is followed by who said it: “Why?” Orla Finn asked."""
    return stop.mark[-1] in "?!" and _CREDIT.match(stop.rest) is not None


def _is_shortened(stop: _Stop) -> bool:
    """Tell whether the full stop belongs to a shortened word and the sentence needs what follows."""
    key, follower = stop.key, stop.next_word
    if key in BEFORE_NAME and not stop.word[0].islower():
        return True  # A script without capitals can't tell its titles from words by them.
    if key in BEFORE_NUMBER or (key in BEFORE_DATE and stop.word[0].isupper()):
        return follower[:1].isdigit()
    if key in CLOCK:
        return follower.lower().rstrip(".") in AFTER_CLOCK or len(stop.so_far.split()) <= 3
    if follower[:1].isdigit():
        return key in BEFORE_MORE or (len(key) == 1 and stop.word.islower())
    if key in BEFORE_NAME or key in BEFORE_MORE or _is_letters(stop):
        return _is_name_like(follower) or _NEXT_INITIAL.match(stop.rest) is not None
    return stop.word == "I" and _is_name_like(follower) and _NAME_BEFORE_I.search(stop.so_far) is not None


def _is_letters(stop: _Stop) -> bool:
    """Tell whether the word is shortened as names are: "J.", "U.S.", "Corp."; after a figure it is a unit: "40 C."."""
    is_short = stop.key in EITHER or _INITIALS.fullmatch(stop.word) is not None
    return is_short and _FIGURE_BEFORE.search(stop.so_far) is None


def _is_name_like(word: str) -> bool:
    """Tell whether a word with a capital goes on with a name instead of opening a sentence."""
    return word[:1].isupper() and word.lower() not in OPENERS


def _is_marker(stop: _Stop) -> bool:
    """Tell whether the sentence holds nothing yet but its own number: "2." or "b.)"."""
    return stop.close in {"", ")"} and _LIST_MARK.fullmatch(stop.so_far) is not None


def _is_narrated(stop: _Stop) -> bool:
    """Tell whether a dash leads from what was spoken to who spoke: "— Where? — he asked."."""
    dash = _DASH_GOES_ON.match(stop.rest)
    return dash is not None and stop.rest[dash.end() : dash.end() + 1].islower()


def _is_pause(stop: _Stop) -> bool:
    """Tell whether three dots stand alone between spaces: the speaker pauses, four dots would end the sentence."""
    return stop.mark == ". . ." and not stop.word


def _is_ordinal(stop: _Stop) -> bool:
    """Tell whether the stop makes a German ordinal: "am 3. Oktober"."""
    return stop.word.isdigit() and len(stop.word) <= 2 and stop.next_word.lower() not in OPENERS


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop without a space stands inside an address, a file name or the like."""
    before = text[max(0, match.start() - _WINDOW) : match.start()].rsplit(None, 1)
    return bool(before) and _IN_ADDRESS.search(before[-1]) is not None


def _find_items(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the items of a list begin that is printed in one paragraph: "1) bread 2) water"."""
    last = _ITEM.match(text, start, end)
    if not last:
        return
    for item in _ITEM.finditer(text, last.end(), end):
        if _style(item) == _style(last) and item["label"] == _following(last["label"]):
            yield item.start()
            last = item


def _style(item: re.Match[str]) -> tuple[str, str]:
    """Return how the label of an item is set: its bullet, and what closes it."""
    return (item["bullet"] or "").strip(), item["end"]


def _following(label: str) -> str:
    """Return the label of the next item of a list.

    >>> _following("9"), _following("a")
    ('10', 'b')
    """
    return str(int(label) + 1) if label.isdecimal() else chr(ord(label) + 1)


def find_dateline_end(text: str, start: int, end: int) -> int:
    """Return where the dateline of a wire report ends, or `start` where there is none."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    return match.end() if match and (match["agency"] or match["day"]) else start


def _trim(text: str, start: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans between cuts, without the white space at their ends."""
    for cut in cuts:
        piece = text[start:cut]
        left = len(piece) - len(piece.lstrip())
        if right := len(piece.strip()):
            yield start + left, start + left + right
        start = cut
