"""What the readers of dates share, and what they return."""

from dataclasses import dataclass, field
from datetime import date

from app.nlp.dates.calendar import Period
from app.nlp.lexicon.dates import FUTURE, MONTHS, PUT_OFF, UNTIL, WEEKDAYS
from app.nlp.quantities.tokens import Tokens

_LOOK_BACK = 10
_STOPS = frozenset(".!?;")
_ARRANGED = frozenset({"is", "are", "was", "were"})  # "Talks were to begin on Monday."
_NAMES = {name for table in (MONTHS, WEEKDAYS) for names in table.values() for name in names}
_DETERMINERS = frozenset({"the", "this", "next", "el", "la", "le", "den", "dem", "à", "يوم"})
_PAST = frozenset({"had", "was", "were", "did", "rose", "fell", "ran", "went", "said", "made", "held", "stood", "sat"})


@dataclass(frozen=True, slots=True)
class Reader:
    """What the readers of dates share: the tokens, the language, the day of publication where it is known.

    `told` is the last single day that the text has named, from which "two days earlier" counts. `atoms` keeps what was
    read at each token, as an interval asks for its ends several times.
    """

    tokens: Tokens
    language: str
    published: date | None
    told: date | None = None
    atoms: "dict[int, Atom | None]" = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Atom:
    """A date in the tokens up to `stop`; `lacks` names what the text left open: "year", or "" where it is whole."""

    period: Period
    stop: int
    lacks: str = ""


def is_future(reader: Reader, at: int) -> bool:
    """Tell whether the words before the token `at`, in its sentence, speak of what is to come."""
    return _looks_ahead(reader, at) or _is_deadline(reader.tokens, at)


def _is_deadline(tokens: Tokens, at: int) -> bool:
    """Tell whether "until" or "by" before the token `at` means a day to come: nothing near tells of the past."""
    place = at - 1 - (tokens.word(at - 1) in _DETERMINERS)
    place -= tokens.word(place) in ("'", "’")
    if tokens.words[max(0, place - 1) : place + 1] == ["later", "than"]:
        return True
    if tokens.word(place) not in UNTIL | {"by"} or _ends_a_range(tokens, place):
        return False
    before = _sentence_before(tokens, place)
    beside = before or tokens.words[at : at + _LOOK_BACK]  # "By Friday, 40 people had died."
    return not PUT_OFF.isdisjoint(before) or not any(word in _PAST or word.endswith("ed") for word in beside)


def _ends_a_range(tokens: Tokens, place: int) -> bool:
    """Tell whether a date stands before "until" too: "vom 3. bis 5. Mai", "from Monday until Friday"."""
    before = tokens.word(place - 1)
    return before == "." or before.isdecimal() or before in _NAMES


def _sentence_before(tokens: Tokens, at: int) -> list[str]:
    """Return the few words before the token `at`, back to the beginning of its sentence."""
    near = tokens.words[max(0, at - _LOOK_BACK) : at]
    ends = [place for place, word in enumerate(near, 1) if word in _STOPS]
    return near[ends[-1] :] if ends else near


def _looks_ahead(reader: Reader, at: int) -> bool:
    for place in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        word = reader.tokens.words[place]
        if word in _STOPS:
            return False
        if word in FUTURE or (word == "to" and reader.tokens.word(place - 1) in _ARRANGED):
            return True
    return False


def is_phrase(tokens: Tokens, at: int, words: tuple[str, ...]) -> bool:
    """Tell whether the words of a phrase stand at the token `at`."""
    return tuple(tokens.words[at : at + len(words)]) == words
