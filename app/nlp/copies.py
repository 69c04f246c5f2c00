"""Which texts of a story are mostly another's."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import chain

from app.nlp.claims import Article
from app.nlp.words import fold

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 5
_COPIED = 0.25
_LEAST_SHINGLES = 20


def shingle(text: str) -> frozenset[int]:
    """Return the word 5-grams of a text as 32-bit hashes, without case, accents and punctuation.

    >>> shingle("One two three four five!") == shingle("one, two, three, four, FIVE")
    True
    """
    words = _WORD.findall(fold(text))
    grams = zip(*(words[i:] for i in range(_SHINGLE)), strict=False)
    return frozenset(zlib.crc32(" ".join(gram).encode()) for gram in grams)


def is_copy(a: str, b: str) -> bool:
    """Tell whether one of two texts is mostly the other's, beyond the quotations that both may have taken."""
    one, other = _Text(Article("a", a)), _Text(Article("b", b))
    return _are_copies(one, other, len(one.grams & other.grams))


def _are_copies(a: "_Text", b: "_Text", shared: int) -> bool:
    """Tell whether two texts have so many 5-grams in common that one is mostly the other, measured by the smaller.

    Containment after Broder, "On the resemblance and containment of documents" (1997).
    """
    smaller = min(len(a.grams), len(b.grams))
    return smaller >= _LEAST_SHINGLES and shared >= _COPIED * smaller


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Return, for each article that is mostly another's text, the id of the earliest published that has it too.

    An article without a date comes after those that have one; what is still equal is ordered by id.
    """
    copies = Copies()
    copies.replace((), articles)
    return copies.originals


class _Text:
    """An article with its 5-grams; texts are ordered as they were published."""

    __slots__ = ("grams", "id", "published")

    def __init__(self, article: Article) -> None:
        self.id = article.id
        self.published = (article.published_at or date.max, article.id)
        self.grams = shingle(article.text)

    def __lt__(self, other: "_Text") -> bool:
        return self.published < other.published


class Copies:
    """The articles of a story, and which of them are copies of one that is none itself.

    Whether an article is a copy depends on those before it alone. Where one comes in or goes, or is no original any
    more, those behind it are looked at again that have enough in common with it.
    """

    def __init__(self) -> None:
        self._texts: dict[str, _Text] = {}
        self._copy_of: dict[_Text, _Text] = {}
        self._originals: set[_Text] = set()
        self._holders: dict[int, list[_Text]] = {}  # The originals by their 5-grams.

    @property
    def originals(self) -> dict[str, str]:
        """Return the id of the original for each article that is a copy."""
        return {copy.id: original.id for copy, original in self._copy_of.items()}

    def replace(self, gone: Iterable[str], new: Iterable[Article]) -> None:
        """Take articles out by their ids, put others in, and find out what is a copy now."""
        left = {self._texts.pop(one) for one in gone}
        came = {article.id: _Text(article) for article in new}
        self._texts |= came
        waiting = list(came.values())
        for text in left:
            waiting += [copy for copy in self._take_out(text) if copy not in left]
        heapify(waiting)
        while waiting:
            text = heappop(waiting)
            for later in self._look_at(text):
                heappush(waiting, later)

    def _look_at(self, text: _Text) -> list[_Text]:
        """Find out whether a text is a copy, and return those behind it whom the answer concerns."""
        shared = Counter(chain.from_iterable(self._holders.get(gram, ()) for gram in text.grams))
        del shared[text]
        alike = [known for known, count in shared.items() if _are_copies(text, known, count)]
        original = min((known for known in alike if known < text), default=None)
        if original:
            concerned = self._take_out(text)
            self._copy_of[text] = original
            return concerned
        if text in self._originals:
            return []
        self._copy_of.pop(text, None)
        self._originals.add(text)
        for gram in text.grams:
            self._holders.setdefault(gram, []).append(text)
        later = (copy for copy, known in self._copy_of.items() if text < copy and text < known)
        return [*alike, *(copy for copy in later if _are_copies(text, copy, len(text.grams & copy.grams)))]

    def _take_out(self, text: _Text) -> list[_Text]:
        """Forget what is known of a text, and return its copies."""
        self._copy_of.pop(text, None)
        if text not in self._originals:
            return []
        self._originals.remove(text)
        for gram in text.grams:
            self._holders[gram].remove(text)
        return [copy for copy, original in self._copy_of.items() if original is text]
