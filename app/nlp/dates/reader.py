"""What the readers of dates share, and what they return."""

from dataclasses import dataclass, field
from datetime import date

from app.nlp.dates.calendar import Period
from app.nlp.lexicon.dates import FUTURE
from app.nlp.quantities.tokens import Tokens

_LOOK_BACK = 10
_STOPS = frozenset(".!?;")


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
    for place in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        word = reader.tokens.words[place]
        if word in _STOPS:
            return False
        if word in FUTURE:
            return True
    return False


def is_phrase(tokens: Tokens, at: int, words: tuple[str, ...]) -> bool:
    """Tell whether the words of a phrase stand at the token `at`."""
    return tuple(tokens.words[at : at + len(words)]) == words
