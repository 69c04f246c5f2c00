"""The day of a month: "3", "3rd", "twenty-second"."""

from app.nlp.dates.reader import Reader
from app.nlp.lexicon.quantities import NUMBERS
from app.nlp.quantities.tokens import Tokens

ENDINGS = frozenset({"st", "nd", "rd", "th", "º", "er", "го", "е", "-го"})
_MONEY = frozenset("$€£¥")


def day_number(reader: Reader, at: int) -> tuple[int | None, int]:
    """Return the day of a month written in digits ("3", "3rd") or in words ("twenty-second"), and the token after
    it."""
    tokens = reader.tokens
    word = tokens.word(at)
    if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 and tokens.word(at - 1) not in _MONEY:
        ending = tokens.word(at + 1) in ENDINGS and tokens.touches(at + 1)
        return int(word), at + 1 + ending
    if reader.language == "en" and word.isalpha() and at < len(tokens.words):
        return _worded_day(tokens, at)
    return None, at


def _worded_day(tokens: Tokens, at: int) -> tuple[int | None, int]:
    words = NUMBERS["en"]
    word = tokens.words[at]
    if word in words.ordinals and words.ordinals[word] <= 30:
        return words.ordinals[word], at + 1
    tens = words.small.get(word, 0)
    if tens in (20, 30):
        place = at + 1 + (tokens.word(at + 1) == "-")
        unit = words.ordinals.get(tokens.word(place)) or words.small.get(tokens.word(place))
        if unit is not None and 0 < unit < 10 and tens + unit <= 31:
            return int(tens + unit), place + 1
    return None, at
