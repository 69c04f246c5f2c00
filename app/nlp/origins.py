"""Which texts are copies of which, and where a statement first came from."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.nlp.claims import Article, ReadArticle, Statement
from app.nlp.credits import find_credit
from app.nlp.lexicon.origins import OFFICIAL
from app.nlp.names import same_name
from app.nlp.words import fold, tokenize

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 5
_COPIED = 0.25
_LEAST_SHINGLES = 20
# What so many texts have that are no copies of each other is said everywhere, and finds no original.
_BOILERPLATE = 100


def shingle(text: str) -> frozenset[int]:
    """Return the word 5-grams of a text as 32-bit hashes, without case, accents and punctuation.

    >>> shingle("One two three four five!") == shingle("one, two, three, four, FIVE")
    True
    """
    words = _WORD.findall(fold(text))
    grams = zip(*(words[i:] for i in range(_SHINGLE)), strict=False)
    return frozenset(zlib.crc32(" ".join(gram).encode()) for gram in grams)


# A story's texts are looked through again whenever one more comes in.
_shingle_once = lru_cache(maxsize=2_000)(shingle)


def contain(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of the smaller text's 5-grams that the larger one has too, 0.0-1.0.

    Containment after Broder, "On the resemblance and containment of documents" (1997).
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def is_copy(a: str, b: str) -> bool:
    """Tell whether one of two texts is mostly the other's, beyond the quotations that both may have taken."""
    return _are_copies(shingle(a), shingle(b))


def _are_copies(a: frozenset[int], b: frozenset[int]) -> bool:
    return min(len(a), len(b)) >= _LEAST_SHINGLES and contain(a, b) >= _COPIED


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Return, for each article that is mostly another's text, the id of the earliest published that has it too.

    An article without a date comes after those that have one; what is still equal is ordered by id.
    """
    ordered = sorted(articles, key=_precedence)
    grams = {article.id: _shingle_once(article.text) for article in ordered}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    copies: dict[str, str] = {}
    for at, article in enumerate(ordered):
        own = grams[article.id]
        telling = (found for gram in own if len(found := holders[gram]) <= _BOILERPLATE)
        shared = Counter(place for found in telling for place in found)
        near = sorted(place for place, count in shared.items() if count >= _LEAST_SHINGLES * _COPIED)
        original = next((i for place in near if _are_copies(own, grams[i := ordered[place].id])), None)
        if original is not None:
            copies[article.id] = original
            continue
        for gram in own:
            holders[gram].append(at)
    return copies


def _precedence(article: Article) -> tuple[date, str]:
    return (article.published_at or date.max, article.id)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement came from: a name or a description, and the words that say on whose behalf (`side`)."""

    name: str
    is_named: bool
    side: frozenset[str] = frozenset()


class Directory:
    """Whoever speaks in a story, with all that its articles say about on whose behalf."""

    def __init__(self, articles: Iterable[ReadArticle]) -> None:
        self._sides: dict[str, frozenset[str]] = {}
        self._credits: dict[str, str | None] = {}
        for read in articles:
            article = read.article
            self._credits[article.id] = find_credit(article.text, article.author, article.publisher)
            for attribution in read.attributions:
                said = read.article.text[slice(*attribution.source)] if attribution.source else ""
                known = self._sides.get(attribution.speaker, frozenset())
                self._sides[attribution.speaker] = known | _content(attribution.speaker) | _content(said)

    def find_origin(self, statement: Statement) -> Origin | None:
        """Return where a statement came from, or None where its article doesn't tell.

        What nobody is quoted for came from the agency or the outlet that the article is credited to.
        """
        attribution = statement.attribution
        if attribution is None or not attribution.speaker:
            credit = self._credits.get(statement.article)
            return Origin(credit, is_named=True) if credit else None
        side = self._sides.get(attribution.speaker, frozenset())
        return Origin(attribution.speaker, not attribution.unnamed, side)


def _content(text: str) -> frozenset[str]:
    return frozenset(token.lemma for token in tokenize(text) if token.is_content)


def merge_origins(origins: Iterable[Origin]) -> list[Origin]:
    """Return each origin once, under the name that was met first, across spellings; sides are joined.

    >>> first, second = Origin("Volodymyr Zelensky", True), Origin("Volodymyr Zelenskyy", True)
    >>> [origin.name for origin in merge_origins([first, second])]
    ['Volodymyr Zelensky']
    """
    merged: list[Origin] = []
    for origin in origins:
        at = next((i for i, known in enumerate(merged) if same_name(known.name, origin.name)), None)
        if at is None:
            merged.append(origin)
        else:
            known = merged[at]
            merged[at] = Origin(known.name, known.is_named or origin.is_named, known.side | origin.side)
    return merged


def count_independent(origins: Sequence[Origin]) -> int:
    """Count the origins that are known to be independent of each other.

    Somebody who isn't named may be anybody, so that they never add to the count; neither do two who speak for one
    body or, as far as the text tells, for one state.
    """
    sides: list[Origin] = []
    for origin in origins:
        if not sides or (origin.is_named and all(_are_independent(origin, known) for known in sides)):
            sides.append(origin)
    return len(sides)


def _are_independent(a: Origin, b: Origin) -> bool:
    both_official = bool(OFFICIAL & a.side) and bool(OFFICIAL & b.side)
    return _is_placed(a) and _is_placed(b) and not (a.side & b.side) and not both_official


def _is_placed(origin: Origin) -> bool:
    """Tell whether it is known who somebody is: a name, and something more than the name."""
    return origin.is_named and bool(origin.side - _content(origin.name))
