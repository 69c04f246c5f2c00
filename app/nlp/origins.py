"""Which texts are copies of which, and where a statement first came from."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.nlp.claims import Article, ReadArticle, Statement
from app.nlp.lexicon.origins import OFFICIAL
from app.nlp.names import same_name
from app.nlp.words import fold, tokenize

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
    grams = {article.id: shingle(article.text) for article in ordered}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    copies: dict[str, str] = {}
    for article in ordered:
        own = grams[article.id]
        shared = Counter(holder for gram in own for holder in holders.get(gram, ()))
        original = next((i for i in _in_order(shared, ordered) if _are_copies(own, grams[i])), None)
        if original is not None:
            copies[article.id] = original
            continue
        for gram in own:
            holders[gram].append(article.id)
    return copies


def _precedence(article: Article) -> tuple[date, str]:
    return (article.published_at or date.max, article.id)


def _in_order(shared: Counter[str], ordered: Sequence[Article]) -> list[str]:
    """Return the ids that share enough to be worth a look, in the order of publication."""
    return [article.id for article in ordered if shared[article.id] >= _LEAST_SHINGLES * _COPIED]


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
        for read in articles:
            for attribution in read.attributions:
                said = read.article.text[slice(*attribution.source)] if attribution.source else ""
                known = self._sides.get(attribution.speaker, frozenset())
                self._sides[attribution.speaker] = known | _content(attribution.speaker) | _content(said)

    def find_origin(self, statement: Statement) -> Origin | None:
        """Return where a statement came from, or None where its article doesn't tell."""
        attribution = statement.attribution
        if attribution is None or not attribution.speaker:
            return None
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
