"""Times of day: "11 p.m.", "23:05", "just before midnight", "noon", as minutes after midnight."""

from dataclasses import dataclass

from app.nlp.lexicon.listing import word_set
from app.nlp.quantities.tokens import Tokens

NOON = 720
MIDNIGHT = 1440
_NAMED = {"noon": NOON, "midday": NOON, "midnight": MIDNIGHT}
_DOTTED = 4
_ROUGHLY = {
    "gegen",
    "hacia",
    "vers",
    "около",
    "близько",
    "about",
    "around",
    "roughly",
    "approximately",
    "near",
    "nearly",
    "some",
    "circa",
    "almost",
}
_ZONES = word_set("gmt utc est edt cet cest pst pdt bst eet msk hours hrs")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in the tokens from `first` up to `stop`: the first and the last minute that it may mean."""

    low: int
    high: int
    approximate: bool
    first: int
    stop: int


def read_clock(tokens: Tokens, at: int) -> Clock | None:
    """Return the time of day that begins at the token `at`, with the words before it that blur it, or None."""
    word = tokens.words[at]
    if word in _NAMED:
        return _blurred(tokens, _NAMED[word], at, at + 1)
    if not tokens.is_number(at) or len(word) > 5:
        return None
    read = _read_half_day(tokens, at) or _read_full_day(tokens, at)
    return _blurred(tokens, read[0], at, read[1]) if read is not None else None


def _read_half_day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the minute of "11 p.m.", "5 o'clock", and the token after it."""
    hour, minute, stop = _hour_and_minute(tokens, at)
    half, after = _half_of_day(tokens, stop)
    if hour is None or not 0 < hour <= 12:
        return None
    if half is not None:
        return (hour % 12 + half) * 60 + minute, after
    o_clock = tokens.word(stop) == "o" and tokens.word(stop + 1) in ("'", "’") and tokens.word(stop + 2) == "clock"
    return (hour * 60 + minute, stop + 3) if o_clock else None


def _read_full_day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the minute of "23:05", "0401 GMT", and the token after it."""
    hour, minute, stop = _hour_and_minute(tokens, at)
    if hour is not None and hour < 24 and stop == at + 3:
        return hour * 60 + minute, stop + (tokens.word(stop) == "uhr")
    word = tokens.words[at]
    if tokens.word(at + 1) == "uhr":
        return _read_uhr(word, at)
    zoned = len(word) == 4 and word.isdecimal() and tokens.word(at + 1) in _ZONES
    if not zoned or int(word) % 100 >= 60 or int(word) >= 2400:
        return None
    return int(word) // 100 * 60 + int(word) % 100, at + 1


def _read_uhr(word: str, at: int) -> tuple[int, int] | None:
    """Return the minute of "10.30 Uhr" and "11 Uhr", and the token after it."""
    hour, dot, minute = word.partition(".")
    if not hour.isdecimal() or int(hour) > 24 or (dot and not (len(minute) == 2 and int(minute) < 60)):
        return None
    return int(hour) * 60 + int(minute or 0), at + 2


def _hour_and_minute(tokens: Tokens, at: int) -> tuple[int | None, int, int]:
    word = tokens.words[at]
    whole, dot, part = word.partition(".")
    if dot:
        stamped = (
            len(part) == 2
            and part.isdecimal()
            and int(part) < 60
            and len(whole) <= 2
            and _half_of_day(tokens, at + 1)[0] is not None
        )
        return (int(whole), int(part), at + 1) if stamped else (None, 0, at)
    if not word.isdecimal():
        return None, 0, at
    colon = tokens.word(at + 1) in (":", "h") and tokens.touches(at + 1) and tokens.touches(at + 2)
    minutes = tokens.word(at + 2)
    if colon and len(word) <= 2 and len(minutes) == 2 and minutes.isdecimal() and int(minutes) < 60 and int(word) <= 24:
        if tokens.word(at + 3) == ":" and tokens.touches(at + 3):
            return None, 0, at
        return int(word), int(minutes), at + 3
    return int(word), 0, at + 1


def _half_of_day(tokens: Tokens, place: int) -> tuple[int | None, int]:
    """Return 0 for a.m. and 12 for p.m. at `place`, and the token after it."""
    word = tokens.word(place)
    if word in ("am", "pm"):
        return (12 if word == "pm" else 0), place + 1
    if word in ("a", "p") and tokens.words[place + 1 : place + 3] == [".", "m"]:
        return (12 if word == "p" else 0), place + _DOTTED - (tokens.word(place + 3) != ".")
    return None, place


def _blurred(tokens: Tokens, minute: int, at: int, stop: int) -> Clock:
    before = tokens.word(at - 1)
    if before == "before" and tokens.word(at - 2) in ("just", "shortly", "right", "minutes"):
        return Clock(minute - 20, minute - 1, True, at - 2, stop)
    if before == "after" and tokens.word(at - 2) in ("just", "shortly", "right"):
        return Clock(minute + 1, minute + 20, True, at - 2, stop)
    if before in _ROUGHLY:
        return Clock(minute, minute, True, at, stop)
    if before == "to" and tokens.word(at - 2) == "close":
        return Clock(minute, minute, True, at, stop)
    return Clock(minute, minute, False, at, stop)
