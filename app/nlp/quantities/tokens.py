"""Text -> tokens with exact offsets: words, runs of digits with their separators, and single signs."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"  # Accents, and the vowel signs of Arabic.

# Every character starts exactly one alternative and none is tried twice, so the scan is linear whatever the text.
_TOKEN = re.compile(rf"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*|[^\w\s]|_")
_MARK = re.compile(rf"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text`: `words` in lower case, `starts` and `ends` in code points of `text`."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def word(self, place: int) -> str:
        """Return the word at `place`, or "" outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def raw(self, place: int) -> str:
        """Return the word at `place` as it is written, or "" outside the text."""
        return self.text[self.starts[place] : self.ends[place]] if 0 <= place < len(self.words) else ""

    def slice(self, first: int, stop: int) -> str:
        """Return the text from the token `first` up to and without the token `stop`."""
        return self.text[self.starts[first] : self.ends[stop - 1]] if first < stop else ""

    def touches(self, place: int) -> bool:
        """Tell whether the tokens at `place` and before it stand together without a space."""
        return 0 < place < len(self.words) and self.ends[place - 1] == self.starts[place]

    def is_number(self, place: int) -> bool:
        """Tell whether the token at `place` is written in digits."""
        return 0 <= place < len(self.words) and self.words[place][0].isdecimal()

    def is_capital(self, place: int) -> bool:
        """Tell whether the token at `place` begins with a capital letter."""
        return 0 <= place < len(self.words) and self.text[self.starts[place]].isupper()

    def opens_sentence(self, place: int) -> bool:
        """Tell whether the token at `place` is the first word of the text, of a line or after a full stop or
        quotation mark."""
        return (
            place == 0
            or self.words[place - 1] in _SENTENCE_SIGNS
            or "\n" in self.text[self.ends[place - 1] : self.starts[place]]
        )


_SENTENCE_SIGNS = frozenset('.!?:;"“”‘«»—–-…()[]')


def _bare(word: str) -> str:
    """Return a word with its accents in one letter each and without the vowel signs of Arabic."""
    if word.isascii() or not _MARK.search(word):
        return word
    return _MARK.sub("", unicodedata.normalize("NFC", word)) or word


@lru_cache(maxsize=4)
def tokenise(text: str) -> Tokens:
    """Return the tokens of `text`; quantities and dates read the same ones, so the last few texts are kept.

    >>> tokenise("A 12m-wide crater").words
    ['a', '12', 'm', '-', 'wide', 'crater']
    """
    spans = [match.span() for match in _TOKEN.finditer(text)]
    words = [word.lower() for word in _TOKEN.findall(text)]
    if not text.isascii():
        words = [_bare(word) for word in words]
    return Tokens(text, words, [start for start, _ in spans], [end for _, end in spans])
