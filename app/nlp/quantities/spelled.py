"""Numbers in words, added up as English, Spanish, French, German, Ukrainian, Russian and Arabic build them."""

from dataclasses import dataclass

from app.nlp.lexicon.quantities import NUMBERS, NumberWords
from app.nlp.quantities.german import german_compound
from app.nlp.quantities.shares import bare_fraction
from app.nlp.quantities.tokens import Tokens

_APOSTROPHES = frozenset("'’ʼ")
_LARGEST_MULTIPLIER = 100
_SHORTEST_COMPOUND = 6


@dataclass(slots=True)
class Sum:
    """A number while its words are read: what the magnitudes have closed off, what is open, the last magnitude."""

    words: NumberWords
    language: str
    total: float = 0.0
    current: float = 0.0
    scale: float = 1.0
    rough: bool = False

    @property
    def value(self) -> float:
        """Return the number read so far."""
        return self.total + self.current

    def add(self, word: str) -> bool:
        """Add a number word, or tell that it doesn't belong to the number."""
        value = _small(word, self.language, self.words)
        if value is not None:
            return self._add_small(value)
        factor = self.words.scales.get(word)
        if factor is None or not self._may_scale(word):
            return False
        self.rough = self.rough or word in self.words.rough
        if factor <= _LARGEST_MULTIPLIER:
            self.current = (self.current or 1) * factor
            return True
        if 1 < self.scale <= factor:
            return False
        self.total += (self.current or 1) * factor
        self.current, self.scale = 0.0, factor
        return True

    def _add_small(self, value: float) -> bool:
        if self.current and not _fits(self.current, value, self.language):
            return False
        four_twenties = self.language == "fr" and self.current % 100 == 4 and value == 20
        self.current += 76 if four_twenties else value
        return True

    def _may_scale(self, word: str) -> bool:
        if word == "score" and self.current > 9:
            return False
        if word in self.words.rough:
            return bool(self.current)
        return bool(self.current) or self.language != "en" or word == "thousand"

    def joins(self, tokens: Tokens, place: int) -> bool:
        """Tell whether the token at `place` only holds two parts of the number together: "and", "y", a hyphen."""
        word, following = tokens.word(place), tokens.word(place + 1)
        if word == "-":
            tight = tokens.touches(place) and tokens.touches(place + 1)
            return tight and (following in self.words.small or following in self.words.scales)
        if word not in self.words.joins or following not in self.words.small or self.language == "ar":
            return False
        if self.language != "en":
            return self.current >= 20
        hundreds = self.current >= 100 and self.current % 100 == 0
        return (hundreds or (self.total > 0 and not self.current)) and not bare_fraction(tokens, place + 1, self.words)


def read_sum(tokens: Tokens, at: int, language: str, words: NumberWords) -> tuple[Sum, int] | None:
    """Return the number in words at the token `at` and the token after it, or None."""
    number = Sum(words, language)
    stop = place = at
    if tokens.words[at] in words.articles:
        if tokens.word(at + 1) not in words.scales or tokens.word(at + 1) == "score":
            return None
        number.current, place = 1.0, at + 1
    while place < len(tokens.words):
        word, parts = _whole_word(tokens, place)
        if not number.add(word):
            break
        place += parts
        stop = place
        place += number.joins(tokens, place)
    return (number, stop) if stop > at else None


def _whole_word(tokens: Tokens, place: int) -> tuple[str, int]:
    """Return the word at `place` and how many tokens it has: three where an apostrophe is in it (п'ять)."""
    if tokens.word(place + 1) in _APOSTROPHES and tokens.touches(place + 1) and tokens.touches(place + 2):
        joined = f"{tokens.words[place]}'{tokens.word(place + 2)}"
        if joined in NUMBERS["uk"].small:
            return joined, 3
    return tokens.words[place], 1


def _small(word: str, language: str, words: NumberWords) -> float | None:
    value = words.small.get(word)
    return german_compound(word) if value is None and language == "de" and len(word) >= _SHORTEST_COMPOUND else value


def _fits(current: float, value: float, language: str) -> bool:
    """Tell whether `value` may be added to what was read: tens after hundreds, units after tens."""
    rest = current % 100
    if language == "fr" and ((rest in (60, 80) and 0 < value < 20) or (rest == 4 and value == 20)):
        return True
    if language == "ar":
        return bool(current % 10) != bool(value % 10) or current >= 100
    return current >= 10 * value if value >= 100 else (not rest or (rest >= 20 and rest % 10 == 0 and 0 < value < 10))
